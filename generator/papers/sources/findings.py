"""What a reader finds in a document, and the limits up to which it goes on.

Owns: the lists of records, rejected, chrome and remarks of one document, and the end of reading when they grow beyond
all measure: a document may hold millions of broken openings, and each of them would be told. What is not read then is
one rejected range. Must not: know any format.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from generator.core.model import Chrome, Field, Reading, Record, Rejected, Remark
from generator.papers.sources.hints import NOT_DESCRIBED, is_described
from generator.papers.sources.source import Source

MAX_RECORDS = 30_000
"""Records of one document; so many of a kilobyte each take up to 500 MB with all that is made of them (measured)."""
MAX_REJECTED = 5_000
"""Rejected records of one document; after so many the rest is not worth reading."""
MAX_REMARKS = 2_000
MAX_FIELDS = 10_000
"""Values of one record, each author and keyword counted."""
MAX_AUTHORS = 5_000
"""Names of one record that are kept; the largest collaborations have as many."""


class FullError(Exception):
    """A document holds more than is read of it; `findings` holds what was read."""

    def __init__(self, findings: Findings, reason: str) -> None:
        super().__init__(reason)
        self.findings = findings
        self.reason = reason


@dataclass(slots=True, kw_only=True)
class Findings:
    """What has been found in a document so far; `reached` is the offset behind the last record or rejected range."""

    source: Source
    records: list[Record] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    chrome: list[Chrome] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    reached: int = 0

    def described(self, fields: Iterable[Field], start: int, end: int) -> bool:
        """Take a range as a record, or as rejected when its fields say nothing of a paper; tell which.

        Raises:
            FullError: there are too many of them.
        """
        kept = tuple(islice(fields, MAX_FIELDS + 1))
        if not is_described(kept):
            self.reject(NOT_DESCRIBED, start, end)
            return False
        self.record(kept[:MAX_FIELDS], start, end)
        if len(kept) > MAX_FIELDS:
            self.remark(start, f"more than {MAX_FIELDS} values in one record; the rest is left out")
        return True

    def record(self, fields: tuple[Field, ...], start: int, end: int) -> None:
        """Take a range as a record.

        Raises:
            FullError: there are too many of them.
        """
        if len(self.records) == MAX_RECORDS:
            raise FullError(self, f"more than {MAX_RECORDS} records in one document: this and what follows is not read")
        self.records.append(self.source.record(fields, start, end))
        self.reached = max(self.reached, end)

    def reject(self, reason: str, start: int, end: int, *, at: int | None = None) -> None:
        """Take a range as rejected; `at` is the offset of the fault.

        Raises:
            FullError: there are too many of them.
        """
        if len(self.rejected) == MAX_REJECTED:
            reason = (
                f"more than {MAX_REJECTED} records of this document cannot be read: this and what follows is not tried"
            )
            raise FullError(self, reason)
        self.rejected.append(self.source.rejected(reason, start, end, at=at))
        self.reached = max(self.reached, end)

    def set_aside(self, what: str, start: int, end: int) -> None:
        """Take a range as chrome."""
        if len(self.chrome) < MAX_REJECTED:
            self.chrome.append(self.source.chrome(what, start, end))

    def remark(self, offset: int, message: str) -> None:
        """Note something odd; the last of too many says that they are no longer told."""
        if len(self.remarks) > MAX_REMARKS:
            return
        if len(self.remarks) == MAX_REMARKS:
            message = f"more than {MAX_REMARKS} odd places in one document; this and what follows is not told"
        self.remarks.append(Remark(location=self.source.at(offset), message=message))

    def reading(self, rest: str) -> Reading:
        """Return all of it in the document's order; lines in none of it are chrome, called `rest`."""
        taken: tuple[Record | Rejected | Chrome, ...] = (*self.records, *self.rejected, *self.chrome)
        chrome = (*self.chrome, *self.source.rest(taken, rest))
        return Reading(
            records=tuple(sorted(self.records, key=_by_place)),
            rejected=tuple(sorted(self.rejected, key=_by_place)),
            chrome=tuple(sorted(chrome, key=_by_place)),
            remarks=tuple(sorted(self.remarks, key=_by_place)),
        )

    def cut_short(self, reason: str) -> Reading:
        """Return what was found before the limit, and what follows as one rejected range."""
        text = self.source.document.text
        start = min(self.reached, len(text))
        line = self.source.line_at(start)
        self.rejected = [part for part in self.rejected if part.location.line <= line]
        self.chrome = [part for part in self.chrome if part.location.line <= line]
        self.remarks = [part for part in self.remarks if part.location.line <= line]
        start += len(text[start:]) - len(text[start:].lstrip(" \t\r\n,;"))
        end = len(text.rstrip())
        if start < end:
            self.rejected.append(self.source.rejected(reason, start, end))
        return self.reading("text around the records")


def _by_place(part: Record | Rejected | Chrome | Remark) -> tuple[int, int]:
    return (part.location.line, part.location.column)
