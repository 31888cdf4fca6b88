"""The index: which methods, data sets and metrics the papers name, and the results that they report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.core.model import NameKind
from generator.insight.names import Comparable, Entry, NameIndex, comparable
from generator.site import charts, words
from generator.site.address import Links, paper_uri
from generator.site.evidence import Quote, quote
from generator.site.page import Page
from generator.site.views.context import Context
from generator.site.views.named import KINDS, NAMES_URI, value
from generator.site.views.parts import Chip, Link, PaperLink, Table, chip, paper_link

_TOPICS = 3
_PAPERS = 5
_FILTERS = {NameKind.METHOD: "method", NameKind.DATA: "data"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRow:
    """A name: its spellings, its papers, when, and with which topics."""

    anchor: str
    name: str
    spellings: str
    count: str
    all_papers: Markup | None
    papers: tuple[Link, ...]
    more: str
    years: str
    topics: tuple[Chip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameTable:
    """All names of one kind."""

    anchor: Markup
    label: str
    letters: tuple[Link, ...]
    rows: tuple[NameRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """A reported result with its paper and the words behind it."""

    metric: str
    value: str
    data: str
    compared: str
    paper: PaperLink
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultChart:
    """Results of one metric on one data set, reported by three or more papers."""

    title: str
    svg: Markup
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the page shows."""

    lead: str
    tables: tuple[NameTable, ...]
    results: tuple[ResultRow, ...]
    charts: tuple[ResultChart, ...]
    downloads: tuple[Link, ...]


def pages(context: Context) -> Iterator[Page]:
    """Yield the one page of the index."""
    if context.extras.insight is None:
        return
    index = context.extras.insight.names
    links = context.links(NAMES_URI)
    reported = sum(len(found) for found in index.results.values())
    lead = (
        f"{words.count(len(index.entries), 'name').capitalize()} of methods, data sets and metrics, and "
        f"{words.count(reported, 'reported result')}, read from titles and abstracts. What is not sure is left out; "
        "a result that stands only in a paper's tables is not here."
    )
    yield Page(
        uri=NAMES_URI,
        template="names",
        title="Index",
        description="Methods, data sets, metrics and reported results that the papers name.",
        hide=("navigation",),
        is_searchable=False,
        styles=("names.css",),
        view=Names(
            lead=lead,
            tables=tuple(_table(context, links, index, kind, label) for kind, label in KINDS),
            results=_results(context, links, index),
            charts=tuple(_chart(context, found) for found in comparable(index)),
            downloads=tuple(Link(label=file.label, href=links.to(file.uri)) for file in context.extras.name_downloads),
        ),
    )


def _table(context: Context, links: Links, index: NameIndex, kind: NameKind, label: str) -> NameTable:
    entries = [entry for entry in index.entries if entry.kind is kind]
    firsts = {_letter(entry.name): entry.anchor for entry in reversed(entries)}
    letters = tuple(Link(label=letter, href=links.within(firsts[letter])) for letter in sorted(firsts))
    return NameTable(
        anchor=Markup(f"{kind.value}-names"),  # noqa: S704 - letters and a hyphen
        label=label,
        letters=letters,
        rows=tuple(_row(context, links, entry) for entry in entries),
    )


def _letter(name: str) -> str:
    first = name[:1].upper()
    return first if first.isalpha() else "0–9"


def _row(context: Context, links: Links, entry: Entry) -> NameRow:
    papers = [context.survey.by_id[use.paper] for use in entry.uses]
    held = Counter(
        topic
        for paper in papers
        for topic in context.survey.topics_of[paper.id]
        if context.survey.taxonomy.by_id[topic].parent is not None
    )
    order = {topic.id: rank for rank, topic in enumerate(context.survey.taxonomy.topics)}
    often = sorted(held, key=lambda topic: (-held[topic], -len(context.survey.taxonomy.path(topic)), order[topic]))
    shown = papers[:_PAPERS]
    filtered = _FILTERS.get(entry.kind)
    return NameRow(
        anchor=entry.anchor,
        name=entry.name,
        spellings=words.listing(entry.spellings[1:]),
        count=words.number(len(papers)),
        all_papers=links.to("explore/", query=((filtered, entry.name),)) if filtered else None,
        papers=tuple(Link(label=words.title(paper).text, href=links.to(paper_uri(paper.id))) for paper in shown),
        more=f"and {len(papers) - len(shown)} more" if len(papers) > len(shown) else "",
        years=words.years(paper.year for paper in papers if paper.year),
        topics=tuple(chip(context, links, topic) for topic in often[:_TOPICS]),
    )


def _results(context: Context, links: Links, index: NameIndex) -> tuple[ResultRow, ...]:
    found = [one for reported in index.results.values() for one in reported]
    ordered = sorted(found, key=lambda one: (one.metric.casefold(), one.data or "", one.paper, one.start))
    return tuple(
        ResultRow(
            metric=one.metric,
            value=value(one),
            data=one.data or "not stated",
            compared=one.comparison or "",
            paper=paper_link(links, context.survey.by_id[one.paper]),
            quote=quote(context.survey.by_id[one.paper].abstract or "", one.start, one.end),
        )
        for one in ordered
    )


def _chart(context: Context, found: Comparable) -> ResultChart:
    unit = f" in {found.unit}" if found.unit else ""
    better = f", {found.better} is better" if found.better else ""
    title = f"{found.metric} on {found.data}{unit}{better}"
    named = [(words.cited_as(context.survey.by_id[one.paper]), one) for one in found.results]
    return ResultChart(
        title=title,
        svg=charts.value_bars([(name, one.number, value(one)) for name, one in named], title=title),
        table=Table(caption=title, head=("Paper", "Value"), rows=tuple((name, value(one)) for name, one in named)),
    )
