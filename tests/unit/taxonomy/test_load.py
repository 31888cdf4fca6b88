"""From `taxonomy.yaml` to the values, with exact places; and every fault of structure at its place, in words."""

from __future__ import annotations

from time import process_time

import pytest

from generator.core.diagnostics import Report
from generator.core.model import Location, Phrase, Pin
from generator.taxonomy.load import load_taxonomy
from generator.taxonomy.schema import RESERVED_IDS

GOOD = """\
facets:
  - id: lamps
    label: Lamps
    alt_labels: [Lights, burners]
    definition: >
      What shines
      in a tower.
    scope_note: Not the lens.
    rule:
      any: [oil lamp*, 'electric (arc|bulb)']
      some:
        - title: lamp
        - wick
      all: [tower]
      none: [street lamp]
      central: [we burn]
      ignore: [lamp black]
      needs: [towers]
    examples:
      in: ["An oil lamp in a tower."]
      out: [A street lamp.]
    include: [p1, {paper: p2, because: It shines.}]
    exclude: [p3]
    formerly: [burners]
    narrower:
      - {id: wicks, label: Wicks, definition: Threads., also_under: [towers], related: [stairs]}
  - id: towers
    label: Towers
    definition: Walls.
    narrower:
      - {id: stairs, label: Stairs, definition: Steps.}
impossible:
  - {topics: [wicks, stairs], because: No one burns stairs.}
outside: [{paper: p9, because: About ships.}]
groups:
  - {name: fuel, means: What burns., phrases: [oil, gas*]}
"""


def _place(line: int, column: int, end: int) -> Location:
    return Location(path="taxonomy.yaml", line=line, column=column, end_column=end)


def _faults(text: str) -> list[tuple[str, str, str | None]]:
    report = Report()
    load_taxonomy(text, path="taxonomy.yaml", report=report)
    return [
        (f"{found.location.line}:{found.location.column} {found.code}", found.message, found.hint)
        for found in report.sorted()
    ]


def test_a_whole_file_becomes_values_with_places() -> None:
    report = Report()
    taxonomy = load_taxonomy(GOOD, path="taxonomy.yaml", report=report)
    assert report.diagnostics == []
    assert taxonomy is not None
    assert [topic.id for topic in taxonomy.topics] == ["lamps", "wicks", "towers", "stairs"]
    lamps, wicks = taxonomy.topics[:2]
    assert (lamps.definition, lamps.scope_note, lamps.alt_labels) == (
        "What shines in a tower.",
        "Not the lens.",
        ("Lights", "burners"),
    )
    assert (lamps.location, lamps.narrower, lamps.formerly) == (_place(2, 9, 14), ("wicks",), ("burners",))
    assert (wicks.parents, wicks.related) == (("lamps", "towers"), ("stairs",))
    assert lamps.rule is not None
    assert lamps.rule.location == _place(9, 5, 9)
    assert lamps.rule.any == (
        Phrase(text="oil lamp*", location=_place(10, 13, 22)),
        Phrase(text="electric (arc|bulb)", location=_place(10, 24, 45)),
    )
    assert [(phrase.text, phrase.location.line) for phrase in lamps.rule.some] == [("title: lamp", 12), ("wick", 13)]
    others = (*lamps.rule.all, *lamps.rule.none, *lamps.rule.central, *lamps.rule.ignore, *lamps.rule.needs)
    assert [(phrase.text, phrase.location.line) for phrase in others] == [
        ("tower", 14),
        ("street lamp", 15),
        ("we burn", 16),
        ("lamp black", 17),
        ("towers", 18),
    ]
    assert [(example.text, example.expected, str(example.location)) for example in lamps.examples] == [
        ("An oil lamp in a tower.", True, "taxonomy.yaml:20:12"),
        ("A street lamp.", False, "taxonomy.yaml:21:13"),
    ]
    assert lamps.include[0] == Pin(paper="p1", because=None, location=_place(22, 15, 17))
    assert (lamps.include[1].because, str(lamps.include[1].location)) == ("It shines.", "taxonomy.yaml:22:19")
    assert [(group.name, group.means, str(group.location)) for group in taxonomy.groups] == [
        ("fuel", "What burns.", "taxonomy.yaml:36:12")
    ]
    assert [(phrase.text, str(phrase.location)) for phrase in taxonomy.groups[0].phrases] == [
        ("oil", "taxonomy.yaml:36:48"),
        ("gas*", "taxonomy.yaml:36:53"),
    ]
    assert [pin.paper for pin in lamps.exclude + taxonomy.outside] == ["p3", "p9"]
    assert (taxonomy.impossible[0].topics, taxonomy.impossible[0].because) == (
        ("wicks", "stairs"),
        "No one burns stairs.",
    )


