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
from generator.papers.sources.hints import is_described, split_keywords
from generator.papers.sources.markdown_links import Link, links, plain
from generator.papers.sources.source import Line, Source
from generator.papers.sources.table import columns, split_authors

FORMAT = "markdown"

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
_REFERENCE = re.compile(r"[ ]{0,3}\[([^\[\]]{1,100})\]:\s*<?(https?://\S+?)>?(?:\s+[\"'(].*)?$")
_CELL = re.compile(r"(?<!\\)\|")
_STARTS = re.compile(r"(?:\[[^\[\]]{12,}\]\(http|\*\*|<a\s)")
_LISTED = re.compile(r"^[ \t]*+(?:(?:[-*+•]|\d{1,4}[.)])[ \t]|\|)[^\n]*?\]\(https?://", re.MULTILINE)
_LINKED = re.compile(r"\]\(https?://")
_NUMBERED = re.compile(r"[\W_]*(?:\d{1,2}(?:\.\d{1,2}){0,3}(?:[.):]|(?=\s+[^\W\d])))*[\W_]*")
_LINK_TEXT = re.compile(r"\[([^\[\]]{0,200})\]\([^()\s]{0,500}\)")


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
    is_cut: bool = False

    def go_on(self, text: str, end: int, *, breaks: int) -> None:
        """Take in what stands below, behind so many line ends; not more than anyone writes of one paper."""
        if self.is_cut or len(self.text) + len(text) + breaks > MAX_UNIT:
            self.is_cut = True
        else:
            self.text = "".join((self.text, "\n" * breaks, text))
        self.end = end


def read(document: Document) -> Reading:
    """Return a record an item that links to a paper."""
    source = Source(document=document, format=FORMAT)
    defined = (_REFERENCE.match(line.text) for line in source.lines)
    references = {match.group(1).lower(): match.group(2) for match in defined if match}
    result = Findings(source=source)
    for unit in _joined(_Lines().units(source.lines), references):
        _take(result, unit, links(unit.text, references))
    return result.reading("headings and prose")


def _take(result: Findings, unit: _Unit, found: list[Link]) -> None:
    """Make records of a unit, or reject it, or leave it as prose."""
    told = _row_fields(unit, found) if unit.columns else {}
    if unit.is_cut and found:
        result.reject(f"an item of more than {MAX_UNIT} characters: it is not read", unit.start, unit.end)
    elif several := _several(found):
        for link in several:
            result.described(_fields_of_link(result.source, unit, link), unit.start + link.start, unit.start + link.end)
    elif any(link.is_paper for link in found) or (found and inline.is_title(told.get("title", ""))):
        fields = tuple(_fields(result.source, unit, found, told))
        if is_described(fields):
            result.record(fields, unit.start, unit.end)
        else:
            result.reject("no title can be told in this item", unit.start, unit.end)
    elif found and unit.kind in {"item", "row"}:
        hosts = ", ".join(dict.fromkeys(link.host for link in found))
        result.reject(f"links to no paper, only to {hosts[:100]}", unit.start, unit.end)


_TITLE_WORDS = 4


def _several(found: list[Link]) -> list[Link]:
    """Return the links of a unit that names several papers, each by a title of four words; nothing for one paper."""
    titled: dict[str, Link] = {}
    for link in found:
        if link.is_paper and len(link.text.split()) >= _TITLE_WORDS and inline.is_title(link.text):
            titled.setdefault(inline.hint_of(link) or link.url, link)
    return list(titled.values()) if len({link.text for link in titled.values()}) > 1 else []


def _fields_of_link(source: Source, unit: _Unit, link: Link) -> Iterator[Field]:
    """Return the fields of one of several papers that a unit names: what the link itself says."""
    yield source.field("title", link.text, unit.start + link.start, unit.start + link.end)
    for name, value, _ in inline.addresses([link]):
        yield source.field(name, value, unit.start + link.start, unit.start + link.end)
    for section in unit.sections:
        yield source.field("section", section, unit.start, unit.end)


def _fields(source: Source, unit: _Unit, found: list[Link], told: dict[str, str]) -> Iterator[Field]:
    title = told.get("title") or inline.title(unit.text, found)
    if title:
        offset = max(0, unit.text.find(title))
        yield source.field("title", title, unit.start + offset, unit.start + offset + len(title))
    kinds = _column_kinds(unit)
    for name, value, link in inline.addresses(found):
        kind = next((kind for start, end, kind in kinds if start <= link.start < end and name == "url"), name)
        yield source.field(kind, value, unit.start + link.start, unit.start + link.end)
    for name, value in told.items():
        if name == "author":
            yield from (source.field(name, one, unit.start, unit.end) for one in split_authors(value))
        elif name == "keyword":
            yield from (source.field(name, one, unit.start, unit.end) for one in split_keywords(value))
        elif name != "title":
            yield source.field(name, value, unit.start, unit.end)
    for name, value in inline.facts(unit.text, found, title):
        if name not in told and not (name == "year" and "date" in told):
            yield source.field(name, value, unit.start, unit.end)
    for section in unit.sections:
        yield source.field("section", section, unit.start, unit.end)


