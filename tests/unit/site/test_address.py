from __future__ import annotations

import pytest

from generator.core.model import NameKind
from generator.site.address import Links, names_uri, paper_uri, source_path, topic_uri


@pytest.mark.parametrize(
    ("page", "to", "folders", "files"),
    [
        ("", "", "./", "index.html"),
        ("", "topics/x/", "topics/x/", "topics/x/index.html"),
        ("papers/a/", "", "../../", "../../index.html"),
        ("papers/a/", "papers/b/", "../b/", "../b/index.html"),
        ("papers/a/", "papers/a/", "./", "index.html"),
        ("topics/x/page-2/", "topics/x/", "../", "../index.html"),
        ("topics/x/", "topics/x/page-2/", "page-2/", "page-2/index.html"),
        ("papers/a/", "downloads/survey.bib", "../../downloads/survey.bib", "../../downloads/survey.bib"),
        ("", "papers/é b/", "papers/%C3%A9%20b/", "papers/%C3%A9%20b/index.html"),
    ],
)
def test_a_link_is_relative_and_right_with_folders_and_with_files(page: str, to: str, folders: str, files: str) -> None:
    assert Links(page=page).to(to) == folders
    assert Links(page=page, use_directory_urls=False).to(to) == files


def test_a_link_carries_query_and_fragment_escaped_for_an_attribute() -> None:
    links = Links(page="")

    assert links.to("explore/", query=(("topic", "a&b"), ("match", "all"))) == "explore/?topic=a%26b&amp;match=all"
    assert links.to("timeline/", fragment='y"1') == "timeline/#y%221"
    assert links.within("why-1") == "#why-1"


def test_pages_are_folders_with_an_index() -> None:
    assert source_path("") == "site_src/index.md"
    assert source_path(paper_uri("a")) == "site_src/papers/a/index.md"
    assert source_path(topic_uri("t")) == "site_src/topics/t/index.md"
    assert source_path(names_uri(NameKind.DATA)) == "site_src/names/data/index.md"