def test_a_wrong_key_hides_no_phrase_that_cannot_be_read() -> None:
    text = GOOD.replace("label: Lamps", "lable: Lamps").replace(
        "label: Stairs", "label: Stairs, rule: {any: [oil (|)]}"
    )
    assert [(place, message) for place, message, _ in _faults(text)] == [
        ("2:5 taxonomy/missing-key", "'label' is missing in topic 'lamps'"),
        ("3:5 taxonomy/unknown-key", "unknown key 'lable' in topic 'lamps'"),
        ("31:55 taxonomy/phrase", "empty alternative in 'any' of topic 'stairs'"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("- a\n", id="list"),
        pytest.param("facets: [x, {narrower: y}, {id: [a], rule: 3}]\ngroups: [{name: [x]}, z]\n", id="shapeless"),
    ],
)
def test_a_file_of_any_shape_is_told_in_words(text: str) -> None:
    assert _faults(text)


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    plain = load_taxonomy(GOOD, path="t.yaml", report=Report())
    windows = load_taxonomy("\ufeff" + GOOD.replace("\n", "\r\n"), path="t.yaml", report=Report())
    assert windows is not None
    assert plain is not None
    assert windows.topics == plain.topics


@pytest.mark.parametrize("word", ["no", "on", "0123", "12:30", "2020-13-45"])
def test_words_that_look_like_other_things_stay_text(word: str) -> None:
    text = f"facets:\n  - id: a\n    label: {word}\n    definition: {word}\n    alt_labels: [x {word}]\n"
    taxonomy = load_taxonomy(text, path="t.yaml", report=Report())
    assert taxonomy is not None
    assert (taxonomy.topics[0].label, taxonomy.topics[0].definition) == (word, word)


# --- faults of structure -------------------------------------------------------------------------


def _topics(*topics: str) -> str:
    """Return a file of facets; each is the lines after `- `, at the right depth already."""
    return "facets:\n" + "".join(f"  - {topic}\n" for topic in topics)


def _flow(topic_id: str, more: str = "") -> str:
    return f"{{id: {topic_id}, label: The {topic_id}, definition: D.{', ' if more else ''}{more}}}"


MISSING = "add a line 'definition: …'"
KEEP_ONE = "keep one of the two"

