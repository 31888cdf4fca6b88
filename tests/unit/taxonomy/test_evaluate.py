"""Rules against labels by hand, told on soil."""

from __future__ import annotations

import json

from generator.core.diagnostics import Report
from generator.core.model import Location, Phrase, Rule, Taxonomy, Topic
from generator.taxonomy.evaluate import Evaluation, Score, evaluate
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