def _column_kinds(unit: _Unit) -> list[tuple[int, int, str]]:
    """Return the ranges of a row's cells whose column says what their links are."""
    cells = list(enumerate(_cells(unit.text))) if unit.columns else []
    named = [(start, start + len(cell), unit.columns.get(number, "")) for number, (start, cell) in cells]
    return [(start, end, kind) for start, end, kind in named if kind in {"code", "project"}]


_LABELS = frozenset({"paper", "pdf", "link", "code", "here", "url"})
_TOLD = frozenset({"title", "venue", "year", "date", "author", "keyword", "organisation"})


def _row_fields(unit: _Unit, found: list[Link]) -> dict[str, str]:
    """Return what a table's columns say, and a title that is no label."""
    told: dict[str, str] = {}
    for number, (start, cell) in enumerate(_cells(unit.text)):
        name = unit.columns.get(number)
        if name not in _TOLD:
            continue
        end = start + len(cell)
        linked = next((link.text for link in found if start <= link.start < end and inline.is_title(link.text)), "")
        value = linked if name == "title" and linked else inline.cell_text(cell)
        if (name == "title" and not inline.is_title(value)) or (name == "venue" and value.lower() in _LABELS):
            continue
        if value.strip("-–—/ ") and "http" not in value:
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
            self.open.go_on(line.text, line.end, breaks=1)

    def heading(self, heading: re.Match[str], line: Line) -> None:
        level = len(heading.group(1)) if heading.group(1).startswith("#") else int(heading.group(1))
        if _LINKED.search(heading.group(2)):
            self.begin("heading", line, 0)
            return
        self.sections = {above: text for above, text in self.sections.items() if above < level}
        name = _section(heading.group(2))
        if name:
            self.sections[level] = name

    def row(self, line: Line, following: str) -> Iterator[_Unit]:
        if _RULE.match(line.text):
            return
        if _RULE.match(following):
            self.columns = columns([plain(cell) for _, cell in _cells(line.text)])
            return
        self.begin("row", line, 0)
        yield from self.close()

    def begin(self, kind: str, line: Line, indent: int) -> None:
        sections = tuple(text for level, text in sorted(self.sections.items()) if level > 1)
        found = dict(self.columns) if kind == "row" else {}
        self.open = _Unit(
            kind=kind,
            start=line.start,
            end=line.end,
            text=line.text[:MAX_UNIT],
            indent=indent,
            sections=sections,
            columns=found,
            is_cut=len(line.text) > MAX_UNIT,
        )


def _section(heading: str) -> str:
    """Return what a heading names, without numbers and signs around it: `## 📚 1. Surveys ##` names `Surveys`."""
    whole = plain(_LINK_TEXT.sub(r"\1", heading[: 3 * _MAX_SECTION])).strip("#* \t")
    named = _NUMBERED.sub("", whole, count=1).strip(" _.:-–—|#*\"'()[]")
    return (named or whole)[:_MAX_SECTION]


def _starts_anew(unit: _Unit, line: Line) -> bool:
    """Tell whether a line starts another paper: by a linked or bold title, below a like one or below an item."""
    return (unit.kind == "item" or bool(_STARTS.match(unit.text))) and bool(_STARTS.match(line.text))


def _joined(units: Iterable[_Unit], references: dict[str, str]) -> Iterator[_Unit]:
    """Join what is written below an item or heading and belongs to it; an item without links names a section."""
    parents: list[_Unit] = []
    held: _Unit | None = None
    held_links = 0
    for unit in units:
        found = links(unit.text, references)
        below = held is not None and unit.kind == "item" and (held.kind == "heading" or unit.indent > held.indent)
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


def _belongs(held: _Unit, held_links: int, unit: _Unit, found: list[Link]) -> bool:
    """Tell whether an item below another says more of the same paper: labelled links, authors, notes."""
    said = _marker(unit)
    if inline.is_about(said):
        return True
    if any(inline.is_title(link.text) for link in found):
        return False
    if any(link.is_paper for link in found) and inline.title(unit.text, found):
        return False
    return bool(held_links) or len(inline.title(held.text, []).split()) >= _TITLE_WORDS


def _marker(unit: _Unit) -> str:
    item = _ITEM.match(unit.text)
    return item["text"].rstrip(": ") if item else unit.text.split("\n")[0]
