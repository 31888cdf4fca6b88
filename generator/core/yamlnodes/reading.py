"""Nodes from the parser's event stream, without recursion.

Owns: `parse`, its limits, and what of YAML is refused. Must not: decide what a key or a value means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from generator.core.diagnostics import Diagnostic, Report, Severity
from generator.core.model import Location
from generator.core.yamlnodes.nodes import Mapping, Node, Scalar, Sequence
from generator.core.yamlnodes.syntax import (
    MAX_FAULTS,
    SyntaxFault,
    clean,
    end_of,
    escape_fault,
    explain,
    invisible,
    place,
    start_of,
)

MAX_DEPTH = 12
MAX_NODES = 400_000
MAX_TEXT = 20_000
MAX_KEY = 200

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Only its event stream is read: libyaml's is iterative and fast; PyYAML's own gives the same where it is missing."""

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_MEANT_ESCAPES = frozenset('"\\/nt xuU\n')


def parse(text: str, *, path: str, report: Report) -> Node | None:
    """Return the nodes of a YAML text, or None with errors in the report; see the package for what is refused."""
    cleaned = clean(text, path=path, report=report)
    if cleaned is None:
        return None
    builder = _Builder(text=cleaned, path=path, report=report)
    for event in _events(builder):
        if not builder.take(event):
            return None
    if builder.root is None:
        if not builder.failed:
            _empty_file(path, report)
        return None
    return None if builder.failed else builder.root


def _empty_file(path: str, report: Report) -> None:
    report.error("yaml/empty", Location(path=path), "the file holds nothing", hint="write the first key, or restore it")


