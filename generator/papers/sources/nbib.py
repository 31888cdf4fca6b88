"""PubMed's MEDLINE text (`.nbib`, `.txt`): one record from each `PMID-`.

Owns: which tag is which field. Must not: clean values, split lines (`tagged`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.core.model import Document, Reading
from generator.papers.sources import tagged
from generator.papers.sources.tagged import Begins, Grammar, Part, Tag

FORMAT = "nbib"

_SIGNATURE = re.compile(r"^\ufeff?PMID ?- ?\d+[ \t]*$", re.MULTILINE)
_DOI = re.compile(r"(\S+)\s+\[doi\]", re.IGNORECASE)
_FIELDS = {
    "TI": "title",
    "BTI": "title",
    "TT": "title",
    "AB": "abstract",
    "OAB": "abstract",
    "PMID": "pmid",
    "DP": "date",
    "OT": "keyword",
    "MH": "keyword",
    "PT": "kind",
    "CN": "author",
}


def detect(text: str, *, path: str) -> int:
    """Return 95 when a line is `PMID- …`, 30 when only the file's name says so."""
    if _SIGNATURE.search(text[:1_000_000]):
        return 95
    return 30 if path.lower().endswith(".nbib") else 0


def read(document: Document) -> Reading:
    """Return a record from each `PMID-`."""
    return tagged.read(document, _GRAMMAR)


def _begins(state: Begins) -> bool:
    return state.tag == "PMID" or state.after_blank


def _parts(tags: list[Tag]) -> Iterator[Part]:
    names = {tag.name for tag in tags}
    author = "FAU" if "FAU" in names else "AU"
    venue = "JT" if "JT" in names else "TA"
    has_title = "TI" in names
    for tag in tags:
        if tag.name == author:
            yield "author", tag.text, tag
        elif tag.name == venue:
            yield "venue", tag.text, tag
        elif tag.name in {"LID", "AID"}:
            if doi := _DOI.match(tag.text):
                yield "doi", doi.group(1), tag
        elif tag.name in _FIELDS and not (has_title and tag.name in {"BTI", "TT"}):
            yield _FIELDS[tag.name], tag.text, tag


_GRAMMAR = Grammar(
    format=FORMAT,
    tag=re.compile(r"\ufeff?(?P<tag>[A-Z][A-Z0-9]{1,3}) {0,3}-(?= |$) ?(?P<value>.*)"),
    begins=_begins,
    parts=_parts,
    opening=("PMID",),
)
