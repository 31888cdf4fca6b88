"""EndNote's tagged text (`.enw`, Refer): lines `%T Title`; a record from each `%0`, or after a blank line.

Owns: which tag is which field. Must not: clean values, split lines (`tagged`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.core.model import Document, Reading
from generator.papers.sources import tagged
from generator.papers.sources.hints import arxiv_hint, is_doi, split_keywords
from generator.papers.sources.tagged import Begins, Grammar, Part, Tag

FORMAT = "endnote"

_KIND = re.compile(r"^\ufeff?%0 [A-Z]", re.MULTILINE)
_TITLE = re.compile(r"^\ufeff?%T \S", re.MULTILINE)
_AUTHOR = re.compile(r"^\ufeff?%[AD] \S", re.MULTILINE)
_FIELDS = {"T": "title", "X": "abstract", "D": "year", "8": "date", "J": "venue", "B": "venue", "0": "kind", "F": "key"}
_ONCE = frozenset({"T", "D", "0"})


def detect(text: str, *, path: str) -> int:
    """Return 85 when lines start with `%0` or `%T`, 30 when only the file's name says so."""
    head = text[:100_000]
    if _KIND.search(head) or (_TITLE.search(head) and _AUTHOR.search(head)):
        return 85
    return 30 if path.lower().endswith((".enw", ".refer")) else 0


def read(document: Document) -> Reading:
    """Return a record from each `%0`, or from each block of lines."""
    return tagged.read(document, _GRAMMAR)


def _begins(state: Begins) -> bool:
    return state.tag == "0" or (state.after_blank and bool(_ONCE & state.so_far) and state.tag in {"T", "A", "F"})


def _parts(tags: list[Tag]) -> Iterator[Part]:
    for tag in tags:
        if tag.name == "A":
            yield from (("author", name, tag) for name in re.split(r"\s*;\s*|\n", tag.text))
        elif tag.name == "K":
            yield from (("keyword", word, tag) for word in split_keywords(tag.text))
        elif tag.name == "R":
            yield "doi" if is_doi(tag.text) else "number", tag.text, tag
        elif tag.name in {"U", ">"}:
            yield from (("url" if tag.name == "U" else "pdf", part, tag) for part in tag.text.split())
        elif tag.name == "8" and not any(char.isdigit() for char in tag.text):
            yield "month", tag.text, tag
        elif tag.name in _FIELDS:
            yield _FIELDS[tag.name], tag.text, tag
        if tag.name in {"J", "U", "Z", "R", "M", "I"} and (hint := arxiv_hint(tag.text)):
            yield "arxiv", hint, tag


_GRAMMAR = Grammar(
    format=FORMAT,
    tag=re.compile(r"\ufeff?%(?P<tag>[A-Z0-9!@#$&()*+<>=?^~\[\]|.:])(?=[ \t]|$)[ \t]?(?P<value>.*)"),
    begins=_begins,
    parts=_parts,
)
