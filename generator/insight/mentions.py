"""Where a text mentions a known name.

Owns: what counts as the same spelling, and where a name ends. Must not: know what a name is good for.
A name is found across hyphens and blanks (`CIFAR-10`, `CIFAR10`); as written if it has a capital, else in any case; as
whole words, and not as a part of a longer name (`COCO` is not in `COCO-Stuff`, `DETR` not in `UP-DETR`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.core.model import Name, NameKind
from generator.papers.names import spelling_key

_PART = re.compile(r"[^\W_]+")
_JOINTS = frozenset(["", " ", "-", "–", "_", "/", "@", "×", "·", "'", "’"])
_LOOSE = re.compile(r"(?=.{6}).*\d|^(?=.{8})\w*[a-z][A-Z]")
"""A data set's key of so many letters, with a digit or a capital inside, is no plain word (`Wikitext103`)."""
_MOST_PARTS = 9
_POSSESSIVE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A known name at [start, end) of a text."""

    name: Name
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Known:
    """All known names by spelling; built once."""

    by_key: dict[str, Name]
    beginnings: frozenset[str]
    """Every beginning of every key, in small letters: where a text leaves them, no name goes on."""

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Return the mentions in the text's order; the longest where several begin at a place, none overlapping."""
        parts = list(_PART.finditer(text))
        found: list[Mention] = []
        index = 0
        while index < len(parts):
            count, name = self._longest(text, parts, index)
            if name is None:
                index += 1
                continue
            start, end = parts[index].start(), parts[index + count - 1].end()
            end -= _POSSESSIVE * text[start:end].endswith(("'s", "’s"))
            if not _continues(text, start, end):
                found.append(Mention(name=name, start=start, end=end))
            index += count
        return tuple(found)

    def of_kind(self, text: str, kind: NameKind) -> tuple[Mention, ...]:
        """Return the mentions of names of one kind."""
        return tuple(mention for mention in self.mentions(text) if mention.name.kind is kind)

    def _longest(self, text: str, parts: list[re.Match[str]], index: int) -> tuple[int, Name | None]:
        joined = ""
        longest: tuple[int, Name | None] = (1, None)
        for count in range(1, min(_MOST_PARTS, len(parts) - index) + 1):
            part = parts[index + count - 1]
            if count > 1 and not _joins(text, parts[index + count - 2].end(), part.start()):
                break
            joined += part.group()
            name = self._named(joined)
            longest = (count, name) if name else longest
            if joined.casefold() not in self.beginnings:
                break
        return longest

    def _named(self, joined: str) -> Name | None:
        for key in (joined, joined.removesuffix("s"), joined.casefold(), joined.casefold().removesuffix("s")):
            if key in self.by_key:
                return self.by_key[key]
        return None


def _joins(text: str, end: int, start: int) -> bool:
    """Tell whether a name may go on over what stands between two words; a full stop only within a number."""
    between = text[end:start]
    return between in _JOINTS or (between == "." and text[end - 1].isdigit() and text[start].isdigit())


def _continues(text: str, start: int, end: int) -> bool:
    """Tell whether the spelling is only a part of a longer name, joined by a hyphen or a full stop."""
    before = text[start - 2 : start]
    after = text[end : end + 2]
    joined_before = len(before) > 1 and before[1] in "-–" and before[0].isalnum()
    joined_after = len(after) > 1 and after[0] in "-–" and (after[1].isupper() or after[1].isdigit())
    return joined_before or joined_after or (len(after) > 1 and after[0] == "." and after[1].isdigit())


def known(names: Iterable[Name], *, beside: Known | None = None) -> Known:
    """Return the names by spelling, added to others where those are given; of two with one spelling the first stays."""
    by_key: dict[str, Name] = dict(beside.by_key) if beside else {}
    loose: dict[str, Name] = {}
    added = []
    for name in names:
        for spelling in (name.name, *name.aliases):
            key = spelling_key(spelling)
            if key not in by_key:
                by_key[key] = name
                added.append(key.casefold())
                if name.kind is NameKind.DATA and _LOOSE.search(key):
                    loose.setdefault(key.casefold(), name)
    by_key = loose | by_key
    beginnings = frozenset(key[:length] for key in added for length in range(1, len(key) + 1))
    return Known(by_key=by_key, beginnings=beside.beginnings | beginnings if beside else beginnings)
