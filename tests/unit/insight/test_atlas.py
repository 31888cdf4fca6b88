from __future__ import annotations

import math
import random
import statistics

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from generator.core.model import Paper
from generator.insight.atlas import HEIGHT, WIDTH, Atlas, atlas
from generator.insight.terms import tf_idf
from tests.surveys import SOIL, paper

_THEMES = (
    "moss peat bog fen mire sphagnum",
    "worm burrow clay cast soil loam",
    "spruce root fungus litter bark needle",
)
_COMMON = "field season water carbon depth north"


def _papers(number: int) -> list[Paper]:
    """Papers of three themes, with words of the others and of all mixed in; the same on each call."""
    chance = random.Random(7)  # noqa: S311 - no secret, the same papers each time
    made = []
    for index in range(number):
        theme, other = _THEMES[index % 3].split(), _THEMES[chance.randrange(3)].split()
        words = chance.choices(theme, k=14) + chance.choices(other, k=4) + chance.choices(_COMMON.split(), k=8)
        chance.shuffle(words)
        made.append(paper(f"p{index:03d}", " ".join(words[:5]), " ".join(words[5:])))
    return made


def _median_move(before: Atlas, after: Atlas) -> float:
    places = {dot.paper: (dot.x, dot.y) for dot in before.dots}
    common = [dot for dot in after.dots if dot.paper in places]
    return statistics.median(math.dist((dot.x, dot.y), places[dot.paper]) / WIDTH for dot in common)


@pytest.mark.parametrize("left_out", [0, 13, 26, 44, 59])
def test_one_paper_more_moves_the_median_dot_by_less_than_a_twentieth(left_out: int) -> None:
    papers = _papers(60)
    without = [one for index, one in enumerate(papers) if index != left_out]
    assert _median_move(atlas(without), atlas(papers)) < 0.05


def test_same_map_whatever_the_order() -> None:
    papers = _papers(30)
    assert atlas(papers) == atlas(papers[::-1])


def test_noise_of_another_processor_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    papers = _papers(60)
    expected = atlas(papers)

    def noisy(counts: csr_matrix) -> csr_matrix:
        weights = tf_idf(counts)
        weights.data *= 1 + 1e-13 * np.random.default_rng(1).standard_normal(len(weights.data))
        return weights

    monkeypatch.setattr("generator.insight.atlas.tf_idf", noisy)
    assert atlas(papers) == expected


@pytest.mark.parametrize("number", [0, 1, 2, 3, 5])
def test_few_papers(number: int) -> None:
    found = atlas(_papers(number))
    assert len(found.dots) == number
    assert found.regions == ()


def test_equal_papers_stand_side_by_side() -> None:
    found = atlas([paper(f"p{number}", "moss peat") for number in range(20)])
    assert len({(dot.x, dot.y) for dot in found.dots}) == 20


def test_dots_keep_their_distance_and_stay_on_the_map() -> None:
    found = atlas(_papers(150))
    places = np.array([(dot.x, dot.y) for dot in found.dots])
    distances = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    np.fill_diagonal(distances, np.inf)
    assert distances.min() >= found.spacing
    assert (places > 0).all()
    assert (places < (WIDTH, HEIGHT)).all()


def test_papers_without_text_are_named_not_placed() -> None:
    found = atlas([*SOIL.papers, paper("empty")])
    assert found.unplaced == ("empty",)
    assert "empty" not in {dot.paper for dot in found.dots}
    assert atlas([paper("empty")]) == Atlas(unplaced=("empty",))


def test_regions_hold_every_dot_once_and_are_named_by_their_own_words() -> None:
    found = atlas(_papers(45))
    held = [one for region in found.regions for one in region.papers]
    assert sorted(held) == [dot.paper for dot in found.dots]
    terms = [term for region in found.regions for term in region.terms]
    assert len(terms) == len(set(terms))
    themes = {word for theme in _THEMES for word in theme.split()}
    assert themes & {word for term in terms for word in term.split()}
    assert all(region.label == ", ".join(region.terms) for region in found.regions)
