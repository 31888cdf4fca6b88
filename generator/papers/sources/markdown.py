"""Markdown lists of papers ("awesome" lists): one record an item, table row or paragraph that links to a paper.

The headings above it become `section` fields, the widest first: hints of its topic. Items whose links lead to no
paper are rejected with their hosts; headings, prose and tables of contents are chrome.
Owns: lines → items. Must not: look inside an item (`markdown_inline`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, pairwise

from generator.core.model import Document, Field, Reading
from generator.papers.sources import markdown_inline as inline
from generator.papers.sources.findings import Findings
from generator.papers.sources.hints import is_described
from generator.papers.sources.markdown_inline import Link
from generator.papers.sources.source import Line, Source
from generator.papers.sources.table import columns

FORMAT = "markdown"

_HEADING = re.compile(r"[ ]{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_HTML_HEADING = re.compile(r"\s*<h([1-6])[^<>]*>(.*?)</h\1>\s*$", re.IGNORECASE)
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?:[-*+•]|\d{1,4}[.)])[ \t]+(?P<text>\S.*)$")
_ROW = re.compile(r"\s*\|.*\|.*$")
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_FENCE = re.compile(r"\s*(```|~~~)")
_REFERENCE = re.compile(r"[ ]{0,3}\[([^\[\]]{1,100})\]:\s*<?(https?://\S+?)>?(?:\s+[\"'(].*)?$")
_CELL = re.compile(r"(?<!\\)\|")
_STARTS = re.compile(r"(?:\[[^\[\]]{12,}\]\(http|\*\*|<a\s)")
_LISTED = re.compile(r"^[ \t]*+(?:(?:[-*+•]|\d{1,4}[.)])[ \t]|\|)[^\n]*?\]\(https?://", re.MULTILINE)
_LINKED = re.compile(r"\]\(https?://")
_NO_SECTION = re.compile(r"^[\W\d_]*|[\W_]*$")


def detect(text: str, *, path: str) -> int:
    """Return 60 for a `.md` file with a link, 50 for three list items or rows with links, 25 by the name alone."""
    head = text[:200_000]
    by_name = path.lower().endswith((".md", ".markdown", ".mdown", ".mkd"))
    if by_name:
        return 60 if _LINKED.search(head) or "http" in head else 25
    return 50 if len(_LISTED.findall(head)) > 2 else 0  # noqa: PLR2004 # one or two may stand in any text


@dataclass(slots=True, kw_only=True)
class _Unit:
    """Lines that belong together, the headings above them, and a table's columns."""

    kind: str
    start: int
    end: int
    text: str
    indent: int = 0
    sections: tuple[str, ...] = ()
    columns: dict[int, str] = field(default_factory=dict)


def read(document: Document) -> Reading:
    """Return a record an item that links to a paper."""
    source = Source(document=document, format=FORMAT)
    defined = (_REFERENCE.match(line.text) for line in source.lines)
    references = {match.group(1).lower(): match.group(2) for match in defined if match}
    result = Findings(source=source)
    for unit in _joined(_Lines().units(source.lines), references):
        found = inline.links(unit.text, references)
        if any(link.is_paper for link in found):
            fields = tuple(_fields(source, unit, found))
            if is_described(fields):
                result.record(fields, unit.start, unit.end)
            else:
                result.reject("no title can be told in this item", unit.start, unit.end)
        elif found and unit.kind in {"item", "row"}:
            hosts = ", ".join(dict.fromkeys(link.host for link in found))
            result.reject(f"links to no paper, only to {hosts[:100]}", unit.start, unit.end)
    return result.reading("headings and prose")


def _fields(source: Source, unit: _Unit, found: list[Link]) -> Iterator[Field]:
    told = _row_fields(unit, found) if unit.columns else {}
    title = told.get("title") or inline.title(unit.text, found)
    if title:
        offset = max(0, unit.text.find(title))
        yield source.field("title", title, unit.start + offset, unit.start + offset + len(title))
    for name, value, link in inline.addresses(found):
        yield source.field(name, value, unit.start + link.start, unit.start + link.end)
    for name, value in told.items():
        if name not in {"title", "author"}:
            yield source.field(name, value, unit.start, unit.end)
    for name, value in inline.facts(unit.text, found, title):
        if name not in told:
            yield source.field(name, value, unit.start, unit.end)
    for section in unit.sections:
        yield source.field("section", section, unit.start, unit.end)


def _row_fields(unit: _Unit, found: list[Link]) -> dict[str, str]:
    """Return what a table's columns say: venue, date, and a title that is no label."""
    told: dict[str, str] = {}
    texts = {link.start: link.text for link in found}
    for number, (start, cell) in enumerate(_cells(unit.text)):
        name = unit.columns.get(number)
        linked = next((text for at, text in texts.items() if start <= at < start + len(cell) and text), "")
        value = linked if name == "title" and linked else inline.plain(cell)
        if name in {"title", "venue", "year", "date", "author"} and value and "http" not in value:
            told.setdefault(name, value)
    return told


