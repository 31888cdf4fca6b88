from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from generator.core.diagnostics import Report, render_text
from generator.core.model import Document, Ledger
from generator.papers import documents, sources
from generator.papers.gather import gather

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
    ("content", "reason"),
    [
        pytest.param(b"PK\x03\x04rest", "is a ZIP archive, not text; it is not read", id="zip"),
        pytest.param(b"\x1f\x8brest", "is a gzip archive, not text; it is not read", id="gzip"),
        pytest.param(b"%PDF-1.7", "is a PDF, not text; it is not read", id="pdf"),
        pytest.param(b"a\x00b", "holds NUL characters: not text; it is not read", id="nul"),
        pytest.param(b"\x01\x02\x03b", "holds control characters: not text; it is not read", id="binary"),
        pytest.param(b"a.bib".ljust(257, b"\0") + b"ustar", "is a tar archive, not text; it is not read", id="tar"),
    ],
)
def test_what_is_no_text_is_one_rejected_record(tmp_path: Path, folder: Path, content: bytes, reason: str) -> None:
    (folder / "a.bib").write_bytes(content)
    found, told = loaded(tmp_path)
    assert told == "no findings\n"
    assert [document.text for document in found] == [""]
    (rejected,) = sources.read(found[0]).rejected
    assert (str(rejected.location), rejected.end_line, rejected.code) == (
        "papers/documents/a.bib:1:1",
        1,
        "documents/not-text",
    )
    assert rejected.reason == reason


def test_a_stray_control_character_is_no_reason_to_refuse(tmp_path: Path, folder: Path) -> None:
    text = TEXT * 9 + b"\x00"
    (folder / "a.txt").write_bytes(text)
    found, told = loaded(tmp_path)
    assert (told, [document.refused for document in found]) == ("no findings\n", [None])


def test_a_lost_document_is_an_error_in_the_ledger_and_the_others_stay(tmp_path: Path, folder: Path) -> None:
    (folder / "a.bib").write_bytes(b" <!DOCTYPE html><p>no service</p>")
    (folder / "b.txt").write_bytes(TEXT)
    with (folder / "c.json").open("wb") as file:
        file.truncate(documents.MAX_FILE + 1)
    report = Report()
    found = gather(tmp_path, report)
    assert found.ledger == Ledger(identified=3, rejected=2, duplicates=0, included=1)
    assert render_text(
        tuple(one for one in report.sorted() if one.code.startswith("documents/")), lambda _path, _line: None
    ) == (
        "papers/documents/a.bib:1:1: error: an HTML page, not a bibliography: perhaps an error that was saved in "
        "its place [documents/html]\n"
        "hint: save the page's text, or the bibliography that it offers\n"
        "papers/documents/c.json:1:1: error: larger than 50 MB; it is not read [documents/too-large]\n"
        "hint: divide it into smaller files\n"
        "2 errors in 2 files\n"
    )


def test_links_folders_and_devices_are_refused(tmp_path: Path, folder: Path) -> None:
    (folder / "a").symlink_to("/etc/hostname")
    (folder / "b").symlink_to(folder)
    (folder / "c").mkdir()
    os.mkfifo(folder / "d")
    found, _ = loaded(tmp_path)
    reasons = [document.refused.reason for document in found if document.refused]
    assert reasons == ["is a link, a folder or a device, not a file; it is not read"] * 4


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.txt").write_bytes(TEXT)

    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    found, _ = loaded(tmp_path)
    assert [document.refused.reason for document in found if document.refused] == ["cannot be read: Permission denied"]


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