FAULTS = {
    "missing definition": (
        _topics("{id: a, label: A}"),
        "2:5 taxonomy/missing-key",
        "'definition' is missing in topic 'a'",
        MISSING,
    ),
    "duplicate id": (
        _topics(_flow("a"), "{id: a, label: B, definition: D.}"),
        "3:10 taxonomy/duplicate-id",
        "topic id 'a' is used twice (first in line 2)",
        "give one of them another id; to put a topic under a second parent use 'also_under'",
    ),
    "duplicate id below itself": (
        _topics(_flow("a", "narrower: [{id: a, label: B, definition: D.}]")),
        "2:59 taxonomy/duplicate-id",
        "topic id 'a' is used twice (first in line 2)",
        "give one of them another id; to put a topic under a second parent use 'also_under'",
    ),
    "id with a capital": (
        _topics("{id: RAG, label: A, definition: D.}"),
        "2:10 taxonomy/topic-id",
        "'RAG' is no topic id: small letters a to z, digits, and single hyphens between them in item 1 of 'facets'",
        "such as 'rag'",
    ),
    "unknown parent": (
        _topics(_flow("lamps"), _flow("b", f"narrower: [{_flow('c', 'also_under: [lmaps]')}]")),
        "3:105 taxonomy/unknown-topic",
        "unknown topic 'lmaps' in 'also_under' of topic 'c'",
        "did you mean 'lamps'?",
    ),
    "unknown related": (
        _topics(_flow("a", "related: [zzz]")),
        "2:53 taxonomy/unknown-topic",
        "unknown topic 'zzz' in 'related' of topic 'a'",
        "write the id of a topic of this file",
    ),
    "unknown topic in a pair": (
        _topics(_flow("lamps")) + "impossible: [{topics: [lamps, lamp], because: x}]\n",
        "3:31 taxonomy/unknown-topic",
        "unknown topic 'lamp' in item 1 of 'impossible'",
        "did you mean 'lamps'?",
    ),
    "own parent": (
        _topics(_flow("a", f"narrower: [{_flow('b', 'also_under: [b]')}]")),
        "2:105 taxonomy/cycle",
        "topic 'b' is its own parent",
        "remove it from 'also_under'",
    ),
    "circle": (
        _topics(
            _flow("a", f"narrower: [{_flow('b', 'also_under: [d]')}]"),
            _flow("c", f"narrower: [{_flow('d', 'also_under: [b]')}]"),
        ),
        "3:105 taxonomy/cycle",
        "topic 'd' is above itself: b above d above b",
        "remove 'b' from 'also_under' of topic 'd'",
    ),
    "facet under a topic": (
        _topics(_flow("a"), _flow("b", "also_under: [a]")),
        "3:56 taxonomy/facet-parent",
        "facet 'b' cannot be under another topic",
        "move it into 'narrower' of topic 'a', or remove 'also_under'",
    ),
    "parent twice": (
        _topics(_flow("a", f"narrower: [{_flow('b', 'also_under: [a]')}]")),
        "2:105 taxonomy/redundant-parent",
        "topic 'b' is under 'a' already",
        "remove it from 'also_under'",
    ),
    "label clash": (
        _topics("{id: a, label: Pre-training, definition: D.}", "{id: b, label: Pretraining, definition: D.}"),
        "3:20 taxonomy/label-clash",
        "'Pretraining' is a name of topic 'a' already (line 2)",
        "give one of them a name that tells them apart",
    ),
    "other name as the label": (
        _topics("{id: a, label: A, alt_labels: [ａ], definition: D.}"),
        "2:36 taxonomy/label-clash",
        "'ａ' is a name of this topic already (line 2)",
        "remove it",
    ),
    "formerly an id of today": (
        _topics(_flow("a"), _flow("b", "formerly: [a]")),
        "3:54 taxonomy/formerly-clash",
        "former id 'a' of topic 'b' is the id of a topic today",
        "remove it: an address can lead to one topic only",
    ),
    "formerly claimed twice": (
        _topics(_flow("a", "formerly: [x]"), _flow("b", "formerly: [x]")),
        "3:54 taxonomy/formerly-clash",
        "former id 'x' is claimed twice (first by topic 'a', line 2)",
        KEEP_ONE,
    ),
    "related with itself": (
        _topics(_flow("a", "related: [a]")),
        "2:53 taxonomy/related",
        "topic 'a' is related with itself",
        "remove it",
    ),
    "related with a topic above": (
        _topics(_flow("a", f"narrower: [{_flow('b', 'related: [a]')}]")),
        "2:102 taxonomy/related",
        "topic 'a' is above topic 'b', which says more than 'related'",
        "remove it from 'related'",
    ),
    "related with a topic below": (
        _topics(_flow("a", f"related: [b], narrower: [{_flow('b')}]")),
        "2:53 taxonomy/related",
        "topic 'b' is below topic 'a', which says more than 'related'",
        "remove it from 'related'",
    ),
    "paper twice": (
        _topics(_flow("a", "include: [p, {paper: p}]")),
        "2:56 taxonomy/repeated",
        "'p' stands twice in 'include' of topic 'a' (first in line 2)",
        KEEP_ONE,
    ),
    "outside twice": (
        _topics(_flow("a")) + "outside: [{paper: p, because: x}, {paper: p, because: y}]\n",
        "3:35 taxonomy/repeated",
        "'p' stands twice in 'outside' (first in line 3)",
        KEEP_ONE,
    ),
    "unknown topic that is needed": (
        _topics(_flow("lamps", "rule: {any: [x], needs: [lamp]}")),
        "2:76 taxonomy/unknown-topic",
        "unknown topic 'lamp' in 'needs' of topic 'lamps'",
        "did you mean 'lamps'?",
    ),
    "a topic that needs itself": (
        _topics(_flow("a", "rule: {any: [x], needs: [a]}")),
        "2:68 taxonomy/needs",
        "topic 'a' needs itself, so that its rule can never hold",
        "remove it from 'needs'",
    ),
    "pair twice": (
        _topics(_flow("a"), _flow("b")) + "impossible: [{topics: [a, b], because: x}, {topics: [b, a], because: y}]\n",
        "4:44 taxonomy/repeated",
        "'a and b' stands twice in 'impossible' (first in line 4)",
        KEEP_ONE,
    ),
    "group twice": (
        _topics(_flow("a")) + "groups: [{name: x, phrases: [b]}, {name: x, phrases: [c]}]\n",
        "3:42 taxonomy/repeated",
        "'x' stands twice in 'groups' (first in line 3)",
        KEEP_ONE,
    ),
    "name of a group": (
        _topics(_flow("a")) + "groups: [{name: $x, phrases: [b]}]\n",
        "3:17 taxonomy/group-name",
        (
            "'$x' is no name of a group: small letters a to z, digits, and single hyphens between them "
            "in item 1 of 'groups'"
        ),
        "such as 'pre-training'; a phrase names it as '$pre-training'",
    ),
    "phrase of a group": (
        _topics(_flow("a")) + "groups: [{name: x, phrases: [b, '()']}]\n",
        "3:33 taxonomy/phrase",
        "empty alternative in group 'x'",
        "write a word on both sides of `|`",
    ),
    "pair of one": (
        _topics(_flow("a")) + "impossible: [{topics: [a, a], because: x}]\n",
        "3:23 taxonomy/repeated",
        "topic 'a' is paired with itself in 'impossible'",
        "name two different topics",
    ),
    "pair of three": (
        _topics(_flow("a")) + "impossible: [{topics: [a, b, c], because: x}]\n",
        "3:15 taxonomy/too-many",
        "'topics' has 3 items; at most 2 are allowed in item 1 of 'impossible'",
        "remove some, or split the block in two",
    ),
    "list at the top": (
        "- id: a\n",
        "1:1 taxonomy/wrong-type",
        "the file must be a block of keys, not a list",
        "known keys here: facets, groups, impossible, outside",
    ),
    "a name without an end": (
        _topics(f"{{id: a, label: {'x' * 5000}, definition: D.}}"),
        "2:20 taxonomy/too-long",
        "'label' has 5000 characters; at most 120 are allowed in topic 'a'",
        "shorten it; is a quote missing?",
    ),
    "5,000 phrases": (
        _topics(_flow("a", f"rule: {{any: [{', '.join(f'p {n}' for n in range(5000))}]}}")),
        "2:50 taxonomy/too-many",
        "'any' has 5000 items; at most 500 are allowed in 'rule' of topic 'a'",
        "remove some, or split the block in two",
    ),
    "phrase of places": (
        _topics(_flow("a", "rule: {any: [body: x]}")),
        "2:56 taxonomy/missing-key",
        "'title' is missing in item 1 of 'any' of 'rule' of topic 'a'",
        "add a line 'title: …'",
    ),
}


