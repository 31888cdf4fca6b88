"""All that is computed over the whole collection, in one value for pages and exports.

Owns: what is computed, in which order. Must not: compute anything itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.insight.atlas import Atlas, atlas
from generator.insight.gaps import GapMap, gap_map
from generator.insight.names import NameIndex, name_index
from generator.insight.related import Related, related
from generator.insight.suggest import Group, groups
from generator.insight.summary import Summary, summary
from generator.insight.terms import Term, TermMatrix, distinctive, term_matrix
from generator.insight.trends import Trends, trends
from generator.survey import Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Insight:
    """What the collection as a whole says; every mapping has an entry for every paper or topic unless it says so."""

    related: Mapping[str, tuple[Related, ...]]
    """Closest papers by paper id, the closest first."""
    summaries: Mapping[str, Summary]
    """The sentence that states the contribution, by paper id; papers where none is sure are left out."""
    terms: Mapping[str, tuple[Term, ...]]
    """Distinctive terms by topic id, against the other topics of the same parent."""
    trends: Trends
    gaps: GapMap
    atlas: Atlas
    names: NameIndex
    unreached: tuple[Group, ...]
    """Papers that no rule reached, in groups with what could be done."""


def _terms(survey: Survey, matrix: TermMatrix) -> dict[str, tuple[Term, ...]]:
    row = {paper.id: index for index, paper in enumerate(survey.papers)}
    rows = {topic: [row[paper.id] for paper in papers] for topic, papers in survey.papers_of.items()}
    taxonomy = survey.taxonomy
    families = [[topic.id for topic in taxonomy.facets], *(taxonomy.children(topic.id) for topic in taxonomy.topics)]
    found: dict[str, tuple[Term, ...]] = {}
    for siblings in families:
        found |= distinctive(matrix, {topic: rows[topic] for topic in siblings})
    return found


def gather(survey: Survey) -> Insight:
    """Compute everything."""
    summaries = ((paper.id, summary(paper)) for paper in survey.papers)
    terms = term_matrix(survey.papers)
    return Insight(
        related=related(survey, terms=terms),
        summaries={paper: found for paper, found in summaries if found is not None},
        terms=_terms(survey, terms),
        trends=trends(survey),
        gaps=gap_map(survey),
        atlas=atlas(survey.papers, terms=terms),
        names=name_index(survey.papers, survey.names),
        unreached=groups(survey, terms=terms),
    )
