"""RIS: one record a paper, for Zotero, EndNote and the like.

Owns: tags and their order. Must not: choose the papers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.core.model import Paper, PaperDate
from generator.core.text import clean
from generator.exports.reference import Kind, address_of, date_of, kind_of, names_of

_TYPES = {Kind.JOURNAL: "JOUR", Kind.CONFERENCE: "CPAPER", Kind.THESIS: "THES", Kind.PREPRINT: "UNPB"}


def _date(date: PaperDate) -> str:
    """Write `YYYY/MM/DD/`, empty parts kept, as the format wants."""
    month, day = (f"{part:02d}" if part else "" for part in (date.month, date.day))
    return f"{date.year:04d}/{month}/{day}/"


def _fields(paper: Paper, labels: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    date = date_of(paper)
    arxiv = paper.identifier("arxiv")
    yield "TY", _TYPES[kind_of(paper)]
    yield "ID", paper.id
    yield "TI", paper.title
    for name in names_of(paper):
        yield "AU", name.inverted
    yield "PY", f"{date.year:04d}" if date else None
    yield "DA", _date(date) if date and date.month else None
    yield "T2", paper.venue.name if paper.venue else None
    yield "DO", paper.identifier("doi")
    yield "AN", f"arXiv:{arxiv}" if arxiv else None
    yield "UR", address_of(paper)
    yield "AB", paper.abstract
    for label in labels:
        yield "KW", label


def record(paper: Paper, labels: Sequence[str]) -> str:
    """Return one record with the labels of the paper's topics as `KW`; every value stands on one line."""
    lines = [f"{tag}  - {value}" for tag, text in _fields(paper, labels) if (value := clean(text or ""))]
    return "\n".join([*lines, "ER  - "]) + "\n"


def document(papers: Iterable[tuple[Paper, Sequence[str]]]) -> str:
    """Return the records of the papers with their labels, an empty line between them."""
    return "\n".join(record(paper, labels) for paper, labels in papers)
