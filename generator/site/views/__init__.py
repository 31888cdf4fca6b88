"""Pages of the site, one module a kind of page: the survey in, planned pages out.

Owns: which kinds of page there are, and that all are planned before one is rendered. Must not: know Jinja or write.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.core.model import Artefact, Settings
from generator.site import theme
from generator.site.extras import Extras
from generator.site.headmatter import head_matter
from generator.site.page import Page
from generator.site.render import render
from generator.site.views import (
    atlas,
    compare,
    explore,
    gaps,
    handwritten,
    home,
    method,
    names,
    outside,
    paper,
    phrases,
    redirects,
    reference,
    rules,
    timeline,
    topic,
    topics,
)
from generator.site.views.context import Context
from generator.survey import Survey

KINDS = (
    home,
    explore,
    topics,
    topic,
    phrases,
    compare,
    paper,
    gaps,
    timeline,
    atlas,
    names,
    outside,
    method,
    rules,
    reference,
    handwritten,
)
"""The kinds of page, in the order in which they are planned; a new kind is one module and one name here."""


class PathClashError(ValueError):
    """Two pages want the same file. Ids are checked where they are read, so this is a bug there."""


def plan(context: Context) -> tuple[Page, ...]:
    """Return all pages, none rendered.

    Raises:
        PathClashError: Two of them have the same address.
    """
    planned: dict[str, Page] = {}
    for kind in KINDS:
        for page in kind.pages(context):
            if page.path in planned:
                raise PathClashError(f"two pages are written to {page.path}: {planned[page.path].title}, {page.title}")
            planned[page.path] = page
    return tuple(planned.values())


def pages(survey: Survey, settings: Settings, extras: Extras | None = None) -> Iterator[Artefact]:
    """Yield every file of the site that is not an export: pages, redirects, assets, theme overrides."""
    context = Context(
        survey=survey,
        settings=settings,
        extras=extras or Extras(),
        tools=frozenset(kind.__name__.rpartition(".")[2] for kind in KINDS),
    )
    planned = plan(context)
    taxonomy = survey.taxonomy
    facets = {topic.id: taxonomy.facet_of(topic.id).id for topic in taxonomy.topics}
    for page in planned:
        head = head_matter(page, settings, facets=facets)
        yield render(replace(page, properties=head.properties, json_ld=head.json_ld))
    yield from redirects.artefacts(context, taken={page.path for page in planned})
    yield from explore.artefacts(context)
    yield from atlas.artefacts(context)
    yield from theme.artefacts(context.edition)
