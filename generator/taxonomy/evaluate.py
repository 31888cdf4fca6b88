"""The rules measured against labels by hand: precision, recall, confusion, and every error with its reason.

Owns: labelled papers, the measures, the comparison with committed figures. Must not: read files or print.

A paper expected in a topic is expected in all above it. Optional labels are neither right nor wrong: a pair of paper
and topic with an optional label is left out. Curators' pins never count.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.core.diagnostics import Diagnostic, Report, Severity
from generator.core.model import Location, Match, Paper, Taxonomy
from generator.taxonomy.classify import Classifier, Judgement
from generator.taxonomy.structure import label_key

TOLERANCE = 0.0005
"""Figures are committed with three digits; a smaller drop is rounding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A paper labelled by hand; `expected` and `optional` hold topic ids, those above included."""

    id: str
    title: str
    abstract: str
    expected: frozenset[str]
    optional: frozenset[str]
    has_topics: bool
    """False where only the facets are labelled."""


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


# --- labels --------------------------------------------------------------------------------------


def read_labelled(
    text: str, taxonomy: Taxonomy, *, path: str, report: Report, papers: Sequence[Paper] = ()
) -> tuple[Labelled, ...]:
    """Read JSON Lines of labelled papers; a line that cannot be used is reported and left out.

    A line holds `id`, `labels` (facets), and where known `topics`, `optional_labels`, `title`, `abstract`; a line
    without an abstract is about the paper of that id. Topics may be named by id or by any of their labels.
    """
    known = _Known(
        taxonomy=taxonomy,
        topics=_names(taxonomy),
        papers={name: paper for paper in papers for name in (*paper.aliases, paper.id)},
    )
    made = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            labelled = _labelled(line, Location(path=path, line=number), known, report)
            made += [labelled] if labelled else []
    return tuple(made)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What a line may refer to: topics by their names, papers by theirs."""

    taxonomy: Taxonomy
    topics: Mapping[str, str]
    papers: Mapping[str, Paper]


def _names(taxonomy: Taxonomy) -> dict[str, str]:
    """Return topic ids by folded id, label and other labels; ids win, then the file's order."""
    names = {label_key(topic.id): topic.id for topic in taxonomy.topics}
    for topic in taxonomy.topics:
        for label in (topic.label, *topic.alt_labels, *topic.formerly):
            names.setdefault(label_key(label), topic.id)
    return names


def _labelled(line: str, place: Location, known: _Known, report: Report) -> Labelled | None:
    try:
        row = json.loads(line)
    except ValueError as error:
        report.error("taxonomy/labelled", place, f"the line is no JSON: {error}", hint="one object a line")
        return None
    if not isinstance(row, dict) or not isinstance(row.get("id"), str):
        report.error("taxonomy/labelled", place, "the line has no 'id'", hint='such as {"id": "…", "labels": []}')
        return None
    paper = known.papers.get(row["id"])
    abstract = row.get("abstract") or (paper.abstract if paper else None)
    if not abstract:
        message = f"no abstract for '{row['id']}': neither in the line nor in the survey"
        report.error("taxonomy/labelled", place, message, hint="add 'abstract', or the id of a paper of the survey")
        return None
    expected = _ids(row, ("labels", "topics"), place, known.topics, report)
    optional = _ids(row, ("optional_labels",), place, known.topics, report)
    closed = _with_ancestors(expected, known.taxonomy)
    return Labelled(
        id=row["id"],
        title=(paper.title if paper else row.get("title")) or "",
        abstract=abstract,
        expected=closed,
        optional=_with_ancestors(optional, known.taxonomy) - closed,
        has_topics="topics" in row,
    )


def _ids(
    row: Mapping[str, object], keys: Sequence[str], place: Location, names: Mapping[str, str], report: Report
) -> list[str]:
    found = []
    for key in keys:
        value = row.get(key)
        for name in value if isinstance(value, list) else ():
            topic_id = names.get(label_key(str(name)))
            if topic_id is None:
                message = f"unknown topic '{name}' in '{key}'"
                report.error("taxonomy/labelled", place, message, hint="write the id or the label of a topic")
            else:
                found.append(topic_id)
    return found


def _with_ancestors(ids: Iterable[str], taxonomy: Taxonomy) -> frozenset[str]:
    return frozenset(above for topic_id in ids for above in (topic_id, *taxonomy.ancestors(topic_id)))


# --- measures ------------------------------------------------------------------------------------


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


# --- committed figures ---------------------------------------------------------------------------


def figures(evaluation: Evaluation) -> str:
    """Return the figures of an evaluation as JSON, to be committed and compared with."""
    rows = {score.topic: score for score in evaluation.facets}
    return (
        json.dumps(
            {
                "papers": evaluation.papers,
                "facets": {topic_id: _row(score) for topic_id, score in rows.items()},
                "topics": _row(evaluation.all_topics),
            },
            indent=2,
        )
        + "\n"
    )


def _row(score: Score) -> dict[str, float | int | None]:
    return {
        "precision": _rounded(score.precision),
        "recall": _rounded(score.recall),
        "f1": _rounded(score.f1),
        "right": score.right,
        "extra": score.extra,
        "missing": score.missing,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def compare_with_committed(evaluation: Evaluation, committed: str, *, path: str) -> Iterator[Diagnostic]:
    """Give an error for each measure that is worse than the committed figures, and a note when some are better."""
    place = Location(path=path)
    try:
        before = json.loads(committed)
        rows = {**{facet: row["f1"] for facet, row in before["facets"].items()}, "all topics": before["topics"]["f1"]}
    except (ValueError, KeyError, TypeError, AttributeError):
        hint = "write it anew: survey evaluate papers/gold.jsonl --figures papers/gold-figures.json"
        yield _finding(Severity.ERROR, "figures", place, "the committed figures cannot be read", hint)
        return
    now = {score.topic: score.f1 for score in evaluation.facets} | {"all topics": evaluation.all_topics.f1}
    better = []
    for name, old in rows.items():
        new = now.get(name)
        if old is not None and (new is None or new < old - TOLERANCE):
            shown = "nothing" if new is None else f"{new:.3f}"
            message = f"the rules agree less with the gold labels on {name}: F1 {shown}, committed {old:.3f}"
            hint = "see what went wrong: survey evaluate papers/gold.jsonl --errors"
            yield _finding(Severity.ERROR, "gold-drop", place, message, hint)
        elif new is not None and (old is None or new > old + TOLERANCE):
            better.append(name)
    if better:
        hint = "commit it: survey evaluate papers/gold.jsonl --figures papers/gold-figures.json"
        message = f"the rules agree better with the gold labels than the committed figures say: {', '.join(better)}"
        yield _finding(Severity.NOTE, "gold-better", place, message, hint)


def _finding(severity: Severity, code: str, place: Location, message: str, hint: str) -> Diagnostic:
    return Diagnostic(severity=severity, code=f"taxonomy/{code}", location=place, message=message, hint=hint)


def check_gold(
    taxonomy: Taxonomy, papers: Sequence[Paper], *, gold: tuple[str, str], committed: tuple[str, str] | None
) -> Iterator[Diagnostic]:
    """Give the findings on a survey's own labels: lines that cannot be used, and measures that dropped.

    `gold` and `committed` are a file's path and text; without committed figures nothing is compared.
    """
    report = Report()
    labelled = read_labelled(gold[1], taxonomy, path=gold[0], report=report, papers=papers)
    yield from report.diagnostics
    if committed is not None and not report.diagnostics:
        yield from compare_with_committed(evaluate(taxonomy, labelled), committed[1], path=committed[0])
