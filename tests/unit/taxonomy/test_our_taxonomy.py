"""The taxonomy of this survey: complete, tempting in its examples, and as right on the gold labels as committed.

Where abstracts labelled by hand lie beside the repository, the rules are held against them as well.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from generator.core.diagnostics import Report
from generator.core.model import Rule, Taxonomy, Topic
from generator.taxonomy.classify import Classifier
from generator.taxonomy.evaluate import evaluate
from generator.taxonomy.examples import try_examples
from generator.taxonomy.labelled import read_labelled
from generator.taxonomy.language import Pattern, parse_phrase
from generator.taxonomy.load import load_taxonomy
from generator.taxonomy.matching import Matcher
from generator.taxonomy.words import split

ROOT = Path(__file__).parents[3]
TUNING = ROOT.parent / "shared" / "tuning" / "papers.jsonl"
"""Abstracts of others, never part of the repository."""
LEAST_TOPICS = 50
LEAST_F1 = 0.92


@cache
def ours() -> Taxonomy:
    report = Report()
    taxonomy = load_taxonomy((ROOT / "taxonomy.yaml").read_text("utf-8"), path="taxonomy.yaml", report=report)
    assert taxonomy is not None, report.diagnostics
    return taxonomy


def ruled() -> list[Topic]:
    return [topic for topic in ours().topics if topic.rule]


def test_there_are_four_facets_and_fifty_topics() -> None:
    facets = [facet.id for facet in ours().facets]
    assert facets == ["pretraining-objectives", "vlp", "diffusion", "alignment"]
    assert len(ruled()) - len(facets) >= LEAST_TOPICS


@pytest.mark.parametrize("topic", ruled(), ids=lambda topic: topic.id)
def test_a_topic_with_a_rule_is_told_in_full(topic: Topic) -> None:
    assert topic.alt_labels, "other names"
    assert topic.definition, "definition"
    assert topic.scope_note, "scope note"
    assert sum(example.expected for example in topic.examples) >= 2, "examples in"
    assert sum(not example.expected for example in topic.examples) >= 2, "examples out"


def test_every_example_holds() -> None:
    failing = [trial.example.text for trial in try_examples(Classifier(ours())) if not trial.passes]
    assert failing == []


@pytest.mark.parametrize("topic", ruled(), ids=lambda topic: topic.id)
def test_each_out_example_holds_a_phrase_that_speaks_for_the_topic_or_a_neighbour(topic: Topic) -> None:
    matcher = _matcher(_family(topic))
    out = [example.text for example in topic.examples if not example.expected]
    assert [text for text in out if not matcher.find(split(text.removeprefix("title: ")), is_title=True)] == []


def _family(topic: Topic) -> list[Rule]:
    """Return the rules of a topic, its siblings, and those above and below; of a facet, of all facets."""
    taxonomy = ours()
    siblings = [child for parent in topic.parents for child in taxonomy.children(parent)]
    if not topic.parents:
        siblings = [facet.id for facet in taxonomy.facets]
    family = {topic.id, *siblings, *taxonomy.ancestors(topic.id), *taxonomy.descendants(topic.id)}
    return [rule for one in sorted(family) if (rule := taxonomy.by_id[one].rule)]


def _matcher(rules: list[Rule]) -> Matcher:
    groups = {group.name: tuple(phrase.text for phrase in group.phrases) for group in ours().groups}
    texts = [phrase.text for rule in rules for phrase in (*rule.any, *rule.central, *rule.some)]
    parsed = [parse_phrase(text, groups) for text in dict.fromkeys(texts)]
    return Matcher(tuple(pattern for pattern in parsed if isinstance(pattern, Pattern)))


def test_the_rules_are_right_on_labelled_abstracts_beside_the_repository(
    record_property: Callable[[str, object], None],
) -> None:
    if not TUNING.is_file():
        record_property("labelled abstracts", "none beside the repository")
        return
    report = Report()
    labelled = read_labelled(TUNING.read_text("utf-8"), ours(), path=TUNING.name, report=report)
    scores = evaluate(ours(), labelled).facets
    record_property("labelled abstracts", len(labelled))
    assert [(score.topic, score.f1) for score in scores if (score.f1 or 0) < LEAST_F1] == []
