"""An evaluation of the rules as text for the terminal and as JSON.

Owns: the layout of what `survey evaluate` writes. Must not: compute, print.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.cli.showing import Json
from generator.core.model import Taxonomy
from generator.taxonomy.evaluate import Disagreement, Evaluation, Score

_WIDTH = 44


def as_json(evaluation: Evaluation, *, has_errors: bool) -> Json:
    """Return an evaluation as one JSON object."""
    shown: dict[str, Json] = {
        "papers": evaluation.papers,
        "facets": [_score(score) for score in evaluation.facets],
        "topics": [_score(score) for score in evaluation.topics],
        "all_topics": _score(evaluation.all_topics),
        "confusions": [
            {"expected": one.expected, "found": one.found, "papers": list(one.papers)} for one in evaluation.confusions
        ],
    }
    if has_errors:
        shown["errors"] = [_error(error) for error in evaluation.errors]
    return shown


def _score(score: Score) -> Json:
    return {
        "topic": score.topic,
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
        "right": score.right,
        "extra": score.extra,
        "missing": score.missing,
    }


def _error(error: Disagreement) -> Json:
    return {
        "paper": error.paper,
        "title": error.title,
        "topic": error.topic,
        "kind": "extra" if error.is_extra else "missing",
        "matches": [{"field": m.field, "text": m.text, "phrase": m.phrase.text} for m in error.matches],
        "through": list(error.through),
        "reason": error.reason,
    }


def as_text(evaluation: Evaluation, taxonomy: Taxonomy, *, has_errors: bool) -> str:
    """Return an evaluation as a table, with the errors below where they are asked for."""
    return "\n".join(_lines(evaluation, taxonomy, has_errors=has_errors)) + "\n"


def _lines(evaluation: Evaluation, taxonomy: Taxonomy, *, has_errors: bool) -> Iterator[str]:
    yield f"{evaluation.papers} labelled papers"
    yield ""
    yield f"{'':{_WIDTH}} precision  recall      F1   right  extra  missing"
    for score in evaluation.facets:
        yield _line(taxonomy.by_id[score.topic].label, score)
    seen = [score for score in evaluation.topics if score.f1 is not None]
    if seen:
        yield ""
        for score in seen:
            yield _line(taxonomy.by_id[score.topic].label, score)
        yield _line("all topics below the facets", evaluation.all_topics)
    if evaluation.confusions:
        yield ""
        for one in evaluation.confusions:
            names = f"{taxonomy.by_id[one.expected].label} found as {taxonomy.by_id[one.found].label}"
            yield f"{names}: {', '.join(one.papers)}"
    if has_errors:
        for error in evaluation.errors:
            yield from _told(error, taxonomy)


def _line(label: str, score: Score) -> str:
    shares = "  ".join(
        f"{'-' if value is None else format(value, '.3f'):>{width}}"
        for value, width in ((score.precision, 9), (score.recall, 6), (score.f1, 6))
    )
    return f"{label[:_WIDTH]:{_WIDTH}} {shares}  {score.right:>6}  {score.extra:>5}  {score.missing:>7}"


def _told(error: Disagreement, taxonomy: Taxonomy) -> Iterator[str]:
    label = taxonomy.by_id[error.topic].label
    yield ""
    yield f"{'extra' if error.is_extra else 'missing'} in {label}: {error.paper} {error.title}".rstrip()
    if error.through:
        yield f"  through {', '.join(taxonomy.by_id[child].label for child in error.through)}"
    for match in error.matches:
        yield f"  {match.field}: \u2018{match.text}\u2019 by {match.phrase.text} ({match.phrase.location})"
    if error.reason:
        yield f"  {error.reason}"
