"""The words of the papers: one tokenisation for all of `insight`, a term matrix, and the distinctive terms of a group.

Owns: what counts as a term. Must not: know topics or positions.
A term is a word, or two words that stand side by side in the text with no stop word or punctuation between; its
key is folded (case, accents, plural `s`, hyphen after a prefix), and it is shown as most papers write it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from generator.core.model import Paper
from generator.core.text import fold


def _abstract_words() -> frozenset[str]:
    text = resources.files("generator.insight").joinpath("stop_words.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


STOP_WORDS = ENGLISH_STOP_WORDS | _abstract_words()
_PREFIXES = frozenset(
    {
        "anti",
        "co",
        "cross",
        "few",
        "fine",
        "inter",
        "intra",
        "long",
        "low",
        "meta",
        "multi",
        "non",
        "over",
        "post",
        "pre",
        "re",
        "self",
        "semi",
        "short",
        "sub",
        "un",
        "under",
        "uni",
        "zero",
    }
)
_URL = re.compile(r"\S*//\S+|www\.\S+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LONGEST = 40
_SHORTEST_PLURAL = 3
_FEW_PAPERS = 3
PAIR_OF_WORDS = 1.6
"""A pair of words says more than one of its words alone (“monte carlo”, not “carlo”): its weight for display."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term as most papers write it; its weight among those of the group; how many papers of the group use it."""

    text: str
    weight: float
    papers: int


class Token(NamedTuple):
    """A term at a place: its folded key and the text as written; a tuple, since a survey has millions of them."""

    key: str
    text: str


@lru_cache(maxsize=200_000)
def _folded(word: str) -> str:
    """Fold a word: compatibility forms, accents, case, possessive and the plural `s`."""
    key = fold(word.replace("’", "'")).removesuffix("'s")
    if len(key) <= _SHORTEST_PLURAL or key.endswith(("ss", "us", "is")):
        return key
    return f"{key[:-3]}y" if key.endswith("ies") else key.removesuffix("s")


def _is_stop(word: str, key: str) -> bool:
    lowered = word.casefold()
    return lowered in STOP_WORDS or key in STOP_WORDS or len(lowered) == 1 or not lowered[0].isalpha()


@lru_cache(maxsize=200_000)
def _read(word: str) -> tuple[str, bool]:
    """Return a word's key, and whether it is no term by itself."""
    key = _folded(word)
    return key, len(word) > _LONGEST or _is_stop(word, key)


def _words(text: str) -> Iterator[tuple[Token, bool]]:
    """Give each word that is no stop word, and whether it follows the one before directly."""
    if "//" in text or "www." in text:
        text = _URL.sub(" . ", text)
    end = -2
    matches = _WORD.finditer(text)
    for match in matches:
        start, stop = match.span()
        written = match[0]
        key, is_stop = _read(written)
        if key in _PREFIXES and text.startswith("-", stop):
            rest = next(matches, None)
            if rest is not None:
                key, stop = key + _folded(rest[0]), rest.end()
                written = text[start:stop]
                is_stop = len(written) > _LONGEST or _is_stop(written, _folded(written)) or key in STOP_WORDS
        if is_stop:
            continue
        yield Token(key, written), start == end + 1 and text[end] in " -"
        end = stop


def tokens(text: str) -> Iterator[Token]:
    """Give every word of a text and each pair of neighbours, in the text's order, without addresses and stop words."""
    before: Token | None = None
    for token, follows in _words(text):
        yield token
        if before is not None and follows:
            yield Token(f"{before.key} {token.key}", f"{before.text} {token.text}")
        before = token


def paper_text(paper: Paper) -> str:
    """Return the text that a paper's terms are read from: title and abstract, a sentence apart."""
    return "\n. ".join(part for part in (paper.title, paper.abstract) if part)


@dataclass(frozen=True, kw_only=True)
class TermMatrix:
    """How often each paper (row, in the order given) uses each term (column, sorted by key).

    Reading the texts is most of the work: make one matrix of a collection and hand it on.
    """

    papers: tuple[Paper, ...]
    keys: tuple[str, ...]
    counts: csr_matrix
    """float64, papers × terms."""

    @cached_property
    def is_used(self) -> csr_matrix:
        """1 where a paper uses a term, as float64."""
        used = self.counts.copy()
        used.data = np.ones_like(used.data)
        return used

    @cached_property
    def display(self) -> NDArray[np.float64]:
        """The weight of each term for display, for its number of words."""
        return np.array([PAIR_OF_WORDS if " " in key else 1.0 for key in self.keys])

    @cached_property
    def written(self) -> dict[str, str]:
        """Every term as most papers write it, by key."""
        return as_written(self.papers, self.keys)


