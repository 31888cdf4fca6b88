"""OpenAlex: a page of results, one work, or one work a line.

Owns: which member is which field, and abstracts out of their inverted index. Must not: find records
(`json_records`), clean values.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.model import Document, Reading
from generator.papers.sources import json_records
from generator.papers.sources.json_records import Json, Part
from generator.papers.sources.json_values import at, items, objects, text

FORMAT = "openalex"

_SIGNATURES = frozenset({"abstract_inverted_index", "authorships", "cited_by_api_url", "primary_location"})
_MAX_WORDS = 20_000


def detect(text: str, *, path: str) -> int:  # noqa: ARG001 # every reader is asked in the same way
    """Return 95 when members are there that only OpenAlex writes."""
    return 95 if _SIGNATURES & json_records.member_names(text) else 0


def read(document: Document) -> Reading:
    """Return a record a work."""
    return json_records.read(document, FORMAT, parts)


def parts(work: dict[str, Json]) -> Iterator[Part]:
    """Return the fields of one work."""
    yield "key", text(work.get("id")), "id"
    yield "title", text(work.get("title")) or text(work.get("display_name")), "title"
    abstract = work.get("abstract_inverted_index")
    yield "abstract", unfold(abstract) if abstract else text(work.get("abstract")), "abstract_inverted_index"
    for authorship in objects(work.get("authorships")):
        name = text(at(authorship, "author", "display_name")) or text(authorship.get("raw_author_name"))
        yield "author", name, "authorships"
    yield "date", text(work.get("publication_date")), "publication_date"
    yield "year", text(work.get("publication_year")), "publication_year"
    yield "doi", text(work.get("doi")) or text(at(work, "ids", "doi")), "doi"
    yield "pmid", text(at(work, "ids", "pmid")).rstrip("/").rpartition("/")[2], "ids"
    yield from _places(work)
    yield "kind", text(work.get("type_crossref")) or text(work.get("type")), "type"
    for keyword in items(work.get("keywords")):
        yield "keyword", text(at(keyword, "display_name")) or text(at(keyword, "keyword")) or text(keyword), "keywords"


def _places(work: dict[str, Json]) -> Iterator[Part]:
    """Return venue and addresses: the primary place first, then the others (a preprint's server among them)."""
    venue = text(at(work, "primary_location", "source", "display_name")) or text(at(work, "host_venue", "display_name"))
    yield "venue", venue, "primary_location" if "primary_location" in work else "host_venue"
    seen: set[str] = set()
    members = ("primary_location", "best_oa_location", "locations", "host_venue")
    for member, place in ((name, place) for name in members for place in objects(work.get(name))):
        for kind, key in (("url", "landing_page_url"), ("pdf", "pdf_url"), ("url", "url")):
            address = text(place.get(key))
            if address and address not in seen:
                seen.add(address)
                yield kind, address, member


def unfold(index: Json) -> str:
    """Return the text of an inverted index `{"word": [0, 7], …}`; what is no position is left out."""
    if isinstance(index, str):
        return index
    placed: dict[int, str] = {}
    for word, positions in index.items() if isinstance(index, dict) else ():
        for position in items(positions):
            digits = text(position)
            if digits.isascii() and digits.isdecimal() and len(placed) < _MAX_WORDS:
                placed[int(digits[:9])] = str(word)
    return " ".join(placed[position] for position in sorted(placed))
