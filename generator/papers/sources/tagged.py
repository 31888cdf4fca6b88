"""What RIS, MEDLINE, Web of Science and EndNote's tagged files share: lines that start with a tag.

Owns: lines → tags with their continuation lines, and tags → records, every line accounted for.
Must not: know any tag; the formats' modules bring a `Grammar`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from generator.core.model import Document, Field, Reading
from generator.papers.sources.findings import MAX_FIELDS, Findings
from generator.papers.sources.source import Line, Source


@dataclass(slots=True, kw_only=True)
class Tag:
    """One tag and its value, from its first line to its last continuation line; offsets are of the value."""

    name: str
    start: int
    end: int
    lines: list[str]

    @property
    def text(self) -> str:
        """The value, its continuation lines behind line ends."""
        return "\n".join(self.lines)

    def go_on(self, line: str, end: int) -> None:
        """Take a continuation line."""
        if self.lines[0].strip():
            self.lines.append(line)
        else:
            self.lines = [line]
        self.end = end


@dataclass(frozen=True, slots=True, kw_only=True)
class Begins:
    """What is known when a tag is met: the tags of the record so far, and whether a blank line came before."""

    tag: str
    so_far: frozenset[str] | set[str]
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

    found: Findings
    grammar: Grammar
    tags: list[Tag] | None = None
    names: set[str] = field(default_factory=set)
    start: int = 0
    end: int = 0
    after_blank: bool = False

    def open(self, offset: int) -> None:
        """Begin a record."""
        self.tags, self.names, self.start = [], set(), offset

    def close(self, *, ended: bool) -> None:
        """Make a record of the open tags."""
        if self.tags is None:
            return
        if not ended and self.grammar.ends:
            self.found.remark(self.start, f"the record does not end with '{self.grammar.ends}'")
        tags, self.tags = self.tags, None
        self.found.described(_fields(self.found.source, self.grammar.parts(tags)), self.start, self.end)


def _fields(source: Source, parts: Iterator[Part]) -> Iterator[Field]:
    for name, value, tag in parts:
        if value.strip():
            yield source.field(name, value, tag.start, tag.end)


def read(document: Document, grammar: Grammar) -> Reading:
    """Return the records of a tagged document."""
    source = Source(document=document, format=grammar.format)
    state = _State(found=Findings(source=source), grammar=grammar)
    for line in source.lines:
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
    return state.found.reading("text between records")


def _tagged(state: _State, line: Line, match: re.Match[str]) -> None:
    grammar, name = state.grammar, match["tag"]
    if name in grammar.chrome and (state.tags is None or name != grammar.ends):
        state.close(ended=False)
        state.found.set_aside(f"'{name}' of the file", line.start, line.end)
        return
    if name == grammar.ends:
        state.end = line.end
        if state.tags is None:
            state.found.set_aside(f"'{name}' without a record", line.start, line.end)
        state.close(ended=True)
        return
    begins = Begins(tag=name, so_far=state.names, after_blank=state.after_blank)
    if state.tags is None or grammar.begins(begins):
        state.close(ended=False)
        state.open(line.start)
        if grammar.opening and name not in grammar.opening:
            state.found.remark(line.start, f"the record starts with '{name}', not with '{grammar.opening[0]}'")
    if state.tags is not None and len(state.tags) <= MAX_FIELDS:
        start = line.start + match.start("value")
        state.tags.append(Tag(name=name, lines=[match["value"]], start=start, end=line.end))
    state.names.add(name)
    state.end = line.end


def _untagged(state: _State, line: Line) -> None:
    """Take a line without a tag as more of the value before it; outside a record, as chrome."""
    if state.tags is None:
        state.found.set_aside("text between records", line.start, line.end)
        return
    state.tags[-1].go_on(line.text.strip(), line.end)
    state.end = line.end
