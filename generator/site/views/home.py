"""The home page: what the survey holds, when it was written, its facets, and where to begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.core.model import Paper, Topic
from generator.site import charts, words
from generator.site.address import Links, topic_uri
from generator.site.page import Page
from generator.site.views.context import Context
from generator.site.views.parts import (
    Card,
    Chip,
    Figure,
    Link,
    PaperLink,
    Spark,
    Table,
    card,
    chip,
    paper_link,
    spark,
)

_FEW_PAPERS = 5
_NEWEST = 4
_LARGEST_GAPS = 3
_TREE_ROWS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeRow:
    """A topic in a facet's card: `depth` is 1 directly below the facet."""

    label: str
    href: Markup
    count: str
    depth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetCard:
    """A facet with its line, its course over the years and its first topics."""

    label: str
    href: Markup
    style: int
    line: str
    count: str
    spark: Spark | None
    rows: tuple[TreeRow, ...]
    more: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearChart:
    """Papers a year, stacked, with legend and table."""

    svg: Markup
    legend: tuple[Chip, ...]
    others: tuple[tuple[str, str], ...]
    """(class, label) of the parts that are no facet."""
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class GapPair:
    """Two topics that no paper joins, and how many chance alone would bring."""

    topics: tuple[Chip, ...]
    expected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What the home page shows."""

    lead: str
    search: Markup | None
    figures: tuple[Figure, ...]
    chart: YearChart | None
    facets_heading: str
    facets: tuple[FacetCard, ...]
    start_here: tuple[PaperLink, ...]
    gaps: tuple[GapPair, ...]
    gaps_href: Markup | None
    newest: tuple[Card, ...]
    doors: tuple[Link, ...]


def pages(context: Context) -> Iterator[Page]:
    """Yield the home page."""
    links = context.links("")
    settings = context.settings
    facets = context.survey.taxonomy.facets
    yield Page(
        uri="",
        template="home",
        title=settings.site_name,
        description=settings.site_description,
        hide=("navigation", "toc"),
        feeds=context.feeds(*(facet.id for facet in facets)),
        view=Home(
            lead=settings.site_description,
            search=links.to("explore/") if "explore" in context.tools else None,
            figures=_figures(context),
            chart=_chart(context, links),
            facets_heading=f"The {_spelt(len(facets))} facets" if len(facets) > 1 else "The facet",
            facets=tuple(_facet_card(context, links, facet) for facet in facets),
            start_here=_start_here(context, links),
            gaps=_gaps(context, links),
            gaps_href=links.to("gaps/") if "gaps" in context.tools else None,
            newest=tuple(card(context, links, paper) for paper in context.newest[:_NEWEST]),
            doors=_doors(links),
        ),
    )


def _start_here(context: Context, links: Links) -> tuple[PaperLink, ...]:
    by_name = {name: paper for paper in context.survey.papers for name in (*paper.aliases, paper.id)}
    return tuple(
        paper_link(links, by_name[pin.paper], note=pin.because or "")
        for pin in context.survey.start_here
        if pin.paper in by_name
    )


def _gaps(context: Context, links: Links) -> tuple[GapPair, ...]:
    if context.extras.insight is None:
        return ()
    return tuple(
        GapPair(topics=tuple(chip(context, links, topic) for topic in gap.topics), expected=f"{gap.expected:.1f}")
        for gap in context.extras.insight.gaps.largest[:_LARGEST_GAPS]
    )


def _spelt(value: int) -> str:
    names = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    return names[value] if value < len(names) else words.number(value)


def _figures(context: Context) -> tuple[Figure, ...]:
    survey = context.survey
    papers = len(survey.papers)
    span = words.years(paper.year for paper in survey.papers if paper.year)
    labels = survey.classification.assignments
    evidenced = sum(1 for label in labels if label.matches or label.through)
    facets = len(survey.taxonomy.facets)
    return (
        Figure(value=words.number(papers), label=f"papers, {span}" if span else "papers"),
        Figure(
            value=words.number(len(survey.taxonomy.topics) - facets),
            label=f"topics in {words.count(facets, 'facet')}",
        ),
        Figure(
            value=words.share(sum(any(link.kind == "code" for link in p.links) for p in survey.papers), papers),
            label="with public code",
        ),
        Figure(value=words.share(evidenced, len(labels)), label="labels with evidence"),
    )


def _group(context: Context, paper: Paper) -> str:
    """Return the part of its year's bar that a paper belongs to, so that a bar's height is its number of papers."""
    taxonomy = context.survey.taxonomy
    facets = [topic for topic in context.survey.topics_of[paper.id] if taxonomy.by_id[topic].parent is None]
    if not facets:
        return "outside"
    return facets[0] if len(facets) == 1 else "several"


def _chart(context: Context, links: Links) -> YearChart | None:
    papers = [paper for paper in context.survey.papers if paper.year]
    if len(papers) < _FEW_PAPERS or len(context.years) < 2:  # noqa: PLR2004 - one year is no course of time
        return None
    facets = context.survey.taxonomy.facets
    groups = [(facet.id, facet.label, f"sv-f{context.style(facet.id)}") for facet in facets]
    groups += [("several", "In several facets", "sv-many"), ("outside", "Outside the facets", "sv-none")]
    counted = Counter((paper.year, _group(context, paper)) for paper in papers)
    shown = [group for group in groups if any(counted[year, group[0]] for year in context.years)]
    bars = [
        charts.Bar(label=str(year), parts=tuple(_part(links, year, group, counted[year, group[0]]) for group in shown))
        for year in context.years
    ]
    span = words.years(context.years)
    rows = tuple(
        (str(year), *(str(counted[year, group[0]]) for group in shown), str(bar.total))
        for year, bar in zip(context.years, bars, strict=True)
    )
    return YearChart(
        svg=charts.stacked_bars(
            bars,
            title=f"Papers a year, {span}",
            description="One bar a year; its height is the number of papers, its parts are the facets they are in.",
        ),
        legend=tuple(
            Chip(label=facet.label, href=links.to(topic_uri(facet.id)), style=context.style(facet.id))
            for facet in facets
        ),
        others=tuple((css_class, label) for key, label, css_class in shown if key in {"several", "outside"}),
        table=Table(
            caption=f"Papers a year by facet, {span}",
            head=("Year", *(label for _, label, _ in shown), "All"),
            rows=rows,
        ),
    )


def _part(links: Links, year: int, group: tuple[str, str, str], value: int) -> charts.Part:
    _, label, css_class = group
    return charts.Part(
        css_class=css_class,
        value=value,
        title=f"{year}, {label}: {words.count(value, 'paper')}",
        href=links.to("timeline/", fragment=f"y{year}"),
    )


def _facet_card(context: Context, links: Links, facet: Topic) -> FacetCard:
    below = context.survey.taxonomy.descendants(facet.id)
    rows = _tree_rows(context, links, facet, depth_limit=2)
    if len(rows) > _TREE_ROWS:
        rows = _tree_rows(context, links, facet, depth_limit=1)[:_TREE_ROWS]
    hidden = len(below) > len(rows)
    papers = context.papers_of[facet.id]
    return FacetCard(
        label=facet.label,
        href=links.to(topic_uri(facet.id)),
        style=context.style(facet.id),
        line=words.first_sentence(facet.definition),
        count=words.count(len(papers), "paper"),
        spark=spark(context, papers, style=context.style(facet.id), label=facet.label),
        rows=rows,
        more=Link(label=f"All {len(below)} topics of {facet.label}", href=links.to("topics/", fragment=facet.id))
        if hidden
        else None,
    )


def _tree_rows(context: Context, links: Links, facet: Topic, *, depth_limit: int) -> tuple[TreeRow, ...]:
    taxonomy = context.survey.taxonomy
    return tuple(
        TreeRow(
            label=topic.label,
            href=links.to(topic_uri(topic.id)),
            count=str(len(context.papers_of[topic.id])),
            depth=depth,
        )
        for topic in taxonomy.topics
        if topic.id != facet.id
        and taxonomy.facet_of(topic.id).id == facet.id
        and (depth := context.depth_below(topic, facet.id)) <= depth_limit
    )


def _doors(links: Links) -> tuple[Link, ...]:
    return (
        Link(label="All topics", href=links.to("topics/")),
        Link(label="All papers by year", href=links.to("timeline/")),
        Link(label="How this survey is made", href=links.to("method/")),
    )
