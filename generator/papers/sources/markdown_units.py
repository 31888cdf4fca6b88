"""The lines of a Markdown list → its units: headings, items with what stands below them, table rows, paragraphs.

Owns: where a unit begins and ends, the headings above it, a table's columns. Must not: tell papers (`markdown`), look
inside a unit (`markdown_inline`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, pairwise

from generator.papers.sources import markdown_inline as inline
from generator.papers.sources.markdown_links import Link, links, plain
from generator.papers.sources.source import Line
from generator.papers.sources.table import columns

TITLE_WORDS = 4
"""Words from which on a text is a title whatever stands around it."""
MAX_UNIT = 20_000
"""Characters of one item with what stands below it."""
_MAX_SECTION = 100
_MAX_NESTED = 20
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(.*)")
_HTML_HEADING = re.compile(r"[ \t]*<h([1-6])[^<>]{0,300}>(.{0,1000}?)</h\1>", re.IGNORECASE)
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?:[-*+•]|\d{1,4}[.)])[ \t]+(?P<text>\S.*)")
_ROW = re.compile(r"[ \t]*+\|[^|]*+\|")
_RULE = re.compile(r"[ \t]*+\|?[ \t]*+:?-{2,}+:?[ \t]*+(?:\|[ \t]*+:?-{2,}+:?[ \t]*+)*+\|?[ \t]*$")
_FENCE = re.compile(r"\s*(```|~~~)")
REFERENCE = re.compile(r"[ ]{0,3}\[([^\[\]]{1,100})\]:\s*<?(https?://\S+?)>?(?:\s+[\"'(].*)?$")
_CELL = re.compile(r"(?<!\\)\|")
_STARTS = re.compile(r"(?:\[[^\[\]]{12,}\]\(http|\*\*|<a\s)")
_NUMBERED = re.compile(r"[\W_]*(?:\d{1,2}(?:\.\d{1,2}){0,3}(?:[.):]|(?=\s+[^\W\d])))*[\W_]*")
_LINK_TEXT = re.compile(r"\[([^\[\]]{0,200})\]\([^()\s]{0,500}\)")
_LINKED = re.compile(r"\]\(https?://")


@dataclass(slots=True, kw_only=True)
class Unit:
    """Lines that belong together, the headings above them, and a table's columns."""

    kind: str
    start: int
    end: int
    text: str
    indent: int = 0
    sections: tuple[str, ...] = ()
    columns: dict[int, str] = field(default_factory=dict)
    is_cut: bool = False

    def go_on(self, text: str, end: int, *, breaks: int) -> None:
        """Take in what stands below, behind so many line ends; not more than anyone writes of one paper."""
        if self.is_cut or len(self.text) + len(text) + breaks > MAX_UNIT:
            self.is_cut = True
        else:
            self.text = "".join((self.text, "\n" * breaks, text))
        self.end = end


def cells(row: str) -> list[tuple[int, str]]:
    """Return the cells of a table row with their offsets."""
    found: list[tuple[int, str]] = []
    start = 0
    for bar in [*(match.start() for match in _CELL.finditer(row)), len(row)]:
        found.append((start, row[start:bar]))
        start = bar + 1
    return found[1:] if not found[0][1].strip() else found


