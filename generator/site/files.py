"""Files as the publisher touches them: hashes, modes, atomic writes, and what is no plain file.

Owns: how bytes reach the disk. Must not: know what a page is, delete what it did not create.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.core.diagnostics import Diagnostic, Severity
from generator.core.model import Location

FILE_MODE = 0o644
FOLDER_MODE = 0o755
_FEW = 64
"""Up to so many files are flushed one by one; at 6 ms each, a thousand pages would take longer than to make them."""
_PIECE = 1 << 20
TEMPORARY = ".tmp-"
"""Files whose names start so are ours, half written, and swept at the next start."""


def digest(content: bytes) -> str:
    """Return the SHA-256 of the content with LF line ends, so that a CRLF checkout is no edit."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def digest_of(path: Path) -> str:
    """Return the `digest` of a file, read piece by piece: an input may be larger than memory."""
    total = hashlib.sha256()
    held = b""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            piece = held + piece
            held = b"\r" if piece.endswith(b"\r") else b""
            total.update(piece.removesuffix(held).replace(b"\r\n", b"\n"))
    total.update(held)
    return total.hexdigest()


def walk(folder: Path) -> Iterator[Path]:
    """Yield everything below a folder that is no folder, sorted; links are yielded, never followed."""
    if not folder.is_dir() or folder.is_symlink():
        return
    with os.scandir(folder) as found:
        children = sorted(found, key=lambda child: child.name)
    for child in children:
        if child.is_dir(follow_symlinks=False):
            yield from walk(Path(child.path))
        else:
            yield Path(child.path)


def _kind(path: Path) -> str | None:
    """Return what a path is in words when it is neither a plain file nor a folder nor absent."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return None
    kinds = {
        stat.S_IFLNK: "a symbolic link",
        stat.S_IFIFO: "a named pipe",
        stat.S_IFSOCK: "a socket",
        stat.S_IFCHR: "a device",
        stat.S_IFBLK: "a device",
    }
    return kinds.get(stat.S_IFMT(mode), "no plain file")


def irregular(root: Path, names: Iterable[str]) -> Iterator[Diagnostic]:
    """Report links, pipes, sockets and devices at or below the named places of the project.

    MkDocs would publish what a link points at, and hang on a pipe or on two links in a circle.
    """
    for name in sorted(names):
        place = root / name
        for path in (place, *walk(place)):
            kind = _kind(path)
            if kind is not None:
                yield Diagnostic(
                    severity=Severity.ERROR,
                    code="site/no-plain-file",
                    location=Location(path=path.relative_to(root).as_posix()),
                    message=f"{kind} where only plain files and folders are accepted",
                    hint="replace it by the file itself, or remove it",
                )


def make_folder(folder: Path) -> None:
    """Create a folder and those above it, readable for all whatever the umask."""
    missing: list[Path] = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for parent in reversed(missing):
        parent.mkdir(exist_ok=True)
        parent.chmod(FOLDER_MODE)


def _write_temporary(target: Path, content: bytes, staging: Path, *, is_flushed: bool) -> Path:
    make_folder(target.parent)
    temporary = staging / f"{TEMPORARY}{os.getpid()}-{digest(os.fsencode(target))[:16]}"
    try:
        with temporary.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fchmod(stream.fileno(), FILE_MODE)
            if is_flushed:
                os.fsync(stream.fileno())
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(target)) from error
    return temporary


def write_all(contents: Mapping[Path, bytes], *, staging: Path | None = None) -> None:
    """Write files so that each is old or new, never torn; on a full disk none is changed.

    Everything is written beside its target first, or into the folder `staging` on the same file system, and only
    then moved into place.

    Raises:
        OSError: naming the target; the temporary files are gone again.
    """
    is_few = len(contents) <= _FEW or not hasattr(os, "sync")
    ready: dict[Path, Path] = {}
    try:
        for target, content in contents.items():
            ready[target] = _write_temporary(target, content, staging or target.parent, is_flushed=is_few)
        if not is_few:
            os.sync()
        for target, temporary in ready.items():
            temporary.replace(target)
    finally:
        for temporary in ready.values():
            temporary.unlink(missing_ok=True)


def set_modes(folder: Path) -> None:
    """Give every file and folder below (and the folder) its mode, whatever the umask was."""
    folder.chmod(FOLDER_MODE)
    for parent, folders, names in os.walk(folder):
        for name in folders:
            (Path(parent) / name).chmod(FOLDER_MODE)
        for name in names:
            (Path(parent) / name).chmod(FILE_MODE)


def tree_digest(folder: Path) -> str:
    """Return one hash over the paths and bytes of all files below a folder."""
    total = hashlib.sha256()
    for path in walk(folder):
        total.update(path.relative_to(folder).as_posix().encode(errors="surrogateescape"))
        total.update(b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
