"""Which topic of one state is which of the other, and what was edited in it.

Owns: topics added, removed, renamed, moved; phrases, examples and pins written or taken out. Must not: know papers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields

from generator.compare.changes import Edit, TopicChange, TopicChangeKind
from generator.core.model import Location, Phrase, Rule, Taxonomy, Topic

RULE_LISTS = tuple(field.name for field in fields(Rule) if field.name != "location")


def identify(base: Taxonomy, head: Taxonomy) -> dict[str, str]:
    """Return the old ids of topics by their new ids.

    A topic is the same under the same id; else under the id that its `formerly` names; else, so that an id changed
    without a redirect is told as a rename, under the same label or with the same phrases.
    """
    found = {topic.id: topic.id for topic in head.topics if topic.id in base.by_id}
    for topic in head.topics:
        former = next((old for old in topic.formerly if old in base.by_id and old not in head.by_id), None)
        if topic.id not in found and former is not None and former not in found.values():
            found[topic.id] = former
    for topic in head.topics:
        kept = set(found.values())
        gone = (old for old in base.topics if old.id not in kept)
        if topic.id not in found and (old := next((old for old in gone if _alike(old, topic)), None)):
            found[topic.id] = old.id
    return found


def _alike(old: Topic, new: Topic) -> bool:
    rule = tuple((name, phrase.text) for name, phrase in phrases(new.rule))
    same_rule = bool(rule) and rule == tuple((name, phrase.text) for name, phrase in phrases(old.rule))
    return same_rule or old.label.casefold() == new.label.casefold()


def labels(taxonomy: Taxonomy, topic_id: str) -> tuple[str, ...]:
    """Return the labels from the facet down to a topic."""
    return tuple(topic.label for topic in taxonomy.path(topic_id))


def phrases(rule: Rule | None) -> Iterator[tuple[str, Phrase]]:
    """Yield the phrases of a rule with the name of the list each stands in; none for a topic without a rule."""
    for name in RULE_LISTS if rule else ():
        for phrase in getattr(rule, name):
            yield name, phrase


def _written(topic: Topic) -> Iterator[tuple[str, str, Location]]:
    """Yield everything written in a topic that an edit may change, as (field, text, place)."""
    yield "label", topic.label, topic.location
    yield "definition", topic.definition, topic.location
    if topic.scope_note:
        yield "scope_note", topic.scope_note, topic.location
    for name, values in (("alt_labels", topic.alt_labels), ("related", topic.related), ("formerly", topic.formerly)):
        for value in values:
            yield name, value, topic.location
    for name, phrase in phrases(topic.rule):
        yield name, phrase.text, phrase.location
    for example in topic.examples:
        yield "examples in" if example.expected else "examples out", example.text, example.location
    for name, pins in (("include", topic.include), ("exclude", topic.exclude)):
        for pin in pins:
            yield name, f"{pin.paper} ({pin.because})" if pin.because else pin.paper, pin.location


def _only(topic: Topic, other: Topic, *, added: bool) -> Iterator[Edit]:
    spare = Counter((field, text) for field, text, _place in _written(other))
    for field, text, place in _written(topic):
        if spare[(field, text)]:
            spare[(field, text)] -= 1
        else:
            yield Edit(field=field, text=text, added=added, location=place)


def _kinds(old: Topic, new: Topic, olds: dict[str, str], edits: tuple[Edit, ...]) -> tuple[TopicChangeKind, ...]:
    found = []
    if (old.id, old.label) != (new.id, new.label):
        found.append(TopicChangeKind.RENAMED)
    if old.parents != tuple(olds.get(parent, parent) for parent in new.parents):
        found.append(TopicChangeKind.MOVED)
    if any(edit.field not in {"label", "formerly"} for edit in edits):
        found.append(TopicChangeKind.EDITED)
    return tuple(found)


def _changed(base: Taxonomy, head: Taxonomy, new: Topic, olds: dict[str, str]) -> TopicChange | None:
    old = base.by_id[olds[new.id]]
    edits = (*_only(old, new, added=False), *_only(new, old, added=True))
    kinds = _kinds(old, new, olds, edits)
    if not kinds and not edits:
        return None
    return TopicChange(
        id=new.id,
        label=new.label,
        kinds=kinds or (TopicChangeKind.EDITED,),
        location=new.location,
        before_id=old.id,
        before_label=old.label,
        before_path=_places(base, old),
        after_path=_places(head, new),
        edits=edits,
    )


def _places(taxonomy: Taxonomy, topic: Topic) -> tuple[str, ...]:
    """Return the paths of the topics above, one a parent, as text; a facet has none."""
    return tuple(" › ".join(labels(taxonomy, parent)) for parent in topic.parents)


def topic_changes(base: Taxonomy, head: Taxonomy, olds: dict[str, str]) -> Iterator[TopicChange]:
    """Yield the topics that differ, in the new taxonomy's order, then the removed ones in the old one's."""
    for new in head.topics:
        if new.id not in olds:
            yield TopicChange(
                id=new.id,
                label=new.label,
                kinds=(TopicChangeKind.ADDED,),
                location=new.location,
                after_path=_places(head, new),
            )
        elif change := _changed(base, head, new, olds):
            yield change
    kept = set(olds.values())
    for old in base.topics:
        if old.id not in kept:
            yield TopicChange(
                id=old.id,
                label=old.label,
                kinds=(TopicChangeKind.REMOVED,),
                location=old.location,
                before_path=_places(base, old),
            )
