from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.insight.labels import Box, place_labels, rings

SIZE = (1000, 700)
NO_DOTS = np.empty((0, 2), dtype=np.int64)


@pytest.mark.parametrize(
    ("other", "meet"),
    [((5, 5, 9, 9), True), ((10, 0, 20, 10), False), ((0, 10, 10, 20), False), ((-5, -5, 1, 1), True)],
)
def test_boxes_meet(other: tuple[int, int, int, int], meet: bool) -> None:  # noqa: FBT001 - a table
    left, top, right, bottom = other
    assert Box(left=0, top=0, right=10, bottom=10).meets(Box(left=left, top=top, right=right, bottom=bottom)) is meet


def test_rings_go_outwards_and_repeat_nothing() -> None:
    offsets = list(rings(2))
    assert offsets[:3] == [(0, 0), (-1, 0), (0, -1)]
    assert len(offsets) == len(set(offsets)) == 25


def test_label_stays_where_nothing_is() -> None:
    assert place_labels([("moss", 500, 300)], NO_DOTS, radius=12, size=SIZE) == ((500, 300),)


def test_label_moves_off_dots_labels_and_edges() -> None:
    dots = np.array([(500, 300), (510, 310)])
    places = place_labels([("moss", 500, 300), ("moss", 500, 300), ("peat", 0, 0)], dots, radius=12, size=SIZE)
    boxes = [Box(left=x - 22, top=y - 12, right=x + 22, bottom=y + 12) for x, y in places]
    assert not boxes[0].meets(boxes[1])
    assert [box.covered(dots, radius=12) for box in boxes] == [0, 0, 0]
    assert (boxes[2].left, boxes[2].top) >= (0, 0)


def test_crowded_map_gets_the_fewest_dots() -> None:
    grid = np.array([(x, y) for x in range(0, 1000, 10) for y in range(0, 700, 10) if not 600 < x < 700])
    ((x, _),) = place_labels([("moss", 500, 300)], grid, radius=2, size=SIZE)
    assert 620 <= x <= 680
    full = np.array([(x, y) for x in range(0, 1000, 10) for y in range(0, 700, 10)])
    assert len(place_labels([("moss", 500, 300)], full, radius=9, size=SIZE)) == 1


def test_label_wider_than_the_map_stays() -> None:
    assert place_labels([("m" * 200, 500, 300)], NO_DOTS, radius=12, size=SIZE) == ((500, 300),)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 700)), max_size=6))
def test_labels_never_cover_each_other(wanted: list[tuple[int, int]]) -> None:
    places = place_labels([("moss", x, y) for x, y in wanted], NO_DOTS, radius=12, size=SIZE)
    boxes = [Box(left=x - 22, top=y - 12, right=x + 22, bottom=y + 12) for x, y in places]
    assert not any(one.meets(other) for index, one in enumerate(boxes) for other in boxes[:index])
