"""A report for the terminal.

Owns: indentation. Must not: choose what is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.diagnostics import visible
from generator.report.outline import Group, Item, Outline
from generator.report.words import Part


def render(report: Outline, *, limit: int | None = 10) -> str:
    """Return the report as indented lines; of each group, `limit` items (None: all, those of narrower topics too)."""
    lines = [report.verdict, ""]
    width = max((len(name) for name, _before, _after in report.counts), default=0)
    for name, before, after in report.counts:
        change = "" if before == after else f"  ({(after or 0) - (before or 0):+d})".replace("-", "−")
        lines.append(f"  {name:<{width}}  {before:>6} → {after}{change}")
    for section in report.sections:
        lines += ["", section.title]
        for group in section.groups:
            lines += _group(group, limit=limit)
    return "\n".join(lines) + "\n"


def _group(group: Group, *, limit: int | None) -> Iterator[str]:
    if group.heading:
        yield f"  {_sentence(group.heading)}"
    depth = 2 if group.heading else 1
    shown = group.items if limit is not None else (*group.items, *group.more)
    for item in shown[:limit]:
        yield from _item(item, depth)
    if limit is not None:
        if len(shown) > limit:
            yield f"{'  ' * depth}… and {len(shown) - limit} more (--limit 0 shows all)"
        if group.rest:
            yield f"{'  ' * depth}{group.rest}"


def _item(item: Item, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}{_sentence(item.parts)}"
    for below in item.below:
        yield from _item(below, depth + 2)


def _sentence(parts: tuple[Part, ...]) -> str:
    return visible(" ".join("".join(part.text for part in parts).split()))
