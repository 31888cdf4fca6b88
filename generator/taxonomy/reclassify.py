"""A second state of a survey classified with what is known of a first one.

Owns: which papers an edit cannot have touched; their results are taken over, all others are classified anew. Must not:
decide about a topic, which `classify` does. The outcome is that of `classify`, in a part of the time.

A paper's results are the same in both states when its text is, no curator pinned it, no phrase that only one taxonomy
has stands in it, and no topic that an edit gave another shape (its parents, what it needs or requires) has anything to
say of it. Only the lines may differ that its evidence names, and the order of topics.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.core.model import Assignment, Classification, Match, NearMiss, Paper, Phrase, Taxonomy, Topic
from generator.taxonomy.classify import classify_some, groups_of, pins_by_paper, speaking
from generator.taxonomy.language import Pattern, groups_in, parse_phrase
from generator.taxonomy.matching import Matcher
from generator.taxonomy.words import split

_LISTS = ("any", "central", "some", "all", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A state that was classified."""

    taxonomy: Taxonomy
    papers: Sequence[Paper]
    classification: Classification


@dataclass(slots=True)
class _Results:
    """What was said of one paper."""

    assignments: list[Assignment]
    near_misses: list[NearMiss]

    @property
    def topics(self) -> set[str]:
        """The topics of which something was said."""
        return {one.topic for one in self.assignments} | {one.topic for one in self.near_misses}


def reclassify(taxonomy: Taxonomy, papers: Iterable[Paper], *, earlier: Earlier) -> Classification:
    """Return what `classify` does."""
    papers = sorted(papers, key=lambda paper: paper.id)
    pinned = pins_by_paper(taxonomy, papers)
    known = _by_paper(earlier.classification)
    edit = _Edit(earlier, taxonomy)
    same = {
        paper.id for paper in papers if paper.id not in pinned and not edit.touches(paper, known.get(paper.id, _NONE))
    }
    carry = _Carrier(earlier.taxonomy, taxonomy)
    anew = classify_some(taxonomy, (paper for paper in papers if paper.id not in same), pinned=pinned)
    found = _by_paper(anew) | {paper: carry.over(known[paper]) for paper in same if paper in known}
    results = [found[paper.id] for paper in papers if paper.id in found]
    return Classification(
        assignments=tuple(one for result in results for one in result.assignments),
        near_misses=tuple(one for result in results for one in result.near_misses),
    )


_NONE = _Results([], [])


def _by_paper(classification: Classification) -> dict[str, _Results]:
    found: dict[str, _Results] = {}
    for assignment in classification.assignments:
        found.setdefault(assignment.paper, _Results([], [])).assignments.append(assignment)
    for near_miss in classification.near_misses:
        found.setdefault(near_miss.paper, _Results([], [])).near_misses.append(near_miss)
    return found


# --- what an edit touches ------------------------------------------------------------------------


class _Edit:
    """Tells which papers an edit may have given other topics, or other evidence."""

    def __init__(self, earlier: Earlier, taxonomy: Taxonomy) -> None:
        before, after = _rules(earlier.taxonomy), _rules(taxonomy)
        self._reshaped = {one for one in before | after if _is_reshaped(before.get(one), after.get(one))}
        self._texts = {paper.id: (paper.title, paper.abstract) for paper in earlier.papers}
        self._pinned = pins_by_paper(earlier.taxonomy, sorted(earlier.papers, key=lambda paper: paper.id))
        texts = {text for topic in taxonomy.topics if topic.id in self._reshaped for text in speaking(topic)}
        patterns = [parse_phrase(text, groups_of(taxonomy)) for text in sorted(texts)]
        for mine, other, groups in ((before, after, groups_of(earlier.taxonomy)), (after, before, groups_of(taxonomy))):
            for topic_id in mine.keys() & other.keys() - self._reshaped:
                only = mine[topic_id].phrases.keys() - other[topic_id].phrases.keys()
                patterns += [parse_phrase(key[1], groups) for key in only]
        sound = {pattern.parts: pattern for pattern in patterns if isinstance(pattern, Pattern)}
        self._matcher = Matcher(tuple(sound.values()))

    def touches(self, paper: Paper, known: _Results) -> bool:
        """Whether what was said of a paper may not hold any more."""
        if paper.id in self._pinned or self._texts.get(paper.id) != (paper.title, paper.abstract):
            return True
        if self._reshaped and not self._reshaped.isdisjoint(known.topics):
            return True
        # All taken for one title, more is found than by its sentences, never less.
        return bool(self._matcher.patterns) and bool(
            self._matcher.find(split(f"{paper.title or ''}\n{paper.abstract or ''}"), is_title=True)
        )


