"""Where phrases stand in a text: any number of phrases in one reading.

Owns: finding phrases. Must not: know YAML, topics or papers.

Every phrase becomes keys of folded words without gaps, and a text is read once, word by word, as long as what was
read begins some key; so the cost grows with the text, hardly with the number of phrases.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.taxonomy.language import Pattern, Step, Stretch
from generator.taxonomy.words import Words

_REMEMBERED = 300_000


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase found: its number in the matcher, which of its parts, and the words and characters that it covers."""

    pattern: int
    part: int
    first: int
    last: int
    """Index after the last word."""
    start: int
    end: int


_Span = tuple[int, int]
_Variant = tuple[tuple[int, int], ...]
"""The steps of one wording, each with its gap."""
_NO_STEPS: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of phrases, as the numbers of its stretches and the gaps before them."""

    stretches: tuple[int, ...]
    gaps: tuple[int, ...]


@dataclass(slots=True)
class _Reading:
    """What is known of one text while its phrases are found; each part is worked out once."""

    words: Words
    sentences: Sequence[int]
    stretches: dict[int, set[_Span]]
    parts: dict[int, tuple[tuple[_Span, ...], frozenset[int]]]
    """By part: its spans, and the sentences that hold it."""


class Matcher:
    """Finds many phrases in one reading of a text.

    Phrases share what they have in common: a group of words that stands in twenty phrases is looked for once.
    """

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.patterns = tuple(patterns)
        self._steps: dict[Step, int] = {}
        self._stretches: dict[tuple[tuple[Step, ...], ...], int] = {}
        self._variants: dict[int, list[tuple[int, _Variant]]] = {}
        self._parts: dict[_Part, int] = {}
        self._by_stretch: dict[int, dict[int, None]] = {}
        """Parts by the stretch that they begin with."""
        self._by_part: dict[int, list[int]] = {}
        """Patterns by their first part."""
        self._parts_of = tuple(tuple(self._part(part) for part in pattern.parts) for pattern in self.patterns)
        for number, parts in enumerate(self._parts_of):
            self._by_part.setdefault(parts[0], []).append(number)
        self._part_list = tuple(self._parts)
        self._capitals = {index: step.capitals for step, index in self._steps.items()}
        self._cuts = {index: frozenset(step.cuts) for step, index in self._steps.items() if step.is_open}
        self._closed: dict[str, list[int]] = {}
        self._open: dict[str, list[int]] = {}
        for step, index in self._steps.items():
            (self._open if step.is_open else self._closed).setdefault(step.key, []).append(index)
        self._beginnings = {step.key[:length] for step in self._steps for length in range(1, len(step.key) + 1)}
        self._remembered: dict[tuple[int, str], tuple[tuple[int, ...], bool]] = {}

    def _part(self, stretches: Sequence[Stretch]) -> int:
        part = _Part(
            tuple(self._stretch(stretch) for stretch in stretches), tuple(stretch.gap for stretch in stretches)
        )
        number = self._parts.setdefault(part, len(self._parts))
        self._by_stretch.setdefault(part.stretches[0], {})[number] = None
        return number

    def _stretch(self, stretch: Stretch) -> int:
        if stretch.wordings not in self._stretches:
            number = self._stretches[stretch.wordings] = len(self._stretches)
            for wording in stretch.wordings:
                numbered = tuple((self._step(step), step.gap) for step in wording)
                self._variants.setdefault(numbered[0][0], []).append((number, numbered))
        return self._stretches[stretch.wordings]

    def _step(self, step: Step) -> int:
        bare = Step(key=step.key, is_open=step.is_open, capitals=step.capitals, cuts=step.cuts)
        return self._steps.setdefault(bare, len(self._steps))

    def find(self, words: Words, *, sentences: Sequence[int] = (), is_title: bool = False) -> list[Found]:
        """Return where phrases stand, by phrase, part and place; a part of a phrase never overlaps itself.

        Args:
            words: the text.
            sentences: the number of the sentence of each word; `~` and `&` stay within one. None: all is one.
            is_title: whether phrases with `title:` apply.
        """
        sentences = sentences or (0,) * len(words.keys)
        reading = _Reading(words, sentences, self._find_stretches(words, sentences), {})
        begun = dict.fromkeys(part for stretch in reading.stretches for part in self._by_stretch.get(stretch, ()))
        numbers = sorted(number for part in begun for number in self._by_part.get(part, ()))
        return [
            found
            for number in numbers
            if is_title or not self.patterns[number].title_only
            for found in self._found(number, reading)
        ]

    def _found(self, number: int, reading: _Reading) -> list[Found]:
        """Return the places of one phrase: of each part, those in sentences that hold all parts."""
        parts = []
        for part in self._parts_of[number]:
            known = reading.parts.get(part)
            if known is None:
                known = reading.parts[part] = self._spans(part, reading)
            if not known[0]:
                return []
            parts.append(known)
        shared = frozenset.intersection(*(held for _, held in parts))
        words, sentences = reading.words, reading.sentences
        return [
            Found(number, part, first, last, words.starts[first], words.ends[last - 1])
            for part, (spans, _) in enumerate(parts)
            for first, last in spans
            if sentences[first] in shared
        ]

    def _spans(self, part: int, reading: _Reading) -> tuple[tuple[_Span, ...], frozenset[int]]:
        """Return the spans of one part: its stretches, one after the other within their gaps."""
        first, *rest = self._part_list[part].stretches
        spans = reading.stretches.get(first, set())
        for stretch, gap in zip(rest, self._part_list[part].gaps[1:], strict=True):
            following = reading.stretches.get(stretch)
            if not spans or not following:
                return (), frozenset()
            spans = {
                (left[0], right[1])
                for left in spans
                for right in following
                if left[1] <= right[0] <= left[1] + gap
                and reading.sentences[left[1] - 1] == reading.sentences[right[0]]
            }
        kept = tuple(_without_overlap(spans))
        return kept, frozenset(reading.sentences[span[0]] for span in kept)

    def _find_stretches(self, words: Words, sentences: Sequence[int]) -> dict[int, set[_Span]]:
        steps = self._find_steps(words)
        found: dict[int, set[_Span]] = {}
        for step, ones in steps.items():
            for stretch, variant in self._variants.get(step, ()):
                chained = ones if len(variant) == 1 else _chain(variant, steps, words, sentences)
                if chained:
                    found.setdefault(stretch, set()).update(chained)
        return found

    def _find_steps(self, words: Words) -> dict[int, list[_Span]]:
        found: dict[int, list[_Span]] = {}
        keys, joined, count = words.keys, words.joined, len(words.keys)
        known = self._remembered.get
        for first, read in enumerate(keys):
            before, last = 0, first + 1
            steps, goes_on = known((0, read)) or self._look_up(0, read)
            while steps or goes_on:
                for step in steps:
                    if self._is_parted(step, before, words, last) and self._is_in_capitals(step, words, first, last):
                        found.setdefault(step, []).append((first, last))
                if not goes_on or last >= count or not joined[last]:
                    break
                before = len(read)
                read += keys[last]  # noqa: PLW2901 - what was read grows, word by word
                last += 1
                steps, goes_on = known((before, read)) or self._look_up(before, read)
        return found

    def _look_up(self, before: int, read: str) -> tuple[tuple[int, ...], bool]:
        """Return the steps that end with the word read last (from `before` on), and whether more may follow."""
        ended = list(self._closed.get(read, _NO_STEPS))
        for length in range(before + 1, len(read) + 1):
            ended += self._open.get(read[:length], _NO_STEPS)
        answer = (tuple(ended), read in self._beginnings)
        if len(self._remembered) >= _REMEMBERED:
            self._remembered.clear()
        self._remembered[(before, read)] = answer
        return answer

    def _is_parted(self, step: int, before: int, words: Words, last: int) -> bool:
        """Whether the last word may begin where it does: where a word of the phrase does, or after a hyphen."""
        cuts = self._cuts.get(step)
        return not before or cuts is None or before in cuts or words.hyphened[last - 1]

    def _is_in_capitals(self, step: int, words: Words, first: int, last: int) -> bool:
        capitals = self._capitals[step]
        if not capitals:
            return True
        shape = "".join(words.shapes[first:last])
        return all(shape[at : at + len(text)] == text for at, text in capitals)


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
