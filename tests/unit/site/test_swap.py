from __future__ import annotations

import ctypes
import errno
import sys
from pathlib import Path

import pytest

from generator.site import swap as module
from generator.site.swap import building_folder, recover, swap, sweep


def _site(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "index.html").write_text(text)
    return folder


@pytest.fixture(params=["exchange", "two renames"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "two renames":
        monkeypatch.setattr(module, "exchange", lambda _first, _second: False)


@pytest.mark.usefixtures("_way")
def test_the_new_site_takes_the_place_of_the_old(tmp_path: Path) -> None:
    site = _site(tmp_path / "site", "old")
    swap(_site(building_folder(site), "new"), site)
    assert (site / "index.html").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_first_site_just_moves_in(tmp_path: Path) -> None:
    swap(_site(tmp_path / "site.new-1", "new"), tmp_path / "site")
    assert (tmp_path / "site/index.html").read_text() == "new"


def test_a_file_in_the_site_s_place_is_kept(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    with pytest.raises(NotADirectoryError, match="taken by something that is no folder"):
        swap(_site(tmp_path / "site.new-1", "new"), tmp_path / "site")
    assert (tmp_path / "site").read_text() == "mine"


def test_the_old_site_comes_back_when_the_second_rename_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "exchange", lambda _first, _second: False)
    site = _site(tmp_path / "site", "old")
    with pytest.raises(FileNotFoundError):
        swap(tmp_path / "site.new-1", site)
    assert (site / "index.html").read_text() == "old"


@pytest.mark.parametrize("platform", ["darwin", "linux"])
def test_a_system_without_exchange_is_told_by_false(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_args, **_options: object())
    assert module.exchange(tmp_path, tmp_path) is False


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EINVAL])
def test_a_file_system_without_exchange_is_told_by_false(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(ctypes, "get_errno", lambda: number)
    assert module.exchange(tmp_path / "absent", tmp_path / "too") is False


def test_any_other_failure_of_the_exchange_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        module.exchange(tmp_path / "absent", tmp_path / "too")


def test_recovery_brings_back_the_old_site_and_drops_half_built_ones(tmp_path: Path) -> None:
    _site(tmp_path / "site.old-7", "old")
    _site(tmp_path / "site.new-8", "half")
    _site(tmp_path / "site-of-mine", "mine")
    recover(tmp_path / "site")
    assert (tmp_path / "site/index.html").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "site-of-mine"]


def test_recovery_prefers_the_site_that_stands(tmp_path: Path) -> None:
    _site(tmp_path / "site", "new")
    _site(tmp_path / "site.old-7", "old")
    recover(tmp_path / "site")
    recover(tmp_path / "nowhere" / "site")
    assert (tmp_path / "site/index.html").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_temporary_files_are_swept(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / ".tmp-12-abc").touch()
    (tmp_path / "a" / "page.md").touch()
    sweep((tmp_path / "a", tmp_path / "absent"))
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["page.md"]
