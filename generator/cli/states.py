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
from generator.papers.gather import Gathered, gather
from generator.site.files import irregular
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A state that was read: its survey, or None with the reasons among the findings."""

    survey: Survey | None
    findings: tuple[Diagnostic, ...]


def load(root: Path, *sides: State) -> tuple[Loaded, ...]:
    """Load states, in their order; what is the same in two of them is read, and classified, once."""
    known: _Known = {}
    loaded: list[Loaded] = []
    for side in sides:
        earlier = next((one.survey for one in loaded if one.survey), None)
        loaded.append(_load(root, side, known, earlier))
    return tuple(loaded)


_Known = dict[tuple[tuple[str, str], ...], tuple[Gathered, tuple[Diagnostic, ...]]]
"""What documents and curators say and its faults, by path and hash of their files."""


def _load(root: Path, side: State, known: _Known, earlier: Survey | None) -> Loaded:
    report = Report()
    with _folder(root, side, report) as folder:
        if any(irregular(folder, pipeline.INPUTS)):
            return Loaded(survey=pipeline.load(folder, report=report), findings=report.sorted())
        papers = tuple((path, content) for path, content in pipeline.inputs(folder) if path.startswith("papers/"))
        if papers not in known:
            faults = Report()
            known[papers] = (gather(folder, faults), tuple(faults.diagnostics))
        gathered, found = known[papers]
        report.extend(found)
        survey = pipeline.load(folder, report=report, gathered=gathered, earlier=earlier)
    return Loaded(survey=survey, findings=report.sorted())


@contextmanager
def _folder(root: Path, side: State, report: Report) -> Iterator[Path]:
    if side.folder is not None or side.commit is None:
        yield side.folder or root
        return
    with tempfile.TemporaryDirectory(prefix="survey-diff-") as name:
        report.extend(revisions.write(root, side.commit, Path(name)))
        yield Path(name)
