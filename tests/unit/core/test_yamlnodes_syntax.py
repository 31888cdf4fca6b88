"""Every fault of YAML's syntax: its code, its position, its words, its cure; by both of PyYAML's parsers."""

from __future__ import annotations

import tracemalloc
from time import process_time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.diagnostics import Diagnostic, Report
from generator.core.yamlnodes import Mapping, Scalar, Sequence, decode, locate, parse, reading

PARSERS = [
    pytest.param(yaml.SafeLoader, id="python"),
    pytest.param(getattr(yaml, "CSafeLoader", yaml.SafeLoader), id="libyaml"),
]

QUOTES = "put the text in single quotes"
COLON = "a second ': ' on the line (or a line that is indented too far) cannot be read"
COLON_CURE = "put a text that holds ': ' in quotes; keys of one block start in the same column"
LINE_UP = "this line does not line up with the lines above it"
LINE_UP_CURE = "keys of one block start in the same column, items of one list with '- ' in the same column"
TAB = "a tab in the indentation"
TAB_CURE = "indent with blanks; two a level are enough"
OPEN_QUOTE = "the quote that opens here is not closed on its line"
AFTER_QUOTE = "text after the closing quote"
AFTER_QUOTE_CURE = "put the whole text in one pair of quotes; inside single quotes write '' for an apostrophe"
BRACKET = "an opening bracket is not closed"
BRACKET_CURE = "close the bracket that opens here, or put the text in single quotes"
ESCAPE_CURE = "use single quotes, where a backslash is a backslash"
DELETE = "delete it; if you see nothing there, delete the word and type it again"
CONFLICT_CURE = "keep one of the two versions and delete the lines '<<<<<<<', '=======' and '>>>>>>>'"

