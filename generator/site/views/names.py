"""What the papers name and report: an overview, then a page each for methods, data sets, metrics and results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.core.model import NameKind
from generator.insight.names import Comparable, Entry, NameIndex, comparable
from generator.insight.results import Change, Result
from generator.site import charts, words
from generator.site.address import NAMES_URI, RESULTS_URI, Links, names_uri, paper_uri
from generator.site.evidence import Quote, quote
from generator.site.page import Page
from generator.site.views.context import NAMES_A_PAGE, Context
from generator.site.views.named import KINDS, name_link, value
from generator.site.views.paging import Pager, pager, sheet_uri, sheets
from generator.site.views.parts import Chip, Crumb, Link, PaperLink, Table, chip, paper_link

RESULTS_A_PAGE = 50
_TOPICS = 3
_PAPERS = 4
_OFTEN = 12
_MOST_CHARTS = 10
_FILTERS = {NameKind.METHOD: "method", NameKind.DATA: "data"}
_TITLE = "Index"


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
class NamesOfKind:
    """A page of the names of one kind, in the alphabet's order."""

    crumbs: tuple[Crumb, ...]
    lead: str
    label: str
    letters: tuple[Link, ...]
    rows: tuple[NameRow, ...]
    pager: Pager | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """A reported result with its paper and the words behind it."""

    anchor: str
    metric: str
    value: str
    data: str
    compared: str
    paper: PaperLink
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """A page of reported results, by metric, then data."""

    crumbs: tuple[Crumb, ...]
    lead: str
    rows: tuple[ResultRow, ...]
    pager: Pager | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultChart:
    """Results of one metric on one data set, reported by three or more papers."""

    title: str
    svg: Markup
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A kind of name on the overview: how many there are, and those that most papers speak of."""

    anchor: Markup
    label: str
    often: tuple[Link, ...]
    whole: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The overview."""

    lead: str
    downloads: tuple[Link, ...]
    results: Link | None
    metrics: tuple[Link, ...]
    """The metrics in which most papers report something; each leads to its first result."""
    charts: tuple[ResultChart, ...]
    sections: tuple[Section, ...]


def pages(context: Context) -> Iterator[Page]:
    """Yield the overview, and the pages of each kind and of the results."""
    if context.extras.insight is None:
        return
    index = context.extras.insight.names
    results = _ordered(index)
    yield _overview(context, index, results)
    for kind, label in KINDS:
        yield from _of_kind(context, index, kind, label)
    yield from _results(context, results)


def _page(uri: str, template: str, title: str, description: str, view: object) -> Page:
    return Page(
        uri=uri,
        template=template,
        title=title,
        description=description,
        hide=("navigation", "toc"),
        is_searchable=False,
        styles=("names.css",),
        view=view,
    )


def _crumbs(links: Links, label: str) -> tuple[Crumb, ...]:
    return (Crumb(label=_TITLE, href=links.to(NAMES_URI)), Crumb(label=label, href=None))


# --- the overview --------------------------------------------------------------------------------


def _overview(context: Context, index: NameIndex, results: Sequence[Result]) -> Page:
    links = context.links(NAMES_URI)
    lead = (
        f"{words.count(len(index.entries), 'name').capitalize()} of methods, data sets and metrics, and "
        f"{words.count(len(results), 'reported result')}, read from titles and abstracts. What is not sure is left "
        "out; a result that stands only in a paper's tables is not here."
    )
    whole = Link(label=f"All {words.count(len(results), 'reported result')}", href=links.to(RESULTS_URI))
    return _page(
        NAMES_URI,
        "names",
        _TITLE,
        "Methods, data sets, metrics and reported results that the papers name.",
        Names(
            lead=lead,
            downloads=tuple(Link(label=file.label, href=links.to(file.uri)) for file in context.extras.name_downloads),
            results=whole if results else None,
            metrics=_metrics(links, results),
            charts=tuple(_chart(context, found) for found in comparable(index)[:_MOST_CHARTS]),
            sections=tuple(_section(context, links, index, kind, label) for kind, label in KINDS),
        ),
    )


