"""Papers labelled by hand, as a file of JSON Lines tells them.

Owns: reading the labels, and what is wrong with a line. Must not: judge rules.

A paper expected in a topic is expected in all above it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.core.diagnostics import Report
from generator.core.model import Location, Paper, Taxonomy
from generator.taxonomy.structure import label_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A paper labelled by hand; `expected` and `optional` hold topic ids, those above included."""

    id: str
    title: str
    abstract: str
    expected: frozenset[str]
    optional: frozenset[str]
    has_topics: bool
    """False where only the facets are labelled."""


def read_labelled(
    text: str, taxonomy: Taxonomy, *, path: str, report: Report, papers: Sequence[Paper] = ()
) -> tuple[Labelled, ...]:
    """Read JSON Lines of labelled papers; a line that cannot be used is reported and left out.

    A line holds `id`, `labels` (facets), and where known `topics`, `optional_labels`, `title`, `abstract`; a line
    without an abstract is about the paper of that id. Topics may be named by id or by any of their labels.
    """
    known = _Known(
        taxonomy=taxonomy,
        topics=_names(taxonomy),
        papers={name: paper for paper in papers for name in (*paper.aliases, paper.id)},
    )
    made = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            labelled = _labelled(line, Location(path=path, line=number), known, report)
            made += [labelled] if labelled else []
    return tuple(made)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What a line may refer to: topics by their names, papers by theirs."""

    taxonomy: Taxonomy
    topics: Mapping[str, str]
    papers: Mapping[str, Paper]


def _names(taxonomy: Taxonomy) -> dict[str, str]:
    """Return topic ids by folded id, label and other labels; ids win, then the file's order."""
    names = {label_key(topic.id): topic.id for topic in taxonomy.topics}
    for topic in taxonomy.topics:
        for label in (topic.label, *topic.alt_labels, *topic.formerly):
            names.setdefault(label_key(label), topic.id)
    return names


def _labelled(line: str, place: Location, known: _Known, report: Report) -> Labelled | None:
    try:
        row = json.loads(line)
    except ValueError as error:
        report.error("taxonomy/labelled", place, f"the line is no JSON: {error}", hint="one object a line")
        return None
    if not isinstance(row, dict) or not isinstance(row.get("id"), str):
        report.error("taxonomy/labelled", place, "the line has no 'id'", hint='such as {"id": "…", "labels": []}')
        return None
    paper = known.papers.get(row["id"])
    abstract = row.get("abstract") or (paper.abstract if paper else None)
    if not abstract:
        message = f"no abstract for '{row['id']}': neither in the line nor in the survey"
        report.error("taxonomy/labelled", place, message, hint="add 'abstract', or the id of a paper of the survey")
        return None
    expected = _ids(row, ("labels", "topics"), place, known.topics, report)
    optional = _ids(row, ("optional_labels",), place, known.topics, report)
    closed = _with_ancestors(expected, known.taxonomy)
    return Labelled(
        id=row["id"],
        title=(paper.title if paper else row.get("title")) or "",
        abstract=abstract,
        expected=closed,
        optional=_with_ancestors(optional, known.taxonomy) - closed,
        has_topics="topics" in row,
    )


def _ids(
    row: Mapping[str, object], keys: Sequence[str], place: Location, names: Mapping[str, str], report: Report
) -> list[str]:
    found = []
    for key in keys:
        value = row.get(key)
        for name in value if isinstance(value, list) else ():
            topic_id = names.get(label_key(str(name)))
            if topic_id is None:
                message = f"unknown topic '{name}' in '{key}'"
                report.error("taxonomy/labelled", place, message, hint="write the id or the label of a topic")
            else:
                found.append(topic_id)
    return found


def _with_ancestors(ids: Iterable[str], taxonomy: Taxonomy) -> frozenset[str]:
    return frozenset(above for topic_id in ids for above in (topic_id, *taxonomy.ancestors(topic_id)))
