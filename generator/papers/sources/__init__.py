"""The readers, one module a format, and the choice between them.

A reader is a module with `FORMAT`, `detect` and `read` (see `Reader`). A new format is one new module and one line
in `READERS`. Owns: the list, detection by content, and the promise that every line with text ends in a record, as
rejected, or as chrome. Must not: decode bytes, clean values, merge.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Protocol

from generator.core.model import Document, Reading
from generator.papers.sources import (
    abstracts,
    acl_xml,
    arxiv_atom,
    bibtex,
    crossref,
    csljson,
    endnote,
    endnote_xml,
    huggingface,
    huggingface_api,
    json_list,
    jsonlines,
    markdown,
    nbib,
    openalex,
    ris,
    semanticscholar,
    table,
    webofscience,
)
from generator.papers.sources.findings import FullError
from generator.papers.sources.limits import admit
from generator.papers.sources.source import Source


class Reader(Protocol):
    """What a format's module offers. `detect` and `read` never raise, whatever the text."""

    FORMAT: str

    def detect(self, text: str, *, path: str) -> int:
        """Return how surely the text is of this format: 0 = no, 1 = if nothing else is, 100 = by its signature."""
        ...

    def read(self, document: Document) -> Reading:
        """Return the records, what was rejected and the chrome of a document, in its order."""
        ...


READERS: tuple[Reader, ...] = (
    *(acl_xml, arxiv_atom, endnote_xml),
    *(crossref, openalex, semanticscholar, huggingface_api, jsonlines, csljson, json_list),
    *(nbib, webofscience, ris, endnote, bibtex),
    *(huggingface, table, markdown, abstracts),
)
"""Every reader; of two that are equally sure the earlier one reads."""

NO_RECORD = "no record found"
_HTML = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)

FORMATS: dict[str, Reader] = {reader.FORMAT: reader for reader in READERS}


_BY_LINE = frozenset(
    {"nbib", "webofscience", "ris", "endnote", "huggingface-listing", "table", "markdown", "abstracts"}
)
"""Formats that go by lines; of JSON Lines each line is looked at by its own reader."""
_HEAD = 1_000_000
"""Characters of a document by which its format is told."""
_IN_A_PAGE = frozenset({"bibtex", "ris"})
"""Formats that a page shows in its midst, so that a saved page may hold records."""


def detect(text: str, *, path: str) -> Reader | None:
    """Return the surest reader of a text, or None when it is of no known format."""
    head = text[:_HEAD]
    sureness = [reader.detect(head, path=path) for reader in READERS]
    best = max(sureness)
    return READERS[sureness.index(best)] if best else None


def read(document: Document) -> Reading:
    """Return what the document's reader makes of it; a document that nobody can read is rejected as a whole."""
    if document.refused:
        return Reading(rejected=(document.refused,))
    if not document.text or document.text.isspace():
        return Reading()
    reader = FORMATS.get(document.format) if document.format else detect(document.text, path=document.path)
    if reader is None:
        return _rejected(document, _unknown(document.format))
    admitted = admit(document, by_line=reader.FORMAT in _BY_LINE)
    is_page = _HTML.match(document.text[:2_000]) is not None
    if is_page and not document.format and reader.FORMAT not in _IN_A_PAGE:
        reading = Reading()
    else:
        reading = admitted.with_reading(_read(reader, admitted.document))
    if not reading.records and is_page:
        return _rejected(document, _PAGE)
    if not reading.records and not reading.rejected:
        return _rejected(document, f"{NO_RECORD} in a document read as {reader.FORMAT}")
    return reading


def _read(reader: Reader, document: Document) -> Reading:
    try:
        return reader.read(document)
    except FullError as full:
        return full.findings.cut_short(full.reason)


_PAGE = "an HTML page, not a bibliography: perhaps an error that was saved in its place"


def _unknown(name: str | None) -> str:
    if name is None:
        return "of no known format"
    return f"unknown format '{name}'; known are {', '.join(sorted(FORMATS))}"


def _rejected(document: Document, reason: str) -> Reading:
    source = Source(document=document, format=document.format or "unknown")
    whole = source.rejected(reason, 0, len(document.text))
    if reason == _PAGE:
        whole = replace(whole, code="documents/html", hint="save the page's text, or the bibliography that it offers")
    return Reading(rejected=(whole,))
