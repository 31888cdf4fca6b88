"""How much of a document is read: its first lines, and of formats that go by lines none that is beyond all measure.

Owns: these two limits, told before any reader sees the text. Must not: know any format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from generator.core.model import Document, Reading, Rejected
from generator.papers.sources.source import Source

MAX_LINES = 2_000_000
"""Lines of one document; a file of 50 MB with 25 characters a line has as many."""
MAX_LINE = 1_000_000
"""Characters of one line of a format that goes by lines. JSON, XML and BibTeX may stand on one line as a whole."""

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """What of a document is read, each line at its place, and what is rejected before."""

    document: Document
    rejected: tuple[Rejected, ...] = ()

    def with_reading(self, reading: Reading) -> Reading:
        """Return a reading of the document with what was rejected before."""
        if not self.rejected:
            return reading
        together = sorted((*reading.rejected, *self.rejected), key=lambda one: one.location.line)
        return replace(reading, rejected=tuple(together))


def admit(document: Document, *, by_line: bool) -> Admitted:
    """Return what of a document is read; `by_line` tells that its format goes by lines."""
    source = Source(document=document, format=document.format or "unknown")
    text, rejected = document.text, []
    if text.count("\n") + text.count("\r") > MAX_LINES:
        last = next(islice(_LINE_END.finditer(text), MAX_LINES - 1, None), None)
        end = last.end() if last else len(text)
        if not (text[end : end + 1_000].isspace() and text[end:].isspace()):
            reason = f"more than {MAX_LINES} lines in one document: what follows is not read"
            rejected.append(source.rejected(reason, end, len(text.rstrip())))
        text = text[:end]
    if by_line and len(text) > MAX_LINE:
        long = tuple(_long_lines(text))
        for start, end in long:
            reason = f"a line of {end - start} characters, more than {MAX_LINE}: it is not read"
            rejected.append(source.rejected(reason, start, end))
        text = _without(text, long)
    return Admitted(document=replace(document, text=text), rejected=tuple(rejected))


def _long_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the lines that are too long."""
    start = 0
    for found in _LINE_END.finditer(text):
        if found.start() - start > MAX_LINE:
            yield start, found.start()
        start = found.end()
    if len(text) - start > MAX_LINE:
        yield start, len(text)


def _without(text: str, ranges: tuple[tuple[int, int], ...]) -> str:
    parts: list[str] = []
    at = 0
    for start, end in ranges:
        parts.append(text[at:start])
        at = end
    return "".join([*parts, text[at:]])
