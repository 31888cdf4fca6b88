from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from generator.core.diagnostics import Report, render_text
from generator.core.model import Document
from generator.papers import documents

TEXT = b"We study a thing of some interest.\n"


def loaded(root: Path) -> tuple[tuple[Document, ...], str]:
    """Return the documents and the findings as text."""
    report = Report()
    found = documents.load(root, report)
    return found, render_text(report.sorted(), lambda _path, _line: None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the documents' folder of an empty project."""
    path = tmp_path / "papers" / "documents"
    path.mkdir(parents=True)
    return path


def test_documents_come_by_name_with_what_the_index_says(tmp_path: Path, folder: Path) -> None:
    (folder / "b.txt").write_bytes(TEXT)
    (folder / "a.txt").write_bytes(TEXT)
    (folder / ".hidden").write_bytes(TEXT)
    (tmp_path / "papers" / "documents.yaml").write_text(
        "documents:\n  - file: b.txt\n    origin: A page\n    retrieved: 2025-12-09\n    format: abstracts\n",
        encoding="utf-8",
    )
    found, findings = loaded(tmp_path)
    assert findings == "no findings\n"
    assert found == (
        Document(path="papers/documents/a.txt", text=TEXT.decode()),
        Document(
            path="papers/documents/b.txt",
            text=TEXT.decode(),
            format="abstracts",
            retrieved=date(2025, 12, 9),
            origin="A page",
        ),
    )


def test_no_folder_is_no_document(tmp_path: Path) -> None:
    assert loaded(tmp_path) == ((), "no findings\n")


@pytest.mark.parametrize(
    ("content", "text", "findings"),
    [
        pytest.param(b"\xef\xbb\xbfa\r\nb", "a\r\nb", "no findings\n", id="bom-and-crlf"),
        pytest.param("é".encode("utf-16"), "é", "no findings\n", id="utf-16"),
        pytest.param(
            b"caf\xe9",
            "café",
            "papers/documents/a.txt:1:1: warning: not UTF-8; read as Windows-1252 [documents/encoding]\n"
            "hint: save the file as UTF-8\n1 warning in 1 file\n",
            id="windows-1252",
        ),
    ],
)
def test_encodings(tmp_path: Path, folder: Path, content: bytes, text: str, findings: str) -> None:
    (folder / "a.txt").write_bytes(content)
    found, told = loaded(tmp_path)
    assert ([document.text for document in found], told) == ([text], findings)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"PK\x03\x04rest", "is a ZIP archive, not text; it is not read [documents/not-text]", id="zip"),
        pytest.param(b"%PDF-1.7", "is a PDF, not text; it is not read [documents/not-text]", id="pdf"),
        pytest.param(b"a\x00b", "holds NUL characters: not text; it is not read [documents/not-text]", id="nul"),
        pytest.param(b" <!DOCTYPE html><p>", "is an HTML page; it is not read [documents/html]", id="html"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, folder: Path, content: bytes, message: str) -> None:
    (folder / "a.bib").write_bytes(content)
    found, told = loaded(tmp_path)
    assert found == ()
    assert told.splitlines()[0] == f"papers/documents/a.bib:1:1: error: {message}"


def test_caps_hold_before_anything_is_parsed(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_LINE", 1024 * 1024)
    (folder / "a.txt").write_bytes(b"x\n" + b"y" * (1024 * 1024 + 1))
    with (folder / "b.txt").open("wb") as file:
        file.truncate(documents.MAX_FILE + 1)
    found, told = loaded(tmp_path)
    assert found == ()
    assert told == (
        "papers/documents/a.txt:2:1: error: line of more than 1 MB; the document is not read [documents/long-line]\n"
        "hint: write one record a line\n"
        "papers/documents/b.txt:1:1: error: larger than 50 MB; it is not read [documents/too-large]\n"
        "hint: divide it into smaller files\n"
        "2 errors in 2 files\n"
    )


def test_links_folders_and_devices_are_refused(tmp_path: Path, folder: Path) -> None:
    (folder / "a").symlink_to("/etc/hostname")
    (folder / "b").symlink_to(folder)
    (folder / "c").mkdir()
    os.mkfifo(folder / "d")
    found, told = loaded(tmp_path)
    assert found == ()
    assert told.count("is a link, a folder or a device, not a file; it is not read [documents/not-a-file]") == 4


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.txt").write_bytes(TEXT)

    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    found, told = loaded(tmp_path)
    assert found == ()
    assert (
        told.splitlines()[0]
        == "papers/documents/a.txt:1:1: error: cannot be read: Permission denied [documents/unreadable]"
    )


def test_faults_of_the_index_are_told_with_their_lines(tmp_path: Path, folder: Path) -> None:
    (folder / "a.txt").write_bytes(TEXT)
    (tmp_path / "papers" / "documents.yaml").write_text(
        "documents:\n  - file: a.txt\n  - file: a.txt\n  - file: gone.txt\n", encoding="utf-8"
    )
    found, told = loaded(tmp_path)
    assert len(found) == 1
    assert told == (
        "papers/documents.yaml:3:11: error: 'a.txt' stands twice [documents/twice]\n"
        "hint: keep one of the entries\n"
        "papers/documents.yaml:4:11: error: 'gone.txt' is not in papers/documents [documents/missing]\n"
        "hint: put the file there or remove the entry\n"
        "2 errors in 1 file\n"
    )


def test_a_day_that_is_none_is_told(tmp_path: Path, folder: Path) -> None:
    (folder / "a.txt").write_bytes(TEXT)
    index = tmp_path / "papers" / "documents.yaml"
    index.write_text("documents:\n  - file: a.txt\n    retrieved: 2025-13-01\n", encoding="utf-8")
    _, told = loaded(tmp_path)
    assert (
        told.splitlines()[0]
        == "papers/documents.yaml:3:16: error: '2025-13-01' is no day in item 1 of 'documents' [documents/bad-date]"
    )
    index.write_bytes(b"\xff")
    _, told = loaded(tmp_path)
    assert "[yaml/encoding]" in told
