"""What RIS, MEDLINE, Web of Science and EndNote's tagged files share: lines that start with a tag.

Owns: lines → tags with their continuation lines, and tags → records, every line accounted for.
Must not: know any tag; the formats' modules bring a `Grammar`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from generator.core.model import Chrome, Document, Field, Reading, Record, Rejected, Remark
from generator.papers.sources.hints import NOT_DESCRIBED, is_described
from generator.papers.sources.source import Line, Source


@dataclass(slots=True, kw_only=True)
class Tag:
    """One tag and its value, from its first line to its last continuation line; offsets are of the value."""

    name: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Begins:
    """What is known when a tag is met: the tags of the record so far, and whether a blank line came before."""

    tag: str
    so_far: tuple[str, ...]
    after_blank: bool


Part = tuple[str, str, Tag]
"""(field's name, value, the tag it comes from)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """How a format tells tags, and where its records begin and end."""

    format: str
    tag: re.Pattern[str]
    """Matches a tagged line; groups `tag` and `value`."""
    begins: Callable[[Begins], bool]
    parts: Callable[[list[Tag]], Iterator[Part]]
    ends: str | None = None
    """The tag that ends a record."""
    chrome: frozenset[str] = frozenset()
    """Tags of the file, not of a record."""
    opening: tuple[str, ...] = ()
    """Tags with one of which a record should begin, the usual one first; otherwise that is remarked. Empty: any."""


@dataclass(slots=True, kw_only=True)
class _State:
    """What has been read so far; `tags` are those of the record that is open, None when none is."""

    source: Source
    grammar: Grammar
    tags: list[Tag] | None = None
    start: int = 0
    end: int = 0
    after_blank: bool = False
    records: list[Record] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    chrome: list[Chrome] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def remark(self, offset: int, message: str) -> None:
        self.remarks.append(Remark(location=self.source.at(offset), message=message))

    def close(self, *, ended: bool) -> None:
        """Make a record of the open tags."""
        if self.tags is None:
            return
        if not ended and self.grammar.ends:
            self.remark(self.start, f"the record does not end with '{self.grammar.ends}'")
        fields = tuple(_fields(self.source, self.grammar.parts(self.tags)))
        if is_described(fields):
            self.records.append(self.source.record(fields, self.start, self.end))
        else:
            self.rejected.append(self.source.rejected(NOT_DESCRIBED, self.start, self.end))
        self.tags = None


def _fields(source: Source, parts: Iterator[Part]) -> Iterator[Field]:
    for name, value, tag in parts:
        if value.strip():
            yield source.field(name, value, tag.start, tag.end)


def read(document: Document, grammar: Grammar) -> Reading:
    """Return the records of a tagged document."""
    state = _State(source=Source(document=document, format=grammar.format), grammar=grammar)
    for line in state.source.lines:
        if line.is_blank:
            state.after_blank = True
            continue
        match = grammar.tag.match(line.text)
        if match:
            _tagged(state, line, match)
        else:
            _untagged(state, line)
        state.after_blank = False
    state.close(ended=False)
    return Reading(
        records=tuple(state.records),
        rejected=tuple(state.rejected),
        chrome=tuple(state.chrome),
        remarks=tuple(state.remarks),
    )


def _tagged(state: _State, line: Line, match: re.Match[str]) -> None:
    grammar, name = state.grammar, match["tag"]
    if name in grammar.chrome and (state.tags is None or name != grammar.ends):
        state.close(ended=False)
        state.chrome.append(state.source.chrome(f"'{name}' of the file", line.start, line.end))
        return
    if name == grammar.ends:
        state.end = line.end
        if state.tags is None:
            state.chrome.append(state.source.chrome(f"'{name}' without a record", line.start, line.end))
        state.close(ended=True)
        return
    known = tuple(tag.name for tag in state.tags or ())
    if state.tags is None or grammar.begins(Begins(tag=name, so_far=known, after_blank=state.after_blank)):
        state.close(ended=False)
        state.tags = []
        state.start = line.start
        if grammar.opening and name not in grammar.opening:
            state.remark(line.start, f"the record starts with '{name}', not with '{grammar.opening[0]}'")
    start = line.start + match.start("value")
    state.tags.append(Tag(name=name, text=match["value"], start=start, end=line.end))
    state.end = line.end


def _untagged(state: _State, line: Line) -> None:
    """Take a line without a tag as more of the value before it; outside a record, as chrome."""
    if state.tags is None:
        state.chrome.append(state.source.chrome("text between records", line.start, line.end))
        return
    tag = state.tags[-1]
    tag.text = f"{tag.text}\n{line.text.strip()}" if tag.text.strip() else line.text.strip()
    tag.end = state.end = line.end
