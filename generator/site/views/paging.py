"""Long lists over several pages: how many to a page, where each page is, and the way between them.

Owns: addresses and links of further pages. Must not: know what is listed. A page of a list costs a reader at most
15 kB (gzip) and 1,500 elements; each list says how many of its items that is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from markupsafe import Markup

from generator.site import words
from generator.site.address import Links

Item = TypeVar("Item")
_BESIDE = 2
"""Pages linked on each side of this one, besides the first and the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A page's number and its link; no link stands for pages that are left out between two others."""

    label: str
    href: Markup | None
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """The pages of a long list."""

    label: str
    previous: Markup | None
    next: Markup | None
    steps: tuple[Step, ...]


def sheets(items: Sequence[Item], size: int) -> tuple[tuple[Item, ...], ...]:
    """Return the items of each page; an empty list has one empty page."""
    return tuple(tuple(items[start : start + size]) for start in range(0, max(len(items), 1), size))


def sheet_uri(base: str, number: int) -> str:
    """Return the address of a page of a list: the list's own for the first (`topics/x/`, `topics/x/page-2/`)."""
    return base if number == 1 else f"{base}page-{number}/"


def pager(links: Links, base: str, *, number: int, total: int, size: int) -> Pager | None:
    """Return the way between the pages of `total` items; None where one page holds them all."""
    last = max(1, -(-total // size))
    if last == 1:
        return None

    def link(page: int) -> Markup:
        return links.to(sheet_uri(base, page))

    shown = sorted({1, last, *range(max(1, number - _BESIDE), min(last, number + _BESIDE) + 1)})
    steps: list[Step] = []
    for place, page in enumerate(shown):
        if place and page > shown[place - 1] + 1:
            steps.append(Step(label="…", href=None, is_here=False))
        steps.append(Step(label=words.number(page), href=link(page), is_here=page == number))
    start, end = (number - 1) * size + 1, min(number * size, total)
    return Pager(
        label=f"{words.number(start)} to {words.number(end)} of {words.number(total)}",
        previous=link(number - 1) if number > 1 else None,
        next=link(number + 1) if number < last else None,
        steps=tuple(steps),
    )
