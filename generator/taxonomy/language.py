"""The phrase language: what a phrase of a rule means.

Owns: reading a phrase, and what is wrong with one. Must not: find anything, know YAML or topics.

A phrase is words; `-`, space and nothing between its parts are the same; `(a|b)` are alternatives; `word*` ends a
word freely; `~5` lets up to five words stand between, within one sentence; `a & b` wants both in one sentence, in
any order; `title:` looks at the title alone; `$name` is any phrase of a named group; words in CAPITALS are matched
as written, also at the end of a longer name (`CLIP` in `DenseCLIP`). There are no regular expressions.
"""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.taxonomy.signs import FaultError, Gap, Item, Name, PhraseFault, Word, items
from generator.taxonomy.words import fold, stems

LONGEST_PHRASE = 300
MOST_VARIANTS = 4_000

_TITLE = re.compile(r"\s*title:\s*", re.IGNORECASE)
_NAMED = re.compile(r"\$([\w-]+)")
_FOREIGN = frozenset("\\[]{}^?<>=!@#%`\b")
_HINT_REGEX = "write words; `(a|b)` for alternatives, `word*` for any ending, `~5` for words between"
MOST_PARTS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A part of a phrase without a gap: its key, and which stretches of it must stand in these very capitals."""

    key: str
    is_open: bool = False
    """True when the last word may end freely."""
    gap: int = 0
    """How many words may stand between the part before and this one."""
    capitals: tuple[tuple[int, str], ...] = ()
    cuts: tuple[int, ...] = ()
    """Of an open step: where in the key its words part; elsewhere only a hyphen may part it in a text, so that
    `plant*` is not found in `plan to`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What stands between two `~`: its wordings, and how many words may stand before it."""

    gap: int
    wordings: tuple[tuple[Step, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A phrase that was understood: its parts that `&` joins, each with its stretches that `~` joins."""

    text: str
    title_only: bool
    parts: tuple[tuple[Stretch, ...], ...]


_Wording = tuple[Item, ...]
Groups = Mapping[str, Sequence[str]]
"""The phrases of each named group."""
NO_GROUPS: Groups = {}
_REMEMBERED = 16_384
"""Phrases whose reading is kept; a large taxonomy has a few thousand."""


def parse_phrase(text: str, groups: Groups = NO_GROUPS) -> Pattern | PhraseFault:
    """Read a phrase; a fault carries the offset (in characters of `text`) and a hint, and nothing is raised."""
    names = groups_in(text)
    if all(name in groups for name in names):
        return _read_once(text, tuple((name, tuple(groups[name])) for name in names))
    return _read(text, groups)


def groups_in(text: str) -> tuple[str, ...]:
    """Return the names of the groups that a phrase names, each once."""
    return tuple(dict.fromkeys(_NAMED.findall(text)))


def _read(text: str, groups: Groups) -> Pattern | PhraseFault:
    try:
        return _parse(text, groups)
    except FaultError as error:
        return error.fault


@lru_cache(maxsize=_REMEMBERED)
def _read_once(text: str, named: tuple[tuple[str, tuple[str, ...]], ...]) -> Pattern | PhraseFault:
    """Read a phrase with the groups that it names: loading, checking and classifying each ask for the same ones."""
    return _read(text, dict(named))


def _parse(text: str, groups: Groups) -> Pattern:
    if len(text) > LONGEST_PHRASE:
        raise FaultError(f"phrase is longer than {LONGEST_PHRASE} characters", LONGEST_PHRASE, "split it in two")
    for offset, char in enumerate(text):
        if char in _FOREIGN or _is_bare_dollar(text, offset) or (not char.isprintable() and char not in "\t\n"):
            shown = char if char.isprintable() else f"U+{ord(char):04X}"
            raise FaultError(f"phrase holds {shown!r}; regular expressions are not understood", offset, _HINT_REGEX)
    title = _TITLE.match(text)
    start = title.end() if title else 0
    parts: list[tuple[Stretch, ...]] = []
    for part in text[start:].split("&"):
        parts.append(_part(text[: start + len(part)], start, groups))
        start += len(part) + 1
    if len(parts) > MOST_PARTS:
        raise FaultError(f"more than {MOST_PARTS} parts are joined by `&`", 0, "say it with fewer")
    return Pattern(text=text, title_only=title is not None, parts=tuple(parts))


def _is_bare_dollar(text: str, offset: int) -> bool:
    return text[offset] == "$" and not text[offset + 1 : offset + 2].isalnum()


def _part(text: str, offset: int, groups: Groups) -> tuple[Stretch, ...]:
    stretches: list[tuple[int, list[_Wording]]] = [(0, [()])]
    for slot in _slots(text, offset, groups):
        gap, wordings = stretches[-1]
        if isinstance(slot, Gap):
            stretches.append((slot.width, [()]))
        else:
            stretches[-1] = (gap, _each(wordings, slot, offset))
    _check_words([wording for _, wordings in stretches for wording in wordings], text, offset)
    return tuple(Stretch(gap=gap, wordings=_steps_of(wordings, offset)) for gap, wordings in stretches)


def _each(wordings: list[_Wording], slot: list[_Wording], offset: int) -> list[_Wording]:
    """Return each wording with each of the alternatives that follow it."""
    _check_count(len(wordings) * len(slot), offset)
    return [(*wording, *alternative) for wording in wordings for alternative in slot]