FAULTS = {
    "empty file": ("", "1:1 yaml/empty", "the file holds nothing", "write the first key, or restore it"),
    "comments only": ("# a\n\n# b\n", "1:1 yaml/empty", "the file holds nothing", "write the first key, or restore it"),
    "tab": ("a:\n\tb: 1\n", "2:1 yaml/tab", TAB, TAB_CURE),
    "tab after blanks": ("a:\n  b: 1\n  \tc: 2\n", "3:3 yaml/tab", TAB, TAB_CURE),
    "tab before a dash": ("a:\n\t- x\n", "2:1 yaml/tab", TAB, TAB_CURE),
    "quote open to the end": (
        'a: "x\nb: y\n',
        "1:4 yaml/unclosed-quote",
        OPEN_QUOTE,
        'close it with " at the end of the text',
    ),
    "quote open to the next": (
        'a: "x\nb: "foo"\nc: d\n',
        "1:4 yaml/unclosed-quote",
        OPEN_QUOTE,
        'close it with " at the end of the text',
    ),
    "single quote open": (
        "a: 'x\nb: y\n",
        "1:4 yaml/unclosed-quote",
        OPEN_QUOTE,
        "close it with ' at the end of the text",
    ),
    "apostrophe": ("a: 'it's'\n", "1:8 yaml/quote", AFTER_QUOTE, AFTER_QUOTE_CURE),
    "text after a quote": ('a: "x" y\n', "1:8 yaml/quote", AFTER_QUOTE, AFTER_QUOTE_CURE),
    "two colons": ("name: RAG: a survey\n", "1:10 yaml/colon", COLON, COLON_CURE),
    "indented too far": ("a: 1\n  b: 2\n", "2:4 yaml/colon", COLON, COLON_CURE),
    "conflict": (
        "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> main\n",
        "2:1 yaml/merge-conflict",
        "unresolved merge conflict ('<<<<<<<')",
        CONFLICT_CURE,
    ),
    "rest of a conflict": (
        "a: 1\n=======\n",
        "2:1 yaml/merge-conflict",
        "unresolved merge conflict ('=======')",
        CONFLICT_CURE,
    ),
    "two documents": (
        "a: b\n---\nc: d\n",
        "2:1 yaml/documents",
        "a second document starts here",
        "delete the line '---'",
    ),
    "duplicate key": (
        "a: 1\nb: 2\na: 3\n",
        "3:1 yaml/duplicate-key",
        "key 'a' stands twice in the same block (first in line 1)",
        "keep one of the two",
    ),
    "alias": (
        "a: *b\n",
        "1:4 yaml/alias",
        "'*b' is an alias; aliases are not read",
        "put a text that starts with '*' in single quotes",
    ),
    "anchor": (
        "a: &x b\n",
        "1:4 yaml/anchor",
        "'&x' is an anchor; anchors are not read",
        "put a text that starts with '&' in single quotes",
    ),
    "tag": (
        "a: !!python/object/apply:os.system ['id']\n",
        "1:4 yaml/tag",
        "a text cannot start with '!'; tags are not read",
        QUOTES,
    ),
    "merge key": ("a:\n  <<: x\n", "2:3 yaml/merge-key", "merge keys ('<<') are not read", "write the values out"),
    "NUL": (
        "a: b\0c\n",
        "1:5 yaml/invisible-character",
        "character U+0000 (control character) cannot be seen and is not allowed",
        DELETE,
    ),
    "bidi override": (
        "a: b\nc: x\u202ey\n",
        "2:5 yaml/invisible-character",
        "character U+202E (right-to-left override) cannot be seen and is not allowed",
        DELETE,
    ),
    "zero-width space in a key": (
        "a: b\nla\u200bbel: x\n",
        "2:3 yaml/invisible-character",
        "character U+200B (zero width space) cannot be seen and is not allowed",
        DELETE,
    ),
    "joiner in a key": (
        "la\u200dbel: x\n",
        "1:1 yaml/invisible-character",
        "character U+200D (zero width joiner) in a key cannot be seen and is not allowed",
        "delete the key and type it again",
    ),
    "line separator": (
        "a: b\u2028c\n",
        "1:5 yaml/invisible-character",
        "character U+2028 (line separator) cannot be seen and is not allowed",
        DELETE,
    ),
    "regular expression in double quotes": (
        'a: "\\bRAG"\n',
        "1:5 yaml/escape",
        "'\\b' in double quotes is a control character or nothing at all",
        ESCAPE_CURE,
    ),
    "digits in double quotes": (
        'a: "\\d+"\n',
        "1:5 yaml/escape",
        "'\\d' in double quotes is a control character or nothing at all",
        ESCAPE_CURE,
    ),
    "short hexadecimal escape": (
        'a: "\\xZZ"\n',
        "1:5 yaml/escape",
        "'\\x' in double quotes is a control character or nothing at all",
        ESCAPE_CURE,
    ),
    "at sign": ("a: @x\n", "1:4 yaml/indicator", "a text cannot start with '@'", QUOTES),
    "backtick": ("a: `x`\n", "1:4 yaml/indicator", "a text cannot start with '`'", QUOTES),
    "per cent": ("# c\n%x: y\n", "2:1 yaml/indicator", "a text cannot start with '%'", QUOTES),
    "open list": ("a: [x\nb: y\n", "1:4 yaml/bracket", BRACKET, BRACKET_CURE),
    "open block": ("a: {b: c\n", "1:4 yaml/bracket", BRACKET, BRACKET_CURE),
    "closing bracket": (
        "a: ]\n",
        "1:4 yaml/bracket",
        "a closing bracket or comma without its opening one",
        "remove it, or put the text in single quotes",
    ),
    "key below a list": (
        "- a\nb: c\n",
        "2:1 yaml/indentation",
        "this line does not line up with the list above it",
        "items of one list start with '- ' in the same column",
    ),
    "key between the columns": ("a:\n  - x\n b: 1\n", "3:2 yaml/indentation", LINE_UP, LINE_UP_CURE),
    "dash without a blank": (
        "- x\n-y\n",
        "2:1 yaml/missing-colon",
        "a line is neither 'key: value' nor '- item'",
        "write 'key: value' or '- item' (with a blank after ':' or '-')",
    ),
    "text beside a bar": (
        "a: |x\n",
        "1:5 yaml/block-text",
        "'|' and '>' start a text of several lines, which begins on the next line",
        "put the text on the next lines, indented, or put it in single quotes",
    ),
    "list as a key": ("[a]: x\n", "1:1 yaml/key", "a key must be a text, not a list or a block", "write 'key: value'"),
    "100,000 brackets": (
        "[" * 100_000,
        "1:13 yaml/too-deep",
        "nested more than 12 levels deep",
        "remove brackets or indentation that are not meant",
    ),
    "1,500 levels of blocks": (
        "".join(f"{' ' * level}a:\n" for level in range(1500)),
        "13:13 yaml/too-deep",
        "nested more than 12 levels deep",
        "remove brackets or indentation that are not meant",
    ),
    "a text without an end": (
        f"a: {'x' * 20_001}\n",
        "1:4 yaml/too-long",
        "a text of 20001 characters; at most 20000 are allowed here",
        "shorten it; is a quote missing?",
    ),
    "a key without an end": (
        f"{'x' * 201}: a\n",
        "1:1 yaml/too-long",
        "a text of 201 characters; at most 200 are allowed here",
        "shorten it; is a quote missing?",
    ),
    "too large": (
        "a: b\n" * 1_000_001,
        "1:1 yaml/too-large",
        "the file has 5000005 characters; at most 5000000 are read",
        "split the content, or remove what is pasted",
    ),
}


