"""Pieces that several kinds of page show: chips, trails, cards of papers, quotes, tables of counts.

Owns: their shape, and how each is made from the survey. Must not: know a whole page.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup

from generator.core.model import Assignment, Match, Paper
from generator.site import charts, words
from generator.site.address import Links, paper_uri, topic_uri
from generator.site.evidence import Quote, quote
from generator.site.views.context import Context

CARD_AUTHORS = 3
CARD_CHIPS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A topic as a small link; `count` is empty where no number is told."""

    label: str
    href: Markup
    style: int
    count: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """A step of a trail; the last one has no link."""

    label: str
    href: Markup | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLink:
    """A paper in a line: what it is called, and a few words."""

    title: str
    is_given: bool
    href: Markup
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A paper in a list: title, one line of facts, the quote that matters here, its topics."""

    paper: PaperLink
    facts: str
    quote: Quote | None
    quote_style: int
    note: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with the words that say what it counts."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link with its words; an empty address means that there is none."""

    label: str
    href: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of text; the first cell of a row heads it."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """Small bars over the years, and the same numbers as a table."""

    svg: Markup
    first: str
    last: str
    table: Table


def chip(context: Context, links: Links, topic_id: str, *, count: str = "") -> Chip:
    """Return the chip of a topic."""
    topic = context.survey.taxonomy.by_id[topic_id]
    return Chip(label=topic.label, href=links.to(topic_uri(topic_id)), style=context.style(topic_id), count=count)


def paper_link(links: Links, paper: Paper, *, note: str = "") -> PaperLink:
    """Return a paper as a link."""
    title = words.title(paper)
    return PaperLink(title=title.text, is_given=title.is_given, href=links.to(paper_uri(paper.id)), note=note)


def facts(paper: Paper) -> str:
    """Return a paper's authors, year, venue and code in one line."""
    year = str(paper.year) if paper.year else "undated"
    code = "code" if any(link.kind == "code" for link in paper.links) else ""
    return " · ".join(
        part for part in (words.authors(paper, limit=CARD_AUTHORS), year, words.venue(paper), code) if part
    )


def own_topics(context: Context, paper: Paper) -> tuple[Assignment, ...]:
    """Return the assignments that are no mere consequence of a narrower topic, in the taxonomy's order."""
    return tuple(a for a in context.survey.assignments_of[paper.id] if a.matches or a.pin or not a.through)


def most_specific(context: Context, paper: Paper) -> tuple[str, ...]:
    """Return the topics of a paper below which it has none, in the taxonomy's order."""
    return tuple(a.topic for a in context.survey.assignments_of[paper.id] if not a.through)


def deciding_match(context: Context, paper: Paper, topic_id: str) -> Match | None:
    """Return the match that best justifies a topic: in the abstract, in the title, of a narrower one."""
    queue, seen = [topic_id], set()
    while queue:
        current = queue.pop(0)
        assignment = context.survey.assignment.get((paper.id, current))
        if assignment is None or current in seen:
            continue
        seen.add(current)
        found = sorted(assignment.matches, key=lambda match: (match.field != "abstract", match.start))
        if found:
            return found[0]
        queue += assignment.through
    return None


def match_quote(paper: Paper, match: Match) -> Quote:
    """Return a match with its sentence."""
    return quote(paper.text(match.field), match.start, match.end)


def card(context: Context, links: Links, paper: Paper, *, topic_id: str | None = None) -> Card:
    """Return a paper's card; with a topic, its quote is the one that justifies that topic."""
    chips = [chip(context, links, topic) for topic in most_specific(context, paper)]
    for_topic = topic_id or next((topic for topic in most_specific(context, paper)), None)
    match = deciding_match(context, paper, for_topic) if for_topic else None
    return Card(
        paper=paper_link(links, paper),
        facts=facts(paper),
        quote=match_quote(paper, match) if match else None,
        quote_style=context.style(for_topic) if for_topic else 0,
        note="" if chips else "Outside the taxonomy",
        chips=tuple(chips[:CARD_CHIPS]),
    )


def spark(context: Context, papers: tuple[Paper, ...], *, style: int, label: str) -> Spark | None:
    """Return a topic's papers over all years of the survey; None when there is nothing to compare."""
    if len(context.years) < 2 or not papers:  # noqa: PLR2004 - one year is no course of time
        return None
    by_year = Counter(paper.year for paper in papers)
    title = f"{label}: papers a year, {words.years(context.years)}"
    return Spark(
        svg=charts.spark_bars([by_year[year] for year in context.years], style=style, title=title),
        first=str(context.years[0]),
        last=str(context.years[-1]),
        table=Table(
            caption=title,
            head=("Year", "Papers"),
            rows=tuple((str(year), str(by_year[year])) for year in context.years),
        ),
    )
