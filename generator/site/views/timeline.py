"""The timeline: how topics rose and fell, then the papers by year, newest first, milestones between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.core.model import Milestone, Paper
from generator.insight.trends import Movement, Trends
from generator.site import charts, words
from generator.site.address import Links
from generator.site.page import Page
from generator.site.views.context import Context, newest_first
from generator.site.views.paging import Pager, pager, sheet_uri, sheets
from generator.site.views.parts import Chip, Link, PaperLink, Table, chip, paper_link

URI = "timeline/"
MOST_ON_A_PAGE = 80
"""A larger survey has a page a year; the first page then tells the numbers alone."""
PAPERS_A_PAGE = 120
"""Papers on a page of one year."""
_MOST_COURSES = 48
"""More topics right below the facets than this, and the facets' courses are shown alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paper in its year, with the styles of its facets."""

    paper: PaperLink
    styles: tuple[tuple[int, str], ...]
    """(style, label) of each facet that holds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A milestone: its date, what happened, and the paper that it is about."""

    date: str
    text: str
    paper: PaperLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A year, its milestones and its papers; `more` leads to the year's own page where it has one."""

    anchor: str
    label: str
    count: str
    events: tuple[Event, ...]
    papers: tuple[Line, ...]
    more: Markup | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A topic's course over the years: small bars, and the numbers in words."""

    topic: Chip
    svg: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A topic that rises or fades, with the numbers behind the claim."""

    topic: Chip
    recent: str
    earlier: str
    chance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What the page shows; a year's own page shows the year alone."""

    lead: str
    jumps: tuple[Link, ...]
    courses: tuple[Course, ...]
    table: Table | None
    span: tuple[str, str]
    moves_lead: str
    rising: tuple[Move, ...]
    fading: tuple[Move, ...]
    years: tuple[Year, ...]
    back: Markup | None
    pager: Pager | None


def pages(context: Context) -> Iterator[Page]:
    """Yield the page of papers by year, and in a large survey one for every year."""
    papers = context.survey.papers
    has_own_pages = len(papers) > MOST_ON_A_PAGE
    links = context.links(URI)
    by_year = context.survey.papers_by_year
    years = tuple(
        _year(context, links, year, by_year.get(year, ()), is_listed=not has_own_pages) for year in _years(context)
    )
    trends = context.extras.insight.trends if context.extras.insight else None
    lead = f"{words.count(len(papers), 'paper').capitalize()} by the date of the first public version."
    yield Page(
        uri=URI,
        template="timeline",
        title="Timeline",
        description=lead,
        hide=("navigation", "toc"),
        is_searchable=False,
        styles=("timeline.css",),
        view=Timeline(
            lead=lead,
            jumps=tuple(Link(label=year.label, href=links.within(year.anchor)) for year in years),
            courses=_courses(context, links, trends),
            table=_table(context, trends),
            span=_span(trends),
            moves_lead=_moves_lead(trends),
            rising=_moves(context, links, trends.rising if trends else ()),
            fading=_moves(context, links, trends.fading if trends else ()),
            years=years,
            back=None,
            pager=None,
        ),
    )
    if has_own_pages:
        for year, of_year in by_year.items():
            yield from _own_pages(context, year, sorted(of_year, key=newest_first))


def _years(context: Context) -> list[int | None]:
    """Return the years that have a paper or a milestone, newest first, the undated last."""
    milestones = {milestone.date.year for milestone in context.survey.milestones}
    years = {year for year in context.survey.papers_by_year if year is not None} | milestones
    undated: list[int | None] = [None] if None in context.survey.papers_by_year else []
    return [*sorted(years, reverse=True), *undated]


def _own_pages(context: Context, year: int | None, papers: Sequence[Paper]) -> Iterator[Page]:
    base = f"{URI}{year or 'undated'}/"
    title = f"Papers of {year}" if year else "Undated papers"
    for number, shown in enumerate(sheets(papers, PAPERS_A_PAGE), start=1):
        uri = sheet_uri(base, number)
        links = context.links(uri)
        count = words.count(len(papers), "paper").capitalize()
        yield Page(
            uri=uri,
            template="timeline",
            title=title if number == 1 else f"{title}, page {number}",
            description=count,
            hide=("navigation", "toc"),
            is_searchable=False,
            styles=("timeline.css",),
            view=Timeline(
                lead=count,
                jumps=(),
                courses=(),
                table=None,
                span=("", ""),
                moves_lead="",
                rising=(),
                fading=(),
                years=(_year(context, links, year, shown, is_listed=True),),
                back=links.to(URI),
                pager=pager(links, base, number=number, total=len(papers), size=PAPERS_A_PAGE),
            ),
        )


