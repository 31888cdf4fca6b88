"""How well the rules are written: an overview by facet, and for each facet its topics with their figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.core.model import Topic
from generator.site import words
from generator.site.address import Links, topic_uri
from generator.site.page import Page
from generator.site.views.context import Context
from generator.site.views.paging import Pager, pager, sheet_uri, sheets
from generator.site.views.parts import Crumb, Figure, Link
from generator.taxonomy.quality import TopicQuality

URI = "rules/"
_TOPICS_A_PAGE = 80
_OF_FACET = ("Facet", "Topics", "Papers", "Phrases", "Stand in no paper", "Needed by one paper", "Examples that hold")
_OF_TOPIC = (
    "Topic",
    "Papers",
    "By its own rule",
    "By a curator",
    "Phrases",
    "Stand in no paper",
    "Needed by one paper",
    "Leading phrase (papers)",
    "Examples that hold",
    "Shares most with",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """A topic, or a whole facet, and its figures, one a column of the page's head."""

    name: Link
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the page shows."""

    crumbs: tuple[Crumb, ...]
    lead: str
    figures: tuple[Figure, ...]
    caption: str
    head: tuple[str, ...]
    rows: tuple[RuleRow, ...]
    pager: Pager | None


def facet_uri(facet_id: str) -> str:
    """Return the address of the rules of a facet."""
    return f"{URI}{facet_id}/"


def pages(context: Context) -> Iterator[Page]:
    """Yield the overview and a page a facet, where the figures are known."""
    found = context.extras.quality
    if not found:
        return
    links = context.links(URI)
    taxonomy = context.survey.taxonomy
    lead = (
        "How the rules do, facet by facet. A phrase that stands in no paper may be misspelt; one that carries a whole "
        "topic deserves a second look; one that a single paper needs may fit that paper alone. Every phrase stands "
        "with what it finds on its topic’s page."
    )
    of_facet = {
        facet.id: [one for one in found if taxonomy.facet_of(one.topic).id == facet.id] for facet in taxonomy.facets
    }
    rows = tuple(_facet(links, facet, of_facet[facet.id]) for facet in taxonomy.facets)
    yield Page(
        uri=URI,
        template="rules",
        title="The rules at work",
        description=lead,
        hide=("navigation", "toc"),
        view=Rules(
            crumbs=(),
            lead=lead,
            figures=_figures(found),
            caption="The rules of each facet",
            head=_OF_FACET,
            rows=rows,
            pager=None,
        ),
    )
    for facet in taxonomy.facets:
        yield from _pages_of(context, facet, of_facet[facet.id])


def _pages_of(context: Context, facet: Topic, found: Sequence[TopicQuality]) -> Iterator[Page]:
    base = facet_uri(facet.id)
    title = f"The rules of {facet.label}"
    for number, shown in enumerate(sheets(found, _TOPICS_A_PAGE), start=1):
        uri = sheet_uri(base, number)
        links = context.links(uri)
        lead = f"{words.count(len(found), 'topic').capitalize()}, each with its papers, its phrases and its examples."
        yield Page(
            uri=uri,
            template="rules",
            title=title if number == 1 else f"{title}, page {number}",
            description=lead,
            hide=("navigation", "toc"),
            is_searchable=False,
            view=Rules(
                crumbs=(
                    Crumb(label="The rules at work", href=links.to(URI)),
                    Crumb(label=facet.label, href=None),
                ),
                lead=lead,
                figures=_figures(found),
                caption=title,
                head=_OF_TOPIC,
                rows=tuple(_topic(context, links, one) for one in shown),
                pager=pager(links, base, number=number, total=len(found), size=_TOPICS_A_PAGE),
            ),
        )


def _examples(found: Sequence[TopicQuality]) -> str:
    tried = sum(one.examples for one in found)
    return f"{words.number(sum(one.examples_passing for one in found))} of {words.number(tried)}" if tried else ""


def _figures(found: Sequence[TopicQuality]) -> tuple[Figure, ...]:
    phrases = [use for one in found for use in one.phrases]
    return (
        Figure(value=words.number(len(phrases)), label="phrases"),
        Figure(value=words.number(sum(not use.found for use in phrases)), label="stand in no paper"),
        Figure(value=words.number(sum(use.needed == 1 for use in phrases)), label="needed by one paper only"),
        Figure(value=_examples(found) or "none", label="examples hold"),
    )


def _facet(links: Links, facet: Topic, found: Sequence[TopicQuality]) -> RuleRow:
    phrases = [use for one in found for use in one.phrases]
    own = next(one for one in found if one.topic == facet.id)
    return RuleRow(
        name=Link(label=facet.label, href=links.to(facet_uri(facet.id))),
        cells=(
            words.number(len(found) - 1),
            words.number(own.papers),
            words.number(len(phrases)),
            words.number(sum(not use.found for use in phrases)),
            words.number(sum(use.needed == 1 for use in phrases)),
            _examples(found),
        ),
    )


def _topic(context: Context, links: Links, one: TopicQuality) -> RuleRow:
    taxonomy = context.survey.taxonomy
    leading = one.leading
    overlap = one.overlaps[0] if one.overlaps else None
    href: Markup = links.to(topic_uri(one.topic), fragment="rule")
    return RuleRow(
        name=Link(label=taxonomy.by_id[one.topic].label, href=href),
        cells=(
            words.number(one.papers),
            words.number(one.by_rule),
            words.number(one.by_curator),
            words.number(len(one.phrases)),
            words.number(len(one.idle)) if one.phrases else "",
            words.number(len(one.for_one_paper)) if one.phrases else "",
            f"{leading.phrase.text} ({leading.decides})" if leading else "",
            _examples([one]),
            f"{taxonomy.by_id[overlap.topic].label}: {overlap.papers}" if overlap else "",
        ),
    )