def term_matrix(papers: Sequence[Paper], *, least_papers: int = 2, most_share: float = 0.5) -> TermMatrix:
    """Count the terms that at least `least_papers` and at most the share `most_share` of the papers use.

    Where that leaves nothing (a handful of papers), every term counts.
    """
    rows = [Counter(token.key for token in tokens(paper_text(paper))) for paper in papers]
    used_by = Counter(key for row in rows for key in row)
    most = max(least_papers, math.floor(most_share * len(papers)))
    keys = sorted(key for key, number in used_by.items() if least_papers <= number <= most) or sorted(used_by)
    column = {key: index for index, key in enumerate(keys)}
    pointers, columns, values = [0], [], []
    for row in rows:
        kept = sorted((column[key], number) for key, number in row.items() if key in column)
        columns += [index for index, _ in kept]
        values += [float(number) for _, number in kept]
        pointers.append(len(columns))
    counts = csr_matrix((values, columns, pointers), shape=(len(rows), len(keys)), dtype=np.float64)
    return TermMatrix(papers=tuple(papers), keys=tuple(keys), counts=counts)


def tf_idf(counts: csr_matrix) -> csr_matrix:
    """Return the rows weighted by (1 + ln tf)·(1 + ln((1 + N)/(1 + df))) and scaled to length 1."""
    weighted = counts.copy()
    number, columns = weighted.shape
    document_frequency = np.bincount(weighted.indices, minlength=columns)
    idf = 1.0 + np.log((1.0 + number) / (1.0 + document_frequency))
    weighted.data = (1.0 + np.log(weighted.data)) * idf[weighted.indices]
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1.0
    weighted.data /= np.repeat(lengths, np.diff(weighted.indptr))
    return weighted


def as_written(papers: Iterable[Paper], keys: Collection[str]) -> dict[str, str]:
    """Return for each key the form that occurs most often in the papers' texts (ties: the first by spelling)."""
    wanted = frozenset(keys)
    seen = Counter(token for paper in papers for token in tokens(paper_text(paper)) if token.key in wanted)
    forms: dict[str, Counter[str]] = {key: Counter() for key in keys}
    for token, number in seen.items():
        forms[token.key][token.text if _keeps_case(token.text) else token.text.casefold()] += number
    return {key: min(found, key=lambda form: (-found[form], form)) if found else key for key, found in forms.items()}


def _keeps_case(form: str) -> bool:
    """True for acronyms and names (`VLP`, `ResNet`), whose capitals are part of the word."""
    return any(char.isupper() for word in form.split() for char in word[1:])


def without_parts(keys: Iterable[str], *, limit: int) -> tuple[str, ...]:
    """Return the first keys, leaving out those that share a word with one already taken."""
    taken: list[str] = []
    seen: set[str] = set()
    for key in keys:
        words = set(key.split())
        if len(taken) == limit:
            break
        if not words & seen:
            taken.append(key)
            seen |= words
    return tuple(taken)


def distinctive(
    matrix: TermMatrix, groups: Mapping[str, Collection[int]], *, limit: int = 8
) -> dict[str, tuple[Term, ...]]:
    """Return the terms that set each group of rows apart from the other groups, the strongest first.

    Class-based TF-IDF (Grootendorst, "BERTopic", 2022, equation 2): the share of the term among all terms of the
    group times ln(1 + A / f), A the mean number of terms a group, f the term's number over all groups. A term must
    occur in two papers of the group, unless the group has fewer than four.
    """
    names = sorted(name for name, rows in groups.items() if rows)
    if not names or not matrix.keys:
        return dict.fromkeys(sorted(groups), ())
    members = _members([sorted(groups[name]) for name in names], len(matrix.papers))
    sums, users = members @ matrix.counts, members @ matrix.is_used
    sums.sort_indices()
    users.sort_indices()
    totals = np.asarray(sums.sum(axis=1)).ravel()
    idf = np.log1p(totals.mean() / np.maximum(np.asarray(sums.sum(axis=0)).ravel(), 1.0))
    found: dict[str, tuple[Term, ...]] = dict.fromkeys(sorted(groups), ())
    for index, name in enumerate(names):
        part = slice(sums.indptr[index], sums.indptr[index + 1])
        columns, papers = sums.indices[part], users.data[part]
        weights = np.round(sums.data[part] / max(totals[index], 1.0) * idf[columns] * matrix.display[columns], 6)
        weights[papers < (2 if len(groups[name]) > _FEW_PAPERS else 1)] = 0.0
        # Columns are sorted by key, and a stable order keeps them so among equal weights.
        order = np.argsort(-weights, kind="stable")[: limit * 12]
        best = {matrix.keys[columns[place]]: int(place) for place in order if weights[place]}
        found[name] = tuple(
            Term(text=matrix.written[key], weight=float(weights[best[key]]), papers=int(papers[best[key]]))
            for key in without_parts(best, limit=limit)
        )
    return found


def _members(groups: Sequence[Sequence[int]], number: int) -> csr_matrix:
    """Return groups × rows of a matrix with so many rows: 1 where a row is in a group."""
    pointers = np.cumsum([0, *map(len, groups)])
    columns = [row for group in groups for row in group]
    return csr_matrix((np.ones(len(columns)), columns, pointers), shape=(len(groups), number))
