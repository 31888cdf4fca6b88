from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.lock import LOCK, LockedError, locked


def test_the_second_run_is_told_who_holds_the_project(tmp_path: Path) -> None:
    with (
        locked(tmp_path),
        pytest.raises(LockedError, match=rf"^another run \(process {os.getpid()}\) is working on this project$"),
        locked(tmp_path),
    ):
        pass
    with locked(tmp_path):
        pass


@pytest.mark.parametrize("left", ["999999\n", "", "not a number"])
def test_a_lock_file_left_by_a_dead_run_is_no_lock(tmp_path: Path, left: str) -> None:
    (tmp_path / LOCK).parent.mkdir()
    (tmp_path / LOCK).write_text(left)
    with locked(tmp_path):
        assert (tmp_path / LOCK).read_text() == f"{os.getpid()}\n"
