"""What the exports write, the readers read to the same papers; independent readers agree on what both understand."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import feedparser
import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string

from generator.core.model import Author, Document, Identifier, Paper, PaperDate, Record, Venue
from generator.core.text import name_key
from generator.exports import bibtex, csljson, papers_csv, ris
from generator.papers import sources
from generator.papers.normalise import abstract, normalise, title, venue
from generator.papers.normalise import author as name_of

CASES = Path(__file__).parents[1] / "cases" / "sources"


def author(name: str) -> Author:
    return Author(name_as_written=name, name_key=name_key(name))


PAPERS = (
    Paper(
        id="slow-rye",
        title="Slow Rye & 50% Water: pH<4, $5 and C_2",
        authors=(author("Ann Baker"), author("Jürgen Müller"), author("Łucja van der Loaf")),
        date=PaperDate(year=2021, month=3, day=12),
        venue=Venue(name="Journal of Invented Baking", year=2021),
        identifiers=(Identifier(scheme="doi", value="10.1234/bread_2021#42"),),
        abstract="We compare rye doughs; 100% of them, in “quotes” and #hashes.",
    ),
    Paper(
        id="steam",
        title="Steam and Crust",
        authors=(author("Bo Crust"),),
        date=PaperDate(year=2020),
        identifiers=(Identifier(scheme="arxiv", value="2003.01234"),),
        abstract="Steam makes crust.",
    ),
)
LABELLED = [(paper, ("Baking",)) for paper in PAPERS]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("a.bib", bibtex.document(LABELLED), id="bibtex"),
        pytest.param("a.ris", ris.document(LABELLED), id="ris"),
        pytest.param("a.json", csljson.document(LABELLED), id="csljson"),
    ],
)
def test_what_we_export_we_read(name: str, text: str) -> None:
    reading = sources.read(Document(path=name, text=text))
    assert reading.rejected == ()
    assert reading.remarks == ()
    found = [normalise(record) for record in reading.records]
    assert [one.title for one in found] == [paper.title for paper in PAPERS]
    assert [[a.name_key for a in one.authors] for one in found] == [[a.name_key for a in p.authors] for p in PAPERS]
    if not name.endswith(".bib"):  # our BibTeX leaves abstracts out, as bibliographies do
        assert [one.abstract for one in found] == [paper.abstract for paper in PAPERS]
    assert [one.date.year if one.date else None for one in found] == [paper.year for paper in PAPERS]
    assert [one.identifiers[:1] for one in found] == [paper.identifiers for paper in PAPERS]


SIGNS = st.sampled_from(
    [
        *("{", "}", "~", "\\", "$", "^", "_", "&", "%", "#", '"', "'", ",", ";", "|", "=", "@", "<", ">", "--", "``"),
        *("\\emph", "{x}", "a~b", "$5", "\\{", "and", "others", "ER  - ", "TY  - ", "- ", "=1+1", "é", "中", "“", "ß"),
        *("a", "Bread", "Rye dough", " ", "  ", "1", "BERT", "iPhone", "pH<4", "&amp;", "\u0301", "\u202e", "\n"),
    ]
)
WORDS = st.lists(SIGNS | st.text(max_size=4), min_size=1, max_size=10).map("".join)
NAMES = st.lists(
    st.sampled_from(["Ann", "Jürgen", "O’Neil", "van", "de", "Łucja", "B.", "Li-Wei", "Smith"]), min_size=2, max_size=3
)


def settled(text: str) -> str:
    """Return a title as a paper has it: what no further cleaning changes."""
    return title(text)


@settings(deadline=None, max_examples=150)
@given(WORDS, WORDS, st.lists(NAMES.map(" ".join), max_size=3), WORDS)
def test_whatever_stands_in_a_paper_comes_back(said: str, told: str, names: list[str], place: str) -> None:
    clean_title, clean_abstract = settled(f"Bread {said}"), abstract(f"We bake {told}.")
    where = venue(f"Journal of {place}")
    people = [one for one in map(name_of, names) if one]
    paper = Paper(
        id="some-bread",
        title=clean_title,
        abstract=clean_abstract,
        authors=tuple(people),
        date=PaperDate(year=2021),
        venue=where,
        identifiers=(Identifier(scheme="doi", value="10.1234/bread"),),
    )
    for name, text in (
        ("a.bib", bibtex.document([(paper, ())])),
        ("a.ris", ris.document([(paper, ())])),
        ("a.json", csljson.document([(paper, ())])),
        ("a.csv", papers_csv.document([(paper, ())], {})),
    ):
        reading = sources.read(Document(path=name, text=text))
        assert (reading.rejected, reading.remarks) == ((), ()), name
        (found,) = (normalise(record) for record in reading.records)
        assert found.title == clean_title, name
        assert [one.name_key for one in found.authors] == [one.name_key for one in people], name
        assert (found.venue and found.venue.name) == (where and where.name), name
        assert found.identifiers == paper.identifiers, name
        if name in {"a.ris", "a.json"}:
            assert found.abstract == clean_abstract, name


def records(name: str) -> tuple[Record, ...]:
    return sources.read(Document(path=name, text=(CASES / name).read_text(encoding="utf-8"))).records


def value(record: Record, name: str) -> str | None:
    field = record.first(name)
    return " ".join(field.value.split()) if field else None


@pytest.mark.parametrize("name", ["zotero.bib", "dblp.bib", "anthology.bib"])
def test_pybtex_agrees(name: str) -> None:
    theirs = parse_string((CASES / name).read_text(encoding="utf-8"), "bibtex").entries
    ours = records(name)
    assert [value(record, "key") for record in ours] == list(theirs)
    for record, entry in zip(ours, theirs.values(), strict=True):
        for field in ("title", "abstract", "year", "doi"):
            told = entry.fields.get(field)
            assert value(record, field) == (" ".join(told.split()) if told else None)
        assert len(record.all("author")) == len(entry.persons["author"])


def test_rispy_agrees() -> None:
    theirs = rispy.load(io.StringIO((CASES / "zotero.ris").read_text(encoding="utf-8")))
    ours = records("zotero.ris")
    assert [value(record, "title") for record in ours] == [one.get("title") or one["primary_title"] for one in theirs]
    assert value(ours[0], "doi") == theirs[0]["doi"]
    assert [len(record.all("author")) for record in ours] == [
        len(one.get("authors") or one["first_authors"]) for one in theirs
    ]


def test_feedparser_agrees() -> None:
    text = (CASES / "arxiv-rss.xml").read_text(encoding="utf-8")
    theirs = feedparser.parse(text).entries
    assert [value(record, "title") for record in records("arxiv-rss.xml")] == [entry.title for entry in theirs]


def test_json_agrees() -> None:
    items = json.loads((CASES / "csl.json").read_text(encoding="utf-8"))
    titles = [item["title"] for item in items if "title" in item]
    assert [value(record, "title") for record in records("csl.json")] == titles
    assert re.fullmatch(r"[\w.]+", str(items[0]["id"]).rpartition("/")[2])
