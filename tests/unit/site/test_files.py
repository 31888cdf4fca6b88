from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import pytest

from generator.core.diagnostics import render_text
from generator.site.files import TEMPORARY, digest, irregular, make_folder, set_modes, tree_digest, walk, write_all


def _texts(root: Path, *names: str) -> list[str]:
    return [render_text((found,), lambda _path, _line: None).split("\n")[0] for found in irregular(root, names)]


def test_digest_does_not_see_line_ends() -> None:
    assert digest(b"a\r\nb\r\n") == digest(b"a\nb\n") != digest(b"a\nc\n")


def test_walk_is_sorted_and_follows_no_link(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "loop").symlink_to("..")
    (tmp_path / "b" / "x").touch()
    (tmp_path / "a").touch()
    assert [path.relative_to(tmp_path).as_posix() for path in walk(tmp_path)] == ["a", "b/loop", "b/x"]
    assert list(walk(tmp_path / "b" / "loop")) == []


def test_links_pipes_and_sockets_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "link.txt").symlink_to("/etc/hostname")
    (tmp_path / "docs" / "loop").symlink_to(".")
    os.mkfifo(tmp_path / "docs" / "pipe")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("docs/socket")
        what = "where only plain files and folders are accepted [site/no-plain-file]"
        assert _texts(tmp_path, "docs", "absent") == [
            f"docs/link.txt:1:1: error: a symbolic link {what}",
            f"docs/loop:1:1: error: a symbolic link {what}",
            f"docs/pipe:1:1: error: a named pipe {what}",
            f"docs/socket:1:1: error: a socket {what}",
        ]


def test_a_link_in_the_place_of_the_folder_itself_is_found(tmp_path: Path) -> None:
    (tmp_path / "papers").symlink_to("/etc")
    assert len(_texts(tmp_path, "papers")) == 1


def test_modes_do_not_depend_on_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        write_all({tmp_path / "a" / "b" / "c.md": b"text"})
        make_folder(tmp_path / "d")
        (tmp_path / "d" / "e").mkdir()
        (tmp_path / "d" / "e" / "f").touch()
    finally:
        os.umask(before)
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "a" / "b" / "c.md").stat().st_mode & 0o777 == 0o644
    set_modes(tmp_path / "d")
    assert [(tmp_path / "d" / name).stat().st_mode & 0o777 for name in ("e", "e/f")] == [0o755, 0o644]


def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("old")
    flushed: list[int] = []

    def full_at_the_second(descriptor: int) -> None:
        flushed.append(descriptor)
        if len(flushed) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_at_the_second)
    with pytest.raises(OSError, match="No space left on device") as caught:
        write_all({tmp_path / "a.md": b"new", tmp_path / "b.md": b"new"})
    assert caught.value.filename == str(tmp_path / "b.md")
    assert [(path.name, path.read_text()) for path in walk(tmp_path)] == [("a.md", "old")]


def test_temporary_files_lie_beside_their_target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda _descriptor: seen.extend(path.name for path in walk(tmp_path)))
    write_all({tmp_path / "a.md": b"new"})
    assert [name.startswith(TEMPORARY) for name in seen] == [True]


def test_tree_digest_sees_names_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    first = tree_digest(tmp_path)
    (tmp_path / "a").write_text("2")
    second = tree_digest(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    assert len({first, second, tree_digest(tmp_path)}) == 3


def test_many_files_are_flushed_at_once_before_they_are_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[set[bool]] = []
    monkeypatch.setattr(os, "fsync", lambda _descriptor: seen.append(set()))
    monkeypatch.setattr(os, "sync", lambda: seen.append({path.name.startswith(TEMPORARY) for path in walk(tmp_path)}))
    write_all({tmp_path / f"{number}.md": b"new" for number in range(100)})
    assert seen == [{True}]
    assert sorted(int(path.stem) for path in walk(tmp_path)) == list(range(100))
