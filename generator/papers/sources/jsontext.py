"""JSON with the offset of every value, strict where `json.loads` is not.

Owns: text → located values. Refuses duplicate members, NaN and Infinity, lone surrogates and deep nesting, each with
its offset; keeps numbers as their text, so that `2020.10` or 5,000 digits stay what they are.
Must not: know what members mean.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

MAX_DEPTH = 32

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_WORD = re.compile(r"-?[A-Za-z]+")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class JsonError(ValueError):
    """Why a text is no acceptable JSON, and the offset of the fault."""

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.offset = offset


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonValue:
    """A value and its range. `kind` is object, array, string, number, boolean or null.

    `text` is the decoded string, or a number or boolean as written; empty for the rest.
    """

    kind: str
    start: int
    end: int
    text: str = ""
    members: tuple[tuple[str, JsonValue], ...] = ()
    items: tuple[JsonValue, ...] = ()

    @property
    def a_kind(self) -> str:
        """The kind with its article, for messages."""
        return f"{'an' if self.kind[0] in 'ao' else 'a'} {self.kind}"

    def get(self, name: str) -> JsonValue | None:
        """Return the member of that name, or None when it is missing or null."""
        found = next((value for key, value in self.members if key == name), None)
        return None if found is None or found.kind == "null" else found


def parse(text: str) -> JsonValue:
    """Return the one value in a text.

    Raises:
        JsonError: the text is no JSON, or of a kind that is refused.
    """
    value = _value(text, _skip(text, 0), 0)
    after = _skip(text, value.end)
    if after < len(text):
        raise JsonError("text after the end of the value", after)
    return value


def _skip(text: str, offset: int) -> int:
    found = _SPACE.match(text, offset)
    return found.end() if found else offset


def _value(text: str, at: int, depth: int) -> JsonValue:
    if depth > MAX_DEPTH:
        raise JsonError(f"nested deeper than {MAX_DEPTH} levels", at)
    opening = text[at : at + 1]
    if opening == "{":
        return _object(text, at, depth)
    if opening == "[":
        return _array(text, at, depth)
    if opening == '"':
        value, end = _string(text, at)
        return JsonValue(kind="string", start=at, end=end, text=value)
    if number := _NUMBER.match(text, at):
        return JsonValue(kind="number", start=at, end=number.end(), text=number.group())
    return _word(text, at)


def _word(text: str, at: int) -> JsonValue:
    word = _WORD.match(text, at)
    if word is None:
        raise JsonError("a value is missing" if at < len(text) else "the text ends too early", at)
    if word.group() == "null":
        return JsonValue(kind="null", start=at, end=word.end())
    if word.group() in {"true", "false"}:
        return JsonValue(kind="boolean", start=at, end=word.end(), text=word.group())
    raise JsonError(f"'{word.group()[:20]}' is no JSON value", at)


def _string(text: str, at: int) -> tuple[str, int]:
    found = _STRING.match(text, at)
    if found is None:
        raise JsonError("a string is not closed", at)
    try:
        value = json.loads(found.group())
    except json.JSONDecodeError as error:
        raise JsonError("a bad character in a string", at + error.pos) from None
    if not isinstance(value, str) or _SURROGATE.search(value):
        raise JsonError("half of a surrogate pair in a string", at)
    return value, found.end()


def _object(text: str, at: int, depth: int) -> JsonValue:
    members: dict[str, JsonValue] = {}
    offset = _skip(text, at + 1)
    if text[offset : offset + 1] == "}":
        return JsonValue(kind="object", start=at, end=offset + 1)
    while True:
        if text[offset : offset + 1] != '"':
            raise JsonError("a member's name in double quotes is expected", offset)
        name, after = _string(text, offset)
        if name in members:
            raise JsonError(f"member '{name[:40]}' stands twice", offset)
        after = _expect(text, after, ":")
        members[name] = _value(text, _skip(text, after), depth + 1)
        offset = _skip(text, members[name].end)
        if text[offset : offset + 1] == "}":
            return JsonValue(kind="object", start=at, end=offset + 1, members=tuple(members.items()))
        offset = _skip(text, _expect(text, offset, ","))


def _array(text: str, at: int, depth: int) -> JsonValue:
    items: list[JsonValue] = []
    offset = _skip(text, at + 1)
    if text[offset : offset + 1] == "]":
        return JsonValue(kind="array", start=at, end=offset + 1)
    while True:
        items.append(_value(text, offset, depth + 1))
        offset = _skip(text, items[-1].end)
        if text[offset : offset + 1] == "]":
            return JsonValue(kind="array", start=at, end=offset + 1, items=tuple(items))
        offset = _skip(text, _expect(text, offset, ","))


def _expect(text: str, at: int, sign: str) -> int:
    offset = _skip(text, at)
    if text[offset : offset + 1] != sign:
        raise JsonError(f"'{sign}' is expected" if offset < len(text) else "the text ends too early", offset)
    return offset + 1
