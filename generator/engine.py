"""MkDocs and Git as the separate processes they are; another engine would replace this module alone.

Owns: how MkDocs is called, the date a build is stamped with. Must not: know what is on a page.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from generator.site.files import tree_digest

_ENGINE = ("mkdocs", "mkdocs-material", "Markdown", "pymdown-extensions", "Jinja2", "Pygments")
"""Packages on whose versions the bytes of a site depend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """What MkDocs works on: a folder of real files and a `mkdocs.yml`, nothing else."""

    root: Path
    """Where `mkdocs.yml`, `site_src/` and `.survey/theme/` lie."""
    epoch: int
    """The date of the site, in seconds since 1970; no clock is read."""

    def key(self) -> str:
        """Return a hash of all that the built site depends on."""
        total = hashlib.sha256(f"{self.epoch}".encode())
        for package in _ENGINE:
            total.update(f"{package} {importlib.metadata.version(package)}\n".encode())
        total.update((self.root / "mkdocs.yml").read_bytes())
        for folder in ("site_src", ".survey/theme"):
            total.update(tree_digest(self.root / folder).encode())
        return total.hexdigest()

    def build(self, into: Path) -> subprocess.CompletedProcess[str]:
        """Build the site into a folder, strictly; what MkDocs said is in `stderr`."""
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(into)]
        return subprocess.run(  # noqa: S603 - our own interpreter, no shell, paths of ours
            command,
            cwd=self.root,
            env=environment(self.epoch),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )


def serve(root: Path, address: str) -> subprocess.Popen[bytes]:
    """Start MkDocs' own server, which builds and reloads when a generated file changes."""
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address, "--watch", ".survey/theme"]
    return subprocess.Popen(command, cwd=root, env=environment(0), stdin=subprocess.DEVNULL)  # noqa: S603 - no shell


def environment(epoch: int) -> dict[str, str]:
    """Return the environment of MkDocs: the same bytes whatever the caller's day, zone and language."""
    own = {
        "SOURCE_DATE_EPOCH": str(epoch),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "TZ": "UTC",
        "NO_COLOR": "1",
    }
    return {**os.environ, **own}


def _last_commit(root: Path, paths: Iterable[str]) -> int | None:
    """Return when one of the paths was last committed; None without Git or history."""
    command = ["git", "log", "-1", "--format=%ct", "--", *paths]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603 - no shell
    except FileNotFoundError:
        return None
    answer = done.stdout.strip()
    return int(answer) if done.returncode == 0 and answer.isdecimal() else None


def epoch_of(root: Path, *, inputs: Iterable[str], newest: date | None) -> int:
    """Return the date of the site: SOURCE_DATE_EPOCH, else of the last commit to an input, else of the newest input.

    `newest` is the newest date that the inputs themselves tell; without any, 1980 (the first date zip knows).
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isascii() and given.isdecimal():
        return int(given)
    committed = _last_commit(root, inputs)
    if committed is not None:
        return committed
    day = newest or date(1980, 1, 1)
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
