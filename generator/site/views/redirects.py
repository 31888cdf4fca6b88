"""Addresses that moved: a paper's other ids and a topic's former ones lead to where it is now.

A redirect is a small HTML file that the site's engine only copies, so that a thousand of them cost nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from generator.core.model import Artefact
from generator.site import words
from generator.site.address import DOCS, paper_uri, topic_uri
from generator.site.render import render_html
from generator.site.views.context import Context
from generator.site.views.parts import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """Where an old address leads; more than one place when two papers could have had it."""

    site_name: str
    is_single: bool
    targets: tuple[Link, ...]


def artefacts(context: Context, *, taken: set[str]) -> Iterator[Artefact]:
    """Yield a redirect for every old address that no page of today has."""
    for uri, targets in sorted(_moved(context).items()):
        if f"{DOCS}/{uri}index.md" in taken:
            continue
        links = context.links(uri)
        view = Redirect(
            site_name=context.settings.site_name,
            is_single=len(targets) == 1,
            targets=tuple(Link(label=label, href=links.to(target)) for target, label in targets),
        )
        yield Artefact(path=f"{DOCS}/{uri}index.html", content=render_html("redirect", view))


def _moved(context: Context) -> dict[str, list[tuple[str, str]]]:
    moved: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for paper in context.survey.papers:
        for alias in paper.aliases:
            moved[paper_uri(alias)].append((paper_uri(paper.id), words.title(paper).text))
    for topic in context.survey.taxonomy.topics:
        for former in topic.formerly:
            moved[topic_uri(former)].append((topic_uri(topic.id), topic.label))
    return moved
