"""Checks of a taxonomy against its papers.

Owns: findings that need both, or the classifier; the order of all checks. Must not: print, write, read files.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from rapidfuzz import fuzz, process

from generator.core.diagnostics import Diagnostic, Severity
from generator.core.model import Classification, Paper, Pin, Taxonomy, Topic
from generator.taxonomy.examples import check_examples
from generator.taxonomy.phrases import check_phrases

LARGE_SHARE = 0.4
"""A topic with more of all papers than this hardly tells papers apart."""
LOOSE_SHARE = 0.5
"""A facet more of whose papers than this are in none of its narrower topics is not worked out."""
FEWEST_PAPERS = 10
"""Below this number of papers shares say nothing."""
_ALIKE = 0.6
"""The least similarity of two ids of which one may be meant for the other."""


def check(taxonomy: Taxonomy, papers: Sequence[Paper], classification: Classification) -> Iterator[Diagnostic]:
    """Give every finding on a taxonomy that was loaded without an error."""
    yield from check_phrases(taxonomy)
    yield from check_examples(taxonomy)
    yield from _check_pins(taxonomy, papers)
    yield from _check_outside(taxonomy, papers, classification)
    yield from _check_shares(taxonomy, len(papers), _holdings(taxonomy, classification))


def _holdings(taxonomy: Taxonomy, classification: Classification) -> dict[str, set[str]]:
    held: dict[str, set[str]] = {topic.id: set() for topic in taxonomy.topics}
    for assignment in classification.assignments:
        held[assignment.topic].add(assignment.paper)
    return held


# --- curators' pins ------------------------------------------------------------------------------


def _names(papers: Sequence[Paper]) -> dict[str, str]:
    """Return the ids of papers by each name that they go by."""
    return {name: paper.id for paper in papers for name in (*paper.aliases, paper.id)}


def _check_pins(taxonomy: Taxonomy, papers: Sequence[Paper]) -> Iterator[Diagnostic]:
    names = _names(papers)
    for topic in taxonomy.topics:
        for key, pins in (("include", topic.include), ("exclude", topic.exclude)):
            yield from _unknown(pins, f"'{key}' of topic '{topic.id}'", names)
        yield from _contradicting(topic, names)
    yield from _unknown(taxonomy.outside, "'outside'", names)


def _unknown(pins: Sequence[Pin], where: str, names: Collection[str]) -> Iterator[Diagnostic]:
    for pin in pins:
        if pin.paper not in names:
            close = process.extractOne(pin.paper, tuple(names), scorer=fuzz.ratio, score_cutoff=100 * _ALIKE)
            yield Diagnostic(
                severity=Severity.ERROR,
                code="taxonomy/unknown-paper",
                location=pin.location,
                message=f"unknown paper '{pin.paper}' in {where}",
                hint=f"did you mean '{close[0]}'?" if close else "write the last part of the address of its page",
            )


def _contradicting(topic: Topic, names: dict[str, str]) -> Iterator[Diagnostic]:
    included = {names.get(pin.paper, pin.paper): pin for pin in topic.include}
    for pin in topic.exclude:
        other = included.get(names.get(pin.paper, pin.paper))
        if other is not None:
            yield Diagnostic(
                severity=Severity.ERROR,
                code="taxonomy/include-and-exclude",
                location=pin.location,
                message=f"paper '{pin.paper}' is included in topic '{topic.id}' (line {other.location.line}) "
                "and excluded from it",
                hint="remove one of the two",
                related=((other.location, "included here"),),
            )


def _check_outside(taxonomy: Taxonomy, papers: Sequence[Paper], classification: Classification) -> Iterator[Diagnostic]:
    names = _names(papers)
    topics: dict[str, str] = {}
    for assignment in classification.assignments:
        topics.setdefault(assignment.paper, assignment.topic)
    for pin in taxonomy.outside:
        topic = topics.get(names.get(pin.paper, pin.paper))
        if topic is not None:
            yield Diagnostic(
                severity=Severity.WARNING,
                code="taxonomy/not-outside",
                location=pin.location,
                message=f"paper '{pin.paper}' is said to be outside the taxonomy, but topic '{topic}' holds it",
                hint=f"remove it here, or exclude it from topic '{topic}'",
            )


# --- shares --------------------------------------------------------------------------------------


def _check_shares(taxonomy: Taxonomy, count: int, held: dict[str, set[str]]) -> Iterator[Diagnostic]:
    for topic in taxonomy.topics:
        papers = held[topic.id]
        if not papers:
            yield _note(topic, "empty-topic", f"topic '{topic.id}' holds no paper", "widen its rule, or leave it so")
        elif count >= FEWEST_PAPERS and len(papers) > LARGE_SHARE * count:
            message = f"topic '{topic.id}' holds {len(papers)} of {count} papers, which hardly tells them apart"
            yield _note(topic, "broad-topic", message, "is a phrase of its rule too wide?")
        if topic.parent is None and topic.narrower:
            yield from _loose(topic, papers, set().union(*(held[child] for child in taxonomy.children(topic.id))))


def _note(topic: Topic, code: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(
        severity=Severity.NOTE, code=f"taxonomy/{code}", location=topic.location, message=message, hint=hint
    )


def _loose(facet: Topic, papers: set[str], below: set[str]) -> Iterator[Diagnostic]:
    loose = len(papers - below)
    if len(papers) >= FEWEST_PAPERS and loose > LOOSE_SHARE * len(papers):
        yield Diagnostic(
            severity=Severity.WARNING,
            code="taxonomy/loose-facet",
            location=facet.location,
            message=f"{loose} of {len(papers)} papers of facet '{facet.id}' fit none of its narrower topics",
            hint="add narrower topics; `survey suggest` groups such papers",
        )
