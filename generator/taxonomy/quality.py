"""How well each rule is written: what its phrases find, which are idle, which carry it, what its examples say.

Owns: the figures behind `survey rules`. Must not: print, judge whether a label is right (`evaluate` does).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.core.model import Assignment, Classification, Origin, Paper, Phrase, Rule, Taxonomy, Topic
from generator.taxonomy.classify import Classifier
from generator.taxonomy.examples import try_examples
from generator.taxonomy.language import Pattern, parse_phrase
from generator.taxonomy.places import Reader

LISTS = ("any", "central", "some", "all", "none", "ignore")
"""The lists of a rule that hold phrases, in the order of the reference."""
_ENOUGH = frozenset({"any", "central"})
_SPEAKS = frozenset({"any", "central", "some"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseUse:
    """What a phrase of a rule does."""

    list: str
    phrase: Phrase
    found: int
    """Papers of the survey in which it stands, whatever the rule makes of it."""
    decides: int
    """Papers of the topic for which it is evidence."""
    needed: int
    """Papers that the rule would lose without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """A sibling that shares papers: how many, and what share of the papers of both together."""

    topic: str
    papers: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicQuality:
    """One topic's rule in figures. `phrases` are in the order of the file, list by list."""

    topic: str
    papers: int
    by_rule: int
    by_curator: int
    examples: int
    examples_passing: int
    phrases: tuple[PhraseUse, ...]
    overlaps: tuple[Overlap, ...]

    @property
    def idle(self) -> tuple[PhraseUse, ...]:
        """Phrases that stand in no paper."""
        return tuple(use for use in self.phrases if not use.found)

    @property
    def leading(self) -> PhraseUse | None:
        """The phrase that speaks for most papers, or None; what is required besides speaks for none."""
        speaking = (use for use in self.phrases if use.decides and (use.list in _SPEAKS or self._only_requires))
        return max(speaking, key=lambda use: use.decides, default=None)

    @property
    def _only_requires(self) -> bool:
        return not any(use.list in _SPEAKS for use in self.phrases)

    @property
    def for_one_paper(self) -> tuple[PhraseUse, ...]:
        """Phrases without which the rule would lose exactly one paper."""
        return tuple(use for use in self.phrases if use.needed == 1)


def quality(taxonomy: Taxonomy, papers: Sequence[Paper], classification: Classification) -> tuple[TopicQuality, ...]:
    """Return the figures of every topic, in the taxonomy's order."""
    found = _found(taxonomy, papers)
    assignments: defaultdict[str, list[Assignment]] = defaultdict(list)
    for assignment in classification.assignments:
        assignments[assignment.topic].append(assignment)
    held = {topic.id: frozenset(one.paper for one in assignments[topic.id]) for topic in taxonomy.topics}
    tried: Counter[str] = Counter()
    passing: Counter[str] = Counter()
    for trial in try_examples(Classifier(taxonomy)):
        tried[trial.topic.id] += 1
        passing[trial.topic.id] += trial.passes
    return tuple(
        TopicQuality(
            topic=topic.id,
            papers=len(held[topic.id]),
            by_rule=sum(one.origin is Origin.MATCHED for one in assignments[topic.id]),
            by_curator=sum(one.origin is Origin.CURATED for one in assignments[topic.id]),
            examples=tried[topic.id],
            examples_passing=passing[topic.id],
            phrases=_uses(topic, assignments[topic.id], found),
            overlaps=_overlaps(topic, taxonomy, held),
        )
        for topic in taxonomy.topics
    )


def _found(taxonomy: Taxonomy, papers: Iterable[Paper]) -> Counter[str]:
    """Return in how many papers each phrase stands, by its text."""
    groups = {group.name: tuple(phrase.text for phrase in group.phrases) for group in taxonomy.groups}
    texts = dict.fromkeys(phrase.text for topic in taxonomy.topics for _, phrase in _phrases(topic.rule))
    parsed = {text: parse_phrase(text, groups) for text in texts}
    patterns = {text: pattern for text, pattern in parsed.items() if isinstance(pattern, Pattern)}
    reader, names = Reader(tuple(patterns.values())), tuple(patterns)
    found: Counter[str] = Counter()
    for paper in papers:
        title = paper.title or ""
        _, in_title = reader.title(title)
        _, in_abstract = reader.abstract(paper.abstract or "", title=title)
        numbers = {one.pattern for one in (*in_title, *in_abstract)}
        found.update(names[number] for number in sorted(numbers))
    return found


def _phrases(rule: Rule | None) -> list[tuple[str, Phrase]]:
    return [(name, phrase) for name in LISTS for phrase in getattr(rule, name)] if rule else []


def _uses(topic: Topic, assignments: Iterable[Assignment], found: Counter[str]) -> tuple[PhraseUse, ...]:
    written = _phrases(topic.rule)
    lists = {phrase.location: name for name, phrase in written}
    decides: Counter[Phrase] = Counter()
    needed: Counter[Phrase] = Counter()
    for assignment in assignments:
        evidence = tuple(dict.fromkeys(match.phrase for match in assignment.matches))
        decides.update(evidence)
        if assignment.origin is Origin.MATCHED:
            needed.update(_needed(evidence, [lists.get(phrase.location, "") for phrase in evidence]))
    return tuple(
        PhraseUse(list=name, phrase=phrase, found=found[phrase.text], decides=decides[phrase], needed=needed[phrase])
        for name, phrase in written
    )


def _needed(evidence: Sequence[Phrase], lists: Sequence[str]) -> list[Phrase]:
    """Return the phrases of an assignment without which its rule would not hold."""
    enough = [phrase for phrase, name in zip(evidence, lists, strict=True) if name in _ENOUGH]
    weak = [phrase for phrase, name in zip(evidence, lists, strict=True) if name == "some"]
    required = [phrase for phrase, name in zip(evidence, lists, strict=True) if name == "all"]
    if len(enough) == 1 and not weak:
        return enough + required
    if not enough and len(weak) == 2:  # noqa: PLR2004 - two weak phrases are what `some` asks for
        return weak + required
    return required


def _overlaps(topic: Topic, taxonomy: Taxonomy, held: dict[str, frozenset[str]]) -> tuple[Overlap, ...]:
    siblings = dict.fromkeys(child for parent in topic.parents for child in taxonomy.children(parent))
    if topic.parent is None:
        siblings = dict.fromkeys(facet.id for facet in taxonomy.facets)
    shared = [
        Overlap(
            topic=other,
            papers=len(held[topic.id] & held[other]),
            share=len(held[topic.id] & held[other]) / len(held[topic.id] | held[other]),
        )
        for other in siblings
        if other != topic.id and held[topic.id] & held[other]
    ]
    return tuple(sorted(shared, key=lambda overlap: (-overlap.share, overlap.topic)))
