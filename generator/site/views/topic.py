"""A topic's pages: what it means, what stands around it, and its papers, each with the quote that put it here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from generator.core.model import Paper, Pin, Topic
from generator.core.repository import correct_topic_url, edit_url
from generator.site import prose, sinks, words
from generator.site.address import Links, source_path, topic_uri
from generator.site.page import Page
from generator.site.views import phrases
from generator.site.views.context import Context, Place
from generator.site.views.handwritten import references
from generator.site.views.paging import Pager, pager, sheet_uri, sheets
from generator.site.views.parts import Card, Chip, Crumb, Link, PaperLink, Spark, card, chip, paper_link, spark
from generator.site.views.phrases import PhraseGroup

PAPERS_A_PAGE = 24
_COMPANIONS = 8
_NEAR_MISSES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PinLine:
    """A curator's decision about a paper."""

    verb: str
    paper: PaperLink
    reason: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMissLine:
    """A paper that almost came in, and why it did not."""

    paper: PaperLink
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView:
    """What a topic's page shows; a further page shows only the head and its papers."""

    crumbs: tuple[Crumb, ...]
    facet_label: str
    style: int
    is_first: bool
    definition: str
    also_called: str
    scope_note: str
    place: Place
    count: str
    summary: str
    spark: Spark | None
    actions: tuple[Link, ...]
    narrower: tuple[Chip, ...]
    also_under: tuple[Chip, ...]
    related: tuple[Chip, ...]
    companions: tuple[Chip, ...]
    data_sets: tuple[Link, ...]
    """The data sets that its papers name most, with their number; each leads to those papers."""
    prose: Markup
    references: tuple[PaperLink, ...]
    rule: tuple[PhraseGroup, ...]
    long_rule: Link | None
    rule_note: str
    pins: tuple[PinLine, ...]
    pins_count: str
    near_misses: tuple[NearMissLine, ...]
    near_miss_count: str
    near_miss_note: str
    papers: tuple[Card, ...]
    empty: Link | None
    pager: Pager | None
    correction: Markup | None
    edit: Markup | None


def pages(context: Context) -> Iterator[Page]:
    """Yield every page of every topic."""
    for topic in context.survey.taxonomy.topics:
        yield from _pages_of(context, topic)


def _pages_of(context: Context, topic: Topic) -> Iterator[Page]:
    papers = context.papers_of[topic.id]
    first = _first_page(context, topic, papers)
    yield first
    for number, shown in enumerate(sheets(papers, PAPERS_A_PAGE)[1:], start=2):
        uri = sheet_uri(topic_uri(topic.id), number)
        links = context.links(uri)
        yield replace(
            first,
            uri=uri,
            title=f"{topic.label}, page {number}",
            is_searchable=False,
            view=replace(
                _head(context, links, topic, papers),
                is_first=False,
                papers=_cards(context, links, topic, shown),
                pager=_pager(links, topic, number, len(papers)),
            ),
        )


def _first_page(context: Context, topic: Topic, papers: tuple[Paper, ...]) -> Page:
    uri = topic_uri(topic.id)
    links = context.links(uri)
    resolved = prose.of_topic(topic.id, context.extras.prose, context.survey, source=source_path(uri))
    correction = correct_topic_url(context.settings, topic_id=topic.id, label=topic.label)
    edit = edit_url(context.settings, topic.location)
    view = replace(
        _head(context, links, topic, papers),
        spark=spark(context, papers, style=context.style(topic.id), label=topic.label),
        actions=_actions(context, links, topic),
        narrower=tuple(
            chip(context, links, child, count=str(len(context.papers_of[child])))
            for child in context.survey.taxonomy.children(topic.id)
        ),
        also_under=tuple(chip(context, links, parent) for parent in topic.also_under),
        related=tuple(chip(context, links, other) for other in topic.related),
        companions=_companions(context, links, topic, papers),
        data_sets=_data_sets(context, links, topic, papers),
        prose=resolved.body if resolved else Markup(),
        references=references(links, resolved.cited) if resolved else (),
        rule=() if phrases.is_long(topic) else phrases.groups(context, topic),
        long_rule=phrases.link_to_long(context, topic),
        rule_note="" if topic.rule else "This topic has no rule of its own: it holds what its narrower topics hold.",
        pins=_pins(context, links, topic),
        pins_count=str(len(topic.include) + len(topic.exclude)),
        near_miss_count=words.number(len(context.near_misses_at.get(topic.id, ()))),
        near_misses=_near_misses(context, links, topic),
        near_miss_note=_near_miss_note(context, topic),
        papers=_cards(context, links, topic, papers[:PAPERS_A_PAGE]),
        empty=None if papers else Link(label="Know one? Add it", href=links.to("contribute/")),
        pager=_pager(links, topic, 1, len(papers)),
        correction=sinks.url(correction) if correction else None,
        edit=sinks.url(edit) if edit else None,
    )
    return Page(
        uri=uri,
        template="topic",
        title=topic.label,
        description=words.first_sentence(topic.definition),
        hide=("navigation",),
        feeds=context.feeds(context.survey.taxonomy.facet_of(topic.id).id),
        view=view,
    )


