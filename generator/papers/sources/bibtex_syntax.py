"""BibTeX's syntax: text → blocks with the offsets of every name and value, and no character unaccounted for.

The grammar is that of BibTeX 0.99 (Patashnik, "BibTeXing", 1988) read as tolerantly as real files need: a block that
is not closed ends where the next one starts a line, a missing comma or one closing brace too many is noted and read
over. Written here because the libraries lose records or places: see the decisions in `generator/README.md`.

Owns: where blocks, keys, names and values start and end, and what is wrong with them. Must not: expand macros, know
what a field means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice, repeat

from generator.papers.sources.bibtex_blocks import Block, Fault, Member, Piece

MAX_DEPTH = 100
"""Braces within braces; people write five."""
MAX_MEMBERS = 1_000
"""Fields of one entry, and pieces of one value joined by `#`."""
_MAX_SPANNED = 3
"""How many lines that look like an entry's start a quoting field (`note`, `abstract`) may hold."""

_START = re.compile(r"(?<![\w.@\\])@\s{0,40}([A-Za-z][\w+:.*-]{0,60})\s{0,40}([{(])")
_SYNC = re.compile(r"^[ \t]*@[ \t]*[A-Za-z][\w+:.*-]{0,60}[ \t]*[{(]", re.MULTILINE)
_NAME = re.compile(r"[^\s={}(),\"#%']{1,80}")
_ASSIGN = re.compile(r"[^\s={}(),\"#%']{1,80}\s{0,200}=")
_BARE = re.compile(r"[^\s,#{}()\"]+")
_SPACE = re.compile(r"\s*")
_GAP = re.compile(r"(?:[\s,]++|%[^\n\r]*+)*+")
_BRACES = re.compile(r"[{}]")
_BRACES_NOT_ESCAPED = re.compile(r"\\.|[{}]", re.DOTALL)
_QUOTED = re.compile(r"\\.|[{}\"]", re.DOTALL)
_STRAY_CLOSER = re.compile(r"\}\s{0,200},\s{0,200}[A-Za-z][\w-]{0,60}\s{0,40}=\s{0,40}[{\"\w]")
_JUNK_END = re.compile(r"[,{})\n\r]")
_UNQUOTED = re.compile(r"(?:(?!,\s{0,40}[\w-]{1,40}\s{0,40}=)[^\n\r])*")
_QUOTING = frozenset({"note", "annote", "annotation", "abstract", "comment", "bibtex", "review", "addendum"})


class _BrokenError(ValueError):
    """A value or an entry cannot be read."""

    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(reason)
        self.fault = Fault(offset=offset, reason=reason)


def blocks(text: str) -> Iterator[Block]:
    """Return every `@…{…}` of a text, in order; what lies between two of them is free text."""
    ahead = chain((match.start() for match in _SYNC.finditer(text)), repeat(len(text)))
    syncs = list(islice(ahead, _MAX_SPANNED + 1))
    at = 0
    while start := _START.search(text, at):
        while syncs[0] <= start.start():
            syncs = [*syncs[1:], next(ahead)]
        block = _block(text, start, sorted(set(syncs)))
        at = max(block.end, start.end())
        yield block


def _block(text: str, start: re.Match[str], limits: list[int]) -> Block:
    kind = start.group(1).lower()
    if kind == "comment":
        return _comment(text, start, limits[0])
    closer = "}" if start.group(2) == "{" else ")"
    read = _Scan(text=text, limit=limits[0], closer=closer).block(kind, start)
    if read.broken is None or read.reading not in _QUOTING:
        return read
    for number, limit in enumerate(limits[1:], start=1):
        longer = _Scan(text=text, limit=limit, closer=closer).block(kind, start)
        if longer.broken is None and _quotes_entries(longer, limits[:number]):
            return longer
    return read


