"""Papers and taxonomy in, assignments with evidence and near misses out.

Owns: how rules, parents, `needs` and curators' pins decide together. Must not: know YAML or the phrase language.

The order of rules never matters: a topic holds a paper when its own rule does and all its `needs` hold, or when a
narrower topic holds it; this is the least set closed under both, and both only ever add. Curators' pins come first:
an inclusion holds without a rule, an exclusion closes a topic and all that is narrower.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from generator.core.model import (
    Assignment,
    Classification,
    NearMiss,
    Origin,
    Paper,
    Phrase,
    Pin,
    Taxonomy,
    Topic,
)
from generator.taxonomy.language import Pattern, parse_phrase
from generator.taxonomy.places import Reader
from generator.taxonomy.rules import NOTHING, Find, Finds, Verdict, judge, quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Pins:
    """A curator's word about one paper: the topics that it is put into and kept out of."""

    include: Mapping[str, Pin]
    exclude: Mapping[str, Pin]


NO_PINS = Pins(include={}, exclude={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """All that can be said of one paper: what each rule says, and the topics that hold it in the end."""

    verdicts: Mapping[str, Verdict]
    """By topic id; only topics of whose phrases at least one was found."""
    held: frozenset[str]
    lacking: Mapping[str, tuple[str, ...]]
    """Topics whose rule holds while these topics, which they need, do not."""


class Classifier:
    """A taxonomy made ready to classify any number of papers."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.taxonomy = taxonomy
        self._ignore = {topic.id: senses(taxonomy, topic) for topic in taxonomy.topics}
        self._means = {f"${group.name}": group.means for group in taxonomy.groups if group.means}
        spoken = {topic.id: speaking(topic) for topic in taxonomy.topics}
        users: dict[str, dict[str, None]] = {}
        patterns: dict[str, Pattern] = {}
        groups = groups_of(taxonomy)
        for topic in taxonomy.topics:
            for phrase in phrases_of(taxonomy, topic):
                parsed = parse_phrase(phrase.text, groups)
                if isinstance(parsed, Pattern):
                    patterns[phrase.text] = parsed
                    users.setdefault(phrase.text, {})[topic.id] = None
        self._texts = tuple(patterns)
        self._users = {text: tuple(topics) for text, topics in users.items()}
        self._speaking = {text: tuple(one for one in topics if text in spoken[one]) for text, topics in users.items()}
        self._reader = Reader(tuple(patterns.values()))
        self._above = {topic.id: (topic.id, *taxonomy.ancestors(topic.id)) for topic in taxonomy.topics}
        self._order = {topic.id: number for number, topic in enumerate(taxonomy.topics)}

    def judge(self, *, title: str = "", abstract: str = "", pins: Pins = NO_PINS) -> Judgement:
        """Judge one paper by title and abstract, and by a curator's pins where given."""
        finds = self._find(title, abstract)
        touched = {topic_id for text in finds for topic_id in self._users[text]}
        spoken_for = {topic_id for text in finds for topic_id in self._speaking[text]}
        verdicts = {
            topic_id: self._verdict(topic_id, finds) if topic_id in spoken_for else NOTHING
            for topic_id in sorted(touched, key=self._order.__getitem__)
        }
        return self._settle(verdicts, pins)

    def _verdict(self, topic_id: str, finds: Finds) -> Verdict:
        rule = self.taxonomy.by_id[topic_id].rule
        if rule is None:
            return NOTHING
        return judge(rule, finds, ignore=self._ignore[topic_id], means=self._means)

    def judge_text(self, text: str) -> Judgement:
        """Judge a text on its own, as the examples of a rule are checked.

        A text is read like an abstract, one that begins with `title:` like a title.
        """
        head, colon, rest = text.partition(":")
        if colon and head.strip().casefold() == "title":
            return self.judge(title=rest.strip())
        return self.judge(abstract=text)

    def topics_of_text(self, text: str) -> frozenset[str]:
        """Return the topics that hold a text on its own."""
        return self.judge_text(text).held

    def _find(self, title: str, abstract: str) -> dict[str, list[Find]]:
        finds: dict[str, list[Find]] = {}
        for place, found in (self._reader.title(title), self._reader.abstract(abstract, title=title)):
            for one in found:
                finds.setdefault(self._texts[one.pattern], []).append(Find(place, one))
        return finds

    def _settle(self, verdicts: Mapping[str, Verdict], pins: Pins) -> Judgement:
        closed = set(pins.exclude)
        for topic_id in pins.exclude:
            closed.update(self.taxonomy.descendants(topic_id))
        closed -= set(pins.include)
        held: set[str] = set()
        waiting = dict.fromkeys(pins.include)
        by_rule = [topic_id for topic_id, verdict in verdicts.items() if verdict.holds and topic_id not in closed]
        pending = dict.fromkeys(by_rule)
        while True:
            for topic_id in waiting:
                held.update(above for above in self._above[topic_id] if above not in closed)
            waiting = {topic_id: None for topic_id in pending if not self._lacking(topic_id, held)}
            if not waiting:
                break
            pending = {topic_id: None for topic_id in pending if topic_id not in waiting}
        return Judgement(
            verdicts=verdicts,
            held=frozenset(held),
            lacking={topic_id: self._lacking(topic_id, held) for topic_id in pending},
        )

    def _lacking(self, topic_id: str, held: set[str]) -> tuple[str, ...]:
        rule = self.taxonomy.by_id[topic_id].rule
        return tuple(need.text for need in rule.needs if need.text not in held) if rule else ()

    def assignments(self, paper: Paper, judgement: Judgement, pins: Pins = NO_PINS) -> list[Assignment]:
        """Return a paper's assignments in the taxonomy's order."""
        held = sorted(judgement.held, key=self._order.__getitem__)
        return [self.assignment(paper, topic_id, judgement, pins) for topic_id in held]

    def assignment(self, paper: Paper, topic_id: str, judgement: Judgement, pins: Pins = NO_PINS) -> Assignment:
        """Return how a topic that holds a paper comes to do so."""
        verdict = judgement.verdicts.get(topic_id, NOTHING)
        counts = verdict.holds and topic_id not in judgement.lacking
        pin = pins.include.get(topic_id)
        return Assignment(
            paper=paper.id,
            topic=topic_id,
            origin=Origin.CURATED if pin else Origin.MATCHED if counts else Origin.NARROWER,
            matches=verdict.matches if counts else (),
            through=tuple(child for child in self.taxonomy.children(topic_id) if child in judgement.held),
            pin=pin,
        )

    def near_misses(self, paper: Paper, judgement: Judgement, pins: Pins = NO_PINS) -> list[NearMiss]:
        """Return what almost held a paper, and why it did not, in the taxonomy's order."""
        missed = (self.near_miss(paper, topic_id, judgement, pins) for topic_id in judgement.verdicts)
        return [near_miss for near_miss in missed if near_miss is not None]

    def near_miss(self, paper: Paper, topic_id: str, judgement: Judgement, pins: Pins = NO_PINS) -> NearMiss | None:
        """Return what kept a paper out of a topic; None when the topic holds it, or nothing spoke for it."""
        verdict = judgement.verdicts.get(topic_id, NOTHING)
        if topic_id in judgement.held or not verdict.matches:
            return None
        told = self._kept_out(topic_id, verdict, judgement, pins)
        return NearMiss(
            paper=paper.id,
            topic=topic_id,
            matched=told.matches,
            vetoed_by=told.vetoed_by,
            missing=told.missing,
            pin=pins.exclude.get(topic_id),
            reason=told.reason,
        )

    def _kept_out(self, topic_id: str, verdict: Verdict, judgement: Judgement, pins: Pins) -> Verdict:
        if not verdict.holds:
            return verdict
        lacking = judgement.lacking.get(topic_id)
        if lacking:
            names = " and ".join(f"‘{self._label(need)}’" for need in lacking)
            reason = f"{quoted(verdict.matches)} would bring it in, but it counts only within {names}"
            return replace(verdict, missing=lacking, reason=reason)
        pin = pins.exclude.get(topic_id)
        why = f": {pin.because}" if pin and pin.because else ""
        reason = f"{quoted(verdict.matches)} would bring it in, but a curator decided otherwise{why}"
        return replace(verdict, reason=reason)

    def _label(self, topic_id: str) -> str:
        topic = self.taxonomy.by_id.get(topic_id)
        return topic.label if topic else topic_id


def groups_of(taxonomy: Taxonomy) -> dict[str, tuple[str, ...]]:
    """Return the phrases of each named group."""
    return {group.name: tuple(phrase.text for phrase in group.phrases) for group in taxonomy.groups}


def senses(taxonomy: Taxonomy, topic: Topic) -> tuple[Phrase, ...]:
    """Return the phrases to ignore for a topic: its own and those of all topics above."""
    above = [taxonomy.by_id[topic_id] for topic_id in taxonomy.ancestors(topic.id)]
    return tuple(phrase for owner in (topic, *above) if owner.rule for phrase in owner.rule.ignore)


def phrases_of(taxonomy: Taxonomy, topic: Topic) -> tuple[Phrase, ...]:
    """Return all phrases that decide about a topic, inherited ones last; none for a topic without a rule."""
    rule = topic.rule
    if rule is None:
        return ()
    return (*rule.any, *rule.central, *rule.some, *rule.all, *rule.none, *senses(taxonomy, topic))


def speaking(topic: Topic) -> frozenset[str]:
    """Return the texts of the phrases without one of which a rule has nothing to say."""
    rule = topic.rule
    if rule is None:
        return frozenset()
    return frozenset(phrase.text for phrase in (*rule.any, *rule.central, *rule.some) or rule.all)


def pins_by_paper(taxonomy: Taxonomy, papers: Iterable[Paper]) -> dict[str, Pins]:
    """Return the pins of each paper that has any; a pin may name a paper by an alias."""
    names = {name: paper.id for paper in papers for name in (*paper.aliases, paper.id)}
    pins: dict[str, Pins] = {}
    for topic in taxonomy.topics:
        for kind in ("include", "exclude"):
            for pin in topic.include if kind == "include" else topic.exclude:
                if pin.paper in names:
                    held = pins.setdefault(names[pin.paper], Pins(include={}, exclude={}))
                    side = held.include if kind == "include" else held.exclude
                    pins[names[pin.paper]] = replace(held, **{kind: {**side, topic.id: pin}})
    return pins


def classify(taxonomy: Taxonomy, papers: Iterable[Paper]) -> Classification:
    """Classify papers by rules and curators' pins; sorted by paper, then the taxonomy's order."""
    papers = sorted(papers, key=lambda paper: paper.id)
    return classify_some(taxonomy, papers, pinned=pins_by_paper(taxonomy, papers))


def classify_some(taxonomy: Taxonomy, papers: Iterable[Paper], *, pinned: Mapping[str, Pins]) -> Classification:
    """Classify papers in the order given, by rules and the pins of each paper that has any."""
    classifier = Classifier(taxonomy)
    assignments: list[Assignment] = []
    near_misses: list[NearMiss] = []
    for paper in papers:
        pins = pinned.get(paper.id, NO_PINS)
        judgement = classifier.judge(title=paper.title or "", abstract=paper.abstract or "", pins=pins)
        assignments += classifier.assignments(paper, judgement, pins)
        near_misses += classifier.near_misses(paper, judgement, pins)
    return Classification(assignments=tuple(assignments), near_misses=tuple(near_misses))
