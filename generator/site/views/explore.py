"""Explore: the form of filters with its counts, and all papers as cards; scripts make both answer each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.core.model import Artefact, LinkKind, Origin, Topic
from generator.site import words
from generator.site.address import Links
from generator.site.page import Page
from generator.site.theme import asset_uri
from generator.site.views.context import Context
from generator.site.views.explore_data import DATA, PART, TEXTS, explore_data, texts_script, versioned
from generator.site.views.parts import Card, Link, PaperLink, card, paper_link

URI = "explore/"
CARDS = 24
"""Papers that stand in the page as cards, as many as the script shows at once; further ones by title alone."""
LISTED = 100
"""Papers that stand in the page at all."""
_LONG = 12
_FIRST = 8
"""Of a list of more than `_LONG` options the page has the topics right below the facet, or the `_FIRST` values; the
script makes the others from its data when a reader asks for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Addresses of the scripts that are loaded only when they are needed."""

    root: Markup
    library: Markup
    texts: Markup
    part: Markup
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A value that a filter may take; `depth` is 0 for a facet itself."""

    value: str
    label: str
    count: str
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicFilter:
    """A facet's options, the facet itself first; `total` counts those that the page leaves out as well."""

    facet: str
    label: str
    style: int
    options: tuple[Option, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueFilter:
    """A filter over plain values of papers; `total` counts those that the page leaves out as well."""

    name: str
    label: str
    options: tuple[Option, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Explore:
    """What the page shows before any script runs."""

    lead: str
    files: Files
    facets: tuple[TopicFilter, ...]
    years: tuple[str, ...]
    with_code: str
    without_code: str
    curated: str
    values: tuple[ValueFilter, ...]
    total: str
    papers: tuple[Card, ...]
    more_papers: tuple[PaperLink, ...]
    rest: str
    compare: Markup
    topics: tuple[Link, ...]


def files(context: Context, links: Links) -> Files:
    """Return the addresses of the scripts that Explore and Compare load when needed."""
    version = context.edition.name
    return Files(
        root=links.to(""),
        library=links.to(asset_uri("minisearch.js")),
        texts=links.to(TEXTS, query=(("v", version),)),
        part=links.to(PART),
        version=version,
    )


def pages(context: Context) -> Iterator[Page]:
    """Yield the one page of Explore."""
    links = context.links(URI)
    papers = context.newest
    listed = papers[:LISTED]
    coded = sum(1 for paper in papers if paper.link(LinkKind.CODE))
    yield Page(
        uri=URI,
        template="explore",
        title="Explore",
        description=f"Filter and search {words.count(len(papers), 'paper')} by topic, year, venue and code.",
        hide=("navigation", "toc"),
        is_searchable=False,
        styles=("explore.css",),
        data=(versioned(context, DATA),),
        scripts=("explore.js",),
        view=Explore(
            lead=f"{words.count(len(papers), 'paper').capitalize()}, newest first.",
            files=files(context, links),
            facets=tuple(_topic_filter(context, facet) for facet in context.survey.taxonomy.facets),
            years=tuple(str(year) for year in reversed(context.years)),
            with_code=words.number(coded),
            without_code=words.number(len(papers) - coded),
            curated=words.number(_curated(context)),
            values=tuple(found for found in _value_filters(context) if found.options),
            total=words.count(len(papers), "paper"),
            papers=tuple(card(context, links, paper) for paper in listed[:CARDS]),
            more_papers=tuple(paper_link(links, paper) for paper in listed[CARDS:]),
            rest=_rest(len(listed), len(papers)),
            compare=links.to("compare/"),
            topics=tuple(
                Link(label=facet.label, href=links.to(f"topics/{facet.id}/"))
                for facet in context.survey.taxonomy.facets
            ),
        ),
    )


def artefacts(context: Context) -> Iterator[Artefact]:
    """Yield the scripts of data behind the page."""
    for script in (*explore_data(context).scripts, texts_script(context)):
        yield Artefact(path=script.path, content=script.text.encode())


def _rest(listed: int, total: int) -> str:
    if listed == total:
        return ""
    return f"The newest {words.number(listed)} of {words.count(total, 'paper')} are listed here; topics hold them all."


def _curated(context: Context) -> int:
    assigned = context.survey.assignments_of.values()
    return sum(any(a.origin is Origin.CURATED for a in of_paper) for of_paper in assigned)


def _topic_filter(context: Context, facet: Topic) -> TopicFilter:
    def rows(topic_id: str, depth: int) -> Iterable[Option]:
        topic = context.survey.taxonomy.by_id[topic_id]
        count = words.number(len(context.papers_of[topic_id]))
        label = f"All of {topic.label}" if depth == 0 else topic.label
        yield Option(value=topic.id, label=label, count=count, depth=depth)
        for child in topic.narrower:
            yield from rows(child, depth + 1)

    options = tuple(rows(facet.id, 0))
    shown = options if len(options) <= _LONG + 1 else tuple(option for option in options if option.depth <= 1)
    return TopicFilter(
        facet=facet.id, label=facet.label, style=context.style(facet.id), options=shown, total=len(options)
    )


def _value_filters(context: Context) -> Iterator[ValueFilter]:
    venues = {
        paper.id: (paper.venue.short or paper.venue.name,) if paper.venue else () for paper in context.survey.papers
    }
    for name, label, values in (
        ("venue", "Venue", venues),
        ("data", "Data set", context.extras.datasets),
        ("method", "Method", context.extras.methods),
    ):
        options = _options(values)
        shown = options if len(options) <= _LONG else options[:_FIRST]
        yield ValueFilter(name=name, label=label, options=shown, total=len(options))


def _options(values: Mapping[str, Sequence[str]]) -> tuple[Option, ...]:
    """Return the values, the most frequent first."""
    counted = Counter(value for of_paper in values.values() for value in dict.fromkeys(of_paper))
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0].casefold(), item[0]))
    return tuple(Option(value=value, label=value, count=words.number(count)) for value, count in ordered)
