"""What has not been tried together: pairs of topics, and of topic and year, that no paper holds though some might.

Owns: found, expected, and what counts as a gap. Must not: order the cells of a page.
Expected is what independence would give: n_a · n_b / N. A gap is a pair with none found and 1.5 or more expected.
A gap in a collection is not a gap in the world.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, product

import numpy as np
from scipy.sparse import csr_matrix

from generator.core.model import Impossible, Taxonomy
from generator.insight.trends import all_years, papers_a_year
from generator.survey import Survey

LEAST_EXPECTED = 1.5

Pair = tuple[str, str]
"""Two topic ids, in the taxonomy's order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A pair of topics, or a topic and a year: papers found and expected, and what kind of pair it is."""

    found: int
    expected: float
    impossible: str | None = None
    """The curator's reason why no paper can hold both."""
    nested: bool = False
    """One topic is above the other, so that the pair says nothing."""

    @property
    def is_gap(self) -> bool:
        """None found, though enough to notice were expected."""
        return self.found == 0 and self.expected >= LEAST_EXPECTED and self.impossible is None and not self.nested


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A pair of topics without a paper in common; `since` is the first year in which both had one."""

    topics: Pair
    expected: float
    since: int | None
    within: Pair | None
    """The wider pair that is a gap too, and of which this one is only a part."""


@dataclass(frozen=True, kw_only=True)
class GapMap:
    """Every pair of topics, on demand; the gaps, the largest first."""

    taxonomy: Taxonomy
    papers: int
    counts: Mapping[str, int]
    together: Mapping[Pair, int]
    """Papers in both, for pairs that have one."""
    impossible: Mapping[Pair, str]
    years: tuple[int, ...]
    papers_a_year: tuple[int, ...]
    by_year: Mapping[str, tuple[int, ...]]
    gaps: tuple[Gap, ...] = ()

    @property
    def largest(self) -> tuple[Gap, ...]:
        """The gaps that are not part of a wider one, the most expected first."""
        return tuple(gap for gap in self.gaps if gap.within is None)

    def cell(self, first: str, second: str) -> Cell:
        """Return the cell of two topics, in either order."""
        pair = (first, second) if self._order[first] <= self._order[second] else (second, first)
        nested = first == second or first in self.taxonomy.ancestors(second) or second in self.taxonomy.ancestors(first)
        expected = self.counts[first] * self.counts[second] / self.papers if self.papers else 0.0
        return Cell(
            found=self.counts[first] if first == second else self.together.get(pair, 0),
            expected=round(expected, 2),
            impossible=self.impossible.get(pair),
            nested=nested,
        )

    def year_cell(self, topic: str, year: int) -> Cell:
        """Return the cell of a topic and one of `years`; expected from the dated papers alone."""
        column = self.years.index(year)
        numbers = self.by_year[topic]
        dated = sum(self.papers_a_year)
        expected = sum(numbers) * self.papers_a_year[column] / dated if dated else 0.0
        return Cell(found=numbers[column], expected=round(expected, 2))

    @cached_property
    def _order(self) -> dict[str, int]:
        return {topic: index for index, topic in enumerate(self.counts)}


def _together(survey: Survey, topics: list[str]) -> dict[Pair, int]:
    """Count the papers of every pair of topics that has one."""
    column = {topic: index for index, topic in enumerate(topics)}
    rows, columns = [], []
    for row, paper in enumerate(survey.papers):
        held = [column[topic] for topic in survey.topics_of[paper.id]]
        rows += [row] * len(held)
        columns += held
    shape = (len(survey.papers), len(topics))
    held_by = csr_matrix((np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=shape)
    both = (held_by.T @ held_by).tocoo()
    cells = zip(both.row.tolist(), both.col.tolist(), both.data.tolist(), strict=True)
    return {(topics[row], topics[other]): number for row, other, number in sorted(cells) if row < other}


def _impossible(taxonomy: Taxonomy, order: Mapping[str, int]) -> dict[Pair, str]:
    """Return the reason by pair; what cannot meet cannot meet below either."""
    reasons: dict[Pair, str] = {}
    for entry in sorted(taxonomy.impossible, key=_place):
        one, other = ((topic, *taxonomy.descendants(topic)) for topic in entry.topics)
        for first, second in product(one, other):
            pair = (first, second) if order[first] <= order[second] else (second, first)
            reasons.setdefault(pair, entry.because)
    return reasons


def _place(entry: Impossible) -> tuple[str, int, int]:
    return (entry.location.path, entry.location.line, entry.location.column)


def _wider(taxonomy: Taxonomy, pair: Pair, gaps: Mapping[Pair, float], order: Mapping[str, int]) -> Pair | None:
    """Return the widest gap of which the pair is a part: both topics, or one, replaced by something above."""
    first, second = ((topic, *taxonomy.ancestors(topic)) for topic in pair)
    wider = [
        (one, other) if order[one] <= order[other] else (other, one)
        for one, other in product(first, second)
        if (one, other) != pair
    ]
    return min((one for one in wider if one in gaps), key=lambda one: (-gaps[one], one), default=None)


def _candidates(counts: Mapping[str, int], papers: int) -> Iterator[Pair]:
    """Give the pairs of topics of which enough papers are expected to hold both."""
    return (
        (first, second)
        for first, second in combinations(counts, 2)
        if counts[first] * counts[second] >= LEAST_EXPECTED * papers
    )


def gap_map(survey: Survey) -> GapMap:
    """Count all pairs and find the gaps."""
    taxonomy = survey.taxonomy
    topics = [topic.id for topic in taxonomy.topics]
    order = {topic: index for index, topic in enumerate(topics)}
    years = all_years(survey.papers)
    found = GapMap(
        taxonomy=taxonomy,
        papers=len(survey.papers),
        counts={topic: len(survey.papers_of[topic]) for topic in topics},
        together=_together(survey, topics),
        impossible=_impossible(taxonomy, order),
        years=years,
        papers_a_year=papers_a_year(survey.papers, years),
        by_year={topic: papers_a_year(survey.papers_of[topic], years) for topic in topics},
    )
    return replace(found, gaps=_gaps(found, order))


def _gaps(found: GapMap, order: Mapping[str, int]) -> tuple[Gap, ...]:
    """Return all gaps, the most expected first, then in the taxonomy's order."""
    cells = {pair: found.cell(*pair) for pair in _candidates(found.counts, found.papers) if pair not in found.together}
    expected = {pair: cell.expected for pair, cell in cells.items() if cell.is_gap}
    first_year = {
        topic: next((year for year, number in zip(found.years, numbers, strict=True) if number), None)
        for topic, numbers in found.by_year.items()
    }
    gaps = (
        Gap(
            topics=pair,
            expected=number,
            since=_both_since(first_year[pair[0]], first_year[pair[1]]),
            within=_wider(found.taxonomy, pair, expected, order),
        )
        for pair, number in expected.items()
    )
    return tuple(sorted(gaps, key=lambda gap: (-gap.expected, order[gap.topics[0]], order[gap.topics[1]])))


def _both_since(one: int | None, other: int | None) -> int | None:
    return max(one, other) if one is not None and other is not None else None
