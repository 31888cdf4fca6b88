"""Put a finished site in the place of the old one in one step, and clear up after runs that were killed.

Owns: the folders `site.new-<pid>` and `site.old-<pid>` beside the site. Must not: look into a site.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path

from generator.site.files import TEMPORARY, walk

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def building_folder(site: Path) -> Path:
    """Return the folder beside the site into which this run builds."""
    return site.with_name(f"{site.name}.new-{os.getpid()}")


def exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step (Linux `renameat2`); False where the system cannot."""
    if sys.platform != "linux":
        return False
    function = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if function is None:
        return False
    if function(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number), str(second))


def swap(new: Path, site: Path) -> None:
    """Make the folder `new` the site; the old site is gone afterwards.

    A reader, or a run killed at any moment, finds the old site whole or the new one whole. Without
    `renameat2` there is a moment without a site; `recover` brings the old one back if the run dies in it.

    Raises:
        OSError: the folder cannot be written; the old site is then still in place.
    """
    if not site.exists():
        new.rename(site)
        return
    if not site.is_dir() or site.is_symlink():
        raise NotADirectoryError(errno.ENOTDIR, "the site's place is taken by something that is no folder", str(site))
    if exchange(new, site):
        shutil.rmtree(new, ignore_errors=True)
        return
    old = site.with_name(f"{site.name}.old-{os.getpid()}")
    site.rename(old)
    try:
        new.rename(site)
    except OSError:
        old.rename(site)
        raise
    shutil.rmtree(old, ignore_errors=True)


def recover(site: Path) -> None:
    """Undo what a killed run left beside the site: bring an old site back, drop half-built ones.

    Only to be called while the project's lock is held.
    """
    if not site.parent.is_dir():
        return
    old = sorted(site.parent.glob(f"{site.name}.old-*"), key=lambda path: path.stat().st_mtime_ns)
    if old and not site.exists():
        old.pop().rename(site)
    for folder in (*old, *sorted(site.parent.glob(f"{site.name}.new-*"))):
        shutil.rmtree(folder, ignore_errors=True)


def sweep(folders: tuple[Path, ...]) -> None:
    """Remove the temporary files that a killed run left below these folders."""
    for folder in folders:
        for path in walk(folder):
            if path.name.startswith(TEMPORARY):
                path.unlink(missing_ok=True)
