"""What must hold between the topics of one file: ids, parents, names, relations.

Owns: the checks across topics that need no paper. Must not: build values, read files.
"""

from __future__ import annotations

import difflib
import itertools
import unicodedata
from collections.abc import Iterable, Iterator
from collections.abc import Sequence as AnySequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from generator.core.diagnostics import Diagnostic, Report, Severity
from generator.core.model import Location
from generator.core.yamlnodes import Mapping, locate
from generator.taxonomy.schema import MAX_TOPICS, TaxonomyShape, TopicShape

_MAX_CYCLES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A topic as it is written: its shape, its node, and the id of the topic that it is written under."""

    shape: TopicShape
    node: Mapping
    parent: str | None

    @property
    def id(self) -> str:
        """The topic's id."""
        return self.shape.id

    def at(self, *keys: str | int) -> Location:
        """Return where a value of the topic stands."""
        return locate(self.node, keys)


def check_structure(topics: AnySequence[Written], whole: TaxonomyShape, root: Mapping, *, report: Report) -> None:
    """Report every fault between topics."""
    if len(topics) > MAX_TOPICS:
        message = f"the file has {len(topics)} topics; at most {MAX_TOPICS} are read"
        report.error("taxonomy/too-many", topics[MAX_TOPICS].at("id"), message, hint="split the survey in two")
        return
    by_id: dict[str, Written] = {}
    for topic in topics:
        first = by_id.setdefault(topic.id, topic)
        if first is not topic:
            report.add(_duplicate_id(topic, first))
    report.extend(_unknown(topics, whole, root, by_id))
    report.extend(_names(topics))
    report.extend(_formerly(topics, by_id))
    report.extend(_repeated(topics, whole, root))
    report.extend(_needs(topics))
    if len(by_id) == len(topics):  # else no one knows which of two topics of one id is meant
        above = _above(topics, by_id, report=report)
        report.extend(_parents(topics, above))
        report.extend(_related(topics, above))


def _diagnostic(  # noqa: PLR0913 - a diagnostic has that many parts
    code: str,
    location: Location,
    message: str,
    hint: str,
    *,
    first: Location | None = None,
    severity: Severity = Severity.ERROR,
) -> Diagnostic:
    return Diagnostic(
        severity=severity,
        code=f"taxonomy/{code}",
        location=location,
        message=message,
        hint=hint,
        related=((first, "the first one"),) if first else (),
    )


def _duplicate_id(topic: Written, first: Written) -> Diagnostic:
    place = first.at("id")
    message = f"topic id '{topic.id}' is used twice (first in line {place.line})"
    hint = "give one of them another id; to put a topic under a second parent use 'also_under'"
    return _diagnostic("duplicate-id", topic.at("id"), message, hint, first=place)


def _references(topic: Written) -> Iterator[tuple[str, str, Location]]:
    for key in ("also_under", "related"):
        for index, target in enumerate(getattr(topic.shape, key)):
            yield key, target, topic.at(key, index)
    for index, target in enumerate(topic.shape.rule.needs if topic.shape.rule else ()):
        yield "needs", target, topic.at("rule", "needs", index)


def _unknown(
    topics: Iterable[Written], whole: TaxonomyShape, root: Mapping, by_id: dict[str, Written]
) -> Iterator[Diagnostic]:
    references = [
        (target, place, f"in '{key}' of topic '{topic.id}'")
        for topic in topics
        for key, target, place in _references(topic)
    ]
    references += [
        (target, locate(root, ("impossible", row, "topics", index)), f"in item {row + 1} of 'impossible'")
        for row, pair in enumerate(whole.impossible)
        for index, target in enumerate(pair.topics)
    ]
    for target, place, where in references:
        if target not in by_id:
            close = difflib.get_close_matches(target, by_id, n=1, cutoff=0.6)
            hint = f"did you mean '{close[0]}'?" if close else "write the id of a topic of this file"
            yield _diagnostic("unknown-topic", place, f"unknown topic '{target}' {where}", hint)


# --- names ---------------------------------------------------------------------------------------


def label_key(label: str) -> str:
    """Return a label folded for comparison: letters and digits only, without case or width."""
    folded = unicodedata.normalize("NFKC", label).casefold()
    return "".join(char for char in folded if char.isalnum()) or folded


def _labels(topic: Written) -> Iterator[tuple[str, Location]]:
    yield topic.shape.label, topic.at("label")
    for index, label in enumerate(topic.shape.alt_labels):
        yield label, topic.at("alt_labels", index)


def _names(topics: Iterable[Written]) -> Iterator[Diagnostic]:
    seen: dict[str, tuple[Written, Location]] = {}
    for topic in topics:
        for label, place in _labels(topic):
            other, first = seen.setdefault(label_key(label), (topic, place))
            if first is not place:
                whose = "this topic" if other is topic else f"topic '{other.id}'"
                message = f"'{label}' is a name of {whose} already (line {first.line})"
                hint = "remove it" if other is topic else "give one of them a name that tells them apart"
                yield _diagnostic("label-clash", place, message, hint, first=first)


def _formerly(topics: Iterable[Written], by_id: dict[str, Written]) -> Iterator[Diagnostic]:
    seen: dict[str, tuple[Written, Location]] = {}
    for topic in topics:
        for index, old in enumerate(topic.shape.formerly):
            place = topic.at("formerly", index)
            other, first = seen.setdefault(old, (topic, place))
            if old in by_id:
                message = f"former id '{old}' of topic '{topic.id}' is the id of a topic today"
                hint = "remove it: an address can lead to one topic only"
                yield _diagnostic("formerly-clash", place, message, hint, first=by_id[old].at("id"))
            elif first is not place:
                message = f"former id '{old}' is claimed twice (first by topic '{other.id}', line {first.line})"
                yield _diagnostic("formerly-clash", place, message, "keep one of the two", first=first)


