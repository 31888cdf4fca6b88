"""Where phrases stand in a text: any number of phrases in one reading.

Owns: finding phrases. Must not: know YAML, topics or papers.

A phrase has as many slots as its longest wording has steps. A text is read once for the steps of all phrases; each
step that is found fills the slots that it may fill, of all phrases at once, in sets of phrases kept as the bits of
whole numbers. Only phrases with every slot filled in one sentence are looked at more closely.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from operator import and_
from typing import NamedTuple

from generator.taxonomy.language import Pattern, Step, Stretch
from generator.taxonomy.steps import Span, StepFinder, Steps
from generator.taxonomy.words import Words, joins


class Found(NamedTuple):
    """A phrase found in a sentence: its number in the matcher, which of its parts, the words and characters it covers.

    A tuple, since ten thousand abstracts hold some hundred thousand.
    """

    pattern: int
    part: int
    first: int
    last: int
    """Index after the last word."""
    start: int
    end: int


_Wording = tuple[tuple[int, int], ...]
"""The steps of one wording, each with the gap before it."""
_Stretch = tuple[set[int], dict[int, list[_Wording]]]
"""The steps that are a wording of a stretch alone, and its longer wordings by their first step."""
_Part = tuple[tuple[_Stretch, int], ...]
"""The stretches of a part, each with the gap before it."""


class Matcher:
    """Finds many phrases in one reading of a text.

    Phrases share their steps: a group of words that stands in twenty phrases is looked for once.
    """

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.patterns = tuple(patterns)
        self._steps: dict[Step, int] = {}
        self._parts_of = tuple(tuple(self._part(part) for part in pattern.parts) for pattern in self.patterns)
        self._finder = StepFinder(self._steps)
        self._titles = sum(1 << number for number, pattern in enumerate(self.patterns) if pattern.title_only)
        self._without, self._fillers = self._slots()

    def _step(self, step: Step) -> int:
        bare = replace(step, gap=0) if step.gap else step
        return self._steps.setdefault(bare, len(self._steps))

    def _part(self, stretches: Sequence[Stretch]) -> _Part:
        return tuple((self._stretch(stretch), stretch.gap) for stretch in stretches)

    def _stretch(self, stretch: Stretch) -> _Stretch:
        alone: set[int] = set()
        chains: dict[int, list[_Wording]] = {}
        for wording in stretch.wordings:
            numbered = tuple((self._step(step), step.gap) for step in wording)
            if len(numbered) == 1:
                alone.add(numbered[0][0])
            else:
                chains.setdefault(numbered[0][0], []).append(numbered)
        return alone, chains

    def _slots(self) -> tuple[tuple[int, ...], dict[int, tuple[tuple[int, int], ...]]]:
        """Return, of each slot, the phrases without it; and of each step, which slots it may fill of which phrases."""
        fillers: dict[int, dict[int, int]] = {step: {} for step in range(len(self._steps))}
        counts = []
        for number, pattern in enumerate(self.patterns):
            slot = 0
            for stretch in itertools.chain.from_iterable(pattern.parts):
                length = max(map(len, stretch.wordings))
                for wording in stretch.wordings:
                    for index in range(length):
                        filled = fillers[self._step(wording[min(index, len(wording) - 1)])]
                        filled[slot + index] = filled.get(slot + index, 0) | 1 << number
                slot += length
            counts.append(slot)
        without = tuple(
            sum(1 << number for number, count in enumerate(counts) if count <= slot)
            for slot in range(max(counts, default=0))
        )
        return without, {step: tuple(filled.items()) for step, filled in fillers.items()}

    def find(self, words: Words, *, sentences: Sequence[int] = (), is_title: bool = False) -> list[Found]:
        """Return where phrases stand, by sentence, phrase, part and place; a part never overlaps itself.

        Args:
            words: the text.
            sentences: the number of the sentence of each word; `~` and `&` stay within one. None: all is one.
            is_title: whether phrases with `title:` apply.
        """
        found: list[Found] = []
        for steps in self._finder.find(words, sentences or (0,) * len(words.keys)).values():
            for number in self._possible(steps, is_title=is_title):
                found += self._found(number, steps, words)
        return found

    def _possible(self, steps: Iterable[int], *, is_title: bool) -> Iterator[int]:
        """Give the phrases with something in each of their slots, in order."""
        filled = list(self._without)
        for step in steps:
            for slot, phrases in self._fillers[step]:
                filled[slot] |= phrases
        left = reduce(and_, filled, -1) if filled else 0
        left = left if is_title else left & ~self._titles
        while left:
            lowest = left & -left
            yield lowest.bit_length() - 1
            left ^= lowest

    def _found(self, number: int, steps: Steps, words: Words) -> list[Found]:
        """Return the places of one phrase in a sentence; none unless it holds all parts."""
        starts, ends = words.starts, words.ends
        found: list[Found] = []
        for index, part in enumerate(self._parts_of[number]):
            spans: Collection[Span] = ()
            for stretch, gap in part:
                following = _spans_of(stretch, steps, words)
                spans = _followed(spans, following, gap, words) if gap else following
                if not spans:
                    return []
            places = _without_overlap(spans) if len(spans) > 1 else spans
            found += [Found(number, index, first, last, starts[first], ends[last - 1]) for first, last in places]
        return found


def _spans_of(stretch: _Stretch, steps: Steps, words: Words) -> list[Span]:
    """Return the spans of all wordings of a stretch; two wordings may have the same."""
    alone, chains = stretch
    spans = [span for step in alone & steps.keys() for span in steps[step]]
    if chains:
        for step in chains.keys() & steps.keys():
            for wording in chains[step]:
                spans += _chain(wording, steps, words)
    return spans


def _chain(wording: _Wording, steps: Steps, words: Words) -> Collection[Span]:
    """Return the spans over which the steps of a wording follow each other within their gaps."""
    if not all(step in steps for step, _gap in wording):
        return ()
    spans: Collection[Span] = steps[wording[0][0]]
    for step, gap in wording[1:]:
        spans = _followed(spans, steps[step], gap, words)
    return spans


def _followed(lefts: Collection[Span], rights: Collection[Span], gap: int, words: Words) -> set[Span]:
    """Return the spans from a left one to a right one behind it, with so many words between."""
    return {
        (left[0], right[1])
        for left in lefts
        for right in rights
        if left[1] <= right[0] <= left[1] + gap and (gap or joins(words.gaps[right[0]]))
    }


def _without_overlap(spans: Collection[Span]) -> Iterator[Span]:
    """Give spans in order; of those that overlap the first, and of those that begin together the longest."""
    end = 0
    for first, last in sorted(spans, key=lambda span: (span[0], -span[1])):
        if first >= end:
            yield first, last
            end = last
