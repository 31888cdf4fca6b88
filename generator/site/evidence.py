"""Evidence in a text: the text cut at every edge of a match, and a match quoted with its sentence.

Owns: overlaps and quoting. Must not: know papers, topics or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

_SENTENCE_END = re.compile(r"[.!?][\"')\]]*\s+(?=[A-Z(\[“\"])")
_QUOTE_SIDE = 140
"""Characters of the sentence kept on each side of a quoted phrase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A match in a text: the number of its row, the style of its facet, and the anchor that stands before it."""

    start: int
    end: int
    number: int
    style: int
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A row's number as shown after a piece of evidence."""

    number: int
    style: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A piece of a text: under no match, or under all those whose numbers it carries."""

    text: str
    numbers: tuple[Number, ...] = ()
    ends: tuple[Number, ...] = ()
    """Those of the rows that do not go on in the next piece: shown here, so that no phrase is cut by numbers."""
    anchors: tuple[str, ...] = ()

    @property
    def style(self) -> int:
        """The style of the first match over the piece; 0 when none is."""
        return self.numbers[0].style if self.numbers else 0

    @property
    def second_style(self) -> int:
        """Another style over the piece, else 0."""
        return next((number.style for number in self.numbers if number.style != self.style), 0)

    @property
    def rows(self) -> str:
        """The numbers with blanks between, for scripts."""
        return " ".join(str(number.number) for number in self.numbers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A phrase with what stands round it in its sentence."""

    before: str
    phrase: str
    after: str


def _bridged(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Give each span, up to the next one of its row where only blanks part them: words that follow are one mark."""
    last: dict[int, Span] = {}
    for span in sorted(spans, key=lambda one: (one.start, one.end), reverse=True):
        after = last.get(span.number)
        last[span.number] = span
        touches = after is not None and text[span.end : after.start].isspace()
        yield replace(span, end=after.start) if after is not None and touches else span


def segments(text: str, spans: Sequence[Span]) -> tuple[Segment, ...]:
    """Return the text in pieces, in order; joined they are the text again."""
    spans = tuple(_bridged(text, spans))
    edges = sorted({0, len(text), *(span.start for span in spans), *(span.end for span in spans)})
    pieces: list[Segment] = []
    following: set[int] = set()
    for start, end in reversed(list(pairwise(edges))):
        over = sorted((s for s in spans if s.start <= start and end <= s.end), key=lambda s: (s.number, s.start))
        numbers = {span.number: Number(number=span.number, style=span.style) for span in over}
        pieces.append(
            Segment(
                text=text[start:end],
                numbers=tuple(numbers.values()),
                ends=tuple(number for number in numbers.values() if number.number not in following),
                anchors=tuple(span.anchor for span in over if span.start == start),
            )
        )
        following = set(numbers)
    return tuple(reversed(pieces))


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence round a span begins and ends."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    left = max((place for place in ends if place <= start), default=0)
    return left, min((place for place in ends if place >= end), default=len(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a part of a phrase stands."""

    start: int
    end: int
    part: int


def nearest(text: str, places: Sequence[Spot]) -> frozenset[int]:
    """Return the indexes of the places, one a part, that stand nearest to each other in a sentence that holds all.

    A phrase in one part is understood wherever it stands: all its places are returned.
    """
    parts = {place.part for place in places}
    if len(parts) < 2:  # noqa: PLR2004 - a phrase that nothing joins
        return frozenset(range(len(places)))
    order = sorted(range(len(places)), key=lambda index: (places[index].start, places[index].end))
    found: list[tuple[int, int, frozenset[int]]] = []
    for at, first in enumerate(order):
        end_of_sentence = _sentence(text, places[first].start, places[first].end)[1]
        chosen: dict[int, int] = {}
        for index in order[at:]:
            if places[index].end <= end_of_sentence:
                chosen.setdefault(places[index].part, index)
        width = max((places[index].end for index in chosen.values()), default=0) - places[first].start
        found.append((-len(chosen), width, frozenset(chosen.values())))
    return min(found, key=lambda one: one[:2])[2]


def _before(text: str) -> str:
    return text if len(text) <= _QUOTE_SIDE else "… " + text[-_QUOTE_SIDE:].partition(" ")[2]


def _after(text: str) -> str:
    return text if len(text) <= _QUOTE_SIDE else text[:_QUOTE_SIDE].rpartition(" ")[0] + " …"


def excerpt(text: str, spans: Sequence[Span]) -> tuple[Segment, ...]:
    """Return the sentence that shows the most different ones of some spans, in pieces; the first when several do.

    A phrase may be found in parts ("masked … & … modality"): all that stand in the sentence are marked in it.
    """
    held: dict[tuple[int, int], list[Span]] = {}
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        held.setdefault(_sentence(text, span.start, span.end), []).append(span)
    (left, right), shown = max(held.items(), key=lambda item: len({text[s.start : s.end].casefold() for s in item[1]}))
    inside = [replace(span, start=span.start - left, end=span.end - left) for span in shown]
    pieces = segments(text[left:right].rstrip(), inside)
    first, last = pieces[0], pieces[-1]
    if not first.numbers:
        pieces = (replace(first, text=_before(first.text)), *pieces[1:])
    if not last.numbers:
        pieces = (*pieces[:-1], replace(last, text=_after(last.text)))
    return pieces


def quote(text: str, start: int, end: int) -> Quote:
    """Return the phrase at a span with its sentence round it, cut at words when it is long."""
    left, right = _sentence(text, start, end)
    return Quote(before=_before(text[left:start]), phrase=text[start:end], after=_after(text[end:right].rstrip()))
