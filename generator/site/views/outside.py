"""Papers that no topic holds: listed openly, with what came nearest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.core.model import Paper
from generator.insight.suggest import Group
from generator.site import sinks, words
from generator.site.address import Links
from generator.site.page import Page
from generator.site.views.context import Context, Place, newest_first
from generator.site.views.paper import WhyNot
from generator.site.views.parts import Chip, PaperLink, chip, facts, paper_link


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsidePaper:
    """A paper outside, why a curator thinks it is, and the topics it nearly came into."""

    paper: PaperLink
    facts: str
    reason: str
    nearest: tuple[WhyNot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A phrase that a rule could have, and whom it would move."""

    phrase: str
    inside: str
    elsewhere: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreachedGroup:
    """Papers that no rule reached and that are alike, and what could be written for them."""

    label: str
    anchor: Markup
    papers: tuple[PaperLink, ...]
    proposals: tuple[Proposed, ...]
    new_topic: str
    new_phrase: str
    nearest: tuple[Chip, ...]
    edit: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What the page shows."""

    lead: str
    papers: tuple[OutsidePaper, ...]
    groups: tuple[UnreachedGroup, ...]


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
        view=Outside(
            lead=lead,
            papers=tuple(_paper(context, links, paper) for paper in found),
            groups=tuple(_group(context, links, group, n) for n, group in enumerate(context.extras.unreached, start=1)),
        ),
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


def _group(context: Context, links: Links, group: Group, number: int) -> UnreachedGroup:
    survey = context.survey
    terms = ", ".join(group.terms[:3])
    return UnreachedGroup(
        label=f"{words.count(len(group.papers), 'paper').capitalize()}{f': {terms}' if terms else ''}",
        anchor=sinks.anchor(f"group-{number}"),
        papers=tuple(paper_link(links, survey.by_id[paper]) for paper in group.papers),
        proposals=tuple(
            Proposed(
                phrase=proposal.phrase,
                inside=words.number(proposal.inside),
                elsewhere=words.number(proposal.elsewhere),
            )
            for proposal in group.proposals
        ),
        new_topic=group.new_topic,
        new_phrase=group.new_phrase,
        nearest=(chip(context, links, group.nearest),) if group.nearest else (),
        edit=context.place(survey.taxonomy.by_id[group.nearest].location) if group.nearest else None,
    )