def _quotes_entries(block: Block, syncs: list[int]) -> bool:
    """Tell whether the lines inside a block that look like an entry's start are quoted by a field made for it."""
    return not block.oddities and all(
        any(member.start <= sync < member.end and member.name in _QUOTING for member in block.members) for sync in syncs
    )


def _comment(text: str, start: re.Match[str], limit: int) -> Block:
    """Return `@comment{…}` with its braces balanced, else up to the line's end."""
    block = Block(type="comment", start=start.start())
    depth = 0
    for brace in _BRACES.finditer(text, start.start(2), limit):
        depth += 1 if brace.group() == "{" else -1
        if depth == 0:
            block.end = brace.end()
            return block
    line_end = text.find("\n", start.end())
    block.end = len(text) if line_end < 0 else line_end
    return block


@dataclass(slots=True, kw_only=True)
class _Scan:
    """One block being read, up to a limit; `at` is the offset reached."""

    text: str
    limit: int
    closer: str
    at: int = 0

    def block(self, kind: str, start: re.Match[str]) -> Block:
        """Return the block that starts there, broken or whole."""
        block = Block(type=kind, start=start.start())
        self.at = start.end()
        try:
            if kind == "preamble":
                self.at = self._closing(start.start(2), "the preamble")
            else:
                if kind != "string":
                    self._key(block)
                self._members(block)
        except _BrokenError as broken:
            block.broken = broken.fault
            self.at = self.limit
        while self.text[self.at - 1].isspace() and self.at > start.end():
            self.at -= 1
        block.end = self.at
        return block

    def _peek(self, pattern: re.Pattern[str] = _SPACE) -> str:
        """Skip what the pattern matches and return the character after it, empty at the limit."""
        found = pattern.match(self.text, self.at, self.limit)
        self.at = found.end() if found else self.at
        return self.text[self.at] if self.at < self.limit else ""

    def _key(self, block: Block) -> None:
        self._peek()
        if _ASSIGN.match(self.text, self.at, self.limit):
            block.oddities.append(Fault(offset=block.start, reason="the entry has no key"))
            return
        end = self.at
        while end < self.limit and self.text[end] not in ",\n\r" and self.text[end] != self.closer:
            end += 1
        block.key = self.text[self.at : end].strip()
        block.key_start = self.at
        self.at = end

    def _members(self, block: Block) -> None:
        while (char := self._peek(_GAP)) != "":
            if char == self.closer:
                stray = self.closer == "}" and _STRAY_CLOSER.match(self.text, self.at, self.limit)
                if not stray:
                    self.at += 1
                    return
                block.oddities.append(Fault(offset=self.at, reason="one closing brace too many"))
                self.at += 1
            elif _ASSIGN.match(self.text, self.at, self.limit):
                self._member(block)
            else:
                self._junk(block, "text that is no 'name = value'")
        fault = Fault(offset=block.start, reason="the entry is not closed")
        if not block.members or block.type == "string":
            block.broken = fault
        block.oddities.append(fault)

    def _member(self, block: Block) -> None:
        name = _NAME.match(self.text, self.at, self.limit)
        if name is None:  # pragma: no cover # `_ASSIGN` has just matched a name
            raise AssertionError("no name")
        block.reading = name.group().lower()
        self.at = name.end()
        self._peek()
        self.at += 1
        pieces: list[Piece] = []
        start = end = self.at
        while self._peek() not in {"", ",", self.closer}:
            piece, inner_start, inner_end = self._piece(name.group())
            start = inner_start if not pieces else start
            end = inner_end
            pieces.append(piece)
            if len(pieces) > MAX_MEMBERS:
                raise _BrokenError(start, f"the value of '{name.group()}' has more than {MAX_MEMBERS} pieces")
            if self._peek() != "#":
                break
            self.at += 1
        member = Member(name=name.group().lower(), pieces=tuple(pieces), name_start=name.start(), start=start, end=end)
        block.members.append(member)
        if len(block.members) > MAX_MEMBERS:
            raise _BrokenError(block.start, f"the entry has more than {MAX_MEMBERS} fields")
        self._after_value(block, member)

    def _after_value(self, block: Block, member: Member) -> None:
        if self._peek() in {"", ",", self.closer, "%"}:
            return
        if _ASSIGN.match(self.text, self.at, self.limit):
            reason = f"a comma is missing after the value of '{member.name}'"
            block.oddities.append(Fault(offset=self.at, reason=reason))
            return
        self._junk(block, f"text after the value of '{member.name}'")

    def _junk(self, block: Block, reason: str) -> None:
        """Read over text in no field, up to the next comma, line's end or closing brace."""
        block.oddities.append(Fault(offset=self.at, reason=reason))
        if len(block.oddities) > MAX_MEMBERS:
            raise _BrokenError(block.start, f"the entry has more than {MAX_MEMBERS} faults")
        if self.text[self.at] == "{":
            self.at = self._closing(self.at, "the text after it")
            return
        found = _JUNK_END.search(self.text, self.at + 1, self.limit)
        self.at = found.start() if found else self.limit

    def _piece(self, name: str) -> tuple[Piece, int, int]:
        """Return the part of a value that starts here, and the offsets of its text."""
        opening = self.at
        char = self.text[opening]
        if char == "{":
            self.at = self._closing(opening, f"the value of '{name}'")
        elif char == '"':
            self.at = self._closing_quote(opening, name)
        else:
            bare = self._bare()
            return Piece(text=bare, is_bare=True), opening, opening + len(bare)
        return Piece(text=self.text[opening + 1 : self.at - 1], is_bare=False), opening + 1, self.at - 1

    def _bare(self) -> str:
        """Return a number or a macro's name; or, where quotes were forgotten, the rest of the line."""
        opening = self.at
        bare = _BARE.match(self.text, opening, self.limit)
        self.at = bare.end() if bare else opening + 1
        if self._peek() not in {"", ",", "#", "}", ")", "%"} and not _ASSIGN.match(self.text, self.at, self.limit):
            line = _UNQUOTED.match(self.text, opening, self.limit)
            end = line.end() if line else self.at
            self.at = opening + len(self.text[opening:end].rstrip(" \t,}"))
        return self.text[opening : self.at].strip()

    def _closing(self, opening: int, what: str) -> int:
        r"""Return the offset behind the brace or parenthesis that closes the one at `opening`.

        BibTeX counts every brace. Where that finds no end, escaped ones (`\{`) are left out: people write them singly.
        """
        if self.text[opening] == "(":
            end = self.text.find(")", opening, self.limit)
            if end < 0:
                raise _BrokenError(opening, f"{what} is not closed")
            return end + 1
        for braces in (_BRACES, _BRACES_NOT_ESCAPED):
            depth = 0
            for brace in braces.finditer(self.text, opening, self.limit):
                depth += {"{": 1, "}": -1}.get(brace.group(), 0)
                if depth == 0:
                    return brace.end()
                if depth > MAX_DEPTH:
                    raise _BrokenError(opening, f"{what} has braces nested deeper than {MAX_DEPTH}")
        raise _BrokenError(opening, f"{what} is not closed")

    def _closing_quote(self, opening: int, name: str) -> int:
        r"""Return the offset behind the quote that closes a value; quotes in braces and `\"u` do not."""
        depth = 0
        for found in _QUOTED.finditer(self.text, opening + 1, self.limit):
            sign = found.group()
            if depth > MAX_DEPTH:
                break
            if sign == "{":
                depth += 1
            elif sign == "}":
                depth -= 1
            elif depth <= 0 and (sign == '"' or (sign == '\\"' and self._ends_value(found.end()))):
                return found.end()
        raise _BrokenError(opening, f"the value of '{name}' is not closed")

    def _ends_value(self, at: int) -> bool:
        found = _SPACE.match(self.text, at, self.limit)
        after = found.end() if found else at
        return after >= self.limit or self.text[after] in {",", "#", self.closer}