_Key = tuple[str, str, object]
"""A phrase of a rule: its list, its text, and what the groups in it stand for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """What decides about a topic."""

    shape: object
    phrases: Mapping[_Key, Phrase]
    """In the order of the rule; those required belong to the shape as well."""
    is_plain: bool
    """Whether no list holds a phrase twice, so that evidence tells which one it is of."""


def _rules(taxonomy: Taxonomy) -> dict[str, _Rule]:
    groups = {group.name: (group.means, tuple(phrase.text for phrase in group.phrases)) for group in taxonomy.groups}
    return {topic.id: _rule(taxonomy, topic, groups) for topic in taxonomy.topics}


def _rule(taxonomy: Taxonomy, topic: Topic, groups: Mapping[str, object]) -> _Rule:
    rule = topic.rule
    if rule is None:
        return _Rule(shape=topic.parents, phrases={}, is_plain=True)
    lists: dict[str, tuple[Phrase, ...]] = {name: getattr(rule, name) for name in _LISTS}
    for owner in (taxonomy.by_id[topic_id] for topic_id in (topic.id, *taxonomy.ancestors(topic.id))):
        lists[f"ignore of {owner.id}"] = owner.rule.ignore if owner.rule else ()
    phrases: dict[_Key, Phrase] = {
        (name, phrase.text, tuple((group, groups.get(group)) for group in groups_in(phrase.text))): phrase
        for name, ones in lists.items()
        for phrase in ones
    }
    required = [key for key in phrases if key[0] == "all"]
    needs = [(need.text, taxonomy.by_id[need.text].label if need.text in taxonomy.by_id else "") for need in rule.needs]
    is_only_required = not (rule.any or rule.central or rule.some)
    return _Rule(
        shape=(topic.parents, required, needs, is_only_required),
        phrases=phrases,
        is_plain=len(phrases) == sum(map(len, lists.values())),
    )


def _is_reshaped(before: _Rule | None, after: _Rule | None) -> bool:
    """Whether more than the phrases differs, or those of both stand in another order."""
    if before is None or after is None or not (before.is_plain and after.is_plain):
        return True
    shared = [
        [key for key in mine.phrases if key in other.phrases] for mine, other in ((before, after), (after, before))
    ]
    return before.shape != after.shape or shared[0] != shared[1]


# --- what is taken over --------------------------------------------------------------------------


class _Carrier:
    """Takes results over to another taxonomy: in its order, with its lines."""

    def __init__(self, before: Taxonomy, after: Taxonomy) -> None:
        self._after = after
        self._order = {topic.id: number for number, topic in enumerate(after.topics)}
        old, new = _rules(before), _rules(after)
        self._moved = {topic_id: _moved(old[topic_id], new[topic_id]) for topic_id in old.keys() & new.keys()}

    def over(self, known: _Results) -> _Results:
        """Return results as the other taxonomy words and orders them."""
        held = {one.topic for one in known.assignments}
        return _Results(
            sorted((self._assignment(one, held) for one in known.assignments), key=lambda one: self._order[one.topic]),
            sorted((self._near_miss(one) for one in known.near_misses), key=lambda one: self._order[one.topic]),
        )

    def _assignment(self, one: Assignment, held: set[str]) -> Assignment:
        through = tuple(child for child in self._after.children(one.topic) if child in held)
        if through == one.through and not self._moved[one.topic]:
            return one
        return replace(one, matches=self._matches(one.topic, one.matches), through=through)

    def _near_miss(self, one: NearMiss) -> NearMiss:
        if not self._moved[one.topic]:
            return one
        matched, vetoed_by = (self._matches(one.topic, matches) for matches in (one.matched, one.vetoed_by))
        return replace(one, matched=matched, vetoed_by=vetoed_by)

    def _matches(self, topic_id: str, matches: tuple[Match, ...]) -> tuple[Match, ...]:
        moved = self._moved[topic_id]
        return tuple(replace(match, phrase=moved[match.phrase]) for match in matches) if moved else matches


def _moved(before: _Rule, after: _Rule) -> dict[Phrase, Phrase]:
    """Return the phrases that both rules have by what they were; empty when all stand where they stood."""
    both = {phrase: after.phrases[key] for key, phrase in before.phrases.items() if key in after.phrases}
    return {} if all(old == new for old, new in both.items()) else both
