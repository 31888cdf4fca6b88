"""Tables as text (CSV, TSV, semicolons, bars): one record a row, columns told by their names.

The names are those that Zotero, Scopus, Web of Science, IEEE Xplore, PubMed, Springer, Dimensions, Lens, Publish or
Perish, Rayyan and people give them. Owns: delimiter, header, columns → fields.
Must not: cut rows (`table_rows`), clean values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from generator.core.model import Document, Field, Reading
from generator.core.text import fold, split_names
from generator.papers.sources.findings import Findings
from generator.papers.sources.hints import arxiv_hint, split_keywords
from generator.papers.sources.source import Source
from generator.papers.sources.table_rows import DELIMITERS, LINE_END, Row, cut_line, cut_row

FORMAT = "table"

_HEADER_LINES = 20
"""Lines above the header that a table may have: a title, a note on the export."""

_AUTHORS = (
    "author full names",
    "author full name",
    "authors",
    "author",
    "author s",
    "author names",
    "creators",
    "af",
    "au",
    *(
        "autoren",
        "autor",
        "verfasser",
        "auteurs",
        "auteur",
        "autores",
        "autori",
        "авторы",
        "автор",
        "作者",
        "저자",
        "著者",
    ),
)
"""Full names first: of several columns only the first of these is read."""
_ALIASES: dict[str, tuple[str, ...]] = {
    "title": (
        "title",
        "article title",
        "document title",
        "item title",
        "paper title",
        "ti",
        "primary title",
        "paper",
        "name",
        *(
            "titel",
            "titre",
            "titulo",
            "titolo",
            "название",
            "заглавие",
            "标题",
            "题名",
            "篇名",
            "標題",
            "제목",
            "タイトル",
        ),
    ),
    "abstract": (
        *("abstract", "abstract note", "ab", "summary", "abstracts", "paper abstract"),
        *("zusammenfassung", "resume", "resumen", "resumo", "riassunto", "аннотация", "摘要", "초록", "抄録"),
    ),
    "author": _AUTHORS,
    "year": (
        *("year", "publication year", "pub year", "pubyear", "py", "published year", "year published"),
        *("jahr", "erscheinungsjahr", "annee", "ano", "anno", "год", "年份", "年", "출판년도", "出版年"),
    ),
    "date": ("date", "publication date", "date published", "published", "cover date", "online date", "issue date"),
    "month": ("published month", "month"),
    "doi": ("doi", "item doi", "di", "doi link", "digital object identifier"),
    "arxiv": ("arxiv", "arxiv id", "arxivid", "eprint"),
    "acl": ("acl", "acl id", "anthology id"),
    "openreview": ("openreview", "openreview id", "forum"),
    "pmid": ("pmid", "pubmed id", "pm"),
    "venue": (
        *("publication title", "source title", "journal", "journal book", "venue", "so", "source", "conference"),
        *("zeitschrift", "revue", "revista", "rivista", "журнал", "期刊", "来源", "文献来源", "刊名", "학술지", "雑誌"),
        *("proceedings title", "book title", "publication", "journal title", "conference name", "booktitle"),
    ),
    "url": (
        "url",
        "link",
        "article url",
        "articleurl",
        "source url",
        "paper url",
        "html link",
        "links",
        "document url",
    ),
    "pdf": ("pdf", "pdf link", "pdf url", "fulltext url"),
    "code": ("code", "github", "code url", "repository", "repo"),
    "project": ("project", "project page", "website"),
    "keyword": (
        *("keywords", "author keywords", "keyword", "index keywords", "manual tags", "tags", "de", "mesh terms"),
        *("ieee terms", "index terms", "topics", "tag"),
    ),
    "kind": ("item type", "document type", "publication type", "content type", "type", "kind", "dt", "entry type"),
    "key": (
        "key",
        "citation key",
        "id",
        "eid",
        "ut",
        "lens id",
        "publication id",
        "identifier",
        "bibtex key",
        "ut unique wos id",
    ),
    "author_count": ("author count",),
    "organisation": ("organisation", "organization", "institute", "institution"),
}
_FIELD_OF = {alias: name for name, aliases in _ALIASES.items() for alias in aliases}
_DESCRIBING = frozenset({"title", "abstract", "doi", "arxiv", "acl", "openreview", "pmid"})
_GUARD = re.compile(r"\A'(?=[=+\-@＝＋－＠'])")
"""What a table puts before a value that a spreadsheet would take for a formula; ours does so too."""
_NO_LETTERS = re.compile(r"[\W_]+")
_MARKDOWN_RULE = re.compile(r"^[ \t]*+(?:\|[ \t]*+)?:?-{2,100}:?[ \t]*+\|[ \t:|-]*+$", re.MULTILINE)


def detect(text: str, *, path: str) -> int:
    """Return 70 when a header names a title and something else, 50 by header and file name, 25 by the name alone."""
    by_name = path.lower().endswith((".csv", ".tsv", ".tab"))
    head = text[:100_000]
    if text[:1].strip() in {"{", "[", "<", "@", "%"} and not by_name:
        return 0
    if path.lower().endswith((".md", ".markdown")) or _MARKDOWN_RULE.search(head):
        return 0
    found = _find_header(Source(document=Document(path=path, text=head), format=FORMAT))
    if found is None:
        return 25 if by_name else 0
    return 70 if len(found.names) > 1 else 50 if by_name else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    """Which column is which field, and where the rows begin."""

    delimiter: str
    names: dict[int, str]
    width: int
    start: int
    end: int


def read(document: Document) -> Reading:
    """Return a record a row; rows of another width than the header's are rejected unless only empty cells differ."""
    source = Source(document=document, format=FORMAT)
    header = _find_header(source)
    if header is None:
        reason = "no header that names a column 'title', 'abstract', 'doi' or the like"
        return Reading(rejected=(source.rejected(reason, 0, len(document.text)),))
    found = Findings(source=source)
    for row in _rows(document.text, header):
        if fault := _fault(row, header):
            found.reject(fault, row.start, row.end)
            continue
        is_record = found.described(_fields(source, row, header), row.start, row.end)
        if is_record and len(row.cells) < header.width:
            found.remark(row.start, f"the row has {len(row.cells)} values, the header {header.width}")
    return found.reading("header")


