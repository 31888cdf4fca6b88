"""Numbers with their units in a sentence, and the sentence with names and numbers replaced by marks.

Owns: what is a value, and the form in which `results` reads a sentence. Must not: say what a value measures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.core.model import Name, NameKind
from generator.insight.mentions import Mention

_UNITS = {
    "points": r"(?:absolute )?(?:(?:percentage|percent|%|%-) ?points?|points?|pp|pts?)\b",
    "%": r"%|percents?\b(?! points?)",
    "×": r"[x×](?![\w])|[- ]?times\b|[- ]?fold\b",
    "ms": r"ms\b|milliseconds?\b",
    "s": r"seconds?\b",
    "fps": r"fps\b|FPS\b|frames per second\b",
    "dB": r"dB\b",
}
_NUMBER = r"[+\-−–~∼]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_ANY_UNIT = "|".join(_UNITS.values())
_VALUE = re.compile(rf"(?<![\w.,/@$^-])(?P<number>{_NUMBER}) ?(?P<unit>{_ANY_UNIT})?(?![\w])(?!-[\w])(?!\.\d)")
_RANGE = re.compile(
    rf"(?<!from )(?<!between )(?<![\w.,/@$^-])(?P<low>{_NUMBER}) ?(?:{_ANY_UNIT})? ?(?:to|-|–|—) ?"
    rf"(?P<number>\d+(?:\.\d+)?) ?(?P<unit>{_ANY_UNIT})(?![\w])(?!-[\w])"
)
"""From one value to another, where that is no change ("by 4 % to 17 %", "3–8 %"); only with a unit."""
_OF_UNIT = tuple((unit, re.compile(pattern)) for unit, pattern in _UNITS.items())

METRIC, DATA, VALUE = "\ue000-\ue0ff", "\ue100-\ue1ff", "\ue200-\ue2ff"
"""Ranges of the marks, for a character class."""
_FIRST = {METRIC: 0xE000, DATA: 0xE100, VALUE: 0xE200}
_MOST_MARKS = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A number as written without its unit, and the unit: `%`, `points`, `×`, `ms`, `s`, `fps`, `dB` or nothing."""

    number: str
    unit: str
    low: str = ""
    """Where a range is told, its lower end; `number` is the upper one."""

    @property
    def is_bare_count(self) -> bool:
        """True for a whole number without a unit, which counts things more often than it measures."""
        return not self.unit and "." not in self.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a mark stands for, and where: [start, end) of the sentence."""

    start: int
    end: int
    name: Name | None = None
    value: Value | None = None


@dataclass(frozen=True, kw_only=True)
class Marked:
    """A sentence in which each metric, data set and value is one character; `marks` say what and where."""

    text: str
    marks: dict[str, Mark]
    offsets: tuple[int, ...]
    """Of each character of `text`, its place in the sentence; one more for the end."""

    def plain(self, start: int, end: int, sentence: str) -> str:
        """Return a span of the marked text in the sentence's own words."""
        return sentence[self.offsets[start] : self.offsets[end]].strip()


def _unit(written: str | None) -> str:
    return next((unit for unit, pattern in _OF_UNIT if written and pattern.fullmatch(written)), "")


def values(text: str) -> tuple[tuple[int, int, Value], ...]:
    """Return the values of a text with their places; a range is one value."""
    ranges = [(found.start(), found.end(), _value(found)) for found in _RANGE.finditer(text)]
    single = [
        (found.start(), found.end() if found["unit"] else found.end("number"), _value(found))
        for found in _VALUE.finditer(text)
    ]
    outside = [one for one in single if not any(start <= one[0] < end for start, end, _ in ranges)]
    return tuple(sorted((*ranges, *outside), key=lambda one: one[:2]))


def _value(found: re.Match[str]) -> Value:
    low = found.groupdict().get("low") or ""
    return Value(number=_plain(found["number"]), unit=_unit(found["unit"]), low=_plain(low))


def _plain(number: str) -> str:
    return number.replace("−", "-").replace("–", "-").lstrip("~∼")


def marked(sentence: str, mentions: Sequence[Mention]) -> Marked:
    """Return the sentence with marks; a value inside a name is part of the name."""
    ranges = {NameKind.METRIC: METRIC, NameKind.DATA: DATA}
    pieces = [
        (
            mention.start,
            mention.end,
            ranges[mention.name.kind],
            Mark(start=mention.start, end=mention.end, name=mention.name),
        )
        for mention in mentions
        if mention.name.kind in ranges
    ]
    taken = [(mention.start, mention.end) for mention in mentions]
    for start, end, value in values(sentence):
        if not any(start < other_end and other < end for other, other_end in taken):
            pieces.append((start, end, VALUE, Mark(start=start, end=end, value=value)))
    text, at = "", 0
    offsets: list[int] = []
    marks: dict[str, Mark] = {}
    counts = dict.fromkeys(_FIRST, 0)
    for start, end, kind, mark in sorted(pieces, key=lambda piece: piece[:2]):
        if counts[kind] == _MOST_MARKS:
            continue
        char = chr(_FIRST[kind] + counts[kind])
        counts[kind] += 1
        text += sentence[at:start] + char
        offsets += range(at, start + 1)
        marks[char] = mark
        at = end
    return Marked(text=text + sentence[at:], marks=marks, offsets=(*offsets, *range(at, len(sentence) + 1)))
