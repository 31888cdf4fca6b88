"""The words that pages put round numbers, names and dates, so that each is said one way everywhere.

Owns: counts, shares, names and titles as shown. Must not: query the survey, know HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.core.model import Author, Paper

OPENING_WORDS = 9
"""How many words of its abstract an untitled paper is called by."""

_NARROW_SPACE = "\u202f"


def number(value: int) -> str:
    """Return a number with its thousands set apart."""
    return f"{value:,}".replace(",", _NARROW_SPACE)


def count(value: int, noun: str, plural: str | None = None) -> str:
    """Return `1 paper`, `60 papers`, `no papers`."""
    word = noun if value == 1 else plural or f"{noun}s"
    return f"{number(value)} {word}" if value else f"no {word}"


def share(part: int, whole: int) -> str:
    """Return a part in whole percents; what is neither none nor all is never shown as 0 or 100."""
    if not whole:
        return "–"
    percent = round(100 * part / whole)
    if 0 < part < whole:
        percent = min(max(percent, 1), 99)
    return f"{percent}{_NARROW_SPACE}%"


def years(values: Iterable[int]) -> str:
    """Return `2019–2025`, or the one year, or nothing."""
    known = sorted(set(values))
    if not known:
        return ""
    return str(known[0]) if len(known) == 1 else f"{known[0]}–{known[-1]}"


def listing(items: Sequence[str]) -> str:
    """Return `a, b and c`."""
    if len(items) < 2:  # noqa: PLR2004 - one item needs no "and"
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def first_sentence(text: str) -> str:
    """Return a definition's first sentence."""
    head, stop, _ = text.partition(". ")
    return f"{head}." if stop else text


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """What a paper is called: its title, or its opening words when no document gives one."""

    text: str
    is_given: bool


def title(paper: Paper) -> Title:
    """Return what a paper is called; an unknown title is never invented."""
    if paper.title:
        return Title(text=paper.title, is_given=True)
    words = (paper.abstract or "").split()
    if not words:
        return Title(text=f"Untitled paper {paper.id}", is_given=False)
    opening = " ".join(words[:OPENING_WORDS]).rstrip(".,;:")
    return Title(text=f"“{opening}…”" if len(words) > OPENING_WORDS else f"“{opening}”", is_given=False)


def _counted_authors(paper: Paper) -> str:
    if paper.organisation:
        return paper.organisation
    if paper.author_count:
        return f"{count(paper.author_count, 'author')}, not named"
    return "authors unknown"


def authors(paper: Paper, *, limit: int) -> str:
    """Return the first names and how many more; what is known instead when no author is named."""
    if not paper.authors:
        return _counted_authors(paper)
    names = [author.name_as_written for author in paper.authors]
    return ", ".join(names) if len(names) <= limit else f"{', '.join(names[:limit])} et al."


def _family(author: Author) -> str:
    name = author.name_as_written
    return name.split(",")[0] if "," in name else name.split()[-1] if name.split() else name


def cited_as(paper: Paper) -> str:
    """Return how running text names a paper: `Wang et al. 2023`, `Ho and Salimans 2022`, or its title."""
    year = str(paper.year) if paper.year else "undated"
    names = [_family(author) for author in paper.authors]
    if not names:
        return f"{paper.organisation or title(paper).text} {year}"
    named = f"{names[0]} et al." if len(names) > 2 else listing(names)  # noqa: PLR2004 - three or more
    return f"{named} {year}"


def venue(paper: Paper) -> str:
    """Return the venue's short name and its own year, or nothing."""
    if paper.venue is None:
        return ""
    name = paper.venue.short or paper.venue.name
    return f"{name} {paper.venue.year}" if paper.venue.year and str(paper.venue.year) not in name else name
