from __future__ import annotations

import pytest

from generator.core.model import Impossible
from generator.insight.gaps import Cell, gap_map
from generator.survey import Survey
from tests.surveys import HERE, SOIL, paper, survey, topic

TOPICS = (
    topic("animals"),
    topic("worms", parent="animals"),
    topic("places"),
    topic("forest", parent="places"),
    topic("field", parent="places"),
)


def _survey(*, impossible: tuple[Impossible, ...] = ()) -> Survey:
    """Ten papers: four of worms in fields, four of forests, two of nothing."""
    worms = {f"w{number}": ["animals", "worms", "places", "field"] for number in range(4)}
    forests = {f"f{number}": ["places", "forest"] for number in range(4)}
    ids = [*worms, *forests, "x0", "x1"]
    years = {one: 2010 if one.startswith("w") else 2012 for one in ids}
    papers = [paper(one, year=years[one]) for one in ids if one != "x1"] + [paper("x1")]
    return survey(papers, TOPICS, worms | forests, impossible=impossible)


def test_gap_is_none_found_and_enough_expected() -> None:
    found = gap_map(_survey())
    assert found.cell("worms", "forest") == Cell(found=0, expected=1.6)
    assert found.cell("forest", "worms").is_gap
    assert found.cell("worms", "field") == Cell(found=4, expected=1.6)
    assert not found.cell("worms", "field").is_gap


def test_wider_pair_takes_the_narrower_in() -> None:
    found = gap_map(_survey())
    assert [(gap.topics, gap.within) for gap in found.gaps] == [
        (("animals", "forest"), None),
        (("worms", "forest"), ("animals", "forest")),
        (("forest", "field"), None),
    ]
    assert [(gap.topics, gap.expected, gap.since) for gap in found.largest] == [
        (("animals", "forest"), 1.6, 2012),
        (("forest", "field"), 1.6, 2012),
    ]


def test_nested_topics_and_the_diagonal_are_no_gaps() -> None:
    found = gap_map(_survey())
    assert found.cell("places", "forest").nested
    assert found.cell("worms", "worms") == Cell(found=4, expected=1.6, nested=True)


def test_impossible_pairs_keep_their_reason_also_below() -> None:
    pair = Impossible(topics=("forest", "animals"), because="no animal in a forest", location=HERE)
    found = gap_map(_survey(impossible=(pair,)))
    assert found.cell("worms", "forest") == Cell(found=0, expected=1.6, impossible="no animal in a forest")
    assert [gap.topics for gap in found.largest] == [("forest", "field")]


def test_topic_by_year() -> None:
    found = gap_map(_survey())
    assert found.years == (2010, 2011, 2012)
    assert found.year_cell("worms", 2012) == Cell(found=0, expected=2.22)
    assert found.year_cell("worms", 2012).is_gap
    assert found.year_cell("worms", 2011) == Cell(found=0, expected=0.0)


@pytest.mark.parametrize("papers", [(), (paper("a"),)])
def test_surveys_of_nothing(papers: tuple[()]) -> None:
    found = gap_map(survey(papers, TOPICS))
    assert found.gaps == ()
    assert found.cell("worms", "forest") == Cell(found=0, expected=0.0)
    assert found.years == ()


def test_gap_without_a_year() -> None:
    assigned = {f"a{n}": ["animals"] for n in range(3)} | {f"b{n}": ["forest", "places"] for n in range(3)}
    found = gap_map(survey([paper(one) for one in assigned], TOPICS, assigned))
    assert [(gap.topics, gap.since) for gap in found.largest] == [(("animals", "places"), None)]


def test_counts_are_those_of_the_survey() -> None:
    found = gap_map(SOIL)
    assert found.papers == 5
    assert found.together == {("animals", "earthworms"): 2, ("nutrients", "nitrogen"): 2}
