"""The signs of a phrase: its words, gaps, names of groups, brackets and bars, each with its place.

Owns: reading a phrase sign by sign. Must not: know what the signs mean together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.taxonomy.words import split

WIDEST_GAP = 20
_SHORTEST_STEM = 3

_ITEM = re.compile(
    r"(?P<gap>~\s*(?P<width>\d*))|(?P<group>\$(?P<name>[\w-]*))|(?P<punct>[()|*])|(?P<space>[\s\-/\u2010-\u2013,.:;'\"’+]+)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseFault:
    """Why a phrase cannot be read: what is wrong, at which character of it (from 0), and the cure."""

    message: str
    offset: int
    hint: str | None = None


class FaultError(Exception):
    """Raised where a phrase cannot be read on; `language` turns it into the fault that it carries."""

    def __init__(self, message: str, offset: int, hint: str | None = None) -> None:
        super().__init__(message)
        self.fault = PhraseFault(message=message, offset=offset, hint=hint)


@dataclass(frozen=True, slots=True)
class Word:
    """A word, as written; an open one ends freely."""

    text: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """`~`, and how many words may stand in its place."""

    width: int


@dataclass(frozen=True, slots=True)
class Name:
    """`$` and the name of a group."""

    text: str


Item = Word | Gap
"""What is left of a phrase when its groups and alternatives are written out."""


def items(text: str, offset: int) -> Iterator[tuple[Item | Name | str, int]]:
    """Give words, gaps and the signs `(`, `|`, `)` of a phrase, each with its offset."""
    position = offset
    while position < len(text):
        found = _ITEM.match(text, position)
        if found is None:
            end = position
            while end < len(text) and _ITEM.match(text, end) is None:
                end += 1
            is_open = text[end : end + 1] == "*"
            yield from _words(text[position:end], is_open=is_open, at=position)
            position = end + is_open
        elif found["gap"]:
            yield _gap(found["width"], position), position
            position = found.end()
        elif found["group"]:
            yield Name(found["name"]), position
            position = found.end()
        elif found["punct"] == "*":
            raise FaultError("`*` stands right after a word", position, "write `model*` for model, models, modelling")
        else:
            if found["punct"]:
                yield found["punct"], position
            position = found.end()


def _gap(width: str, at: int) -> Gap:
    if not width or not 1 <= int(width) <= WIDEST_GAP:
        raise FaultError(f"`~` needs a number from 1 to {WIDEST_GAP}", at, "`human ~3 feedback`: up to 3 words between")
    return Gap(int(width))


def _words(text: str, *, is_open: bool, at: int) -> Iterator[tuple[Item, int]]:
    parts = split(text)
    if not parts.keys:
        raise FaultError(f"{text!r} is no word", at, "write letters or digits")
    for index, (start, end) in enumerate(zip(parts.starts, parts.ends, strict=True)):
        word = text[start:end]
        opens = is_open and index == len(parts.keys) - 1
        if opens and len(word) < _SHORTEST_STEM:
            raise FaultError(
                f"`{word}*` would match too much", at, f"write {_SHORTEST_STEM} letters or more before `*`"
            )
        yield Word(word, opens), at + start
