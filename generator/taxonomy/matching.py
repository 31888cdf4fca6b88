"""The phrase language: what a phrase of a rule means, and where phrases stand in a text.

Owns: parsing a phrase, finding any number of phrases at once. Must not: know YAML, topics or papers.

A phrase is words; `-`, space and nothing between its parts are the same; `(a|b)` are alternatives; `word*` ends a
word freely; `~5` lets up to five words stand between, within one sentence; `a & b` wants both in one sentence, in
any order; `title:` looks at the title alone; words in CAPITALS are matched as written. There are no regular
expressions: every phrase becomes keys of folded words without gaps, and a text is read once, word by word, as long
as what was read begins some key.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.taxonomy.words import Words, fold, split, stems

LONGEST_PHRASE = 300
MOST_VARIANTS = 400
WIDEST_GAP = 20
_SHORTEST_STEM = 3
_REMEMBERED = 300_000

_TITLE = re.compile(r"\s*title:\s*", re.IGNORECASE)
_ITEM = re.compile(r"(?P<gap>~\s*(?P<width>\d*))|(?P<punct>[()|*])|(?P<space>[\s\-/\u2010-\u2013,.:;'\"’+]+)")
_FOREIGN = frozenset("\\[]{}^$?<>=!@#%`\b")
_HINT_REGEX = "write words; `(a|b)` for alternatives, `word*` for any ending, `~5` for words between"
MOST_PARTS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseFault:
    """Why a phrase cannot be read: what is wrong, at which character of it (from 0), and the cure."""

    message: str
    offset: int
    hint: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A part of a phrase without a gap: its key, and which stretches of it must stand in these very capitals."""

    key: str
    is_open: bool = False
    """True when the last word may end freely."""
    gap: int = 0
    """How many words may stand between the part before and this one."""
    capitals: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A phrase that was understood: its parts that `&` joins, each with the wordings that it stands for."""

    text: str
    title_only: bool
    parts: tuple[tuple[tuple[Step, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class _Gap:
    width: int


_Item = _Word | _Gap


class _FaultError(Exception):
    def __init__(self, message: str, offset: int, hint: str | None = None) -> None:
        super().__init__(message)
        self.fault = PhraseFault(message=message, offset=offset, hint=hint)


def parse_phrase(text: str) -> Pattern | PhraseFault:
    """Read a phrase; a fault carries the offset (in characters of `text`) and a hint, and nothing is raised."""
    try:
        return _parse(text)
    except _FaultError as error:
        return error.fault


def _parse(text: str) -> Pattern:
    if len(text) > LONGEST_PHRASE:
        raise _FaultError(f"phrase is longer than {LONGEST_PHRASE} characters", LONGEST_PHRASE, "split it in two")
    for offset, char in enumerate(text):
        if char in _FOREIGN or (not char.isprintable() and char not in "\t\n"):
            shown = char if char.isprintable() else f"U+{ord(char):04X}"
            raise _FaultError(f"phrase holds {shown!r}; regular expressions are not understood", offset, _HINT_REGEX)
    title = _TITLE.match(text)
    start = title.end() if title else 0
    parts: list[tuple[tuple[Step, ...], ...]] = []
    for part in text[start:].split("&"):
        parts.append(_part(text[: start + len(part)], start))
        start += len(part) + 1
    if len(parts) > MOST_PARTS:
        raise _FaultError(f"more than {MOST_PARTS} parts are joined by `&`", 0, "say it with fewer")
    return Pattern(text=text, title_only=title is not None, parts=tuple(parts))


def _part(text: str, offset: int) -> tuple[tuple[Step, ...], ...]:
    sequences = _sequences(text, offset)
    variants = dict.fromkeys(variant for sequence in sequences for variant in _variants(sequence))
    if len(variants) > MOST_VARIANTS:
        raise _FaultError(f"phrase stands for more than {MOST_VARIANTS} wordings", offset, "split it in two")
    return tuple(variants)


def _sequences(text: str, offset: int) -> list[list[_Item]]:
    """Return the wordings of a phrase with its alternatives written out."""
    slots: list[list[list[_Item]]] = []
    for items in _slots(text, offset):
        slots.append(items)
        if len(slots) > 1 and _count(slots) > MOST_VARIANTS:
            raise _FaultError(f"phrase stands for more than {MOST_VARIANTS} wordings", offset, "split it in two")
    sequences = [list(itertools.chain.from_iterable(choice)) for choice in itertools.product(*slots)]
    for sequence in sequences:
        if not any(isinstance(item, _Word) for item in sequence):
            raise _FaultError("phrase holds no word", offset, "write at least one word, or remove it")
        if isinstance(sequence[0], _Gap) or isinstance(sequence[-1], _Gap):
            where = text.index("~", offset)
            raise _FaultError("`~` stands between two words", where, "write a word on both sides: `reward ~2 human`")
    return sequences


def _count(slots: list[list[list[_Item]]]) -> int:
    count = 1
    for slot in slots:
        count *= len(slot)
    return count


def _slots(text: str, offset: int) -> Iterator[list[list[_Item]]]:
    """Give each part of a phrase as its alternatives; a plain word has one."""
    group: list[list[_Item]] = []
    opened = offset
    for item, at in _items(text, offset):
        if not isinstance(item, str):
            if group:
                group[-1].append(item)
            else:
                yield [[item]]
            continue
        _check_sign(item, at, group)
        if item == ")":
            yield group
            group = []
        else:
            group.append([])
            opened = at if item == "(" else opened
    if group:
        raise _FaultError("`(` is never closed", opened, "write `)` after the last alternative")


def _check_sign(sign: str, at: int, group: list[list[_Item]]) -> None:
    """Raise where a bracket or a bar stands that cannot."""
    if sign == "(":
        if group:
            raise _FaultError("`(` inside `(`", at, "write all alternatives in one pair: `(a|b|c)`")
    elif not group:
        hint = "put alternatives in a pair: `(a|b)`" if sign == "|" else "remove it, or write `(` before"
        raise _FaultError(f"`{sign}` without `(` before it", at, hint)
    elif not group[-1]:
        raise _FaultError("empty alternative", at, "write a word on both sides of `|`")


def _items(text: str, offset: int) -> Iterator[tuple[_Item | str, int]]:
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
        elif found["punct"] == "*":
            raise _FaultError("`*` stands right after a word", position, "write `model*` for model, models, modelling")
        else:
            if found["punct"]:
                yield found["punct"], position
            position = found.end()


def _gap(width: str, at: int) -> _Gap:
    if not width or not 1 <= int(width) <= WIDEST_GAP:
        raise _FaultError(
            f"`~` needs a number from 1 to {WIDEST_GAP}", at, "`human ~3 feedback`: up to 3 words between"
        )
    return _Gap(int(width))


def _words(text: str, *, is_open: bool, at: int) -> Iterator[tuple[_Item, int]]:
    parts = split(text)
    if not parts.keys:
        raise _FaultError(f"{text!r} is no word", at, "write letters or digits")
    for index, (start, end) in enumerate(zip(parts.starts, parts.ends, strict=True)):
        word = text[start:end]
        opens = is_open and index == len(parts.keys) - 1
        if opens and len(word) < _SHORTEST_STEM:
            raise _FaultError(
                f"`{word}*` would match too much", at, f"write {_SHORTEST_STEM} letters or more before `*`"
            )
        yield _Word(word, opens), at + start


def _is_capitals(word: str) -> bool:
    return sum(char.isupper() for char in word) > 1 and not any(char.islower() for char in word.removesuffix("s"))


def _variants(sequence: Sequence[_Item]) -> Iterator[tuple[Step, ...]]:
    """Give the steps of one wording; an open word in two spellings makes two."""
    runs: list[tuple[int, list[_Word]]] = []
    gap, fresh = 0, True
    for item in sequence:
        if isinstance(item, _Gap):
            gap, fresh = max(gap, item.width), True
            continue
        if fresh:
            runs.append((gap, []))
        runs[-1][1].append(item)
        gap, fresh = 0, item.is_open
    yield from itertools.product(*(_steps(gap, words) for gap, words in runs))


def _steps(gap: int, words: list[_Word]) -> list[Step]:
    key, capitals = "", []
    for word in words[:-1] if words[-1].is_open else words:
        folded, shape = fold(word.text)
        if _is_capitals(word.text):
            capitals.append((len(key), shape))
        key += folded
    if not words[-1].is_open:
        return [Step(key=key, gap=gap, capitals=tuple(capitals))]
    last = words[-1].text
    if _is_capitals(last):
        capitals.append((len(key), last))
    return [Step(key=key + stem, is_open=True, gap=gap, capitals=tuple(capitals)) for stem in stems(last)]


# --- finding -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase found: its number in the matcher, and the words and characters that it covers."""

    pattern: int
    first: int
    last: int
    """Index after the last word."""
    start: int
    end: int


