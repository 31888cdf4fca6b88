"""JSON that no other reader knows by its members: any list of objects that name a title, an abstract or an identifier.

Read by what the members are called (Papers with Code, arXiv's dump on Kaggle, OpenReview's notes, DBLP, DataCite and
many home-made files name them much alike). Owns: those names. Must not: find records (`json_records`), clean values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.core.model import Document, Reading
from generator.core.text import split_names
from generator.papers.sources import json_records
from generator.papers.sources.hints import arxiv_hint, is_address, is_arxiv, split_keywords
from generator.papers.sources.json_records import Json, Part
from generator.papers.sources.json_values import at, items, name_of, text, texts

FORMAT = "json"

_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "paper_title", "titles", "paperTitle", "name"),
    "abstract": ("abstract", "summary", "abstracts", "paper_abstract", "descriptions", "description"),
    "date": ("date", "published", "publication_date", "publicationDate", "publishedAt", "issued", "created"),
    "year": ("year", "publication_year", "publicationYear", "pubYear", "pub_year"),
    "venue": ("venue", "journal", "conference", "booktitle", "proceeding", "journal-ref", "journal_ref", "container"),
    "arxiv": ("arxiv", "arxiv_id", "arxivId", "arXiv", "eprint", "arxiv_eprints"),
    "doi": ("doi", "DOI", "dois"),
    "acl": ("acl", "acl_id", "anthology_id"),
    "openreview": ("openreview", "openreview_id", "forum"),
    "pmid": ("pmid", "PMID", "pubmed_id"),
    "url": ("url", "link", "paper_url", "url_abs", "ee", "html_url", "abs_url", "entry_id", "URL", "paper_link"),
    "pdf": ("pdf", "url_pdf", "pdf_url", "pdf_link", "pdfUrl"),
    "code": ("code", "github", "code_url", "repo", "repo_url", "githubRepo", "code_link", "official_code"),
    "project": ("project", "project_page", "website", "homepage"),
    "kind": ("kind", "type"),
    "key": ("id", "key", "_id", "paper_id"),
    "organisation": ("organisation", "organization"),
}
_PEOPLE = ("authors", "author", "creators", "authors_parsed")
_KEYWORDS = ("keywords", "keyword", "tags", "categories", "tasks", "subjects")
_DESCRIBING = frozenset(alias for name in ("title", "abstract", "doi", "arxiv") for alias in _NAMES[name])
_OWN = {name for name in _NAMES if name not in {"key", "organisation"}} | {"id"}
_FOREIGN = frozenset(
    {alias for aliases in _NAMES.values() for alias in aliases} | {"author", "creators", "authors_parsed", "content"}
) - {*_OWN, "key", "name", "type"}
_INSIDE = ("title", "value", "description", "name", "text", "url")
_BLANK = re.compile(r"\s+")


def detect(text: str, *, path: str) -> int:
    """Return 92 when a member has a name that only this reader knows, 20 when it describes a paper, 10 by the name."""
    names = json_records.member_names(text)
    if names & _FOREIGN and names & _DESCRIBING:
        return 92
    if names & _DESCRIBING:
        return 20
    return 10 if path.lower().endswith(".json") else 0


def read(document: Document) -> Reading:
    """Return a record an object."""
    return json_records.read(document, FORMAT, parts)


def parts(found: dict[str, Json]) -> Iterator[Part]:
    """Return the fields of one object; those inside a `content` or `paper` object count as its own."""
    for member in ("content", "paper"):
        inner = found.get(member)
        if isinstance(inner, dict):
            for name, value, _ in parts({k: v for k, v in inner.items() if k not in {"content", "paper"}}):
                yield name, value, member
    for name, aliases in _NAMES.items():
        member = next((alias for alias in aliases if _text(found.get(alias))), "")
        if member:
            yield from ((kind, value, member) for kind, value in _typed(name, _text(found[member])))
    member = next((alias for alias in _PEOPLE if found.get(alias)), "")
    yield from (("author", author, member) for author in _authors(found.get(member)))
    for member in _KEYWORDS:
        yield from (("keyword", word, member) for word in _keywords(found.get(member)))


def _typed(name: str, value: str) -> Iterator[tuple[str, str]]:
    """Return a field, an id or address that is of a known kind as what it is."""
    if name == "key" and is_arxiv(value):
        yield "arxiv", value
    elif name == "url" and arxiv_hint(value):
        yield from (("arxiv", arxiv_hint(value) or ""), ("url", value))
    elif name != "code" or is_address(value):
        yield name, value


def _text(value: Json) -> str:
    """Return a text, also from `[{"title": …}]` and `{"text": …}`."""
    for item in items(value):
        found = text(item) or next((inner for name in _INSIDE if (inner := text(at(item, name)))), "")
        if found:
            return found
    return ""


def _authors(value: Json) -> Iterator[str]:
    if isinstance(value, dict) and "author" in value:
        value = value["author"]
    people = value.get("value") if isinstance(value, dict) and "value" in value else value
    if isinstance(people, str):
        yield from split_names(_BLANK.sub(" ", people))
        return
    for person in items(people):
        if isinstance(person, dict):
            names = (
                name_of(person),
                *(text(person.get(name)) for name in ("full_name", "display_name", "text", "author")),
            )
            yield next((name for name in names if name), "")
        elif isinstance(person, list):
            family, *given = [*texts(person)] or [""]
            yield " ".join([*given[:1], family]).strip()
        else:
            yield text(person)


def _keywords(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield from split_keywords(value)
        return
    for item in items(value):
        yield _text(item)
