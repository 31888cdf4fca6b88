"""Rules against labels by hand, told on soil."""

from __future__ import annotations

import json

import pytest

from generator.core.diagnostics import Report
from generator.core.model import Location, Paper, Phrase, Rule, Taxonomy, Topic
from generator.taxonomy.evaluate import Evaluation, Score, evaluate
from generator.taxonomy.figures import check_gold, compare_with_committed, figures
from generator.taxonomy.labelled import read_labelled

HERE = Location(path="taxonomy.yaml", line=7)


def topic(topic_id: str, *phrases: str, parent: str | None = None, alt: tuple[str, ...] = ()) -> Topic:
    rule = Rule(location=HERE, central=tuple(Phrase(text=text, location=HERE) for text in phrases))
    return Topic(
        id=topic_id,
        label=topic_id.capitalize(),
        location=HERE,
        definition="…",
        alt_labels=alt,
        parent=parent,
        rule=rule if phrases else None,
    )


SOIL = Taxonomy(
    topics=(
        topic("soil", "soil", alt=("Dirt",)),
        topic("erosion", "erosion", parent="soil"),
        topic("gullies", "gully", parent="soil"),
        topic("water", "water"),
    )
)
LINES = [
    {"id": "a", "abstract": "We study erosion.", "labels": ["dirt"], "topics": ["erosion"]},
    {"id": "b", "abstract": "We study a gully.", "labels": ["soil"], "topics": ["Erosion"]},
    {"id": "c", "abstract": "Soil is wet. We study water.", "labels": ["soil"], "optional_labels": ["water"]},
    {"id": "d", "abstract": "We study sand.", "labels": []},
    {"id": "e", "abstract": "We study water.", "labels": ["soil"]},
]


PASSING = "only mentioned in passing: ‘soil’, neither in the title nor in a sentence that says what the paper does"


def text() -> str:
    return "".join(json.dumps(line) + "\n" for line in LINES)


def evaluation() -> Evaluation:
    report = Report()
    labelled = read_labelled(text(), SOIL, path="gold.jsonl", report=report)
    assert report.diagnostics == []
    return evaluate(SOIL, labelled)


def test_scores_count_facets_always_and_topics_where_labelled() -> None:
    found = evaluation()
    assert found.papers == 5
    assert found.facets == (
        Score(topic="soil", right=2, extra=0, missing=2),
        Score(topic="water", right=0, extra=1, missing=0),
    )
    assert found.topics == (
        Score(topic="erosion", right=1, extra=0, missing=1),
        Score(topic="gullies", right=0, extra=1, missing=0),
    )
    assert found.all_topics == Score(topic="", right=1, extra=1, missing=1)


def test_measures() -> None:
    score = Score(topic="x", right=3, extra=1, missing=2)
    assert (score.precision, score.recall, round(score.f1 or 0, 3)) == (0.75, 0.6, 0.667)
    nothing = Score(topic="x")
    assert (nothing.precision, nothing.recall, nothing.f1) == (None, None, None)


def test_errors_carry_evidence_or_the_near_miss() -> None:
    told = {
        (e.paper, e.topic): (e.is_extra, [m.text for m in e.matches], e.through, e.reason) for e in evaluation().errors
    }
    assert told == {
        ("b", "erosion"): (False, [], (), "no phrase of the rule was found"),
        ("b", "gullies"): (True, ["gully"], (), ""),
        ("c", "soil"): (
            False,
            ["Soil"],
            (),
            PASSING,
        ),
        ("e", "soil"): (False, [], (), "no phrase of the rule was found"),
        ("e", "water"): (True, ["water"], (), ""),
    }


def test_siblings_that_stand_in_for_each_other() -> None:
    assert [(c.expected, c.found, c.papers) for c in evaluation().confusions] == [
        ("soil", "water", ("e",)),
        ("erosion", "gullies", ("b",)),
    ]


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
