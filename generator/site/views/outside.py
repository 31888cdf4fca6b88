"""Papers that no topic holds: listed openly, with what came nearest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.core.model import Paper
from generator.site import words
from generator.site.address import Links
from generator.site.page import Page
from generator.site.views.context import Context, newest_first
from generator.site.views.paper import WhyNot
from generator.site.views.parts import PaperLink, chip, facts, paper_link


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsidePaper:
    """A paper outside, why a curator thinks it is, and the topics it nearly came into."""

    paper: PaperLink
    facts: str
    reason: str
    nearest: tuple[WhyNot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What the page shows."""

    lead: str
    papers: tuple[OutsidePaper, ...]


def pages(context: Context) -> Iterator[Page]:
    """Yield the page."""
    links = context.links("outside/")
    found = sorted(context.survey.outside, key=newest_first)
    everything = len(context.survey.papers)
    lead = (
        f"{words.count(len(found), 'paper').capitalize()} of {words.number(everything)} "
        f"{'stands' if len(found) == 1 else 'stand'} outside the taxonomy. No rule reached "
        f"{'it' if len(found) == 1 else 'them'}, or a curator decided so; both are told."
        if found
        else f"Every one of the {words.count(everything, 'paper')} is in at least one topic."
    )
    yield Page(
        uri="outside/",
        template="outside",
        title="Outside the taxonomy",
        description=lead,
        hide=("navigation", "toc"),
        view=Outside(lead=lead, papers=tuple(_paper(context, links, paper) for paper in found)),
    )


def _paper(context: Context, links: Links, paper: Paper) -> OutsidePaper:
    pin = next((pin for pin in context.survey.taxonomy.outside if pin.paper == paper.id), None)
    return OutsidePaper(
        paper=paper_link(links, paper),
        facts=facts(paper),
        reason=(pin.because or "") if pin else "",
        nearest=tuple(
            WhyNot(chip=chip(context, links, miss.topic), reason=miss.reason)
            for miss in context.survey.near_misses_of[paper.id]
        ),
    )
