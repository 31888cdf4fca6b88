"""What all commands share: the project they work on, and how they speak.

Owns: the streams (results to stdout, progress and findings of a build to stderr). Must not: know a stage.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import click

from generator.core.diagnostics import (
    Diagnostic,
    Report,
    Severity,
    SourceLine,
    render_github,
    render_json,
    render_text,
)
from generator.papers.decoding import decode


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The folder that a command works on."""

    root: Path
    debug: bool = False


pass_project: Callable[..., Callable[..., object]] = click.make_pass_decorator(Project)


def tell(message: str) -> None:
    """Write a line of progress or a message to stderr."""
    click.echo(message, err=True)


def source_lines(root: Path) -> SourceLine:
    """Return a function that gives the lines of the project's files, for the excerpts in findings."""

    @lru_cache(maxsize=64)
    def lines(path: str) -> tuple[str, ...]:
        try:
            # A pipe would block for ever, and a link would show a line of whatever it points at.
            state = (root / path).lstat()
            if not stat.S_ISREG(state.st_mode) or state.st_size > MAX_EXCERPTED:
                return ()
            return tuple(_LINE_END.split(decode((root / path).read_bytes())[0]))
        except OSError:
            return ()

    def line(path: str, number: int) -> str | None:
        found = lines(path)
        return found[number - 1] if 0 < number <= len(found) else None

    return line


MAX_EXCERPTED = 5_000_000
"""Bytes of a file of which findings show lines; a larger one is a dump, and its lines cost memory."""
_LINE_END = re.compile(r"\r\n|\n|\r")

FORMATS = ("text", "json", "github")


def rendered(diagnostics: tuple[Diagnostic, ...], *, root: Path, form: str) -> str:
    """Return findings in one of the FORMATS."""
    if form == "json":
        return render_json(diagnostics)
    if form == "github":
        return render_github(diagnostics)
    return render_text(diagnostics, source_lines(root))


SEVERITIES = {severity.word: severity for severity in reversed(Severity)}


def tell_findings(report: Report, *, root: Path, least: Severity = Severity.WARNING) -> None:
    """Write the findings of a build to stderr; those below `least` are only counted by `survey check`."""
    shown = tuple(diagnostic for diagnostic in report.sorted() if diagnostic.severity >= least)
    if shown:
        tell(rendered(shown, root=root, form="text").rstrip("\n"))
