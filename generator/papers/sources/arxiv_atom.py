"""arXiv's Atom answers and RSS feeds, and any other Atom or RSS feed: one record an `entry` or `item`.

Owns: which element is which field. Must not: find records (`xml_records`), clean values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.core.model import Document, Reading
from generator.papers.sources import xml_records
from generator.papers.sources.hints import arxiv_hint
from generator.papers.sources.xml_records import Element, Part, Shape

FORMAT = "arxiv_atom"

_FEED = re.compile(r"<(?:\w+:)?(?:feed|entry|rss|RDF)[\s>]")
_ANNOUNCED = re.compile(r"^\s*arXiv:\S+\s+Announce Type:\s*\S+\s+Abstract:\s*", re.IGNORECASE)
_ERROR = "arxiv.org/api/errors"


def detect(text: str, *, path: str) -> int:  # noqa: ARG001 # every reader is asked in the same way
    """Return 90 for XML with a feed or an entry near its start."""
    return 90 if xml_records.is_xml(text) and _FEED.search(text[:5_000]) else 0


def read(document: Document) -> Reading:
    """Return a record an entry."""
    return xml_records.read(document, _SHAPE)


def _parts(entry: Element, around: tuple[Element, ...]) -> Iterator[Part]:  # noqa: ARG001 # a feed says nothing of its entries
    identifiers = [*entry.all("id"), *entry.all("guid"), *entry.all("link")]
    if any(_ERROR in element.text for element in identifiers):
        return
    for element in entry.children:
        yield from _part(element)
    hints = ((arxiv_hint(element.text or element.attributes.get("href", "")), element) for element in identifiers)
    yield from (("arxiv", hint, element) for hint, element in list(hints)[:1] if hint)


def _part(element: Element) -> Iterator[Part]:
    name, text = element.name, element.text
    if name in {"title", "published", "doi"}:
        yield {"published": "date"}.get(name, name), text, element
    elif name in {"summary", "description", "content"}:
        yield "abstract", _ANNOUNCED.sub("", text), element
    elif name in {"pubDate", "date"}:
        yield "date", text, element
    elif name == "author":
        named = element.first("name")
        yield "author", named.text if named else text, element
    elif name == "creator":
        yield from (("author", author.strip(), element) for author in text.split(", "))
    elif name == "journal_ref":
        yield "venue", text, element
    elif name == "category":
        yield "keyword", element.attributes.get("term", text), element
    elif name == "link":
        is_pdf = element.attributes.get("title") == "pdf" or element.attributes.get("type") == "application/pdf"
        address = element.attributes.get("href", text)
        if element.attributes.get("rel", "alternate") in {"alternate", "related"}:
            yield "pdf" if is_pdf else "url", address, element


_SHAPE = Shape(format=FORMAT, records=frozenset({"entry", "item"}), parts=_parts)
