"""What all XML bibliographies share: the elements that are records, their places, and going on after a fault.

Parsed by expat behind defusedxml, which refuses entity declarations and external entities. After a fault the record it
is in is rejected, and reading goes on at the next record's start tag.

Owns: text → located elements. Must not: know any format's elements.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.saxutils import quoteattr
from xml.sax.xmlreader import AttributesImpl, Locator

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from generator.core.model import Document, Reading
from generator.papers.sources.findings import Findings, FullError
from generator.papers.sources.source import Source
from generator.papers.sources.xml_mending import mended, plain

MAX_DEPTH = 100
MAX_FAULTS = 5_000
"""Faults after which the rest of a document is not worth parsing."""
_MAX_ATTRIBUTES = 2_000
"""Characters of an outer element's attributes that are kept to go on after a fault; real ones have a hundred."""
MAX_TAG = 500_000
_HUGE_TAG = re.compile(rf"<[^<>]{{{MAX_TAG}}}")
_CHUNK = 65_536


@dataclass(slots=True, kw_only=True)
class Element:
    """An element of a record, its attributes (names without prefix) and its content in order."""

    name: str
    attributes: dict[str, str]
    start: int
    end: int = 0
    content: list[Element | str] = field(default_factory=list)

    @property
    def children(self) -> list[Element]:
        """The elements directly inside."""
        return [part for part in self.content if isinstance(part, Element)]

    def all(self, *path: str) -> list[Element]:
        """Return the elements at a path of names below this one."""
        found = [self]
        for name in path:
            found = [child for element in found for child in element.children if child.name == name]
        return found

    def first(self, *path: str) -> Element | None:
        """Return the first element at a path of names, or None."""
        return next(iter(self.all(*path)), None)

    @property
    def text(self) -> str:
        """All text inside, without markup."""
        return "".join(part if isinstance(part, str) else part.text for part in self.content)

    @property
    def marked_up(self) -> str:
        """All text inside, with the names of the elements around its parts: `of <i>E. coli</i>`."""
        return "".join(
            part if isinstance(part, str) else f"<{part.name}>{part.marked_up}</{part.name}>" for part in self.content
        )


Part = tuple[str, str, Element]
"""(field's name, value, the element that it comes from)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a format calls its records, and which elements outside of them describe them all."""

    format: str
    records: frozenset[str]
    parts: Callable[[Element, tuple[Element, ...]], Iterator[Part]]
    """From a record and the elements around it, outermost first."""
    describing: frozenset[str] = frozenset()
    """Elements outside the records that are kept as content of the element around them."""


def is_xml(text: str) -> bool:
    """Tell whether a text may be XML: its first character is `<`, and it is no HTML page."""
    head = text[:2_000].lstrip("\ufeff \t\r\n").lower()
    return head.startswith("<") and not head.startswith(("<!doctype html", "<html"))


def read(document: Document, shape: Shape) -> Reading:
    """Return a record an element that is one."""
    source = Source(document=document, format=shape.format)
    huge = _HUGE_TAG.search(document.text)
    walk = _Walk(
        found=Findings(source=source),
        shape=shape,
        text=mended(document.text[: huge.start()] if huge else document.text),
    )
    walk.run()
    if huge:
        reason = f"a tag of more than {MAX_TAG} characters: this and what follows is not read"
        walk.found.reject(reason, huge.start(), len(document.text.rstrip()))
    return walk.found.reading("elements around the records")


def _local(name: str) -> str:
    return name.rpartition(":")[2]


class _TooDeepError(ValueError):
    """Elements are nested beyond reason."""


