"""JSON Lines: one record a line.

Members: `title`, `abstract`; where present `authors` (a list of names or of objects with `name`, or one string),
`year`, `date`, `venue`, `arxiv`, `doi`, `acl`, `openreview`, `pmid`, `links` (addresses, objects with `url` and
`kind`, or an object of kinds), `keywords`, `kind`, `id`. Null is the same as missing; other members are kept in the
raw text only. A bad line is rejected alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.model import Document, Field, Reading
from generator.core.text import split_names
from generator.papers.sources.findings import Findings
from generator.papers.sources.jsontext import JsonError, JsonValue, parse
from generator.papers.sources.limits import MAX_LINE
from generator.papers.sources.source import Line, Source

FORMAT = "jsonlines"

_TEXTS = {
    **{name: name for name in ("title", "abstract", "year", "date", "venue", "arxiv", "doi", "acl", "openreview")},
    **{name: name for name in ("pmid", "url", "code", "pdf", "project", "data", "kind", "author_count")},
    "id": "key",
}
_LISTS = {"keywords": "keyword"}
_LINK_KINDS = frozenset({"code", "pdf", "project", "data"})
_SAMPLE = 5
_LONGEST_TOLD = 50_000
"""Characters of a line by which the format is told; a whole file on one line is for the other readers of JSON."""


def detect(text: str, *, path: str) -> int:
    """Return 90 when one of the first lines is a JSON object, 40 when only the file's name or opening says so."""
    seen = 0
    for line in Source(document=Document(path=path, text=text[:1_000_000]), format=FORMAT).lines:
        if line.is_blank:
            continue
        if line.text.lstrip()[0] == "{" and len(line.text) <= _LONGEST_TOLD and _is_object(line.text):
            return 90
        seen += 1
        if seen == _SAMPLE:
            break
    return 40 if path.endswith((".jsonl", ".ndjson")) else 0


def _is_object(text: str) -> bool:
    try:
        return parse(text).kind == "object"
    except JsonError:
        return False


def read(document: Document) -> Reading:
    """Return a record a line; a line that is no record is rejected with the place of the fault."""
    source = Source(document=document, format=FORMAT)
    found = Findings(source=source)
    for line in source.lines:
        if line.is_blank:
            continue
        if len(line.text) > MAX_LINE:
            found.reject(f"a line of {len(line.text)} characters, more than {MAX_LINE}", line.start, line.end)
            continue
        try:
            fields = _record(source, line)
        except JsonError as fault:
            found.reject(fault.reason, line.start, line.end, at=line.start + fault.offset)
        else:
            found.record(fields, line.start, line.end)
    return found.reading("text between records")


def _record(source: Source, line: Line) -> tuple[Field, ...]:
    value = parse(line.text)
    if value.kind != "object":
        raise JsonError(f"a record is a JSON object, not {value.a_kind}", value.start)
    fields = tuple(
        source.field(name, part.text, line.start + part.start, line.start + part.end)
        for member, content in value.members
        for name, part in _parts(member, content)
        if part.text.strip()
    )
    if not any(field.name in {"title", "abstract"} for field in fields):
        raise JsonError("neither a title nor an abstract", value.start)
    return fields


def _parts(member: str, value: JsonValue) -> Iterator[tuple[str, JsonValue]]:
    """Return (field's name, value) of one member, a list taken apart."""
    if value.kind == "null":
        return
    if member in _TEXTS:
        yield _TEXTS[member], _text(member, value)
    elif member in _LISTS:
        for item in value.items if value.kind == "array" else (value,):
            yield _LISTS[member], _text(member, item)
    elif member == "authors":
        yield from _authors(value)
    elif member == "links":
        yield from _links(value)


def _text(member: str, value: JsonValue) -> JsonValue:
    if value.kind not in {"string", "number"}:
        raise JsonError(f"'{member}' is text, not {value.a_kind}", value.start)
    return value


def _authors(value: JsonValue) -> Iterator[tuple[str, JsonValue]]:
    if value.kind == "string":
        for name in split_names(value.text):
            yield "author", JsonValue(kind="string", start=value.start, end=value.end, text=name)
        return
    if value.kind != "array":
        raise JsonError(f"'authors' is a list of names or text, not {value.a_kind}", value.start)
    for item in value.items:
        if item.kind != "null":
            yield "author", _author(item)


def _author(value: JsonValue) -> JsonValue:
    if value.kind != "object":
        return _text("authors", value)
    if name := value.get("name"):
        return _text("authors", name)
    parts = [part.text for key in ("given", "family") if (part := value.get(key))]
    if not parts:
        raise JsonError("an author without 'name'", value.start)
    return JsonValue(kind="string", start=value.start, end=value.end, text=" ".join(parts))


def _links(value: JsonValue) -> Iterator[tuple[str, JsonValue]]:
    if value.kind == "object":
        for kind, content in value.members:
            if content.kind != "null":
                yield _link_name(kind), _text("links", content)
        return
    for item in value.items if value.kind == "array" else (value,):
        if item.kind == "object":
            address, named = item.get("url"), item.get("kind")
            if address is None:
                raise JsonError("a link without 'url'", item.start)
            yield _link_name(named.text if named else ""), _text("links", address)
        elif item.kind != "null":
            yield "url", _text("links", item)


def _link_name(kind: str) -> str:
    return kind if kind in _LINK_KINDS else "url"
