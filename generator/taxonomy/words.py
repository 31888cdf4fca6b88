"""Text as a sequence of words with their spans, and the form in which two words are the same word.

Owns: where a word starts and ends, plural and spelling variants, what may stand between the parts of a phrase.
Must not: know phrases, rules or papers.

Every text is scanned once with a regular expression without nested repeats, so the cost is linear in its length.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_WORD = rf"([^\W_]+(?:[{_MARKS}][^\W_]*)*(?:['’][sS](?![^\W_]))?)"
"""One group: splitting gives what stands between words and the words, in turn. No mark is a letter."""
_ANY_WORD = re.compile(_WORD)
_ASCII_WORD = re.compile(_WORD, re.ASCII)
"""Finds the same in texts that are all ASCII, in half the time."""
_NAME_AT_END = re.compile(r"[A-Z](?<=[a-z].)[A-Z]{2,}s?(?![^\W_])")
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
    """A text's words, as parallel tuples: span, key, and what stands before each."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    keys: tuple[str, ...]
    """Folded: case, accents' form, plural and spelling no longer matter."""
    gaps: tuple[str, ...]
    """What stands between a word and the one before it; before the first, how the text begins."""

    def shape(self, first: int, last: int) -> str:
        """Return the singulars of the words [first, last) with their case kept, for phrases in capitals."""
        return "".join(fold(self.text[self.starts[word] : self.ends[word]])[1] for word in range(first, last))


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


@cache
def _key(word: str) -> str:
    """Return the key of one word; without a bound, which is twice as fast, for as many words as a survey has."""
    return fold(word)[0]


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
def joins(gap: str) -> bool:
    """Return whether what stands between two words joins them: only a space, a hyphen or a slash does."""
    return gap.strip() in _JOINING or gap in _JOINING_WITHOUT_SPACES


def is_hyphen(gap: str) -> bool:
    """Return whether what joins two words is no space: a hyphen, a slash, or nothing, as in `VideoLLMs`."""
    return not gap.isspace()


def _part(pieces: list[str], places: Sequence[int], name: int) -> None:
    """Part the word that a name in capitals ends, which begins at that place: `VideoLLMs` into `Video` and `LLMs`."""
    index = bisect_right(places, name)
    word, at = pieces[index], name - places[index - 1]
    pieces[index : index + 1] = (word[:at], "", word[at:])


def split(text: str) -> Words:
    """Split a text into words; composed and decomposed accents give the same words."""
    pieces = (_ASCII_WORD if text.isascii() else _ANY_WORD).split(text)
    places = tuple(itertools.accumulate(map(len, pieces)))
    names = [found.start() for found in _NAME_AT_END.finditer(text)]
    if names:
        for name in reversed(names):
            _part(pieces, places, name)
        places = tuple(itertools.accumulate(map(len, pieces)))
    return Words(
        text=text,
        starts=places[:-1:2],
        ends=places[1::2],
        keys=tuple(map(_key, pieces[1::2])),
        gaps=tuple(pieces[:-1:2]),
    )
