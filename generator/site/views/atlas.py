"""The atlas: a map of the papers from their words, with the same papers as a list beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.core.model import Artefact, Paper
from generator.insight.atlas import HEIGHT, WIDTH, Atlas
from generator.site import charts, sinks, words
from generator.site.address import DOCS, Links, paper_uri
from generator.site.page import Page
from generator.site.theme import ASSETS_URI
from generator.site.views.context import Context
from generator.site.views.explore_data import versioned
from generator.site.views.parts import PaperLink, paper_link

URI = "atlas/"
DATA = f"{ASSETS_URI}atlas-data.js"
MOST_LINKS = 110
"""More dots than this are drawn on a canvas. As links with their titles, in the map and in the list, papers take 100
bytes each (gzip), and a page has room for 110; 1,000 as SVG would also take 200 ms and more for each step of a zoom."""
_LISTED = 110
_SQUARE = 50
_OUTSIDE = 0
_SHAPES = ("square", "circle", "triangle", "square", "diamond", "circle", "circle", "circle", "circle")
"""What the canvas draws for each style, the papers outside first; SVG has all eight outlines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A paper on the map. `style` is 0 where no facet holds it."""

    x: int
    y: int
    style: int
    css_class: str
    name: str
    href: Markup
    shape: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The name of a region, where it stands."""

    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """A square of the density picture, which stands for the dots until a script draws them."""

    x: int
    y: int
    opacity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """A facet that can be shown or hidden, with its papers on the map."""

    style: int
    css_class: str
    label: str
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AtlasView:
    """What the page shows."""

    lead: str
    root: Markup
    width: int
    height: int
    square: int
    dots: tuple[Dot, ...]
    squares: tuple[Square, ...]
    labels: tuple[Label, ...]
    switches: tuple[Switch, ...]
    listed: tuple[PaperLink, ...]
    rest: str
    explore: Markup
    unplaced: str


def pages(context: Context) -> Iterator[Page]:
    """Yield the one page of the atlas."""
    if context.extras.insight is None:
        return
    atlas = context.extras.insight.atlas
    links = context.links(URI)
    is_drawn = len(atlas.dots) > MOST_LINKS
    papers = context.newest[:_LISTED]
    yield Page(
        uri=URI,
        template="atlas",
        title="Atlas",
        description="A map of the papers by the words of their titles and abstracts.",
        hide=("navigation", "toc"),
        is_searchable=False,
        styles=("atlas.css",),
        data=(versioned(context, DATA),) if is_drawn else (),
        scripts=("atlas-canvas.js" if is_drawn else "atlas.js",),
        view=AtlasView(
            lead=(
                "Papers placed by the words of their titles and abstracts: near means that they use the same words. "
                "The axes have no meaning, and no topic was asked; colours show the first facet of each paper."
            ),
            root=links.to(""),
            width=WIDTH,
            height=HEIGHT,
            square=_SQUARE,
            dots=() if is_drawn else _dots(context, links, atlas),
            squares=_density(atlas) if is_drawn else (),
            labels=tuple(Label(x=region.x, y=region.y, text=region.label) for region in atlas.regions),
            switches=_switches(context, atlas),
            listed=tuple(paper_link(links, paper, note=str(paper.year or "")) for paper in papers),
            rest=_rest(len(papers), len(context.newest)),
            explore=links.to("explore/"),
            unplaced=_unplaced(len(atlas.unplaced)),
        ),
    )


def artefacts(context: Context) -> Iterator[Artefact]:
    """Yield the script of places, where the map is drawn on a canvas."""
    insight = context.extras.insight
    if insight is None or len(insight.atlas.dots) <= MOST_LINKS:
        return
    papers = [context.survey.by_id[dot.paper] for dot in insight.atlas.dots]
    styles = sorted({_style(context, paper) for paper in papers})
    value = {
        "id": [paper.id for paper in papers],
        "title": [words.title(paper).text for paper in papers],
        "year": [paper.year for paper in papers],
        "x": [dot.x for dot in insight.atlas.dots],
        "y": [dot.y for dot in insight.atlas.dots],
        "facet": [styles.index(_style(context, paper)) for paper in papers],
        "styles": [
            {"colour": f"--sv-{style}" if style else "--sv-line-strong", "shape": _SHAPES[style]} for style in styles
        ],
        "end": "/" if context.settings.use_directory_urls else "/index.html",
    }
    text = f"window.SURVEY_ATLAS={sinks.json_script(value)};\n"
    yield Artefact(path=f"{DOCS}/{DATA}", content=text.encode())


def _style(context: Context, paper: Paper) -> int:
    """Return the style of the first facet that holds a paper, or 0."""
    taxonomy = context.survey.taxonomy
    facets = (topic for topic in context.survey.topics_of[paper.id] if taxonomy.by_id[topic].parent is None)
    return next((context.style(facet) for facet in facets), _OUTSIDE)


def _css_class(style: int) -> str:
    return f"sv-f{style}" if style else "sv-none"


def _dots(context: Context, links: Links, atlas: Atlas) -> tuple[Dot, ...]:
    found = []
    for dot in atlas.dots:
        paper = context.survey.by_id[dot.paper]
        style = _style(context, paper)
        year = f" ({paper.year})" if paper.year else ""
        found.append(
            Dot(
                x=dot.x,
                y=dot.y,
                style=style,
                css_class=_css_class(style),
                name=f"{words.title(paper).text}{year}",
                href=links.to(paper_uri(paper.id)),
                shape=Markup(charts.SHAPES[style - 1] if style else charts.SHAPES[2]),  # noqa: S704 - a constant
            )
        )
    return tuple(found)


def _density(atlas: Atlas) -> tuple[Square, ...]:
    counted = Counter((dot.x // _SQUARE, dot.y // _SQUARE) for dot in atlas.dots)
    most = max(counted.values(), default=1)
    return tuple(
        Square(x=column * _SQUARE, y=row * _SQUARE, opacity=f"{0.1 + 0.9 * number / most:.2f}")
        for (column, row), number in sorted(counted.items())
    )


def _switches(context: Context, atlas: Atlas) -> tuple[Switch, ...]:
    papers = [context.survey.by_id[dot.paper] for dot in atlas.dots]
    counted = Counter(_style(context, paper) for paper in papers)
    names: Sequence[tuple[int, str]] = [
        *((context.style(facet.id), facet.label) for facet in context.survey.taxonomy.facets),
        (_OUTSIDE, "Outside the facets"),
    ]
    shown = [(style, label) for style, label in names if counted[style]]
    order = sorted(counted) if len(atlas.dots) > MOST_LINKS else None
    return tuple(
        Switch(
            style=order.index(style) if order else style,
            css_class=_css_class(style),
            label=label,
            count=words.number(counted[style]),
        )
        for style, label in shown
    )


def _rest(listed: int, total: int) -> str:
    return (
        f"The newest {words.number(listed)} of {words.count(total, 'paper')}; Explore has them all."
        if listed < total
        else ""
    )


def _unplaced(number: int) -> str:
    return f"{words.count(number, 'paper').capitalize()} without title and abstract cannot be placed." if number else ""
