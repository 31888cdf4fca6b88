"""What tests of the real site share: the real survey, built once in a process that reaches no network."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import projects

# Python runs a module of this name at the start of every process, MkDocs' included.
_NO_NETWORK = """
import socket

def refuse(*_arguments, **_options):
    raise OSError("the network is blocked")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse
"""

Build = Callable[..., Path]


@pytest.fixture(scope="session")
def build_alone(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Give a function that builds a project in a process of its own, under an environment of its own."""
    blocked = tmp_path_factory.mktemp("blocked")
    (blocked / "sitecustomize.py").write_text(_NO_NETWORK)

    def build(root: Path, **environment: str) -> Path:
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "TMPDIR")}
        own = {"PYTHONPATH": f"{projects.ROOT}:{blocked}", "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "generator", "--project", str(root), "build"],
            env=kept | own | environment,
            cwd=root,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        (root / "said.txt").write_text(done.stdout, encoding="utf-8")
        return root

    return build


@pytest.fixture(scope="session")
def real_survey(tmp_path_factory: pytest.TempPathFactory, build_alone: Build) -> Path:
    """Give the folder of the real survey with its `site/`, and in `said.txt` what the build said."""
    root = projects.real(tmp_path_factory.mktemp("real") / "one")
    return build_alone(root, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
