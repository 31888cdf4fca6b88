"""Markdown lists of papers ("awesome" lists): one record an item, table row or paragraph that links to a paper.

The headings above it become `section` fields, the widest first: hints of its topic. Items whose links lead to no
paper are rejected with their hosts; headings, prose and tables of contents are chrome.
Owns: what of a unit is a record. Must not: cut units (`markdown_units`), look inside one (`markdown_inline`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.core.model import Document, Field, Reading
from generator.papers.sources import markdown_inline as inline
from generator.papers.sources.findings import Findings
from generator.papers.sources.hints import is_described, split_keywords
from generator.papers.sources.markdown_links import Link, links
from generator.papers.sources.markdown_units import MAX_UNIT, REFERENCE, TITLE_WORDS, Lines, Unit, cells, joined
from generator.papers.sources.source import Source
from generator.papers.sources.table import split_authors

FORMAT = "markdown"


_LISTED = re.compile(r"^[ \t]*+(?:(?:[-*+•]|\d{1,4}[.)])[ \t]|\|)[^\n]*?\]\(https?://", re.MULTILINE)
_LINKED = re.compile(r"\]\(https?://")


def detect(text: str, *, path: str) -> int:
    """Return 60 for a `.md` file with a link, 50 for three list items or rows with links, 25 by the name alone."""
    head = text[:200_000]
    by_name = path.lower().endswith((".md", ".markdown", ".mdown", ".mkd"))
    if by_name:
        return 60 if _LINKED.search(head) or "http" in head else 25
    return 50 if len(_LISTED.findall(head)) > 2 else 0  # noqa: PLR2004 # one or two may stand in any text


def read(document: Document) -> Reading:
    """Return a record an item that links to a paper."""
    source = Source(document=document, format=FORMAT)
    defined = (REFERENCE.match(line.text) for line in source.lines)
    references = {match.group(1).lower(): match.group(2) for match in defined if match}
    result = Findings(source=source)
    for unit in joined(Lines().units(source.lines), references):
        _take(result, unit, links(unit.text, references))
    return result.reading("headings and prose")


def _take(result: Findings, unit: Unit, found: list[Link]) -> None:
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


def _several(found: list[Link]) -> list[Link]:
    """Return the links of a unit that names several papers, each by a title of four words; nothing for one paper."""
    titled: dict[str, Link] = {}
    for link in found:
        if link.is_paper and len(link.text.split()) >= TITLE_WORDS and inline.is_title(link.text):
            titled.setdefault(inline.hint_of(link) or link.url, link)
    return list(titled.values()) if len({link.text for link in titled.values()}) > 1 else []


def _fields_of_link(source: Source, unit: Unit, link: Link) -> Iterator[Field]:
    """Return the fields of one of several papers that a unit names: what the link itself says."""
    yield source.field("title", link.text, unit.start + link.start, unit.start + link.end)
    for name, value, _ in inline.addresses([link]):
        yield source.field(name, value, unit.start + link.start, unit.start + link.end)
    for section in unit.sections:
        yield source.field("section", section, unit.start, unit.end)


def _fields(source: Source, unit: Unit, found: list[Link], told: dict[str, str]) -> Iterator[Field]:
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


def _column_kinds(unit: Unit) -> list[tuple[int, int, str]]:
    """Return the ranges of a row's cells whose column says what their links are."""
    row = list(enumerate(cells(unit.text))) if unit.columns else []
    named = [(start, start + len(cell), unit.columns.get(number, "")) for number, (start, cell) in row]
    return [(start, end, kind) for start, end, kind in named if kind in {"code", "project"}]


_LABELS = frozenset({"paper", "pdf", "link", "code", "here", "url"})
_TOLD = frozenset({"title", "venue", "year", "date", "author", "keyword", "organisation"})


def _row_fields(unit: Unit, found: list[Link]) -> dict[str, str]:
    """Return what a table's columns say, and a title that is no label."""
    told: dict[str, str] = {}
    for number, (start, cell) in enumerate(cells(unit.text)):
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
