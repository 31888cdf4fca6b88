"""Which topic gained and lost which papers, with the reason in both states.

Owns: moves and their grounds. Must not: judge whether a move is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.compare.changes import Ground, GroundKind, Move, TopicMoves
from generator.compare.papers import Identities, name_of
from generator.compare.topics import labels, phrases
from generator.core.model import Assignment, Match, NearMiss, Origin, Taxonomy, Topic
from generator.survey import Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """One state, and how to find the same topic in the other."""

    survey: Survey
    other: Taxonomy
    counterpart: dict[str, str]

    def foreign(self, topic_id: str) -> frozenset[str]:
        """Return the phrases that the other state's rule of the same topic has."""
        return _phrases(self.other.by_id.get(self.counterpart.get(topic_id, "")))


def _phrases(topic: Topic | None) -> frozenset[str]:
    return frozenset(phrase.text for _name, phrase in phrases(topic.rule if topic else None))


def _new_first(matches: tuple[Match, ...], other: frozenset[str]) -> tuple[Match, ...]:
    """Keep one match a phrase, those of phrases that the other rule lacks first."""
    unique = {match.phrase: match for match in reversed(matches)}
    return tuple(
        sorted(
            unique.values(), key=lambda match: (match.phrase.text in other, match.phrase.location, match.phrase.text)
        )
    )


def _of_assignment(side: _Side, assignment: Assignment) -> Ground:
    """Return the ground of an assignment; below a broader topic, that of the narrower topic responsible."""
    path: list[str] = []
    leaf = assignment
    while leaf.origin is Origin.NARROWER and leaf.through:
        path.append(side.survey.taxonomy.by_id[leaf.through[0]].label)
        leaf = side.survey.assignment[(leaf.paper, leaf.through[0])]
    foreign = side.foreign(leaf.topic)
    matches = _new_first(leaf.matches, foreign)
    direct = GroundKind.CURATED if leaf.origin is Origin.CURATED else GroundKind.MATCHED
    return Ground(
        kind=GroundKind.NARROWER if path else direct,
        matches=matches,
        through=tuple(path),
        pin=leaf.pin,
        only_here=tuple(match.phrase.text for match in matches if match.phrase.text not in foreign),
    )


def _of_near_miss(side: _Side, near_miss: NearMiss) -> Ground:
    if near_miss.pin is not None:
        kind = GroundKind.EXCLUDED
    elif near_miss.vetoed_by:
        kind = GroundKind.VETOED
    else:
        kind = GroundKind.MISSING
    foreign = side.foreign(near_miss.topic)
    vetoes = _new_first(near_miss.vetoed_by, foreign)
    return Ground(
        kind=kind,
        matches=_new_first(near_miss.matched, foreign),
        vetoes=vetoes,
        missing=near_miss.missing,
        pin=near_miss.pin,
        only_here=tuple(match.phrase.text for match in vetoes if match.phrase.text not in foreign),
    )


def _ground(side: _Side, paper_id: str | None, topic_id: str | None) -> Ground:
    """Tell why a paper is in a topic, or is not, in one state."""
    if paper_id is None:
        return Ground(kind=GroundKind.NO_PAPER)
    if topic_id is None:
        return Ground(kind=GroundKind.NO_TOPIC)
    assignment = side.survey.assignment.get((paper_id, topic_id))
    if assignment is not None:
        return _of_assignment(side, assignment)
    near = next((miss for miss in side.survey.near_misses_of[paper_id] if miss.topic == topic_id), None)
    return Ground(kind=GroundKind.NOTHING) if near is None else _of_near_miss(side, near)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """Both states, and one topic under its id in each; None where the topic does not exist."""

    base: _Side
    head: _Side
    old_topic: str | None
    new_topic: str | None

    def move(self, old: str | None, new: str | None, *, gained: bool) -> Move:
        """Return the move of a paper under its id in each state."""
        paper = self.head.survey.by_id[new] if new is not None else self.base.survey.by_id[old or ""]
        return Move(
            paper=name_of(paper),
            gained=gained,
            before=_ground(self.base, old, self.old_topic),
            after=_ground(self.head, new, self.new_topic),
        )


def _of_topic(pair: _Pair, same: Identities) -> TopicMoves | None:
    base, head = pair.base.survey, pair.head.survey
    olds = [paper.id for paper in base.papers_of[pair.old_topic]] if pair.old_topic else []
    news = [paper.id for paper in head.papers_of[pair.new_topic]] if pair.new_topic else []
    kept, still = {same.after.get(old) for old in olds}, set(news)
    gained = [new for new in news if new not in kept]
    lost = [old for old in olds if same.after.get(old) not in still]
    if not gained and not lost:
        return None
    taxonomy = head.taxonomy if pair.new_topic else base.taxonomy
    topic_id = pair.new_topic or pair.old_topic or ""
    return TopicMoves(
        topic=topic_id,
        path=labels(taxonomy, topic_id),
        before=len(olds),
        after=len(news),
        gained=tuple(pair.move(same.before.get(new, (None,))[0], new, gained=True) for new in gained),
        lost=tuple(pair.move(old, same.after.get(old), gained=False) for old in lost),
    )


def topic_moves(base: Survey, head: Survey, same: Identities, old_topics: dict[str, str]) -> Iterator[TopicMoves]:
    """Yield what each topic gained and lost, in the new taxonomy's order, then for removed topics."""
    new_topics = {old: new for new, old in old_topics.items()}
    before = _Side(survey=base, other=head.taxonomy, counterpart=new_topics)
    after = _Side(survey=head, other=base.taxonomy, counterpart=old_topics)
    ids: list[tuple[str | None, str | None]] = [(old_topics.get(topic.id), topic.id) for topic in head.taxonomy.topics]
    ids += [(topic.id, None) for topic in base.taxonomy.topics if topic.id not in new_topics]
    for old, new in ids:
        if moves := _of_topic(_Pair(base=before, head=after, old_topic=old, new_topic=new), same):
            yield moves


def left_without(head: Survey, moves: tuple[TopicMoves, ...]) -> Iterator[Move]:
    """Yield, for each paper that lost its last topic, the most telling of its losses, by paper id."""
    outside = {paper.id for paper in head.outside}
    found: dict[str, Move] = {}
    for topic in moves:
        for move in topic.lost:
            known = found.get(move.paper.id)
            if move.paper.id in outside and (known is None or (known.is_indirect and not move.is_indirect)):
                found[move.paper.id] = move
    return iter(found[paper] for paper in sorted(found))
