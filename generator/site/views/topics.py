"""The index of topics: every facet with its whole tree and the number of papers in each topic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.core.model import Topic
from generator.site import words
from generator.site.address import Links, topic_uri
from generator.site.page import Page
from generator.site.views.context import Context

_OPEN_LEVELS = 2
"""Levels below a facet that are always shown; deeper branches fold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A topic with those below it."""

    label: str
    href: Markup
    count: str
    is_empty: bool
    is_folded: bool
    narrower_label: str
    narrower: tuple[Branch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetTree:
    """A facet with its tree."""

    id: str
    label: str
    href: Markup
    style: int
    definition: str
    count: str
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics:
    """What the index shows."""

    lead: str
    facets: tuple[FacetTree, ...]


def pages(context: Context) -> Iterator[Page]:
    """Yield the index."""
    taxonomy = context.survey.taxonomy
    links = context.links("topics/")
    below = len(taxonomy.topics) - len(taxonomy.facets)
    lead = (
        f"{words.count(below, 'topic').capitalize()} in {words.count(len(taxonomy.facets), 'facet')}. "
        "A paper counts in its topic and in every topic above it, so the numbers of a branch overlap."
    )
    yield Page(
        uri="topics/",
        template="topics",
        title="Topics",
        description=lead,
        hide=("navigation", "toc"),
        view=Topics(lead=lead, facets=tuple(_facet(context, links, facet) for facet in taxonomy.facets)),
    )


def _facet(context: Context, links: Links, facet: Topic) -> FacetTree:
    return FacetTree(
        id=facet.id,
        label=facet.label,
        href=links.to(topic_uri(facet.id)),
        style=context.style(facet.id),
        definition=facet.definition,
        count=words.count(len(context.papers_of[facet.id]), "paper"),
        branches=tuple(
            _branch(context, links, child, depth=1, above=(facet.id,)) for child in _below(context, facet.id)
        ),
    )


def _below(context: Context, topic_id: str) -> tuple[str, ...]:
    return context.survey.taxonomy.children(topic_id)


def _branch(context: Context, links: Links, topic_id: str, *, depth: int, above: tuple[str, ...]) -> Branch:
    topic = context.survey.taxonomy.by_id[topic_id]
    papers = len(context.papers_of[topic_id])
    trail = (*above, topic_id)
    below = [child for child in _below(context, topic_id) if child not in trail]
    return Branch(
        label=topic.label,
        href=links.to(topic_uri(topic_id)),
        count=str(papers),
        is_empty=papers == 0,
        is_folded=depth >= _OPEN_LEVELS,
        narrower_label=words.count(len(below), "narrower topic"),
        narrower=tuple(_branch(context, links, child, depth=depth + 1, above=trail) for child in below),
    )
