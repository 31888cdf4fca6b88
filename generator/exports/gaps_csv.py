"""The gap map as CSV: each pair that has a paper, is a gap, or cannot exist.

Owns: the columns. Must not: decide what a gap is.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from generator.core.spreadsheet import table
from generator.insight.gaps import Cell, Gap, GapMap

COLUMNS = ("kind", "first", "second", "found", "expected", "gap", "since", "within", "impossible")

Row = tuple[str | float | None, ...]


def _status(cell: Cell) -> str:
    return "yes" if cell.is_gap else "no"


def _pairs(gaps: GapMap) -> Iterator[Row]:
    found: dict[tuple[str, str], Gap] = {gap.topics: gap for gap in gaps.gaps}
    for first, second in combinations(gaps.counts, 2):
        pair = (first, second)
        if pair not in gaps.together and pair not in found and pair not in gaps.impossible:
            continue
        cell = gaps.cell(first, second)
        if cell.nested:
            continue
        gap = found.get(pair)
        within = " × ".join(gap.within) if gap and gap.within else None
        since = gap.since if gap else None
        yield ("topics", *pair, cell.found, cell.expected, _status(cell), since, within, cell.impossible)


def _years(gaps: GapMap) -> Iterator[Row]:
    for topic in gaps.counts:
        for year in gaps.years:
            cell = gaps.year_cell(topic, year)
            if cell.found or cell.is_gap:
                yield ("year", topic, str(year), cell.found, cell.expected, _status(cell), None, None, None)


def document(gaps: GapMap) -> str:
    """Return topic × topic, then topic × year, in the taxonomy's order."""
    return table(COLUMNS, (*_pairs(gaps), *_years(gaps)))
