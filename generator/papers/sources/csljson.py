"""CSL-JSON: a list of items, one item, or `{"items": […]}`, as Zotero, Mendeley and pandoc write it.

Zotero's own JSON (Better BibTeX, the web API) is read as well: the same thoughts under other names.
Owns: which member is which field. Must not: find records (`json_records`), clean values.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.model import Document, Reading
from generator.papers.sources import json_records
from generator.papers.sources.hints import arxiv_hint, split_keywords
from generator.papers.sources.json_records import Json, Part
from generator.papers.sources.json_values import date_of, items, name_of, objects, text

FORMAT = "csljson"

_CSL = frozenset({"container-title", "issued", "citation-key", "citation-label", "title-short", "event-title"})
_ZOTERO = frozenset({"itemType", "creators", "abstractNote"})
_TYPES = (
    "article-journal",
    "paper-conference",
    "article",
    "chapter",
    "book",
    "report",
    "thesis",
    "webpage",
    "manuscript",
)
_FIELDS = {
    "id": "key",
    "itemKey": "key",
    "title": "title",
    "abstract": "abstract",
    "abstractNote": "abstract",
    "DOI": "doi",
    "URL": "url",
    "url": "url",
    "PMID": "pmid",
    "type": "kind",
    "itemType": "kind",
    "date": "date",
    "container-title": "venue",
    "publicationTitle": "venue",
    "proceedingsTitle": "venue",
    "bookTitle": "venue",
    "event-title": "venue",
    "event": "venue",
    "conferenceName": "venue",
    "repository": "venue",
}
_HINTS = ("number", "note", "extra", "archiveID", "archive_location", "publisher", "container-title")


def detect(text: str, *, path: str) -> int:
    """Return 93 when members are there that CSL or Zotero name so, 60 for an item's type."""
    names = json_records.member_names(text)
    if names & (_CSL | _ZOTERO):
        return 93
    if {"type", "title"} <= names and any(f'"{kind}"' in text[:10_000] for kind in _TYPES):
        return 60
    return 30 if path.lower().endswith(".csljson") else 0


def read(document: Document) -> Reading:
    """Return a record an item."""
    return json_records.read(document, FORMAT, parts)


def parts(item: dict[str, Json]) -> Iterator[Part]:
    """Return the fields of one item."""
    for member, name in _FIELDS.items():
        yield name, text(item.get(member)), member
    for author in items(item.get("author")):
        yield "author", name_of(author) if isinstance(author, dict) else text(author), "author"
    for creator in objects(item.get("creators")):
        if text(creator.get("creatorType")) in {"author", ""}:
            names = [found for part in ("firstName", "lastName", "name") if (found := text(creator.get(part)))]
            yield "author", " ".join(names), "creators"
    yield "date", date_of(item.get("issued")), "issued"
    yield "year", text(item.get("year")), "year"
    keyword = item.get("keyword")
    yield from (("keyword", word, "keyword") for word in split_keywords(text(keyword)))
    for tag in items(item.get("tags")):
        yield "keyword", text(tag.get("tag")) if isinstance(tag, dict) else text(tag), "tags"
    for member in _HINTS:
        yield "arxiv", arxiv_hint(text(item.get(member))) or "", member
