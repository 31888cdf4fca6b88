"""Hugging Face's papers API: the daily list (`[{"paper": {…}}]`), a search, or one paper.

Owns: which member is which field. Must not: find records (`json_records`), clean values.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.model import Document, Reading
from generator.papers.sources import json_records
from generator.papers.sources.hints import is_arxiv
from generator.papers.sources.json_records import Json, Part
from generator.papers.sources.json_values import at, objects, text, texts

FORMAT = "huggingface_api"

_SIGNATURES = frozenset(
    {"submittedOnDailyAt", "submittedOnDailyBy", "ai_summary", "discussionId", "isAuthorParticipating"}
)


def detect(text: str, *, path: str) -> int:  # noqa: ARG001 # every reader is asked in the same way
    """Return 95 when members are there that only this API writes."""
    names = json_records.member_names(text)
    return 95 if _SIGNATURES & names or {"publishedAt", "upvotes", "summary"} <= names else 0


def read(document: Document) -> Reading:
    """Return a record a paper."""
    return json_records.read(document, FORMAT, parts)


def parts(found: dict[str, Json]) -> Iterator[Part]:
    """Return the fields of one paper, or of the paper that a line of the daily list is of."""
    inner = found.get("paper")
    if not isinstance(inner, dict):
        yield from _parts(found)
        return
    outer = {name: value for name, value in found.items() if name in {"title", "summary", "organization"}}
    for name, value, member in _parts({**outer, **inner}):
        yield name, value, "paper" if member in inner else member


def _parts(paper: dict[str, Json]) -> Iterator[Part]:
    key = text(paper.get("id"))
    yield "arxiv" if is_arxiv(key) else "key", key, "id"
    yield "title", text(paper.get("title")), "title"
    yield "abstract", text(paper.get("summary")) or text(paper.get("abstract")), "summary"
    for author in objects(paper.get("authors")):
        yield "author", text(author.get("name")), "authors"
    yield "date", text(paper.get("publishedAt")), "publishedAt"
    organisation = paper.get("organization")
    yield "organisation", text(at(organisation, "fullname")) or text(at(organisation, "name")), "organization"
    yield "code", text(paper.get("githubRepo")), "githubRepo"
    yield "project", text(paper.get("projectPage")), "projectPage"
    yield from (("keyword", word, "ai_keywords") for word in texts(paper.get("ai_keywords")))
