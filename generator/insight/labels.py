"""Where the labels of a map stand: near what they name, over no other label and over as few dots as can be.

Owns: the search for room. Must not: know what is named.
Sizes are in the map's units; a letter is taken as wide as it is in the site's own face at 20 units.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LETTER, LINE = 11, 24

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle, from its left upper to its right lower corner."""

    left: int
    top: int
    right: int
    bottom: int

    def meets(self, other: Box) -> bool:
        """True when the two share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def covered(self, dots: Integers, *, radius: int) -> int:
        """Count the dots of that radius that the box touches."""
        across = (dots[:, 0] > self.left - radius) & (dots[:, 0] < self.right + radius)
        return int((across & (dots[:, 1] > self.top - radius) & (dots[:, 1] < self.bottom + radius)).sum())


def rings(radius: int) -> Iterator[tuple[int, int]]:
    """Give the offsets up to a radius, ring after ring outwards, each ring the nearest first."""
    yield (0, 0)
    for distance in range(1, radius + 1):
        side = range(-distance, distance + 1)
        edge = [(x, y) for x in side for y in (side if abs(x) == distance else (-distance, distance))]
        yield from sorted(edge, key=lambda place: (place[0] ** 2 + place[1] ** 2, place))


def _around(text: str, x: int, y: int) -> Box:
    half_width, half_height = -(-len(text) * LETTER // 2), LINE // 2
    return Box(left=x - half_width, top=y - half_height, right=x + half_width, bottom=y + half_height)


def _candidates(wanted: tuple[int, int], size: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Give places from the wanted one outwards, up to a third of the map away."""
    step = LINE // 2
    for dx, dy in rings(size[0] // 3 // step):
        yield wanted[0] + dx * step, wanted[1] + dy * step


def place_labels(
    labels: Sequence[tuple[str, int, int]], dots: Integers, *, radius: int, size: tuple[int, int]
) -> tuple[tuple[int, int], ...]:
    """Return the middle of each label, given as text and wanted place, in the order given.

    A label for which there is no room at all stays at its wanted place.
    """
    taken: list[Box] = []
    places = []
    for text, wanted_x, wanted_y in labels:
        best: tuple[int, int, int] | None = None
        for x, y in _candidates((wanted_x, wanted_y), size):
            box = _around(text, x, y)
            outside = box.left < 0 or box.top < 0 or box.right > size[0] or box.bottom > size[1]
            if outside or any(box.meets(other) for other in taken):
                continue
            covered = box.covered(dots, radius=radius)
            if best is None or covered < best[0]:
                best = (covered, x, y)
            if covered == 0:
                break
        place = (best[1], best[2]) if best else (wanted_x, wanted_y)
        places.append(place)
        taken.append(_around(text, *place))
    return tuple(places)
