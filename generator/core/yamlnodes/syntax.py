"""Faults of the text of a YAML file: bytes, characters, and what the parser could not read.

Owns: the words and the position of each fault of syntax. Must not: build nodes.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Protocol

from yaml import MarkedYAMLError
from yaml.events import Event, ScalarEvent

from generator.core.diagnostics import Report
from generator.core.model import Location

MAX_CHARACTERS = 5_000_000
MAX_FAULTS = 50
"""After so many faults of syntax in one file the rest is not looked for."""

_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U0001fffe\U0001ffff\U000e0000-\U000e007f]"
)
"""Characters that no one sees or that change the order of others; U+200C and U+200D may join letters."""

_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)
_DIRECTIVE = re.compile(r"(?:[ ]*(?:#.*)?\n)*%")
_TAB_INDENTATION = re.compile(r"^[ -]*\t\s*\S")
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True, kw_only=True)
class SyntaxFault:
    """One fault: its code without the room, where, what and the cure."""

    code: str
    location: Location
    message: str
    hint: str

    def tell(self, report: Report) -> None:
        """Add this fault to the report as an error."""
        report.error(f"yaml/{self.code}", self.location, self.message, hint=self.hint)


class Mark(Protocol):
    """A position as both of PyYAML's parsers give it, counted from 0, in characters."""

    index: int
    line: int
    column: int


def start_of(event: Event) -> Mark:
    """Return where an event starts."""
    if event.start_mark is None:
        raise AssertionError(event)
    return event.start_mark


def end_of(event: Event) -> Mark:
    """Return where an event ends."""
    if event.end_mark is None:
        raise AssertionError(event)
    return event.end_mark


def place(text: str, index: int, *, path: str, length: int = 1) -> Location:
    """Return the location of a character of a text by its index."""
    start = text.rfind("\n", 0, index) + 1
    column = index - start + 1
    return Location(path=path, line=text.count("\n", 0, index) + 1, column=column, end_column=column + length)


def decode(content: bytes, *, path: str, report: Report) -> str | None:
    """Return the text of a UTF-8 file, with or without a byte order mark; None and an error for any other encoding."""
    if content.startswith(_UTF_16_MARKS):
        _encoding_fault(Location(path=path), "the file is saved as UTF-16", report)
        return None
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8", errors="replace")
        before = before.replace("\r\n", "\n").replace("\r", "\n")
        what = f"byte 0x{content[error.start]:02X} is not UTF-8 text"
        _encoding_fault(place(before, len(before), path=path), what, report)
        return None


def _encoding_fault(location: Location, message: str, report: Report) -> None:
    report.error("yaml/encoding", location, message, hint="save the file as UTF-8 in your editor")


def clean(text: str, *, path: str, report: Report) -> str | None:
    """Return the text with LF line ends and no byte order mark; None and errors when it cannot be parsed at all."""
    if len(text) > MAX_CHARACTERS:
        message = f"the file has {len(text)} characters; at most {MAX_CHARACTERS} are read"
        report.error("yaml/too-large", Location(path=path), message, hint="split the content, or remove what is pasted")
        return None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    faults = _characters(text, path=path)
    faults += _conflicts(text, path=path)
    faults += _directives(text, path=path)
    for fault in faults:
        fault.tell(report)
    return None if faults else text


def invisible(text: str) -> str | None:
    """Return the name of the first character of a key that no one sees, or None."""
    return next((character_name(char) for char in text if unicodedata.category(char) in {"Cf", "Cc"}), None)


def character_name(char: str) -> str:
    """Return `U+200B (zero width space)`."""
    name = unicodedata.name(char, "control character").lower()
    return f"U+{ord(char):04X} ({name})"


def _characters(text: str, *, path: str) -> list[SyntaxFault]:
    found = list(_REFUSED.finditer(text))[:MAX_FAULTS]
    return [
        SyntaxFault(
            code="invisible-character",
            location=place(text, match.start(), path=path),
            message=f"character {character_name(match.group())} cannot be seen and is not allowed",
            hint="delete it; if you see nothing there, delete the word and type it again",
        )
        for match in found
    ]


def _conflicts(text: str, *, path: str) -> list[SyntaxFault]:
    match = _CONFLICT.search(text)
    if match is None:
        return []
    return [
        SyntaxFault(
            code="merge-conflict",
            location=place(text, match.start(), path=path, length=7),
            message=f"unresolved merge conflict ('{match.group()[:7]}')",
            hint="keep one of the two versions and delete the lines '<<<<<<<', '=======' and '>>>>>>>'",
        )
    ]


def _directives(text: str, *, path: str) -> list[SyntaxFault]:
    match = _DIRECTIVE.match(text)
    if match is None:
        return []
    return [
        SyntaxFault(
            code="indicator",
            location=place(text, match.end() - 1, path=path),
            message="a text cannot start with '%'",
            hint="put the text in single quotes",
        )
    ]


