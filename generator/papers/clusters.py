"""Candidates → clusters: one cluster a paper, joined by rules and curators, whatever the order of documents.

Owns: the union of pairs, what keeps two clusters apart, and the list of doubts. Must not: choose values.
Pairs are taken surest first; a pair is not followed when it would bring two candidates together that contradict each
other or that a curator separated, so one weak link cannot chain different papers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.core.model import Candidate
from generator.papers.pairs import Doubt, Pair, contradiction

CURATED = "curated"
_RULES = (CURATED, "identifier", "abstract", "title")
_CROWD = 30
"""Members of a cluster up to which each is compared with each when two clusters join."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clusters:
    """The result: members of each cluster, the pairs that joined them, and the pairs that were not followed."""

    members: tuple[tuple[int, ...], ...]
    joined: tuple[Pair, ...]
    refused: tuple[Doubt, ...]


@dataclass(slots=True, kw_only=True)
class _Union:
    candidates: tuple[Candidate, ...]
    separate: frozenset[tuple[int, int]]
    parent: list[int]
    members: dict[int, list[int]]
    heads: dict[int, list[int]]
    """The first members of each cluster, ascending, as many as are compared with those of another."""
    joined: list[Pair] = field(default_factory=list)
    refused: list[Doubt] = field(default_factory=list)

    def root(self, index: int) -> int:
        while self.parent[index] != index:
            self.parent[index] = self.parent[self.parent[index]]
            index = self.parent[index]
        return index

    def follow(self, pair: Pair) -> None:
        left, right = self.root(pair.first), self.root(pair.second)
        if left == right:
            return
        against = self._against(left, right, is_curated=pair.rule == CURATED)
        if against:
            reason = f"{_words(pair)}, but {against}"
            self.refused.append(Doubt(first=pair.first, second=pair.second, reason=reason, score=pair.score))
            return
        self.joined.append(pair)
        kept, gone = min(left, right), max(left, right)
        self.parent[gone] = kept
        # The shorter list goes into the longer one: joining a crowd one by one stays linear.
        shorter, longer = sorted((self.members[kept], self.members.pop(gone)), key=len)
        longer += shorter
        self.members[kept] = longer
        self.heads[kept] = sorted(self.heads[kept] + self.heads.pop(gone))[:_CROWD]

    def _against(self, left: int, right: int, *, is_curated: bool) -> str | None:
        if any({self.root(one), self.root(other)} == {left, right} for one, other in self.separate):
            return "curated.yaml keeps them apart"
        if is_curated:
            return None
        for one in self.heads[left]:
            for other in self.heads[right]:
                if why := contradiction(self.candidates[one], self.candidates[other]):
                    return why
        return None


def _words(pair: Pair) -> str:
    """Say what spoke for a pair."""
    return {
        CURATED: "curated.yaml joins them",
        "identifier": "one identifier",
        "abstract": f"abstracts {pair.score:.0%} alike",
        "title": "the same title",
    }[pair.rule]


def cluster(
    candidates: tuple[Candidate, ...],
    pairs: Iterable[Pair],
    *,
    separate: frozenset[tuple[int, int]] = frozenset(),
) -> Clusters:
    """Return the clusters of candidates; `separate` holds (smaller, larger) index pairs that must stay apart."""
    size = len(candidates)
    union = _Union(
        candidates=candidates,
        separate=separate,
        parent=list(range(size)),
        members={index: [index] for index in range(size)},
        heads={index: [index] for index in range(size)},
    )
    for pair in sorted(pairs, key=lambda one: (_RULES.index(one.rule), -one.score, one.first, one.second)):
        union.follow(pair)
    members = tuple(tuple(sorted(union.members[root])) for root in sorted(union.members))
    return Clusters(members=members, joined=tuple(union.joined), refused=tuple(union.refused))
