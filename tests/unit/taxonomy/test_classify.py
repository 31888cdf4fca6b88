"""Rules, places, parents, needs and pins decide together; told on soil, another field than ours."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.model import Group, Location, Origin, Paper, Phrase, Pin, Rule, Taxonomy, Topic
from generator.taxonomy.classify import Classifier, classify

HERE = Location(path="taxonomy.yaml", line=7)


def phrases(*texts: str) -> tuple[Phrase, ...]:
    return tuple(Phrase(text=text, location=HERE) for text in texts)


def rule(**lists: Sequence[str]) -> Rule:
    return Rule(location=HERE, **{key: phrases(*texts) for key, texts in lists.items()})


def topic(topic_id: str, made: Rule | None = None, *, parent: str | None = None, also: Sequence[str] = ()) -> Topic:
    label = topic_id.capitalize()
    return Topic(
        id=topic_id, label=label, location=HERE, definition="…", rule=made, parent=parent, also_under=tuple(also)
    )


SOIL = Taxonomy(
    topics=(
        topic("soil", rule(any=["soil"], ignore=["soil the reputation"])),
        topic("erosion", rule(central=["erosion"], none=["tooth"]), parent="soil"),
        topic("gullies", rule(any=["gully"]), parent="erosion", also=["water"]),
        topic("water", rule(some=["rain*", "river", "flood*"], all=["field"])),
        topic("ploughs", rule(any=["plough*"], needs=["soil"])),
        topic("empty"),
        topic("wells", rule(any=["dig* & well*"], ignore=["well known"])),
        topic("required", rule(all=["clay"], none=["broken ["])),
    )
)


def paper(abstract: str, title: str = "", paper_id: str = "p") -> Paper:
    return Paper(id=paper_id, title=title or None, abstract=abstract)


def topics(abstract: str, title: str = "", taxonomy: Taxonomy = SOIL) -> list[str]:
    return [a.topic for a in classify(taxonomy, [paper(abstract, title)]).assignments]


def reasons(abstract: str, title: str = "", taxonomy: Taxonomy = SOIL) -> dict[str, str]:
    return {n.topic: n.reason for n in classify(taxonomy, [paper(abstract, title)]).near_misses}


@pytest.mark.parametrize(
    ("title", "abstract", "expected"),
    [
        pytest.param("", "Soils.", ["soil"], id="any"),
        pytest.param("", "Erosion is bad. We dig.", [], id="central, in passing"),
        pytest.param("", "It rained. We study erosion.", ["soil", "erosion"], id="central, said"),
        pytest.param("Erosion", "We dig.", ["soil", "erosion"], id="central, title"),
        pytest.param("", "We study erosion of a tooth.", [], id="veto"),
        pytest.param("", "To soil the reputation.", [], id="another sense"),
        pytest.param("", "To soil the reputation of a soil.", ["soil"], id="another sense beside the sense"),
        pytest.param("", "A gully.", ["soil", "erosion", "gullies", "water"], id="two parents"),
        pytest.param("", "Rainfall on a river field.", ["water"], id="two weak and one required"),
        pytest.param("", "Rain and rains on a field.", [], id="one weak twice"),
        pytest.param("", "Rain on a river.", [], id="required is missing"),
        pytest.param("", "A plough.", [], id="needs"),
        pytest.param("", "A plough for soil.", ["soil", "ploughs"], id="needs met"),
        pytest.param(
            "", "A plough in a gully.", ["soil", "erosion", "gullies", "water", "ploughs"], id="needs by a narrower"
        ),
        pytest.param("", "He digs a well.", ["wells"], id="both"),
        pytest.param("", "He digs. A well.", [], id="both, in two sentences"),
        pytest.param("", "He digs, as is well known.", [], id="both, one in another sense"),
        pytest.param("", "Clay.", ["required"], id="only required phrases"),
        pytest.param("", "", [], id="nothing"),
    ],
)
def test_topics(title: str, abstract: str, expected: list[str]) -> None:
    assert topics(abstract, title) == expected


@pytest.mark.parametrize(
    ("abstract", "topic_id", "reason"),
    [
        pytest.param(
            "Erosion is bad. We dig.",
            "erosion",
            "only mentioned in passing: ‘erosion’, neither in the title "
            "nor in a sentence that says what the paper does",
            id="in passing",
        ),
        pytest.param(
            "We study erosion of a tooth.", "erosion", "‘erosion’ would bring it in, were it not for ‘tooth’", id="veto"
        ),
        pytest.param(
            "To soil the reputation.",
            "soil",
            "‘soil’ stands in ‘soil the reputation’, which is another sense",
            id="another sense",
        ),
        pytest.param(
            "Rain on a field.",
            "water",
            "only one weak phrase, found as ‘rain’; two different ones are needed",
            id="one weak",
        ),
        pytest.param(
            "Rain, a river, floods and flooding.",
            "water",
            "‘rain’, ‘river’, ‘floods’ and 1 more would bring it in, but ‘field’ is required as well and was not found",
            id="missing",
        ),
        pytest.param(
            "A plough.", "ploughs", "‘plough’ would bring it in, but it counts only within ‘Soil’", id="needs"
        ),
    ],
)
def test_near_miss(abstract: str, topic_id: str, reason: str) -> None:
    assert reasons(abstract)[topic_id] == reason


def test_evidence_names_place_and_phrase() -> None:
    (assignment,) = classify(SOIL, [paper("We dig. Wet soils.", "Soil")]).assignments
    assert [(m.field, m.start, m.end, m.text, m.is_central, m.phrase) for m in assignment.matches] == [
        ("title", 0, 4, "Soil", True, Phrase(text="soil", location=HERE)),
        ("abstract", 12, 17, "soils", False, Phrase(text="soil", location=HERE)),
    ]


def test_evidence_of_what_is_required_is_its_first_place() -> None:
    (assignment,) = classify(SOIL, [paper("Clay on clay.", "Clay")]).assignments
    assert [(match.field, match.start) for match in assignment.matches] == [("title", 0)]


@pytest.mark.parametrize(
    ("means", "shown"),
    [
        pytest.param("what grows", "‘$crops’ (what grows)", id="told in words"),
        pytest.param(None, "‘$crops’", id="by its name"),
    ],
)
def test_a_missing_group_is_told(means: str | None, shown: str) -> None:
    crops = Group(name="crops", phrases=phrases("wheat", "barley"), location=HERE, means=means)
    taxonomy = Taxonomy(topics=(topic("fields", rule(any=["field"], all=["$crops"])),), groups=(crops,))
    assert reasons("A field.", taxonomy=taxonomy) == {
        "fields": f"‘field’ would bring it in, but {shown} is required as well and was not found"
    }


def test_ancestors_come_through_narrower_topics() -> None:
    found = {a.topic: a for a in classify(SOIL, [paper("A gully.")]).assignments}
    assert (found["soil"].origin, found["soil"].through) == (Origin.NARROWER, ("erosion",))
    assert (found["water"].origin, found["water"].through) == (Origin.NARROWER, ("gullies",))
    assert found["gullies"].origin is Origin.MATCHED


def pinned(*, include: Sequence[str] = (), exclude: Sequence[str] = (), because: str | None = "so") -> Taxonomy:
    def with_pins(one: Topic) -> Topic:
        pin = (Pin(paper="old-name", because=because, location=HERE),)
        return replace(one, include=pin if one.id in include else (), exclude=pin if one.id in exclude else ())

    return Taxonomy(topics=tuple(with_pins(one) for one in SOIL.topics))


def classified(taxonomy: Taxonomy, abstract: str) -> tuple[list[tuple[str, str]], dict[str, str]]:
    one = replace(paper(abstract), aliases=("old-name",))
    found = classify(taxonomy, [one])
    return [(a.topic, a.origin.value) for a in found.assignments], {n.topic: n.reason for n in found.near_misses}


def test_an_inclusion_beats_the_rule() -> None:
    assignments, _ = classified(pinned(include=["erosion"]), "Sand.")
    assert assignments == [("soil", "narrower"), ("erosion", "curated")]


def test_an_inclusion_meets_needs() -> None:
    assignments, _ = classified(pinned(include=["soil"]), "A plough.")
    assert assignments == [("soil", "curated"), ("ploughs", "matched")]


@pytest.mark.parametrize(
    ("because", "ending"),
    [pytest.param("wrong field", ": wrong field", id="reason"), pytest.param(None, "", id="none")],
)
def test_an_exclusion_closes_all_that_is_narrower(because: str | None, ending: str) -> None:
    assignments, missed = classified(pinned(exclude=["erosion"], because=because), "A soil, an erosion, a gully.")
    assert assignments == [("soil", "matched")]
    assert missed == {
        "erosion": f"‘erosion’ would bring it in, but a curator decided otherwise{ending}",
        "gullies": "‘gully’ would bring it in, but a curator decided otherwise",
    }


def test_an_inclusion_below_beats_an_exclusion_above() -> None:
    assignments, _ = classified(pinned(exclude=["erosion"], include=["gullies"]), "Sand.")
    assert assignments == [("soil", "narrower"), ("gullies", "curated"), ("water", "narrower")]


def test_unknown_needs_never_hold() -> None:
    taxonomy = Taxonomy(topics=(topic("a", rule(any=["soil"], needs=["nowhere"])),))
    assert topics("soil", taxonomy=taxonomy) == []
    assert reasons("soil", taxonomy=taxonomy) == {"a": "‘soil’ would bring it in, but it counts only within ‘nowhere’"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Erosion matters. We dig.", [], id="like an abstract"),
        pytest.param("title: Erosion", ["erosion", "soil"], id="like a title"),
        pytest.param("Note: soil", ["soil"], id="another colon"),
    ],
)
def test_topics_of_a_text(text: str, expected: list[str]) -> None:
    assert sorted(Classifier(SOIL).topics_of_text(text)) == expected


def test_the_order_of_topics_never_matters() -> None:
    text = "A plough in a gully of a rainy river field. We study erosion."
    expected = set(topics(text))
    heads = SOIL.topics[:5]
    for order in itertools.permutations(heads):
        assert set(topics(text, taxonomy=Taxonomy(topics=(*order, *SOIL.topics[5:])))) == expected


WORDS = [
    "soil",
    "erosion",
    "we",
    "study",
    "gully",
    "rain",
    "river",
    "field",
    "tooth",
    "plough",
    "reputation",
    ".",
    "the",
]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(WORDS), max_size=20))
def test_every_match_is_verbatim_and_every_ancestor_holds(words: list[str]) -> None:
    one = paper(" ".join(words), "Soil " + " ".join(words[:3]))
    found = classify(SOIL, [one])
    held = {a.topic for a in found.assignments}
    for match in [m for a in found.assignments for m in a.matches] + [m for n in found.near_misses for m in n.matched]:
        assert one.text(match.field)[match.start : match.end] == match.text
    assert all(set(SOIL.ancestors(topic_id)) <= held for topic_id in held)
    assert not held & {n.topic for n in found.near_misses}
    assert all(n.reason for n in found.near_misses)
