"""Semantic Scholar's Graph API: a search, a batch, one paper, references and citations, recommendations.

Owns: which member is which field. Must not: find records (`json_records`), clean values.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.model import Document, Reading
from generator.papers.sources import json_records
from generator.papers.sources.json_records import Json, Part
from generator.papers.sources.json_values import at, objects, text, texts

FORMAT = "semanticscholar"

_SIGNATURES = frozenset({"paperId", "externalIds", "corpusId", "s2FieldsOfStudy", "openAccessPdf", "corpusid"})
_SCHEMES = {"arxiv": "arxiv", "doi": "doi", "acl": "acl", "pubmed": "pmid"}


def detect(text: str, *, path: str) -> int:  # noqa: ARG001 # every reader is asked in the same way
    """Return 95 when members are there that only Semantic Scholar writes."""
    return 95 if _SIGNATURES & json_records.member_names(text) else 0


def read(document: Document) -> Reading:
    """Return a record a paper."""
    return json_records.read(document, FORMAT, parts)


def parts(found: dict[str, Json]) -> Iterator[Part]:
    """Return the fields of one paper, or of the paper that a reference or citation is of."""
    member = next((name for name in ("citedPaper", "citingPaper") if isinstance(found.get(name), dict)), None)
    paper = found[member] if member else found
    if not isinstance(paper, dict):
        return
    for name, value, place in _parts(paper):
        yield name, value, member or place


def _parts(paper: dict[str, Json]) -> Iterator[Part]:
    yield "key", text(paper.get("paperId")), "paperId"
    yield "title", text(paper.get("title")), "title"
    yield "abstract", text(paper.get("abstract")), "abstract"
    for author in objects(paper.get("authors")):
        yield "author", text(author.get("name")), "authors"
    yield "date", text(paper.get("publicationDate")) or text(paper.get("publicationdate")), "publicationDate"
    yield "year", text(paper.get("year")), "year"
    venue = (
        text(paper.get("venue")) or text(at(paper, "publicationVenue", "name")) or text(at(paper, "journal", "name"))
    )
    yield "venue", venue, "venue"
    for member in ("externalIds", "externalids"):
        schemes = paper.get(member)
        for scheme, value in schemes.items() if isinstance(schemes, dict) else ():
            if scheme.lower() in _SCHEMES:
                yield _SCHEMES[scheme.lower()], text(value), member
    for name in ("doi", "arxivId"):
        yield "doi" if name == "doi" else "arxiv", text(paper.get(name)), name
    yield "url", text(paper.get("url")), "url"
    yield "pdf", text(at(paper, "openAccessPdf", "url")), "openAccessPdf"
    yield "kind", text(paper.get("publicationTypes")), "publicationTypes"
    yield from (("keyword", subject, "fieldsOfStudy") for subject in texts(paper.get("fieldsOfStudy")))
