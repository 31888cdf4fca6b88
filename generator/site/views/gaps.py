"""The gap map: which topics meet in papers and which do not, against what chance would bring; every cell a link."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

from markupsafe import Markup

from generator.core.model import Topic
from generator.insight.gaps import LEAST_EXPECTED, Cell, GapMap
from generator.site import words
from generator.site.address import Links, topic_uri
from generator.site.page import Page
from generator.site.views.context import Context
from generator.site.views.parts import Chip, Crumb, Link, chip

URI = "gaps/"
YEARS_URI = "gaps/years/"
_MOST_CELLS = 1300
"""A larger table shows fewer levels of topics: 1,300 cells with their links and words are 14 kB (gzip). A cell names
the column first: what follows the column's id in its link is then the same in each row, and packs well."""
_LARGEST = 20
_HEATS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class GapCell:
    """A cell: its class, the number shown, what it says, and the list of its papers, if any can be."""

    css_class: str
    text: str
    title: str
    href: Markup | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A topic that heads a row or a column."""

    label: str
    href: Markup
    style: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """A row of cells."""

    head: Head
    cells: tuple[GapCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """A table of cells; columns are topics, or years where they have no address."""

    label: str
    corner: str
    topics: tuple[Head, ...]
    years: tuple[str, ...]
    rows: tuple[GapRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapLine:
    """One of the largest gaps in words."""

    topics: tuple[Chip, ...]
    expected: str
    since: str
    href: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpossibleLine:
    """A pair that cannot meet, by a curator's word."""

    topics: tuple[Chip, ...]
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """What the page shows; a facet pair's page shows its own matrix alone."""

    crumbs: tuple[Crumb, ...]
    is_whole: bool
    lead: str
    threshold: str
    largest: tuple[GapLine, ...]
    more: str
    impossible: tuple[ImpossibleLine, ...]
    pairs: tuple[Link, ...]
    matrix: Matrix
    by_year: Link | None
    download: Markup | None


def pages(context: Context) -> Iterator[Page]:
    """Yield the map of the whole survey, and one for every pair of facets with all their topics."""
    if context.extras.insight is None:
        return
    found = context.extras.insight.gaps
    facets = context.survey.taxonomy.facets
    yield _whole(context, found)
    if found.years:
        yield _by_year(context, found)
    for first, second in combinations_with_replacement(facets, 2):
        yield _pair(context, found, first, second)


def pair_uri(first: str, second: str) -> str:
    """Return the address of the map of two facets, in the taxonomy's order."""
    return f"{URI}{first}--{second}/"


def _whole(context: Context, found: GapMap) -> Page:
    links = context.links(URI)
    taxonomy = context.survey.taxonomy
    rows = _rows(context)
    lines = _largest(context, links, found)
    return Page(
        uri=URI,
        template="gaps",
        title="Gap map",
        description="Which topics meet in papers, and which have not been tried together.",
        hide=("navigation", "toc"),
        is_searchable=False,
        styles=("gaps.css",),
        view=Gaps(
            crumbs=(),
            is_whole=True,
            lead=_lead(),
            threshold=f"{LEAST_EXPECTED:g}",
            largest=lines[:_LARGEST],
            more=f"{words.number(len(lines) - _LARGEST)} smaller ones are in the download."
            if len(lines) > _LARGEST
            else "",
            impossible=_impossible(context, links, found),
            pairs=tuple(
                Link(
                    label=first.label if first.id == second.id else f"{first.label} × {second.label}",
                    href=links.to(pair_uri(first.id, second.id)),
                )
                for first, second in combinations_with_replacement(taxonomy.facets, 2)
            ),
            matrix=_matrix(context, links, found, rows, rows),
            by_year=Link(label="Every topic by year", href=links.to(YEARS_URI)) if found.years else None,
            download=next((links.to(file.uri) for file in context.extras.downloads if file.uri == "gaps.csv"), None),
        ),
    )


def _rows(context: Context) -> list[Topic]:
    """Return the topics right below the facets, or the facets where those are too many."""
    taxonomy = context.survey.taxonomy
    below = [taxonomy.by_id[child] for facet in taxonomy.facets for child in facet.narrower]
    return below if 0 < len(below) ** 2 <= _MOST_CELLS else list(taxonomy.facets)


def _lead() -> str:
    return (
        "Each number is how many papers hold both topics. A framed zero is a pair that chance alone would have brought "
        "together, and no paper here does. A gap in this collection is not a gap in the world: it may be a paper that "
        "nobody has added yet."
    )


def _pair(context: Context, found: GapMap, first: Topic, second: Topic) -> Page:
    uri = pair_uri(first.id, second.id)
    title = f"{first.label} × {second.label}" if first.id != second.id else f"{first.label} within itself"
    rows, columns = _opened(context, first, second)
    matrix = _matrix(context, context.links(uri), found, rows, columns)
    return _part(context, uri, title, _lead(), matrix)


def _part(context: Context, uri: str, title: str, lead: str, matrix: Matrix) -> Page:
    """Return a page of one table, below the whole map."""
    return Page(
        uri=uri,
        template="gaps",
        title=title,
        description=f"{title}: {words.first_sentence(lead)}",
        hide=("navigation", "toc"),
        is_searchable=False,
        styles=("gaps.css",),
        view=Gaps(
            crumbs=(Crumb(label="Gap map", href=context.links(uri).to(URI)), Crumb(label=title, href=None)),
            is_whole=False,
            lead=lead,
            threshold=f"{LEAST_EXPECTED:g}",
            largest=(),
            more="",
            impossible=(),
            pairs=(),
            matrix=matrix,
            by_year=None,
            download=None,
        ),
    )


