from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core import repository
from generator.core.model import Location, Settings

HERE = Settings(
    site_name="A survey",
    site_url="https://reader.example/survey/",
    repository="https://github.com/living-survey/living-survey",
)
NOWHERE = Settings(site_name="A survey")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param("https://github.com/living-survey/living-survey", True, id="plain"),
        pytest.param("https://github.com/a/b.c_d-e", True, id="dots"),
        pytest.param(None, False, id="none"),
        pytest.param("http://github.com/a/b", False, id="http"),
        pytest.param("https://github.com/a", False, id="no name"),
        pytest.param("https://github.com/a/b/", False, id="slash at the end"),
        pytest.param("https://github.com/a/b?x", False, id="query"),
        pytest.param("https://github.com.evil.example/a/b", False, id="look-alike host"),
        pytest.param("https://github.com/-a/b", False, id="owner starts with a hyphen"),
        pytest.param("javascript:alert(1)//https://github.com/a/b", False, id="script"),
    ],
)
def test_is_github(address: str | None, expected: bool) -> None:  # noqa: FBT001  a table's column
    assert repository.is_github(address) is expected


def test_a_line_to_read_and_to_edit() -> None:
    place = Location(path="taxonomy.yaml", line=42, column=7)
    base = "https://github.com/living-survey/living-survey"
    assert repository.view_url(HERE, place) == f"{base}/blob/main/taxonomy.yaml#L42"
    assert repository.view_url(HERE, place, end_line=60) == f"{base}/blob/main/taxonomy.yaml#L42-L60"
    assert repository.view_url(HERE, place, end_line=42) == f"{base}/blob/main/taxonomy.yaml#L42"
    assert repository.edit_url(HERE, place) == f"{base}/edit/main/taxonomy.yaml#L42"


def test_a_path_with_a_blank_and_a_hash_is_quoted() -> None:
    place = Location(path="papers/documents/my #1.bib", line=3)
    assert repository.view_url(HERE, place) == (
        "https://github.com/living-survey/living-survey/blob/main/papers/documents/my%20%231.bib#L3"
    )


def test_without_a_repository_there_are_no_links() -> None:
    place = Location(path="taxonomy.yaml")
    assert repository.view_url(NOWHERE, place) is None
    assert repository.edit_url(NOWHERE, place) is None
    assert repository.correct_paper_url(NOWHERE, paper_id="a", name="A") is None
    assert repository.correct_topic_url(NOWHERE, topic_id="a", label="A") is None
    assert repository.move_paper_url(NOWHERE, paper_id="a", name="A") is None


def test_a_foreign_host_gets_no_links() -> None:
    elsewhere = Settings(site_name="A survey", repository="https://example.org/a/b")
    assert repository.edit_url(elsewhere, Location(path="taxonomy.yaml")) is None


def test_correct_a_paper() -> None:
    url = repository.correct_paper_url(HERE, paper_id="arxiv-2302-10035", name="A & B")
    assert url == (
        "https://github.com/living-survey/living-survey/issues/new?template=correct-paper.yml"
        "&title=Correct%3A%20A%20%26%20B&paper=arxiv-2302-10035"
        "&page=https%3A%2F%2Freader.example%2Fsurvey%2Fpapers%2Farxiv-2302-10035%2F"
    )


def test_correct_a_topic_of_a_site_without_an_address() -> None:
    unset = Settings(site_name="A survey", repository=HERE.repository)
    assert repository.correct_topic_url(unset, topic_id="alignment", label="Alignment") == (
        "https://github.com/living-survey/living-survey/issues/new?template=propose-topic.yml"
        "&title=Topic%3A%20Alignment&topic=alignment"
    )


def test_pages_without_directories() -> None:
    flat = Settings(
        site_name="A survey", repository=HERE.repository, site_url="https://a.example", use_directory_urls=False
    )
    url = repository.correct_topic_url(flat, topic_id="alignment", label="Alignment")
    assert url is not None
    assert parse_qs(urlsplit(url).query)["page"] == ["https://a.example/topics/alignment/index.html"]


@settings(deadline=None, max_examples=60)
@given(st.text())
def test_any_name_comes_back_and_stays_short(name: str) -> None:
    clean = name.encode("utf-8", "ignore").decode()
    url = repository.move_paper_url(HERE, paper_id="a", name=clean, topic_id="b")
    assert url is not None
    assert url.isascii()
    assert len(url) < 8_000
    title = parse_qs(urlsplit(url).query)["title"][0]
    whole = f"Move: {clean}"
    assert title == (whole if len(whole) <= 300 else whole[:299] + "…")
