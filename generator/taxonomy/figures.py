"""The figures of an evaluation as they are committed, and whether the rules have become worse.

Owns: the form of the figures, the comparison, the check of a survey's own labels. Must not: read files or print.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from generator.core.diagnostics import Diagnostic, Report, Severity
from generator.core.model import Location, Paper, Taxonomy
from generator.taxonomy.evaluate import Evaluation, Score, evaluate
from generator.taxonomy.labelled import read_labelled

TOLERANCE = 0.0005
"""Figures are committed with three digits; a smaller drop is rounding."""


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
