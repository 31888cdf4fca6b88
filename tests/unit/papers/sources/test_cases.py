"""Whole files of every format, against the whole Reading that each must give."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.core.model import Chrome, Document, Location, Reading, Record, Rejected
from generator.papers import sources
from generator.papers.decoding import decode

CASES = Path(__file__).parents[3] / "cases" / "sources"
FILES = sorted(path for path in CASES.iterdir() if path.suffix not in {".reading", ""} and path.name != "README.md")


def shown(document: Document) -> str:
    reader = sources.detect(document.text, path=document.path)
    reading = sources.read(document)
    parts = [*rows(reading)]
    parts.sort(key=lambda part: part[0])
    return "\n".join([f"format {reader.FORMAT if reader else 'unknown'}", *(row for _, row in parts)]) + "\n"


def rows(reading: Reading) -> Iterator[tuple[tuple[int, int], str]]:
    for record in reading.records:
        lines = [f"record {record.location.line}-{record.end_line}"]
        lines += [f"  {field.name} {place(field.location)} {field.value!r}" for field in record.fields]
        yield (record.location.line, 0), "\n".join(lines)
    for rejected in reading.rejected:
        where = f"{rejected.location.line}-{rejected.end_line}"
        yield (rejected.location.line, 1), f"rejected {where} at {place(rejected.location)} {rejected.reason}"
    for chrome in reading.chrome:
        yield (chrome.location.line, 2), f"chrome {chrome.location.line}-{chrome.end_line} {chrome.what}"
    for remark in reading.remarks:
        yield (remark.location.line, 3), f"remark {place(remark.location)} {remark.message}"


def place(location: Location) -> str:
    return f"{location.line}:{location.column}"


def uncovered(document: Document, reading: Reading) -> list[int]:
    """Return the numbers of the lines with text that are in no record, rejected range or chrome."""
    parts: list[Record | Rejected | Chrome] = [*reading.records, *reading.rejected, *reading.chrome]
    covered = {number for part in parts for number in range(part.location.line, part.end_line + 1)}
    lines = document.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [number for number, line in enumerate(lines, start=1) if line.strip("\ufeff \t") and number not in covered]


@pytest.mark.parametrize("path", [pytest.param(path, id=path.name) for path in FILES])
def test_reading_is_as_reviewed(path: Path, *, updates_golden: bool) -> None:
    text, encoding = decode(path.read_bytes())
    document = Document(path=path.name, text=text, encoding=encoding)
    expected = path.with_name(f"{path.name}.reading")
    if updates_golden:
        expected.write_text(shown(document), encoding="utf-8")
    assert shown(document) == expected.read_text(encoding="utf-8")
    assert uncovered(document, sources.read(document)) == []
