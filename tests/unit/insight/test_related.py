from __future__ import annotations

import pytest

from generator.insight.related import CLOSEST, listing, narrowest, related
from tests.surveys import SOIL, paper, survey, topic


def test_closest_papers_and_reasons() -> None:
    found = related(SOIL)
    assert list(found) == [one.id for one in SOIL.papers]
    assert [near.paper for near in found["fungal-threads"]] == ["nitrogen-spruce"]
    near = found["fungal-threads"][0]
    assert near.topics == ("nitrogen",)
    assert near.reason == "shares 1 topic: Nitrogen; both speak of “nitrogen” and “spruce forests”"
    assert found["bare-record"] == ()


def test_reason_counts_topics() -> None:
    topics = [topic("a"), topic("b"), topic("c", parent="b")]
    both = [paper("x", "moss"), paper("y", "sand")]
    found = related(survey(both, topics, {"x": ["a", "b", "c"], "y": ["a", "b", "c"]}))
    assert found["x"][0].reason == "shares 2 topics: A, C"


def test_equal_scores_stand_in_the_order_of_ids_and_never_the_paper_itself() -> None:
    papers = [paper(f"p{number}", "clay moss") for number in range(9)] + [paper("q", "peat sand")]
    found = related(survey(papers))
    assert [near.paper for near in found["p5"]] == ["p0", "p1", "p2", "p3"][:CLOSEST]
    assert found["q"] == ()


@pytest.mark.parametrize("number", [0, 1, 2])
def test_few_papers(number: int) -> None:
    papers = [paper(f"p{index}", "clay moss") for index in range(number)]
    assert [len(near) for near in related(survey(papers)).values()] == [max(0, number - 1)] * number


def test_same_values_on_each_run() -> None:
    assert related(SOIL) == related(SOIL)


def test_narrowest_topics() -> None:
    assert narrowest(SOIL.taxonomy, ("animals", "earthworms", "nutrients")) == ("earthworms", "nutrients")


@pytest.mark.parametrize(("words", "text"), [([], ""), (["a"], "a"), (["a", "b", "c"], "a, b and c")])
def test_listing(words: list[str], text: str) -> None:
    assert listing(words) == text
