from __future__ import annotations

from pathlib import Path

import pytest

from generator.core.model import Document, Reading
from generator.papers.sources import detect, huggingface

PROSE = "We present Foo, a new method for bar that works. " * 8
FIRST = f"Title One of It\n\n{PROSE}\n\n  • 9 authors\n·\nNov 25, 2023\n\n"
ONE = "1-7 title abstract author_count=9 date=Nov 25, 2023"
CUT = "a title without an abstract, authors or date; the listing may be cut off here"


def told(reading: Reading) -> list[str]:
    """Return a line a record, rejected or chrome, by place."""
    found = [
        (
            record.location.line,
            f"{record.location.line}-{record.end_line} "
            + " ".join(f.name if f.name in {"title", "abstract"} else f"{f.name}={f.value}" for f in record.fields),
        )
        for record in reading.records
    ]
    found += [(r.location.line, f"{r.location.line}-{r.end_line} rejected: {r.reason}") for r in reading.rejected]
    found += [(c.location.line, f"{c.location.line} chrome") for c in reading.chrome]
    return [line for _, line in sorted(found)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(FIRST + "Title Two of It Cut", [ONE, f"9-9 rejected: {CUT}"], id="cut-in-the-title"),
        pytest.param(
            f"{FIRST}Title Two\n\nWe present Foo, a ne", [ONE, "9-11 title abstract"], id="cut-in-the-abstract"
        ),
        pytest.param(
            f"{FIRST}Title Two\n\n{PROSE}\n\n  • 9 auth", [ONE, "9-13 title abstract"], id="cut-in-the-authors"
        ),
        pytest.param(
            f"{FIRST}Title Two\n\n{PROSE}\n\n  • 9 authors\n·",
            [ONE, "9-14 title abstract author_count=9"],
            id="cut-before-the-date",
        ),
        pytest.param(
            f"{FIRST}Title Two\n\n{PROSE}\n\n  • 9 authors\n·\nNov",
            [ONE, "9-15 title abstract author_count=9 date=Nov"],
            id="cut-in-the-date",
        ),
        pytest.param(
            f"goes on here. {PROSE}\n\n  • 9 authors\n·\nNov 25, 2023\n\n{FIRST}",
            ["1-5 abstract author_count=9 date=Nov 25, 2023", "7-13 title abstract author_count=9 date=Nov 25, 2023"],
            id="cut-at-the-start",
        ),
        pytest.param(
            f"Title One\n\nJoin the discussion on this paper page\n\n{FIRST}",
            ["1-3 title abstract", "5-11 title abstract author_count=9 date=Nov 25, 2023"],
            id="boilerplate",
        ),
        pytest.param(
            f"Title One of It\n\nWe do X\n\n  • 9 authors\n·\nNov 25, 2023\n\nTitle Two\n\n{PROSE}",
            [ONE, "9-11 title abstract"],
            id="short-abstract",
        ),
        pytest.param(
            f"Daily Papers\nDec 9\nOne of It\n{PROSE}\n  • 9 authors\n·\nNov 25, 2023\n"
            f"Two\n{PROSE}\nnvidia NVIDIA\n·\nSep 26 4",
            [
                "1 chrome",
                "2 chrome",
                "3-7 title abstract author_count=9 date=Nov 25, 2023",
                "8-12 title abstract organisation=NVIDIA date=Sep 26",
            ],
            id="no-blank-lines",
        ),
        pytest.param(
            f"Sort by\n\n{FIRST}Previous\n\nCompany\n© 2025",
            ["1 chrome", "3-9 title abstract author_count=9 date=Nov 25, 2023", "11 chrome", "13 chrome", "14 chrome"],
            id="header-and-footer",
        ),
        pytest.param(
            f"Title One\n\n{PROSE}\n\n{PROSE}\n\nTitle Two\n\n{PROSE}\n\n  • 1 authors\n·\nNov 25, 2023",
            ["1-5 title abstract", "7-13 title abstract author_count=1 date=Nov 25, 2023"],
            id="paragraphs-and-no-authors",
        ),
        pytest.param(
            f"A Title With a Stop.\n\n{PROSE}\n\n  • 2 authors\n·\nJun 1, 2023",
            ["1-7 title abstract author_count=2 date=Jun 1, 2023"],
            id="title-with-a-full-stop",
        ),
        pytest.param(
            f"Submitted by\nsomeone\n\n120\n\nTitle One\n\n{PROSE}\n\nnvidia\n·\n2 days ago",
            ["1 chrome", "2 chrome", "4 chrome", "6-12 title abstract organisation=nvidia date=2 days ago"],
            id="submitted-by",
        ),
        pytest.param(
            "Title One\n\nibm-granite IBM Granite\n·\nNov 25 12",
            ["1-5 title organisation=IBM Granite date=Nov 25"],
            id="no-abstract",
        ),
        pytest.param(
            "Title One\n\nWe present a method which wraps at about\neighty columns as people do.\n\n  • 9 authors",
            ["1-6 title abstract author_count=9"],
            id="wrapped-abstract",
        ),
        pytest.param(
            f"{FIRST}A Stray Line of Text\n\nTitle Two\n\n{PROSE}",
            [ONE, f"9-9 rejected: {CUT}", "11-13 title abstract"],
            id="stray-line",
        ),
    ],
)
def test_entries(text: str, expected: list[str]) -> None:
    assert told(huggingface.read(Document(path="a.txt", text=text))) == expected


def test_fields_stand_where_they_are_said_to_stand() -> None:
    (record,) = huggingface.read(Document(path="a.txt", text=FIRST.replace("\n", "\r\n"))).records
    places = [(f.name, f.location.line, f.location.column, f.location.end_column) for f in record.fields]
    assert places == [
        ("title", 1, 1, 16),
        ("abstract", 3, 1, 392),
        ("author_count", 5, 5, 6),
        ("date", 7, 1, 13),
    ]
    assert record.raw.startswith("Title One")
    assert record.raw.endswith("Nov 25, 2023")


def test_a_listing_cut_anywhere_keeps_every_entry_before_the_cut() -> None:
    path = Path(__file__).resolve().parents[4] / "papers" / "documents" / "hf-papers-listing.txt"
    text = path.read_text(encoding="utf-8")
    whole = huggingface.read(Document(path="a.txt", text=text)).records
    ends = [text.index(record.raw) + len(record.raw) for record in whole]
    for cut in range(500, len(text), 1499):
        complete = sum(end <= cut for end in ends)
        reading = huggingface.read(Document(path="a.txt", text=text[:cut]))
        assert reading.records[:complete] == whole[:complete]
        assert len(reading.records) + len(reading.rejected) <= complete + 1


@pytest.mark.parametrize(
    ("text", "sureness"),
    [
        pytest.param(FIRST, 95, id="entry"),
        pytest.param("x\n\n·\nSep 26 4", 95, id="date-below-dot"),
        pytest.param("Daily Papers\n\nbyAK and the research community", 80, id="header"),
        pytest.param(f"Title One\n\n{PROSE}\n\nTitle Two\n\n{PROSE}", 20, id="titles-and-prose"),
        pytest.param(f"{PROSE}\n\n{PROSE}", 0, id="prose"),
        pytest.param("Nov 25, 2023", 0, id="date"),
    ],
)
def test_is_told_by_content(text: str, sureness: int) -> None:
    assert huggingface.detect(text, path="a.txt") == sureness
    if sureness:
        assert detect(text, path="a.txt") is huggingface
