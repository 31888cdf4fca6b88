from __future__ import annotations

from pathlib import Path

import pytest

from generator.core.diagnostics import render_text
from generator.site import prose
from generator.site.extras import Prose
from tests import bread

SURVEY = bread.small()
SOURCE = "site_src/topics/sourdough/index.md"


def findings(path: str, text: str) -> str:
    return render_text(tuple(prose.check([Prose(path=path, text=text)], SURVEY)), lambda _path, _line: None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See [@loaf-00].", "See ([Krušec 2016](../../papers/loaf-00/index.md))."),
        (
            "[@loaf-00; @loaf-01] agree",
            (
                "([Krušec 2016](../../papers/loaf-00/index.md); "
                "[Lindqvist and Okafor 2017](../../papers/loaf-01/index.md)) agree"
            ),
        ),
        ("an alias [@old-loaf-00]", "an alias ([Krušec 2016](../../papers/loaf-00/index.md))"),
        ("code `[@loaf-00]` and ``[@x] ` ``", "code `[@loaf-00]` and ``[@x] ` ``"),
        ("```\n[@loaf-00]\n~~~\n```\n[@nobody]", "```\n[@loaf-00]\n~~~\n```\n(unknown paper nobody)"),
        ("[a link](x.md) and @loaf-00", "[a link](x.md) and @loaf-00"),
    ],
    ids=["one", "two", "alias", "code span", "fence", "no citation"],
)
def test_citations_become_links(text: str, expected: str) -> None:
    assert prose.resolve(text, SURVEY, source=SOURCE).body == expected


def test_works_are_listed_once_in_the_order_of_first_mention() -> None:
    resolved = prose.resolve("[@loaf-02] [@loaf-01; @old-loaf-00] [@loaf-02]", SURVEY, source=SOURCE)

    assert [paper.id for paper in resolved.cited] == ["loaf-02", "loaf-01", "loaf-00"]


def test_an_unknown_id_is_an_error_with_its_place_and_cure() -> None:
    assert findings("site_src/prose/sourdough.md", "# x\n\nas [@loaf-00; @loaf-19x] say\n") == (
        "site_src/prose/sourdough.md:3:15: error: no paper has the id 'loaf-19x' [site/unknown-citation]\n"
        "hint: did you mean 'loaf-19'?\n"
        "1 error in 1 file\n"
    )


def test_an_id_like_no_other_is_told_where_ids_are_found() -> None:
    assert "hint: the id of a paper is the last part of its page's address\n" in findings(
        "site_src/prose/pages/about.md", "[@zzzzzzzz]"
    )


def test_a_text_of_no_topic_is_an_error() -> None:
    assert findings("site_src/prose/sourdouhg.md", "x") == (
        "site_src/prose/sourdouhg.md:1:1: error: this text belongs to no topic: 'sourdouhg' is not in the taxonomy "
        "[site/unknown-topic]\nhint: did you mean 'sourdough'?\n1 error in 1 file\n"
    )


def test_texts_are_read_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("pages/b.md", "pages/a.md", "z.md"):
        path = tmp_path / "site_src/prose" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {name}\n", encoding="utf-8-sig")

    assert [text.path for text in prose.load(tmp_path)] == [
        f"site_src/prose/{n}" for n in ("pages/a.md", "pages/b.md", "z.md")
    ]
    assert prose.load(tmp_path)[0].text == "# pages/a.md\n"


def test_a_topic_without_a_text_has_none() -> None:
    assert prose.of_topic("yeast", bread.extras(SURVEY).prose, SURVEY, source=SOURCE) is None