@pytest.mark.parametrize("case", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_told_where_it_is_in_plain_words(case: tuple[str, str, str, str]) -> None:
    text, place, message, hint = case
    assert (place, message, hint) in _faults(text)
    assert next(fault[0] for fault in _faults(text)) == place


@pytest.mark.parametrize(
    "topic_id", ["../../x", "/etc/x", "a/b", "CON", "''", "index", "404", "x" * 300, "a--b", "é", "-a", *RESERVED_IDS]
)
def test_an_id_that_cannot_be_an_address_is_refused(topic_id: str) -> None:
    (fault,) = _faults(_topics(f"{{id: {topic_id}, label: A, definition: D.}}"))
    assert fault[0] == "2:10 taxonomy/topic-id"


@pytest.mark.parametrize(
    ("topic_id", "message", "hint"),
    [
        pytest.param(
            "index", "'index' cannot be a topic id: the name has another use", "add a word to it", id="reserved"
        ),
        pytest.param(
            "x" * 61,
            "a topic id of 61 characters; at most 60 are allowed",
            "shorten it; the label may be longer",
            id="long",
        ),
        pytest.param(
            "中文",
            "'中文' is no topic id: small letters a to z, digits, and single hyphens between them",
            "such as 'masked-modelling'",
            id="no letter at all",
        ),
        pytest.param(
            "C++ Lamps",
            "'C++ Lamps' is no topic id: small letters a to z, digits, and single hyphens between them",
            "such as 'c-lamps'",
            id="a label",
        ),
    ],
)
def test_an_id_is_refused_with_a_proposal(topic_id: str, message: str, hint: str) -> None:
    (fault,) = _faults(_topics(f"{{id: {topic_id}, label: A, definition: D.}}"))
    assert fault[1:] == (f"{message} in item 1 of 'facets'", hint)


# --- phrases -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "column"),
    [
        pytest.param(r"'\d+'", 19, id="regular expression: backslash"),
        pytest.param("'(a+)+$'", None, id="regular expression: killer"),
        pytest.param("'(?=x)y'", None, id="look-around"),
        pytest.param(r"'(a)\1'", None, id="back-reference"),
        pytest.param("'a (b|c'", None, id="unclosed group"),
        pytest.param("'x*'", None, id="any word"),
        pytest.param("'a|'", None, id="empty alternative"),
        pytest.param("' '", None, id="blank"),
        pytest.param("'***'", None, id="stars"),
        pytest.param("'()'", None, id="brackets"),
        pytest.param(r"'[\w\s]{1000}'", 19, id="counted repeat"),
        pytest.param("'a ~999 b'", None, id="wide gap"),
    ],
)
def test_a_phrase_that_cannot_be_read_is_an_error_inside_the_phrase(phrase: str, column: int | None) -> None:
    text = f"facets:\n  - id: a\n    label: A\n    definition: D.\n    rule:\n      any: [ok, {phrase}]\n"
    (fault,) = _faults(text)
    assert fault[0].endswith(" taxonomy/phrase")
    assert fault[0].startswith("6:")
    assert fault[1].endswith(" in 'any' of topic 'a'")
    assert 17 <= int(fault[0].split(" ")[0].split(":")[1]) <= 17 + len(phrase)
    if column is not None:
        assert fault[0] == f"6:{column - 1} taxonomy/phrase"


