"""What readers of several formats recognise alike: identifiers inside other values, and what makes a record usable.

Must not: bring identifiers into canonical form (`core.identifiers` does, in `normalise`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.core.model import Field

NOT_DESCRIBED = "no title, abstract or identifier in this record"

_DESCRIBING = frozenset({"title", "abstract", "doi", "arxiv", "acl", "openreview", "pmid"})
_ARXIV_ID = r"(?:\d{4}\.\d{4,5}|[a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,2})?"
_ARXIV = re.compile(rf"(?:arxiv:\s{{0,3}})?{_ARXIV_ID}", re.IGNORECASE)
_ARXIV_HINT = re.compile(rf"(?:\barxiv\s{{0,3}}:\s{{0,3}}|arxiv\.org/(?:abs|pdf)/|\babs/)({_ARXIV_ID})", re.IGNORECASE)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s{0,3})?10\.\d{4,9}/\S+", re.IGNORECASE)
_KEYWORD_BREAK = re.compile(r"[;\n\r]+")
_ADDRESS = re.compile(r"https?://\S+")


def is_described(fields: Iterable[Field]) -> bool:
    """Tell whether a record says enough to be a paper: a title, an abstract or an identifier."""
    return any(field.name in _DESCRIBING and field.value.strip() for field in fields)


def is_arxiv(text: str) -> bool:
    """Tell whether a text is an arXiv identifier and nothing else."""
    return _ARXIV.fullmatch(text.strip()) is not None


def arxiv_hint(text: str) -> str | None:
    """Return the arXiv identifier that a text names (`arXiv preprint arXiv:2001.01234`), or None."""
    found = _ARXIV_HINT.search(text)
    return found.group(1) if found else None


def is_doi(text: str) -> bool:
    """Tell whether a text is a DOI and nothing else."""
    return _DOI.fullmatch(text.strip()) is not None


def is_address(text: str) -> bool:
    """Tell whether a text is one web address and nothing else."""
    return _ADDRESS.fullmatch(text.strip()) is not None


def split_keywords(text: str) -> Iterator[str]:
    """Return the keywords in a text, one a line or between semicolons; between commas only when there is neither."""
    parts = _KEYWORD_BREAK.split(text)
    if len(parts) == 1:
        parts = text.split(",")
    yield from (part.strip() for part in parts if part.strip())