# --- what the parser could not read --------------------------------------------------------------

_TABLE: tuple[tuple[str, str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "colon",
        "a second ': ' on the line (or a line that is indented too far) cannot be read",
        "put a text that holds ': ' in quotes; keys of one block start in the same column",
    ),
    (
        "expected the node content|did not find expected node content",
        "bracket",
        "a closing bracket or comma without its opening one",
        "remove it, or put the text in single quotes",
    ),
    (
        r"expected ',' or '[\]}]'",
        "bracket",
        "an opening bracket is not closed",
        "close the bracket that opens here, or put the text in single quotes",
    ),
    (
        "while scanning a block scalar",
        "block-text",
        "'|' and '>' start a text of several lines, which begins on the next line",
        "put the text on the next lines, indented, or put it in single quotes",
    ),
    (
        "could not find expected ':'",
        "missing-colon",
        "a line is neither 'key: value' nor '- item'",
        "write 'key: value' or '- item' (with a blank after ':' or '-')",
    ),
    (
        "did not find expected '-' indicator|block collection",
        "indentation",
        "this line does not line up with the list above it",
        "items of one list start with '- ' in the same column",
    ),
    (
        "",
        "indentation",
        "this line does not line up with the lines above it",
        "keys of one block start in the same column, items of one list with '- ' in the same column",
    ),
)


def explain(error: MarkedYAMLError, last: Event | None, text: str, *, path: str) -> SyntaxFault:
    """Return a parser's error in words for people; `last` is the event before it."""
    problem_index = error.problem_mark.index if error.problem_mark else 0
    context_index = error.context_mark.index if error.context_mark else problem_index
    problem = f"{error.context or ''} {error.problem or ''}"
    tab = _tab_above(text, problem_index, path=path)
    if tab is not None:
        return tab
    quote = _quote_fault(problem, context_index, problem_index, last, text, path=path)
    if quote is not None:
        return quote
    if "cannot start any token" in problem:
        return SyntaxFault(
            code="indicator",
            location=place(text, problem_index, path=path),
            message=f"a text cannot start with '{text[problem_index : problem_index + 1]}'",
            hint="put the text in single quotes",
        )
    code, message, hint = next(row[1:] for row in _TABLE if re.search(row[0], problem))
    at_opening = message.startswith("an opening bracket") or code == "missing-colon"
    return SyntaxFault(
        code=code,
        location=place(text, context_index if at_opening else problem_index, path=path),
        message=message,
        hint=hint,
    )


def _tab_above(text: str, index: int, *, path: str) -> SyntaxFault | None:
    """Return the fault of a tab in the indentation of the line of the error, or of the line before it."""
    line_start = text.rfind("\n", 0, index) + 1
    above = text.rfind("\n", 0, max(line_start - 1, 0)) + 1
    for start in dict.fromkeys((above, line_start)):
        end = text.find("\n", start)
        match = _TAB_INDENTATION.match(text[start : len(text) if end < 0 else end])
        if match:
            return SyntaxFault(
                code="tab",
                location=place(text, text.index("\t", start), path=path),
                message="a tab in the indentation",
                hint="indent with blanks; two a level are enough",
            )
    return None


def _quote_fault(  # noqa: PLR0913 - the two positions and the last event are what tells the quote faults apart
    problem: str, context_index: int, problem_index: int, last: Event | None, text: str, *, path: str
) -> SyntaxFault | None:
    if re.search("escape|hexa?decimal", problem) and "URI" not in problem:
        index = text.rindex("\\", 0, problem_index + 1)
        return escape_fault(text, index, path=path)
    if "quoted scalar" in problem:
        return _unclosed(text, context_index, path=path)
    if not (isinstance(last, ScalarEvent) and last.style in {"'", '"'}):
        return None
    if start_of(last).line != end_of(last).line and end_of(last).line == text.count("\n", 0, problem_index):
        return _unclosed(text, start_of(last).index, path=path)
    if end_of(last).line == text.count("\n", 0, problem_index):
        return SyntaxFault(
            code="quote",
            location=place(text, problem_index, path=path),
            message="text after the closing quote",
            hint="put the whole text in one pair of quotes; inside single quotes write '' for an apostrophe",
        )
    return None


def _unclosed(text: str, index: int, *, path: str) -> SyntaxFault:
    return SyntaxFault(
        code="unclosed-quote",
        location=place(text, index, path=path),
        message="the quote that opens here is not closed on its line",
        hint=f"close it with {text[index]} at the end of the text",
    )


def escape_fault(text: str, index: int, *, path: str) -> SyntaxFault:
    """Return the fault of a backslash in double quotes that does not mean what it looks like."""
    return SyntaxFault(
        code="escape",
        location=place(text, index, path=path, length=2),
        message=f"'{text[index : index + 2]}' in double quotes is a control character or nothing at all",
        hint="use single quotes, where a backslash is a backslash",
    )
