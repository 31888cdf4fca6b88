"""Published ids that changed: where they lead now, and which ones lead nowhere.

Owns: redirects between two states and the check that none is missing. Must not: write redirects.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.compare.changes import Redirect
from generator.compare.papers import Identities
from generator.compare.topics import phrases
from generator.core.diagnostics import Diagnostic, Severity
from generator.core.model import Location, Paper, Taxonomy, Topic
from generator.survey import Survey

TAXONOMY_PATH = "taxonomy.yaml"
CURATED_PATH = "papers/curated.yaml"


def redirects(base: Survey, head: Survey) -> Iterator[Redirect]:
    """Yield the old ids that lead to another page now: topics first, each kind by old id."""
    former = {old: topic.id for topic in head.taxonomy.topics for old in topic.formerly}
    for old in sorted(base.taxonomy.by_id):
        if old not in head.taxonomy.by_id and old in former:
            yield Redirect(kind="topic", old=old, new=former[old])
    aliases = {alias: paper.id for paper in head.papers for alias in paper.aliases}
    for paper in base.papers:
        if paper.id not in head.by_id and paper.id in aliases:
            yield Redirect(kind="paper", old=paper.id, new=aliases[paper.id])


def _successor(base: Taxonomy, head: Taxonomy, old: Topic) -> Topic | None:
    """Guess which topic took a removed one's place: its label, its phrases, else the topic above it."""
    new = [topic for topic in head.topics if topic.id not in base.by_id]
    words = _phrases(old)
    by_label = next((topic for topic in new if topic.label.casefold() == old.label.casefold()), None)
    by_phrases = max(new, key=lambda topic: len(words & _phrases(topic)), default=None)
    if by_label is None and by_phrases is not None and words & _phrases(by_phrases):
        by_label = by_phrases
    above = (head.by_id[topic.id] for topic in reversed(base.path(old.id)[:-1]) if topic.id in head.by_id)
    return by_label or next(above, None)


def _phrases(topic: Topic) -> frozenset[str]:
    return frozenset(phrase.text for name, phrase in phrases(topic.rule) if name in {"any", "central", "some"})


def _lost_topic(base: Taxonomy, head: Taxonomy, old: Topic) -> Diagnostic:
    heir = _successor(base, head, old)
    cure = f"add 'formerly: [{old.id}]' to the topic that takes its place"
    if heir is not None:
        cure += f", such as '{heir.id}' at {TAXONOMY_PATH}:{heir.location.line}"
    return Diagnostic(
        severity=Severity.ERROR,
        code="compare/topic-address-lost",
        location=heir.location if heir else Location(path=TAXONOMY_PATH),
        message=f"published topic '{old.id}' disappears and nothing redirects its address",
        hint=cure,
        related=((old.location, "in the base revision it stood here"),),
    )


def _lost_paper(paper: Paper, heir: Paper | None) -> Diagnostic:
    place = paper.records[0].location if paper.records else Location(path=CURATED_PATH)
    if heir is not None:
        cure = f"add 'formerly: [{paper.id}]' to the entry of '{heir.id}' in {CURATED_PATH}"
    else:
        cure = (
            f"put the record back, or add 'formerly: [{paper.id}]' to the entry in {CURATED_PATH} "
            "of the paper that takes its place"
        )
    return Diagnostic(
        severity=Severity.ERROR,
        code="compare/paper-address-lost",
        location=heir.records[0].location if heir and heir.records else Location(path=CURATED_PATH),
        message=f"published paper '{paper.id}' disappears and nothing redirects its address",
        hint=cure,
        related=((place, "in the base revision it stood here"),),
    )


def _lost_former(old: str, topic: Topic, place: Location) -> Diagnostic:
    return Diagnostic(
        severity=Severity.ERROR,
        code="compare/redirect-lost",
        location=place,
        message=f"former topic id '{old}' no longer redirects",
        hint=f"put '{old}' back into 'formerly:' of '{topic.id}'; a published address is kept for good",
    )


def lost_addresses(base: Survey, head: Survey, same: Identities) -> Iterator[Diagnostic]:
    """Yield one error for each published id of the old state that the new one neither has nor redirects."""
    topics = head.taxonomy.by_id
    former = {old for topic in head.taxonomy.topics for old in topic.formerly}
    for topic in base.taxonomy.topics:
        if topic.id not in topics and topic.id not in former:
            yield _lost_topic(base.taxonomy, head.taxonomy, topic)
        heir = topics.get(topic.id, topic)
        for old in topic.formerly:
            if old not in topics and old not in former:
                yield _lost_former(old, heir, heir.location)
    reachable = set(head.by_id) | {alias for paper in head.papers for alias in paper.aliases}
    for paper in base.papers:
        if paper.id not in reachable:
            new = same.after.get(paper.id)
            yield _lost_paper(paper, head.by_id[new] if new else None)
