"""Which field of a BibTeX or BibLaTeX entry is which field of a record, lists taken apart.

The names are those of BibTeX, BibLaTeX, Zotero, Mendeley, JabRef, BibDesk, DBLP, INSPIRE, ADS, Scopus and people.
Owns: those names. Must not: expand macros, clean values; addresses and DOIs lose LaTeX's escapes, with which they are
none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from generator.papers.sources.findings import MAX_AUTHORS
from generator.papers.sources.hints import arxiv_hint, is_arxiv

_ADDRESSES = frozenset({"url", "pdf", "doi", "code", "project", "data"})
_ESCAPED = re.compile(r"\\url\s*\{([^{}]*)\}|\{?\\([_%&#~$])\}?|[{}]")
_AND = re.compile(r"[{}]|(?<=\s)[Aa][Nn][Dd](?=\s)|\\.", re.DOTALL)
_KEYWORDS = re.compile(r"[,;\n]")
_ADDRESS = re.compile(r"https?://[^\s{}\\]+(?:\\[_%&#~][^\s{}\\]*)*")

_SIMPLE = {
    **{name: name for name in ("title", "abstract", "year", "month", "day", "date", "doi", "url", "pmid", "code")},
    **{name: name for name in ("pdf", "project", "data", "openreview", "arxiv", "acl")},
    "journal": "venue",
    "journaltitle": "venue",
    "booktitle": "venue",
    "eventtitle": "venue",
    "school": "venue",
    "arxivid": "arxiv",
    "anthologyid": "acl",
    "ee": "url",
    "link": "url",
    "bdsk-url-1": "url",
    "bdsk-url-2": "url",
    "github": "code",
    "website": "project",
    "homepage": "project",
    "dataset": "data",
    "abstractnote": "abstract",
    "adsurl": "url",
    "doi-url": "url",
    "opturl": "url",
    "arxiv_id": "arxiv",
    "pubmed_id": "pmid",
}
_VENUES = frozenset({"journal", "journaltitle", "booktitle", "eventtitle", "school"})
_HINTS = (
    "journal",
    "journaltitle",
    "booktitle",
    "note",
    "number",
    "volume",
    "howpublished",
    "eprint",
    "publisher",
    "eid",
    "pages",
)
_JOURNALS = {
    f"\\{macro}": name
    for macro, name in {
        "aap": "Astronomy & Astrophysics",
        "aj": "Astronomical Journal",
        "apj": "Astrophysical Journal",
        "apjl": "Astrophysical Journal Letters",
        "apjs": "Astrophysical Journal Supplement",
        "araa": "Annual Review of Astronomy and Astrophysics",
        "jcap": "Journal of Cosmology and Astroparticle Physics",
        "mnras": "Monthly Notices of the Royal Astronomical Society",
        "nat": "Nature",
        "pasj": "Publications of the Astronomical Society of Japan",
        "pasp": "Publications of the Astronomical Society of the Pacific",
        "physrep": "Physics Reports",
        "pra": "Physical Review A",
        "prd": "Physical Review D",
        "pre": "Physical Review E",
        "prl": "Physical Review Letters",
        "rmp": "Reviews of Modern Physics",
    }.items()
}
"""Macros that ADS writes for journals; the AAS's LaTeX styles define them."""


@dataclass(slots=True, kw_only=True)
class Value:
    """A member with its macros expanded."""

    name: str
    text: str
    start: int
    end: int


def parts(value: Value, entry: dict[str, Value]) -> Iterator[tuple[str, str]]:
    """Return (field's name, value) of one value of an entry, a list taken apart."""
    name, text = value.name, value.text
    if name == "author":
        yield from (("author", author) for author in islice(split_authors(text), MAX_AUTHORS + 1))
    elif name in {"keywords", "keyword", "author_keywords"}:
        yield from (("keyword", keyword.strip()) for keyword in _KEYWORDS.split(text))
    elif name == "title" and "subtitle" in entry:
        yield "title", f"{text}: {entry['subtitle'].text}"
    elif name == "eprint":
        yield from _eprint(text, entry)
    elif name == "institution":
        yield from [("venue", text)] if not _VENUES & entry.keys() else []
    elif name in _SIMPLE:
        field = _SIMPLE[name]
        text = _JOURNALS.get(text.strip(" {}"), text) if field == "venue" else text
        yield field, _unescaped(text) if field in _ADDRESSES else text
    elif name in {"howpublished", "note"} and (address := _ADDRESS.search(text)):
        yield "url", _unescaped(address.group())
    if name in _HINTS and (hint := arxiv_hint(text)):
        yield "arxiv", hint


def _unescaped(text: str) -> str:
    """Return an address or DOI without LaTeX's escapes: with them it is none."""
    return _ESCAPED.sub(lambda found: found.group(1) or found.group(2) or "", text).strip()


def _eprint(text: str, entry: dict[str, Value]) -> Iterator[tuple[str, str]]:
    kind = next((entry[name].text.lower() for name in ("archiveprefix", "eprinttype") if name in entry), "")
    if kind == "pubmed":
        yield "pmid", text
    elif kind == "arxiv" or (not kind and is_arxiv(text)):
        yield "arxiv", text


def split_authors(text: str) -> Iterator[str]:
    """Return the names between the `and`s of an author field, outside braces; `others` is no name."""
    for begin, end in _between_ands(text):
        name = text[begin:end].strip(" \t\r\n,;")
        if name and name.lower() not in {"others", "et al.", "et al"}:
            yield name


def _between_ands(text: str) -> Iterator[tuple[int, int]]:
    depth = start = 0
    for found in _AND.finditer(text):
        sign = found.group()
        if sign in "{}":
            depth += 1 if sign == "{" else -1
        elif depth <= 0 and sign[0] != "\\":
            yield start, found.start()
            start = found.end()
    yield start, len(text)
