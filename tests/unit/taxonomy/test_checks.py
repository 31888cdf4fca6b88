"""Each finding on a taxonomy and its papers: code, place, words and cure."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.diagnostics import Diagnostic, Report, Severity
from generator.core.model import Classification, Paper
from generator.taxonomy.checks import check
from generator.taxonomy.classify import classify
from generator.taxonomy.language import Pattern, parse_phrase
from generator.taxonomy.load import load_taxonomy
from generator.taxonomy.matching import Matcher
from generator.taxonomy.phrases import wordings
from generator.taxonomy.words import split

QUIET = frozenset({"taxonomy/empty-topic", "taxonomy/few-examples"})


def _check(text: str, papers: tuple[Paper, ...] = ()) -> list[Diagnostic]:
    report = Report()
    taxonomy = load_taxonomy(text, path="taxonomy.yaml", report=report)
    assert taxonomy is not None, report.diagnostics
    report.extend(check(taxonomy, papers, classify(taxonomy, papers)))
    return list(report.sorted())


def _told(found: Diagnostic) -> tuple[str, str, str | None]:
    return f"{found.location.line}:{found.location.column} {found.code}", found.message, found.hint


def _rule(rule: str, more: str = "") -> str:
    """Return a file of one topic `lamps` with a rule in line 3 and further keys in line 4."""
    more = f"    {more}\n" if more else ""
    return (
        "facets:\n  - {id: towers, label: Towers, definition: D.}\n"
        f"  - id: lamps\n    rule: {rule}\n{more}    label: Lamps\n    definition: D.\n"
    )


TEN = tuple(Paper(id=f"p{n}", title=f"A lamp, number {n}") for n in range(10))

FINDINGS = {
    "phrase that another covers": (
        _rule("{any: [oil lamp*, lamp*]}"),
        (),
        "4:18 taxonomy/shadowed-phrase",
        "phrase 'oil lamp*' of topic 'lamps' says nothing that 'lamp*' in 'any' does not",
        "remove one of the two (the other is in line 4)",
    ),
    "two ways to write one phrase": (
        _rule("{any: [light-house, lighthouses]}"),
        (),
        "4:31 taxonomy/shadowed-phrase",
        "phrase 'lighthouses' of topic 'lamps' says nothing that 'light-house' in 'any' does not",
        "remove one of the two (the other is in line 4)",
    ),
    "weaker list covered by a stronger": (
        _rule("{any: [lamp], some: [lamp oil, wick]}"),
        (),
        "4:32 taxonomy/shadowed-phrase",
        "phrase 'lamp oil' of topic 'lamps' says nothing that 'lamp' in 'any' does not",
        "remove one of the two (the other is in line 4)",
    ),
    "veto within a phrase": (
        _rule("{any: [street lamp, wick], none: [street]}"),
        (),
        "4:18 taxonomy/never-matches",
        "phrase 'street lamp' of topic 'lamps' can never count: 'street' in 'none' rules it out",
        "remove it, or narrow the phrase in 'none' (line 4)",
    ),
    "other sense within a phrase": (
        _rule("{any: [street lamp, wick], ignore: [street lamp*]}"),
        (),
        "4:18 taxonomy/never-matches",
        "phrase 'street lamp' of topic 'lamps' can never count: 'street lamp*' in 'ignore' sets it aside",
        "remove it, or narrow the phrase in 'ignore' (line 4)",
    ),
    "only a veto": (
        _rule("{none: [street lamp]}"),
        (),
        "4:5 taxonomy/empty-rule",
        "the rule of topic 'lamps' has no phrase that could bring a paper in",
        "add a phrase under 'any', or remove 'rule': a topic without one holds what its narrower topics hold",
    ),
    "one weak phrase": (
        _rule("{some: [wick]}"),
        (),
        "4:5 taxonomy/empty-rule",
        "the rule of topic 'lamps' has one phrase in 'some', where two are needed",
        "add a phrase under 'any', or remove 'rule': a topic without one holds what its narrower topics hold",
    ),
    "example that is missed": (
        _rule("{any: [lamp]}", "examples: {in: [A wick.]}"),
        (),
        "5:21 taxonomy/example-in",
        "'A wick.' should be in topic 'lamps': no phrase of the rule stands in it",
        "add a phrase that stands in it, or move it to 'out'",
    ),
    "example that almost matches": (
        _rule("{some: [wick, oil]}", "examples: {in: [A wick.]}"),
        (),
        "5:21 taxonomy/example-in",
        "'A wick.' should be in topic 'lamps': only one weak phrase, found as ‘wick’; two different ones are needed",
        "add a phrase that stands in it, or move it to 'out'",
    ),
    "example outside the topic that is needed": (
        _rule("{any: [wick], needs: [towers]}", "examples: {in: [A wick.]}"),
        (),
        "5:21 taxonomy/example-in",
        "'A wick.' should be in topic 'lamps': it counts only within towers, which the sentence is not in",
        "word it so that towers takes it in, or shorten 'needs'",
    ),
    "example that matches and should not": (
        _rule("{any: [lamp]}", f"examples: {{out: [A lamp {'x' * 70}.]}}"),
        (),
        "5:22 taxonomy/example-out",
        f"'A lamp {'x' * 52}…' should not be in topic 'lamps', but ‘lamp’ brings it in",
        "narrow the phrase in line 4, or name the other sense under 'ignore' or 'none'",
    ),
    "example that matches below": (
        _rule(
            "{any: [tower lamp]}",
            "narrower: [{id: wicks, label: W, definition: D., rule: {any: [wick]}}]\n    examples: {out: [A wick.]}",
        ),
        (),
        "6:22 taxonomy/example-out",
        "'A wick.' should not be in topic 'lamps', but ‘wick’ brings it in through topic 'wicks'",
        "narrow the phrase in line 5, or name the other sense under 'ignore' or 'none'",
    ),
    "example that tests nothing": (
        _rule("{any: [lamp]}", "examples: {out: [A ship.]}"),
        (),
        "5:22 taxonomy/idle-example",
        "'A ship.' tests nothing: no phrase of topic 'lamps' or of its neighbours stands in it",
        "write a sentence with a word of the rule in another sense",
    ),
    "few examples": (
        _rule("{any: [lamp]}", "examples: {in: [A lamp., Two lamps.], out: [lamplight]}"),
        (),
        "4:5 taxonomy/few-examples",
        "the rule of topic 'lamps' has 2 examples in and 1 out; 2 of each tell more",
        "add sentences to 'examples'",
    ),
    "unknown paper": (
        _rule("{any: [lamp]}", "include: [arxiv-2302-10053]"),
        (Paper(id="arxiv-2302-10035", title="A lamp"),),
        "5:15 taxonomy/unknown-paper",
        "unknown paper 'arxiv-2302-10053' in 'include' of topic 'lamps'",
        "did you mean 'arxiv-2302-10035'?",
    ),
    "unknown paper outside": (
        _rule("{any: [lamp]}") + "outside: [{paper: x, because: y}]\n",
        (Paper(id="arxiv-2302-10035", title="A lamp"),),
        "7:11 taxonomy/unknown-paper",
        "unknown paper 'x' in 'outside'",
        "write the last part of the address of its page",
    ),
    "in and out by two names": (
        _rule("{any: [lamp]}", "include: [old]\n    exclude: [p]"),
        (Paper(id="p", aliases=("old",)),),
        "6:15 taxonomy/include-and-exclude",
        "paper 'p' is included in topic 'lamps' (line 5) and excluded from it",
        "remove one of the two",
    ),
    "not outside": (
        _rule("{any: [lamp]}") + "outside: [{paper: p, because: y}]\n",
        (Paper(id="p", title="A lamp"),),
        "7:11 taxonomy/not-outside",
        "paper 'p' is said to be outside the taxonomy, but topic 'lamps' holds it",
        "remove it here, or exclude it from topic 'lamps'",
    ),
    "topic without a paper": (
        _rule("{any: [lamp]}"),
        (),
        "3:9 taxonomy/empty-topic",
        "topic 'lamps' holds no paper",
        "widen its rule, or leave it so",
    ),
    "topic of nearly all papers": (
        _rule("{any: [lamp]}"),
        TEN,
        "3:9 taxonomy/broad-topic",
        "topic 'lamps' holds 10 of 10 papers, which hardly tells them apart",
        "is a phrase of its rule too wide?",
    ),
    "facet that is not worked out": (
        _rule("{any: [lamp]}", "narrower: [{id: wicks, label: W, definition: D., rule: {any: [number 7]}}]"),
        TEN,
        "3:9 taxonomy/loose-facet",
        "9 of 10 papers of facet 'lamps' fit none of its narrower topics",
        "add narrower topics; `survey suggest` groups such papers",
    ),
}


@pytest.mark.parametrize("case", FINDINGS.values(), ids=FINDINGS.keys())
def test_a_finding_is_told_where_it_is_in_plain_words(case: tuple[str, tuple[Paper, ...], str, str, str]) -> None:
    text, papers, place, message, hint = case
    assert (place, message, hint) in [_told(found) for found in _check(text, papers)]


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param("{any: [lamp, lantern]}", id="different words"),
        pytest.param("{any: [lamp*, lamp black]}", id="a narrower phrase is told, but see below"),
        pytest.param("{any: ['title: lamp'], some: [lamp, wick]}", id="a title phrase covers nothing else"),
        pytest.param("{any: [oil ~2 lamp, oil ~9 wick]}", id="gaps"),
        pytest.param("{any: [lamp], none: [street lamp]}", id="veto that is narrower"),
        pytest.param("{any: [(oil|gas) lamp], none: [gas lamp]}", id="veto of one alternative"),
        pytest.param("{any: [lamp], central: [wick], ignore: [lamp black]}", id="other sense that is narrower"),
        pytest.param("{all: [lamp, wick]}", id="all alone"),
    ],
)
def test_phrases_that_each_say_something_are_left_alone(rule: str) -> None:
    findings = {found.code for found in _check(_rule(rule))} - QUIET
    expected = {"taxonomy/shadowed-phrase"} if "lamp black]}" in rule and "lamp*" in rule else set()
    assert findings == expected


def test_the_other_senses_of_a_topic_above_close_a_phrase_as_well() -> None:
    text = _rule(
        "{any: [lamp], ignore: [street lamp]}",
        "narrower: [{id: wicks, label: W, definition: D., rule: {any: [street lamp, wick]}}]",
    )
    (found,) = [found for found in _check(text) if found.code not in QUIET]
    assert (
        found.message
        == "phrase 'street lamp' of topic 'wicks' can never count: 'street lamp' in 'ignore' sets it aside"
    )
    assert [(str(where), what) for where, what in found.related] == [
        ("taxonomy.yaml:4:34", "the phrase that closes it")
    ]


def test_a_good_taxonomy_has_no_finding() -> None:
    text = _rule(
        "{any: [lamp], ignore: [street lamp]}",
        "examples: {in: [A lamp., Two lamps.], out: [A street lamp., 'title: Street lamps']}",
    ).replace("  - {id: towers, label: Towers, definition: D.}\n", "")
    papers = tuple(Paper(id=f"p{n}", title="A lamp" if n < 3 else "A ship") for n in range(10))
    assert _check(text.replace("street lamp]", "street lamp*]"), papers) == []


def test_errors_warnings_and_notes_are_told_apart() -> None:
    found = _check(_rule("{any: [lamp, oil lamp]}", "examples: {in: [A wick.]}"))
    assert {(one.code, one.severity) for one in found} == {
        ("taxonomy/shadowed-phrase", Severity.WARNING),
        ("taxonomy/example-in", Severity.ERROR),
        ("taxonomy/few-examples", Severity.NOTE),
        ("taxonomy/empty-topic", Severity.NOTE),
    }


def test_without_papers_nothing_is_said_about_shares() -> None:
    report = Report()
    taxonomy = load_taxonomy(_rule("{any: [lamp]}"), path="taxonomy.yaml", report=report)
    assert taxonomy is not None
    assert {found.code for found in check(taxonomy, (), Classification())} == QUIET


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        pytest.param("oil lamp", ("oil lamp",), id="plain"),
        pytest.param("title: oil lamp", ("oil lamp",), id="title"),
        pytest.param("lamp*", ("lampqzxq",), id="open"),
        pytest.param("(oil|gas) lamp", ("oil lamp", "gas lamp"), id="alternatives"),
        pytest.param("oil ~2 lamp", ("oil qzxq qzxq lamp", "oil lamp"), id="gap"),
        pytest.param("oil & lamp", ("oil & lamp",), id="both in a sentence"),
    ],
)
def test_wordings_of_a_phrase(phrase: str, expected: tuple[str, ...]) -> None:
    assert wordings(phrase) == expected


_WORDS = st.sampled_from(["lamp", "oil", "tower*", "(wick|gas)", "SOS", "~2 lens", "light-house", "& bell"])


@settings(deadline=None, max_examples=60)
@given(st.lists(_WORDS, min_size=1, max_size=4))
def test_a_phrase_stands_in_each_of_its_wordings(parts: list[str]) -> None:
    text = " ".join(["start", *parts])
    pattern = parse_phrase(text)
    if isinstance(pattern, Pattern):
        matcher = Matcher([pattern])
        assert all(matcher.find(split(wording)) for wording in wordings(text))
