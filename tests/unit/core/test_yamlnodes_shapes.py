"""Every fault of shape in words, at its place; and that editors are told the same."""

from __future__ import annotations

from typing import Annotated, Literal

import pytest
from pydantic import AfterValidator, ConfigDict, Discriminator, Field, Tag

from generator.core.diagnostics import Report
from generator.core.yamlnodes import Shape, Whole, fault, json_schema, parse, validate


def _id(value: str) -> str:
    if value == "bad":
        raise fault("topic-id", "'{bad}' is no topic id", hint="use letters")
    return value


class Pin(Shape):
    model_config = ConfigDict(title="pin")
    paper: str
    because: str = ""


Pinned = Annotated[
    Annotated[str, Tag("<text>")] | Annotated[Pin, Tag("<pin>")],
    Discriminator(lambda value: "<pin>" if isinstance(value, dict) else "<text>"),
]


class Rule(Shape):
    any: list[str] = Field(default=[], max_length=3)
    some: list[str] = Field(default=[], min_length=1)


class Topic(Shape):
    model_config = ConfigDict(title="topic")
    id: Annotated[str, AfterValidator(_id)]
    label: Annotated[str, Field(min_length=1, max_length=5)] = "x"
    include: list[Pinned] = Field(default=[])
    kind: Literal["survey", "method"] = "survey"
    rule: Rule | None = None
    year: Whole | None = Field(default=None, ge=1000, le=2100)
    size: Annotated[int, Field(strict=False, multiple_of=2)] = 2
    names: dict[str, Pin] = Field(default={})
    narrower: list[Topic] = Field(default=[])


class File(Shape):
    facets: list[Topic] = Field(min_length=1)


KEYS = "id, label, include, kind, rule, year, size, names, narrower"

FAULTS = {
    "unknown key": ("lable: x", "3:5 t/unknown-key", "unknown key 'lable' in topic 'a'", "did you mean 'label'?"),
    "unknown key like no other": (
        "zz: x",
        "3:5 t/unknown-key",
        "unknown key 'zz' in topic 'a'",
        f"known keys here: {KEYS}",
    ),
    "unknown key deeper": (
        "rule: {anny: [x]}",
        "3:12 t/unknown-key",
        "unknown key 'anny' in 'rule' of topic 'a'",
        "did you mean 'any'?",
    ),
    "missing key": (
        "include: [x, {because: no}]",
        "3:18 t/missing-key",
        "'paper' is missing in item 2 of 'include' of topic 'a'",
        "add a line 'paper: …'",
    ),
    "missing id": (
        "narrower: [{label: x}]",
        "3:16 t/missing-key",
        "'id' is missing in item 1 of 'narrower' of topic 'a'",
        "add a line 'id: …'",
    ),
    "list for a text": (
        "label: [x]",
        "3:12 t/wrong-type",
        "'label' must be a text, not a list in topic 'a'",
        "remove the brackets or dashes",
    ),
    "block for a text": (
        "rule: {any: [RAG: a survey]}",
        "3:18 t/wrong-type",
        "item 1 of 'any' must be a text, not a block of keys in 'rule' of topic 'a'",
        "put a text that holds ': ' in quotes",
    ),
    "list in a union": (
        "include: [[x]]",
        "3:15 t/wrong-type",
        "item 1 of 'include' must be a text, not a list in topic 'a'",
        "remove the brackets or dashes",
    ),
    "text for a list": (
        "include: x",
        "3:14 t/wrong-type",
        "'include' must be a list, not a text in topic 'a'",
        "write each item on a line of its own, after '- '",
    ),
    "text for a block": (
        "rule: x",
        "3:11 t/wrong-type",
        "'rule' must be a block of keys, not a text in topic 'a'",
        "known keys here: any, some",
    ),
    "list for a dictionary": (
        "names: [x]",
        "3:12 t/wrong-type",
        "'names' must be a block of keys, not a list in topic 'a'",
        "write 'key: value' lines",
    ),
    "text in a dictionary": (
        "names: {q: z}",
        "3:16 t/wrong-type",
        "'q' must be a block of keys, not a text in 'names' of topic 'a'",
        "known keys here: paper, because",
    ),
    "choice": (
        "kind: servey",
        "3:11 t/wrong-value",
        "'kind' cannot be 'servey' in topic 'a'",
        "did you mean 'survey'?",
    ),
    "choice like no other": (
        "kind: zz",
        "3:11 t/wrong-value",
        "'kind' cannot be 'zz' in topic 'a'",
        "one of: survey, method",
    ),
    "list for a choice": (
        "kind: [x]",
        "3:11 t/wrong-value",
        "'kind' cannot be 'a list' in topic 'a'",
        "one of: survey, method",
    ),
    "empty text": ("label: ''", "3:12 t/no-value", "'label' is empty in topic 'a'", "write a text, or remove the line"),
    "no value": (
        "label:",
        "3:5 t/no-value",
        "'label' has no value",
        "write a value after it, or remove the line (put the words 'null' and '~' in quotes if you mean them)",
    ),
    "no value in a list": (
        "include: [x, ~]",
        "3:18 t/no-value",
        "item 2 of 'include' has no value",
        "write a value after it, or remove the line (put the words 'null' and '~' in quotes if you mean them)",
    ),
    "long text": (
        "label: abcdef",
        "3:12 t/too-long",
        "'label' has 6 characters; at most 5 are allowed in topic 'a'",
        "shorten it; is a quote missing?",
    ),
    "short list": (
        "rule: {some: []}",
        "3:12 t/too-few",
        "'some' needs at least 1 item in 'rule' of topic 'a'",
        "add what is missing, or remove the key",
    ),
    "long list": (
        "rule: {any: [a, b, c, d]}",
        "3:12 t/too-many",
        "'any' has 4 items; at most 3 are allowed in 'rule' of topic 'a'",
        "remove some, or split the block in two",
    ),
    "quoted number": (
        "year: '2000'",
        "3:11 t/wrong-type",
        "'2000' is a text because of its quotes in topic 'a'",
        "remove the quotes",
    ),
    "long number": (
        f"year: {'5' * 5000}",
        "3:11 t/wrong-type",
        "'55555555555555555555' is not a whole number in topic 'a'",
        "write digits only, such as 2024",
    ),
    "full-width number": (
        "year: ２０２０",
        "3:11 t/wrong-type",
        "'２０２０' is not a whole number in topic 'a'",
        "write digits only, such as 2024",
    ),
    "list for a number": (
        "year: [2020]",
        "3:11 t/wrong-type",
        "'list' is not a whole number in topic 'a'",
        "write digits only, such as 2024",
    ),
    "small number": (
        "year: 12",
        "3:11 t/wrong-value",
        "'year' must be at least 1000 in topic 'a'",
        "is a digit missing?",
    ),
    "large number": (
        "year: 20201",
        "3:11 t/wrong-value",
        "'year' must be at most 2100 in topic 'a'",
        "is there a digit too many?",
    ),
    "own fault": (
        "narrower: [{id: bad}]",
        "3:21 t/topic-id",
        "'{bad}' is no topic id in item 1 of 'narrower' of topic 'a'",
        "use letters",
    ),
    "any other": (
        "size: 3",
        "3:11 t/wrong-value",
        "'size': input should be a multiple of 2 in topic 'a'",
        "see the reference page for what may stand here",
    ),
}


