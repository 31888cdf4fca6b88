"""The states of a survey that commands compare: folders as they are on disk, and Git revisions.

Owns: which state an argument names, and loading it. Must not: compare.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator import pipeline, revisions
from generator.core.diagnostics import Diagnostic, Report
from generator.survey import Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One side: a folder as it is on disk, or a commit; `name` is how messages call it."""

    name: str
    folder: Path | None = None
    commit: str | None = None


def named(root: Path, name: str) -> State:
    """Find the state that an argument names: a folder that holds a taxonomy.yaml, else a Git revision."""
    folder = Path(name)
    if (folder / "taxonomy.yaml").is_file():
        return State(name=name, folder=folder.resolve())
    return State(name=name, commit=revisions.resolve(root, name))


def load(root: Path, side: State) -> tuple[Survey | None, tuple[Diagnostic, ...]]:
    """Load a state; None with the reasons when it cannot be read."""
    report = Report()
    with _folder(root, side, report) as folder:
        survey = pipeline.load(folder, report=report)
    found = report.sorted()
    return survey, found


@contextmanager
def _folder(root: Path, side: State, report: Report) -> Iterator[Path]:
    if side.folder is not None or side.commit is None:
        yield side.folder or root
        return
    with tempfile.TemporaryDirectory(prefix="survey-diff-") as name:
        report.extend(revisions.write(root, side.commit, Path(name)))
        yield Path(name)
