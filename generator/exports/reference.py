"""What every citation format asks of a paper: which kind of work, which date, which address, a name in two parts.

Owns: these four answers, so that BibTeX, RIS and CSL-JSON agree. Must not: know a format.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from generator.core.model import LinkKind, Paper, PaperDate
from generator.core.text import clean, given_first


class Kind(StrEnum):
    """What sort of work is cited."""

    JOURNAL = "journal"
    CONFERENCE = "conference"
    PREPRINT = "preprint"
    THESIS = "thesis"


_JOURNAL = re.compile(
    r"\b(?:journal|transactions|letters|reviews?|annals|annual|magazine|bulletin|TMLR|JMLR|TPAMI|TACL|nature|science|"
    r"sciences|open|research|frontiers|access|plos|cell|surveys|computation|intelligence)\b",
    re.IGNORECASE,
)
_CONFERENCE = re.compile(r"\b(?:proceedings|conference|workshop|symposium|meeting|congress)\b", re.IGNORECASE)
_PARTICLES = re.compile(r"al|bin|d[aeiu]|del|della|den|der|dos|e[ln]|l[ae]|te[nr]|van|vo[nm]|zu[mr]?", re.IGNORECASE)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def kind_of(paper: Paper) -> Kind:
    """Tell the kind of work: as recorded, else by the words of the venue's full name."""
    if paper.kind and "thesis" in paper.kind.casefold():
        return Kind.THESIS
    if paper.venue is None:
        return Kind.PREPRINT
    recorded = " ".join([*(version.kind for version in paper.versions), paper.kind or ""]).casefold()
    for kind in (Kind.JOURNAL, Kind.CONFERENCE):
        if kind.value in recorded:
            return kind
    name = paper.venue.name
    return Kind.JOURNAL if _JOURNAL.search(name) and not _CONFERENCE.search(name) else Kind.CONFERENCE


def date_of(paper: Paper) -> PaperDate | None:
    """Return the date to cite: the venue's year where that is known, else the first public version's date."""
    if paper.venue and paper.venue.year and paper.venue.year != paper.year:
        return PaperDate(year=paper.venue.year)
    return PaperDate(year=paper.date.year) if paper.date and paper.venue else paper.date


def address_of(paper: Paper) -> str | None:
    """Return where to read the paper: its page as recorded, else the address of its identifier."""
    recorded = paper.link(LinkKind.ABSTRACT) or paper.link(LinkKind.PDF)
    doi, arxiv = paper.identifier("doi"), paper.identifier("arxiv")
    return (
        recorded or (f"https://doi.org/{doi}" if doi else None) or (f"https://arxiv.org/abs/{arxiv}" if arxiv else None)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in two parts, or whole (`family` alone) where it has only one or must not be taken apart."""

    family: str
    given: str = ""
    is_whole: bool = False

    @property
    def inverted(self) -> str:
        """`Lund, Ada`."""
        return f"{self.family}, {self.given}" if self.given else self.family


def name_of(as_written: str) -> Name:
    """Take a name apart: the last word, with the particles before it, is the family name.

    A name with a digit, a comma that is no `Family, Given`, or without a blank stays whole: a group, or a script
    that needs no blank.
    """
    name = clean(given_first(clean(as_written)))
    words = name.split(" ")
    if len(words) == 1 or "," in name or any(char.isdigit() for char in name) or "and" in words:
        return Name(family=name, is_whole=True)
    last = len(words) - 1 - (words[-1].rstrip(".").casefold() in _SUFFIXES and len(words) > _GIVEN_FAMILY)
    start = last
    while start > 1 and _PARTICLES.fullmatch(words[start - 1]):
        start -= 1
    suffix = [f" {word}" for word in words[last + 1 :]]
    return Name(family=" ".join(words[start : last + 1]) + "".join(suffix), given=" ".join(words[:start]))


_GIVEN_FAMILY = 2


def names_of(paper: Paper) -> tuple[Name, ...]:
    """Return the authors' names in two parts, in order."""
    return tuple(name_of(author.name_as_written) for author in paper.authors if clean(author.name_as_written))
