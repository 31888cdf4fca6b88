"""BibTeX and BibLaTeX: one record an entry.

Owns: macros (`@string`), inheritance (`crossref`, `xdata`), what is a record.
Values stay verbatim, LaTeX and all, but for addresses and DOIs, which LaTeX's escapes would make unusable.
`@comment`, `@preamble`, `@string`, `@xdata` and text between entries are chrome, unless it reads like a part of an
entry. A volume (`@proceedings`, `@collection`, `@periodical`) is rejected as no paper; those in it still inherit from
it. A `@book` is kept: it may be what is surveyed.
Must not: scan syntax (`bibtex_syntax`), know fields (`bibtex_fields`), clean values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.core.model import Document, Field, Reading
from generator.papers.sources.bibtex_blocks import Block, Fault, Member
from generator.papers.sources.bibtex_fields import Value, parts
from generator.papers.sources.bibtex_syntax import blocks
from generator.papers.sources.findings import MAX_RECORDS, Findings, FullError
from generator.papers.sources.hints import NOT_DESCRIBED, is_described
from generator.papers.sources.source import Source

FORMAT = "bibtex"

MAX_EXPANDED = 20_000
"""Characters of a value in which a macro stands; ten lines of `@string` can make a gigabyte."""

MAX_ANCESTORS = 8
"""Entries that one entry may refer to, directly or through others; BibTeX itself follows one."""
MAX_HANDED_DOWN = 50
"""Fields of an entry that others may take over."""

_MONTHS = frozenset({"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"})
_NO_ENTRY = frozenset({"comment", "preamble", "string", "xdata"})
_VOLUMES = frozenset({"proceedings", "mvproceedings", "collection", "mvcollection", "periodical"})
NO_PAPER = "a volume, not a paper"
_SIGNATURE = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(][ \t]*[^\s{}()=]*[ \t]*(?:,|$|[\w-]+[ \t]*=)", re.MULTILINE)
_MEMBER = re.compile(r"^[ \t,]*[A-Za-z][\w-]{1,40}[ \t]*=[ \t]*[{\"\w]", re.MULTILINE)

_INHERITED = {
    "booktitle": "booktitle",
    "year": "year",
    "date": "date",
    "month": "month",
    "journal": "journal",
    "journaltitle": "journaltitle",
    "eventtitle": "eventtitle",
}


def detect(text: str, *, path: str) -> int:
    """Return 90 when a line starts an entry, 30 when only the file's name says so."""
    if _SIGNATURE.search(text[:1_000_000]):
        return 90
    return 30 if path.lower().endswith((".bib", ".bibtex")) else 0


def read(document: Document) -> Reading:
    """Return a record an entry; a half-written one is rejected and the others stay."""
    reader = _Reader(found=Findings(source=Source(document=document, format=FORMAT)))
    cut = reader.scan()
    for block in reader.entries:
        reader.found.reached = block.start
        reader.entry(block)
    if cut:
        raise FullError(reader.found, cut)
    return reader.found.reading("text between entries")


