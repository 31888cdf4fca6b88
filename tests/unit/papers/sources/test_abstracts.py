from __future__ import annotations

import pytest

from generator.core.model import Document
from generator.papers.sources import abstracts

LONG = "We study a thing of some interest and find that it has a property which nobody had seen before. " * 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"{LONG}\n{LONG}", [(1, 1), (2, 2)], id="one-a-line"),
        pytest.param(f"{LONG}\r{LONG}\r\n\r\n{LONG}", [(1, 1), (2, 2), (4, 4)], id="line-ends"),
        pytest.param("We do a thing. It works.\nWe do another. It fails!", [(1, 1), (2, 2)], id="short-lines"),
        pytest.param(
            "We do a thing that goes\non over lines and\nthen ends.\n\nAnother one here too",
            [(1, 3), (5, 5)],
            id="wrapped",
        ),
        pytest.param("  We do a thing.  ", [(1, 1)], id="blanks-around"),
        pytest.param(f"{LONG[:300]}", [(1, 1)], id="cut-off"),
    ],
)
def test_abstracts_are_lines_or_wrapped_paragraphs(text: str, expected: list[tuple[int, int]]) -> None:
    reading = abstracts.read(Document(path="a.txt", text=text))
    assert [(record.location.line, record.end_line) for record in reading.records] == expected
    assert all(record.fields[0].value == record.raw == record.raw.strip() for record in reading.records)
    assert not reading.rejected


def test_what_is_no_abstract_is_rejected_or_chrome() -> None:
    reading = abstracts.read(Document(path="a.txt", text=f"Abstracts\n\n-----\n\n{LONG}"))
    (rejected,) = reading.rejected
    assert (rejected.location.line, rejected.reason) == (1, "too short for an abstract: 1 words")
    assert [(chrome.location.line, chrome.what) for chrome in reading.chrome] == [(3, "a line without words")]


@pytest.mark.parametrize(
    ("text", "path", "sureness"),
    [
        (LONG, "a", 10),
        ("Few words", "a.txt", 2),
        ("Few words", "a.csv", 0),
        ("", "a.txt", 0),
        ("1234", "a.txt", 0),
        ("<p>" + LONG, "a.txt", 0),
        ("a,1,2,3;" * 40, "a.csv", 0),
        ("a\x00b " * 40, "a.txt", 0),
    ],
)
def test_is_told_by_content(text: str, path: str, sureness: int) -> None:
    assert abstracts.detect(text, path=path) == sureness
