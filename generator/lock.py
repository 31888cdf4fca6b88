"""One run at a time on a project.

Owns: the file `.survey/lock`. Must not: know what a run does.
The kernel releases the lock when its holder ends, however it ends; a file left behind by a dead run is no lock.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.site.files import FILE_MODE, make_folder

LOCK = ".survey/lock"


class LockedError(Exception):
    """Another run holds the project; the message says which."""


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the project's lock.

    Raises:
        LockedError: another run holds it.
        OSError: the folder cannot be written.
    """
    make_folder((root / LOCK).parent)
    descriptor = os.open(root / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE_MODE)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(descriptor, 100).decode("ascii", errors="replace").strip() or "unknown"
            raise LockedError(f"another run (process {holder}) is working on this project") from error
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(descriptor)