def _find_header(source: Source) -> _Header | None:
    """Return the first line that names columns, with the delimiter that finds most of them."""
    text = source.document.text
    for line in islice(source.lines, _HEADER_LINES):
        best: _Header | None = None
        for delimiter in DELIMITERS:
            row = cut_row(text, line.start, delimiter)
            names = columns([cell.text for cell in row.cells])
            if names and (best is None or len(names) > len(best.names)):
                best = _Header(delimiter=delimiter, names=names, width=len(row.cells), start=row.start, end=row.end)
        if best and _DESCRIBING & set(best.names.values()) and (best.width > 1 or len(source.starts) > 1):
            return best
    return None


def columns(header: list[str]) -> dict[int, str]:
    """Return fields by column, told by the columns' names; of two for one field both are kept, but for authors."""
    folded = [_NO_LETTERS.sub(" ", fold(name)).strip() for name in header]
    best = next((name for name in _AUTHORS if name in folded), None)
    if "venue year" in folded and "abstract" not in folded:
        # Our own export: its summary is one sentence of the abstract, which would pass for the whole.
        folded = ["" if name == "summary" else name for name in folded]
    found = {number: _FIELD_OF[name] for number, name in enumerate(folded) if name in _FIELD_OF}
    return {number: field for number, field in found.items() if field != "author" or folded[number] == best}


def _rows(text: str, header: _Header) -> Iterator[Row]:
    """Return the rows below the header; where a quote swallows lines of other rows, each line alone."""
    at = header.end
    while at < len(text):
        if text[at] in "\r\n":
            at += 1
            continue
        row = cut_row(text, at, header.delimiter)
        if not row.is_whole or (len(row.cells) != header.width and LINE_END.search(text, row.start, row.end)):
            row = cut_line(text, at, header.delimiter, width=header.width)
        if any(cell.text.strip() for cell in row.cells):
            yield row
        at = max(row.end, at + 1)


def _fault(row: Row, header: _Header) -> str | None:
    if not row.is_whole:
        return "a quote is not closed"
    if any(cell.text.strip() for cell in row.cells[header.width :]):
        return f"the row has {len(row.cells)} values, the header {header.width}"
    return None


def _fields(source: Source, row: Row, header: _Header) -> Iterator[Field]:
    for number, cell in enumerate(row.cells):
        name = header.names.get(number)
        if name is None or not cell.text.strip():
            continue
        for field, value in _typed(name, _GUARD.sub("", cell.text)):
            yield source.field(field, value, cell.start, cell.end)


def _typed(name: str, value: str) -> Iterator[tuple[str, str]]:
    """Return the fields of one cell, a list taken apart."""
    if name == "author":
        yield from (("author", author) for author in split_authors(value))
    elif name == "keyword":
        yield from (("keyword", keyword) for keyword in split_keywords(value))
    else:
        yield name, value
    if name in {"url", "venue", "key"} and (hint := arxiv_hint(value)):
        yield "arxiv", hint


_NUMBER = re.compile(r"\s*\(\d+\)$")
"""Scopus writes `Baker, Ann (57100000001)`."""
_INITIALS = re.compile(r"(?:[A-Z]\.?[ -]?){1,4}")


def split_authors(text: str) -> tuple[str, ...]:
    """Return the names of a cell: between `;` or `|`, else as `core.text.split_names` tells them apart.

    `Lee, A., Li, B.` pairs family names with the initials that follow.
    """
    if ";" in text or "|" in text:
        parts = [_NUMBER.sub("", part.strip(" ,\r\n\t")) for part in re.split(r"[;|]", text)]
        return tuple(part for part in parts if part)
    parts = [part.strip() for part in text.split(",") if part.strip()]
    is_paired = len(parts) > 1 and len(parts) % 2 == 0 and all(_INITIALS.fullmatch(part) for part in parts[1::2])
    if is_paired:
        return tuple(f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True))
    return split_names(text)