def _repeated(topics: Iterable[Written], whole: TaxonomyShape, root: Mapping) -> Iterator[Diagnostic]:
    for topic in topics:
        for key in ("also_under", "related", "include", "exclude"):
            values = [_paper_or_id(value) for value in getattr(topic.shape, key)]
            places = [topic.at(key, index) for index in range(len(values))]
            yield from _twice(values, places, f"'{key}' of topic '{topic.id}'")
    outside = [locate(root, ("outside", index)) for index in range(len(whole.outside))]
    yield from _twice([pin.paper for pin in whole.outside], outside, "'outside'")
    names = [group.name for group in whole.groups]
    yield from _twice(names, [locate(root, ("groups", index, "name")) for index in range(len(names))], "'groups'")
    pairs = [" and ".join(sorted(pair.topics)) for pair in whole.impossible]
    yield from _twice(pairs, [locate(root, ("impossible", index)) for index in range(len(pairs))], "'impossible'")
    for index, pair in enumerate(whole.impossible):
        if len(set(pair.topics)) == 1:
            place = locate(root, ("impossible", index, "topics"))
            message = f"topic '{pair.topics[0]}' is paired with itself in 'impossible'"
            yield _diagnostic("repeated", place, message, "name two different topics")


def _paper_or_id(value: object) -> str:
    return value if isinstance(value, str) else str(getattr(value, "paper", value))


def _twice(values: AnySequence[str], places: AnySequence[Location], where: str) -> Iterator[Diagnostic]:
    seen: dict[str, Location] = {}
    for value, place in zip(values, places, strict=True):
        first = seen.setdefault(value, place)
        if first is not place:
            message = f"'{value}' stands twice in {where} (first in line {first.line})"
            yield _diagnostic("repeated", place, message, "keep one of the two", first=first)


# --- above and below -----------------------------------------------------------------------------


def _above(topics: Iterable[Written], by_id: dict[str, Written], *, report: Report) -> dict[str, frozenset[str]]:
    """Return the ids above each topic; references that make a circle are reported and left out."""
    parents: dict[str, list[str]] = {}
    for topic in topics:
        known = [target for target in topic.shape.also_under if target in by_id]
        parents.setdefault(topic.id, []).extend(([topic.parent] if topic.parent else []) + known)
    for _ in range(_MAX_CYCLES):
        try:
            order = tuple(TopologicalSorter(parents).static_order())
        except CycleError as error:
            report.add(_break_circle(error.args[1], by_id, parents))
        else:
            above: dict[str, frozenset[str]] = {}
            for topic_id in order:
                near = parents[topic_id]
                above[topic_id] = frozenset(near).union(*(above[parent] for parent in near))
            return above
    return {}


def _break_circle(circle: AnySequence[str], by_id: dict[str, Written], parents: dict[str, list[str]]) -> Diagnostic:
    """Report a circle at its last `also_under`, and take that reference out of `parents`."""
    # graphlib names each parent before its child, and the first topic once more at the end.
    edges = [(child, parent) for parent, child in itertools.pairwise(circle) if parent in by_id[child].shape.also_under]
    child, parent = max(edges, key=lambda edge: by_id[edge[0]].at("id"))
    parents[child].remove(parent)
    place = by_id[child].at("also_under", by_id[child].shape.also_under.index(parent))
    if child == parent:
        return _diagnostic("cycle", place, f"topic '{child}' is its own parent", "remove it from 'also_under'")
    message = f"topic '{child}' is above itself: {' above '.join(circle)}"
    return _diagnostic("cycle", place, message, f"remove '{parent}' from 'also_under' of topic '{child}'")


def _parents(topics: Iterable[Written], above: dict[str, frozenset[str]]) -> Iterator[Diagnostic]:
    for topic in topics:
        for index, target in enumerate(topic.shape.also_under):
            place = topic.at("also_under", index)
            if topic.parent is None:
                message = f"facet '{topic.id}' cannot be under another topic"
                hint = f"move it into 'narrower' of topic '{target}', or remove 'also_under'"
                yield _diagnostic("facet-parent", place, message, hint)
            elif target == topic.parent or target in above.get(topic.parent, ()):
                message = f"topic '{topic.id}' is under '{target}' already"
                hint = "remove it from 'also_under'"
                yield _diagnostic("redundant-parent", place, message, hint, severity=Severity.WARNING)


def _needs(topics: Iterable[Written]) -> Iterator[Diagnostic]:
    for topic in topics:
        for index, target in enumerate(topic.shape.rule.needs if topic.shape.rule else ()):
            if target == topic.id:
                place = topic.at("rule", "needs", index)
                message = f"topic '{topic.id}' needs itself, so that its rule can never hold"
                yield _diagnostic("needs", place, message, "remove it from 'needs'")


def _related(topics: Iterable[Written], above: dict[str, frozenset[str]]) -> Iterator[Diagnostic]:
    for topic in topics:
        for index, target in enumerate(topic.shape.related):
            place = topic.at("related", index)
            if target == topic.id:
                yield _diagnostic("related", place, f"topic '{topic.id}' is related with itself", "remove it")
                continue
            order = "above" if target in above.get(topic.id, ()) else "below"
            if order == "above" or topic.id in above.get(target, ()):
                message = f"topic '{target}' is {order} topic '{topic.id}', which says more than 'related'"
                yield _diagnostic("related", place, message, "remove it from 'related'")
