"""What is taken over from an earlier state is what classifying anew would say."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.model import Group, Location, Paper, Phrase, Pin, Rule, Taxonomy, Topic
from generator.taxonomy import reclassify as module
from generator.taxonomy.classify import classify
from generator.taxonomy.reclassify import Earlier, reclassify
from tests.unit.taxonomy.test_classify import SOIL, WORDS, rule, topic

LISTS = ("any", "central", "some", "all", "none", "ignore", "needs")
HERE = Location(path="taxonomy.yaml")


def numbered(taxonomy: Taxonomy, *, first: int = 1) -> Taxonomy:
    """Write each phrase in a line of its own, as a file does."""
    line = itertools.count(first)

    def placed(one: Rule) -> Rule:
        lists = {
            name: tuple(replace(phrase, location=replace(HERE, line=next(line))) for phrase in getattr(one, name))
            for name in LISTS
        }
        return Rule(location=one.location, **lists)

    topics = tuple(replace(one, rule=placed(one.rule)) if one.rule else one for one in taxonomy.topics)
    return replace(taxonomy, topics=topics)


def with_topic(taxonomy: Taxonomy, topic_id: str, edit: Callable[[Topic], Topic]) -> Taxonomy:
    return replace(taxonomy, topics=tuple(edit(one) if one.id == topic_id else one for one in taxonomy.topics))


def with_rule(topic_id: str, **lists: Sequence[str]) -> Callable[[Taxonomy], Taxonomy]:
    def edit(one: Topic) -> Topic:
        made = rule(**lists)
        before = one.rule or rule()
        return replace(one, rule=replace(before, **{name: getattr(made, name) for name in lists}))

    return lambda taxonomy: with_topic(taxonomy, topic_id, edit)


def parted(taxonomy: Taxonomy) -> Taxonomy:
    """Put a topic of another rule under water, and gullies under it alone."""
    moved = with_topic(taxonomy, "gullies", lambda one: replace(one, parent="streams", also_under=()))
    return replace(moved, topics=(*moved.topics, topic("streams", rule(any=["stream"]), parent="water")))


def without(topic_id: str) -> Callable[[Taxonomy], Taxonomy]:
    return lambda taxonomy: replace(taxonomy, topics=tuple(one for one in taxonomy.topics if one.id != topic_id))


def pinned(taxonomy: Taxonomy) -> Taxonomy:
    pin = Pin(paper="p1", because=None, location=HERE)
    return with_topic(taxonomy, "empty", lambda one: replace(one, include=(pin,)))


def of_group(*phrases: str) -> Callable[[Taxonomy], Taxonomy]:
    group = Group(name="tool", phrases=tuple(Phrase(text=text, location=HERE) for text in phrases), location=HERE)
    return lambda taxonomy: replace(taxonomy, groups=(group,))


EDITS: dict[str, Callable[[Taxonomy], Taxonomy]] = {
    "nothing": lambda taxonomy: taxonomy,
    "lines": lambda taxonomy: numbered(taxonomy, first=50),
    "a phrase more": with_rule("empty", any=["river", "the"]),
    "a phrase less": with_rule("water", some=["rain*", "river"]),
    "other weak phrases": with_rule("water", some=["field", "rain*", "river", "flood*"]),
    "a veto": with_rule("soil", none=["river"]),
    "another sense": with_rule("soil", ignore=["gully soil", "the soil"]),
    "another order": with_rule("water", some=["flood*", "river", "rain*"]),
    "a phrase twice": with_rule("water", some=["river", "river", "rain*"]),
    "requires more": with_rule("water", all=["field", "soil"]),
    "only requires": with_rule("erosion", central=[], all=["tooth"], none=[]),
    "needs more": with_rule("ploughs", needs=["soil", "water"]),
    "a label": lambda taxonomy: with_topic(taxonomy, "soil", lambda one: replace(one, label="Earth")),
    "other parents": parted,
    "one topic less": without("gullies"),
    "order of topics": lambda taxonomy: replace(taxonomy, topics=taxonomy.topics[::-1]),
    "a pin": pinned,
    "a group": of_group("plough", "river"),
    "no group": of_group(),
}

BASE = of_group("plough")(with_rule("wells", any=["$tool ~2 field", "river & field"])(SOIL))


def assert_same(before: Taxonomy, after: Taxonomy, papers: Sequence[Paper], others: Sequence[Paper]) -> None:
    earlier = Earlier(taxonomy=before, papers=papers, classification=classify(before, papers))
    assert reclassify(after, others, earlier=earlier) == classify(after, others)


@pytest.mark.parametrize("name", EDITS)
@settings(deadline=None, max_examples=12)
@given(texts=st.lists(st.lists(st.sampled_from(WORDS), max_size=14), max_size=4))
def test_an_edit_and_its_reverse(name: str, texts: list[list[str]]) -> None:
    papers = [Paper(id=f"p{index}", title="A soil", abstract=" ".join(words)) for index, words in enumerate(texts)]
    before, after = numbered(BASE), numbered(EDITS[name](BASE), first=3)
    assert_same(before, after, papers, papers)
    assert_same(after, before, papers, papers)


@settings(deadline=None, max_examples=60)
@given(
    first=st.lists(st.sampled_from(sorted(EDITS)), max_size=3),
    second=st.lists(st.sampled_from(sorted(EDITS)), max_size=3),
    texts=st.lists(st.lists(st.sampled_from(WORDS), max_size=14), max_size=4),
)
def test_any_edits(first: list[str], second: list[str], texts: list[list[str]]) -> None:
    papers = [Paper(id=f"p{index}", title=None, abstract=" ".join(words)) for index, words in enumerate(texts)]
    before, after = BASE, BASE
    for name in first:
        before = EDITS[name](before)
    for name in second:
        after = EDITS[name](after)
    assert_same(numbered(before), numbered(after, first=9), papers, papers[1:])


def test_only_papers_that_an_edit_can_touch_are_classified_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    papers = [
        Paper(id="p1", abstract="A soil."),
        Paper(id="p2", abstract="A river of soil."),
        Paper(id="p3", abstract="Changed soil."),
    ]
    earlier = Earlier(taxonomy=SOIL, papers=papers, classification=classify(SOIL, papers))
    asked: list[str] = []

    def spy(taxonomy: Taxonomy, some: Sequence[Paper], **_pins: object) -> object:
        asked.extend(paper.id for paper in some)
        return classify(taxonomy, ())

    monkeypatch.setattr(module, "classify_some", spy)
    others = [*papers[:2], replace(papers[2], abstract="A soil that changed.")]
    reclassify(with_rule("soil", any=["soil", "rivers"])(SOIL), others, earlier=earlier)
    assert asked == ["p2", "p3"]
