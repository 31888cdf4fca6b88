"""A report as Markdown for a pull request's job summary.

Owns: escaping for GitHub's Markdown, folding, the size limit. Must not: choose what is said.

Every ASCII character of data that is no letter, digit or space becomes a numeric character reference, so no title can
turn into markup; a zero-width space follows `@` and `#`, since GitHub looks for mentions and issue numbers in the text
after references are resolved. GitHub refuses a summary above 1 MiB whole, so a longer one is cut on a line's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.core.diagnostics import visible
from generator.core.model import Location, Settings
from generator.core.repository import view_url
from generator.report.outline import Group, Item, Outline
from generator.report.words import Part

SIZE_LIMIT = 900_000
_SPECIAL = re.compile(r"[^A-Za-z0-9 \u0080-\U0010ffff]")
_ZERO_WIDTH_SPACE = "\u200b"


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Where places lead: the repository, and the revision of each state; a state without one gets no links."""

    repository: str | None = None
    base: str | None = None
    head: str | None = None

    def address(self, location: Location, *, in_head: bool) -> str | None:
        """Return the address of a line on GitHub, or None."""
        revision = self.head if in_head else self.base
        if revision is None:
            return None
        settings = Settings(site_name="", repository=self.repository, branch=revision)
        return view_url(settings, location)


NO_LINKS = Links()


def literal(text: str) -> str:
    """Return text that Markdown shows as it is, on one line, and that mentions nobody."""
    line = visible(" ".join(text.split()))
    return _SPECIAL.sub(lambda found: _reference(found.group()), line)


def _reference(character: str) -> str:
    defused = _ZERO_WIDTH_SPACE if character in "@#" else ""
    return f"&#{ord(character)};{defused}"


def render(report: Outline, *, limit: int = 10, links: Links = NO_LINKS, size: int = SIZE_LIMIT) -> str:
    """Return the report as Markdown: counts, then `limit` items of each group, then everything, folded."""
    lines = ["## What this change moves", "", f"**{literal(report.verdict)}**", ""]
    if report.counts:
        lines += ["| | before | after | |", "|---|--:|--:|--:|"]
        for name, before, after in report.counts:
            change = "" if before == after else f"{(after or 0) - (before or 0):+d}".replace("-", "−")
            lines.append(f"| {literal(name)} | {before} | {after} | {change} |")
        lines.append("")
    for section in report.sections:
        lines += [f"### {literal(section.title)}", ""]
        for group in section.groups:
            lines += _group(group, limit=limit, links=links)
    if any(len(group.items) > limit or group.more for section in report.sections for group in section.groups):
        lines += ["<details>", "<summary>The full list</summary>", ""]
        for section in report.sections:
            lines += [f"#### {literal(section.title)}", ""]
            for group in section.groups:
                lines += _group(group, limit=None, links=links)
        lines += ["</details>", ""]
    return _fit(lines, size)


def _group(group: Group, *, limit: int | None, links: Links) -> Iterator[str]:
    if group.heading:
        yield _sentence(group.heading, links)
        yield ""
    items = group.items if limit is not None else (*group.items, *group.more)
    for item in items[:limit]:
        yield from _item(item, 0, links)
    if limit is not None:
        if len(items) > limit:
            yield f"- … and {len(items) - limit} more in the full list below"
        if group.rest:
            yield f"- {literal(group.rest)}"
    yield ""


def _item(item: Item, depth: int, links: Links) -> Iterator[str]:
    yield f"{'  ' * depth}- {_sentence(item.parts, links)}"
    for below in item.below:
        yield from _item(below, depth + 1, links)


def _sentence(parts: tuple[Part, ...], links: Links) -> str:
    return "".join(_part(part, links) for part in parts)


def _part(part: Part, links: Links) -> str:
    lead = " " if part.text.startswith(" ") else ""
    tail = " " if part.text.endswith(" ") and part.text.strip() else ""
    text = f"{lead}{literal(part.text)}{tail}"
    if part.strong:
        return f"**{text}**"
    address = links.address(part.location, in_head=part.in_head) if part.location else None
    return f"[{text}]({address})" if address else text


def _fit(lines: list[str], size: int) -> str:
    """Join lines up to a size in bytes; a cut falls on a line's end, closes what is folded and says so."""
    whole = "\n".join(lines).rstrip("\n") + "\n"
    if len(whole.encode()) <= size:
        return whole
    note = f"**Cut here: the whole report is longer than {size} bytes. Run `survey diff` to read it.**"
    room = size - len(f"\n</details>\n\n{note}\n".encode())
    kept: list[str] = []
    for line in lines:
        room -= len(line.encode()) + 1
        if room < 0:
            break
        kept.append(line)
    folded = "<details>" in kept
    return "\n".join([*kept, *(["", "</details>"] if folded else []), "", note]) + "\n"