def _year(context: Context, links: Links, year: int | None, papers: Sequence[Paper], *, is_listed: bool) -> Year:
    events = tuple(milestone for milestone in context.survey.milestones if milestone.date.year == year)
    return Year(
        anchor=f"y{year}" if year else "undated",
        label=str(year) if year else "Undated",
        count=words.count(len(papers), "paper"),
        events=tuple(_event(context, links, milestone) for milestone in events),
        papers=tuple(_line(context, links, paper) for paper in sorted(papers, key=newest_first)) if is_listed else (),
        more=None if is_listed else links.to(f"{URI}{year or 'undated'}/"),
    )


def _event(context: Context, links: Links, milestone: Milestone) -> Event:
    paper = next((one for one in context.survey.papers if milestone.paper in (one.id, *one.aliases)), None)
    return Event(
        date=str(milestone.date), text=milestone.text, paper=paper_link(links, paper) if paper is not None else None
    )


def _line(context: Context, links: Links, paper: Paper) -> Line:
    taxonomy = context.survey.taxonomy
    facets = [taxonomy.by_id[topic] for topic in context.survey.topics_of[paper.id]]
    note = " · ".join(filter(None, (words.authors(paper, limit=2), words.venue(paper))))
    return Line(
        paper=paper_link(links, paper, note=note),
        styles=tuple((context.style(facet.id), facet.label) for facet in facets if facet.parent is None),
    )


def _shown_topics(context: Context) -> list[str]:
    """Return the facets and the topics right below them that hold papers, in the taxonomy's order."""
    taxonomy = context.survey.taxonomy
    held = [topic.id for topic in taxonomy.topics if context.papers_of[topic.id]]
    upper = [topic for topic in held if len(taxonomy.path(topic)) <= 2]  # noqa: PLR2004 - facet and topic
    return upper if len(upper) <= _MOST_COURSES else [topic for topic in held if taxonomy.by_id[topic].parent is None]


def _courses(context: Context, links: Links, trends: Trends | None) -> tuple[Course, ...]:
    if trends is None or len(trends.years) < 2:  # noqa: PLR2004 - one year is no course
        return ()
    taxonomy = context.survey.taxonomy
    return tuple(
        Course(
            topic=chip(context, links, topic, count=words.number(len(context.papers_of[topic]))),
            svg=charts.spark_bars(
                trends.topics[topic],
                style=context.style(topic),
                title=f"{taxonomy.by_id[topic].label}: papers a year, {trends.years[0]}–{trends.years[-1]}",
            ),
        )
        for topic in _shown_topics(context)
    )


def _table(context: Context, trends: Trends | None) -> Table | None:
    if trends is None or not trends.years:
        return None
    labels = {topic.id: topic.label for topic in context.survey.taxonomy.topics}
    rows = [("All papers", *map(str, trends.papers))]
    rows += [(labels[topic], *map(str, trends.topics[topic])) for topic in _shown_topics(context)]
    return Table(caption="Papers a year", head=("Topic", *map(str, trends.years)), rows=tuple(rows))


def _span(trends: Trends | None) -> tuple[str, str]:
    return (str(trends.years[0]), str(trends.years[-1])) if trends and trends.years else ("", "")


def _moves_lead(trends: Trends | None) -> str:
    if trends is None or trends.recent_from is None:
        return "Too few dated papers, or too few years, to say of any topic that it rises or fades."
    recent = f"{trends.recent_from}–{trends.years[-1]}"
    if not (trends.rising or trends.fading):
        return (
            f"No topic's share of the papers of {recent} differs from its share before by more than chance would bring."
        )
    return (
        f"Topics whose share of the papers of {recent} differs from their share before by more than chance would "
        "bring. They say what this collection holds, not what the world writes."
    )


def _moves(context: Context, links: Links, moves: Sequence[Movement]) -> tuple[Move, ...]:
    return tuple(
        Move(
            topic=chip(context, links, move.topic),
            recent=f"{move.recent} of {move.recent_of} ({words.share(move.recent, move.recent_of)})",
            earlier=f"{move.earlier} of {move.earlier_of} ({words.share(move.earlier, move.earlier_of)})",
            chance=f"{move.chance:.3f}",
        )
        for move in moves
    )
