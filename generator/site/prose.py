"""Hand-written texts: read from `site_src/prose/`, their citations made links, their works listed at the foot.

Owns: the form `[@paper-id]` (and `[@one; @another]`), and what stands where. Must not: shape a page. A Markdown step,
no plugin, so that any engine shows it. `prose/<topic-id>.md` belongs to a topic, `prose/pages/<name>.md` is a page.
Citations inside code are left alone, so that a page can explain them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from markupsafe import Markup

from generator.core.diagnostics import Diagnostic, Severity
from generator.core.model import Location, Paper
from generator.site import words
from generator.site.address import DOCS, paper_uri
from generator.site.extras import Prose
from generator.site.sinks import markdown_text
from generator.survey import Survey

FOLDER = f"{DOCS}/prose/"
PAGES = f"{FOLDER}pages/"
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_CITATION = re.compile(r"\[@[^\]\s;]+(?:\s*;\s*@[^\]\s;]+)*\]")
_CITED_ID = re.compile(r"@([^\]\s;]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A text ready for a page: Markdown with links, and the papers it cites in the order of first mention."""

    body: Markup
    cited: tuple[Paper, ...]


def load(root: Path) -> tuple[Prose, ...]:
    """Return all hand-written texts, sorted by path."""
    found = sorted((root / FOLDER).rglob("*.md"))
    return tuple(
        Prose(path=path.relative_to(root).as_posix(), text=path.read_text(encoding="utf-8-sig")) for path in found
    )


def _code_spans(line: str) -> list[tuple[int, int]]:
    return [match.span() for match in _CODE_SPAN.finditer(line)]


def _citations(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield (line, match) of every citation that stands outside code."""
    fence = ""
    for number, line in enumerate(text.split("\n"), start=1):
        mark = _FENCE.match(line)
        if mark and (not fence or (mark[1][0] == fence[0] and len(mark[1]) >= len(fence))):
            fence = "" if fence else mark[1]
            continue
        if fence:
            continue
        spans = _code_spans(line)
        for match in _CITATION.finditer(line):
            if not any(start <= match.start() < end for start, end in spans):
                yield number, match


def _papers(survey: Survey) -> dict[str, Paper]:
    """Return papers by every id that leads to them."""
    by_alias = {alias: paper for paper in survey.papers for alias in paper.aliases}
    return by_alias | survey.by_id


def check(texts: Sequence[Prose], survey: Survey) -> Iterator[Diagnostic]:
    """Yield an error for every citation of an unknown paper and every text of an unknown topic."""
    known = _papers(survey)
    for prose in texts:
        topic_id = Path(prose.path).stem
        if not prose.path.startswith(PAGES) and topic_id not in survey.taxonomy.by_id:
            yield _unknown(
                "site/unknown-topic",
                Location(path=prose.path),
                f"this text belongs to no topic: '{topic_id}' is not in the taxonomy",
                get_close_matches(topic_id, list(survey.taxonomy.by_id), n=1),
                "name the file after the topic's id, or move it to prose/pages/",
            )
        for line, match in _citations(prose.text):
            for cited in _CITED_ID.finditer(match[0]):
                if cited[1] not in known:
                    column = match.start() + cited.start() + 1
                    place = Location(path=prose.path, line=line, column=column, end_column=column + len(cited[0]))
                    yield _unknown(
                        "site/unknown-citation",
                        place,
                        f"no paper has the id '{cited[1]}'",
                        get_close_matches(cited[1], list(known), n=1),
                        "the id of a paper is the last part of its page's address",
                    )


def _unknown(code: str, place: Location, message: str, close: list[str], otherwise: str) -> Diagnostic:
    hint = f"did you mean '{close[0]}'?" if close else otherwise
    return Diagnostic(severity=Severity.ERROR, code=code, location=place, message=message, hint=hint)


def resolve(text: str, survey: Survey, *, source: str) -> Resolved:
    """Return a text with its citations as links from the page written at `source` (`site_src/about/index.md`)."""
    known = _papers(survey)
    cited: dict[str, Paper] = {}
    lines = text.split("\n")
    for number, match in reversed(list(_citations(text))):
        line = lines[number - 1]
        lines[number - 1] = line[: match.start()] + _links(match[0], known, source) + line[match.end() :]
    for _, match in _citations(text):
        for found in _CITED_ID.finditer(match[0]):
            if found[1] in known:
                cited.setdefault(known[found[1]].id, known[found[1]])
    return Resolved(body=Markup("\n".join(lines).strip()), cited=tuple(cited.values()))  # noqa: S704 - a curator's own Markdown


def _links(citation: str, known: dict[str, Paper], source: str) -> str:
    parts = []
    for found in _CITED_ID.finditer(citation):
        paper = known.get(found[1])
        if paper is None:
            parts.append(str(markdown_text(f"unknown paper {found[1]}")))
            continue
        target = posixpath.relpath(f"{DOCS}/{paper_uri(paper.id)}index.md", posixpath.dirname(source))
        parts.append(f"[{markdown_text(words.cited_as(paper))}]({target})")
    return f"({'; '.join(parts)})"


def of_topic(topic_id: str, texts: Sequence[Prose], survey: Survey, *, source: str) -> Resolved | None:
    """Return the text that curators wrote for a topic, or None."""
    path = f"{FOLDER}{topic_id}.md"
    found = next((prose for prose in texts if prose.path == path), None)
    return resolve(found.text, survey, source=source) if found else None
