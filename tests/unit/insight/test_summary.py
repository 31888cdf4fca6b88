from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.insight.summary import summary
from tests.surveys import SOIL, paper


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        pytest.param(
            "Clay drains badly. We propose WORM, a model of burrows. Experiments show that WORM works.",
            "We propose WORM, a model of burrows.",
            id="we-propose",
        ),
        pytest.param(
            "Soils differ, cf. Lund et al. 2019. This survey reviews soils. Finally, we discuss open questions.",
            "This survey reviews soils.",
            id="a-survey",
        ),
        pytest.param(
            "Peat burns. In this work, we ask whether moss helps. We find that it does.",
            "In this work, we ask whether moss helps.",
            id="a-question",
        ),
        pytest.param("Here a new probe is described. It is small.", "Here a new probe is described.", id="passive"),
        pytest.param("We introduce moss. We introduce peat.", "We introduce moss.", id="the-earlier-of-equals"),
        pytest.param("Soils are old. Worms are many.", None, id="no-cue"),
        pytest.param("Our code is available and we propose nothing else", None, id="promise-of-code"),
        pytest.param("We propose " + "moss " * 200, None, id="too-long-for-a-line"),
        pytest.param("", None, id="empty"),
        pytest.param(None, None, id="no-abstract"),
    ],
)
def test_sentence_of_the_contribution(abstract: str | None, expected: str | None) -> None:
    found = summary(paper("x", "t", abstract))
    assert (found.text if found else None) == expected


@settings(deadline=None, max_examples=50)
@given(st.text(), st.text())
def test_summary_is_verbatim(before: str, after: str) -> None:
    abstract = f"{before} We propose moss. {after}"
    found = summary(paper("x", "t", abstract))
    if found is not None:
        assert abstract[found.start : found.end] == found.text


def test_real_form() -> None:
    found = summary(SOIL.by_id["earthworm-burrows"])
    assert found is not None
    assert found.start == 24
