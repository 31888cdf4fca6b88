"""Text as a sequence of words with their spans, and the form in which two words are the same word.

Owns: where a word starts and ends, plural and spelling variants, what may stand between the parts of a phrase.
Must not: know phrases, rules or papers.

Every text is scanned once with a regular expression without nested repeats, so the cost is linear in its length.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_WORD = re.compile(rf"[^\W_][^\W_{_MARKS}]*(?:[{_MARKS}][^\W_{_MARKS}]*)*(?:['’][sS](?![^\W_]))?")
_NAME_AT_END = re.compile(r"(?<=[a-z])(?=[A-Z]{3,}s?(?![^\W_]))")
_POSSESSIVE = re.compile(r"['’][sS]$")
_JOINING = frozenset({"", "-", "\u2010", "\u2011", "/"})
_JOINING_WITHOUT_SPACES = frozenset({"--", "\u2012", "\u2013"})

_IRREGULAR = {
    "analyses": "analysis",
    "biases": "bias",
    "children": "child",
    "corpora": "corpus",
    "criteria": "criterion",
    "hypotheses": "hypothesis",
    "gases": "gas",
    "indices": "index",
    "lenses": "lens",
    "matrices": "matrix",
    "phenomena": "phenomenon",
    "syntheses": "synthesis",
    "theses": "thesis",
    "vertices": "vertex",
}
_NO_PLURAL = frozenset({"bias", "series", "species", "lens", "atlas", "canvas", "gas", "alias", "always", "news"})
_SPELLINGS = {
    "artefact": "artifact",
    "catalogue": "catalog",
    "centre": "center",
    "defence": "defense",
    "dialogue": "dialog",
    "grey": "gray",
    "learnt": "learned",
    "licence": "license",
    "offence": "offense",
    "practise": "practice",
    "programme": "program",
    "sceptical": "skeptical",
}
_S_TO_Z = re.compile(r"(?<=\w{3})is(?=(?:e|ed|er|ing|ation|ational|able)$)|(?<=\w{2}l)ys(?=(?:e|ed|er|ing)$)")
_OUR_TO_OR = re.compile(r"(?<=\w{3})our(?=(?:al|ed|ing|ful|hood|able|er|ite)?$)")
_DOUBLE_L = re.compile(r"(?<=\w[aeiou])ll(?=(?:ed|ing|er)$)")
_SHORTEST_PLURAL = 4


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words, as parallel tuples: span, key, shape, and whether a word continues the one before it."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    keys: tuple[str, ...]
    """Folded: case, accents' form, plural and spelling no longer matter."""
    shapes: tuple[str, ...]
    """The singular with its case kept, for phrases in capitals."""
    joined: tuple[bool, ...]
    """True where only a space, a hyphen or a slash stands between a word and the one before."""
    hyphened: tuple[bool, ...]
    """True where it is no space: a hyphen, a slash, or nothing, as in `VideoLLMs`."""


def _singular(word: str) -> str:
    lower = word.lower()
    if len(word) < _SHORTEST_PLURAL or not lower.endswith("s") or lower in _NO_PLURAL:
        return word
    if lower.endswith(("ss", "us", "is")):
        return word
    if lower.endswith("ies"):
        return word[:-3] + "y" if len(word) > _SHORTEST_PLURAL else word
    if lower.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=200_000)
def fold(word: str) -> tuple[str, str]:
    """Return the key and the shape of one word: `Behaviours` gives `behavior` and `Behaviour`."""
    plain = unicodedata.normalize("NFKC", _POSSESSIVE.sub("", word))
    shape = _singular(plain)
    key = plain.casefold()
    key = _IRREGULAR.get(key) or _singular(key)
    return american(key), shape


def american(key: str) -> str:
    """Return a folded word in its American spelling."""
    if key in _SPELLINGS:
        return _SPELLINGS[key]
    return _DOUBLE_L.sub("l", _OUR_TO_OR.sub("or", _S_TO_Z.sub(lambda found: found[0][0] + "z", key)))


def stems(word: str) -> tuple[str, ...]:
    """Return the beginnings, folded, that `word*` stands for: as written, and in American spelling."""
    key = unicodedata.normalize("NFKC", word).casefold()
    variants = {key, american(key)}
    if key.endswith(("is", "ys")):
        variants.add(key[:-1] + "z")
    if key.endswith("our"):
        variants.add(key[:-3] + "or")
    if key.endswith("ll"):
        variants.add(key[:-1])
    return tuple(sorted(variants))


@lru_cache(maxsize=4_000)
def _gap(between: str) -> tuple[bool, bool]:
    """Return whether what stands between two words joins them, and whether it is more than a space."""
    return between.strip() in _JOINING or between in _JOINING_WITHOUT_SPACES, not between.isspace()


def _parted(start: int, end: int, names: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give a word's span, in two where a name in capitals ends it: `Video` and `LLMs` of `VideoLLMs`."""
    for name in names:
        if start < name < end:
            yield start, name
            start = name
    yield start, end


def split(text: str) -> Words:
    """Split a text into words; composed and decomposed accents give the same words."""
    spans = [found.span() for found in _WORD.finditer(text)]
    names = [found.start() for found in _NAME_AT_END.finditer(text)]
    if names:
        spans = [span for start, end in spans for span in _parted(start, end, names)]
    folded = [fold(text[start:end]) for start, end in spans]
    gaps = [(False, False), *(_gap(text[left[1] : right[0]]) for left, right in itertools.pairwise(spans))][
        : len(spans)
    ]
    starts, ends = zip(*spans, strict=True) if spans else ((), ())
    keys, shapes = zip(*folded, strict=True) if folded else ((), ())
    joined, hyphened = zip(*gaps, strict=True) if gaps else ((), ())
    return Words(text=text, starts=starts, ends=ends, keys=keys, shapes=shapes, joined=joined, hyphened=hyphened)
