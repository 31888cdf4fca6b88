"""Two hand-made states side by side; what the real loader makes of real edits is in tests/github/."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.compare.changes import (
    Comparison,
    GroundKind,
    RecordFate,
    Redirect,
    TopicChangeKind,
)
from generator.compare.papers import name_of
from generator.compare.whole import compare
from generator.core.diagnostics import Diagnostic, Severity
from generator.core.model import (
    Assignment,
    Author,
    Link,
    LinkKind,
    Location,
    Merge,
    NearMiss,
    Origin,
    PaperDate,
    Pin,
    Provenance,
    Rejected,
    Venue,
)
from generator.survey import Survey
from tests.unit.compare.states import match, matched, narrower, paper, place, record, survey, topic

SOIL, WORMS, PEAT = topic("soil", 10), topic("worms", 20, "earthworm", parent="soil"), topic("peat", 30, "peat")
TOPICS = (SOIL, WORMS, PEAT)


def state(**more: object) -> Survey:
    values: dict[str, object] = {
        "topics": TOPICS,
        "assignments": (narrower("a", "soil", "worms"), matched("a", "worms", match("earthworm", 22))),
        **more,
    }
    return survey(paper("a"), paper("b"), **values)  # type: ignore[arg-type]  # fields by name


BASE = state()


def codes(comparison: Comparison) -> list[str]:
    return [finding.code for finding in comparison.findings]


def test_a_state_and_itself() -> None:
    comparison = compare(BASE, BASE)
    assert comparison.is_empty
    assert comparison.before == comparison.after


def test_a_paper_gained_names_the_phrase_and_the_topic_above_names_the_way() -> None:
    head = state(
        assignments=(
            *BASE.classification.assignments,
            narrower("b", "soil", "worms"),
            matched("b", "worms", match("earthworm", 22), match("lumbricid", 23)),
        ),
        topics=(SOIL, topic("worms", 20, "earthworm", "lumbricid", parent="soil"), PEAT),
    )
    comparison = compare(BASE, head)
    soil, worms = comparison.moves
    assert (soil.topic, soil.before, soil.after, soil.path) == ("soil", 1, 2, ("Soil",))
    assert worms.path == ("Soil", "Worms")
    (move,) = worms.gained
    assert move.before.kind is GroundKind.NOTHING
    assert move.after.kind is GroundKind.MATCHED
    assert [one.phrase.text for one in move.after.matches] == ["lumbricid", "earthworm"]
    assert move.after.only_here == ("lumbricid",)
    (above,) = soil.gained
    assert above.is_indirect
    assert above.after.through == ("Worms",)
    assert above.after.matches == move.after.matches
    assert [paper.id for paper in comparison.found_a_topic] == ["b"]


def test_a_paper_lost_to_a_veto_is_left_without() -> None:
    near = NearMiss(paper="a", topic="worms", matched=(match("earthworm", 22),), vetoed_by=(match("fossil", 24),))
    comparison = compare(BASE, state(assignments=(), near_misses=(near,)))
    (left,) = comparison.left_without
    assert not left.is_indirect
    assert left.before.kind is GroundKind.MATCHED
    assert left.after.kind is GroundKind.VETOED
    assert left.after.vetoes[0].phrase.text == "fossil"


@pytest.mark.parametrize(
    ("near", "kind"),
    [
        pytest.param(
            NearMiss(paper="a", topic="worms", matched=(match("earthworm", 22),), missing=("one of `all`",)),
            GroundKind.MISSING,
            id="missing",
        ),
        pytest.param(
            NearMiss(
                paper="a",
                topic="worms",
                matched=(match("earthworm", 22),),
                pin=Pin(paper="a", because="fossils", location=place(25)),
            ),
            GroundKind.EXCLUDED,
            id="excluded",
        ),
    ],
)
def test_why_not(near: NearMiss, kind: GroundKind) -> None:
    comparison = compare(BASE, state(assignments=(), near_misses=(near,)))
    assert comparison.left_without[0].after.kind is kind


def test_a_curator_brings_a_paper() -> None:
    pin = Pin(paper="b", because=None, location=place(26))
    curated = Assignment(paper="b", topic="peat", origin=Origin.CURATED, pin=pin)
    comparison = compare(BASE, state(assignments=(*BASE.classification.assignments, curated)))
    assert comparison.moves[0].gained[0].after.kind is GroundKind.CURATED


def test_a_topic_renamed_with_its_redirect() -> None:
    worms = replace(WORMS, id="earthworms", label="Earthworms", formerly=("worms",))
    head = state(
        topics=(SOIL, worms, PEAT),
        assignments=(narrower("a", "soil", "earthworms"), matched("a", "earthworms", match("earthworm", 22))),
    )
    comparison = compare(BASE, head)
    assert comparison.moves == ()
    (change,) = comparison.topics
    assert (change.kinds, change.before_id, change.before_label) == ((TopicChangeKind.RENAMED,), "worms", "Worms")
    assert comparison.redirects == (Redirect(kind="topic", old="worms", new="earthworms"),)
    assert comparison.findings == ()


def test_a_topic_renamed_without_its_redirect_is_an_error_with_the_cure() -> None:
    worms = replace(WORMS, id="earthworms", label="Earthworms", location=place(21))
    head = state(topics=(SOIL, worms, PEAT), assignments=())
    (finding,) = compare(BASE, head).findings
    assert finding == Diagnostic(
        severity=Severity.ERROR,
        code="compare/topic-address-lost",
        location=place(21),
        message="published topic 'worms' disappears and nothing redirects its address",
        hint="add 'formerly: [worms]' to the topic that takes its place, such as 'earthworms' at taxonomy.yaml:21",
        related=((place(20), "in the base revision it stood here"),),
    )


def test_a_rename_without_redirect_moves_no_paper() -> None:
    worms = replace(WORMS, id="earthworms", label="WORMS")
    assigned = (narrower("a", "soil", "earthworms"), matched("a", "earthworms", match("earthworm", 22)))
    by_rule = compare(BASE, state(topics=(SOIL, worms, PEAT), assignments=assigned))
    by_label = compare(BASE, state(topics=(SOIL, replace(worms, rule=None), PEAT), assignments=assigned))
    assert by_rule.moves == by_label.moves == ()
    assert TopicChangeKind.RENAMED in by_rule.topics[0].kinds


def test_a_topic_that_swells_is_a_warning() -> None:
    head = state(
        topics=(SOIL, topic("worms", 20, "earthworm", "the", parent="soil"), PEAT),
        assignments=(*BASE.classification.assignments, matched("b", "worms", match("the", 23))),
    )
    (finding,) = compare(BASE, head).findings
    assert (finding.code, finding.location, finding.message, finding.hint) == (
        "compare/swollen-topic",
        place(23),
        "topic 'worms' now holds 2 of 2 papers, 1 before",
        "narrow 'the', or move it to 'some', where it counts only beside another phrase",
    )


@pytest.mark.parametrize(
    ("topics", "heir"),
    [
        pytest.param((SOIL, PEAT), "soil", id="the topic above"),
        pytest.param((SOIL, PEAT, topic("lob", 40, "earthworm")), "lob", id="the same phrases"),
        pytest.param((SOIL, PEAT, topic("lob", 40, "x", label="WORMS")), "lob", id="the same label"),
        pytest.param((topic("other", 9), PEAT), None, id="nobody"),
    ],
)
def test_who_takes_a_removed_topics_place(topics: tuple[object, ...], heir: str | None) -> None:
    found = [one for one in compare(BASE, state(topics=topics, assignments=())).findings if "'worms'" in one.message]
    hint = found[0].hint or ""
    assert (f"'{heir}'" in hint) if heir else hint.endswith("takes its place")


def test_a_removed_topic_loses_its_papers() -> None:
    comparison = compare(BASE, state(topics=(SOIL, PEAT), assignments=()))
    assert [(change.id, change.kinds) for change in comparison.topics] == [("worms", (TopicChangeKind.REMOVED,))]
    lost = {moves.topic: moves.lost[0].after.kind for moves in comparison.moves}
    assert lost == {"soil": GroundKind.NOTHING, "worms": GroundKind.NO_TOPIC}


def test_a_redirect_taken_away_is_an_error() -> None:
    base = state(topics=(SOIL, replace(WORMS, formerly=("lumbricids",)), PEAT))
    (finding,) = compare(base, BASE).findings
    assert (finding.code, finding.message, finding.hint) == (
        "compare/redirect-lost",
        "former topic id 'lumbricids' no longer redirects",
        "put 'lumbricids' back into 'formerly:' of 'worms'; a published address is kept for good",
    )


def test_a_topic_added_and_one_moved() -> None:
    head = state(topics=(SOIL, WORMS, replace(PEAT, parent="soil"), topic("clay", 50, "clay", parent="soil")))
    peat, clay = compare(BASE, head).topics
    assert (peat.kinds, peat.before_path, peat.after_path) == ((TopicChangeKind.MOVED,), (), ("Soil",))
    assert (clay.kinds, clay.after_path) == ((TopicChangeKind.ADDED,), ("Soil",))


def test_edits_of_a_rule_name_their_lines() -> None:
    head = state(topics=(SOIL, topic("worms", 20, "lumbricid", parent="soil", scope_note="Not flukes."), PEAT))
    (change,) = compare(BASE, head).topics
    assert [(edit.field, edit.text, edit.added, edit.location.line) for edit in change.edits] == [
        ("any", "earthworm", False, 22),
        ("scope_note", "Not flukes.", True, 20),
        ("any", "lumbricid", True, 22),
    ]


def test_a_former_id_alone_is_an_edit() -> None:
    head = state(topics=(SOIL, replace(WORMS, formerly=("lob",)), PEAT))
    assert compare(BASE, head).topics[0].kinds == (TopicChangeKind.EDITED,)


def test_a_paper_whose_id_changes_is_found_again() -> None:
    moved = replace(paper("a"), id="doi-10-1", aliases=("a",))
    comparison = compare(survey(paper("a")), survey(moved))
    assert comparison.redirects == (Redirect(kind="paper", old="a", new="doi-10-1"),)
    assert (comparison.papers_added, comparison.papers_removed, comparison.findings) == ((), (), ())


def test_a_paper_whose_alias_became_its_id_is_found_again() -> None:
    comparison = compare(survey(replace(paper("a"), aliases=("old",))), survey(paper("old", "Title of a", raw="new")))
    assert comparison.papers_added == ()
    assert codes(comparison) == ["compare/paper-address-lost"]


def test_a_paper_renamed_without_redirect_is_found_by_its_record() -> None:
    comparison = compare(survey(paper("a", raw="same")), survey(paper("z", "Title of a", raw="same")))
    assert comparison.papers_added == ()
    assert comparison.findings[0].hint == "add 'formerly: [a]' to the entry of 'z' in papers/curated.yaml"


def test_a_paper_removed_needs_a_redirect() -> None:
    comparison = compare(BASE, survey(paper("a"), topics=TOPICS, assignments=BASE.classification.assignments))
    assert [one.id for one in comparison.papers_removed] == ["b"]
    (finding,) = comparison.findings
    assert (finding.code, finding.message, finding.location) == (
        "compare/paper-address-lost",
        "published paper 'b' disappears and nothing redirects its address",
        Location(path="papers/curated.yaml"),
    )


def test_papers_merged_and_split() -> None:
    one, two = record("one", 1), record("two", 5)
    apart = survey(paper("a", records=(one,)), paper("b", records=(two,)))
    together = survey(paper("a", records=(one, two), aliases=("b",)))
    merged, split = compare(apart, together).regrouped, compare(together, apart).regrouped
    assert [(tuple(p.id for p in group.before), tuple(p.id for p in group.after)) for group in (*merged, *split)] == [
        (("a", "b"), ("a",)),
        (("a",), ("a", "b")),
    ]


def test_facts_corrected_with_their_place() -> None:
    where = Location(path="papers/curated.yaml", line=7)
    new = paper(
        "a",
        "A better title",
        authors=(Author(name_as_written="Ada Lund", name_key="ada lund"),),
        author_count=1,
        date=PaperDate(year=2020),
        venue=Venue(name="Soil", year=2021),
        links=(Link(kind=LinkKind.CODE, url="https://example.org/a"),),
        provenance=(Provenance(field="title", location=where, curated=True),),
    )
    facts = {fact.field: fact for fact in compare(survey(paper("a")), survey(new)).facts}
    assert {name: (fact.before, fact.after) for name, fact in facts.items()} == {
        "title": ("Title of a", "A better title"),
        "authors": (None, "Ada Lund"),
        "author count": (None, "1"),
        "date": (None, "2020"),
        "venue": (None, "Soil 2021"),
        "links": (None, "code https://example.org/a"),
    }
    assert (facts["title"].location, facts["title"].curated) == (where, True)
    assert compare(survey(new), survey(paper("a"))).facts[0].location is None


def test_records_added_rejected_merged_and_gone() -> None:
    first, twin = record("first", 1), record("twin", 4)
    bad = Rejected(location=place(9), end_line=9, format="jsonlines", raw="{", reason="no JSON")
    merge = Merge(kept=first.location, merged=twin.location, rule="same abstract", score=0.985, paper="a")
    small = survey(paper("a", records=(first,)))
    large = survey(
        paper("a", records=(first, twin)), paper("b", records=(record("x", 7),)), rejected=(bad,), merges=(merge,)
    )
    added = compare(small, large).records
    assert [(one.fate, one.location.line, one.reason) for one in added] == [
        (RecordFate.DUPLICATE, 4, "same abstract, 0.98"),
        (RecordFate.PAPER, 7, ""),
        (RecordFate.REJECTED, 9, "no JSON"),
    ]
    assert [one.added for one in compare(large, small).records] == [False, False, False]


def test_findings_keep_their_identity_when_lines_move() -> None:
    def found(line: int, message: str, severity: Severity = Severity.ERROR) -> Diagnostic:
        return Diagnostic(severity=severity, code="taxonomy/example", location=place(line), message=message)

    before = state(diagnostics=(found(1, "one"), found(3, "two")))
    after = state(diagnostics=(found(9, "one"), found(11, "a note", Severity.NOTE), found(12, "three")))
    comparison = compare(before, after)
    assert [finding.message for finding in comparison.findings] == ["three", "a note"]
    assert [finding.message for finding in comparison.settled] == ["two"]


def test_the_order_of_papers_and_assignments_does_not_matter() -> None:
    head = state(assignments=(matched("b", "peat", match("peat", 32)), *BASE.classification.assignments))
    shuffled = state(assignments=(*BASE.classification.assignments, matched("b", "peat", match("peat", 32))))
    assert compare(BASE, head) == compare(BASE, shuffled)


@pytest.mark.parametrize(
    ("title", "abstract", "name"),
    [
        pytest.param("A title", "Words.", "A title", id="titled"),
        pytest.param("", "Few words.", "untitled: Few words.", id="untitled"),
        pytest.param("", "word " * 40, "untitled:" + " word" * 12 + " …", id="long"),
        pytest.param("", "", "untitled", id="nothing at all"),
    ],
)
def test_name_of(title: str, abstract: str, name: str) -> None:
    assert name_of(paper("a", title, abstract=abstract)).name == name
