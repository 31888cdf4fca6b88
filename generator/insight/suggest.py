"""What the taxonomy could gain: groups of papers that no rule reached, and phrases that a topic lacks.

Owns: grouping, proposed phrases with the precision that they would have had, the YAML to copy. Must not: print,
change a rule. A proposal is a word or two that papers share; a person decides what it means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import yaml
from scipy.sparse import csr_matrix
from sklearn.cluster import AgglomerativeClustering

from generator.core.model import Paper, Taxonomy, Topic
from generator.insight.terms import TermMatrix, as_written, distinctive, paper_text, term_matrix, tf_idf, tokens
from generator.survey import Survey
from generator.taxonomy.language import Pattern, parse_phrase
from generator.taxonomy.matching import Matcher
from generator.taxonomy.phrases import wordings
from generator.taxonomy.words import split

MOST_GROUPED = 2_000
"""Grouping compares all pairs; of more unreached papers only the first by id are grouped."""
_APART = 0.93
"""Cosine distance (average linkage) from which two groups of abstracts are about different things: unrelated ones lie
at 0.95 and above, those of one narrow topic at 0.75 to 0.9."""
_TERMS = 6
_PROPOSALS = 12
_LEAST_PAPERS = 2
_CANDIDATES = 600
_COMMONER = 3
"""How many times commoner a phrase must be in a topic than elsewhere to be one that its papers share."""
_MOST_PHRASES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A phrase that a rule could have: the papers it would be right about, and the others that it would move."""

    phrase: str
    inside: int
    elsewhere: int

    @property
    def precision(self) -> float:
        """The share of the papers in which it stands that are meant."""
        return self.inside / (self.inside + self.elsewhere)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Unreached papers that are alike; `nearest` is the topic that most of them nearly came into."""

    papers: tuple[str, ...]
    terms: tuple[str, ...]
    proposals: tuple[Proposal, ...]
    nearest: str | None
    new_topic: str
    """YAML of a new topic, to copy below `facets:` or `narrower:`; empty when nothing can be proposed."""
    new_phrase: str
    """YAML of one phrase for the nearest topic; empty when there is none."""


# --- the unreached -------------------------------------------------------------------------------


def unreached(survey: Survey) -> tuple[Paper, ...]:
    """Return the papers that no topic holds and that no one says to be rightly outside."""
    settled = {pin.paper for pin in survey.taxonomy.outside}
    return tuple(paper for paper in survey.outside if settled.isdisjoint((paper.id, *paper.aliases)))


def groups(survey: Survey, *, terms: TermMatrix | None = None) -> tuple[Group, ...]:
    """Return the unreached papers in groups, the largest first; a paper like no other is a group of its own.

    `terms` are those of the survey's papers, where they have been counted already.
    """
    waiting = unreached(survey)[:MOST_GROUPED]
    if not waiting:
        return ()
    matrix = terms or term_matrix(survey.papers)
    row = {paper.id: index for index, paper in enumerate(survey.papers)}
    parts = _alike(tf_idf(matrix.counts)[[row[paper.id] for paper in waiting]])
    clusters = [tuple(waiting[index] for index in part) for part in parts]
    rows = {str(number): [row[paper.id] for paper in cluster] for number, cluster in enumerate(clusters)}
    others = sorted(set(range(len(survey.papers))) - {row[paper.id] for paper in waiting})
    found = distinctive(matrix, {**rows, "rest": others}, limit=_TERMS)
    words = [tuple(term.text for term in found[str(number)]) for number in range(len(clusters))]
    users = _users(dict.fromkeys(word for group in words for word in group), survey.papers)
    return tuple(_group(cluster, group, users, survey) for cluster, group in zip(clusters, words, strict=True))


def _alike(vectors: csr_matrix) -> list[list[int]]:
    """Return the rows in groups (average linkage over cosine distance), the largest first, then by their first row."""
    if vectors.shape[0] == 1 or not vectors.shape[1]:
        return [list(range(vectors.shape[0]))]
    distances = 1.0 - (vectors @ vectors.T).toarray()
    np.fill_diagonal(distances, 0.0)
    model = AgglomerativeClustering(n_clusters=None, metric="precomputed", linkage="average", distance_threshold=_APART)
    found: dict[int, list[int]] = {}
    for index, label in enumerate(model.fit_predict(distances)):
        found.setdefault(int(label), []).append(index)
    return sorted(found.values(), key=lambda part: (-len(part), part[0]))


def _group(papers: Sequence[Paper], terms: tuple[str, ...], users: _Users, survey: Survey) -> Group:
    ids = tuple(paper.id for paper in papers)
    found = _count(terms, users, frozenset(ids))
    proposals = tuple(sorted(found, key=lambda proposal: (-_worth(proposal), proposal.phrase)))
    nearest = _nearest(ids, survey)
    return Group(
        papers=ids,
        terms=terms,
        proposals=proposals,
        nearest=nearest,
        new_topic=_topic_yaml(_covering(proposals, users, ids), papers) if proposals else "",
        new_phrase=_yaml({"any": [proposals[0].phrase]}) if proposals and nearest else "",
    )


def _covering(proposals: Sequence[Proposal], users: _Users, ids: Iterable[str]) -> list[str]:
    """Return the best phrases that together bring in a group; after the first, none that moves more others than it."""
    left, kept = set(ids), list[str]()
    for proposal in proposals:
        brought = users.papers[users.numbers[proposal.phrase]] & left
        if brought and (not kept or proposal.elsewhere <= proposal.inside):
            kept.append(proposal.phrase)
            left -= brought
    return kept[:_MOST_PHRASES]


def _nearest(ids: Iterable[str], survey: Survey) -> str | None:
    """Return the topic with the most near misses among some papers; ties go to the first in the taxonomy."""
    counts = {topic.id: 0 for topic in survey.taxonomy.topics}
    for paper in ids:
        for miss in survey.near_misses_of[paper]:
            counts[miss.topic] += 1
    best = max(counts, key=lambda topic: counts[topic], default=None)
    return best if best is not None and counts[best] else None


def _topic_yaml(phrases: Sequence[str], papers: Sequence[Paper]) -> str:
    name = phrases[0]
    topic_id = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:60].strip("-") or "new-topic"
    titles = [f"title: {title}" for title in _titles_with(phrases, papers)][:2]
    topic: dict[str, object] = {
        "id": topic_id,
        "label": name[:1].upper() + name[1:],
        "definition": "What these papers have in common, in a sentence of your own.",
        "rule": {"any": list(phrases)},
    }
    if titles:
        topic["examples"] = {"in": titles}
    return _yaml([topic])


def _titles_with(phrases: Iterable[str], papers: Iterable[Paper]) -> list[str]:
    """Return the titles in which one of the phrases stands, so that they are good examples of it."""
    parsed = [parse_phrase(phrase) for phrase in phrases]
    matcher = Matcher([pattern for pattern in parsed if isinstance(pattern, Pattern)])
    return [paper.title for paper in papers if paper.title and matcher.find(split(paper.title))]


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100)


# --- phrases -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Users:
    """In which papers phrases stand: the number of each phrase, and the papers' ids by number.

    Two ways to write one phrase have one number; a phrase that cannot be parsed has none.
    """

    numbers: Mapping[str, int]
    papers: Sequence[frozenset[str]]


def _users(phrases: Iterable[str], papers: Sequence[Paper]) -> _Users:
    """Return who uses each phrase; the papers are read once for all of them."""
    parsed = {phrase: parse_phrase(phrase) for phrase in phrases}
    patterns = {phrase: pattern for phrase, pattern in parsed.items() if isinstance(pattern, Pattern)}
    distinct: dict[tuple[object, ...], Pattern] = {}
    for pattern in patterns.values():
        distinct.setdefault(pattern.parts, pattern)
    number_of = {parts: number for number, parts in enumerate(distinct)}
    matcher = Matcher(list(distinct.values()))
    users: list[set[str]] = [set() for _ in distinct]
    for paper in papers:
        for found in matcher.find(split(paper_text(paper))):
            users[found.pattern].add(paper.id)
    numbers = {phrase: number_of[pattern.parts] for phrase, pattern in patterns.items()}
    return _Users(numbers=numbers, papers=[frozenset(ids) for ids in users])


def _count(phrases: Iterable[str], users: _Users, meant: frozenset[str]) -> tuple[Proposal, ...]:
    """Return each phrase that stands in a paper that is meant; of two ways to write one phrase, the first."""
    first: dict[int, str] = {}
    for phrase in phrases:
        if phrase in users.numbers:
            first.setdefault(users.numbers[phrase], phrase)
    counted = [(phrase, users.papers[number]) for number, phrase in first.items()]
    return tuple(
        Proposal(phrase=phrase, inside=len(papers & meant), elsewhere=len(papers - meant))
        for phrase, papers in counted
        if papers & meant
    )


def phrases_for(survey: Survey, topic_id: str) -> tuple[Proposal, ...]:
    """Return phrases that a topic's papers share and others lack, and that its rule does not say yet, the best first.

    Sorted by (inside + 0.5) / (inside + elsewhere + 1) · ln(1 + inside): right often, and about many.
    """
    meant = [paper for paper in survey.papers_of[topic_id] if paper_text(paper)]
    users: dict[str, int] = {}
    for paper in meant:
        for key in sorted({token.key for token in tokens(paper_text(paper))}):
            users[key] = users.get(key, 0) + 1
    shared = sorted(
        (key for key, number in users.items() if number >= _LEAST_PAPERS), key=lambda key: (-users[key], key)
    )
    written = as_written(meant, shared[:_CANDIDATES])
    new = _unsaid(survey.taxonomy, survey.taxonomy.by_id[topic_id], written.values())
    found = _count(new, _users(new, survey.papers), frozenset(paper.id for paper in meant))
    others = len(survey.papers) - len(meant)
    kept = [
        proposal
        for proposal in found
        if proposal.inside >= _LEAST_PAPERS and proposal.inside * others >= _COMMONER * proposal.elsewhere * len(meant)
    ]
    return tuple(sorted(kept, key=lambda proposal: (-_worth(proposal), proposal.phrase))[:_PROPOSALS])


def _worth(proposal: Proposal) -> float:
    share = (proposal.inside + 0.5) / (proposal.inside + proposal.elsewhere + 1)
    return round(float(share * np.log1p(proposal.inside)), 9)


def _unsaid(taxonomy: Taxonomy, topic: Topic, phrases: Iterable[str]) -> list[str]:
    """Return the phrases in which no phrase of the rules of a topic and of those below it stands."""
    known_groups = {group.name: tuple(phrase.text for phrase in group.phrases) for group in taxonomy.groups}
    owners = [taxonomy.by_id[one] for one in (topic.id, *taxonomy.descendants(topic.id))]
    said = [phrase.text for owner in owners if owner.rule for phrase in (*owner.rule.any, *owner.rule.central)]
    parsed = [parse_phrase(text, known_groups) for text in dict.fromkeys(said)]
    matcher = Matcher([pattern for pattern in parsed if isinstance(pattern, Pattern)])
    return [
        phrase
        for phrase in dict.fromkeys(phrases)
        if not any(matcher.find(split(wording)) for wording in wordings(phrase))
    ]