@dataclass(slots=True, kw_only=True)
class _Reader:
    """What has been read of a document so far. A macro too long to expand is None."""

    found: Findings
    entries: list[Block] = field(default_factory=list)
    macros: dict[str, str | None] = field(default_factory=dict)
    by_key: dict[str, Block] = field(default_factory=dict)
    handed_down: dict[tuple[int, bool], tuple[Value, ...]] = field(default_factory=dict)

    @property
    def source(self) -> Source:
        return self.found.source

    def scan(self) -> str:
        """Take in all blocks and what lies between them; return why that ended before the document did, or nothing."""
        text = self.source.document.text
        at = 0
        try:
            for number, block in enumerate(blocks(text)):
                self.between(at, block.start)
                at = block.end
                self.define(block)
                if block.type not in _NO_ENTRY:
                    self.entries.append(block)
                if len(self.entries) > MAX_RECORDS or number > 2 * MAX_RECORDS:
                    return f"more than {MAX_RECORDS} entries in one document: what follows is not read"
            self.between(at, len(text))
        except FullError as full:
            return full.reason
        return ""

    def between(self, start: int, end: int) -> None:
        """Account for the text between two blocks."""
        raw = self.source.document.text[start:end]
        text = raw.strip(" \t\r\n\ufeff")
        if not text:
            return
        start += raw.index(text)
        end = start + len(text)
        if _MEMBER.search(text):
            reason = "text outside any entry that reads like a part of one"
            self.found.reject(reason, start, end)
        else:
            self.found.set_aside("text between entries", start, end)

    def define(self, block: Block) -> None:
        """Take in what later entries need: a macro, a key; account for blocks that are no entry."""
        if block.type not in _NO_ENTRY or (block.type == "xdata" and not block.broken):
            key = block.key.lower()
            if key and key in self.by_key:
                first = self.source.line_at(self.by_key[key].start)
                self._remark(Fault(offset=block.key_start, reason=f"key '{block.key}' is used on line {first} as well"))
            self.by_key.setdefault(key, block)
        if block.type not in _NO_ENTRY:
            return
        if block.broken:
            self.found.reject(block.broken.reason, block.start, block.end)
            return
        for member in block.members if block.type == "string" else ():
            self.macros[member.name] = self._expand(member, [])
        self.found.set_aside(f"@{block.type}", block.start, block.end)

    def entry(self, block: Block) -> None:
        """Make a record of an entry, or reject it."""
        fault = block.broken
        values: list[Value] = []
        names: set[str] = set()
        oddities = list(block.oddities)
        for member in block.members if fault is None else ():
            text = self._expand(member, oddities)
            if text is None:
                reason = f"'{member.name}' is longer than {MAX_EXPANDED} characters with its macros expanded"
                fault = Fault(offset=member.name_start, reason=reason)
                break
            if member.name in names:
                oddities.append(Fault(offset=member.name_start, reason=f"field '{member.name}' is given twice"))
                continue
            names.add(member.name)
            values.append(Value(name=member.name, text=text, start=member.start, end=member.end))
        fields: tuple[Field, ...] = ()
        if fault is None and block.type in _VOLUMES:
            fault = Fault(offset=block.start, reason=NO_PAPER)
        if fault is None:
            fields = tuple(self._fields(block, values + self._inherited(values, oddities)))
            if not is_described(fields):
                fault = Fault(offset=block.start, reason=NOT_DESCRIBED)
        if fault is not None:
            self.found.reject(fault.reason, block.start, block.end, at=fault.offset)
            return
        for oddity in oddities:
            self._remark(oddity)
        self.found.record(fields, block.start, block.end)

    def _remark(self, fault: Fault) -> None:
        self.found.remark(fault.offset, fault.reason)

    def _expand(self, member: Member, oddities: list[Fault]) -> str | None:
        """Return a value with its macros in place; None when that grows beyond all measure."""
        parts: list[str] = []
        has_macro = False
        for piece in member.pieces:
            name = piece.text.lower()
            if not piece.is_bare or name not in self.macros:
                parts.append(piece.text)
                if piece.is_bare and name.isalpha() and name not in _MONTHS:
                    oddities.append(Fault(offset=member.start, reason=f"macro '{piece.text}' is not defined"))
                continue
            has_macro = True
            text = self.macros[name]
            if text is None:
                return None
            parts.append(text)
        if has_macro and sum(len(part) for part in parts) > MAX_EXPANDED:
            return None
        return "".join(parts)

    def _inherited(self, values: list[Value], oddities: list[Fault]) -> list[Value]:
        """Return what an entry takes over from the entries it refers to, the nearest first."""
        found: dict[str, Value] = {}
        own = {value.name for value in values}
        seen: set[str] = set()
        references = [value for value in values if value.name in {"crossref", "xdata"}]
        while references:
            reference = references.pop(0)
            for key in re.split(r"\s*,\s*", reference.text.strip().lower()[:MAX_EXPANDED]):
                parent = self.by_key.get(key)
                if key in seen:
                    oddities.append(Fault(offset=reference.start, reason=f"'{key}' refers back to itself"))
                    return list(found.values())
                seen.add(key)
                if parent is None or parent.broken:
                    oddities.append(Fault(offset=reference.start, reason=f"no entry has the key '{key}' referred to"))
                    continue
                if len(seen) > MAX_ANCESTORS:
                    reason = f"more than {MAX_ANCESTORS} entries are referred to, one by the other"
                    oddities.append(Fault(offset=reference.start, reason=reason))
                    return list(found.values())
                for value in self._handed_down(parent, is_xdata=reference.name == "xdata"):
                    if value.name in {"crossref", "xdata"}:
                        references.append(value)
                    elif value.name not in own:
                        found.setdefault(value.name, value)
        return list(found.values())

    def _handed_down(self, parent: Block, *, is_xdata: bool) -> tuple[Value, ...]:
        """Return what an entry gives to those that refer to it, worked out once."""
        known = self.handed_down.get((parent.start, is_xdata))
        if known is None:
            known = tuple(self._gives(parent, is_xdata=is_xdata))
            self.handed_down[parent.start, is_xdata] = known
        return known

    def _gives(self, parent: Block, *, is_xdata: bool) -> Iterator[Value]:
        """Yield what an entry gives; a volume's title becomes the `booktitle` of what is in it."""
        names = {member.name for member in parent.members}
        for member in parent.members[:MAX_HANDED_DOWN]:
            name = member.name if is_xdata or member.name in {"crossref", "xdata"} else _INHERITED.get(member.name)
            if member.name == "title" and not is_xdata and "booktitle" not in names:
                name = "booktitle"
            text = self._expand(member, [])
            if name and text:
                yield Value(name=name, text=text, start=member.start, end=member.end)

    def _fields(self, block: Block, values: list[Value]) -> Iterator[Field]:
        by_name = {value.name: value for value in values}
        yield self.source.field("kind", block.type, block.start + 1, block.start + 1 + len(block.type))
        if block.key:
            yield self.source.field("key", block.key, block.key_start, block.key_start + len(block.key))
        for value in values:
            for name, text in parts(value, by_name):
                if text.strip():
                    yield self.source.field(name, text, value.start, value.end)
