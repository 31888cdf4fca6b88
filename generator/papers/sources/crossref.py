"""Crossref's REST API: a list of works, one work, either in its `message` wrapper, or one a line.

Owns: which member is which field. Must not: find records (`json_records`), clean values (JATS stays in abstracts).
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.model import Document, Reading
from generator.papers.sources import json_records
from generator.papers.sources.hints import arxiv_hint, is_arxiv
from generator.papers.sources.json_records import Json, Part
from generator.papers.sources.json_values import at, date_of, name_of, objects, text, texts

FORMAT = "crossref"

_SIGNATURES = frozenset({"message-type", "reference-count", "references-count", "is-referenced-by-count", "deposited"})
_DATES = ("published", "published-print", "published-online", "posted", "issued")


def detect(text: str, *, path: str) -> int:  # noqa: ARG001 # every reader is asked in the same way
    """Return 95 when members are there that only Crossref writes."""
    return 95 if _SIGNATURES & json_records.member_names(text) else 0


def read(document: Document) -> Reading:
    """Return a record a work."""
    return json_records.read(document, FORMAT, parts)


def parts(work: dict[str, Json]) -> Iterator[Part]:
    """Return the fields of one work."""
    title = text(work.get("title"))
    if subtitle := text(work.get("subtitle")):
        title = f"{title}: {subtitle}"
    yield "title", title, "title"
    yield "abstract", text(work.get("abstract")), "abstract"
    for author in objects(work.get("author")):
        yield "author", name_of(author), "author"
    dates = [(date_of(work.get(name)), name) for name in _DATES]
    yield from (("date", date, name) for date, name in dates if date)
    for name in ("container-title", "event", "institution"):
        value = work.get(name)
        yield "venue", text(value) or text(at(next(iter(objects(value)), None), "name")), name
    yield "doi", text(work.get("DOI")), "DOI"
    yield "url", text(at(work, "resource", "primary", "URL")) or text(work.get("URL")), "URL"
    for link in objects(work.get("link")):
        if text(link.get("content-type")) == "application/pdf":
            yield "pdf", text(link.get("URL")), "link"
    yield "kind", text(work.get("subtype")) or text(work.get("type")), "type"
    yield from (("keyword", subject, "subject") for subject in texts(work.get("subject")))
    for number in [*texts(work.get("number")), *texts(work.get("alternative-id"))]:
        yield "arxiv", arxiv_hint(number) or (number if is_arxiv(number) else ""), "alternative-id"
