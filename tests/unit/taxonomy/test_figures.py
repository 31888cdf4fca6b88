"""Committed figures, and rules that became worse."""

from __future__ import annotations

import json

import pytest

from generator.taxonomy.figures import check_gold, compare_with_committed, figures
from tests.unit.taxonomy.test_evaluate import SOIL, evaluation, text


def test_figures_compare_equal_with_themselves() -> None:
    found = evaluation()
    assert list(compare_with_committed(found, figures(found), path="f.json")) == []
    assert json.loads(figures(found))["facets"]["soil"] == {
        "precision": 1.0,
        "recall": 0.5,
        "f1": 0.667,
        "right": 2,
        "extra": 0,
        "missing": 2,
    }


def committed(**facets: float | None) -> str:
    rows = {facet: {"f1": value} for facet, value in facets.items()}
    return json.dumps({"facets": rows, "topics": {"f1": 0.5}})


@pytest.mark.parametrize(
    ("text", "severity", "message"),
    [
        pytest.param(
            committed(soil=0.7),
            "error",
            "the rules agree less with the gold labels on soil: F1 0.667, committed 0.700",
            id="drop",
        ),
        pytest.param(
            committed(sand=0.7),
            "error",
            "the rules agree less with the gold labels on sand: F1 nothing, committed 0.700",
            id="gone",
        ),
        pytest.param(
            committed(soil=0.6, water=None),
            "note",
            "the rules agree better with the gold labels than the committed figures say: soil, water",
            id="better",
        ),
        pytest.param("{}", "error", "the committed figures cannot be read", id="unreadable"),
    ],
)
def test_comparison_with_committed_figures(text: str, severity: str, message: str) -> None:
    (finding,) = compare_with_committed(evaluation(), text, path="f.json")
    assert (finding.severity.word, finding.message) == (severity, message)


def test_the_check_of_the_gold_labels() -> None:
    def check(gold: str, figures_text: str | None) -> list[str]:
        found = check_gold(SOIL, (), gold=("g", gold), committed=("f", figures_text) if figures_text else None)
        return [finding.code for finding in found]

    assert check("{", figures(evaluation())) == ["taxonomy/labelled"]
    assert check(text(), None) == []
    assert check(text(), committed(soil=0.9)) == ["taxonomy/gold-drop"]
