"""Web of Science's field-tagged text (`.txt`, `.ciw`): one record from `PT` to `ER`.

Owns: which tag is which field. Must not: clean values, split lines (`tagged`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.core.model import Document, Reading
from generator.papers.sources import tagged
from generator.papers.sources.hints import arxiv_hint, split_keywords
from generator.papers.sources.tagged import Begins, Grammar, Part, Tag

FORMAT = "webofscience"

_HEADER = re.compile(r"\ufeff?FN (?:Clarivate|Thomson|ISI)", re.IGNORECASE)
_RECORD = re.compile(r"^\ufeff?PT [A-Z](?: .*)?\r?\n(?:[A-Z][A-Z0-9] |   )", re.MULTILINE)
_PUBLISHED = re.compile(r"([A-Za-z]{3})(?:\s+(\d{1,2}))?")
_FIELDS = {"TI": "title", "AB": "abstract", "SO": "venue", "PY": "year", "DI": "doi", "DT": "kind", "PM": "pmid"}


def detect(text: str, *, path: str) -> int:
    """Return 95 by the file's first line, 80 when a record starts with `PT`."""
    if _HEADER.match(text):
        return 95
    if _RECORD.search(text[:1_000_000]):
        return 80
    return 30 if path.lower().endswith(".ciw") else 0


def read(document: Document) -> Reading:
    """Return a record from each `PT`."""
    return tagged.read(document, _GRAMMAR)


def _begins(state: Begins) -> bool:
    return state.tag == "PT"


def _parts(tags: list[Tag]) -> Iterator[Part]:
    author = "AF" if any(tag.name == "AF" for tag in tags) else "AU"
    for tag in tags:
        if tag.name in _FIELDS:
            yield _FIELDS[tag.name], tag.text, tag
        elif tag.name == author:
            yield from (("author", name, tag) for name in tag.text.split("\n"))
        elif tag.name in {"DE", "ID"}:
            yield from (("keyword", word, tag) for word in split_keywords(tag.text.replace("\n", " ")))
        elif tag.name == "UT":
            yield "key", tag.text, tag
        elif tag.name == "PD" and (date := _PUBLISHED.fullmatch(tag.text.strip())):
            yield "month", date.group(1), tag
            yield "day", date.group(2) or "", tag
        if tag.name in {"AR", "SO", "DI"} and (hint := arxiv_hint(tag.text)):
            yield "arxiv", hint, tag


_GRAMMAR = Grammar(
    format=FORMAT,
    tag=re.compile(r"\ufeff?(?P<tag>[A-Z][A-Z0-9])(?= |$) ?(?P<value>.*)"),
    begins=_begins,
    parts=_parts,
    ends="ER",
    chrome=frozenset({"FN", "VR", "EF"}),
    opening=("PT",),
)
