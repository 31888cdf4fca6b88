"""Numbers to accessible inline SVG: colours by style sheet, links and titles inside, no script.

Owns: geometry and the SVG's own escaping. Must not: query the survey. A chart never stands alone: its view carries
the same numbers as a table. Links in a chart take their name from `<title>`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.site.sinks import html_attribute, svg_text

_WIDTH, _HEIGHT = 480, 230
_LEFT, _BOTTOM, _TOP = 30, 24, 8
_MAX_TICKS = 5
_MAX_LABELS = 10
_SPARK_WIDTH, _SPARK_HEIGHT = 240, 32

SHAPES = (
    "M0-5A5 5 0 1 1 0 5A5 5 0 1 1 0-5Z",
    "M0-5.5L5.5 4.5H-5.5Z",
    "M-4.5-4.5H4.5V4.5H-4.5Z",
    "M0-6L6 0L0 6L-6 0Z",
    "M0 5.5L5.5-4.5H-5.5Z",
    "M-1.8-5.5H1.8V-1.8H5.5V1.8H1.8V5.5H-1.8V1.8H-5.5V-1.8H-1.8Z",
    "M-3-5.2H3L6 0L3 5.2H-3L-6 0Z",
    "M0-6.2L1.8-2H6.2L2.6.8L4 5.2L0 2.6L-4 5.2L-2.6.8L-6.2-2H-1.8Z",
)
"""One outline a style, round the origin, about 11 units across: circle, triangle, square, diamond, triangle down,
cross, hexagon, star. `survey.css` has the same eight as clip paths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a bar: its class (`sv-f1`, `sv-many`, `sv-none`), its number, and what it says."""

    css_class: str
    value: int
    title: str
    href: Markup | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar with its parts from the foot up."""

    label: str
    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        """The height of the bar."""
        return sum(part.value for part in self.parts)


def _ticks(largest: int) -> range:
    """Return round steps from 0 to at least the largest value, at most six of them."""
    step, growth = 1, (2, 2.5, 2)
    turn = 0
    while largest / step > _MAX_TICKS:
        step = int(step * growth[turn % 3])
        turn += 1
    return range(0, -(-largest // step) * step + 1, step)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _grid(ticks: range, scale: float) -> Iterator[str]:
    for tick in ticks:
        y = _HEIGHT - _BOTTOM - tick * scale
        yield f'<path class="sv-grid" d="M{_LEFT} {_number(y)}H{_WIDTH}"/>'
        yield f'<text class="sv-tick" x="{_LEFT - 6}" y="{_number(y + 4)}" text-anchor="end">{tick}</text>'


def _rectangle(part: Part, x: float, y: float, width: float, height: float) -> str:
    shape = (
        f'<rect class="{html_attribute(part.css_class)}" x="{_number(x)}" y="{_number(y)}" '
        f'width="{_number(width)}" height="{_number(height)}" rx="2"><title>{svg_text(part.title)}</title></rect>'
    )
    return f'<a href="{part.href}">{shape}</a>' if part.href is not None else shape


def _stack(bar: Bar, x: float, width: float, scale: float) -> Iterator[str]:
    y = float(_HEIGHT - _BOTTOM)
    for part in bar.parts:
        if part.value:
            height = part.value * scale
            y -= height
            yield _rectangle(part, x, y, width, max(height - 1, 1))


def stacked_bars(bars: Sequence[Bar], *, title: str, description: str) -> Markup:
    """Return a chart of stacked bars; labels are thinned when there are many bars."""
    ticks = _ticks(max((bar.total for bar in bars), default=0) or 1)
    scale = (_HEIGHT - _BOTTOM - _TOP) / ticks[-1]
    slot = (_WIDTH - _LEFT) / max(len(bars), 1)
    width = min(slot * 0.86, 64)
    every = -(-len(bars) // _MAX_LABELS)
    body: list[str] = [*_grid(ticks, scale)]
    for index, bar in enumerate(bars):
        x = _LEFT + index * slot + (slot - width) / 2
        body += _stack(bar, x, width, scale)
        if (len(bars) - 1 - index) % every == 0:
            middle = _number(x + width / 2)
            body.append(f'<text class="sv-tick" x="{middle}" y="{_HEIGHT - 6}" text-anchor="middle">')
            body.append(f"{svg_text(bar.label)}</text>")
    return Markup(  # noqa: S704 - built here from numbers and escaped text
        f'<svg class="sv-chart" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="group" aria-label="{svg_text(title)}">'
        f"<desc>{svg_text(description)}</desc>{''.join(body)}</svg>"
    )


def spark_bars(values: Sequence[int], *, style: int, title: str) -> Markup:
    """Return small bars, one a value, as one outline; a value of zero leaves a line on the ground."""
    largest = max(values, default=0) or 1
    slot = _SPARK_WIDTH / max(len(values), 1)
    body = []
    for index, value in enumerate(values):
        height = max(value / largest * _SPARK_HEIGHT, 1)
        body.append(
            f"M{_number(index * slot)} {_SPARK_HEIGHT}v-{_number(height)}h{_number(slot * 0.9)}v{_number(height)}z"
        )
    return Markup(  # noqa: S704 - numbers, and a title that is escaped
        f'<svg class="sv-spark sv-f{style}" viewBox="0 0 {_SPARK_WIDTH} {_SPARK_HEIGHT}" preserveAspectRatio="none" '
        f'role="img" aria-label="{svg_text(title)}"><path d="{"".join(body)}"/></svg>'
    )


_ROW, _NAME, _VALUE = 24, 150, 110


def value_bars(rows: Sequence[tuple[str, float, str]], *, title: str) -> Markup:
    """Return a bar a row: its name, its number (at least 0), and the number as written."""
    largest = max((number for _, number, _ in rows), default=0) or 1
    room = _WIDTH - _NAME - _VALUE
    body = []
    for index, (name, number, written) in enumerate(rows):
        y, width = index * _ROW, max(number / largest * room, 1)
        body.append(f'<text x="{_NAME - 8}" y="{y + 16}" text-anchor="end">{svg_text(name)}</text>')
        body.append(f'<rect x="{_NAME}" y="{y + 4}" width="{_number(width)}" height="{_ROW - 8}" rx="2"/>')
        body.append(f'<text x="{_number(_NAME + width + 8)}" y="{y + 16}">{svg_text(written)}</text>')
    return Markup(  # noqa: S704 - built here from numbers and escaped text
        f'<svg class="sv-values" viewBox="0 0 {_WIDTH} {max(len(rows), 1) * _ROW}" role="img" '
        f'aria-label="{svg_text(title)}">{"".join(body)}</svg>'
    )
