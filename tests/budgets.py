"""What a page may cost: bytes as a server sends them, and elements. Every kind of page has a limit, none is exempt."""

from __future__ import annotations

import gzip
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml"}
HTML, ELEMENTS = 15_000, 1_500
LARGER = {"explore": (20_000, 1_500), "gaps": (20_000, 4_000)}
"""The limits of the two kinds of page that hold more, by the first part of their address."""


def sent(path: Path) -> int:
    """Return the size of a file as GitHub Pages sends it."""
    content = path.read_bytes()
    return len(gzip.compress(content, 6, mtime=0)) if path.suffix in COMPRESSED else len(content)


def elements(path: Path) -> int:
    """Return the number of elements of a page as it is served."""
    return sum(1 for _ in LexborHTMLParser(path.read_bytes()).css("*"))


def exceeded(site: Path) -> dict[str, tuple[int, int]]:
    """Return bytes and elements of each page of a built site that is over its limits, by its address."""
    found = {}
    for page in sorted(site.rglob("*.html")):
        name = page.relative_to(site).as_posix()
        most_bytes, most_elements = LARGER.get(name.partition("/")[0], (HTML, ELEMENTS))
        cost = (sent(page), elements(page))
        if cost[0] > most_bytes or cost[1] > most_elements:
            found[name] = cost
    return found