def _opened(context: Context, first: Topic, second: Topic) -> tuple[list[Topic], list[Topic]]:
    """Return the topics below both facets, down to the lowest level at which a page has room for all pairs."""
    deepest = max(context.depth_below(topic, facet.id) for facet in (first, second) for topic in _below(context, facet))
    for depth in range(deepest, 0, -1):
        rows, columns = (
            [topic for topic in _below(context, facet) if context.depth_below(topic, facet.id) <= depth]
            for facet in (first, second)
        )
        if len(rows) * len(columns) <= _MOST_CELLS:
            return rows, columns
    return [first], [second]


def _below(context: Context, facet: Topic) -> list[Topic]:
    """Return the facet's topics that are written below it, or the facet itself when there is none."""
    taxonomy = context.survey.taxonomy
    below = [topic for topic in taxonomy.topics if topic.parent and taxonomy.facet_of(topic.id).id == facet.id]
    return below or [facet]


def _head(context: Context, links: Links, topic: Topic) -> Head:
    return Head(label=topic.label, href=links.to(topic_uri(topic.id)), style=context.style(topic.id))


def _matrix(context: Context, links: Links, found: GapMap, rows: Sequence[Topic], columns: Sequence[Topic]) -> Matrix:
    most = max((found.cell(a.id, b.id).found for a in rows for b in columns if a.id != b.id), default=0)
    return Matrix(
        label="Topic by topic",
        corner="Topic",
        topics=tuple(_head(context, links, topic) for topic in columns),
        years=(),
        rows=tuple(
            GapRow(
                head=_head(context, links, row),
                cells=tuple(_topic_cell(links, found, row, column, most) for column in columns),
            )
            for row in rows
        ),
    )


def _topic_cell(links: Links, found: GapMap, row: Topic, column: Topic, most: int) -> GapCell:
    cell = found.cell(row.id, column.id)
    names = f"{column.label} and {row.label}"
    if row.id == column.id:
        href = links.to("explore/", query=(("topic", row.id),))
        return GapCell(
            css_class="sv-all", text=str(cell.found), title=f"{row.label}: {_papers(cell)} in all", href=href
        )
    if cell.nested:
        return GapCell(css_class="sv-nested", text="·", title=f"{names}: one contains the other", href=None)
    if cell.impossible is not None:
        return GapCell(css_class="sv-never", text="×", title=f"{names}: cannot be, {cell.impossible}", href=None)
    query = (("topic", row.id), ("topic", column.id), ("match", "all"))
    return _counted(cell, names, links.to("explore/", query=query), most)


def _papers(cell: Cell) -> str:
    return f"{cell.found} {'paper' if cell.found == 1 else 'papers'}"


def _counted(cell: Cell, names: str, href: Markup, most: int) -> GapCell:
    told = f"{names}: {_papers(cell)}, {cell.expected:.1f} expected"
    if cell.is_gap:
        return GapCell(css_class="sv-gap", text="0", title=f"{told}, gap", href=href)
    if cell.found == 0:
        return GapCell(css_class="sv-few", text="0", title=told, href=href)
    heat = -(-cell.found * _HEATS // max(most, _HEATS))
    return GapCell(css_class=f"sv-q{max(1, min(heat, _HEATS))}", text=str(cell.found), title=told, href=href)


def _by_year(context: Context, found: GapMap) -> Page:
    links = context.links(YEARS_URI)
    rows = _rows(context)
    most = max(number for topic in rows for number in found.by_year[topic.id])
    title = "Topic by year"
    matrix = Matrix(
        label=title,
        corner="Topic",
        topics=(),
        years=tuple(str(year) for year in found.years),
        rows=tuple(
            GapRow(
                head=_head(context, links, row),
                cells=tuple(
                    _counted(
                        found.year_cell(row.id, year),
                        f"{row.label}, {year}",
                        links.to("explore/", query=(("topic", row.id), ("years", str(year)))),
                        most,
                    )
                    for year in found.years
                ),
            )
            for row in rows
        ),
    )
    lead = (
        "Each number is how many papers a topic has in a year. A framed zero is one where chance alone would have "
        "brought some. A gap in this collection is not a gap in the world."
    )
    return _part(context, YEARS_URI, title, lead, matrix)


def _largest(context: Context, links: Links, found: GapMap) -> tuple[GapLine, ...]:
    """Return the gaps that are not part of a wider one; those between facets alone would say little."""
    return tuple(
        GapLine(
            topics=tuple(chip(context, links, topic) for topic in gap.topics),
            expected=f"{gap.expected:.1f}",
            since=str(gap.since) if gap.since else "undated",
            href=links.to("explore/", query=(*(("topic", topic) for topic in gap.topics), ("match", "all"))),
        )
        for gap in found.largest
    )


def _impossible(context: Context, links: Links, found: GapMap) -> tuple[ImpossibleLine, ...]:
    return tuple(
        ImpossibleLine(topics=tuple(chip(context, links, topic) for topic in entry.topics), because=entry.because)
        for entry in found.taxonomy.impossible
    )
