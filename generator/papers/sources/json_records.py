"""What all JSON bibliographies share: finding the records in whatever wraps them, and their places.

A file may hold one record, a list, lists in a wrapper (`{"message": {"items": […]}}`), an object of records by key, or
one of these a line. Each record is decoded alone by the standard library, so that a broken one is rejected alone.
Members given twice keep the first; `NaN` is null; numbers keep their digits; half a surrogate pair becomes `�`.

Owns: text → located objects, and the reading of them by a format's function. Must not: know any format's members.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.core.model import Document, Field, Reading
from generator.papers.sources.findings import Findings
from generator.papers.sources.source import Source

Json = object
"""A decoded value: dict, list, str, bool or None; numbers are text."""

_HEAD = 200_000
_WRAPPERS = 6
"""Objects and lists around a record; DBLP's answer has five."""
_LISTS = (
    *("items", "results", "data", "works", "papers", "records", "references", "notes", "hits", "hit", "rows", "docs"),
    *("message", "response", "result", "recommendedPapers", "entries", "articles", "publications", "dailyPapers"),
    *("info", "row", "metadata", "attributes", "_source"),
)
_RECORD = frozenset(
    {"title", "display_name", "DOI", "doi", "paperId", "abstract", "paper", "citedPaper", "citingPaper"}
)
_SPACE = re.compile(r"[ \t\n\r]*")
_COMMAS = re.compile(r"[ \t\n\r,]*")
_LEFT_OVER = re.compile(r"[ \t\n\r,\]}]*")
_MAX_MEMBERS = 200_000
"""Members of one object; it may hold all records by their keys."""
_MAX_TWICE = 1_000
_SKIP = re.compile(r'(?:[^"{}\[\]]++|"(?:[^"\\\n]++|\\.)*+"?)++')
_MEMBER_NAME = re.compile(r'"([^"\\\n]{1,60}+)"\s{0,20}:')
_SURROGATE = re.compile(r"[\ud800-\udfff]")

_decoder = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=lambda _: None, strict=False)


class BrokenError(ValueError):
    """Why a value cannot be decoded, and at which offset."""

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.offset = offset


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """An object and its range; `places` are the ranges of its members' values."""

    value: dict[str, Json]
    start: int
    end: int
    places: dict[str, tuple[int, int]]
    twice: tuple[tuple[str, int], ...] = ()


Part = tuple[str, str, str]
"""(field's name, value, the member that it comes from)."""
Parts = Callable[[dict[str, Json]], Iterator[Part]]


def member_names(text: str) -> frozenset[str]:
    """Return the names of members that occur near the start of a text that may be JSON; empty when it is none."""
    if text[:1_000].lstrip("\ufeff \t\r\n")[:1] not in {"{", "["}:
        return frozenset()
    return _member_names(text[:_HEAD])


@lru_cache(maxsize=2)
def _member_names(head: str) -> frozenset[str]:
    """Return the names in a text; kept, since every reader of JSON asks about the same one."""
    return frozenset(_MEMBER_NAME.findall(head))


def read(document: Document, name: str, parts: Parts) -> Reading:
    """Return a record an object; `parts` tells the fields of one."""
    walk = _Walk(found=Findings(source=Source(document=document, format=name)), parts=parts)
    walk.document()
    return walk.found.reading("brackets and members around the records")


def decode(text: str, at: int) -> tuple[Json, int]:
    """Return the value at an offset, and the offset behind it.

    Raises:
        BrokenError: there is none, or it is nested too deeply.
    """
    try:
        value, end = _decoder.raw_decode(text, at)
    except json.JSONDecodeError as fault:
        raise BrokenError(f"not valid JSON: {fault.msg[:1].lower()}{fault.msg[1:]}", fault.pos) from None
    except RecursionError:
        raise BrokenError("nested too deeply", at) from None
    return value, end


