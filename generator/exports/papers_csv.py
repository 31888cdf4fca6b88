"""CSV: one paper a row.

Owns: the columns. Must not: choose the papers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.core.model import LinkKind, Paper
from generator.core.spreadsheet import table
from generator.exports.reference import address_of
from generator.insight.summary import Summary

COLUMNS = (
    "id",
    "title",
    "authors",
    "author_count",
    "date",
    "year",
    "venue",
    "venue_year",
    "kind",
    "arxiv",
    "doi",
    "url",
    "code",
    "topics",
    "summary",
)
"""Several values in a cell (authors, topics) are separated by `; `."""


def _row(paper: Paper, labels: Sequence[str], summary: Summary | None) -> tuple[str | int | None, ...]:
    return (
        paper.id,
        paper.title,
        "; ".join(author.name_as_written for author in paper.authors),
        paper.author_count or len(paper.authors) or None,
        str(paper.date) if paper.date else None,
        paper.year,
        paper.venue.name if paper.venue else None,
        paper.venue.year if paper.venue else None,
        paper.kind,
        paper.identifier("arxiv"),
        paper.identifier("doi"),
        address_of(paper),
        paper.link(LinkKind.CODE),
        "; ".join(labels),
        summary.text if summary else None,
    )


def document(papers: Iterable[tuple[Paper, Sequence[str]]], summaries: Mapping[str, Summary]) -> str:
    """Return the papers with their labels."""
    return table(COLUMNS, (_row(paper, labels, summaries.get(paper.id)) for paper, labels in papers))