@pytest.fixture(params=PARSERS)
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_LOADER", request.param)


def _told(report: Report) -> list[str]:
    return [f"{_place(found)} {found.code}" for found in report.sorted()]


def _place(found: Diagnostic) -> str:
    return f"{found.location.line}:{found.location.column}"


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize("case", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_of_syntax_is_told_where_it_is_in_plain_words(case: tuple[str, str, str, str]) -> None:
    text, place, message, hint = case
    report = Report()
    started = process_time()
    parse(text, path="taxonomy.yaml", report=report)
    assert process_time() - started < 10
    (found,) = report.diagnostics
    assert (f"{_place(found)} {found.code}", found.message, found.hint) == (place, message, hint)
    assert found.location.path == "taxonomy.yaml"


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param(
            "a: &a [x, x]\n" + "".join(f"k{n}: &k{n} [*a, *a]\n" for n in range(100)),
            "1:4 yaml/anchor",
            id="alias bomb",
        ),
        pytest.param(
            "a: &a {x: y}\n" + "".join(f"k{n}: &k{n}\n  <<: [*a, *a]\n" for n in range(100)),
            "1:4 yaml/anchor",
            id="merge bomb",
        ),
        pytest.param("a: &a\n  b: *a\n", "1:4 yaml/anchor", id="self reference"),
    ],
)
def test_references_are_refused_before_they_are_followed(text: str, first: str) -> None:
    report = Report()
    parse(text, path="t.yaml", report=report)
    assert _told(report)[0] == first
    assert len(report.diagnostics) <= 53


@pytest.mark.usefixtures("_parser")
def test_a_duplicate_key_names_both_lines_and_the_first_is_kept() -> None:
    report = Report()
    node = parse("a: 1\na: 2\n", path="t.yaml", report=report)
    (found,) = report.diagnostics
    assert [(str(where), what) for where, what in found.related] == [("t.yaml:1:1", "the first one")]
    assert isinstance(node, Mapping)
    assert [(key.text, value) for key, value in node.entries] == [("a", node.get("a"))]
    assert getattr(node.get("a"), "text", None) == "1"


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("a: C # programming\n", ["1:6 yaml/comment"], id="one blank"),
        pytest.param("a: C  # programming\n", [], id="two blanks: a comment that is meant"),
        pytest.param("a: 'C # programming'\n", [], id="quoted"),
        pytest.param("a: # a comment\n  b\n", [], id="after a key"),
        pytest.param("a: C#\n", [], id="no blank"),
        pytest.param("a: C # x", ["1:6 yaml/comment"], id="no final newline"),
    ],
)
def test_text_lost_in_a_comment_is_a_warning(text: str, told: list[str]) -> None:
    report = Report()
    parse(text, path="t.yaml", report=report)
    assert _told(report) == told


def test_the_warning_says_what_is_read() -> None:
    report = Report()
    parse("a: C # programming\n", path="t.yaml", report=report)
    (found,) = report.diagnostics
    assert found.message == "text after ' #' is a comment: only 'C' is read"
    assert found.hint == "put the text in quotes, or two blanks before a comment that is meant"
    assert (found.location.column, found.location.end_column) == (6, 19)


@pytest.mark.usefixtures("_parser")
def test_scalars_stay_text() -> None:
    report = Report()
    words = ("no", "on", "0123", "12:30:45", "2020-13-45", "1.10", "5" * 5000)
    node = parse("".join(f"- {word}\n" for word in words), path="t.yaml", report=report)
    assert isinstance(node, Sequence)
    assert [item.text for item in node.items if isinstance(item, Scalar)] == list(words)
    assert report.diagnostics == []


@pytest.mark.usefixtures("_parser")
def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    text = "a: é\nb:\n  - x # y\n  - |\n    one\n    two\n"
    plain, windows = Report(), Report()
    node = parse(text, path="t.yaml", report=plain)
    assert parse("\ufeff" + text.replace("\n", "\r\n"), path="t.yaml", report=windows) == node
    assert parse(text.replace("\n", "\r"), path="t.yaml", report=Report()) == node
    assert windows.diagnostics == plain.diagnostics