def test_an_empty_phrase_is_no_value() -> None:
    (fault,) = _faults(_topics(_flow("a", "rule: {any: ['']}")))
    assert fault == (
        "2:56 taxonomy/no-value",
        "item 1 of 'any' is empty in 'rule' of topic 'a'",
        "write a text, or remove the line",
    )


def test_a_fault_in_a_title_phrase_points_at_the_phrase() -> None:
    (fault,) = _faults(_topics(_flow("a", "rule: {any: [title: 'a (b']}")))
    assert fault[0] == "2:56 taxonomy/phrase"


# --- limits --------------------------------------------------------------------------------------


def test_20_000_topics_are_refused_in_seconds() -> None:
    text = "facets:\n  - id: top\n    label: T\n    definition: D.\n    narrower:\n"
    groups = []
    for group in range(40):
        rows = "".join(
            f"          - {{id: g{group}-t{n}, label: Topic {group} {n}, definition: D.}}\n" for n in range(500)
        )
        groups.append(
            f"      - id: g{group}\n        label: Group {group}\n        definition: D.\n        narrower:\n{rows}"
        )
    started = process_time()
    faults = _faults(text + "".join(groups))
    assert process_time() - started < 10
    (fault,) = faults
    assert fault[1:] == ("the file has 20041 topics; at most 5000 are read", "split the survey in two")
