"""A document's text with its lines and places: what every reader stands on.

Owns: line ends (LF, CR LF and CR alone, nothing else), offsets → Location, and the building of records, rejected
and chrome from ranges of offsets. Must not: know any format.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from generator.core.model import Chrome, Document, Field, Location, Record, Rejected

MAX_RAW = 100_000
"""Characters of a record or rejected range that are kept as its raw text; a whole document may be one."""

_LINE_END = re.compile(r"\r\n|\n|\r")


class Line(NamedTuple):
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
        return not self.text or self.text.isspace()


def split_lines(text: str) -> Iterator[Line]:
    """Yield the lines of a text; only LF, CR LF and CR end one, so that columns agree with editors."""
    start = number = 0
    for end in _LINE_END.finditer(text):
        number += 1
        yield Line(number, start, text[start : end.start()])
        start = end.end()
    if start < len(text):
        yield Line(number + 1, start, text[start:])


@dataclass(frozen=True, kw_only=True)
class Source:
    """A document opened for reading. All `start` and `end` are offsets into `document.text`."""

    document: Document
    format: str

    @property
    def lines(self) -> Iterator[Line]:
        """The document's lines; made anew each time, since a tuple of millions would not fit into memory."""
        return split_lines(self.document.text)

    @cached_property
    def starts(self) -> array[int]:
        """The offset of the first character of each line."""
        text = self.document.text
        found = array("I", [0] if text else [])
        found.extend(end.end() for end in _LINE_END.finditer(text) if end.end() < len(text))
        return found

    def line_at(self, offset: int) -> int:
        """Return the number, from 1, of the line that holds an offset."""
        return max(1, bisect_right(self.starts, offset))

    def at(self, start: int, end: int | None = None) -> Location:
        """Return the place of a range; `end_column` only when the range ends on its first line."""
        number = self.line_at(start)
        starts = self.starts
        line_start = starts[number - 1] if starts else 0
        same_line = end is not None and end > start and (number >= len(starts) or end <= starts[number])
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
            raw=self.document.text[start : min(end, start + MAX_RAW)],
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
            raw=self.document.text[start : min(end, start + MAX_RAW)],
            reason=reason,
        )

    def rest(self, taken: Iterable[Record | Rejected | Chrome], what: str) -> Iterator[Chrome]:
        """Yield the lines with text that nothing taken covers, as chrome: one a run of lines."""
        ranges = sorted((part.location.line, part.end_line) for part in taken)
        free = 1
        for first, last in [*ranges, (len(self.starts) + 1, 0)]:
            if free < first and (trimmed := self._trimmed(free, first)):
                yield self.chrome(what, *trimmed)
            free = max(free, last + 1)

    def _trimmed(self, first: int, behind: int) -> tuple[int, int] | None:
        """Return the range of the lines from `first` to before `behind`, without blank ends; None when all is blank."""
        text = self.document.text
        start = self.starts[first - 1]
        end = self.starts[behind - 1] if behind <= len(self.starts) else len(text)
        whole = text[start:end]
        if not whole or whole.isspace():
            return None
        return start + len(whole) - len(whole.lstrip()), start + len(whole.rstrip())

    def chrome(self, what: str, start: int, end: int) -> Chrome:
        """Return a range that holds no record."""
        return Chrome(location=self.at(start), end_line=self.line_at(max(start, end - 1)), what=what)
