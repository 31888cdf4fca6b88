"""Ids of papers: which one a paper has, and every other one that its facts could have given.

Owns: the form of ids, reserved names, the order of sources of an id. Must not: merge.
An id depends on the paper's own facts alone, never on other papers or the order of documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256

from generator.core.identifiers import SCHEMES, paper_id
from generator.core.model import Identifier
from generator.core.text import slug, title_key

MAX_LENGTH = 60

_FORM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "index", "404", "assets", "search", "tags", "papers", "topics", "sitemap", "feeds"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in range(10)}
)


def is_usable(text: str) -> bool:
    """Tell whether a text can be an id: its form, its length, and no name that a system or a page needs."""
    return len(text) <= MAX_LENGTH and _FORM.fullmatch(text) is not None and text not in _RESERVED


def _digest(text: str, length: int) -> str:
    return sha256(text.encode()).hexdigest()[:length]


def from_abstract(abstract_key: str) -> str:
    """Return the id of an untitled paper."""
    return f"abstract-{_digest(abstract_key, 12)}"


def from_title(title: str, year: int | None) -> str:
    """Return the id made from title and year; a long title is cut and told apart by a hash."""
    ending = f"-{year}" if year else ""
    whole = slug(title, limit=10_000)
    if whole and len(whole) + len(ending) <= MAX_LENGTH and is_usable(whole + ending):
        return whole + ending
    told = f"-{_digest(title_key(title) or title, 8)}{ending}"
    return (slug(title, limit=MAX_LENGTH - len(told)) or "title") + told


def all_ids(
    *,
    curated: str | None,
    identifiers: Iterable[Identifier],
    titles: Iterable[str],
    years: Iterable[int],
    abstract_keys: Iterable[str],
) -> Iterator[str]:
    """Return every id that the facts could give, the best first; with the titles and years, the best of each first."""
    if curated:
        yield curated
    for identifier in sorted(identifiers, key=lambda one: (SCHEMES.index(one.scheme), one.value)):
        yield paper_id(identifier)
    known_years = tuple(dict.fromkeys(years))
    for title in dict.fromkeys(titles):
        yield from (from_title(title, year) for year in known_years)
        yield from_title(title, None)
    yield from (from_abstract(key) for key in dict.fromkeys(abstract_keys))
