"""The located nodes of a YAML file.

Owns: Node and its kinds, `locate`. Must not: decide what a key or a value means.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.core.model import Location

_NO_VALUE = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """A text as it stands after YAML's quoting; `plain` when written without quotes."""

    text: str
    location: Location
    plain: bool = True
    verbatim: bool = True
    """The text stands on one line just as it is read, so that offsets are columns."""

    @property
    def is_empty(self) -> bool:
        """True when nothing (or YAML's word for nothing) is written."""
        return self.plain and self.text in _NO_VALUE

    def at(self, start: int, end: int | None = None) -> Location:
        """Return the place of a part of the text; the whole text's where it is written in another way."""
        if not self.verbatim:
            return self.location
        first = self.location.column + (0 if self.plain else 1)
        last = first + (start + 1 if end is None else end)
        return Location(path=self.location.path, line=self.location.line, column=first + start, end_column=last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """Keys with their values, in the file's order; each key once."""

    entries: tuple[tuple[Scalar, Node], ...]
    location: Location

    def get(self, name: str) -> Node | None:
        """Return the value of a key, or None."""
        return next((value for key, value in self.entries if key.text == name), None)


Node = Scalar | Sequence | Mapping


def locate(node: Node, keys: Iterable[str | int], *, at_key: bool = False) -> Location:
    """Return where a value stands, by the path of keys and indexes to it; with `at_key` where its last key stands.

    A path that leads nowhere gives the place of the last node on it that exists.
    """
    key_place = node.location
    for step in keys:
        if isinstance(node, Mapping):
            entry = next(((key, value) for key, value in node.entries if key.text == step), None)
            if entry is None:
                return node.location
            key_place, node = entry[0].location, entry[1]
        elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
            node = node.items[step]
            key_place = node.location
        else:
            return node.location
    return key_place if at_key else node.location
