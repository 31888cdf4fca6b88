"""The closest papers of each paper, and why: common words (TF-IDF) and common topics.

Owns: the measure and the reason in words. Must not: look at dates, authors or links.
Score = cosine of the TF-IDF rows of title and abstract + `_TOPIC_SHARE` × cosine of the topics weighted by rarity.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, hstack

from generator.core.model import Taxonomy
from generator.insight.terms import PAIR_OF_WORDS, TermMatrix, term_matrix, tf_idf, without_parts
from generator.survey import Survey

CLOSEST = 4
_TOPIC_SHARE = 0.2
# Below this the papers share next to nothing, and a list of "closest" papers would be a list of any.
_LEAST_SCORE = 0.06
_BLOCK = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A close paper: its id, the score (0 to 1), the topics and words in common, and all this in one clause."""

    paper: str
    score: float
    topics: tuple[str, ...]
    """Ids of the topics that both are in, the narrowest only, in the taxonomy's order."""
    terms: tuple[str, ...]
    reason: str


def _topic_matrix(survey: Survey) -> csr_matrix:
    """Return papers × topics, rarer topics heavier, rows of length 1; a paper outside all topics has an empty row."""
    column = {topic.id: index for index, topic in enumerate(survey.taxonomy.topics)}
    pointers, columns = [0], []
    for paper in survey.papers:
        columns += sorted(column[topic] for topic in survey.topics_of[paper.id])
        pointers.append(len(columns))
    shape = (len(survey.papers), len(column))
    return tf_idf(csr_matrix((np.ones(len(columns)), columns, pointers), shape=shape))


def _nearest(features: csr_matrix) -> Iterator[tuple[tuple[int, float], ...]]:
    """Give for each row the closest other rows with their scores; equal scores in the rows' order."""
    number = features.shape[0]
    transposed = features.T.tocsc()
    for start in range(0, number, _BLOCK):
        block = (features[start : start + _BLOCK] @ transposed).toarray()
        scores = np.round(block / (1.0 + _TOPIC_SHARE), 4)
        for offset, row in enumerate(scores):
            row[start + offset] = 0.0
            bound = np.partition(row, -CLOSEST)[-CLOSEST] if number > CLOSEST else 0.0
            near = np.flatnonzero(row >= max(bound, _LEAST_SCORE))
            ranked = sorted((-float(row[other]), int(other)) for other in near)[:CLOSEST]
            yield tuple((other, -score) for score, other in ranked)


def narrowest(taxonomy: Taxonomy, topics: Sequence[str]) -> tuple[str, ...]:
    """Return the topics that are above none of the others, in the order given."""
    above = {ancestor for topic in topics for ancestor in taxonomy.ancestors(topic)}
    return tuple(topic for topic in topics if topic not in above)


def _common_terms(matrix: TermMatrix, weights: csr_matrix, first: int, second: int) -> tuple[str, ...]:
    """Return up to three keys that weigh most in both rows."""
    one, other = (slice(weights.indptr[row], weights.indptr[row + 1]) for row in (first, second))
    columns, in_one, in_other = np.intersect1d(
        weights.indices[one], weights.indices[other], assume_unique=True, return_indices=True
    )
    products = weights.data[one][in_one] * weights.data[other][in_other]
    keys = [matrix.keys[column] for column in columns]
    ranked = sorted(
        (-round(float(product) * (PAIR_OF_WORDS if " " in key else 1.0), 6), key)
        for product, key in zip(products, keys, strict=True)
    )
    return without_parts((key for _, key in ranked), limit=3)


def listing(words: Sequence[str]) -> str:
    """Join words as a sentence does: `a, b and c`."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def _reason(taxonomy: Taxonomy, topics: Sequence[str], terms: Sequence[str]) -> str:
    labels = [taxonomy.by_id[topic].label for topic in topics]
    count = f"{len(labels)} topic" if len(labels) == 1 else f"{len(labels)} topics"
    parts = [f"shares {count}: {', '.join(labels)}"] if labels else []
    parts += [f"both speak of {listing([f'“{term}”' for term in terms])}"] if terms else []
    return "; ".join(parts)


def related(survey: Survey, *, terms: TermMatrix | None = None) -> dict[str, tuple[Related, ...]]:
    """Return up to four closest papers by paper id; none where nothing is shared.

    `terms` are those of the survey's papers, where they have been counted already.
    """
    papers = survey.papers
    if not papers:
        return {}
    matrix = terms or term_matrix(papers)
    weights = tf_idf(matrix.counts)
    features = hstack([weights, _topic_matrix(survey) * np.sqrt(_TOPIC_SHARE)], format="csr")
    pairs = [
        (row, other, score, _common_terms(matrix, weights, row, other))
        for row, near in enumerate(_nearest(features))
        for other, score in near
    ]
    found: dict[str, list[Related]] = {paper.id: [] for paper in papers}
    for row, other, score, keys in pairs:
        one, two = papers[row].id, papers[other].id
        both = set(survey.topics_of[two])
        topics = narrowest(survey.taxonomy, [topic for topic in survey.topics_of[one] if topic in both])
        common = tuple(matrix.written[key] for key in keys)
        reason = _reason(survey.taxonomy, topics, common)
        found[one].append(Related(paper=two, score=score, topics=topics, terms=common, reason=reason))
    return {paper: tuple(near) for paper, near in found.items()}
