"""The figures of each rule, on papers written for the purpose."""

from __future__ import annotations

from generator.core.diagnostics import Report
from generator.core.model import Paper
from generator.taxonomy.classify import classify
from generator.taxonomy.load import load_taxonomy
from generator.taxonomy.quality import Overlap, TopicQuality, quality

TAXONOMY = """\
facets:
  - id: light
    label: Light
    definition: D.
    rule: {any: [beam, spark], some: [wick, oil], all: [tower], none: [steel]}
    examples: {in: [A beam in a tower., A spark.], out: [A beam of steel in a tower.]}
    narrower:
      - {id: lamps, label: Lamps, definition: D., rule: {central: [lamp], ignore: [street lamp]}}
      - {id: lenses, label: Lenses, definition: D., rule: {any: ['title: lens']}, include: [p6]}
  - {id: birds, label: Birds, definition: D., rule: {any: [$bird]}}
groups:
  - {name: bird, phrases: [petrel, gull]}
"""
PAPERS = (
    Paper(id="p1", title="A beam on a tower", abstract="Two beams on the tower."),
    Paper(id="p2", title="Beams and sparks of a tower"),
    Paper(id="p3", title="The wick of a tower", abstract="Oil burns."),
    Paper(id="p4", title="Steel towers and beams"),
    Paper(id="p5", title="A lamp and a lens", abstract="We saw a petrel."),
    Paper(id="p6", title="Street lamps"),
)


def _quality() -> dict[str, TopicQuality]:
    report = Report()
    taxonomy = load_taxonomy(TAXONOMY, path="taxonomy.yaml", report=report)
    assert taxonomy is not None, report.diagnostics
    return {one.topic: one for one in quality(taxonomy, PAPERS, classify(taxonomy, PAPERS))}


def test_papers_are_counted_by_where_they_come_from() -> None:
    counted = {topic: (one.papers, one.by_rule, one.by_curator) for topic, one in _quality().items()}
    assert counted == {"light": (5, 3, 0), "lamps": (1, 1, 0), "lenses": (2, 1, 1), "birds": (1, 1, 0)}


def test_each_phrase_tells_where_it_stands_what_it_decides_and_who_needs_it() -> None:
    uses = {(use.list, use.phrase.text): (use.found, use.decides, use.needed) for use in _quality()["light"].phrases}
    assert uses == {
        ("any", "beam"): (3, 2, 1),
        ("any", "spark"): (1, 1, 0),
        ("some", "wick"): (1, 1, 1),
        ("some", "oil"): (1, 1, 1),
        ("all", "tower"): (4, 3, 3),
        ("none", "steel"): (1, 0, 0),
    }


def test_phrases_of_a_group_and_of_titles_count_too() -> None:
    found = _quality()
    assert [(use.found, use.decides, use.needed) for use in found["birds"].phrases] == [(1, 1, 1)]
    assert [(use.found, use.decides, use.needed) for use in found["lenses"].phrases] == [(1, 1, 1)]
    assert [(use.list, use.found) for use in found["lamps"].phrases] == [("central", 2), ("ignore", 1)]


def test_what_deserves_a_look_is_named() -> None:
    light, birds = _quality()["light"], _quality()["birds"]
    assert light.idle == ()
    assert light.leading is not None
    assert light.leading.phrase.text == "beam"
    assert [use.phrase.text for use in light.for_one_paper] == ["beam", "wick", "oil"]
    assert birds.leading is not None


def test_what_is_required_leads_only_a_rule_that_says_nothing_else() -> None:
    report = Report()
    text = "facets: [{id: light, label: Light, definition: D., rule: {all: [beam, tower]}}]"
    taxonomy = load_taxonomy(text, path="taxonomy.yaml", report=report)
    assert taxonomy is not None
    (light,) = quality(taxonomy, PAPERS, classify(taxonomy, PAPERS))
    assert light.leading is not None
    assert light.leading.phrase.text == "beam"


def test_a_topic_without_a_paper_has_no_leading_phrase_and_idle_ones() -> None:
    report = Report()
    taxonomy = load_taxonomy(TAXONOMY, path="taxonomy.yaml", report=report)
    assert taxonomy is not None
    (_, _, _, birds) = quality(taxonomy, (), classify(taxonomy, ()))
    assert birds.leading is None
    assert [use.phrase.text for use in birds.idle] == ["$bird"]


def test_examples_are_tried() -> None:
    light = _quality()["light"]
    assert (light.examples, light.examples_passing) == (3, 2)


def test_siblings_that_share_papers_are_told() -> None:
    found = _quality()
    assert found["lamps"].overlaps == (Overlap(topic="lenses", papers=1, share=0.5),)
    assert found["light"].overlaps == (Overlap(topic="birds", papers=1, share=0.2),)
    assert found["birds"].overlaps == (Overlap(topic="light", papers=1, share=0.2),)