@dataclass(slots=True, kw_only=True)
class _Walk:
    """What has been read of a document so far."""

    found: Findings
    parts: Parts

    @property
    def text(self) -> str:
        return self.found.source.document.text

    def document(self) -> None:
        """Read every value of the document, one after the other."""
        at = _skip(self.text, 1 if self.text.startswith("\ufeff") else 0)
        while at < len(self.text):
            at = _skip(self.text, self.value(at, 0))
            at = _past(_LEFT_OVER, self.text, at)

    def value(self, at: int, depth: int) -> int:
        """Read the value at an offset, whatever wraps its records, and return the offset behind it."""
        opening = self.text[at]
        if opening == "[" and depth <= _WRAPPERS:
            return self.array(at, depth)
        if opening == "{":
            return self.object(at, depth)
        try:
            _, end = decode(self.text, at)
        except BrokenError as broken:
            return self.reject(at, broken)
        self.found.reject(f"a record is an object, not {self.text[at : min(end, at + 20)]}", at, end)
        return end

    def array(self, at: int, depth: int) -> int:
        """Read the elements of a list, each alone."""
        opening = at
        at = _past(_COMMAS, self.text, at + 1)
        while at < len(self.text) and self.text[at] != "]":
            at = _past(_COMMAS, self.text, self.value(at, depth + 1))
        if at >= len(self.text):
            self.found.remark(opening, "the list is not closed")
        return at + 1

    def object(self, at: int, depth: int) -> int:
        """Read an object: a record, or what wraps records."""
        try:
            located = locate(self.text, at)
        except BrokenError as broken:
            inner = _broken_wrapper(self.text, at) if depth <= _WRAPPERS else None
            return self.reject(at, broken) if inner is None else self.value(inner, depth + 1)
        wrapped = self.wrapped(located) if depth <= _WRAPPERS else []
        if not wrapped:
            self.record(located)
            return located.end
        for name in wrapped:
            start, _ = located.places[name]
            self.value(start, depth + 1)
        return located.end

    def wrapped(self, located: Located) -> list[str]:
        """Return the members that hold the records; none when the object is a record itself."""
        value = located.value
        if any(value.get(name) for name in _RECORD):
            return []
        lists = [name for name in _LISTS if isinstance(value.get(name), list | dict)]
        if lists:
            return [name for name in lists if value[name]] or lists[:1]
        objects = [name for name, member in value.items() if isinstance(member, dict) and _RECORD & member.keys()]
        return objects if len(objects) * 2 > len(value) else []

    def record(self, located: Located) -> None:
        """Make a record of an object, or reject it."""
        if self.found.described(self.fields(located), located.start, located.end):
            for name, offset in located.twice:
                self.found.remark(offset, f"member '{name[:40]}' is given twice; the first is used")

    def fields(self, located: Located) -> Iterator[Field]:
        for name, value, member in self.parts(located.value):
            start, end = located.places.get(member, (located.start, located.start + 1))
            text = _SURROGATE.sub("\ufffd", value)
            if text != value:
                self.found.remark(start, f"half of a surrogate pair in '{member}' replaced")
            if text.strip():
                yield self.found.source.field(name, text, start, end)

    def reject(self, at: int, broken: BrokenError) -> int:
        """Reject a value that cannot be decoded, and return the offset from which to go on."""
        end = _resume(self.text, at)
        self.found.reject(broken.reason, at, end, at=broken.offset)
        return end


def locate(text: str, at: int) -> Located:
    """Return the object that opens at an offset, with the places of its members.

    Raises:
        BrokenError: it is no valid JSON.
    """
    start = at
    value: dict[str, Json] = {}
    places: dict[str, tuple[int, int]] = {}
    twice: list[tuple[str, int]] = []
    at = _skip(text, at + 1)
    while text[at : at + 1] != "}":
        if text[at : at + 1] != '"':
            raise BrokenError("not valid JSON: a member's name in double quotes is expected", at)
        name, colon = decode(text, at)
        name_start, colon = at, _skip(text, colon)
        if text[colon : colon + 1] != ":":
            raise BrokenError("not valid JSON: ':' is expected", colon)
        begin = _skip(text, colon + 1)
        member, end = decode(text, begin)
        if len(value) > _MAX_MEMBERS or len(twice) > _MAX_TWICE:
            raise BrokenError("an object with too many members", name_start)
        if str(name) in value:
            twice.append((str(name), name_start))
        else:
            value[str(name)] = member
            places[str(name)] = (begin, end)
        at = _skip(text, end)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        elif text[at : at + 1] != "}":
            raise BrokenError("not valid JSON: ',' or '}' is expected", min(at, len(text)))
    return Located(value=value, start=start, end=at + 1, places=places, twice=tuple(twice))


def _broken_wrapper(text: str, at: int) -> int | None:
    """Return the offset of the list in a wrapper that is broken within that list; None for anything else."""
    at = _skip(text, at + 1)
    try:
        while text[at : at + 1] == '"':
            name, colon = decode(text, at)
            begin = _skip(text, _skip(text, colon) + 1)
            if name in _RECORD:
                return None
            at = _end_of_value(text, begin)
            if at < 0:
                return begin if name in _LISTS and text[begin : begin + 1] in {"[", "{"} else None
            at = _skip(text, at)
            at = _skip(text, at + 1) if text[at : at + 1] == "," else at
    except BrokenError:
        return None
    return None


def _end_of_value(text: str, at: int) -> int:
    try:
        return decode(text, at)[1]
    except BrokenError:
        return -1


def _skip(text: str, at: int) -> int:
    return _past(_SPACE, text, at)


def _past(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _resume(text: str, at: int) -> int:
    """Return the offset behind a broken value: where its brackets balance, else the next record, else the end."""
    if text[at] not in "{[":
        line_end = text.find("\n", at)
        return len(text) if line_end < 0 else max(line_end, at + 1)
    limit = _next_record(text, at)
    depth = 0
    position = at
    while position < limit:
        found = _SKIP.match(text, position)
        if found:
            position = found.end()
            continue
        depth += 1 if text[position] in "{[" else -1
        position += 1
        if depth == 0:
            return position
    return limit


def _next_record(text: str, at: int) -> int:
    """Return the offset of the next line that opens a value as this one does, else the text's end."""
    line_start = text.rfind("\n", 0, at) + 1
    indent = text[line_start:at]
    if indent.strip():
        return len(text)
    following = text.find(f"\n{indent}{text[at]}", at + 1)
    return len(text) if following < 0 else following
