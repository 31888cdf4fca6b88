"""The real survey, built twice under other circumstances and without a network: the same bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.site.files import tree_digest, walk
from tests import projects

pytestmark = [pytest.mark.site, pytest.mark.slow]

# Python runs a module of this name at the start of every process, MkDocs' included.
_NO_NETWORK = """
import socket

def refuse(*_arguments, **_options):
    raise OSError("the network is blocked")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse
"""


def _build(root: Path, blocked: Path, **environment: str) -> Path:
    """Build in a process of its own that reaches no other host; return the site."""
    (blocked / "sitecustomize.py").write_text(_NO_NETWORK)
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "TMPDIR")}
    done = subprocess.run(
        [sys.executable, "-m", "generator", "--project", str(root), "build"],
        env=kept | {"PYTHONPATH": f"{projects.ROOT}:{blocked}", "PYTHONDONTWRITEBYTECODE": "1"} | environment,
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return root / "site"


def _files(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): str(path.stat().st_mode) for path in walk(site)}


def test_two_builds_are_byte_identical(tmp_path: Path) -> None:
    first = projects.real(tmp_path / "one")
    second = projects.real(tmp_path / "zwei über #2 100%")
    documents = second / "papers/documents"
    for path in sorted(documents.iterdir(), reverse=True):
        shutil.copyfile(path, documents / f"{path.name}.new")
        path.unlink()
        (documents / f"{path.name}.new").rename(path)
    one = _build(first, tmp_path, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    two = _build(second, tmp_path, PYTHONHASHSEED="2", TZ="Asia/Tokyo", LC_ALL="C.UTF-8")
    assert _files(one) == _files(two)
    differing = [name for name in _files(one) if (one / name).read_bytes() != (two / name).read_bytes()]
    assert differing == []
    assert tree_digest(one) == tree_digest(two)
    assert tree_digest(first / "site_src") == tree_digest(second / "site_src")