def _metrics(links: Links, results: Sequence[Result]) -> tuple[Link, ...]:
    papers = {metric: {one.paper for one in results if one.metric == metric} for metric in {r.metric for r in results}}
    often = sorted(papers, key=lambda metric: (-len(papers[metric]), metric.casefold()))[:_OFTEN]
    firsts = _first_results(results)
    return tuple(
        Link(
            label=f"{metric} {len(papers[metric])}",
            href=links.to(sheet_uri(RESULTS_URI, firsts[metric] // RESULTS_A_PAGE + 1), fragment=f"r{firsts[metric]}"),
        )
        for metric in often
    )


def _first_results(results: Sequence[Result]) -> dict[str, int]:
    """Return the place of each metric's first result."""
    return {one.metric: place for place, one in reversed(list(enumerate(results)))}


def _section(context: Context, links: Links, index: NameIndex, kind: NameKind, label: str) -> Section:
    entries = [entry for entry in index.entries if entry.kind is kind]
    often = sorted(entries, key=lambda entry: -len(entry.uses))[:_OFTEN]
    return Section(
        anchor=Markup(f"{kind.value}-names"),  # noqa: S704 - letters and a hyphen
        label=label,
        often=tuple(name_link(context, links, entry.name, kind, count=len(entry.uses)) for entry in often),
        whole=Link(label=f"All {words.count(len(entries), 'name')}", href=links.to(names_uri(kind))),
    )


def _chart(context: Context, found: Comparable) -> ResultChart:
    unit = f" in {found.unit}" if found.unit else ""
    better = f", {found.better} is better" if found.better else ""
    title = f"{found.metric} on {found.data}{unit}{better}"
    named = [(words.cited_as(context.survey.by_id[one.paper]), one) for one in found.results]
    return ResultChart(
        title=title,
        svg=charts.value_bars([(name, one.number, value(one)) for name, one in named], title=title),
        table=Table(
            caption=title,
            head=("Paper", "Value"),
            rows=tuple(
                (f"{name}: {words.title(context.survey.by_id[one.paper]).text}", value(one)) for name, one in named
            ),
        ),
    )


# --- names of a kind -----------------------------------------------------------------------------


def _of_kind(context: Context, index: NameIndex, kind: NameKind, label: str) -> Iterator[Page]:
    entries = [entry for entry in index.entries if entry.kind is kind]
    base = names_uri(kind)
    lead = f"{words.count(len(entries), 'name').capitalize()} that the papers use, from A to Z."
    for number, shown in enumerate(sheets(entries, NAMES_A_PAGE), start=1):
        uri = sheet_uri(base, number)
        links = context.links(uri)
        view = NamesOfKind(
            crumbs=_crumbs(links, label),
            lead=lead,
            label=label,
            letters=_letters(context, links, entries),
            rows=tuple(_row(context, links, entry) for entry in shown),
            pager=pager(links, base, number=number, total=len(entries), size=NAMES_A_PAGE),
        )
        yield _page(uri, "names_kind", label if number == 1 else f"{label}, page {number}", lead, view)


def _letters(context: Context, links: Links, entries: Sequence[Entry]) -> tuple[Link, ...]:
    firsts = {_letter(entry.name): entry for entry in reversed(entries)}
    places = context.name_places
    return tuple(
        Link(label=letter, href=links.to(uri, fragment=anchor))
        for letter in sorted(firsts)
        for uri, anchor in (places[firsts[letter].name, firsts[letter].kind],)
    )


def _letter(name: str) -> str:
    first = name[:1].upper()
    return first if first.isalpha() else "0–9"


def _other_spellings(entry: Entry) -> list[str]:
    """Return the spellings but the name's own; of those that differ in capitals alone the first."""
    found = {spelling.casefold(): spelling for spelling in reversed(entry.spellings)}
    return [spelling for spelling in found.values() if spelling.casefold() != entry.name.casefold()][::-1]


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
        spellings=words.listing(_other_spellings(entry)),
        count=words.number(len(papers)),
        all_papers=links.to("explore/", query=((filtered, entry.name),)) if filtered else None,
        papers=tuple(Link(label=words.title(paper).text, href=links.to(paper_uri(paper.id))) for paper in shown),
        more=f"and {len(papers) - len(shown)} more" if len(papers) > len(shown) else "",
        years=words.years(paper.year for paper in papers if paper.year),
        topics=tuple(chip(context, links, topic) for topic in often[:_TOPICS]),
    )


# --- results -------------------------------------------------------------------------------------


def _ordered(index: NameIndex) -> list[Result]:
    """Return the results by metric and data; what the metric has comes before what it gained, the best first."""
    lower = {entry.name for entry in index.entries if entry.kind is NameKind.METRIC and entry.better == "lower"}

    def place(one: Result) -> tuple[str, bool, str, bool, float, str, int]:
        sign = 1 if one.metric in lower else -1
        is_change = one.change is not Change.LEVEL
        return (one.metric.casefold(), not one.data, one.data or "", is_change, sign * one.number, one.paper, one.start)

    return sorted((one for reported in index.results.values() for one in reported), key=place)


def _results(context: Context, found: Sequence[Result]) -> Iterator[Page]:
    label = "Reported results"
    lead = (
        f"{words.count(len(found), 'result').capitalize()} that abstracts state, by metric, each with the words behind "
        "it. “Not stated” is what the sentence leaves open."
        if found
        else "No abstract states a result that can be read with certainty."
    )
    for number, shown in enumerate(sheets(found, RESULTS_A_PAGE), start=1):
        uri = sheet_uri(RESULTS_URI, number)
        links = context.links(uri)
        start = (number - 1) * RESULTS_A_PAGE
        view = Results(
            crumbs=_crumbs(links, label),
            lead=lead,
            rows=tuple(_result(context, links, one, place) for place, one in enumerate(shown, start=start)),
            pager=pager(links, RESULTS_URI, number=number, total=len(found), size=RESULTS_A_PAGE),
        )
        yield _page(uri, "names_results", label if number == 1 else f"{label}, page {number}", lead, view)


def _result(context: Context, links: Links, one: Result, place: int) -> ResultRow:
    paper = context.survey.by_id[one.paper]
    return ResultRow(
        anchor=f"r{place}",
        metric=one.metric,
        value=value(one),
        data=one.data or "not stated",
        compared=one.comparison or "",
        paper=paper_link(links, paper),
        quote=quote(paper.abstract or "", one.start, one.end),
    )
