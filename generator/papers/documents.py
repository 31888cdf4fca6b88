"""The files in `papers/documents/` → decoded documents, with what `documents.yaml` says of each.

Owns: the shape of `documents.yaml`, which files are read at all, size caps, decoding. Must not: read records.
"""

from __future__ import annotations

import stat
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field

from generator.core.diagnostics import Report
from generator.core.model import Document, Location
from generator.core.yamlnodes import Shape, decode, fault, locate, parse, validate
from generator.papers.decoding import MIXED
from generator.papers.decoding import decode as decode_any

FOLDER = "papers/documents"
INDEX = "papers/documents.yaml"
MAX_FILE = 50 * 1024 * 1024
MAX_LINE = 1024 * 1024

_KINDS = (
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"SQLite format 3", "a database"),
)


_ENCODING_NAMES = {"cp1252": "Windows-1252", MIXED: "UTF-8 with bytes of Windows-1252 in it"}


def _day(value: str) -> str:
    try:
        date.fromisoformat(value)
    except ValueError:
        raise fault("bad-date", f"'{value[:40]}' is no day", hint="write it as 2025-12-09") from None
    return value


_Day = Annotated[
    str,
    AfterValidator(_day),
    Field(json_schema_extra={"pattern": r"^\d{4}-\d{2}-\d{2}$", "x-words": "a day, the year first"}),
]


class DocumentShape(Shape):
    """What is known of one document."""

    model_config = ConfigDict(title="document")

    file: Annotated[str, Field(min_length=1)] = Field(
        description="The file's name in papers/documents/.", examples=["lamps.bib"]
    )
    format: Annotated[str, Field(min_length=1)] | None = Field(
        None, description="The format, only where detection is wrong.", examples=["bibtex"]
    )
    origin: Annotated[str, Field(min_length=1)] | None = Field(
        None, description="Where the file comes from, in words or as an address.", examples=["A search for lamps"]
    )
    retrieved: _Day | None = Field(
        None,
        description="The day it was read; dates printed without a year are the last ones before it.",
        examples=["2025-12-09"],
    )


class DocumentsShape(Shape):
    """What is known of the documents."""

    model_config = ConfigDict(title="file")

    documents: list[DocumentShape] = Field(
        description="One entry a document.", examples=[[{"file": "lamps.bib", "retrieved": "2025-12-09"}]]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    location: Location
    format: str | None = None
    origin: str | None = None
    retrieved: date | None = None


def load(root: Path, report: Report) -> tuple[Document, ...]:
    """Return the documents that can be read, sorted by path; what cannot is an error in the report."""
    known = _index(root, report)
    folder = root / FOLDER
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    for name in known.keys() - set(names):
        message = f"'{name}' is not in {FOLDER}"
        report.error("documents/missing", known[name].location, message, hint="put the file there or remove the entry")
    found = [
        _document(folder / name, f"{FOLDER}/{name}", known.get(name), report)
        for name in names
        if not name.startswith(".")
    ]
    return tuple(document for document in found if document)


def _index(root: Path, report: Report) -> dict[str, _Known]:
    path = root / INDEX
    if not path.is_file():
        return {}
    text = decode(path.read_bytes(), path=INDEX, report=report)
    node = parse(text, path=INDEX, report=report) if text is not None else None
    shape = validate(node, DocumentsShape, report=report, room="documents") if node else None
    known: dict[str, _Known] = {}
    for index, entry in enumerate(shape.documents if shape and node else ()):
        location = locate(node, ("documents", index, "file")) if node else Location(path=INDEX)
        if entry.file in known:
            report.error("documents/twice", location, f"'{entry.file}' stands twice", hint="keep one of the entries")
        known[entry.file] = _Known(
            location=location,
            format=entry.format,
            origin=entry.origin,
            retrieved=date.fromisoformat(entry.retrieved) if entry.retrieved else None,
        )
    return known


def read_file(path: Path, *, name: str, report: Report) -> Document | None:
    """Return a file from anywhere as a document of that name; None with an error when it cannot be read."""
    return _document(path, name, None, report)


def _document(path: Path, name: str, known: _Known | None, report: Report) -> Document | None:
    location = Location(path=name)
    content = _content(path, location, report)
    if content is None:
        return None
    text, encoding = decode_any(content)
    if not encoding.startswith("utf") or encoding == MIXED:
        message = f"not UTF-8; read as {_ENCODING_NAMES.get(encoding, encoding)}"
        report.warning("documents/encoding", location, message, hint="save the file as UTF-8")
    if not _is_acceptable(text, location, report):
        return None
    return Document(
        path=location.path,
        text=text,
        format=known.format if known else None,
        retrieved=known.retrieved if known else None,
        origin=known.origin if known else None,
        encoding=encoding,
    )


def _content(path: Path, location: Location, report: Report) -> bytes | None:
    """Return the bytes of a plain file of acceptable size, or None with an error."""
    try:
        state = path.lstat()
        if not stat.S_ISREG(state.st_mode):
            message = "is a link, a folder or a device, not a file; it is not read"
            report.error("documents/not-a-file", location, message, hint="put a plain file in its place")
            return None
        if state.st_size > MAX_FILE:
            message = f"larger than {MAX_FILE // 1024 // 1024} MB; it is not read"
            report.error("documents/too-large", location, message, hint="divide it into smaller files")
            return None
        content = path.read_bytes()
    except OSError as error:
        report.error("documents/unreadable", location, f"cannot be read: {error.strerror}")
        return None
    what = next((name for magic, name in _KINDS if content.startswith(magic)), None)
    if what:
        message = f"is {what}, not text; it is not read"
        report.error("documents/not-text", location, message, hint="put the text itself into papers/documents")
        return None
    return content


def _is_acceptable(text: str, location: Location, report: Report) -> bool:
    """Tell whether a text may be parsed; if not, say why."""
    if "\x00" in text:
        report.error("documents/not-text", location, "holds NUL characters: not text; it is not read")
        return False
    head = text[:1000].lstrip().lower()
    if head.startswith(("<!doctype html", "<html")):
        hint = "save the page's text, or the bibliography that it offers"
        report.error("documents/html", location, "is an HTML page; it is not read", hint=hint)
        return False
    if text.lstrip()[:1] in {"{", "[", "<"}:
        return True  # JSON and XML often stand on one line; their readers take a file of any shape
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        if len(line) > MAX_LINE:
            place = Location(path=location.path, line=number)
            message = f"line of more than {MAX_LINE // 1024 // 1024} MB; the document is not read"
            report.error("documents/long-line", place, message, hint="write one record a line")
            return False
    return True