def _check_count(count: int, offset: int) -> None:
    if count > MOST_VARIANTS:
        raise FaultError(f"phrase stands for more than {MOST_VARIANTS} wordings", offset, "split it in two")


def _check_words(wordings: list[_Wording], text: str, offset: int) -> None:
    if not any(isinstance(item, Word) for wording in wordings for item in wording):
        raise FaultError("phrase holds no word", offset, "write at least one word, or remove it")
    for wording in wordings:
        if not wording or isinstance(wording[0], Gap) or isinstance(wording[-1], Gap):
            where = text.index("~", offset)
            raise FaultError("`~` stands between two words", where, "write a word on both sides: `reward ~2 human`")


def _steps_of(wordings: list[_Wording], offset: int) -> tuple[tuple[Step, ...], ...]:
    variants = tuple(dict.fromkeys(variant for wording in wordings for variant in _variants(wording)))
    _check_count(len(variants), offset)
    return variants


@lru_cache(maxsize=_REMEMBERED)
def _wordings(text: str) -> tuple[_Wording, ...]:
    """Return the wordings of a phrase without groups, its alternatives written out."""
    wordings: list[_Wording] = [()]
    for slot in _slots(text, 0, NO_GROUPS):
        wordings = _each(wordings, [(slot,)] if isinstance(slot, Gap) else slot, 0)
    return tuple(wordings)


def _slots(text: str, offset: int, groups: Groups) -> Iterator[list[_Wording] | Gap]:
    """Give each part of a phrase as its alternatives (a plain word has one), and the gaps between them."""
    closed: list[_Wording] = []
    current: list[_Wording] | None = None
    opened = offset
    for item, at in items(text, offset):
        if isinstance(item, str):
            _check_sign(item, at, current)
            if item == "(":
                opened, current = at, [()]
            elif current is not None:
                closed += current
                current = [()]
            if item == ")":
                yield closed
                closed, current = [], None
            continue
        choices: list[_Wording] = _members(item.text, at, groups) if isinstance(item, Name) else [(item,)]
        if current is None:
            yield item if isinstance(item, Gap) else choices
        else:
            current = [(*wording, *choice) for wording in current for choice in choices]
            _check_count(len(current), at)
    if current is not None:
        raise FaultError("`(` is never closed", opened, "write `)` after the last alternative")


def _check_sign(sign: str, at: int, current: list[_Wording] | None) -> None:
    """Raise where a bracket or a bar stands that cannot."""
    if sign == "(":
        if current is not None:
            raise FaultError("`(` inside `(`", at, "write all alternatives in one pair: `(a|b|c)`")
    elif current is None:
        hint = "put alternatives in a pair: `(a|b)`" if sign == "|" else "remove it, or write `(` before"
        raise FaultError(f"`{sign}` without `(` before it", at, hint)
    elif current == [()]:
        raise FaultError("empty alternative", at, "write a word on both sides of `|`")


def _members(name: str, at: int, groups: Groups) -> list[_Wording]:
    """Return the wordings of a named group; a group cannot use groups, `&` or `title:`."""
    if name not in groups:
        close = difflib.get_close_matches(name, groups, n=1)
        hint = f"did you mean `${close[0]}`?" if close else "name one of the `groups` of this file"
        raise FaultError(f"unknown group `${name}`", at, hint)
    wordings: list[_Wording] = []
    for phrase in groups[name]:
        if group_fault(phrase) is None:
            wordings += _wordings(phrase)
    return wordings or [(Word(name, is_open=False),)]


def group_fault(text: str) -> PhraseFault | None:
    """Return why a phrase cannot be a member of a group, or None."""
    for sign in ("&", "$"):
        if sign in text:
            return PhraseFault(message=f"`{sign}` inside a group", offset=text.index(sign), hint="write plain phrases")
    if _TITLE.match(text):
        return PhraseFault(message="`title:` inside a group", offset=0, hint="write `title:` where the group is used")
    parsed = parse_phrase(text)
    return parsed if isinstance(parsed, PhraseFault) else None


def _is_capitals(word: str) -> bool:
    return sum(char.isupper() for char in word) > 1 and not any(char.islower() for char in word.removesuffix("s"))


def _variants(sequence: Iterable[Item]) -> Iterator[tuple[Step, ...]]:
    """Give the steps of one wording; an open word in two spellings makes two."""
    runs: list[tuple[int, list[Word]]] = []
    gap, fresh = 0, True
    for item in sequence:
        if isinstance(item, Gap):
            gap, fresh = max(gap, item.width), True
            continue
        if fresh:
            runs.append((gap, []))
        runs[-1][1].append(item)
        gap, fresh = 0, item.is_open
    yield from itertools.product(*(_steps(gap, tuple(words)) for gap, words in runs))


@lru_cache(maxsize=_REMEMBERED)
def _steps(gap: int, words: tuple[Word, ...]) -> tuple[Step, ...]:
    key, capitals, cuts = "", [], []
    for word in words[:-1] if words[-1].is_open else words:
        folded, shape = fold(word.text)
        if _is_capitals(word.text):
            capitals.append((len(key), shape))
        key += folded
        cuts.append(len(key))
    if not words[-1].is_open:
        return (Step(key=key, gap=gap, capitals=tuple(capitals)),)
    last = words[-1].text
    if _is_capitals(last):
        capitals.append((len(key), last))
    return tuple(
        Step(key=key + stem, is_open=True, gap=gap, capitals=tuple(capitals), cuts=tuple(cuts)) for stem in stems(last)
    )
