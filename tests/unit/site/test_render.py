from __future__ import annotations

from dataclasses import dataclass

import pytest
import yaml
from markupsafe import Markup

from generator.site import render
from generator.site.page import Citation, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    body: Markup
    references: tuple[str, ...] = ()


def page(title: str = "A title", **fields: object) -> Page:
    return Page(uri="x/", template="handwritten", title=title, view=Nothing(body=Markup("as it is")), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "text"), [("a*b", "a&#42;b"), (3, "3"), (0.5, "0&#46;5"), (Markup("<b>"), "<b>"), ("é <", "é &#60;")]
)
def test_what_is_printed_is_escaped_unless_it_is_markup(value: object, text: str) -> None:
    assert render.finalize(value) == text


@pytest.mark.parametrize("value", [None, True, [], (), {}, object])
def test_what_is_neither_text_nor_number_cannot_be_printed(value: object) -> None:
    with pytest.raises(TypeError, match="which is neither text nor a number"):
        render.finalize(value)


def test_a_page_is_its_front_matter_and_its_body() -> None:
    artefact = render.render(page("Tea & <toast>: a key"))

    assert artefact.path == "site_src/x/index.md"
    assert artefact.content.decode() == (
        "---\n"
        "title: 'Tea &amp; &lt;toast&gt;: a key'\n"
        "kind: handwritten\n"
        "hide:\n- navigation\n"
        "---\n\n"
        "# Tea &#38; &#60;toast&#62;&#58; a key\n\nas it is\n"
    )


def test_the_front_matter_has_the_known_keys_only_and_reads_back() -> None:
    full = page(
        "on: !x\n---",
        description="d",
        layout="paper.html",
        tags=("<t>",),
        is_searchable=False,
        styles=("survey.css",),
        scripts=("survey.js",),
        citation=Citation(title="a\nb", authors=("A <b>",), doi=None),
        properties=(("og:title", "a\nb"),),
        json_ld={"@type": "WebPage"},
        feeds=(("New on <bread>", "feeds/survey.atom"),),
    )
    values = yaml.safe_load(render.front_matter(full))

    assert tuple(values) == render.FRONT_MATTER_KEYS
    assert values["title"] == "on: !x ---"
    assert values["tags"] == ["&lt;t&gt;"]
    assert values["paper"] == {"title": "a b", "authors": ["A <b>"]}
    assert values["properties"] == [["og:title", "a b"]]
    assert values["json_ld"] == {"@type": "WebPage"}
    assert values["search"] == {"exclude": True}
    assert values["styles"][0].startswith("assets/survey/survey.")