@dataclass(slots=True, kw_only=True)
class _Walk:
    """What has been read of a document so far. `around` are the open elements outside records, outermost first."""

    found: Findings
    shape: Shape
    text: str
    around: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    """The start tags of `around`, to open them again after a fault."""
    is_record: bool = False
    cursor: int = 0
    resumed: int = 0
    """The offset from which the present parser reads."""
    faults: int = 0

    @property
    def source(self) -> Source:
        return self.found.source

    def run(self) -> None:
        """Parse the document, after a fault from the next record on."""
        names = "|".join(sorted(self.shape.records))
        start_tag = re.compile(rf"<(?:[\w-]{{1,40}}:)?(?:{names})(?=[\s/>])")
        at: int | None = len(self.text) - len(self.text.lstrip("\ufeff \t\r\n"))
        while at is not None:
            at = self.resume(at, start_tag)

    def resume(self, at: int, start_tag: re.Pattern[str]) -> int | None:
        """Parse from an offset; return the offset from which to go on after a fault, None when done."""
        prefix = "".join(self.tags)
        self.around, self.open, self.tags, self.is_record = [], [], [], False
        self.cursor = self.resumed = at
        parser = make_parser()
        handler = _Handler(self, first_line=self.source.line_at(at), prefix=prefix)
        parser.setContentHandler(handler)
        try:
            parser.feed(prefix)
            handler.is_prefix = False
            for offset in range(at, len(self.text), _CHUNK):
                parser.feed(self.text[offset : offset + _CHUNK])
            parser.close()
        except SAXParseException as fault:
            line = self.source.line_at(at) + (fault.getLineNumber() or 1) - 1
            column = fault.getColumnNumber() or 0
            if line == self.source.line_at(at):
                column += at - self.source.starts[line - 1] - len(prefix)
            return self.fault(f"not well-formed XML: {fault.getMessage()}", line, column, start_tag)
        except _TooDeepError:
            line = self.source.line_at(self.cursor)
            return self.fault(f"elements nested deeper than {MAX_DEPTH}", line, 0, start_tag)
        except DefusedXmlException:
            reason = "the document declares entities, which is refused"
            self.found.reject(reason, at, len(self.text))
        return None

    def fault(self, reason: str, line: int, column: int, start_tag: re.Pattern[str]) -> int | None:
        """Reject the record that is open or whose start tag is at fault, and return the offset of the next one."""
        self.faults += 1
        if self.faults > MAX_FAULTS:
            raise FullError(self.found, f"more than {MAX_FAULTS} faults in one document: what follows is not read")
        starts = self.source.starts
        begin = starts[min(line, len(starts)) - 1]
        at = min(begin + column, len(self.text))
        found = start_tag.search(self.text, max(begin, self.cursor))
        start = self.open[0].start if self.is_record else None
        if start is None and found and found.start() <= max(at, self.resumed):
            start = found.start()
            found = start_tag.search(self.text, found.end())
        if start is None:
            self.found.remark(begin, reason)
        else:
            end = found.start() if found else len(self.text)
            end = start + len(self.text[start:end].rstrip())
            self.found.reject(reason, start, end, at=max(begin, start))
        return found.start() if found else None

    def place(self, sign: str, line: int) -> int:
        """Return the offset of the next tag that starts with `sign`, on that line or later."""
        starts = self.source.starts
        found = self.text.find(sign, max(self.cursor, starts[min(line, len(starts)) - 1]))
        if found >= 0:
            self.cursor = found + 1
        return self.cursor - 1

    def finish(self, element: Element) -> None:
        """Make a record of an element, or reject it."""
        fields = (
            self.source.field(name, value, part.start, part.end)
            for name, value, part in self.shape.parts(element, tuple(self.around))
            if value.strip()
        )
        self.found.described(fields, element.start, element.end)


class _Handler(ContentHandler):
    """Builds the elements of one record at a time, from defusedxml's events."""

    def __init__(self, walk: _Walk, *, first_line: int, prefix: str) -> None:
        super().__init__()
        self.walk = walk
        self.first_line = first_line
        self.is_prefix = bool(prefix)
        self.locator: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802 # SAX's name
        self.locator = locator

    def line(self) -> int:
        number = self.locator.getLineNumber() if self.locator else 1
        return self.first_line + (number or 1) - 1

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 # SAX's name
        walk = self.walk
        values = {_local(key): plain(value) for key, value in attrs.items()}
        start = walk.cursor if self.is_prefix else walk.place(f"<{name}", self.line())
        element = Element(name=_local(name), attributes=values, start=start)
        if walk.open:
            walk.open[-1].content.append(element)
            walk.open.append(element)
        elif not self.is_prefix and element.name in walk.shape.records | walk.shape.describing:
            walk.is_record = element.name in walk.shape.records
            walk.open.append(element)
        else:
            walk.around.append(element)
            attributes = "".join(f" {key}={quoteattr(value)}" for key, value in attrs.items())
            walk.tags.append(f"<{name}{attributes if len(attributes) <= _MAX_ATTRIBUTES else ''}>")
        if len(walk.open) + len(walk.around) > MAX_DEPTH:
            raise _TooDeepError

    def characters(self, content: str) -> None:
        if self.walk.open:
            self.walk.open[-1].content.append(plain(content))

    def endElement(self, name: str) -> None:  # noqa: N802 # SAX's name
        walk = self.walk
        if not walk.open:
            walk.around.pop()
            walk.tags.pop()
            return
        element = walk.open.pop()
        found = walk.place(f"</{name}", self.line())
        closing = walk.text.find(">", found)
        element.end = closing + 1 if closing >= 0 else len(walk.text)
        if walk.open:
            return
        if walk.is_record:
            walk.finish(element)
        elif walk.around:
            walk.around[-1].content.append(element)
        walk.is_record = False
