"""The live preview for real: edit, look, make a mistake, look again, stop."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.cli import run
from generator.cli.serve import is_input
from tests import projects

pytestmark = [pytest.mark.site, pytest.mark.slow]

LONG = 120
"""Seconds that a slow machine may take for one step."""


def _until(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + LONG
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.2)
    return False


def _page(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=LONG) as answer:  # noqa: S310 - our own server
            return str(answer.read().decode())
    except (urllib.error.URLError, ConnectionError):
        return ""


@contextmanager
def _serving(root: Path, log: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "generator", "--project", str(root), "serve", "--port", str(port)]
    with log.open("wb") as stream, subprocess.Popen(command, cwd=projects.ROOT, stdout=stream, stderr=stream) as server:
        try:
            yield f"http://127.0.0.1:{port}/bees/", server
        finally:
            server.kill()


def _edit(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_edit_look_break_look_mend_stop(tmp_path: Path) -> None:
    root, log = projects.bees(tmp_path / "bees"), tmp_path / "log"
    with _serving(root, log) as (home, server):
        topic = f"{home}topics/mites/"
        assert _until(lambda: ">Mites" in _page(topic)), log.read_text()
        _edit(root / "taxonomy.yaml", "label: Mites", "label: Mites and ticks")
        assert _until(lambda: ">Mites and ticks" in _page(topic)), log.read_text()
        _edit(root / "taxonomy.yaml", "label: Mites and ticks", "lable: Mites")
        assert _until(lambda: "the preview shows the last good pages" in log.read_text()), log.read_text()
        assert "taxonomy.yaml:6:9: error: " in log.read_text()
        assert ">Mites and ticks" in _page(topic)
        _edit(root / "taxonomy.yaml", "lable: Mites", "label: Bee mites")
        assert _until(lambda: ">Bee mites" in _page(topic)), log.read_text()
        _edit(root / "site_src/prose/pages/about.md", "By hand.", "By our own hands.")
        assert _until(lambda: "By our own hands." in _page(f"{home}about/")), log.read_text()
        time.sleep(3)
        builds = log.read_text().count("Building documentation...")
        time.sleep(3)
        assert log.read_text().count("Building documentation...") == builds, "a rebuild loop"
        os.kill(server.pid, signal.SIGINT)
        assert server.wait(timeout=LONG) == 130
    assert log.read_text().endswith("preview stopped\n")


def test_there_must_be_pages_to_begin_with(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    root = projects.bees(tmp_path / "bees")
    _edit(root / "taxonomy.yaml", "label: Mites", "lable: Mites")
    assert run(["--project", str(root), "serve"]) == 1
    assert capfd.readouterr().err.endswith("there are no pages to show yet; mend what is named above and start again\n")


def test_what_counts_as_an_input(tmp_path: Path) -> None:
    inputs = ["taxonomy.yaml", "mkdocs.yml", "papers/curated.yaml", "site_src/prose/pages/about.md"]
    others = ["README.md", ".survey", "papers/.curated.yaml.swp", "papers/curated.yaml~", "papers/4913.tmp"]
    assert [name for name in inputs + others if is_input(tmp_path, tmp_path / name)] == inputs
