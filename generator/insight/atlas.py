"""A map of the papers from their words: a place for each, regions with names, labels that miss the dots.

Owns: places, regions, labels. Must not: know colours or topics.

Places come from the centred TF-IDF rows X by a few steps of orthogonal iteration, the method that computes a
truncated SVD (Golub and Van Loan, "Matrix Computations", 7.3): Y ← X·Xᵀ·Y, each time made orthonormal. Two things
differ from a finished SVD, both for the sake of a map that stays where it was when a paper is added:

- It starts from a fixed frame (two numbers a term, from the term's SHA-256), and orthonormalises symmetrically
  (Löwdin). So no sign and no rotation is arbitrary, on any processor, and two near equal singular values cannot
  swap their axes.
- It stops after `_STEPS`, so that no direction wins by a hair. Measured on 60 papers: five steps keep the
  neighbours as well as twenty, and twenty move the map eight times as far when one paper is left out.

Places are then spread, rounded to a coarse grid and pushed apart, in the order of ids.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from generator.core.model import Paper
from generator.insight.labels import place_labels, rings
from generator.insight.terms import TermMatrix, distinctive, paper_text, term_matrix, tf_idf

WIDTH, HEIGHT = 1000, 700
_MARGIN = 30
_STEPS = 4
# Of thirty frames tried, the one that keeps most neighbours; any other does, a little worse.
_FRAME = "l"
_GRID = 4
_DEPENDENT = 1e-9
_LARGEST_SPACING = 24
_PAPERS_A_REGION = 7
_MOST_REGIONS = 12
_ROUNDS = 12
_FIRST_STRETCH = 64
_FEWEST_REGIONS = 2  # one region would name the whole map

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A paper's place: whole units, x from 0 to `WIDTH`, y down from 0 to `HEIGHT`."""

    paper: str
    x: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Neighbouring papers, the terms that set them apart, and the middle of their label."""

    terms: tuple[str, ...]
    papers: tuple[str, ...]
    x: int
    y: int

    @property
    def label(self) -> str:
        """The terms as shown on the map."""
        return ", ".join(self.terms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """The map. `unplaced` are the papers without a text to place them by."""

    dots: tuple[Dot, ...] = ()
    regions: tuple[Region, ...] = ()
    unplaced: tuple[str, ...] = ()
    spacing: int = _LARGEST_SPACING
    """No two dots are closer than this, so a dot of this diameter covers no other."""


def _frame(keys: Sequence[str]) -> Floats:
    """Return two numbers a term, near normal, the same for the term whatever the other terms are."""
    digests = b"".join(hashlib.sha256(f"{_FRAME}{key}".encode()).digest()[:24] for key in keys)
    numbers = np.frombuffer(digests, dtype=np.uint8).reshape(len(keys), 2, 12)
    frame: Floats = numbers.sum(axis=2, dtype=np.int64) - 12 * 127.5
    return frame


def _orthonormal(columns: Floats) -> Floats:
    """Return Y·(YᵀY)^(-1/2), in closed form for two columns; unchanged where they are dependent."""
    scaled = columns / (np.abs(columns).max() or 1.0)
    (a, b), (_, d) = (scaled.T @ scaled).tolist()
    root = np.sqrt(max(a * d - b * b, 0.0))
    trace = np.sqrt(a + d + 2.0 * root)
    if root <= _DEPENDENT * (a + d):  # all papers on one line, or at one point
        return scaled
    inverse_root = np.array([[d + root, -b], [-b, a + root]]) / (trace * root)
    orthonormal: Floats = scaled @ inverse_root
    return orthonormal


def _positions(weights: csr_matrix, frame: Floats) -> Floats:
    """Return two coordinates a row, by orthogonal iteration from the frame."""
    mean = np.asarray(weights.mean(axis=0)).ravel()
    places = weights @ frame
    for _ in range(_STEPS):
        places = _orthonormal(places - places.mean(axis=0))
        places = weights @ (weights.T @ places - np.outer(mean, places.sum(axis=0)))
    return _orthonormal(places - places.mean(axis=0))


def _spread(column: Floats) -> Floats:
    """Map a coordinate to 0…1: half by value, so that clusters stay, half by rank, so that the room is used."""
    deviation = column.std()
    if deviation == 0.0:
        return np.full(len(column), 0.5)
    rounded = np.round(column / deviation, 6)
    by_value = 0.5 + 0.5 * np.tanh(rounded / 1.5)
    ranks = (np.searchsorted(np.sort(rounded), rounded, side="left") + 0.5) / len(column)
    spread: Floats = 0.5 * by_value + 0.5 * ranks
    return spread


def _apart(places: Integers, spacing: int) -> Integers:
    """Move each place, in order, to the nearest point of the grid that no earlier dot covers."""
    reach = -(-spacing // _GRID)
    near = [
        (x, y)
        for x in range(-reach, reach + 1)
        for y in range(-reach, reach + 1)
        if (x * x + y * y) * _GRID**2 < spacing**2
    ]
    # Far enough that a free point is among them, were all papers at one; the grid has a margin as wide, never free.
    margin = int(np.ceil(np.sqrt(len(places)) * spacing / _GRID)) + 1
    is_free = np.zeros((WIDTH // _GRID + 2 * margin + 1, HEIGHT // _GRID + 2 * margin + 1), dtype=bool)
    is_free[margin + 1 : margin + -(-WIDTH // _GRID), margin + 1 : margin + -(-HEIGHT // _GRID)] = True
    step = np.array([is_free.shape[1], 1])
    offsets, covered = (np.array(points) @ step for points in (list(rings(margin)), near))
    flat = is_free.ravel()
    settled = np.empty_like(places)
    for index, start in enumerate(((places // _GRID + margin) @ step).tolist()):
        point = _first_free(flat, start, offsets)
        flat[point + covered] = False
        settled[index] = (np.array(divmod(point, is_free.shape[1])) - margin) * _GRID
    return settled


def _first_free(is_free: NDArray[np.bool_], start: int, offsets: Integers) -> int:
    """Return the first free point at the offsets from a point, looked up a stretch at a time; else the point itself."""
    low, high = 0, _FIRST_STRETCH
    while low < len(offsets):
        free = np.flatnonzero(is_free[start + offsets[low:high]])
        if len(free):
            return int(start + offsets[low + free[0]])
        low, high = high, 4 * high
    return start


def _split(rows: Integers, places: Integers, parts: int) -> list[Integers]:
    """Halve the rows by the longer side again and again: where regions start."""
    if parts <= 1 or len(rows) <= 1:
        return [rows]
    extent = np.ptp(places[rows], axis=0)
    axis = int(extent[1] > extent[0])
    ordered = rows[np.lexsort((rows, places[rows, 1 - axis], places[rows, axis]))]
    left = parts // 2
    cut = len(ordered) * left // parts
    return _split(ordered[:cut], places, left) + _split(ordered[cut:], places, parts - left)


def _clusters(places: Integers, parts: int) -> list[Integers]:
    """Group the places around `parts` centres (Lloyd's k-means, in whole numbers, so equal on every processor)."""
    centres = [places[rows].sum(axis=0) // len(rows) for rows in _split(np.arange(len(places)), places, parts)]
    label = np.zeros(len(places), dtype=np.int64)
    for _ in range(_ROUNDS):
        distances = np.stack([((places - centre) ** 2).sum(axis=1) for centre in centres])
        label = distances.argmin(axis=0)
        centres = [
            places[label == number].sum(axis=0) // max(1, int((label == number).sum()))
            if (label == number).any()
            else centre
            for number, centre in enumerate(centres)
        ]
    groups = (np.flatnonzero(label == number) for number in range(len(centres)))
    return [group for group in groups if len(group)]


def _names(matrix: TermMatrix, groups: Sequence[Integers]) -> list[tuple[str, ...]]:
    """Return up to two distinctive terms a group, none of them given to two groups; larger groups choose first."""
    terms = distinctive(matrix, {f"{number:03d}": group.tolist() for number, group in enumerate(groups)}, limit=8)
    used: set[str] = set()
    names: list[tuple[str, ...]] = [()] * len(groups)
    for number in sorted(range(len(groups)), key=lambda number: (-len(groups[number]), number)):
        free = [term.text for term in terms[f"{number:03d}"] if term.text.casefold() not in used][:2]
        used.update(text.casefold() for text in free)
        names[number] = tuple(free)
    return names


def _regions(papers: Sequence[Paper], matrix: TermMatrix, places: Integers, spacing: int) -> tuple[Region, ...]:
    parts = min(_MOST_REGIONS, len(papers) // _PAPERS_A_REGION)
    if parts < _FEWEST_REGIONS:
        return ()
    groups = _clusters(places, parts)
    names = _names(matrix, groups)
    middles = [(places[group].sum(axis=0) // len(group)).tolist() for group in groups]
    wanted = [(", ".join(words), x, y) for words, (x, y) in zip(names, middles, strict=True)]
    settled = place_labels(wanted, places, radius=spacing // 2, size=(WIDTH, HEIGHT))
    return tuple(
        Region(terms=words, papers=tuple(papers[row].id for row in group.tolist()), x=x, y=y)
        for words, group, (x, y) in zip(names, groups, settled, strict=True)
        if words
    )


def atlas(papers: Sequence[Paper], *, terms: TermMatrix | None = None) -> Atlas:
    """Place the papers (sorted by id) that have a title or an abstract.

    `terms` are those of the papers, where they have been counted already.
    """
    placed = sorted((paper for paper in papers if paper_text(paper)), key=lambda paper: paper.id)
    unplaced = tuple(sorted(paper.id for paper in papers if not paper_text(paper)))
    if not placed:
        return Atlas(unplaced=unplaced)
    matrix = terms if terms is not None and terms.papers == tuple(placed) else term_matrix(placed)
    coordinates = _positions(tf_idf(matrix.counts), _frame(matrix.keys))
    room = np.array([WIDTH - 2 * _MARGIN, HEIGHT - 2 * _MARGIN])
    unit = np.stack([_spread(coordinates[:, axis]) for axis in (0, 1)], axis=1)
    wanted = np.round(unit * room).astype(np.int64) + _MARGIN
    spacing = min(_LARGEST_SPACING, max(_GRID, int(np.sqrt(WIDTH * HEIGHT / len(placed)) / 3)))
    places = _apart(wanted, spacing)
    dots = tuple(Dot(paper=paper.id, x=x, y=y) for paper, (x, y) in zip(placed, places.tolist(), strict=True))
    regions = _regions(placed, matrix, places, spacing)
    return Atlas(dots=dots, regions=regions, unplaced=unplaced, spacing=spacing)
