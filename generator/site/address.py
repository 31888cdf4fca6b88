"""Addresses of pages: site-relative ones, and links from one page to another.

Owns: which address becomes which file, and the relative link between two. Must not: know what a page shows.
MkDocs does not rewrite links in raw HTML, so every such link is made here. Each page is a folder with an index file,
so that depths agree whether the site is built with directory addresses or, for reading from a disk, with file names.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlencode

from markupsafe import Markup

from generator.core.model import NameKind

DOCS = "site_src"


def source_path(uri: str) -> str:
    """Return the Markdown file behind a page's address (`topics/x/` → `site_src/topics/x/index.md`)."""
    return f"{DOCS}/{uri}index.md"


def paper_uri(paper_id: str) -> str:
    """Return the address of a paper's page."""
    return f"papers/{paper_id}/"


def topic_uri(topic_id: str) -> str:
    """Return the address of a topic's page."""
    return f"topics/{topic_id}/"


NAMES_URI = "names/"
RESULTS_URI = "names/results/"
_NAMES = {NameKind.METHOD: "methods", NameKind.DATA: "data", NameKind.METRIC: "metrics"}


def names_uri(kind: NameKind) -> str:
    """Return the address of the names of a kind."""
    return f"{NAMES_URI}{_NAMES[kind]}/"


@lru_cache(maxsize=100_000)
def _quoted(path: str) -> str:
    return quote(path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Makes the links of one page: `page` is its own address (`papers/x/`, or nothing for the home page)."""

    page: str
    use_directory_urls: bool = True

    def to(self, uri: str, *, fragment: str = "", query: tuple[tuple[str, str], ...] = ()) -> Markup:
        """Return the link to another page (`topics/x/`) or file (`downloads/survey.bib`), for an HTML attribute."""
        here, there = self.page.split("/")[:-1], uri.split("/")
        same = 0
        while same < min(len(here), len(there) - 1) and here[same] == there[same]:
            same += 1
        path = "../" * (len(here) - same) + _quoted("/".join(there[same:]))
        if not self.use_directory_urls and (not uri or uri.endswith("/")):
            path += "index.html"
        address = path or "./"
        if query:
            address += f"?{urlencode(query)}"
        if fragment:
            address += f"#{_quoted(fragment)}"
        return Markup(html.escape(address))  # noqa: S704 - quoted and escaped here

    def within(self, fragment: str) -> Markup:
        """Return the link to a place on the same page."""
        return Markup(html.escape(f"#{_quoted(fragment)}"))  # noqa: S704 - quoted and escaped here