@pytest.mark.parametrize("case", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_of_shape_is_told_where_it_is_in_plain_words(case: tuple[str, str, str, str]) -> None:
    lines, place, message, hint = case
    report = Report()
    node = parse(f"facets:\n  - id: a\n    {lines}\n", path="t.yaml", report=report)
    assert node is not None
    assert validate(node, File, report=report, room="t") is None
    (found,) = report.diagnostics
    assert (f"{found.location.line}:{found.location.column} {found.code}", found.message, found.hint) == (
        place,
        message,
        hint,
    )


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        pytest.param("- a\n", "the file must be a block of keys, not a list", "known keys here: facets", id="list"),
        pytest.param("a\n", "the file must be a block of keys, not a text", "known keys here: facets", id="text"),
        pytest.param("{}\n", "'facets' is missing", "add a line 'facets: …'", id="empty block"),
        pytest.param(
            "facets: []\n", "'facets' needs at least 1 item", "add what is missing, or remove the key", id="none"
        ),
    ],
)
def test_a_fault_at_the_top_is_told(text: str, message: str, hint: str) -> None:
    report = Report()
    node = parse(text, path="t.yaml", report=report)
    assert node is not None
    assert validate(node, File, report=report, room="t") is None
    (found,) = report.diagnostics
    assert (found.message, found.hint, str(found.location)) == (message, hint, "t.yaml:1:1")


def test_all_faults_are_told_in_one_run() -> None:
    report = Report()
    text = "facets:\n  - id: bad\n    lable: x\n    year: x\n  - label: y\n    kind:\n"
    node = parse(text, path="t.yaml", report=report)
    assert node is not None
    validate(node, File, report=report, room="t")
    assert [f"{found.location.line} {found.code}" for found in report.sorted()] == [
        "2 t/topic-id",
        "3 t/unknown-key",
        "4 t/wrong-type",
        "5 t/missing-key",
        "6 t/no-value",
    ]


def test_a_good_file_gives_the_shape_with_texts_as_written() -> None:
    report = Report()
    text = "facets:\n  - {id: no, label: '0123', year: 1999, include: [on, {paper: 12:30}], narrower: [{id: 1.10}]}\n"
    node = parse(text, path="t.yaml", report=report)
    assert node is not None
    file = validate(node, File, report=report, room="t")
    assert report.diagnostics == []
    assert file is not None
    (topic,) = file.facets
    assert (topic.id, topic.label, topic.year) == ("no", "0123", 1999)
    assert topic.include == ["on", Pin(paper="12:30")]
    assert topic.narrower == [Topic(id="1.10")]


def test_a_shape_may_be_made_from_numbers_as_well() -> None:
    assert Topic(id="a", year=1999).year == 1999


def test_the_schema_for_editors_lets_texts_look_like_numbers_and_nothing_be_null() -> None:
    schema = json_schema(File)
    topic = schema["$defs"]["Topic"]["properties"]
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert topic["id"] == {"title": "Id", "type": ["string", "number", "boolean"]}
    assert topic["year"] == {"maximum": 2100, "minimum": 1000, "title": "Year", "type": "integer"}
    assert topic["rule"] == {"$ref": "#/$defs/Rule"}
    assert topic["kind"] == {"default": "survey", "enum": ["survey", "method"], "title": "Kind", "type": "string"}
    assert "null" not in str(schema)
