"""A page as planned, before it is rendered: address, template, title, front matter and the value it shows.

Owns: the shape of a page and its front matter. Must not: render, or know the survey.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.site.address import source_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What a reference manager reads from a paper's page (the Highwire names), plain text."""

    title: str
    authors: tuple[str, ...] = ()
    date: str | None = None
    doi: str | None = None
    arxiv: str | None = None
    venue: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page. `template` names the Markdown template; `layout` the theme's template when not the main one."""

    uri: str
    template: str
    title: str
    view: object
    description: str = ""
    layout: str | None = None
    hide: tuple[str, ...] = ("navigation",)
    tags: tuple[str, ...] = ()
    is_searchable: bool = True
    citation: Citation | None = None
    scripts: tuple[str, ...] = ()
    """Names of our scripts that only this page needs (`explore.js`), in order."""
    data: tuple[str, ...] = ()
    """Addresses of scripts of data that those need, before them."""
    styles: tuple[str, ...] = ()
    """Names of our style sheets that only this page needs (`explore.css`)."""
    properties: tuple[tuple[str, str], ...] = ()
    """Names and values of Open Graph, plain text."""
    json_ld: Mapping[str, object] | None = None
    """What the page is about, in the words of schema.org."""
    feeds: tuple[tuple[str, str], ...] = ()
    """Title, in plain text, and site-relative address of the feeds that follow what the page shows."""

    @property
    def path(self) -> str:
        """The file that the page is written to."""
        return source_path(self.uri)
