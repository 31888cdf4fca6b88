"""The aggregate: papers, taxonomy, assignments, and the indexes over them, built once.

Owns: look-ups over a whole survey. Must not: render, read files.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from generator.core.diagnostics import Diagnostic
from generator.core.model import (
    Assignment,
    Classification,
    Document,
    Ledger,
    Merge,
    Milestone,
    Name,
    NearMiss,
    Paper,
    Pin,
    PossibleDuplicate,
    Rejected,
    Taxonomy,
)


@dataclass(frozen=True, kw_only=True)
class Survey:
    """A whole survey. Papers are sorted by id; every index follows that order or the taxonomy's."""

    papers: tuple[Paper, ...]
    taxonomy: Taxonomy
    classification: Classification
    ledger: Ledger
    documents: tuple[Document, ...] = ()
    merges: tuple[Merge, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    possible_duplicates: tuple[PossibleDuplicate, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    start_here: tuple[Pin, ...] = ()
    """Papers that curators would begin with, and why."""
    diagnostics: tuple[Diagnostic, ...] = ()
    names: tuple[Name, ...] = ()
    """What `papers/names.yaml` lists, in the file's order."""
    inputs: tuple[tuple[str, str], ...] = ()
    """(path, SHA-256 of the content with LF line ends) of every input file, sorted by path."""

    @cached_property
    def by_id(self) -> dict[str, Paper]:
        """Papers by id."""
        return {paper.id: paper for paper in self.papers}

    @cached_property
    def assignments_of(self) -> dict[str, tuple[Assignment, ...]]:
        """Assignments by paper id, in the taxonomy's order; a paper without one has an empty tuple."""
        found: dict[str, list[Assignment]] = {paper.id: [] for paper in self.papers}
        for assignment in self.classification.assignments:
            found[assignment.paper].append(assignment)
        return {paper: tuple(assignments) for paper, assignments in found.items()}

    @cached_property
    def near_misses_of(self) -> dict[str, tuple[NearMiss, ...]]:
        """Near misses by paper id, in the taxonomy's order."""
        found: dict[str, list[NearMiss]] = {paper.id: [] for paper in self.papers}
        for near_miss in self.classification.near_misses:
            found[near_miss.paper].append(near_miss)
        return {paper: tuple(near_misses) for paper, near_misses in found.items()}

    @cached_property
    def papers_of(self) -> dict[str, tuple[Paper, ...]]:
        """Papers by topic id (those of narrower topics included), by paper id."""
        found: dict[str, list[Paper]] = {topic.id: [] for topic in self.taxonomy.topics}
        for assignment in self.classification.assignments:
            found[assignment.topic].append(self.by_id[assignment.paper])
        return {topic: tuple(sorted(papers, key=lambda paper: paper.id)) for topic, papers in found.items()}

    @cached_property
    def assignment(self) -> dict[tuple[str, str], Assignment]:
        """Assignments by (paper id, topic id)."""
        return {(a.paper, a.topic): a for a in self.classification.assignments}

    @cached_property
    def outside(self) -> tuple[Paper, ...]:
        """Papers that no topic holds, by id."""
        return tuple(paper for paper in self.papers if not self.assignments_of[paper.id])

    @cached_property
    def topics_of(self) -> dict[str, tuple[str, ...]]:
        """Topic ids by paper id, in the taxonomy's order."""
        return {paper: tuple(a.topic for a in found) for paper, found in self.assignments_of.items()}

    @cached_property
    def papers_by_year(self) -> dict[int | None, tuple[Paper, ...]]:
        """Papers by year of first publication, newest year first, unknown last."""
        found: defaultdict[int | None, list[Paper]] = defaultdict(list)
        for paper in self.papers:
            found[paper.year].append(paper)
        years = sorted(found, key=lambda year: -(year or 0))
        return {year: tuple(found[year]) for year in years}
