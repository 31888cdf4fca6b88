"""EndNote's XML, also as Zotero, Mendeley and databases write it: one record a `record`.

Owns: which element is which field. Must not: find records (`xml_records`), clean values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.core.model import Document, Reading
from generator.papers.sources import xml_records
from generator.papers.sources.hints import arxiv_hint, is_doi, split_keywords
from generator.papers.sources.xml_records import Element, Part, Shape

FORMAT = "endnote_xml"

_SIGNATURE = re.compile(r"<records>|<record>|<ref-type\b", re.IGNORECASE)
_PATHS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("title", ("titles", "title")),
    ("abstract", ("abstract",)),
    ("author", ("contributors", "authors", "author")),
    ("year", ("dates", "year")),
    ("date", ("dates", "pub-dates", "date")),
    ("venue", ("titles", "secondary-title")),
    ("venue", ("periodical", "full-title")),
    ("url", ("urls", "related-urls", "url")),
    ("url", ("urls", "web-urls", "url")),
    ("pdf", ("urls", "pdf-urls", "url")),
    ("keyword", ("keywords", "keyword")),
    ("doi", ("electronic-resource-num",)),
    ("key", ("label",)),
)


def detect(text: str, *, path: str) -> int:  # noqa: ARG001 # every reader is asked in the same way
    """Return 85 for XML with EndNote's elements near its start."""
    return 85 if xml_records.is_xml(text) and _SIGNATURE.search(text[:5_000]) else 0


def read(document: Document) -> Reading:
    """Return a record a `record`."""
    return xml_records.read(document, _SHAPE)


def _parts(record: Element, around: tuple[Element, ...]) -> Iterator[Part]:  # noqa: ARG001 # nothing around describes a record
    for name, path in _PATHS:
        for element in record.all(*path):
            text = element.text
            if name == "keyword":
                yield from (("keyword", word, element) for word in split_keywords(text))
            elif name == "date":
                yield "date" if any(char.isdigit() for char in text) else "month", text, element
            elif name == "pdf" and not text.strip().startswith("http"):
                continue
            elif name == "doi" and not is_doi(text):
                yield "url" if text.strip().startswith("http") else "number", text, element
            else:
                yield name, text, element
            if name in {"url", "venue"} and (hint := arxiv_hint(text)):
                yield "arxiv", hint, element
    for element in record.all("ref-type"):
        yield "kind", element.attributes.get("name", element.text), element


_SHAPE = Shape(format=FORMAT, records=frozenset({"record"}), parts=_parts)
