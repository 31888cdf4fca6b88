"""Which two candidates describe one paper: the rules, their scores, and what speaks against it.

Owns: the comparison of two candidates, and finding the pairs worth comparing in linear time.
Must not: build papers, know curators' decisions.

Rules, the surest first; each asks that nothing contradicts (`contradiction`):

1. `identifier`: the same arXiv, DOI, ACL, OpenReview or PubMed identifier. Score 1.
2. `abstract`: the same abstract letter by letter, or at least 95 % alike over 200 letters (normalised Indel
   similarity of rapidfuzz over letters and digits), or one cut short and the other going on. Score: the similarity.
3. `title`: the same title (letters and digits) of two words or more, years at most two apart, and the same first
   author, or the same number of authors in the same year, or alike abstracts. Score: 0.9.

Speaking against it: different identifiers of one scheme (but for DOIs of preprints), `Part I` and `Part II`, titles
that have little in common, and for the rules without an identifier other numbers in the titles (`2019` and `2020`,
`GPT-3` and `GPT-4`).
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from rapidfuzz import fuzz

from generator.core.identifiers import is_preprint
from generator.core.model import Candidate
from generator.core.text import words

ALIKE = 0.95
POSSIBLE = 0.85
MIN_ABSTRACT = 200
MIN_CUT = 400
_TITLE_SCORE = 0.9
_RETITLED = 55.0
_MIN_TITLE = 12
_NEARLY = 0.92
_MAX_YEARS = 2
_SKETCH = 8
_SHINGLE = 5
_NEIGHBOURS = 8
_CROWD = 12

_NUMERAL = r"(?:[0-9]+|[ivx]+|one|two|three|four|five|first|second|third)"
_PART = re.compile(rf"\b(?:part|volume|vol|chapter|section|episode|lecture|phase|track|task)s?\s+({_NUMERAL})\b")
_ROMAN_END = re.compile(r"\b([ivx]{1,4})$")
_NUMBERS = re.compile(r"[0-9]+")
_NUMERALS = {
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "first": "1",
    "second": "2",
    "third": "3",
} | {
    roman: str(number) for number, roman in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"), 1)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two candidates, by index, that a rule joins."""

    first: int
    second: int
    rule: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Two candidates, by index, that look alike and are not joined, and why."""

    first: int
    second: int
    reason: str
    score: float


@lru_cache(maxsize=65_536)
def _parts(text: str) -> frozenset[str]:
    """Return the numbers of parts that a text names: `Part II` gives `2`."""
    plain = " ".join(words(text))
    found = _PART.findall(plain) + _ROMAN_END.findall(plain)
    return frozenset(_NUMERALS.get(number, number) for number in found)


@lru_cache(maxsize=65_536)
def _numbers(text: str) -> frozenset[str]:
    return frozenset(_NUMBERS.findall(text)) | _parts(text)


def identifier_conflict(one: Candidate, other: Candidate) -> str | None:
    """Return the scheme of which the two carry different identifiers and none in common, or None.

    A preprint's DOI beside a journal's contradicts nothing: they are two versions of one paper.
    """
    for scheme in ("arxiv", "doi", "acl", "pmid"):
        left, right = _values(one, scheme), _values(other, scheme)
        if left and right and not left & right:
            return scheme
    return None


def _values(candidate: Candidate, scheme: str) -> set[str]:
    of_scheme = (one for one in candidate.identifiers if one.scheme == scheme)
    return {one.value for one in of_scheme if scheme != "doi" or not is_preprint(one)}


def title_similarity(one: Candidate, other: Candidate) -> float | None:
    """Return how much two titles have in common, 0 to 100, by letters or words; None when one is unknown."""
    if not one.title_key or not other.title_key or not one.title or not other.title:
        return None
    if one.title_key == other.title_key:
        return 100.0
    letters = fuzz.ratio(one.title_key, other.title_key)
    by_word = fuzz.token_set_ratio(" ".join(words(one.title)), " ".join(words(other.title)))
    return max(letters, by_word)


def contradiction(one: Candidate, other: Candidate) -> str | None:
    """Return why two candidates cannot be one paper, or None."""
    if scheme := identifier_conflict(one, other):
        shared = set(one.identifiers) & set(other.identifiers)
        # A preprint's DOI beside the journal's: the arXiv id they share decides.
        if scheme == "arxiv" or not shared:
            return f"different {scheme} identifiers"
    if one.title and other.title and _parts(one.title) != _parts(other.title):
        return "different parts of one work"
    similarity = title_similarity(one, other)
    if similarity is not None and similarity < _RETITLED:
        return "different titles"
    return None


def compare(one: Candidate, other: Candidate, *, first: int, second: int) -> Pair | Doubt | None:
    """Return the rule that joins two candidates, or the doubt that remains, or None when they are simply different."""
    shared = sorted(set(one.identifiers) & set(other.identifiers))
    if shared:
        against = contradiction(one, other)
        if against:
            return Doubt(first=first, second=second, reason=f"both carry {shared[0]}, but {against}", score=1.0)
        return Pair(first=first, second=second, rule="identifier", score=1.0)
    similarity = round(abstract_similarity(one, other), 4)
    if similarity >= POSSIBLE:
        against = contradiction(one, other) or _other_numbers(one, other)
        if not against and similarity >= ALIKE:
            return Pair(first=first, second=second, rule="abstract", score=similarity)
        why = f", but {against}" if against else ""
        return Doubt(first=first, second=second, reason=f"abstracts {similarity:.0%} alike{why}", score=similarity)
    return _by_title(one, other, first=first, second=second)


def abstract_similarity(one: Candidate, other: Candidate) -> float:
    """Return how alike two abstracts are, 0 to 1; a cut one counts as the whole of what it has."""
    left, right = sorted((one.abstract_key or "", other.abstract_key or ""), key=lambda key: (len(key), key))
    if not left:
        return 0.0
    if left == right:
        return 1.0
    if len(left) < MIN_ABSTRACT:
        return 0.0
    if len(left) >= MIN_CUT and right.startswith(left):
        return 1.0
    if len(left) < POSSIBLE * len(right):
        return 0.0
    return fuzz.ratio(left, right, score_cutoff=100 * POSSIBLE) / 100


def _other_numbers(one: Candidate, other: Candidate) -> str | None:
    """Return why numbers keep two candidates with alike but not equal abstracts apart, or None."""
    if one.title and other.title and one.title_key != other.title_key and _numbers(one.title) != _numbers(other.title):
        return "different numbers in the titles"
    left, right = one.abstract or "", other.abstract or ""
    if one.abstract_key == other.abstract_key or len(left) < ALIKE * len(right) or len(right) < ALIKE * len(left):
        return None
    if not (one.title_key and one.title_key == other.title_key) and _numbers(left) != _numbers(right):
        return "different numbers in the abstracts"
    return None


def _by_title(one: Candidate, other: Candidate, *, first: int, second: int) -> Pair | Doubt | None:
    key = one.title_key
    if not key or not other.title_key or len(key) < _MIN_TITLE or " " not in (one.title or ""):
        return None
    if key != other.title_key:
        return _nearly_titled(one, other, first=first, second=second)
    against = contradiction(one, other) or _different_people_or_times(one, other)
    if not against and _agreement(one, other):
        return Pair(first=first, second=second, rule="title", score=_TITLE_SCORE)
    reason = f"the same title, but {against or 'nothing else to tell by'}"
    return Doubt(first=first, second=second, reason=reason, score=_TITLE_SCORE)


def _nearly_titled(one: Candidate, other: Candidate, *, first: int, second: int) -> Doubt | None:
    alike = fuzz.ratio(one.title_key or "", other.title_key or "", score_cutoff=100 * _NEARLY) / 100
    if not alike or _first_author(one) != _first_author(other):
        return None
    if _numbers(one.title or "") != _numbers(other.title or ""):
        return None
    against = contradiction(one, other)
    why = f", but {against}" if against else ""
    return Doubt(first=first, second=second, reason=f"titles {alike:.0%} alike{why}", score=round(alike, 4))


def _first_author(candidate: Candidate) -> str | None:
    """Return the family name of the first author, folded."""
    return candidate.authors[0].name_key.split(" ")[-1] if candidate.authors else None


def _different_people_or_times(one: Candidate, other: Candidate) -> str | None:
    left, right = _first_author(one), _first_author(other)
    if left and right and left != right:
        return "different first authors"
    if one.date and other.date and abs(one.date.year - other.date.year) > _MAX_YEARS:
        return "years far apart"
    return None


def _agreement(one: Candidate, other: Candidate) -> bool:
    """Tell whether something besides the title speaks for one paper."""
    left, right = _first_author(one), _first_author(other)
    if left and left == right:
        return True
    counts = {candidate.author_count or len(candidate.authors) or None for candidate in (one, other)}
    years = {candidate.date.year if candidate.date else None for candidate in (one, other)}
    if len(counts) == len(years) == 1 and None not in counts | years:
        return True
    left_key, right_key = one.abstract_key or "", other.abstract_key or ""
    return bool(left_key and right_key) and fuzz.ratio(left_key, right_key) >= 60  # noqa: PLR2004 # shortened or rewritten


# --- the pairs worth comparing -------------------------------------------------------------------


def find(candidates: tuple[Candidate, ...]) -> tuple[tuple[Pair, ...], tuple[Doubt, ...]]:
    """Return what comparing says of all pairs that share an identifier, a title, an opening or a piece of abstract."""
    joined: list[Pair] = []
    doubts: list[Doubt] = []
    for first, second in sorted(_pairs(candidates)):
        match compare(candidates[first], candidates[second], first=first, second=second):
            case Pair() as pair:
                joined.append(pair)
            case Doubt() as doubt:
                doubts.append(doubt)
            case None:
                pass
    return tuple(joined), tuple(doubts)


def _pairs(candidates: tuple[Candidate, ...]) -> set[tuple[int, int]]:
    blocks: dict[Hashable, list[int]] = {}
    for index, candidate in enumerate(candidates):
        for key in _block_keys(candidate):
            blocks.setdefault(key, []).append(index)
    found: set[tuple[int, int]] = set()
    for members in blocks.values():
        found.update(_within(members, candidates))
    return found


def _within(members: list[int], candidates: tuple[Candidate, ...]) -> Iterator[tuple[int, int]]:
    """Return all pairs of a small block; of a crowd only neighbours by abstract and title, which keeps this linear."""
    reach = len(members) if len(members) <= _CROWD else _NEIGHBOURS
    ordered = members
    if len(members) > _CROWD:
        ordered = sorted(members, key=lambda i: (candidates[i].abstract_key or "", candidates[i].title_key or "", i))
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 : place + 1 + reach]:
            yield (min(one, other), max(one, other))


def _block_keys(candidate: Candidate) -> Iterator[Hashable]:
    yield from candidate.identifiers
    if candidate.title_key:
        yield ("title", candidate.title_key)
        yield ("title starts", candidate.title_key[:16])
        yield ("title ends", candidate.title_key[-16:])
    if candidate.abstract_key:
        yield ("opening", candidate.abstract_key[:80])
        yield from (("piece", piece) for piece in _sketch(words(candidate.abstract or "")))


def _sketch(text: list[str]) -> Iterable[int]:
    """Return the smallest hashes of the runs of five words: abstracts that share most runs share one of these.

    A bottom-k sketch (Broder, 1997). Two abstracts 95 % alike share about 7 of 10 runs, so the chance of having none
    of 8 in common is below 1 in 10,000.
    """
    runs = {crc32(" ".join(text[i : i + _SHINGLE]).encode()) for i in range(max(1, len(text) - _SHINGLE + 1))}
    return sorted(runs)[:_SKETCH]
