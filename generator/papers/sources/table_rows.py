"""Text → the rows and cells of a table, each with its place.

By RFC 4180, but for quotes: where one is not closed, only its line is lost. `csv` gives a value no place, and swallows
the rest of a file after one quote too many. Must not: know columns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

DELIMITERS = (",", ";", "\t", "|")
LINE_END = re.compile(r"[\r\n]")
_MAX_CELL = 100_000
"""Characters in one quoted value; a longer one is a quote that is not closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One value of a row, without its quotes; the offsets include them."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cells of one row; `is_whole` is False when a quote is not closed, or text stands behind the closing one."""

    cells: tuple[Cell, ...]
    start: int
    end: int
    is_whole: bool = True


def cut_row(text: str, at: int, delimiter: str) -> Row:
    """Return the row that starts at an offset, by RFC 4180; a quote inside an unquoted value is a character."""
    start = at
    cells: list[Cell] = []
    is_whole = True
    while True:
        cell_start, value = at, ""
        if text[at : at + 1] == '"':
            value, at = _quoted(text, at)
            if at < 0:
                return Row(cells=tuple(cells), start=start, end=len(text), is_whole=False)
        end = _cell_end(text, at, delimiter)
        is_whole = is_whole and not (at > cell_start and text[at:end].strip())
        cells.append(Cell(text=value + text[at:end], start=cell_start, end=end))
        at = end
        if text[at : at + 1] != delimiter:
            return Row(cells=tuple(cells), start=start, end=at, is_whole=is_whole)
        at += 1


def _quoted(text: str, at: int) -> tuple[str, int]:
    """Return a quoted value and the offset behind its closing quote, -1 when it is not closed."""
    begin = at + 1
    while True:
        quote = text.find('"', begin, at + _MAX_CELL)
        if quote < 0:
            return "", -1
        if text[quote + 1 : quote + 2] != '"':
            return text[at + 1 : quote].replace('""', '"'), quote + 1
        begin = quote + 2


def _cell_end(text: str, at: int, delimiter: str) -> int:
    found = _ENDS[delimiter].search(text, at)
    return found.start() if found else len(text)


_ENDS = {delimiter: re.compile(rf"[\r\n{re.escape(delimiter)}]") for delimiter in DELIMITERS}


def cut_line(text: str, at: int, delimiter: str, *, width: int) -> Row:
    """Return one line as a row: with quotes where they close on it, else with quotes as characters."""
    found = LINE_END.search(text, at)
    end = found.start() if found else len(text)
    row = cut_row(text[at:end], 0, delimiter)
    if row.is_whole:
        cells = tuple(Cell(text=cell.text, start=cell.start + at, end=cell.end + at) for cell in row.cells)
        return Row(cells=cells, start=at, end=end)
    plain: list[Cell] = []
    start = at
    for value in text[at:end].split(delimiter):
        plain.append(Cell(text=value, start=start, end=start + len(value)))
        start += len(value) + 1
    return Row(cells=tuple(plain), start=at, end=end, is_whole=len(plain) == width)
