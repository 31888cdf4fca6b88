"""Escaping: whatever a text holds, every sink gives it back as the same text and as nothing else."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

import defusedxml.ElementTree
import markdown
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from generator.site import sinks

PROJECT = Path(__file__).parents[3]
INJECTIONS: list[str] = yaml.safe_load((PROJECT / "tests/cases/injection.yaml").read_text(encoding="utf-8"))


def _extensions() -> tuple[list[str], dict[str, Any]]:
    names, options = [], {}
    for entry in yaml.safe_load((PROJECT / "mkdocs.yml").read_text(encoding="utf-8"))["markdown_extensions"]:
        name, option = next(iter(entry.items())) if isinstance(entry, dict) else (entry, {})
        names.append(name)
        options[name] = option
    return names, options


def _rendered(text: str) -> LexborHTMLParser:
    names, options = _extensions()
    return LexborHTMLParser(markdown.markdown(text, extensions=names, extension_configs=options))


def _only_text(source: str, selector: str) -> str:
    """Return the text of the one element, and insist that there is nothing inside it."""
    tree = _rendered(source)
    (element,) = tree.css(selector)
    assert [child.tag for child in element.traverse(include_text=False)] == [element.tag]
    return element.text(deep=True)


texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80)
markup_like = st.text(alphabet="<>&;#\"'`*_[](){}!|\\~^=-+:.$%@/ \n\tab1é", max_size=60)


@pytest.mark.parametrize("text", INJECTIONS)
def test_an_injection_comes_out_of_every_place_of_a_page_as_the_same_text(text: str) -> None:
    escaped, wanted = sinks.markdown_text(text), sinks.clean(text)
    assert _only_text(f"# x{escaped}\n", "h1") == f"x{wanted}"
    assert _only_text(f"x{escaped}\n", "p") == f"x{wanted}"
    assert _only_text(f"<div><p>{escaped}</p></div>\n", "p") == wanted
    assert _only_text(f"| a |\n|---|\n| x{escaped} |\n", "td") == f"x{wanted}"
    assert _only_text(f"[x{escaped}](y.md)\n", "a") == f"x{wanted}"
    assert _only_text(f"## x{escaped} {{: #id }}\n", "h2#id") == f"x{wanted}"
    (span,) = _rendered(f'<div><span title="{escaped}">x</span></div>').css("span")
    assert span.attributes == {"title": wanted or ""}


@given(st.one_of(texts, markup_like))
@settings(max_examples=300, deadline=None)
def test_escape_then_markdown_is_the_identity(text: str) -> None:
    assert _only_text(f"x{sinks.markdown_text(text)}", "p") == f"x{sinks.clean(text)}"


@given(st.one_of(texts, markup_like))
@example("0\r\x1b 0")
@settings(max_examples=100, deadline=None)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert sinks.clean(sinks.clean(text)) == sinks.clean(text)


@given(st.one_of(texts, markup_like))
@settings(max_examples=100, deadline=None)
def test_lines_survive_a_preformatted_block(text: str) -> None:
    (element,) = _rendered(f"<pre><code>{sinks.preformatted_text(text)}</code></pre>").css("code")
    assert element.text() == sinks.clean_lines(text)


@pytest.mark.parametrize("text", INJECTIONS)
def test_html_svg_and_front_matter_give_the_text_back(text: str) -> None:
    wanted = sinks.clean(text)
    (paragraph,) = LexborHTMLParser(f'<p title="{sinks.html_attribute(text)}">{sinks.html_text(text)}</p>').css("p")
    assert (paragraph.text(), paragraph.attributes["title"] or "") == (wanted, wanted)
    assert (
        defusedxml.ElementTree.fromstring(f"<svg><desc>{sinks.svg_text(text)}</desc></svg>")[0].text or ""
    ) == wanted
    assert html.unescape(sinks.front_matter_text(text)) == wanted


@pytest.mark.parametrize("text", INJECTIONS)
def test_json_in_a_script_ends_no_element_and_reads_back(text: str) -> None:
    written = str(sinks.json_script({"text": text}))
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written) == {"text": text}


def test_a_piece_keeps_the_blanks_at_its_ends() -> None:
    assert sinks.spaced_text(" of\n all ") == " of all "


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "//example.org/x",
        "https:///x",
        "https://user@example.org/",
        "https://example.org/a b",
        'https://example.org/"x',
        "https://exämple.org/",
        "https://example.org/" + "x" * 2000,
    ],
)
def test_an_address_that_may_not_be_published_is_a_bug(address: str) -> None:
    with pytest.raises(ValueError, match="not an address that may be published"):
        sinks.url(address)


def test_an_address_is_written_for_an_attribute() -> None:
    assert sinks.url("https://example.org/?a=1&b='2'") == "https://example.org/?a=1&amp;b=&#x27;2&#x27;"
