"""The files in `papers/documents/` → decoded documents, with what `documents.yaml` says of each.

Owns: the shape of `documents.yaml`, which files are read at all, size caps, decoding. Must not: read records.
"""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field

from generator.core.diagnostics import Report
from generator.core.model import Document, Location, Rejected
from generator.core.yamlnodes import Shape, decode, fault, locate, parse, validate
from generator.papers.decoding import MIXED, first_beyond_ascii
from generator.papers.decoding import decode as decode_any

FOLDER = "papers/documents"
INDEX = "papers/documents.yaml"
MAX_FILE = 50 * 1024 * 1024
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
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of Microsoft Office"),
    (b"{\\rtf", "a rich-text file"),
    (b"\x7fELF", "a program"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
)
_TAR, _TAR_AT = b"ustar", 257
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROLS_IN = 100
"""Of so many characters of a text fewer than one is a control; a stray one harms nobody."""


_ENCODING_NAMES = {
    **{f"cp{number}": f"Windows-{number}" for number in range(1250, 1257)},
    "gb18030": "GBK (GB 18030)",
    "cp932": "Shift-JIS",
    "euc_jp": "EUC-JP",
    "cp949": "EUC-KR",
    "big5": "Big5",
    "koi8-r": "KOI8-R",
    "iso8859-2": "ISO 8859-2",
    "mac-roman": "Mac Roman",
    MIXED: "UTF-8 with bytes of Windows-1252 in it",
}


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
    """Return the documents sorted by path; one of which nothing can be read is `refused`, with the reason."""
    known = _index(root, report)
    folder = root / FOLDER
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    for name in known.keys() - set(names):
        message = f"'{name}' is not in {FOLDER}"
        report.error("documents/missing", known[name].location, message, hint="put the file there or remove the entry")
    return tuple(
        _document(folder / name, f"{FOLDER}/{name}", known.get(name), report)
        for name in names
        if not name.startswith(".")
    )


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


def read_file(path: Path, *, name: str, report: Report) -> Document:
    """Return a file from anywhere as a document of that name."""
    return _document(path, name, None, report)


def _document(path: Path, name: str, known: _Known | None, report: Report) -> Document:
    text, encoding, refused = "", "utf-8", None
    try:
        content = _content(path)
        text, encoding = decode_any(content)
        _demand_text(text)
    except _RefusedError as why:
        text, refused = "", why.rejected(name)
    else:
        _tell_encoding(content, encoding, Location(path=name), report)
    return Document(
        path=name,
        text=text,
        format=known.format if known else None,
        retrieved=known.retrieved if known else None,
        origin=known.origin if known else None,
        encoding=encoding,
        refused=refused,
    )


class _RefusedError(Exception):
    """Nothing of a file can be read."""

    def __init__(self, code: str, reason: str, *, hint: str | None = None) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.hint = hint

    def rejected(self, path: str) -> Rejected:
        """Return the whole document as one rejected record."""
        return Rejected(
            location=Location(path=path),
            end_line=1,
            format="unknown",
            raw="",
            reason=self.reason,
            code=self.code,
            hint=self.hint,
        )


def _content(path: Path) -> bytes:
    """Return the bytes of a plain file of acceptable size that is no archive or picture.

    Raises:
        _RefusedError: it is none.
    """
    try:
        state = path.lstat()
        if not stat.S_ISREG(state.st_mode):
            reason = "is a link, a folder or a device, not a file; it is not read"
            raise _RefusedError("documents/not-a-file", reason, hint="put a plain file in its place")
        if state.st_size > MAX_FILE:
            reason = f"larger than {MAX_FILE // 1024 // 1024} MB; it is not read"
            raise _RefusedError("documents/too-large", reason, hint="divide it into smaller files")
        content = path.read_bytes()
    except OSError as error:
        raise _RefusedError("documents/unreadable", f"cannot be read: {error.strerror}") from None
    what = next((name for magic, name in _KINDS if content.startswith(magic)), None)
    if what is None and content[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR:
        what = "a tar archive"
    if what:
        hint = "put the text itself into papers/documents"
        raise _RefusedError("documents/not-text", f"is {what}, not text; it is not read", hint=hint)
    return content


def _demand_text(text: str) -> None:
    """Refuse a text with many control characters: it is none.

    Raises:
        _RefusedError: one character in a hundred is a control that no text holds.
    """
    controls = len(_CONTROL.findall(text)) if _CONTROL.search(text) else 0
    if controls * _CONTROLS_IN > len(text):
        what = "NUL" if text.count("\x00") * 2 > controls else "control"
        raise _RefusedError("documents/not-text", f"holds {what} characters: not text; it is not read")


def _tell_encoding(content: bytes, encoding: str, location: Location, report: Report) -> None:
    if encoding.startswith("utf") and encoding != MIXED:
        return
    name = _ENCODING_NAMES.get(encoding, encoding)
    place = replace(location, line=1 + content[: first_beyond_ascii(content)].count(b"\n"))
    report.warning("documents/encoding", place, f"not UTF-8; read as {name}", hint="save the file as UTF-8")
