"""RIS: one record from `TY` to `ER`, as Zotero, EndNote, publishers and databases write it.

Tolerated: no `ER`, no `TY`, one space instead of two, continuation lines, Web of Science's tags.
Owns: which tag is which field. Must not: clean values, split lines (`tagged`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.core.model import Document, Reading
from generator.papers.sources import tagged
from generator.papers.sources.hints import arxiv_hint, is_address, is_doi, split_keywords
from generator.papers.sources.tagged import Begins, Grammar, Part, Tag

FORMAT = "ris"

_TYPE = re.compile(r"^\ufeff?[ ]{0,3}TY([ \t]{0,4}-)(?=[ \t\r\n]|$)", re.MULTILINE)
_FIELDS = {
    "TI": "title",
    "T1": "title",
    "CT": "title",
    "AB": "abstract",
    "N2": "abstract",
    "ID": "key",
    "TY": "kind",
    "PY": "year",
    "Y1": "year",
    "YR": "year",
    "DA": "date",
    "DO": "doi",
    "DI": "doi",
    "UR": "url",
    "LK": "url",
    "L2": "url",
    "T2": "venue",
    "JO": "venue",
    "JF": "venue",
    "JA": "venue",
    "J2": "venue",
    "SO": "venue",
}
_AUTHORS = ("AF", "AU", "A1")
_HINTS = ("AN", "N1", "M1", "M2", "M3", "C1", "UR", "JO", "JF", "T2", "PB")
_SEVERAL = re.compile(r"\s*;\s*|\n")


def detect(text: str, *, path: str) -> int:
    """Return 90 when a line is `TY  - …`, 30 when only the file's name says so."""
    if _TYPE.search(text[:1_000_000]):
        return 90
    return 30 if path.lower().endswith(".ris") else 0


def read(document: Document) -> Reading:
    """Return a record from each `TY`."""
    signs = {match.group(1) for match in _TYPE.finditer(document.text)} | {"  -"}
    sign = "|".join(re.escape(sign) for sign in sorted(signs))
    pattern = re.compile(rf"\ufeff?[ ]{{0,3}}(?P<tag>[A-Z][A-Z0-9])(?:{sign})(?=[ \t]|$)[ \t]?(?P<value>.*)")
    return tagged.read(document, _grammar(pattern))


def _grammar(pattern: re.Pattern[str]) -> Grammar:
    return Grammar(format=FORMAT, tag=pattern, begins=_begins, parts=_parts, ends="ER", opening=("TY", "PT"))


def _begins(state: Begins) -> bool:
    return state.tag == "TY" or (state.tag == "PT" and "TY" not in state.so_far)


def _parts(tags: list[Tag]) -> Iterator[Part]:
    names = {tag.name for tag in tags}
    authors = next((name for name in _AUTHORS if name in names), "")
    has_title = bool(names & {"TI", "T1", "CT"})
    for tag in tags:
        if tag.name in _FIELDS:
            yield _FIELDS[tag.name], tag.text, tag
        elif tag.name == "BT":
            yield "venue" if has_title else "title", tag.text, tag
        elif tag.name == authors or (tag.name == "A1" and authors == "AU"):
            yield from (("author", author, tag) for author in _SEVERAL.split(tag.text))
        elif tag.name in {"KW", "DE"}:
            yield from (("keyword", keyword, tag) for keyword in split_keywords(tag.text))
        elif tag.name == "L1" and is_address(tag.text):
            yield "pdf", tag.text, tag
        elif tag.name == "M3" and is_doi(tag.text):
            yield "doi", tag.text, tag
        if tag.name in _HINTS and (hint := arxiv_hint(tag.text)):
            yield "arxiv", hint, tag
