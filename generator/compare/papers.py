"""Which paper of one state is which of the other; facts and records that differ.

Owns: the identity of a paper across states (by id, by alias, by a record they share). Must not: know topics.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.compare.changes import FactChange, PaperName, RecordChange, RecordFate, Regrouping
from generator.core.model import Location, Merge, Paper, Provenance, Record, Rejected
from generator.survey import Survey

_OPENING = 60


def name_of(paper: Paper) -> PaperName:
    """Name a paper by its title, or by its opening words when it has none."""
    if paper.title:
        return PaperName(id=paper.id, name=paper.title)
    words = (paper.abstract or "").split()
    opening = ""
    for word in words:
        if len(opening) + len(word) > _OPENING:
            opening += " …"
            break
        opening += f" {word}"
    return PaperName(id=paper.id, name=f"untitled:{opening}" if words else "untitled")


def _addresses(survey: Survey) -> dict[str, str]:
    """Return paper ids by every id that leads to them; an own id beats an alias."""
    aliases = {alias: paper.id for paper in survey.papers for alias in paper.aliases}
    return aliases | {paper.id: paper.id for paper in survey.papers}


def _record_key(record: Record | Rejected) -> tuple[str, str]:
    return (record.format, record.raw.strip())


def _papers_by_record(survey: Survey) -> dict[tuple[str, str], str]:
    return {_record_key(record): paper.id for paper in survey.papers for record in paper.records}


@dataclass(frozen=True, slots=True, kw_only=True)
class Identities:
    """The new id of each paper of the old state, and back; a removed paper is missing."""

    after: dict[str, str]
    before: dict[str, tuple[str, ...]]


def identify(base: Survey, head: Survey) -> Identities:
    """Find each paper of the old state in the new one: by id, by alias, by a record with the same text."""
    to_head, to_base = _addresses(head), _addresses(base)
    by_old_alias = {to_base[paper.id]: paper.id for paper in head.papers if paper.id in to_base}
    by_record = _papers_by_record(head)
    after: dict[str, str] = {}
    for paper in base.papers:
        found = to_head.get(paper.id) or by_old_alias.get(paper.id)
        if found is None:
            shared = (by_record.get(_record_key(record)) for record in paper.records)
            found = next((paper_id for paper_id in shared if paper_id), None)
        if found is not None:
            after[paper.id] = found
    before: defaultdict[str, list[str]] = defaultdict(list)
    for old, new in after.items():
        before[new].append(old)
    return Identities(
        after=after,
        before={new: tuple(sorted(olds, key=lambda old: (old != new, old))) for new, olds in before.items()},
    )


def regrouped(base: Survey, head: Survey, same: Identities) -> Iterator[Regrouping]:
    """Yield the papers that became one, then those that became several."""
    for new, olds in sorted(same.before.items()):
        if len(olds) > 1:
            yield Regrouping(
                before=tuple(name_of(base.by_id[old]) for old in sorted(olds)), after=(name_of(head.by_id[new]),)
            )
    by_record = _papers_by_record(head)
    for paper in base.papers:
        homes = {by_record[key] for record in paper.records if (key := _record_key(record)) in by_record}
        if len(homes) > 1:
            yield Regrouping(before=(name_of(paper),), after=tuple(name_of(head.by_id[home]) for home in sorted(homes)))


def _facts(paper: Paper) -> dict[str, str | None]:
    venue = paper.venue
    values = {
        "title": paper.title,
        "authors": ", ".join(author.name_as_written for author in paper.authors),
        "author count": "" if paper.author_count is None else str(paper.author_count),
        "organisation": paper.organisation,
        "date": str(paper.date) if paper.date else None,
        "venue": None if venue is None else " ".join(str(part) for part in (venue.name, venue.year) if part),
        "identifiers": ", ".join(str(identifier) for identifier in paper.identifiers),
        "links": ", ".join(f"{link.kind} {link.url}" for link in paper.links),
        "kind": paper.kind,
        "abstract": paper.abstract,
        "keywords": ", ".join(paper.keywords),
    }
    return {field: value or None for field, value in values.items()}


_PROVENANCE_NAMES = {"author count": "author_count"}


def _provenance(paper: Paper, field: str) -> Provenance | None:
    name = _PROVENANCE_NAMES.get(field, field)
    return next((found for found in paper.provenance if found.field == name), None)


def corrected(base: Survey, head: Survey, same: Identities) -> Iterator[FactChange]:
    """Yield the facts that read differently in papers of both states."""
    for paper in head.papers:
        if paper.id not in same.before:
            continue
        old = base.by_id[same.before[paper.id][0]]
        before, after = _facts(old), _facts(paper)
        for field, value in after.items():
            if before[field] != value:
                source = _provenance(paper, field) if value is not None else _provenance(old, field)
                yield FactChange(
                    paper=name_of(paper),
                    field=field,
                    before=before[field],
                    after=value,
                    location=source.location if source else None,
                    curated=source.curated if source else False,
                )


def _all_records(survey: Survey) -> Iterator[tuple[Record | Rejected, Paper | None]]:
    for paper in survey.papers:
        for record in paper.records:
            yield record, paper
    for rejected in survey.rejected:
        yield rejected, None


def _only_in(
    survey: Survey, others: Counter[tuple[str, str]], merges: dict[Location, Merge], *, added: bool
) -> Iterator[RecordChange]:
    seen: Counter[tuple[str, str]] = Counter()
    for record, paper in sorted(_all_records(survey), key=lambda pair: pair[0].location):
        key = _record_key(record)
        seen[key] += 1
        if seen[key] <= others[key]:
            continue
        merge = merges.get(record.location)
        if merge is None and paper is not None and any(others[_record_key(twin)] for twin in paper.records):
            # It became the record that the paper's known ones were joined to.
            merge = next((merges[twin.location] for twin in paper.records if twin.location in merges), None)
        if isinstance(record, Rejected) or paper is None:
            reason = record.reason if isinstance(record, Rejected) else ""
            yield RecordChange(added=added, fate=RecordFate.REJECTED, location=record.location, reason=reason)
        elif merge is not None:
            yield RecordChange(
                added=added,
                fate=RecordFate.DUPLICATE,
                location=record.location,
                paper=name_of(paper),
                reason=f"{merge.rule}, {merge.score:.2f}",
            )
        else:
            yield RecordChange(added=added, fate=RecordFate.PAPER, location=record.location, paper=name_of(paper))


def _keys(survey: Survey) -> Counter[tuple[str, str]]:
    return Counter(_record_key(record) for record, _paper in _all_records(survey))


def _merges(survey: Survey) -> dict[Location, Merge]:
    return {merge.merged: merge for merge in survey.merges}


def record_changes(base: Survey, head: Survey) -> Iterator[RecordChange]:
    """Yield the records that only one state has, the new ones first, each with what became of it."""
    yield from _only_in(head, _keys(base), _merges(head), added=True)
    yield from _only_in(base, _keys(head), _merges(base), added=False)


def names(papers: Iterable[Paper]) -> tuple[PaperName, ...]:
    """Name papers, by id."""
    return tuple(sorted((name_of(paper) for paper in papers), key=lambda paper: paper.id))
