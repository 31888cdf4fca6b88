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
_Part = tuple[int, int]
"""A pattern's number, and the number of its part."""
_Variant = tuple[tuple[int, int], ...]
"""The steps of one wording, each with its gap."""
_Place = tuple[int, int, int]
"""A pattern's number, the number of its part, and of the stretch in it."""
_NO_STEPS: tuple[int, ...] = ()


class Matcher:
    """Finds many phrases in one reading of a text."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.patterns = tuple(patterns)
        self._steps: dict[Step, int] = {}
        self._variants: dict[int, list[tuple[_Place, _Variant]]] = {}
        for number, pattern in enumerate(self.patterns):
            for part, stretches in enumerate(pattern.parts):
                for place, stretch in enumerate(stretches):
                    self._add((number, part, place), stretch)
        self._capitals = {index: step.capitals for step, index in self._steps.items()}
        self._cuts = {index: frozenset(step.cuts) for step, index in self._steps.items() if step.is_open}
        self._closed: dict[str, list[int]] = {}
        self._open: dict[str, list[int]] = {}
        for step, index in self._steps.items():
            (self._open if step.is_open else self._closed).setdefault(step.key, []).append(index)
        self._beginnings = {step.key[:length] for step in self._steps for length in range(1, len(step.key) + 1)}
        self._remembered: dict[tuple[int, str], tuple[tuple[int, ...], bool]] = {}

    def _add(self, place: _Place, stretch: Stretch) -> None:
        for wording in stretch.wordings:
            numbered = tuple((self._number(step), step.gap) for step in wording)
            self._variants.setdefault(numbered[0][0], []).append((place, numbered))

    def _number(self, step: Step) -> int:
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
        found = self._find_parts(words, sentences, is_title=is_title)
        return [
            Found(number, part, first, last, words.starts[first], words.ends[last - 1])
            for number in sorted({number for number, _ in found})
            for part, spans in self._complete(number, found, sentences)
            for first, last in _without_overlap(spans)
        ]

    def _complete(
        self, number: int, found: dict[_Part, set[_Span]], sentences: Sequence[int]
    ) -> Iterator[tuple[int, set[_Span]]]:
        """Give the spans of each part of a phrase, in those sentences that hold all its parts."""
        parts = [found.get((number, part), set()) for part in range(len(self.patterns[number].parts))]
        shared = set.intersection(*({sentences[first] for first, _ in part} for part in parts))
        for part, spans in enumerate(parts):
            yield part, {span for span in spans if sentences[span[0]] in shared}

    def _find_parts(self, words: Words, sentences: Sequence[int], *, is_title: bool) -> dict[_Part, set[_Span]]:
        steps = self._find_steps(words)
        stretches: dict[_Place, set[_Span]] = {}
        for step, ones in steps.items():
            for place, variant in self._variants.get(step, ()):
                if is_title or not self.patterns[place[0]].title_only:
                    chained = ones if len(variant) == 1 else _chain(variant, steps, words, sentences)
                    stretches.setdefault(place, set()).update(chained)
        parts = dict.fromkeys((number, part) for number, part, _ in stretches)
        return {part: spans for part in parts if (spans := self._join(part, stretches, sentences))}

    def _join(self, part: _Part, found: dict[_Place, set[_Span]], sentences: Sequence[int]) -> set[_Span]:
        """Return the spans of one part: its stretches, one after the other within their gaps."""
        number, at = part
        spans = found.get((number, at, 0), set())
        for place, stretch in enumerate(self.patterns[number].parts[at][1:], start=1):
            spans = {
                (left[0], right[1])
                for left in spans
                for right in found.get((number, at, place), ())
                if left[1] <= right[0] <= left[1] + stretch.gap and sentences[left[1] - 1] == sentences[right[0]]
            }
        return spans

    def _find_steps(self, words: Words) -> dict[int, list[_Span]]:
        found: dict[int, list[_Span]] = {}
        keys, joined, count = words.keys, words.joined, len(words.keys)
        for first in range(count):
            read, before, last = keys[first], 0, first + 1
            while True:
                steps, goes_on = self._look_up(before, read)
                for step in steps:
                    if self._is_parted(step, before, words, last) and self._is_in_capitals(step, words, first, last):
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