def _events(builder: _Builder) -> Iterator[Event]:
    last: Event | None = None
    try:
        for event in yaml.parse(builder.text, Loader=_LOADER):
            last = event
            yield event
    except yaml.MarkedYAMLError as error:
        explain(error, last, builder.text, path=builder.path).tell(builder.report)
        builder.failed = True


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet; `key` waits for its value."""

    event: CollectionStartEvent
    items: list[Node] = field(default_factory=list)
    entries: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    key: Scalar | None = None


@dataclass(slots=True)
class _Builder:
    """Builds nodes from events; `failed` once the rest of the file cannot be trusted."""

    text: str
    path: str
    report: Report
    root: Node | None = None
    failed: bool = False
    documents: int = 0
    nodes: int = 0
    faults: int = 0
    stack: list[_Open] = field(default_factory=list)

    def take(self, event: Event) -> bool:
        """Take one event; False when reading must stop."""
        if isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                return self._stop(event, "documents", "a second document starts here", "delete the line '---'")
        elif isinstance(event, CollectionEndEvent):
            self._add(_closed(self.stack.pop(), path=self.path))
        elif isinstance(event, NodeEvent):
            return self._take_node(event)
        return True

    def _take_node(self, event: NodeEvent) -> bool:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            return self._stop(event, "too-large", f"the file holds more than {MAX_NODES} values", "split the content")
        self._refuse_properties(event)
        if isinstance(event, CollectionStartEvent):
            if len(self.stack) >= MAX_DEPTH:
                message = f"nested more than {MAX_DEPTH} levels deep"
                return self._stop(event, "too-deep", message, "remove brackets or indentation that are not meant")
            if self._expects_key:
                return self._stop(event, "key", "a key must be a text, not a list or a block", "write 'key: value'")
            self.stack.append(_Open(event=event))
        elif isinstance(event, ScalarEvent):
            return self._take_scalar(event)
        else:
            self._add(Scalar(text="", location=_location(event, path=self.path), plain=False))
        return self.faults <= MAX_FAULTS

    @property
    def _expects_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1].event, MappingStartEvent) and self.stack[-1].key is None

    def _take_scalar(self, event: ScalarEvent) -> bool:
        is_key = self._expects_key
        limit = MAX_KEY if is_key else MAX_TEXT
        if len(event.value) > limit:
            message = f"a text of {len(event.value)} characters; at most {limit} are allowed here"
            return self._stop(event, "too-long", message, "shorten it; is a quote missing?")
        if event.style == '"':
            self._check_escapes(event)
        scalar = _scalar(event, self.text, path=self.path)
        if is_key:
            self._take_key(scalar)
        else:
            self._check_comment(event)
            self._add(scalar)
        return self.faults <= MAX_FAULTS

    def _take_key(self, key: Scalar) -> None:
        hidden = invisible(key.text)
        if hidden:
            message = f"character {hidden} in a key cannot be seen and is not allowed"
            self._fault("invisible-character", key.location, message, "delete the key and type it again")
        if key.text == "<<" and key.plain:
            self._fault("merge-key", key.location, "merge keys ('<<') are not read", "write the values out")
        self.stack[-1].key = key

    def _add(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if parent.key is None:
            parent.items.append(node)
            return
        key, parent.key = parent.key, None
        first = parent.entries.setdefault(key.text, (key, node))[0]
        if first is not key:
            self.faults += 1
            self.report.add(_duplicate(key, first))

    def _refuse_properties(self, event: NodeEvent) -> None:
        location = _location(event, path=self.path)
        if isinstance(event, AliasEvent):
            message = f"'*{event.anchor}' is an alias; aliases are not read"
            self._fault("alias", location, message, "put a text that starts with '*' in single quotes")
        elif event.anchor is not None:
            message = f"'&{event.anchor}' is an anchor; anchors are not read"
            self._fault("anchor", location, message, "put a text that starts with '&' in single quotes")
        if getattr(event, "tag", None) is not None:
            message = "a text cannot start with '!'; tags are not read"
            self._fault("tag", location, message, "put the text in single quotes")

    def _check_escapes(self, event: ScalarEvent) -> None:
        source = self.text[start_of(event).index : end_of(event).index]
        for match in _ESCAPE.finditer(source):
            if match.group(1) not in _MEANT_ESCAPES and self.faults <= MAX_FAULTS:
                self.faults += 1
                escape_fault(self.text, start_of(event).index + match.start(), path=self.path).tell(self.report)

    def _check_comment(self, event: ScalarEvent) -> None:
        end = end_of(event).index
        if event.style or not event.value or self.text[end : end + 2] != " #":
            return
        line_end = self.text.find("\n", end)
        lost = self.text[end + 1 : len(self.text) if line_end < 0 else line_end]
        location = place(self.text, end + 1, path=self.path, length=len(lost))
        message = f"text after ' #' is a comment: only '{_short(event.value)}' is read"
        hint = "put the text in quotes, or two blanks before a comment that is meant"
        self.report.warning("yaml/comment", location, message, hint=hint)

    def _fault(self, code: str, location: Location, message: str, hint: str) -> None:
        self.faults += 1
        SyntaxFault(code=code, location=location, message=message, hint=hint).tell(self.report)

    def _stop(self, event: Event, code: str, message: str, hint: str) -> bool:
        self._fault(code, _location(event, path=self.path), message, hint)
        return False


def _duplicate(key: Scalar, first: Scalar) -> Diagnostic:
    return Diagnostic(
        severity=Severity.ERROR,
        code="yaml/duplicate-key",
        location=key.location,
        message=f"key '{_short(key.text)}' stands twice in the same block (first in line {first.location.line})",
        hint="keep one of the two",
        related=((first.location, "the first one"),),
    )


def _closed(opened: _Open, *, path: str) -> Node:
    """Return the collection; its place is its first key, dash or bracket, as a person would point at it."""
    location = _location(opened.event, path=path)
    if isinstance(opened.event, MappingStartEvent):
        return Mapping(entries=tuple(opened.entries.values()), location=location)
    return Sequence(items=tuple(opened.items), location=location)


def _scalar(event: ScalarEvent, text: str, *, path: str) -> Scalar:
    plain = not event.style
    source = text[start_of(event).index : end_of(event).index]
    return Scalar(
        text=event.value,
        location=_location(event, path=path),
        plain=plain,
        verbatim=source == event.value if plain else source[1:-1] == event.value,
    )


def _location(event: Event, *, path: str) -> Location:
    start, end = start_of(event), end_of(event)
    one_line = start.line == end.line and end.column > start.column
    return Location(
        path=path,
        line=start.line + 1,
        column=start.column + 1,
        end_column=end.column + 1 if one_line else None,
    )


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"  # noqa: PLR2004 - what fits a message
