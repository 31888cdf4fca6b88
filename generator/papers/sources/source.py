"""A document's text with its lines and places: what every reader stands on.

Owns: line ends (LF, CR LF and CR alone, nothing else), offsets → Location, and the building of records, rejected
and chrome from ranges of offsets. Must not: know any format.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from generator.core.model import Chrome, Document, Field, Location, Record, Rejected

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line without its end: its number from 1, the offset of its first character, its text."""

    number: int
    start: int
    text: str

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        return self.start + len(self.text)

    @property
    def is_blank(self) -> bool:
        """True when nothing but white space stands on it."""
        return not self.text.strip()


def split_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of a text; only LF, CR LF and CR end one, so that columns agree with editors."""
    found: list[Line] = []
    start = 0
    for end in _LINE_END.finditer(text):
        found.append(Line(number=len(found) + 1, start=start, text=text[start : end.start()]))
        start = end.end()
    if start < len(text):
        found.append(Line(number=len(found) + 1, start=start, text=text[start:]))
    return tuple(found)


@dataclass(frozen=True, kw_only=True)
class Source:
    """A document opened for reading. All `start` and `end` are offsets into `document.text`."""

    document: Document
    format: str

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The document's lines."""
        return split_lines(self.document.text)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(line.start for line in self.lines)

    def line_at(self, offset: int) -> int:
        """Return the number, from 1, of the line that holds an offset."""
        return max(1, bisect_right(self._starts, offset))

    def at(self, start: int, end: int | None = None) -> Location:
        """Return the place of a range; `end_column` only when the range ends on its first line."""
        number = self.line_at(start)
        line_start = self._starts[number - 1] if self._starts else 0
        same_line = end is not None and end > start and self.line_at(end - 1) == number
        return Location(
            path=self.document.path,
            line=number,
            column=start - line_start + 1,
            end_column=end - line_start + 1 if end is not None and same_line else None,
        )

    def field(self, name: str, value: str, start: int, end: int) -> Field:
        """Return a field whose value stands at a range."""
        return Field(name=name, value=value, location=self.at(start, end))

    def verbatim(self, name: str, start: int, end: int) -> Field:
        """Return a field whose value is the very text of a range."""
        return self.field(name, self.document.text[start:end], start, end)

    def record(self, fields: tuple[Field, ...], start: int, end: int) -> Record:
        """Return a record that takes up a range."""
        return Record(
            location=self.at(start),
            end_line=self.line_at(max(start, end - 1)),
            format=self.format,
            raw=self.document.text[start:end],
            fields=fields,
        )

    def rejected(self, reason: str, start: int, end: int, *, at: int | None = None) -> Rejected:
        """Return a rejected range; `at` is the offset of the fault itself.

        The place is that of the fault when it is on the first line, so that the place and `end_line` always span the
        whole range; a fault further down is named by its line in the reason.
        """
        at = start if at is None else min(at, max(start, end - 1))
        if (line := self.line_at(at)) != self.line_at(start):
            reason, at = f"{reason} (line {line})", start
        return Rejected(
            location=self.at(at),
            end_line=self.line_at(max(start, end - 1)),
            format=self.format,
            raw=self.document.text[start:end],
            reason=reason,
        )

    def rest(self, taken: Iterable[Record | Rejected | Chrome], what: str) -> tuple[Chrome, ...]:
        """Return the lines with text that nothing taken covers, as chrome: one a run of lines."""
        covered = bytearray(len(self.lines) + 2)
        for part in taken:
            covered[part.location.line : part.end_line + 1] = b"\1" * (part.end_line - part.location.line + 1)
        found: list[Chrome] = []
        run: list[Line] = []
        for line in self.lines:
            if not covered[line.number] and not line.is_blank:
                run.append(line)
            elif run and covered[line.number]:
                found.append(self.chrome(what, run[0].start, run[-1].end))
                run = []
        return (*found, self.chrome(what, run[0].start, run[-1].end)) if run else tuple(found)

    def chrome(self, what: str, start: int, end: int) -> Chrome:
        """Return a range that holds no record."""
        return Chrome(location=self.at(start), end_line=self.line_at(max(start, end - 1)), what=what)
