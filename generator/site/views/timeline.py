"""Papers by year, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.core.model import Paper
from generator.site import words
from generator.site.address import Links
from generator.site.page import Page
from generator.site.views.context import Context, newest_first
from generator.site.views.parts import Link, PaperLink, paper_link


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paper in its year, with the styles of its facets."""

    paper: PaperLink
    styles: tuple[tuple[int, str], ...]
    """(style, label) of each facet that holds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A year and its papers."""

    anchor: str
    label: str
    count: str
    papers: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What the page shows."""

    lead: str
    jumps: tuple[Link, ...]
    years: tuple[Year, ...]


def pages(context: Context) -> Iterator[Page]:
    """Yield the page of papers by year."""
    links = context.links("timeline/")
    years = tuple(_year(context, links, year, papers) for year, papers in context.survey.papers_by_year.items())
    lead = f"{words.count(len(context.survey.papers), 'paper').capitalize()} by the date of the first public version."
    yield Page(
        uri="timeline/",
        template="timeline",
        title="Papers by year",
        description=lead,
        hide=("navigation", "toc"),
        is_searchable=False,
        view=Timeline(
            lead=lead,
            jumps=tuple(Link(label=year.label, href=links.within(year.anchor)) for year in years),
            years=years,
        ),
    )


def _year(context: Context, links: Links, year: int | None, papers: tuple[Paper, ...]) -> Year:
    return Year(
        anchor=f"y{year}" if year else "undated",
        label=str(year) if year else "Undated",
        count=words.count(len(papers), "paper"),
        papers=tuple(_line(context, links, paper) for paper in sorted(papers, key=newest_first)),
    )


def _line(context: Context, links: Links, paper: Paper) -> Line:
    taxonomy = context.survey.taxonomy
    facets = [taxonomy.by_id[topic] for topic in context.survey.topics_of[paper.id]]
    return Line(
        paper=paper_link(
            links, paper, note=" · ".join(filter(None, (words.authors(paper, limit=2), words.venue(paper))))
        ),
        styles=tuple((context.style(facet.id), facet.label) for facet in facets if facet.parent is None),
    )
