"""Which sentences of an abstract say what the paper does, and which only lead up to it or compare.

Owns: the cues by which a sentence counts as central, reading a title and an abstract. Must not: know rules or topics.

A word in passing does not make a paper's topic. Abstracts mark their own contribution with a few fixed turns ("we
propose", "this paper", "to address this"), so their sentences can be told apart by cues, without a model:

* central: a sentence with a cue of the authors' own doing, or with the name that the title gives the method
  (`Name: …`), and all that follows the first clear cue, where abstracts turn from the field to their own work;
* not central: what leads up to it, and comparisons ("our model outperforms contrastive pre-training").

Where no sentence has a cue, nothing can be told apart and the whole abstract counts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.core.sentences import sentence_spans
from generator.taxonomy.language import Pattern, parse_phrase
from generator.taxonomy.matching import Found, Matcher
from generator.taxonomy.words import Words, split

STRONG_CUES = (
    "we ~2 (propose|introduce|present|develop|devise|design|construct|build|create|formulate|describe|release)",
    "we ~2 (study|investigate|explore|examine|analyse|survey|review|revisit|explain|formalise|address|tackle|consider)",
    "we ~2 (aim|seek|focus|argue|advocate|ask|leverage|extend|generalise|adapt|unify|combine|reformulate|cast|frame)",
    "(this|the present|the proposed) ~1 (paper|work|article|survey|thesis|tutorial|chapter|report|study|letter)",
    "(our|the) proposed",
    "is (proposed|introduced|presented|developed)",
    "this ~1 (paper|work|article|survey|study) ~2 (proposes|introduces|presents|studies|investigates|shows)",
)
"""The authors say what they do; beats a comparison in the same sentence."""

WEAK_CUES = (
    "we",
    "our",
    "to this end",
    "to (address|tackle|overcome|bridge|fill|solve|remedy|alleviate) (this|these|the|such)",
    "(specifically|concretely)",
)
"""Part of the authors' own doing, unless the sentence compares."""

COMPARISONS = (
    "outperform*",
    "surpass*",
    "state of the art",
    "SOTA",
    "baseline*",
    "(compared|comparison) (to|with)",
    "superior (to|performance)",
    "better than",
)

_NAME = re.compile(r"\s*([^:]{2,40}):\s")
_LONGEST_NAME = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A title or an abstract (`field`): its words, the sentence of each word, and the sentences that are central."""

    field: str
    words: Words
    sentences: tuple[int, ...]
    central: frozenset[int]


class Reader:
    """Finds phrases in titles and abstracts, and in the same reading the cues that tell which sentences are central."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        strong, weak, comparing = map(_patterns, (STRONG_CUES, WEAK_CUES, COMPARISONS))
        self._matcher = Matcher((*patterns, *strong, *weak, *comparing))
        self._first_strong = len(patterns)
        self._first_weak = self._first_strong + len(strong)
        self._first_comparing = self._first_weak + len(weak)

    def title(self, title: str) -> tuple[Place, list[Found]]:
        """Return a title and the phrases in it; a title is one sentence, and central."""
        words = split(title)
        place = Place(field="title", words=words, sentences=(0,) * len(words.keys), central=frozenset({0}))
        found = self._matcher.find(words, is_title=True)
        return place, [one for one in found if one.pattern < self._first_strong]

    def abstract(self, abstract: str, *, title: str = "") -> tuple[Place, list[Found]]:
        """Return an abstract and the phrases in it; a name that the title gives the method is a cue."""
        words = split(abstract)
        sentences = _sentence_of_each_word(words)
        found = self._matcher.find(words, sentences=sentences)
        cues = [(one.pattern, sentences[one.first]) for one in found if one.pattern >= self._first_strong]
        central = self._central(cues, sentences, _naming(words, sentences, title))
        place = Place(field="abstract", words=words, sentences=sentences, central=central)
        return place, [one for one in found if one.pattern < self._first_strong]

    def _central(
        self, cues: Sequence[tuple[int, int]], sentences: tuple[int, ...], naming: Iterable[int]
    ) -> frozenset[int]:
        """Return the central sentences, by cues (each with its sentence) and the sentences that hold the name."""
        strong = {sentence for cue, sentence in cues if cue < self._first_weak}
        weak = {sentence for cue, sentence in cues if self._first_weak <= cue < self._first_comparing}
        comparing = {sentence for cue, sentence in cues if cue >= self._first_comparing}
        own = sentences[sentences.index(min(strong)) :] if strong else ()
        return frozenset((strong | (weak.union(naming, own) - comparing)) or sentences)


def _patterns(phrases: tuple[str, ...]) -> list[Pattern]:
    parsed = [parse_phrase(phrase) for phrase in phrases]
    return [pattern for pattern in parsed if isinstance(pattern, Pattern)]


def _sentence_of_each_word(words: Words) -> tuple[int, ...]:
    begins = [bisect_left(words.starts, start) for start, _ in sentence_spans(words.text)[1:]]
    numbers: list[int] = []
    for number, end in enumerate((*begins, len(words.starts))):
        numbers += [number] * (end - len(numbers))
    return tuple(numbers)


def _naming(words: Words, sentences: tuple[int, ...], title: str) -> list[int]:
    """Return the sentences that hold the name before the colon of the title."""
    named = _NAME.match(title)
    name = split(named[1]).keys if named else ()
    if not 1 <= len(name) <= _LONGEST_NAME:
        return []
    starts = range(len(words.keys) - len(name) + 1)
    return [sentences[start] for start in starts if words.keys[start : start + len(name)] == name]
