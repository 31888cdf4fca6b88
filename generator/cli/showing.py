"""Papers, evidence and near misses as JSON values and as text for the terminal.

Owns: the shape of what `parse`, `classify` and `explain` write. Must not: compute, print.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.core.model import (
    Assignment,
    Identifier,
    Location,
    Match,
    NearMiss,
    Origin,
    Paper,
    PaperDate,
    Provenance,
    Record,
    Taxonomy,
)
from generator.core.text import title_key
from generator.survey import Survey

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

_AS_TEXT = (Location, PaperDate, Identifier, date)
"""Values with a written form of their own: `papers/documents/a.txt:4:1`, `2023-02`, `arxiv:2302.10035`."""


def plain(value: object) -> Json:
    """Return a value of the domain as JSON: fields in the order of the model, none left out."""
    if isinstance(value, _AS_TEXT):
        return str(value)
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if dataclasses.is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    raise TypeError(f"no JSON form: {type(value).__name__}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Classified:
    """What the rules say of one record."""

    paper: Paper
    assignments: tuple[Assignment, ...]
    near_misses: tuple[NearMiss, ...]


def _match(match: Match) -> Json:
    return {
        "field": match.field,
        "start": match.start,
        "end": match.end,
        "text": match.text,
        "phrase": match.phrase.text,
        "rule": str(match.phrase.location),
    }


def classified_row(classified: Classified, taxonomy: Taxonomy) -> Json:
    """Return one line of `survey classify --json`."""
    facets = {facet.id for facet in taxonomy.facets}
    held = [assignment.topic for assignment in classified.assignments]
    return {
        "id": classified.paper.id,
        "title": classified.paper.title,
        "facets": [topic for topic in held if topic in facets],
        "topics": [topic for topic in held if topic not in facets],
        "evidence": [
            {
                "topic": assignment.topic,
                "origin": assignment.origin.value,
                "through": list(assignment.through),
                "matches": [_match(match) for match in assignment.matches],
            }
            for assignment in classified.assignments
        ],
        "near_misses": [
            {
                "topic": near_miss.topic,
                "reason": near_miss.reason,
                "matched": [_match(match) for match in near_miss.matched],
                "vetoed_by": [_match(match) for match in near_miss.vetoed_by],
                "missing": list(near_miss.missing),
            }
            for near_miss in classified.near_misses
        ],
    }


def _labels(taxonomy: Taxonomy, topic_id: str) -> str:
    return " > ".join(topic.label for topic in taxonomy.path(topic_id))


def _quotes(matches: tuple[Match, ...]) -> Iterator[str]:
    for match in matches:
        yield f"\"{match.text}\" in the {match.field}, by '{match.phrase.text}' ({match.phrase.location})"


def _assignment_lines(assignment: Assignment, taxonomy: Taxonomy) -> Iterator[str]:
    yield f"  {_labels(taxonomy, assignment.topic)} [{assignment.topic}]"
    if assignment.origin is Origin.CURATED and assignment.pin is not None:
        because = f": {assignment.pin.because}" if assignment.pin.because else ""
        yield f"    a curator's word ({assignment.pin.location}){because}"
    yield from (f"    {quote}" for quote in _quotes(assignment.matches))
    if assignment.through:
        yield f"    through {', '.join(assignment.through)}"


def _near_miss_lines(near_miss: NearMiss, taxonomy: Taxonomy) -> Iterator[str]:
    yield f"  {_labels(taxonomy, near_miss.topic)} [{near_miss.topic}]: {near_miss.reason}"
    yield from (f"    found {quote}" for quote in _quotes(near_miss.matched))
    yield from (f"    vetoed by {quote}" for quote in _quotes(near_miss.vetoed_by))


def _topic_lines(
    assignments: tuple[Assignment, ...], near_misses: tuple[NearMiss, ...], taxonomy: Taxonomy
) -> Iterator[str]:
    yield "topics:" if assignments else "topics: none"
    for assignment in assignments:
        yield from _assignment_lines(assignment, taxonomy)
    if near_misses:
        yield "near misses:"
    for near_miss in near_misses:
        yield from _near_miss_lines(near_miss, taxonomy)


def _opening(paper: Paper) -> str:
    words = (paper.abstract or "").split()
    return f"untitled: {' '.join(words[:12])}{' …' if len(words) > 12 else ''}"  # noqa: PLR2004 - what fits on a line


def classified_text(classified: Classified, taxonomy: Taxonomy) -> str:
    """Return what the rules say of one record, for the terminal."""
    lines = [f"{classified.paper.id}  {classified.paper.title or _opening(classified.paper)}"]
    lines += _topic_lines(classified.assignments, classified.near_misses, taxonomy)
    return "\n".join(lines) + "\n"


def _provenance(provenance: Provenance) -> str:
    return f"  {provenance.field}: {provenance.location}{' (curated)' if provenance.curated else ''}"


def _fact_lines(paper: Paper) -> Iterator[str]:
    names = ", ".join(author.name_as_written for author in paper.authors)
    count = f"{paper.author_count} authors, names unknown" if paper.author_count else "unknown"
    yield f"authors: {names or paper.organisation or count}"
    yield f"date: {paper.date or 'unknown'}"
    if paper.venue:
        yield f"venue: {paper.venue.name}"
    if paper.identifiers:
        yield f"identifiers: {', '.join(str(identifier) for identifier in paper.identifiers)}"
    yield from (f"{link.kind}: {link.url}" for link in paper.links)
    if paper.aliases:
        yield f"also found as: {', '.join(paper.aliases)}"


def _listed(record: Record, taxonomy: Taxonomy) -> str:
    """Return under which headings a list has the paper: a hint of its topics, which decides nothing."""
    topics = {title_key(name): topic.id for topic in taxonomy.topics for name in (topic.label, *topic.alt_labels)}
    shown = [
        f"'{field.value}'{f' (a name of topic {found})' if (found := topics.get(title_key(field.value))) else ''}"
        for field in record.all("section")
    ]
    return f", listed under {' > '.join(shown)}" if shown else ""


def story(paper: Paper, survey: Survey) -> str:
    """Return all that is known of a paper and why, for the terminal."""
    lines = [paper.title or _opening(paper), f"id: {paper.id}", *_fact_lines(paper), "records:"]
    lines += [f"  {record.location} ({record.format}){_listed(record, survey.taxonomy)}" for record in paper.records]
    merges = [merge for merge in survey.merges if merge.paper == paper.id]
    if merges:
        lines.append("merges:")
    lines += [f"  {one.merged} into {one.kept} by {one.rule} (score {one.score:.2f})" for one in merges]
    possible = [one for one in survey.possible_duplicates if paper.id in one.papers]
    if possible:
        lines.append("possible duplicates, not merged:")
    for one in possible:
        others = " and ".join(other for other in one.papers if other != paper.id)
        lines.append(f"  {others}: {one.reason} (score {one.score:.2f})")
    lines += ["provenance:", *(_provenance(one) for one in paper.provenance)]
    lines += _topic_lines(survey.assignments_of[paper.id], survey.near_misses_of[paper.id], survey.taxonomy)
    return "\n".join(lines)
