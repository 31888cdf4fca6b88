"""Which sentences of an abstract say what the paper does, and which only lead up to it or compare.

Owns: the cues by which a sentence counts as central. Must not: know rules or topics.

A word in passing does not make a paper's topic. Abstracts mark their own contribution with a few fixed turns ("we
propose", "this paper", "to address this"), so their sentences can be told apart by cues, without a model:

* central: a sentence with a cue of the authors' own doing, or with the name that the title gives the method
  (`Name: …`), and all that follows the first clear cue, where abstracts turn from the field to their own work;
* not central: what leads up to it, and comparisons ("our model outperforms contrastive pre-training").

Where no sentence has a cue, nothing can be told apart and the whole abstract counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from generator.core.sentences import sentence_spans
from generator.taxonomy.language import Pattern, parse_phrase
from generator.taxonomy.matching import Matcher
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


@dataclass(frozen=True, slots=True)
class Place:
    """A text's words, the sentence of each word, and the sentences that are central."""

    words: Words
    sentences: tuple[int, ...]
    central: frozenset[int]


def _patterns(phrases: tuple[str, ...]) -> list[Pattern]:
    parsed = [parse_phrase(phrase) for phrase in phrases]
    return [pattern for pattern in parsed if isinstance(pattern, Pattern)]


@lru_cache(maxsize=1)
def _cues() -> tuple[Matcher, int, int]:
    strong, weak, comparing = _patterns(STRONG_CUES), _patterns(WEAK_CUES), _patterns(COMPARISONS)
    return Matcher(strong + weak + comparing), len(strong), len(strong) + len(weak)


def read_title(title: str) -> Place:
    """Return a title's words; a title is one sentence, and central."""
    words = split(title)
    return Place(words, (0,) * len(words.keys), frozenset({0}))


def read_abstract(abstract: str, *, title: str = "") -> Place:
    """Return an abstract's words with its sentences, the central ones told from the rest."""
    words = split(abstract)
    sentences = _sentence_of_each_word(words)
    cues, first_weak, first_comparing = _cues()
    strong: set[int] = set()
    weak: set[int] = set(_naming(words, sentences, title))
    comparing: set[int] = set()
    for found in cues.find(words, sentences=sentences):
        kind = strong if found.pattern < first_weak else weak if found.pattern < first_comparing else comparing
        kind.add(sentences[found.first])
    own = set(sentences[sentences.index(min(strong)) :]) if strong else set()
    central = strong | ((weak | own) - comparing)
    return Place(words, sentences, frozenset(central or sentences))


def _sentence_of_each_word(words: Words) -> tuple[int, ...]:
    spans = sentence_spans(words.text)
    numbers: list[int] = []
    current = 0
    for start in words.starts:
        while current + 1 < len(spans) and start >= spans[current + 1][0]:
            current += 1
        numbers.append(current)
    return tuple(numbers)


def _naming(words: Words, sentences: tuple[int, ...], title: str) -> list[int]:
    """Return the sentences that hold the name before the colon of the title."""
    named = _NAME.match(title)
    name = split(named[1]).keys if named else ()
    if not 1 <= len(name) <= _LONGEST_NAME:
        return []
    starts = range(len(words.keys) - len(name) + 1)
    return [sentences[start] for start in starts if words.keys[start : start + len(name)] == name]
