"""Pages written by hand: their own words, with citations resolved and the works cited at the foot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from markupsafe import Markup

from generator.core.model import Paper
from generator.site import prose, words
from generator.site.address import Links, source_path
from generator.site.page import Page
from generator.site.views.context import Context
from generator.site.views.parts import PaperLink, paper_link


@dataclass(frozen=True, slots=True, kw_only=True)
class Handwritten:
    """What such a page shows."""

    body: Markup
    references: tuple[PaperLink, ...]


def references(links: Links, cited: tuple[Paper, ...]) -> tuple[PaperLink, ...]:
    """Return the works cited, by author and year."""
    ordered = sorted(cited, key=lambda paper: (words.cited_as(paper).casefold(), paper.id))
    return tuple(
        paper_link(
            links,
            paper,
            note=" · ".join(
                filter(None, (words.authors(paper, limit=6), str(paper.year or "undated"), words.venue(paper)))
            ),
        )
        for paper in ordered
    )


def _split(text: str, fallback: str) -> tuple[str, str]:
    """Return the title of the first line and the rest."""
    first, _, rest = text.lstrip().partition("\n")
    return (first[2:].strip(), rest) if first.startswith("# ") else (fallback, text)


def pages(context: Context) -> Iterator[Page]:
    """Yield a page for every text in `prose/pages/`."""
    for text in context.extras.prose:
        if not text.path.startswith(prose.PAGES):
            continue
        name = PurePosixPath(text.path).stem
        title, body = _split(text.text, name.capitalize())
        uri = f"{name}/"
        resolved = prose.resolve(body, context.survey, source=source_path(uri))
        yield Page(
            uri=uri,
            template="handwritten",
            title=title,
            view=Handwritten(body=resolved.body, references=references(context.links(uri), resolved.cited)),
        )