@dataclass(slots=True, kw_only=True)
class Lines:
    """Where in the document the reading is: headings above, open unit, table, fence."""

    sections: dict[int, str] = field(default_factory=dict)
    open: Unit | None = None
    columns: dict[int, str] = field(default_factory=dict)
    fence: str = ""

    def units(self, lines: Iterable[Line]) -> Iterator[Unit]:
        """Return the units of a document: headings, items, rows and paragraphs."""
        for line, following in pairwise(chain(lines, [Line(0, 0, "")])):
            yield from self._line(line, following.text)
        yield from self._close()

    def _close(self) -> Iterator[Unit]:
        if self.open:
            yield self.open
        self.open = None

    def _line(self, line: Line, following: str) -> Iterator[Unit]:
        fence = _FENCE.match(line.text)
        if self.fence or fence:
            yield from self._close()
            if fence:
                self.fence = "" if self.fence == fence.group(1) else self.fence or fence.group(1)
            return
        if line.is_blank or REFERENCE.match(line.text):
            yield from self._close()
            self.columns = {} if line.is_blank else self.columns
            return
        heading = _HEADING.match(line.text) or _HTML_HEADING.match(line.text)
        item = _ITEM.match(line.text)
        if heading:
            yield from self._close()
            self._heading(heading, line)
        elif _ROW.match(line.text) or (self.columns and "|" in line.text):
            yield from self._close()
            yield from self._row(line, following)
        elif item or self.open is None or _starts_anew(self.open, line):
            yield from self._close()
            self._begin("item" if item else "paragraph", line, len(item["indent"].expandtabs(4)) if item else 0)
        else:
            self.open.go_on(line.text, line.end, breaks=1)

    def _heading(self, heading: re.Match[str], line: Line) -> None:
        level = len(heading.group(1)) if heading.group(1).startswith("#") else int(heading.group(1))
        if _LINKED.search(heading.group(2)):
            self._begin("heading", line, 0)
            return
        self.sections = {above: text for above, text in self.sections.items() if above < level}
        self.sections[level] = heading.group(2)

    def _row(self, line: Line, following: str) -> Iterator[Unit]:
        if _RULE.match(line.text):
            return
        if _RULE.match(following):
            self.columns = columns([plain(cell) for _, cell in cells(line.text)])
            return
        self._begin("row", line, 0)
        yield from self._close()

    def _begin(self, kind: str, line: Line, indent: int) -> None:
        named = (_section(text) for level, text in sorted(self.sections.items()) if level > 1)
        sections = tuple(name for name in named if name)
        found = dict(self.columns) if kind == "row" else {}
        self.open = Unit(
            kind=kind,
            start=line.start,
            end=line.end,
            text=line.text[:MAX_UNIT],
            indent=indent,
            sections=sections,
            columns=found,
            is_cut=len(line.text) > MAX_UNIT,
        )


@lru_cache(maxsize=64)
def _section(heading: str) -> str:
    """Return what a heading names, without numbers and signs around it: `## 📚 1. Surveys ##` names `Surveys`."""
    whole = plain(_LINK_TEXT.sub(r"\1", heading[: 3 * _MAX_SECTION])).strip("#* \t")
    named = _NUMBERED.sub("", whole, count=1).strip(" _.:-–—|#*\"'()[]")
    return (named or whole)[:_MAX_SECTION]


def _starts_anew(unit: Unit, line: Line) -> bool:
    """Tell whether a line starts another paper: by a linked or bold title, below a like one or below an item."""
    return (unit.kind == "item" or bool(_STARTS.match(unit.text))) and bool(_STARTS.match(line.text))


def joined(units: Iterable[Unit], references: dict[str, str]) -> Iterator[Unit]:
    """Join what is written below an item or heading and belongs to it; an item without links names a section."""
    parents: list[Unit] = []
    held: Unit | None = None
    held_links = 0
    for unit in units:
        below = held is not None and unit.kind == "item" and (held.kind == "heading" or unit.indent > held.indent)
        if held and below and held.is_cut:
            held.end = unit.end
            continue
        found = links(unit.text, references)
        if held and below and _belongs(held, held_links, unit, found):
            held.go_on(unit.text, unit.end, breaks=max(1, unit.start - held.end))
            held_links += len(found)
            continue
        if held:
            yield held
        parents = [parent for parent in parents if unit.kind == "item" and parent.indent < unit.indent][-_MAX_NESTED:]
        named = (plain(_marker(parent)) for parent in parents)
        unit.sections = (*unit.sections, *(name for name in named if len(name) <= _MAX_SECTION))
        if unit.kind == "item" and not found:
            parents.append(unit)
        held, held_links = unit, len(found)
    if held:
        yield held


def _belongs(held: Unit, held_links: int, unit: Unit, found: list[Link]) -> bool:
    """Tell whether an item below another says more of the same paper: labelled links, authors, notes."""
    said = _marker(unit)
    if inline.is_about(said):
        return True
    if any(inline.is_title(link.text) for link in found):
        return False
    if any(link.is_paper for link in found) and inline.title(unit.text, found):
        return False
    return bool(held_links) or len(inline.title(held.text, []).split()) >= TITLE_WORDS


def _marker(unit: Unit) -> str:
    item = _ITEM.match(unit.text)
    return item["text"].rstrip(": ") if item else unit.text.split("\n")[0]