def _cells(row: str) -> list[tuple[int, str]]:
    """Return the cells of a table row with their offsets."""
    cells: list[tuple[int, str]] = []
    start = 0
    for bar in [*(match.start() for match in _CELL.finditer(row)), len(row)]:
        cells.append((start, row[start:bar]))
        start = bar + 1
    return cells[1:] if not cells[0][1].strip() else cells


@dataclass(slots=True, kw_only=True)
class _Lines:
    """Where in the document the reading is: headings above, open unit, table, fence."""

    sections: dict[int, str] = field(default_factory=dict)
    open: _Unit | None = None
    columns: dict[int, str] = field(default_factory=dict)
    fence: str = ""

    def units(self, lines: Iterable[Line]) -> Iterator[_Unit]:
        """Return the units of a document: headings, items, rows and paragraphs."""
        for line, following in pairwise(chain(lines, [Line(0, 0, "")])):
            yield from self.line(line, following.text)
        yield from self.close()

    def close(self) -> Iterator[_Unit]:
        if self.open:
            yield self.open
        self.open = None

    def line(self, line: Line, following: str) -> Iterator[_Unit]:
        fence = _FENCE.match(line.text)
        if self.fence or fence:
            yield from self.close()
            if fence:
                self.fence = "" if self.fence == fence.group(1) else self.fence or fence.group(1)
            return
        if line.is_blank or _REFERENCE.match(line.text):
            yield from self.close()
            self.columns = {} if line.is_blank else self.columns
            return
        heading = _HEADING.match(line.text) or _HTML_HEADING.match(line.text)
        item = _ITEM.match(line.text)
        if heading:
            yield from self.close()
            self.heading(heading, line)
        elif _ROW.match(line.text) or (self.columns and "|" in line.text):
            yield from self.close()
            yield from self.row(line, following)
        elif item or self.open is None or _starts_anew(self.open, line):
            yield from self.close()
            self.begin("item" if item else "paragraph", line, len(item["indent"].expandtabs(4)) if item else 0)
        else:
            self.open.text = f"{self.open.text}\n{line.text}"
            self.open.end = line.end

    def heading(self, heading: re.Match[str], line: Line) -> None:
        level = len(heading.group(1)) if heading.group(1).startswith("#") else int(heading.group(1))
        if _LINKED.search(heading.group(2)):
            self.begin("heading", line, 0)
            return
        self.sections = {above: text for above, text in self.sections.items() if above < level}
        name = _NO_SECTION.sub("", inline.plain(heading.group(2)))
        if name:
            self.sections[level] = name

    def row(self, line: Line, following: str) -> Iterator[_Unit]:
        if _RULE.match(line.text):
            return
        if _RULE.match(following):
            self.columns = columns([inline.plain(cell) for _, cell in _cells(line.text)])
            return
        self.begin("row", line, 0)
        yield from self.close()

    def begin(self, kind: str, line: Line, indent: int) -> None:
        sections = tuple(text for level, text in sorted(self.sections.items()) if level > 1)
        found = dict(self.columns) if kind == "row" else {}
        self.open = _Unit(
            kind=kind, start=line.start, end=line.end, text=line.text, indent=indent, sections=sections, columns=found
        )


def _starts_anew(unit: _Unit, line: Line) -> bool:
    """Tell whether a line starts another paper: by a linked or bold title, below a like one or below an item."""
    return (unit.kind == "item" or bool(_STARTS.match(unit.text))) and bool(_STARTS.match(line.text))


def _joined(units: Iterable[_Unit], references: dict[str, str]) -> Iterator[_Unit]:
    """Join what is written below an item or heading and belongs to it; an item without links names a section."""
    parents: list[_Unit] = []
    held: _Unit | None = None
    for unit in units:
        found = inline.links(unit.text, references)
        below = held is not None and unit.kind == "item" and (held.kind == "heading" or unit.indent > held.indent)
        if held and below and not any(inline.title(link.text, []) for link in found):
            held.text = f"{held.text}{chr(10) * max(1, unit.start - held.end)}{unit.text}"
            held.end = unit.end
            continue
        if held:
            yield held
        parents = [parent for parent in parents if unit.kind == "item" and parent.indent < unit.indent]
        unit.sections = (*unit.sections, *(inline.plain(_marker(parent)) for parent in parents))
        if unit.kind == "item" and not found:
            parents.append(unit)
        held = unit
    if held:
        yield held


def _marker(unit: _Unit) -> str:
    item = _ITEM.match(unit.text)
    return item["text"].rstrip(": ") if item else unit.text
