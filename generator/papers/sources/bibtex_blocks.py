"""The parts of BibTeX that its syntax tells apart: blocks, their members, the pieces of a value, and faults.

Must not: scan (`bibtex_syntax`), know what a field means.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One part of a value: text in braces or quotes, or a bare word (a number or a macro's name)."""

    text: str
    is_bare: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """`name = value`; the offsets are of the value, without its outermost braces or quotes."""

    name: str
    pieces: tuple[Piece, ...]
    name_start: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong, and at which offset."""

    offset: int
    reason: str


@dataclass(slots=True, kw_only=True)
class Block:
    """`@type{key, members}`. `broken` says why it cannot be used; `oddities` were read over."""

    type: str
    start: int
    end: int = 0
    key: str = ""
    key_start: int = 0
    members: list[Member] = field(default_factory=list)
    oddities: list[Fault] = field(default_factory=list)
    broken: Fault | None = None
    reading: str = ""
    """The field whose value was being read when the block broke."""
