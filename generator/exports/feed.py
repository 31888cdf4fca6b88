"""Atom feeds: the newest papers of the survey, or of a facet.

Owns: the feed and its dates. Must not: look at a clock.
A paper counts as updated on the day when the first document that brought it was read, else on its own date. One of
which neither is known stands last, at the feed format's zero.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import escape

from generator.core.model import Paper, PaperDate, Settings
from generator.core.text import clean
from generator.exports.addresses import File, Pages
from generator.insight.gather import Insight
from generator.survey import Survey

MOST_ENTRIES = 100
_UNKNOWN = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed tells of itself: its file, title, and the page that it follows."""

    file: File
    title: str
    page: str


def _element(name: str, text: str = "", **attributes: str) -> str:
    """Return an element with escaped text and attributes; without text it is closed at once."""
    written = "".join(f' {key}="{escape(clean(value))}"' for key, value in attributes.items())
    content = escape(clean(text))
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def _day(when: PaperDate | date) -> str:
    return f"{when.year:04d}-{when.month or 1:02d}-{when.day or 1:02d}T00:00:00Z"


def _read_on(survey: Survey) -> dict[str, date]:
    return {document.path: document.retrieved for document in survey.documents if document.retrieved}


def _updated(paper: Paper, read_on: dict[str, date]) -> str:
    days = [read_on[record.location.path] for record in paper.records if record.location.path in read_on]
    if days:
        return _day(min(days))
    return _day(paper.date) if paper.date else _UNKNOWN


def _identity(settings: Settings, page: str, address: str) -> str:
    """Return a permanent id: the page's address, or a UUID made from it where the site has no address yet."""
    return address if settings.site_url else uuid.uuid5(uuid.NAMESPACE_URL, f"{settings.site_name}/{page}").urn


def _entry(paper: Paper, survey: Survey, insight: Insight, pages: Pages, updated: str) -> Iterator[str]:
    page = f"papers/{paper.id}/"
    address = pages.to(page)
    summary = insight.summaries.get(paper.id)
    yield "<entry>"
    yield _element("id", _identity(pages.settings, page, address))
    yield _element("title", paper.title or f"Untitled ({paper.id})")
    yield _element("link", rel="alternate", type="text/html", href=address)
    yield _element("updated", updated)
    if paper.date:
        yield _element("published", _day(paper.date))
    for author in paper.authors:
        if clean(author.name_as_written):
            yield f"<author>{_element('name', author.name_as_written)}</author>"
    if summary:
        yield _element("summary", summary.text)
    for topic in survey.topics_of[paper.id]:
        yield _element("category", term=topic, label=survey.taxonomy.by_id[topic].label)
    yield "</entry>"


def document(papers: Sequence[Paper], survey: Survey, insight: Insight, *, settings: Settings, feed: Feed) -> str:
    """Return the feed of the papers: the hundred newest, the newest first."""
    pages = Pages(settings=settings, uri=feed.file.uri)
    read_on = _read_on(survey)
    dated = [(_updated(paper, read_on), paper.date.sort_key if paper.date else (0, 0, 0), paper) for paper in papers]
    dated.sort(key=lambda row: row[2].id)
    dated.sort(key=lambda row: row[:2], reverse=True)
    shown = dated[:MOST_ENTRIES]
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        _element("id", _identity(settings, feed.file.uri, pages.to(feed.file.uri))),
        _element("title", feed.title or "Survey"),
        _element("link", rel="self", type="application/atom+xml", href=pages.to(feed.file.uri)),
        _element("link", rel="alternate", type="text/html", href=pages.to(feed.page)),
        _element("updated", shown[0][0] if shown else _UNKNOWN),
        f"<author>{_element('name', settings.site_name or 'Survey')}</author>",
        *(line for updated, _, paper in shown for line in _entry(paper, survey, insight, pages, updated)),
        "</feed>",
    ]
    return "\n".join(lines) + "\n"