@pytest.mark.parametrize(
    ("content", "message", "place"),
    [
        pytest.param("a: b\n".encode("utf-16"), "the file is saved as UTF-16", "1:1", id="UTF-16"),
        pytest.param("a: b\n".encode("utf-16-be"), None, None, id="UTF-16 without a mark: NUL, told by parse"),
        pytest.param(b"a: b\r\nc: caf\xe9\r\n", "byte 0xE9 is not UTF-8 text", "2:7", id="Latin-1"),
        pytest.param(b"\xef\xbb\xbfa: \xff\n", "byte 0xFF is not UTF-8 text", "1:4", id="after a mark"),
        pytest.param("a: é\n".encode(), None, None, id="UTF-8"),
    ],
)
def test_bytes_are_read_as_utf_8_only(content: bytes, message: str | None, place: str | None) -> None:
    report = Report()
    text = decode(content, path="t.yaml", report=report)
    if message is None:
        assert (text, report.diagnostics) == (content.decode("utf-8-sig"), [])
        return
    (found,) = report.diagnostics
    assert text is None
    assert (found.code, found.message, _place(found)) == ("yaml/encoding", message, place)
    assert found.hint == "save the file as UTF-8 in your editor"


def test_places_are_exact() -> None:
    text = 'facets:\n  - id: a\n    rule:\n      any: [x, \'y z\', "q\\"r"]\n'
    node = parse(text, path="t.yaml", report=Report())
    assert node is not None
    at = ("facets", 0, "rule", "any")
    assert str(locate(node, at)) == "t.yaml:4:12"
    assert str(locate(node, at, at_key=True)) == "t.yaml:4:7"
    assert (locate(node, (*at, 1)).column, locate(node, (*at, 1)).end_column) == (16, 21)
    assert str(locate(node, ("facets", 0))) == "t.yaml:2:5"
    assert str(locate(node, ("facets", 0, "label"))) == "t.yaml:2:5"
    assert str(locate(node, ("facets", 7, "label"))) == "t.yaml:2:3"
    assert str(locate(node, ("facets", 0, "id", "deeper"))) == "t.yaml:2:9"


@pytest.mark.parametrize(
    ("text", "start", "end", "columns"),
    [
        pytest.param("- word two\n", 5, 8, (8, 11), id="plain"),
        pytest.param("- 'word two'\n", 5, 8, (9, 12), id="quoted"),
        pytest.param("- 'it''s two'\n", 5, 8, (3, 14), id="written otherwise: the whole"),
        pytest.param("- >\n  word two\n", 5, 8, (3, None), id="on other lines: the whole"),
        pytest.param("- word two\n", 5, None, (8, 9), id="one character"),
    ],
)
def test_a_part_of_a_text_has_a_place(text: str, start: int, end: int | None, columns: tuple[int, int | None]) -> None:
    node = parse(text, path="t.yaml", report=Report())
    assert isinstance(node, Sequence)
    (item,) = node.items
    assert isinstance(item, Scalar)
    place = item.at(start, end)
    assert (place.column, place.end_column) == columns


@pytest.mark.usefixtures("_parser")
def test_reading_stops_after_fifty_faults() -> None:
    report = Report()
    assert parse("".join(f"- *a{n}\n" for n in range(80)), path="t.yaml", report=report) is None
    assert len(report.diagnostics) == 51


def test_a_file_of_more_values_than_are_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_NODES", 3)
    report = Report()
    assert parse("[a, b, c]\n", path="t.yaml", report=report) is None
    (found,) = report.diagnostics
    assert (found.code, found.message) == ("yaml/too-large", "the file holds more than 3 values")
    assert found.hint == "split the content"


ITEM = "- {a: b, c: d}\n"
LARGEST = reading.MAX_NODES // 5 - 1
"""How many items a file may hold."""


@pytest.mark.slow
def test_the_largest_file_is_read_in_time() -> None:
    started = process_time()
    assert parse(ITEM * LARGEST, path="t.yaml", report=Report()) is not None
    assert process_time() - started < 40


def test_memory_grows_with_the_file_and_stays_below_400_mb() -> None:
    peaks = []
    for items in (LARGEST // 40, LARGEST // 20):  # traced, reading takes ten times as long
        tracemalloc.start()
        assert parse(ITEM * items, path="t.yaml", report=Report()) is not None
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2.2 * peaks[0]
    assert peaks[1] * 20 < 400_000_000


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet=st.sampled_from("ab:-?[]{},&*!|>'\"%@`#~<= \n\t\\\r\ufeffé\u200b0"), max_size=60))
def test_no_text_makes_it_raise_and_a_node_or_an_error_comes_out(text: str) -> None:
    report = Report()
    node = parse(text, path="t.yaml", report=report)
    assert node is not None or report.diagnostics


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=60))
def test_no_bytes_make_it_raise(content: bytes) -> None:
    report = Report()
    text = decode(content, path="t.yaml", report=report)
    assert (text is None) == bool(report.diagnostics)
