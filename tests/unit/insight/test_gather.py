from __future__ import annotations

from generator.insight.gather import gather
from tests.surveys import SOIL, survey


def test_everything_is_computed_for_every_paper_and_topic() -> None:
    found = gather(SOIL)
    papers = [one.id for one in SOIL.papers]
    assert list(found.related) == papers
    assert sorted(found.summaries) == ["earthworm-burrows", "fungal-threads", "nitrogen-spruce"]
    assert sorted(found.terms) == ["animals", "earthworms", "nitrogen", "nutrients"]
    assert [term.text for term in found.terms["nutrients"]][:1] == ["spruce forests"]
    assert len(found.atlas.dots) == 5
    assert found.gaps.papers == 5
    assert found.trends.undated == 1


def test_an_empty_survey_has_empty_insight() -> None:
    found = gather(survey())
    assert (found.related, found.summaries, found.terms, found.atlas.dots) == ({}, {}, {}, ())
