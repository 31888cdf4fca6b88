"""Lines of papers labelled by hand."""

from __future__ import annotations

import pytest

from generator.core.diagnostics import Report
from generator.core.model import Paper
from generator.taxonomy.labelled import read_labelled
from tests.unit.taxonomy.test_evaluate import SOIL


def test_a_line_without_an_abstract_is_about_a_paper_of_the_survey() -> None:
    paper = Paper(id="p", aliases=("old",), title="Erosion", abstract="We dig.")
    report = Report()
    (labelled,) = read_labelled('{"id": "old", "labels": []}', SOIL, path="g", report=report, papers=[paper])
    assert (labelled.title, labelled.abstract, labelled.has_topics) == ("Erosion", "We dig.", False)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param(
            "{",
            "the line is no JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
            id="no JSON",
        ),
        pytest.param("[]", "the line has no 'id'", id="no object"),
        pytest.param('{"id": 3}', "the line has no 'id'", id="no id"),
        pytest.param(
            '{"id": "x", "labels": []}', "no abstract for 'x': neither in the line nor in the survey", id="no abstract"
        ),
        pytest.param(
            '{"id": "x", "abstract": "y", "labels": ["sand"]}', "unknown topic 'sand' in 'labels'", id="unknown"
        ),
    ],
)
def test_faults_of_a_line(line: str, message: str) -> None:
    report = Report()
    read_labelled("\n" + line + "\n", SOIL, path="gold.jsonl", report=report)
    assert [(str(d.location), d.message) for d in report.diagnostics] == [("gold.jsonl:2:1", message)]
