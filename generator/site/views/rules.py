"""How well the rules are written: what each phrase finds, which are idle, which carry a topic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.site import words
from generator.site.address import Links
from generator.site.page import Page
from generator.site.views.context import Context, Place
from generator.site.views.parts import Chip, Figure, chip
from generator.taxonomy.quality import PhraseUse, TopicQuality


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseRow:
    """A phrase, its place in the file, and what it does."""

    phrase: str
    list: str
    place: Place
    found: str
    decides: str
    needed: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """A topic in the overview, and its phrases."""

    chip: Chip
    label: str
    papers: str
    by_rule: str
    by_curator: str
    leading: str
    idle: str
    single: str
    examples: str
    overlap: str
    phrases: tuple[PhraseRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the page shows."""

    lead: str
    figures: tuple[Figure, ...]
    rows: tuple[RuleRow, ...]


def pages(context: Context) -> Iterator[Page]:
    """Yield the page, where the figures are known."""
    found = context.extras.quality
    if not found:
        return
    links = context.links("rules/")
    lead = (
        "Every phrase of every rule with the papers that it finds. A phrase that stands in no paper may be misspelt; "
        "one that carries a whole topic deserves a second look; one that a single paper needs may fit that paper alone."
    )
    yield Page(
        uri="rules/",
        template="rules",
        title="The rules at work",
        description=lead,
        hide=("navigation", "toc"),
        view=Rules(lead=lead, figures=_figures(found), rows=tuple(_row(context, links, one) for one in found)),
    )


def _figures(found: tuple[TopicQuality, ...]) -> tuple[Figure, ...]:
    phrases = [use for one in found for use in one.phrases]
    examples, passing = sum(one.examples for one in found), sum(one.examples_passing for one in found)
    return (
        Figure(value=words.number(len(phrases)), label="phrases"),
        Figure(value=words.number(sum(not use.found for use in phrases)), label="stand in no paper"),
        Figure(value=words.number(sum(use.needed == 1 for use in phrases)), label="needed by one paper only"),
        Figure(value=f"{words.number(passing)} of {words.number(examples)}", label="examples hold"),
    )


def _row(context: Context, links: Links, one: TopicQuality) -> RuleRow:
    taxonomy = context.survey.taxonomy
    leading = one.leading
    overlap = one.overlaps[0] if one.overlaps else None
    return RuleRow(
        chip=chip(context, links, one.topic),
        label=taxonomy.by_id[one.topic].label,
        papers=words.number(one.papers),
        by_rule=words.number(one.by_rule),
        by_curator=words.number(one.by_curator),
        leading=f"{leading.phrase.text} ({leading.decides})" if leading else "",
        idle=words.number(len(one.idle)) if one.phrases else "",
        single=words.number(len(one.for_one_paper)) if one.phrases else "",
        examples=f"{one.examples_passing} of {one.examples}" if one.examples else "",
        overlap=f"{taxonomy.by_id[overlap.topic].label}: {overlap.papers}" if overlap else "",
        phrases=tuple(_phrase(context, use) for use in one.phrases),
    )


def _phrase(context: Context, use: PhraseUse) -> PhraseRow:
    remark = "stands in no paper" if not use.found else "needed by one paper only" if use.needed == 1 else ""
    return PhraseRow(
        phrase=use.phrase.text,
        list=use.list,
        place=context.place(use.phrase.location),
        found=words.number(use.found),
        decides=words.number(use.decides),
        needed=words.number(use.needed),
        remark=remark,
    )
