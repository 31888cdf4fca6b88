from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import BibliographyData, parse_string

from generator.core.model import Author, Identifier, Link, LinkKind, Paper, PaperDate, Venue
from generator.core.text import clean
from generator.exports.bibtex import document, entry, escape, key
from tests.surveys import SOIL, paper

_TEX = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "\ue000",
    r"\textbraceright{}": "\ue001",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
}


def _typeset(text: str) -> str:
    """What TeX prints: the commands of its text companion, escaped characters, no grouping braces."""
    shown = re.sub(r"\\text\w+\{\}", lambda found: _TEX[found.group()], text)
    shown = re.sub(r"\\([%#&$_])", r"\1", shown)
    return re.sub(r"[{}]", "", shown).replace("\ue000", "{").replace("\ue001", "}")


def _parse(text: str) -> BibliographyData:
    return parse_string(text, "bibtex")


def test_entry_of_a_journal_article() -> None:
    assert entry(SOIL.by_id["earthworm-burrows"], ["Soil animals", "Earthworms"]) == (
        "@article{earthworm-burrows,\n"
        "  title    = {{WORM}: Earthworm burrows and water in clay soils},\n"
        "  author   = {Ada Lund and Bo Iversen},\n"
        "  journal  = {Journal of Soil Life},\n"
        "  year     = {2020},\n"
        "  doi      = {10.1000/jsl.19},\n"
        "  keywords = {Soil animals, Earthworms},\n"
        "}\n"
    )


def test_entry_of_a_preprint() -> None:
    preprint = Paper(
        id="arxiv-2001-00001",
        title="On moss",
        authors=(Author(name_as_written="Ada Lund", name_key="ada lund"),),
        author_count=3,
        date=PaperDate(year=2020, month=1, day=2),
        identifiers=(Identifier(scheme="arxiv", value="2001.00001"),),
        links=(Link(kind=LinkKind.ABSTRACT, url="https://arxiv.org/abs/2001.00001"),),
    )
    assert entry(preprint, []) == (
        "@misc{arxiv-2001-00001,\n"
        "  title         = {On moss},\n"
        "  author        = {Ada Lund and others},\n"
        "  year          = {2020},\n"
        "  month         = jan,\n"
        "  eprint        = {2001.00001},\n"
        "  archiveprefix = {arXiv},\n"
        "  url           = {https://arxiv.org/abs/2001.00001},\n"
        "}\n"
    )


def test_entry_of_a_paper_of_which_nothing_is_known() -> None:
    assert entry(paper("x"), []) == "@misc{x,\n}\n"


def test_entry_of_a_conference_paper() -> None:
    assert entry(replace(paper("x", "t"), venue=Venue(name="Moss Conference", year=2021)), []) == (
        "@inproceedings{x,\n  title     = {t},\n  booktitle = {Moss Conference},\n  year      = {2021},\n}\n"
    )


@pytest.mark.parametrize(
    ("paper_id", "expected"),
    [("arxiv-2001-00001", "arxiv-2001-00001"), ("a b", "a-b-c8687a08"), ("a/b", "a-b-c14cddc0")],
)
def test_key(paper_id: str, expected: str) -> None:
    assert key(paper(paper_id)) == expected


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Using BERT and ResNet-50", "Using {BERT} and {ResNet-50}"),
        ("Policy-Gradient Training", "Policy-Gradient Training"),
        ("Double-I Watermark in 3D", "{Double-I} Watermark in {3D}"),
    ],
)
def test_capitals_of_names_are_kept(title: str, written: str) -> None:
    assert f"title = {{{written}}}," in entry(paper("x", title), [])


HOSTILE = [
    "a {b} } { c",
    "50% & $x_1$ #2 ~ ^ \\ \\alpha",
    '=HYPERLINK("x")',
    "@article{x, y",
    "x\x0b\ufffey\u2028z “quoted”",
    "</script>} @comment{",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_reads_back(text: str) -> None:
    hostile = replace(
        paper("x", text, authors=("Ada Lund", text)),
        venue=Venue(name=text),
        identifiers=(Identifier(scheme="doi", value=text),),
    )
    found = _parse(document([(hostile, [text]), (SOIL.by_id["fungal-threads"], [])])).entries
    assert list(found) == ["x", "fungal-threads"]
    fields = found["x"].fields
    expected = clean(text)
    assert _typeset(fields["title"]) == expected
    assert _typeset(fields["booktitle"]) == expected
    assert _typeset(fields["doi"]) == expected
    assert len(found["x"].persons["author"]) == 2


@settings(deadline=None, max_examples=100)
@given(st.text())
def test_any_text_reads_back(text: str) -> None:
    fields = _parse(entry(paper("x", text, year=2020), [])).entries["x"].fields
    assert " ".join(_typeset(fields.get("title", "")).split()) == " ".join(clean(text).split())
    assert fields["year"] == "2020"


@pytest.mark.parametrize("name", ["Doe, Inc.", "Smith and Sons", "the others"])
def test_names_that_bibtex_would_take_apart_stay_whole(name: str) -> None:
    persons = _parse(entry(paper("x", "t", authors=(name, "Ada Lund")), [])).entries["x"].persons["author"]
    assert [str(person) for person in persons] == [f"{{{name}}}", "Lund, Ada"]


def test_escape_and_comma_in_a_label() -> None:
    assert escape("a_b") == r"a\_b"
    assert "keywords = {Moss peat, Sand}," in entry(paper("x"), ["Moss, peat", "Sand"]).replace(
        "  keywords", "keywords"
    )
