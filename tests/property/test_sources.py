"""Laws of the readers: nothing is raised, every line is accounted for, places lie in the document."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.diagnostics import Report
from generator.core.model import Chrome, Document, Reading, Record, Rejected
from generator.papers import normalise, sources
from generator.papers.curation import Curation
from generator.papers.decoding import decode
from generator.papers.gather import gather_documents

CASES = Path(__file__).parents[1] / "cases" / "sources"
FILES = sorted(path for path in CASES.iterdir() if path.suffix not in {".reading", ""} and path.name != "README.md")
TEXTS = [decode(path.read_bytes())[0] for path in FILES]
PIECES = (
    *("@article{a, title = {", "}", "{", '"', ",\n", "\n", "\r", "@string{", "#", "TY  - JOUR\n"),
    *(
        "ER  - \n",
        "TI  - x\n",
        "PMID- 1\n",
        "%0 Book\n",
        "PT J\n",
        "[",
        "]",
        '{"title": "x"',
        '"',
        ":",
        "null",
        "<entry>",
        "</entry>",
        "<",
    ),
    *(
        "&x;",
        "title,doi\n",
        ";",
        "\t",
        "| a | b |\n",
        "|--|--|\n",
        "- [A title of it](https://arxiv.org/abs/2001.00001)",
    ),
    *("# H\n", "\x00", "\ufeff", "\ud800", "\u2028", "é", "```\n", "\\", "%"),
)


def check(text: str, name: str) -> None:
    document = Document(path="a.txt", text=text, format=name)
    reading = sources.read(document)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert uncovered(lines, reading) == []
    for record in reading.records:
        assert record.location.line <= record.end_line <= len(lines)
        assert record.raw.strip() in text
        for field in record.fields:
            assert field.value.strip()
            assert 1 <= field.location.line <= len(lines)
            assert 1 <= field.location.column <= len(lines[field.location.line - 1]) + 1
        normalise.normalise(record)
    for rejected in reading.rejected:
        assert rejected.reason
        assert rejected.location.line <= rejected.end_line <= len(lines)
    if text.strip("\ufeff" + string.whitespace) and text.strip():
        assert reading.records or reading.rejected


def uncovered(lines: list[str], reading: Reading) -> list[int]:
    parts: list[Record | Rejected | Chrome] = [*reading.records, *reading.rejected, *reading.chrome]
    covered = {number for part in parts for number in range(part.location.line, part.end_line + 1)}
    return [number for number, line in enumerate(lines, start=1) if line.strip() and number not in covered]


@pytest.mark.parametrize("name", sorted(sources.FORMATS))
def test_every_reader_accounts_for_every_line_of_any_text(name: str) -> None:
    @settings(deadline=None, max_examples=40)
    @given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=30).map("".join))
    def law(text: str) -> None:
        check(text, name)

    law()


@pytest.mark.parametrize("number", range(len(FILES)), ids=[path.name for path in FILES])
def test_damaged_files_are_read_as_far_as_they_go(number: int) -> None:
    text = TEXTS[number]
    reader = sources.detect(text, path=FILES[number].name)
    name = reader.FORMAT if reader else "bibtex"

    @settings(deadline=None, max_examples=25)
    @given(st.integers(0, len(text)), st.integers(0, 40), st.sampled_from(PIECES))
    def law(at: int, length: int, piece: str) -> None:
        check(text[:at] + piece + text[at + length :], name)

    law()


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["cut", "repeat", "byte", "join", "ends", "encode"]), st.floats(0, 1), st.integers(1, 255)
    ),
    min_size=1,
    max_size=5,
)
ENCODINGS = ("cp1252", "gbk", "utf-16", "cp1250", "cp932")


def changed(content: bytes, changes: list[tuple[str, float, int]]) -> bytes:
    """Return a file after accidents: pieces cut, repeated, overwritten, joined from another, line ends, encodings."""
    for what, where, how in changes:
        at = int(where * len(content))
        match what:
            case "cut":
                content = content[:at] + content[at + how :]
            case "repeat":
                content = content[:at] + content[at : at + how] * 3 + content[at + how :]
            case "byte":
                content = content[:at] + bytes([how]) + content[at + 1 :]
            case "join":
                content = content[:at] + FILES[how % len(FILES)].read_bytes()[: 4 * how] + content[at:]
            case "ends":
                content = content.replace(b"\n", (b"\r\n", b"\r", b"\n\n")[how % 3])
            case _:
                text = content.decode("utf-8", errors="replace")
                content = text.encode(ENCODINGS[how % len(ENCODINGS)], errors="ignore")
    return content


@settings(deadline=None, max_examples=200)
@given(st.integers(0, len(FILES) - 1), CHANGES)
def test_the_ledger_balances_whatever_befell_a_file(number: int, changes: list[tuple[str, float, int]]) -> None:
    text, encoding = decode(changed(FILES[number].read_bytes(), changes))
    document = Document(path=FILES[number].name, text=text, encoding=encoding)
    reading = sources.read(document)
    found = gather_documents((document,), Curation(), Report())
    assert found.ledger.balances
    assert found.ledger.identified == len(reading.records) + len(reading.rejected)
