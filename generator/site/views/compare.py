"""Compare: papers × attributes as a table, of the whole survey or of what was chosen in Explore."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.site import sinks, words
from generator.site.address import paper_uri, topic_uri
from generator.site.page import Page
from generator.site.views.context import Context
from generator.site.views.explore import Files, files
from generator.site.views.explore_data import DATA, Comparison, comparison, versioned
from generator.site.views.parts import Crumb

URI = "compare/"
LISTED = 60
"""Rows that stand in the page: 60 of the longest rows seen are 12 kB, gzip, with the frame."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell under its column's name, for narrow screens where rows are stacked."""

    label: str
    text: str
    href: Markup | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A paper and its attributes."""

    title: str
    href: Markup
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare:
    """What the page shows before any script runs; `files` only where scripts choose the papers."""

    crumbs: tuple[Crumb, ...]
    lead: str
    files: Files | None
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    status: str
    explore: Markup
    rest: str


def pages(context: Context) -> Iterator[Page]:
    """Yield the table of the survey, and one for every topic that holds papers."""
    table = comparison(context)
    links = context.links(URI)
    total = len(context.newest)
    yield Page(
        uri=URI,
        template="compare",
        title="Compare",
        description=f"{words.count(total, 'paper').capitalize()} side by side: topics, data sets, results and code.",
        hide=("navigation", "toc"),
        is_searchable=False,
        styles=("explore.css",),
        data=(versioned(context, DATA),),
        scripts=("compare.js",),
        view=Compare(
            crumbs=(),
            lead="Papers side by side. What no document states is left open.",
            files=files(context, links),
            header=table.header,
            rows=_rows(context, URI, table, tuple(range(min(total, LISTED)))),
            status=words.count(total, "paper"),
            explore=links.to("explore/"),
            rest=_rest(min(total, LISTED), total),
        ),
    )
    for topic in context.survey.taxonomy.topics:
        if context.papers_of[topic.id]:
            yield _of_topic(context, table, topic.id)


def _of_topic(context: Context, table: Comparison, topic_id: str) -> Page:
    topic = context.survey.taxonomy.by_id[topic_id]
    uri = f"{topic_uri(topic_id)}compare/"
    links = context.links(uri)
    held = {paper.id for paper in context.papers_of[topic_id]}
    chosen = tuple(index for index, paper in enumerate(context.newest) if paper.id in held)
    return Page(
        uri=uri,
        template="compare",
        title=f"{topic.label}, compared",
        description=f"{words.count(len(chosen), 'paper').capitalize()} on {topic.label} side by side.",
        hide=("navigation", "toc"),
        is_searchable=False,
        styles=("explore.css",),
        view=Compare(
            crumbs=(
                Crumb(label="Topics", href=links.to("topics/")),
                *(
                    Crumb(label=step.label, href=links.to(topic_uri(step.id)))
                    for step in context.survey.taxonomy.path(topic_id)
                ),
                Crumb(label="Compared", href=None),
            ),
            lead="Papers side by side, newest first. What no document states is left open.",
            files=None,
            header=table.header,
            rows=_rows(context, uri, table, chosen[:LISTED]),
            status=words.count(len(chosen), "paper"),
            explore=links.to(URI, query=(("topic", topic_id),)),
            rest=_rest(min(len(chosen), LISTED), len(chosen)),
        ),
    )


def _rest(listed: int, total: int) -> str:
    return f"The newest {words.number(listed)} of {words.count(total, 'paper')}." if listed < total else ""


def _cells(header: tuple[str, ...], row: tuple[str, ...]) -> Iterator[Cell]:
    """Give the cells beside a paper's title; the last holds the address of its code, shown without the scheme."""
    for label, text in zip(header[1:-1], row[1:-1], strict=True):
        yield Cell(label=label, text=text or "–")
    code = row[-1]
    yield Cell(label=header[-1], text=code.partition("://")[2] or "–", href=sinks.url(code) if code else None)


def _rows(context: Context, uri: str, table: Comparison, chosen: tuple[int, ...]) -> tuple[Row, ...]:
    links = context.links(uri)
    return tuple(
        Row(
            title=table.rows[index][0],
            href=links.to(paper_uri(context.newest[index].id)),
            cells=tuple(_cells(table.header, table.rows[index])),
        )
        for index in chosen
    )
