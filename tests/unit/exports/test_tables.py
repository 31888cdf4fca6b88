"""CSV: the table itself, the papers, the gaps."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.model import Impossible, Name, NameKind
from generator.core.spreadsheet import safe, table
from generator.core.text import clean
from generator.exports import gaps_csv, names_csv, papers_csv
from generator.exports.files import labels_of
from generator.insight.gaps import gap_map
from generator.insight.gather import gather
from generator.insight.names import name_index
from tests.surveys import HERE, SOIL, paper, survey, topic


def _read(text: str) -> list[dict[str, str]]:
    """Read as the documentation says: a byte-order mark, then one leading `'` off each cell."""
    rows = csv.DictReader(io.StringIO(text.encode().decode("utf-8-sig"), newline=""))
    return [{name: value.removeprefix("'") for name, value in row.items()} for row in rows]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ('=HYPERLINK("x")', '\'=HYPERLINK("x")'),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM", "'@SUM"),
        ("＝1", "'＝1"),
        ("'moss", "''moss"),
        ("\t=1", "'=1"),
        ("moss", "moss"),
        (-1, "-1"),
        (1.5, "1.5"),
        (None, ""),
    ],
)
def test_cell(value: str | float | None, cell: str) -> None:
    assert safe(value) == cell


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_any_text_reads_back(rows: list[tuple[str, str]]) -> None:
    text = table(("a", "b"), rows)
    assert text.startswith('\ufeff"a","b"\r\n')
    assert [(row["a"], row["b"]) for row in _read(text)] == [(clean(a), clean(b)) for a, b in rows]


def test_papers() -> None:
    insight = gather(SOIL)
    rows = _read(papers_csv.document([(one, labels_of(SOIL, one.id)) for one in SOIL.papers], insight.summaries))
    assert [row["id"] for row in rows] == [one.id for one in SOIL.papers]
    assert rows[1] == {
        "id": "earthworm-burrows",
        "title": "WORM: Earthworm burrows and water in clay soils",
        "authors": "Ada Lund; Bo Iversen",
        "author_count": "2",
        "date": "2019",
        "year": "2019",
        "venue": "Journal of Soil Life",
        "venue_year": "2020",
        "kind": "",
        "arxiv": "",
        "doi": "10.1000/jsl.19",
        "url": "https://doi.org/10.1000/jsl.19",
        "code": "",
        "topics": "Soil animals; Earthworms",
        "summary": "We propose WORM, a model of how earthworm burrows carry water.",
    }
    assert rows[0]["title"] == "A note"
    assert rows[0]["author_count"] == ""


def test_dangerous_title() -> None:
    hostile = replace(paper("x", "=1+1"), author_count=7)
    assert '"\'=1+1"' in papers_csv.document([(hostile, [])], {})


def test_gaps() -> None:
    topics = (topic("a"), topic("b"), topic("c"), topic("d", parent="c"), topic("e"))
    assigned = {f"x{n}": ["a", "c", "d"] for n in range(4)} | {f"y{n}": ["b"] for n in range(4)} | {"z": ["a", "e"]}
    pair = Impossible(topics=("b", "e"), because="cannot be", location=HERE)
    years = {"x": 2010, "y": 2012, "z": 2012}
    papers = [paper(one, year=years[one[0]]) for one in assigned]
    rows = _read(gaps_csv.document(gap_map(survey(papers, topics, assigned, impossible=(pair,)))))
    assert [tuple(row.values()) for row in rows] == [
        ("topics", "a", "b", "0", "2.22", "yes", "2012", "", ""),
        ("topics", "a", "c", "4", "2.22", "no", "", "", ""),
        ("topics", "a", "d", "4", "2.22", "no", "", "", ""),
        ("topics", "a", "e", "1", "0.56", "no", "", "", ""),
        ("topics", "b", "c", "0", "1.78", "yes", "2012", "", ""),
        ("topics", "b", "d", "0", "1.78", "yes", "2012", "b × c", ""),
        ("topics", "b", "e", "0", "0.44", "no", "", "", "cannot be"),
        ("year", "a", "2010", "4", "2.22", "no", "", "", ""),
        ("year", "a", "2012", "1", "2.78", "no", "", "", ""),
        ("year", "b", "2010", "0", "1.78", "yes", "", "", ""),
        ("year", "b", "2012", "4", "2.22", "no", "", "", ""),
        ("year", "c", "2010", "4", "1.78", "no", "", "", ""),
        ("year", "c", "2012", "0", "2.22", "yes", "", "", ""),
        ("year", "d", "2010", "4", "1.78", "no", "", "", ""),
        ("year", "d", "2012", "0", "2.22", "yes", "", "", ""),
        ("year", "e", "2012", "1", "0.56", "no", "", "", ""),
    ]


def test_names_and_results() -> None:
    index = name_index(SOIL.papers, (Name(name="accuracy", kind=NameKind.METRIC, location=HERE),))
    assert [tuple(row.values()) for row in _read(names_csv.names(index))] == [
        ("WORM", "method", "earthworm-burrows", "yes", "title", "0", "4", "WORM"),
        ("accuracy", "metric", "earthworm-burrows", "no", "abstract", "131", "139", "accuracy"),
    ]
    (row,) = _read(names_csv.results(index))
    assert (row["paper"], row["metric"], row["value"], row["unit"], row["change"], row["text"]) == (
        "earthworm-burrows",
        "accuracy",
        "91.2",
        "%",
        "level",
        "91.2 % accuracy",
    )
