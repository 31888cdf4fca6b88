"""The pictures that other sites show beside a link: one for the home page, one a facet.

Owns: the drawing, and the one font it uses (`survey-serif-semibold.ttf`: Source Serif 4 semibold, Latin, from
@fontsource/source-serif-4 5.3.1, converted and renamed as its licence `OFL.txt` asks). Must not: know pages.
Drawn by resvg without system fonts, so the bytes are the same everywhere. A letter that the font lacks is left out.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources

import resvg_py
from markupsafe import escape

from generator.core.model import Artefact, Settings
from generator.core.text import clean, cut
from generator.insight.trends import all_years, papers_a_year
from generator.site.address import DOCS
from generator.survey import Survey

WIDTH, HEIGHT = 1200, 630
"""What Open Graph readers ask for, in pixels."""
FOLDER = "assets/social/"
_MARGIN = 90
_TITLE_SIZE, _LINE_HEIGHT = 82, 96
_LETTERS_A_LINE, _MOST_LINES = 25, 3
_BARS_BOTTOM, _BARS_HEIGHT = 600, 120
_WIDEST_BAR = 64
# The light palette of the site (`survey.css`): paper, ink, and one hue a facet.
_PAPER, _INK, _SOFT = "#fcfbf8", "#1c2430", "#4c5563"
_HUES = ("#1f5fa8", "#0b6b61", "#6a3bb5", "#a3410f", "#a3246f", "#5c6410", "#6b4a2b", "#9b1c31")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What a picture shows: a title, a line above and one below it, and bars."""

    uri: str
    title: str
    above: str
    below: str
    bars: tuple[int, ...]
    hue: str


def picture_uri(facet_id: str | None = None) -> str:
    """Return the site-relative address of a facet's picture, or of the home page's."""
    return f"{FOLDER}facets/{facet_id}.png" if facet_id else f"{FOLDER}home.png"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def pictures(survey: Survey, settings: Settings) -> tuple[Picture, ...]:
    """Return the pictures of a survey: home first, then the facets in the taxonomy's order."""
    years = all_years(survey.papers)
    span = f", {years[0]}–{years[-1]}" if len(years) > 1 else ""
    home = Picture(
        uri=picture_uri(),
        title=settings.site_name,
        above="A living survey",
        below=f"{_count(len(survey.papers), 'paper')}{span}",
        bars=papers_a_year(survey.papers, years),
        hue=_HUES[0],
    )
    facets = (
        Picture(
            uri=picture_uri(facet.id),
            title=facet.label,
            above=settings.site_name,
            below=f"{_count(len(survey.papers_of[facet.id]), 'paper')} in "
            f"{_count(len(survey.taxonomy.descendants(facet.id)), 'narrower topic')}",
            bars=papers_a_year(survey.papers_of[facet.id], years),
            hue=_HUES[index % len(_HUES)],
        )
        for index, facet in enumerate(survey.taxonomy.facets)
    )
    return (home, *facets)


def _text(text: str, *, y: int, size: int, fill: str) -> str:
    return f'<text x="{_MARGIN}" y="{y}" font-size="{size}" fill="{fill}">{escape(clean(text))}</text>'


def _bars(values: Sequence[int], hue: str) -> Iterator[str]:
    """Give a bar a year along the bottom; none where nothing is dated."""
    most = max(values, default=0)
    step = min((WIDTH - 2 * _MARGIN) // max(1, len(values)), _WIDEST_BAR)
    for index, value in enumerate(values):
        height = round(_BARS_HEIGHT * value / most) if most else 0
        x, y = _MARGIN + index * step, _BARS_BOTTOM - height
        width = max(1, step * 4 // 5)
        if height:
            yield f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{hue}" opacity="0.35"/>'


def drawing(picture: Picture) -> str:
    """Return the picture as SVG; every text is escaped, and nothing in it is an address."""
    lines = textwrap.wrap(clean(picture.title), _LETTERS_A_LINE) or [""]
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], cut(" ".join(lines[_MOST_LINES - 1 :]), _LETTERS_A_LINE)]
    top = 190
    below = top + len(lines) * _LINE_HEIGHT - 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="Survey Serif">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{_PAPER}"/>',
        f'<rect width="{WIDTH}" height="16" fill="{picture.hue}"/>',
        *_bars(picture.bars, picture.hue),
        _text(cut(clean(picture.above), 60), y=100, size=34, fill=picture.hue),
        *(_text(line, y=top + index * _LINE_HEIGHT, size=_TITLE_SIZE, fill=_INK) for index, line in enumerate(lines)),
        _text(cut(clean(picture.below), 60), y=below, size=38, fill=_SOFT),
        "</svg>",
    ]
    return "".join(parts)


def artefacts(survey: Survey, settings: Settings) -> Iterator[Artefact]:
    """Give the pictures as PNG; none where the site's address is unknown, since a picture is named by its whole one."""
    if not settings.site_url:
        return
    font = resources.files("generator.site.social").joinpath("survey-serif-semibold.ttf")
    with resources.as_file(font) as path:
        for picture in pictures(survey, settings):
            png = resvg_py.svg_to_bytes(
                svg_string=drawing(picture),
                skip_system_fonts=True,
                font_files=[str(path)],
                font_family="Survey Serif",
            )
            yield Artefact(path=f"{DOCS}/{picture.uri}", content=bytes(png))