_Span = tuple[int, int]
_Part = tuple[int, int]
"""A pattern's number, and the number of its part."""
_Variant = tuple[tuple[int, int], ...]
"""The steps of one wording, each with its gap."""
_NO_STEPS: tuple[int, ...] = ()


class Matcher:
    """Finds many phrases in one reading of a text."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.patterns = tuple(patterns)
        self._steps: dict[Step, int] = {}
        self._variants: dict[int, list[tuple[_Part, _Variant]]] = {}
        for number, pattern in enumerate(self.patterns):
            for part, variants in enumerate(pattern.parts):
                for variant in variants:
                    numbered = tuple((self._number(step), step.gap) for step in variant)
                    self._variants.setdefault(numbered[0][0], []).append(((number, part), numbered))
        self._capitals = {index: step.capitals for step, index in self._steps.items()}
        self._closed: dict[str, list[int]] = {}
        self._open: dict[str, list[int]] = {}
        for step, index in self._steps.items():
            (self._open if step.is_open else self._closed).setdefault(step.key, []).append(index)
        self._beginnings = {step.key[:length] for step in self._steps for length in range(1, len(step.key) + 1)}
        self._remembered: dict[tuple[int, str], tuple[tuple[int, ...], bool]] = {}

    def _number(self, step: Step) -> int:
        bare = Step(key=step.key, is_open=step.is_open, capitals=step.capitals)
        return self._steps.setdefault(bare, len(self._steps))

    def find(self, words: Words, *, sentences: Sequence[int] = (), is_title: bool = False) -> list[Found]:
        """Return where phrases stand, by phrase then place; one part of a phrase never overlaps itself.

        Args:
            words: the text.
            sentences: the number of the sentence of each word; `~` and `&` stay within one. None: all is one.
            is_title: whether phrases with `title:` apply.
        """
        sentences = sentences or (0,) * len(words.keys)
        found = self._find_parts(words, sentences, is_title=is_title)
        spans: dict[int, set[_Span]] = {}
        for number in sorted({number for number, _ in found}):
            parts = [found.get((number, part), set()) for part in range(len(self.patterns[number].parts))]
            shared = set.intersection(*({sentences[first] for first, _ in part} for part in parts))
            spans[number] = {span for part in parts for span in part if sentences[span[0]] in shared}
        return [
            Found(number, first, last, words.starts[first], words.ends[last - 1])
            for number, places in spans.items()
            for first, last in _without_overlap(places)
        ]

    def _find_parts(self, words: Words, sentences: Sequence[int], *, is_title: bool) -> dict[_Part, set[_Span]]:
        steps = self._find_steps(words)
        found: dict[_Part, set[_Span]] = {}
        for step, places in steps.items():
            for part, variant in self._variants.get(step, ()):
                if self.patterns[part[0]].title_only and not is_title:
                    continue
                spans = places if len(variant) == 1 else _chain(variant, steps, words, sentences)
                found.setdefault(part, set()).update(spans)
        return found

    def _find_steps(self, words: Words) -> dict[int, list[_Span]]:
        found: dict[int, list[_Span]] = {}
        keys, joined, count = words.keys, words.joined, len(words.keys)
        for first in range(count):
            read, before, last = keys[first], 0, first + 1
            while True:
                steps, goes_on = self._look_up(before, read)
                for step in steps:
                    if not self._capitals[step] or self._stands_in_capitals(step, words, first, last):
                        found.setdefault(step, []).append((first, last))
                if not goes_on or last >= count or not joined[last]:
                    break
                before = len(read)
                read += keys[last]
                last += 1
        return found

    def _look_up(self, before: int, read: str) -> tuple[tuple[int, ...], bool]:
        """Return the steps that end with the word read last (from `before` on), and whether more may follow."""
        known = self._remembered.get((before, read))
        if known is not None:
            return known
        ended = list(self._closed.get(read, _NO_STEPS))
        for length in range(before + 1, len(read) + 1):
            ended += self._open.get(read[:length], _NO_STEPS)
        answer = (tuple(ended), read in self._beginnings)
        if len(self._remembered) >= _REMEMBERED:
            self._remembered.clear()
        self._remembered[(before, read)] = answer
        return answer

    def _stands_in_capitals(self, step: int, words: Words, first: int, last: int) -> bool:
        shape = "".join(words.shapes[first:last])
        return all(shape[at : at + len(text)] == text for at, text in self._capitals[step])


def _chain(variant: _Variant, steps: dict[int, list[_Span]], words: Words, sentences: Sequence[int]) -> set[_Span]:
    """Return the spans over which the steps of a phrase follow each other within their gaps."""
    spans = set(steps[variant[0][0]])
    for step, gap in variant[1:]:
        spans = {
            (first, right_last)
            for first, left_last in spans
            for right_first, right_last in steps.get(step, ())
            if left_last <= right_first <= left_last + gap
            and (gap or words.joined[right_first])
            and sentences[left_last - 1] == sentences[right_first]
        }
    return spans


def _without_overlap(spans: set[_Span]) -> Iterator[_Span]:
    end = 0
    for first, last in sorted(spans, key=lambda span: (span[0], -span[1])):
        if first >= end:
            yield first, last
            end = last
