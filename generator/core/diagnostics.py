"""Faults in data as values: where, what, how bad, and the cure; and their text, JSON and GitHub renderings.

Owns: Severity, Diagnostic, Report and the renderings. Must not: read files or print.
Form and exit codes: GNU style, 1-based, lower case, no full stop; sorted; one count at the end.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from generator.core.model import Location


class Severity(IntEnum):
    """How bad a finding is; ordered."""

    NOTE = 0
    WARNING = 1
    ERROR = 2

    @property
    def word(self) -> str:
        """The lower-case word that messages use."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding. `code` is `room/rule`; `hint` is the cure; `related` are other places of the same fault."""

    severity: Severity
    code: str
    location: Location
    message: str
    hint: str | None = None
    related: tuple[tuple[Location, str], ...] = ()

    @property
    def sort_key(self) -> tuple[Location, int, str, str]:
        """By place, then the gravest first."""
        place = self.location
        return (
            Location(path=place.path, line=place.line, column=place.column),
            -self.severity,
            self.code,
            self.message,
        )


@dataclass(slots=True)
class Report:
    """Collects diagnostics while transforms run; the only mutable value of the domain."""

    diagnostics: list[Diagnostic] = field(default_factory=list)

    def add(self, diagnostic: Diagnostic) -> None:
        """Add one finding."""
        self.diagnostics.append(diagnostic)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Add many findings."""
        self.diagnostics.extend(diagnostics)

    def error(self, code: str, location: Location, message: str, *, hint: str | None = None) -> None:
        """Add an error."""
        self.add(Diagnostic(severity=Severity.ERROR, code=code, location=location, message=message, hint=hint))

    def warning(self, code: str, location: Location, message: str, *, hint: str | None = None) -> None:
        """Add a warning."""
        self.add(Diagnostic(severity=Severity.WARNING, code=code, location=location, message=message, hint=hint))

    def note(self, code: str, location: Location, message: str, *, hint: str | None = None) -> None:
        """Add a note."""
        self.add(Diagnostic(severity=Severity.NOTE, code=code, location=location, message=message, hint=hint))

    def sorted(self) -> tuple[Diagnostic, ...]:
        """Return all findings once each, by place."""
        unique = dict.fromkeys(self.diagnostics)
        return tuple(sorted(unique, key=lambda diagnostic: diagnostic.sort_key))

    @property
    def worst(self) -> Severity | None:
        """The gravest severity seen, or None when there is no finding."""
        return max((diagnostic.severity for diagnostic in self.diagnostics), default=None)


SourceLine = Callable[[str, int], str | None]
"""Gives a line of a file (path, line from 1) without its end, or None when it cannot be had."""


def visible(text: str) -> str:
    """Replace control and other unprintable characters, so that data cannot drive a terminal or a log."""
    return "".join(char if char.isprintable() or char == "\t" else "�" for char in text)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def summary(diagnostics: tuple[Diagnostic, ...]) -> str:
    """Return the closing line: `2 errors, 1 warning, 14 notes in 5 files`, or `no findings`."""
    if not diagnostics:
        return "no findings"
    parts = [
        _count(number, severity.word)
        for severity in sorted(Severity, reverse=True)
        if (number := sum(d.severity == severity for d in diagnostics))
    ]
    return f"{', '.join(parts)} in {_count(len({d.location.path for d in diagnostics}), 'file')}"


_LINE_WIDTH = 160


def _excerpt(line: str, location: Location) -> list[str]:
    """Return the source line and a caret line below it; a long line is cut around the place."""
    start = location.column - 1
    length = max(1, (location.end_column or location.column + 1) - location.column)
    cut = max(0, start - _LINE_WIDTH // 2) if len(line) > _LINE_WIDTH else 0
    shown = visible(line[cut : cut + _LINE_WIDTH]).replace("\t", " ")
    caret = " " * (start - cut) + "^" * min(length, max(1, len(shown) - (start - cut)))
    return [f"{location.line:>5} | {shown}".rstrip(), f"      | {caret}"]


def render_text(diagnostics: tuple[Diagnostic, ...], source_line: SourceLine, *, limit: int | None = 100) -> str:
    """Return the findings as `path:line:col: severity: message [code]` with the line, a caret and the cure."""
    lines: list[str] = []
    for diagnostic in diagnostics[:limit]:
        place = diagnostic.location
        lines.append(f"{place}: {diagnostic.severity.word}: {visible(diagnostic.message)} [{diagnostic.code}]")
        source = source_line(place.path, place.line) if diagnostic.severity > Severity.NOTE else None
        if source is not None:
            lines += _excerpt(source, place)
        lines += [f"{where}: {visible(what)}" for where, what in diagnostic.related]
        if diagnostic.hint:
            lines.append(f"hint: {visible(diagnostic.hint)}")
    if limit is not None and len(diagnostics) > limit:
        lines.append(f"… and {len(diagnostics) - limit} more")
    lines.append(summary(diagnostics))
    return "\n".join(lines) + "\n"


def render_json(diagnostics: tuple[Diagnostic, ...]) -> str:
    """Return the findings as a JSON array of objects, one a finding, in order."""
    rows = [
        {
            "path": d.location.path,
            "line": d.location.line,
            "column": d.location.column,
            "end_column": d.location.end_column,
            "severity": d.severity.word,
            "code": d.code,
            "message": d.message,
            "hint": d.hint,
            "related": [
                {"path": where.path, "line": where.line, "column": where.column, "message": what}
                for where, what in d.related
            ],
        }
        for d in diagnostics
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _github(text: str, *, is_property: bool = False) -> str:
    escaped = _visible_lines(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escaped.replace(":", "%3A").replace(",", "%2C") if is_property else escaped


def _visible_lines(text: str) -> str:
    return "\n".join(visible(line) for line in text.split("\n"))


_GITHUB_COMMAND = {Severity.NOTE: "notice", Severity.WARNING: "warning", Severity.ERROR: "error"}


def render_github(diagnostics: tuple[Diagnostic, ...]) -> str:
    """Return the findings as GitHub annotations, gravest first: GitHub shows ten of a kind a step."""
    lines = []
    for d in sorted(diagnostics, key=lambda diagnostic: (-diagnostic.severity, diagnostic.sort_key)):
        properties = [
            f"file={_github(d.location.path, is_property=True)}",
            f"line={d.location.line}",
            f"col={d.location.column}",
            *([f"endColumn={d.location.end_column}"] if d.location.end_column else []),
            f"title={_github(d.code, is_property=True)}",
        ]
        message = d.message + (f"\nhint: {d.hint}" if d.hint else "")
        lines.append(f"::{_GITHUB_COMMAND[d.severity]} {','.join(properties)}::{_github(message)}")
    lines.append(summary(diagnostics))
    return "\n".join(lines) + "\n"
