"""The phrases of a topic's rule, list by list, each with its line in the taxonomy and with what it finds.

Owns: how a rule is shown. Must not: know how well it does as a whole (`rules`).
A short rule stands on its topic's page, a long one on pages of its own below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.core.model import Phrase, Topic
from generator.site import words
from generator.site.address import topic_uri
from generator.site.page import Page
from generator.site.views.context import Context, Place
from generator.site.views.paging import Pager, pager, sheet_uri, sheets
from generator.site.views.parts import Crumb, Link

MOST_ON_TOPIC = 24
"""A rule of more phrases stands on a page of its own, so that the topic's page keeps to its budget."""
_A_PAGE = 150
_LISTS = (
    ("any", "One of these is enough"),
    ("central", "One of these is enough, in the title or where the paper says what it does"),
    ("some", "Two different ones of these"),
    ("all", "Each of these as well"),
    ("none", "None of these"),
    ("ignore", "Other senses, which count for nothing here and in narrower topics"),
    ("needs", "Only papers that are in these topics too"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseLine:
    """A phrase of the rule, its line in the taxonomy, and what it does in this survey, where that is known."""

    text: str
    place: Place
    use: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseGroup:
    """Phrases that count in the same way."""

    label: str
    count: str
    phrases: tuple[PhraseLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleOf:
    """A long rule on a page of its own."""

    crumbs: tuple[Crumb, ...]
    lead: str
    groups: tuple[PhraseGroup, ...]
    pager: Pager | None


def rule_uri(topic_id: str) -> str:
    """Return the address of a long rule."""
    return f"{topic_uri(topic_id)}rule/"


def is_long(topic: Topic) -> bool:
    """Tell whether a topic's rule has a page of its own."""
    return len(_written(topic)) > MOST_ON_TOPIC


def _written(topic: Topic) -> list[tuple[str, Phrase]]:
    """Return every phrase of a rule with the label of its list."""
    if topic.rule is None:
        return []
    return [(label, phrase) for name, label in _LISTS for phrase in getattr(topic.rule, name)]


def groups(context: Context, topic: Topic) -> tuple[PhraseGroup, ...]:
    """Return a rule's phrases, list by list."""
    return _grouped(context, topic, _written(topic))


def _grouped(context: Context, topic: Topic, written: list[tuple[str, Phrase]]) -> tuple[PhraseGroup, ...]:
    totals = {label: 0 for label, _ in written}
    for label, _ in _written(topic):
        totals[label] = totals.get(label, 0) + 1
    by_label: dict[str, list[PhraseLine]] = {}
    for label, phrase in written:
        line = PhraseLine(text=phrase.text, place=context.place(phrase.location), use=context.use_of(phrase))
        by_label.setdefault(label, []).append(line)
    return tuple(
        PhraseGroup(label=label, count=words.number(totals[label]), phrases=tuple(lines))
        for label, lines in by_label.items()
    )


def pages(context: Context) -> Iterator[Page]:
    """Yield the pages of every long rule."""
    for topic in context.survey.taxonomy.topics:
        if is_long(topic):
            yield from _pages_of(context, topic)


def _pages_of(context: Context, topic: Topic) -> Iterator[Page]:
    written = _written(topic)
    base = rule_uri(topic.id)
    lead = f"{words.count(len(written), 'phrase').capitalize()} of the rule that brings papers to {topic.label}."
    page = Page(
        uri=base,
        template="rule",
        title=f"The rule of {topic.label}",
        description=lead,
        hide=("navigation", "toc"),
        is_searchable=False,
        view=None,
    )
    for number, shown in enumerate(sheets(written, _A_PAGE), start=1):
        links = context.links(sheet_uri(base, number))
        path = context.survey.taxonomy.path(topic.id)
        view = RuleOf(
            crumbs=(
                Crumb(label="Topics", href=links.to("topics/")),
                *(Crumb(label=step.label, href=links.to(topic_uri(step.id))) for step in path),
                Crumb(label="Rule", href=None),
            ),
            lead=lead,
            groups=_grouped(context, topic, list(shown)),
            pager=pager(links, base, number=number, total=len(written), size=_A_PAGE),
        )
        title = page.title if number == 1 else f"{page.title}, page {number}"
        yield replace(page, uri=sheet_uri(base, number), title=title, view=view)


def link_to_long(context: Context, topic: Topic) -> Link | None:
    """Return the way from a topic's page to its long rule; None where the rule stands on that page itself."""
    if not is_long(topic):
        return None
    label = f"All {words.count(len(_written(topic)), 'phrase')} of the rule, with what each finds"
    return Link(label=label, href=context.links(topic_uri(topic.id)).to(rule_uri(topic.id)))
