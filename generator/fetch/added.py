"""Papers that were fetched → `papers/documents/added.jsonl`, its line in `documents.yaml`, entries in `curated.yaml`.

Owns: what these texts are after an addition; a curator's lines and comments stay as they are.
Must not: ask services, write files (the command does, all or nothing).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import yaml

from generator.core.identifiers import SCHEMES
from generator.core.model import Candidate, Identifier
from generator.core.text import fold
from generator.fetch.services import Found

DOCUMENT = "papers/documents/added.jsonl"
DOCUMENTS = "papers/documents.yaml"
CURATED = "papers/curated.yaml"

_ENTRY = re.compile(r"^(?P<indent> *)- (?P<rest>.*)$", re.MULTILINE)
_TITLE = re.compile(r"^ +(?:- )?title: *(?P<title>\S.*)$", re.MULTILINE)


def line(found: Found) -> str:
    """Return a paper as one line of JSON, with what `papers.sources.jsonlines` reads."""
    candidate = found.candidate
    venue = candidate.venue
    members: dict[str, object] = {
        "title": candidate.title,
        "abstract": candidate.abstract,
        "authors": [author.name_as_written for author in candidate.authors],
        "date": str(candidate.date) if candidate.date else None,
        "venue": (f"{venue.name} {venue.year}" if venue.short and venue.year else venue.name) if venue else None,
        **{scheme: _identifier(candidate, scheme) for scheme in SCHEMES},
        "links": [{"url": link.url, "kind": link.kind.value} for link in candidate.links],
        "keywords": list(candidate.keywords),
        "kind": candidate.kind,
        "from": found.address,
    }
    return json.dumps({name: value for name, value in members.items() if value}, ensure_ascii=False)


def _identifier(candidate: Candidate, scheme: str) -> str | None:
    return next((one.value for one in candidate.identifiers if one.scheme == scheme), None)


def document_with(text: str, found: Iterable[Found]) -> str:
    """Return the document with a line for each paper behind the lines that it has."""
    start = text if not text or text.endswith("\n") else f"{text}\n"
    return start + "".join(f"{line(one)}\n" for one in found)


def documents_with(text: str) -> str:
    """Return `documents.yaml` with an entry for the document, if it has none."""
    name = DOCUMENT.rpartition("/")[2]
    if re.search(rf"^\s*-? *file: *['\"]?{re.escape(name)}['\"]?\s*$", text, re.MULTILINE):
        return text
    entry = f"  - file: {name}\n    origin: Public services, asked for single papers by `survey add`\n"
    if not re.search(r"^documents:", text, re.MULTILINE):
        return f"{_ended(text)}documents:\n{entry}"
    return f"{_ended(text)}\n{entry}"


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A line of an entry: `name: value`."""

    name: str
    value: str


def scalar(value: str) -> str:
    """Return a text as a YAML scalar on one line, quoted where it must be."""
    dumped: str = yaml.safe_dump(value, allow_unicode=True, width=float("inf"), default_flow_style=True)
    return dumped.removesuffix("\n").removesuffix("\n...").strip()


def entry_text(facts: Sequence[Fact]) -> str:
    """Return an entry of `curated.yaml`."""
    lines = [f"{fact.name}: {scalar(fact.value)}" for fact in facts]
    return "".join(f"{'  - ' if number == 0 else '    '}{text}\n" for number, text in enumerate(lines))


def facts_of(found: Found) -> tuple[Fact, ...]:
    """Return what an entry says of a fetched paper: how to find it, and where its facts were read."""
    identifier = found.candidate.identifiers[0]
    return (
        Fact(name="title", value=found.candidate.title or ""),
        Fact(name=identifier.scheme, value=identifier.value),
        Fact(name="source", value=found.address),
    )


def with_entry(text: str, facts: Sequence[Fact]) -> str:
    """Return `curated.yaml` with an entry before the first one whose title sorts after it; all else untouched."""
    entry = entry_text(facts)
    if not re.search(r"^papers:", text, re.MULTILINE):
        return f"{_ended(text)}papers:\n{entry}"
    text = re.sub(r"^papers: *\[\] *$", "papers:", text, count=1, flags=re.MULTILINE)
    own = fold(facts[0].value)
    starts = [start.start() for start in _ENTRY.finditer(text) if len(start["indent"]) == _INDENT]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        title = _TITLE.search(text, start, end)
        if title and fold(str(yaml.safe_load(f"- {title['title']}")[0])) > own:
            return f"{text[:start]}{entry}\n{text[start:]}"
    body = _ended(text)
    return f"{body}{entry}" if not starts else f"{body}\n{entry}"


_INDENT = 2


def with_facts(text: str, *, line_number: int, facts: Sequence[Fact]) -> str:
    """Return `curated.yaml` with facts added behind those of the entry that starts on a line."""
    lines = _ended(text).splitlines(keepends=True)
    end = line_number
    last = line_number
    while end < len(lines) and (not lines[end].strip() or lines[end].startswith(" " * (_INDENT + 1))):
        if lines[end].strip():
            last = end + 1
        end += 1
    added = [f"    {fact.name}: {scalar(fact.value)}\n" for fact in facts]
    return "".join([*lines[:last], *added, *lines[last:]])


def is_known(identifiers: Iterable[Identifier], known: frozenset[Identifier]) -> bool:
    """Tell whether one of the identifiers belongs to a paper that the survey has."""
    return any(identifier in known for identifier in identifiers)
