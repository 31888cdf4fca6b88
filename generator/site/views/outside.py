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
from generator.site.views.paging import Pager, pager, sheet_uri, sheets
from generator.site.views.paper import WhyNot
from generator.site.views.parts import Chip, Crumb, Link, PaperLink, chip, facts, paper_link

URI = "outside/"
GROUPS_URI = "outside/unreached/"
PAPERS_A_PAGE = 30
_GROUPS_A_PAGE = 8
_PAPERS_A_GROUP = 30
_TITLE = "Outside the taxonomy"
_GROUPS_LEAD = (
    "Papers that share words, with phrases that would bring them in and how many other papers each would move. Copy "
    "what fits into taxonomy.yaml. A paper that is rightly outside is named there under “outside”, with the reason, "
    "and leaves this list."
)


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
    more: str
    proposals: tuple[Proposed, ...]
    new_topic: str
    new_phrase: str
    nearest: tuple[Chip, ...]
    edit: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What the page shows: papers, or groups of those that no rule reached."""

    crumbs: tuple[Crumb, ...]
    lead: str
    papers: tuple[OutsidePaper, ...]
    groups: tuple[UnreachedGroup, ...]
    groups_link: Link | None
    pager: Pager | None


def pages(context: Context) -> Iterator[Page]:
    """Yield the papers outside, over as many pages as they take, and the groups of those that no rule reached."""
    found = sorted(context.survey.outside, key=newest_first)
    lead = _lead(len(found), len(context.survey.papers))
    for number, shown in enumerate(sheets(found, PAPERS_A_PAGE), start=1):
        uri = sheet_uri(URI, number)
        links = context.links(uri)
        yield Page(
            uri=uri,
            template="outside",
            title=_TITLE if number == 1 else f"{_TITLE}, page {number}",
            description=lead,
            hide=("navigation", "toc"),
            is_searchable=number == 1,
            view=Outside(
                crumbs=(),
                lead=lead,
                papers=tuple(_paper(context, links, paper) for paper in shown),
                groups=(),
                groups_link=_groups_link(context, links),
                pager=pager(links, URI, number=number, total=len(found), size=PAPERS_A_PAGE),
            ),
        )
    if context.extras.unreached:
        yield from _groups(context)


def _lead(found: int, everything: int) -> str:
    if not found:
        return f"Every one of the {words.count(everything, 'paper')} is in at least one topic."
    return (
        f"{words.count(found, 'paper').capitalize()} of {words.number(everything)} "
        f"{'stands' if found == 1 else 'stand'} outside the taxonomy. No rule reached "
        f"{'it' if found == 1 else 'them'}, or a curator decided so; both are told."
    )


def _groups_link(context: Context, links: Links) -> Link | None:
    groups = context.extras.unreached
    if not groups:
        return None
    reached = words.count(sum(len(group.papers) for group in groups), "paper")
    return Link(label=f"What would bring in {reached} that no rule reached", href=links.to(GROUPS_URI))


def _groups(context: Context) -> Iterator[Page]:
    groups = tuple(enumerate(context.extras.unreached, start=1))
    for number, shown in enumerate(sheets(groups, _GROUPS_A_PAGE), start=1):
        uri = sheet_uri(GROUPS_URI, number)
        links = context.links(uri)
        yield Page(
            uri=uri,
            template="outside",
            title="What no rule reached" if number == 1 else f"What no rule reached, page {number}",
            description="Papers that no rule reached, in groups, with phrases that would bring them in.",
            hide=("navigation", "toc"),
            is_searchable=False,
            view=Outside(
                crumbs=(Crumb(label=_TITLE, href=links.to(URI)), Crumb(label="What no rule reached", href=None)),
                lead=_GROUPS_LEAD,
                papers=(),
                groups=tuple(_group(context, links, group, place) for place, group in shown),
                groups_link=None,
                pager=pager(links, GROUPS_URI, number=number, total=len(groups), size=_GROUPS_A_PAGE),
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
    hidden = len(group.papers) - _PAPERS_A_GROUP
    return UnreachedGroup(
        label=f"{words.count(len(group.papers), 'paper').capitalize()}{f': {terms}' if terms else ''}",
        anchor=sinks.anchor(f"group-{number}"),
        papers=tuple(paper_link(links, survey.by_id[paper]) for paper in group.papers[:_PAPERS_A_GROUP]),
        more=f"{words.number(hidden)} more of them stand in the list of papers outside." if hidden > 0 else "",
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
