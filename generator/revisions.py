"""The inputs of a survey as they stand in a Git revision, read object by object, never checked out.

Owns: running `git rev-parse`, `merge-base`, `ls-tree` and `cat-file`. Must not: know what the files mean, run hooks,
filters or anything else that a revision brings along, follow a symbolic link.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from generator.core.diagnostics import Diagnostic, Severity
from generator.core.model import Location

INPUTS = ("taxonomy.yaml", "mkdocs.yml", "papers")
"""All that decides which papers a survey holds and in which topics they are."""

_FILE_MODES = {"100644", "100755"}


class RevisionError(Exception):
    """A revision that cannot be had; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file of a revision: its path relative to the project, its mode and the id of its content."""

    path: str
    mode: str
    blob: str

    @property
    def is_file(self) -> bool:
        """True for a regular file; false for a symbolic link or another repository."""
        return self.mode in _FILE_MODES


def _git(root: Path, *arguments: str, given: bytes | None = None) -> bytes:
    command = ["git", "--no-pager", "--no-replace-objects", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=True)  # noqa: S603 - no shell, no option
    except FileNotFoundError as error:
        raise RevisionError("git is not installed, so no revision can be read") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().splitlines()
        raise RevisionError(said[0].removeprefix("fatal: ") if said else "git failed") from error
    return done.stdout


def resolve(root: Path, revision: str) -> str:
    """Return the commit that a revision names; a name that could be an option is refused by Git itself."""
    try:
        found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except RevisionError as error:
        if str(error) != "git failed":
            raise
        raise RevisionError(
            f"'{revision}' is neither a folder with a taxonomy.yaml nor a revision of this clone; "
            "a shallow clone may lack it: git fetch --depth=1 origin <commit>"
        ) from error
    return found.decode().strip()


def merge_base(root: Path, one: str, other: str) -> str:
    """Return the commit from which two commits went apart."""
    try:
        return _git(root, "merge-base", one, other).decode().strip()
    except RevisionError as error:
        raise RevisionError(f"{one[:10]} and {other[:10]} have no common ancestor in this clone") from error


def is_clean(root: Path) -> bool:
    """Tell whether the inputs on disk are those of the commit that is checked out."""
    return not _git(root, "status", "--porcelain", "--", *INPUTS)


def entries(root: Path, commit: str) -> tuple[Entry, ...]:
    """List the inputs of a commit, by path; paths are relative to `root`, which may be a subfolder."""
    found = []
    for line in _git(root, "ls-tree", "-r", "-z", commit, "--", *INPUTS).decode("utf-8", "replace").split("\0"):
        if line:
            kind, path = line.split("\t", 1)
            mode, _type, blob = kind.split(" ")
            found.append(Entry(path=path, mode=mode, blob=blob))
    return tuple(sorted(found, key=lambda entry: entry.path))


def unreadable(found: tuple[Entry, ...]) -> tuple[Diagnostic, ...]:
    """Return an error for every input that is no file."""
    return tuple(
        Diagnostic(
            severity=Severity.ERROR,
            code="revision/no-file",
            location=Location(path=entry.path),
            message="a symbolic link or a nested repository is not accepted here",
            hint="put the file itself in its place",
        )
        for entry in found
        if not entry.is_file
    )


def _contents(root: Path, found: tuple[Entry, ...]) -> list[bytes]:
    """Read blobs in one go; `cat-file --batch` answers `<id> blob <size>`, the content and a line end for each."""
    answer = _git(root, "cat-file", "--batch", given="".join(f"{entry.blob}\n" for entry in found).encode())
    contents, position = [], 0
    for _entry in found:
        header_end = answer.index(b"\n", position)
        size = int(answer[position:header_end].rsplit(b" ", 1)[1])
        contents.append(answer[header_end + 1 : header_end + 1 + size])
        position = header_end + 1 + size + 1
    return contents


def write(root: Path, commit: str, folder: Path) -> tuple[Diagnostic, ...]:
    """Write the inputs of a commit into an empty folder; return what could not be taken over."""
    found = entries(root, commit)
    files = tuple(entry for entry in found if entry.is_file)
    for entry, content in zip(files, _contents(root, files), strict=True):
        target = folder / entry.path
        if not target.resolve().is_relative_to(folder.resolve()):
            raise RevisionError(f"'{entry.path}' lies outside the project")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return unreadable(found)
