"""The rules measured against labels by hand: precision, recall, confusion, and every error with its reason.

Owns: the measures. Must not: read files or print.

Optional labels are neither right nor wrong: a pair of paper and topic with an optional label is left out. Curators'
pins never count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.core.model import Match, Paper, Taxonomy
from generator.taxonomy.classify import Classifier, Judgement
from generator.taxonomy.labelled import Labelled


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How often the rules and the labels agree on one topic."""

    topic: str
    right: int = 0
    extra: int = 0
    missing: int = 0

    @property
    def precision(self) -> float | None:
        """The share of the rules' papers that the labels hold too; None when the rules hold none."""
        return _share(self.right, self.right + self.extra)

    @property
    def recall(self) -> float | None:
        """The share of the labelled papers that the rules hold too; None when none is labelled."""
        return _share(self.right, self.right + self.missing)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None when neither rules nor labels hold a paper."""
        return _share(2 * self.right, 2 * self.right + self.extra + self.missing)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A paper that the rules hold and the labels do not (`is_extra`), or the other way round, and why."""

    paper: str
    title: str
    topic: str
    is_extra: bool
    matches: tuple[Match, ...]
    through: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """How often papers of one topic were found in its sibling instead."""

    expected: str
    found: str
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Rules against labels: scores in the taxonomy's order, of the facets and of all other topics."""

    papers: int
    facets: tuple[Score, ...]
    topics: tuple[Score, ...]
    errors: tuple[Disagreement, ...]
    confusions: tuple[Confusion, ...]

    @property
    def all_topics(self) -> Score:
        """The scores of all topics below the facets, added up."""
        return Score(
            topic="",
            right=sum(score.right for score in self.topics),
            extra=sum(score.extra for score in self.topics),
            missing=sum(score.missing for score in self.topics),
        )


def evaluate(taxonomy: Taxonomy, labelled: Sequence[Labelled]) -> Evaluation:
    """Measure the rules of a taxonomy on labelled papers."""
    classifier = Classifier(taxonomy)
    judged = [(one, classifier.judge(title=one.title, abstract=one.abstract)) for one in labelled]
    facets = {topic.id for topic in taxonomy.facets}
    errors: list[Disagreement] = []
    counts: dict[str, Counter[str]] = {topic.id: Counter() for topic in taxonomy.topics}
    for one, judgement in judged:
        measured = facets if not one.has_topics else counts
        for topic in taxonomy.topics:
            if topic.id in measured and topic.id not in one.optional:
                kind = _kind(topic.id in one.expected, topic.id in judgement.held)
                counts[topic.id][kind] += 1
                if kind in {"extra", "missing"}:
                    errors.append(_disagreement(one, topic.id, judgement, classifier, is_extra=kind == "extra"))
    scores = [
        Score(topic=topic_id, right=count["right"], extra=count["extra"], missing=count["missing"])
        for topic_id, count in counts.items()
    ]
    return Evaluation(
        papers=len(labelled),
        facets=tuple(score for score in scores if score.topic in facets),
        topics=tuple(score for score in scores if score.topic not in facets),
        errors=tuple(errors),
        confusions=tuple(_confusions(taxonomy, errors)),
    )


def _kind(is_expected: bool, is_held: bool) -> str:  # noqa: FBT001 - the two sides of a table of four
    if is_expected == is_held:
        return "right" if is_held else "neither"
    return "extra" if is_held else "missing"


def _disagreement(
    one: Labelled, topic_id: str, judgement: Judgement, classifier: Classifier, *, is_extra: bool
) -> Disagreement:
    paper = Paper(id=one.id, title=one.title, abstract=one.abstract)
    if is_extra:
        assignment = classifier.assignment(paper, topic_id, judgement)
        return Disagreement(
            paper=one.id,
            title=one.title,
            topic=topic_id,
            is_extra=True,
            matches=assignment.matches,
            through=assignment.through,
        )
    near_miss = classifier.near_miss(paper, topic_id, judgement)
    return Disagreement(
        paper=one.id,
        title=one.title,
        topic=topic_id,
        is_extra=False,
        matches=near_miss.matched if near_miss else (),
        reason=near_miss.reason if near_miss else "no phrase of the rule was found",
    )


def _confusions(taxonomy: Taxonomy, errors: Sequence[Disagreement]) -> Iterator[Confusion]:
    """Give the pairs of siblings of which the one was missing and the other extra in the same paper."""
    extra: dict[str, set[str]] = {}
    for error in errors:
        if error.is_extra:
            extra.setdefault(error.paper, set()).add(error.topic)
    papers: dict[tuple[str, str], list[str]] = {}
    for error in errors:
        for found in () if error.is_extra else sorted(extra.get(error.paper, ())):
            if found in _siblings(taxonomy, error.topic):
                papers.setdefault((error.topic, found), []).append(error.paper)
    order = {topic.id: number for number, topic in enumerate(taxonomy.topics)}
    for expected, found in sorted(papers, key=lambda pair: (-len(papers[pair]), order[pair[0]], order[pair[1]])):
        yield Confusion(expected=expected, found=found, papers=tuple(papers[expected, found]))


def _siblings(taxonomy: Taxonomy, topic_id: str) -> set[str]:
    topic = taxonomy.by_id[topic_id]
    if not topic.parents:
        return {facet.id for facet in taxonomy.facets}
    return {child for parent in topic.parents for child in taxonomy.children(parent)}
