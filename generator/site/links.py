"""Addresses in built pages, resolved as a browser does it, without a network.

Owns: which file of the site an address leads to. Must not: read pages.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from generator.site.allowed import SCHEMES

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_UPWARDS = re.compile(r"((?:\.\./)+)(?!/)[^\x00-\x20:\\]*")
"""An address from a folder above, in which nothing can pass for a scheme or a host once `../` is cut off."""
_IGNORED = dict.fromkeys(map(ord, "\t\n\r"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where an address leads: a file of the site (with an anchor in it), or outside; or why it may not stand."""

    path: str | None = None
    anchor: str = ""
    fault: str | None = None


OUTSIDE = Target()


@lru_cache(maxsize=16)
def _folders(page: str) -> tuple[str, ...]:
    """Return the folder of a page and those above it, up to that of the site, which is empty."""
    parts = page.split("/")[:-1]
    return tuple("/".join(parts[:length]) for length in range(len(parts), -1, -1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """All files of a site, and the address it will be published at."""

    files: frozenset[str]
    site_url: str | None = None
    uses_folders: bool = True
    """False where pages are opened from the disk: a folder has no index there."""
    _known: dict[tuple[str, str], Target] = field(default_factory=dict)

    def resolve(self, address: str, *, page: str) -> Target:
        """Return where an address on a page (its path below the site) leads."""
        if address.startswith(("#", "?")):
            return Target(path=page, anchor=unquote(urlsplit(address).fragment))
        folders = _folders(page)
        # Looked up from the folder above, a place is the same for all pages that link to it.
        upwards = _UPWARDS.fullmatch(address)
        steps = min(len(upwards[1]) // len("../"), len(folders) - 1) if upwards else 0
        folder, address = folders[steps], address[steps * len("../") :]
        known = self._known.get((folder, address))
        if known is None:
            known = self._known[folder, address] = self._resolve(address, folder)
        return known

    def _resolve(self, address: str, folder: str) -> Target:
        # Browsers drop these before they look at the scheme: `java\tscript:` runs.
        cleaned = address.translate(_IGNORED).strip("".join(map(chr, range(0x21))))
        scheme = _SCHEME.match(cleaned)
        if scheme is not None:
            return self._absolute(cleaned, scheme[1].lower())
        if cleaned.replace("\\", "/").startswith("//"):
            return Target(fault="an address without a scheme leads to another host")
        return self._inside(cleaned, folder)

    def _absolute(self, address: str, scheme: str) -> Target:
        if scheme not in SCHEMES:
            return Target(fault=f"the scheme '{scheme}' is not accepted")
        if self.site_url and address.startswith(self.site_url):
            return self._inside(address.removeprefix(self.site_url), "")
        return OUTSIDE

    def _inside(self, address: str, folder: str) -> Target:
        path, _, fragment = address.partition("#")
        path = unquote(path.partition("?")[0])
        if path.startswith("/"):
            root = urlsplit(self.site_url or "").path or "/"
            if not path.startswith(root):
                return Target(fault="the address lies outside the site")
            path, folder = path.removeprefix(root), ""
        joined = posixpath.normpath(posixpath.join(folder, path))
        if joined == ".." or joined.startswith("../"):
            return Target(fault="the address lies outside the site")
        is_folder = path.rpartition("/")[2] in ("", ".", "..")
        if is_folder and not self.uses_folders:
            return Target(fault="a folder has no page when the site is opened from the disk")
        if is_folder:
            joined = posixpath.normpath(posixpath.join(joined, "index.html"))
        if joined not in self.files:
            return Target(fault="there is no such file in the site")
        return Target(path=joined, anchor=unquote(fragment))
