from __future__ import annotations

import pytest

from generator.core.model import Document
from generator.papers.sources import jsonlines


def fields(line: str) -> list[tuple[str, str, int, int | None]]:
    """Return (name, value, column, end column) of the only record's fields."""
    (record,) = jsonlines.read(Document(path="a.jsonl", text=line)).records
    return [(f.name, f.value, f.location.column, f.location.end_column) for f in record.fields]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param('{"title": "A b"}', [("title", "A b", 11, 16)], id="title"),
        pytest.param(
            '{"title":"T","authors":["A B",null,{"name":"C"},{"given":"D","family":"E"}]}',
            [("title", "T", 10, 13), ("author", "A B", 25, 30), ("author", "C", 44, 47), ("author", "D E", 49, 75)],
            id="authors-list",
        ),
        pytest.param(
            '{"abstract":"T","authors":"A B, C and D"}',
            [
                ("abstract", "T", 13, 16),
                ("author", "A B", 27, 41),
                ("author", "C", 27, 41),
                ("author", "D", 27, 41),
            ],
            id="authors-text",
        ),
        pytest.param('{"title":"T","year":2020}', [("title", "T", 10, 13), ("year", "2020", 21, 25)], id="number"),
        pytest.param('{"id":"x1","title":"T"}', [("key", "x1", 7, 11), ("title", "T", 20, 23)], id="id"),
        pytest.param('{"title":"T","abstract":null,"extra":{"a":[1]}}', [("title", "T", 10, 13)], id="null-and-extra"),
        pytest.param(
            '{"title":"T","links":["u",{"url":"v","kind":"code"},{"url":"w"}],"keywords":["k"]}',
            [
                ("title", "T", 10, 13),
                ("url", "u", 23, 26),
                ("code", "v", 34, 37),
                ("url", "w", 60, 63),
                ("keyword", "k", 78, 81),
            ],
            id="links-list",
        ),
        pytest.param(
            '{"title":"T","links":{"pdf":"u","blog":"v","code":null}}',
            [("title", "T", 10, 13), ("pdf", "u", 29, 32), ("url", "v", 40, 43)],
            id="links-object",
        ),
    ],
)
def test_reads_members_with_their_places(line: str, expected: list[tuple[str, str, int, int | None]]) -> None:
    assert fields(line) == expected


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        pytest.param('{"title": "x", "title": "y"}', 16, "member 'title' stands twice", id="twice"),
        pytest.param('{"title": NaN}', 11, "'NaN' is no JSON value", id="nan"),
        pytest.param('{"title": -Infinity}', 11, "'-Infinity' is no JSON value", id="infinity"),
        pytest.param('{"title": "\\ud800"}', 11, "half of a surrogate pair in a string", id="surrogate"),
        pytest.param("[" * 100_000, 34, "nested deeper than 32 levels", id="depth"),
        pytest.param('{"title": "x"', 13, "the text ends too early", id="cut-object"),
        pytest.param('{"title": "x', 11, "a string is not closed", id="cut-string"),
        pytest.param('{"title": ', 10, "the text ends too early", id="cut-value"),
        pytest.param('{"title": "\\x"}', 12, "a bad character in a string", id="escape"),
        pytest.param('{"title": "x"} {', 16, "text after the end of the value", id="trailing"),
        pytest.param('{"title": "x",}', 15, "a member's name in double quotes is expected", id="comma"),
        pytest.param('{"title" "x"}', 10, "':' is expected", id="colon"),
        pytest.param('{"title": }', 11, "a value is missing", id="missing"),
        pytest.param('["title"]', 1, "a record is a JSON object, not an array", id="array"),
        pytest.param("{}", 1, "neither a title nor an abstract", id="empty"),
        pytest.param('{"title": " ", "abstract": ""}', 1, "neither a title nor an abstract", id="blank"),
        pytest.param('{"title": ["x"]}', 11, "'title' is text, not an array", id="type"),
        pytest.param('{"authors": 5}', 13, "'authors' is a list of names or text, not a number", id="authors"),
        pytest.param('{"authors": [{}]}', 14, "an author without 'name'", id="author"),
        pytest.param('{"links": [{}]}', 12, "a link without 'url'", id="link"),
        pytest.param("plain text", 1, "'plain' is no JSON value", id="text"),
    ],
)
def test_rejects_a_bad_line_alone(line: str, column: int, reason: str) -> None:
    reading = jsonlines.read(Document(path="a.jsonl", text=f'{{"title":"A"}}\r\n{line}\r\n\r\n{{"title":"B"}}'))
    assert [record.raw for record in reading.records] == ['{"title":"A"}', '{"title":"B"}']
    (rejected,) = reading.rejected
    assert (rejected.location.line, rejected.location.column, rejected.reason) == (2, column, reason)
    assert rejected.raw == line


@pytest.mark.parametrize(
    ("text", "path", "sureness"),
    [
        pytest.param('\n{"a": 1}\n', "a.txt", 90, id="content"),
        pytest.param("not\n" * 9, "a.jsonl", 40, id="name"),
        pytest.param("{not json}", "a.txt", 0, id="brace"),
        pytest.param('{\n"a": 1\n}', "a.txt", 0, id="pretty-printed"),
        pytest.param("", "a.txt", 0, id="empty"),
    ],
)
def test_is_told_by_content(text: str, path: str, sureness: int) -> None:
    assert jsonlines.detect(text, path=path) == sureness
