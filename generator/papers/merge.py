"""Candidates and curation → papers with ids, merges with rules, and what may still be the same.

Owns: the order of merging, ids that no two papers share, the findings about curators' entries.
Must not: know how two candidates are compared (`pairs`) or which value wins (`values`).
The result depends on the candidates and the curation alone, not on their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from generator.core.diagnostics import Report
from generator.core.model import Candidate, Identifier, Merge, Paper, PossibleDuplicate
from generator.papers import finding, pairs, values
from generator.papers.clusters import CURATED, Clusters, cluster
from generator.papers.curation import Curation, Entry, Reference
from generator.papers.finding import Finder
from generator.papers.naming import Unnamed, name
from generator.papers.pairs import Doubt, Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The papers, sorted by id; one merge for each record joined to another; and the remaining doubts."""

    papers: tuple[Paper, ...] = ()
    merges: tuple[Merge, ...] = ()
    possible_duplicates: tuple[PossibleDuplicate, ...] = ()


def merge(candidates: Iterable[Candidate], curated: Curation, report: Report) -> Merged:
    """Return the papers that the candidates describe."""
    ordered = tuple(sorted(candidates, key=values.sort_key))
    found, doubts = pairs.find(ordered)
    finder = finding.finder(ordered)
    forced, separate = _decisions(curated, finder, report)
    joined = cluster(ordered, (*found, *forced), separate=separate)
    entries = _entries(curated, finder, joined, report)
    built = [
        values.build(tuple(ordered[index] for index in members), entries.get(place))
        for place, members in enumerate(joined.members)
    ]
    papers = name(
        tuple(
            Unnamed(paper=paper, entry=entries.get(place), members=tuple(ordered[index] for index in members))
            for place, (paper, members) in enumerate(zip(built, joined.members, strict=True))
        ),
        report,
    )
    cluster_of = {index: place for place, members in enumerate(joined.members) for index in members}
    return Merged(
        papers=tuple(sorted(papers, key=lambda paper: paper.id)),
        merges=tuple(_merges(ordered, joined, papers)),
        possible_duplicates=tuple(_possible(papers, cluster_of, (*doubts, *joined.refused))),
    )


# --- curators' decisions ---------------------------------------------------------------------------


def _decisions(
    curated: Curation, finder: Finder, report: Report
) -> tuple[tuple[Pair, ...], frozenset[tuple[int, int]]]:
    """Return the pairs that curators join, and those that they keep apart."""
    forced: list[Pair] = []
    separate: set[tuple[int, int]] = set()
    for entry in curated.entries:
        own = finder.entry(entry)
        named = [index for reference in entry.merge for index in _named(reference, finder, report)]
        for one, other in pairwise(sorted({*own, *named}) if entry.merge else ()):
            forced.append(Pair(first=one, second=other, rule=CURATED, score=1.0))
        for reference in entry.separate:
            apart = _named(reference, finder, report)
            separate |= {(min(one, other), max(one, other)) for one in own for other in apart if one != other}
    return tuple(forced), frozenset(separate)


def _named(reference: Reference, finder: Finder, report: Report) -> tuple[int, ...]:
    found = finder.reference(reference)
    if not found:
        hint = "write an identifier, the title as a document has it, or the first words of the abstract"
        report.error("curation/no-record", reference.location, f"'{reference.text[:60]}' fits no record", hint=hint)
    return found


def _entries(curated: Curation, finder: Finder, joined: Clusters, report: Report) -> dict[int, Entry]:
    """Return the entry of each cluster that has one."""
    cluster_of = {index: place for place, members in enumerate(joined.members) for index in members}
    entries: dict[int, Entry] = {}
    for entry in curated.entries:
        places = sorted({cluster_of[index] for index in finder.entry(entry)})
        if not places:
            hint = "compare the title and the first words of the abstract with the document, or remove the entry"
            report.error("curation/no-paper", entry.location, f"'{entry.label[:60]}' fits no paper", hint=hint)
        elif len(places) > 1:
            message = f"'{entry.label[:60]}' fits {len(places)} different papers"
            hint = "make the entry more exact, or list the records under 'merge' if they are one paper"
            report.error("curation/ambiguous", entry.location, message, hint=hint)
        elif places[0] in entries:
            message = f"'{entry.label[:60]}' is the same paper as the entry in line {entries[places[0]].location.line}"
            report.error("curation/twice", entry.location, message, hint="make one entry of the two")
        else:
            entries[places[0]] = entry
    return entries


# --- what is told of it ----------------------------------------------------------------------------


def _merges(ordered: tuple[Candidate, ...], joined: Clusters, papers: tuple[Paper, ...]) -> Iterator[Merge]:
    """Return one merge for each record but the first of a paper: how it was reached from the first."""
    edges: defaultdict[int, list[tuple[int, Pair]]] = defaultdict(list)
    for pair in joined.joined:
        edges[pair.first].append((pair.second, pair))
        edges[pair.second].append((pair.first, pair))
    for members, paper in zip(joined.members, papers, strict=True):
        start = next(index for index in members if ordered[index].record is paper.records[0])
        reached, queue = {start}, [start]
        while queue:
            kept = queue.pop(0)
            for other, pair in sorted(edges[kept], key=lambda edge: edge[0]):
                if other not in reached:
                    reached.add(other)
                    queue.append(other)
                    places = ordered[kept].record.location, ordered[other].record.location
                    yield Merge(kept=places[0], merged=places[1], rule=pair.rule, score=pair.score, paper=paper.id)


def _possible(
    papers: tuple[Paper, ...], cluster_of: dict[int, int], doubts: tuple[Doubt, ...]
) -> Iterator[PossibleDuplicate]:
    """Return the doubts between papers, the gravest of each pair of papers, and identifiers that two papers carry."""
    found: dict[tuple[str, str], PossibleDuplicate] = {}
    for doubt in sorted(doubts, key=lambda one: (-one.score, one.reason)):
        first, second = sorted((papers[cluster_of[doubt.first]].id, papers[cluster_of[doubt.second]].id))
        if first != second:
            both = (first, second)
            found.setdefault(both, PossibleDuplicate(papers=both, reason=doubt.reason, score=doubt.score))
    carriers: defaultdict[Identifier, list[str]] = defaultdict(list)
    for paper in papers:
        for identifier in paper.identifiers:
            carriers[identifier].append(paper.id)
    for identifier, carrying in carriers.items():
        for both in pairwise(sorted(carrying)):
            found.setdefault(both, PossibleDuplicate(papers=both, reason=f"both carry {identifier}", score=1.0))
    yield from (found[both] for both in sorted(found))