def _head(context: Context, links: Links, topic: Topic, papers: tuple[Paper, ...]) -> TopicView:
    span = words.years(paper.year for paper in papers if paper.year)
    path = context.survey.taxonomy.path(topic.id)
    return TopicView(
        crumbs=(
            Crumb(label="Topics", href=links.to("topics/")),
            *(Crumb(label=step.label, href=links.to(topic_uri(step.id))) for step in path[:-1]),
            Crumb(label=topic.label, href=None),
        ),
        facet_label="Facet" if topic.parent is None else path[0].label,
        style=context.style(topic.id),
        is_first=True,
        definition=topic.definition,
        also_called=words.listing(topic.alt_labels),
        scope_note=topic.scope_note or "",
        place=context.place(topic.location),
        count=words.count(len(papers), "paper"),
        summary=f"{words.count(len(papers), 'paper')}, {span}" if span else words.count(len(papers), "paper"),
        spark=None,
        actions=(),
        narrower=(),
        also_under=(),
        related=(),
        companions=(),
        data_sets=(),
        prose=Markup(),
        references=(),
        rule=(),
        long_rule=None,
        rule_note="",
        pins=(),
        pins_count="",
        near_misses=(),
        near_miss_count="",
        near_miss_note="",
        papers=(),
        empty=None,
        pager=None,
        correction=None,
        edit=None,
    )


def _cards(context: Context, links: Links, topic: Topic, papers: tuple[Paper, ...]) -> tuple[Card, ...]:
    return tuple(card(context, links, paper, topic_id=topic.id) for paper in papers)


def _pager(links: Links, topic: Topic, number: int, total: int) -> Pager | None:
    return pager(links, topic_uri(topic.id), number=number, total=total, size=PAPERS_A_PAGE)


def _actions(context: Context, links: Links, topic: Topic) -> tuple[Link, ...]:
    actions: list[Link] = []
    if "explore" in context.tools:
        actions.append(Link(label="Filter in Explore", href=links.to("explore/", query=(("topic", topic.id),))))
    if "compare" in context.tools and context.papers_of[topic.id]:
        actions.append(Link(label="Compare", href=links.to(f"{topic_uri(topic.id)}compare/")))
    files = context.extras.topic_downloads.get(topic.id, ())
    return (*actions, *(Link(label=file.label, href=links.to(file.uri)) for file in files))


def _companions(context: Context, links: Links, topic: Topic, papers: tuple[Paper, ...]) -> tuple[Chip, ...]:
    taxonomy = context.survey.taxonomy
    kin = {topic.id, *taxonomy.ancestors(topic.id), *taxonomy.descendants(topic.id)}
    order = {other.id: rank for rank, other in enumerate(taxonomy.topics)}
    counted = Counter(
        other
        for paper in papers
        for other in context.survey.topics_of[paper.id]
        if other not in kin and taxonomy.by_id[other].parent is not None
    )
    often = sorted(counted.items(), key=lambda item: (-item[1], order[item[0]]))[:_COMPANIONS]
    return tuple(chip(context, links, other, count=str(number)) for other, number in often)


def _data_sets(context: Context, links: Links, topic: Topic, papers: tuple[Paper, ...]) -> tuple[Link, ...]:
    counted = Counter(name for paper in papers for name in context.extras.datasets.get(paper.id, ()))
    often = sorted(counted.items(), key=lambda item: (-item[1], item[0].casefold(), item[0]))[:_COMPANIONS]
    return tuple(
        Link(
            label=f"{name} {number}",
            href=links.to("explore/", query=(("topic", topic.id), ("data", name))),
        )
        for name, number in often
    )


def _pin(context: Context, links: Links, pin: Pin, verb: str) -> PinLine | None:
    paper = context.survey.by_id.get(pin.paper)
    if paper is None:
        return None
    return PinLine(
        verb=verb,
        paper=paper_link(links, paper),
        reason=pin.because or "no reason given",
        place=context.place(pin.location),
    )


def _pins(context: Context, links: Links, topic: Topic) -> tuple[PinLine, ...]:
    lines = [_pin(context, links, pin, "Included") for pin in topic.include]
    lines += [_pin(context, links, pin, "Excluded") for pin in topic.exclude]
    return tuple(line for line in lines if line is not None)


def _near_misses(context: Context, links: Links, topic: Topic) -> tuple[NearMissLine, ...]:
    found = context.near_misses_at.get(topic.id, ())[:_NEAR_MISSES]
    return tuple(
        NearMissLine(paper=paper_link(links, context.survey.by_id[miss.paper]), reason=miss.reason) for miss in found
    )


def _near_miss_note(context: Context, topic: Topic) -> str:
    total = len(context.near_misses_at.get(topic.id, ()))
    return f"{words.number(total - _NEAR_MISSES)} more not shown here." if total > _NEAR_MISSES else ""
