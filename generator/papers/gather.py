"""From the project folder to papers: documents → records → candidates → papers, with the ledger.

Owns: the order of the room's steps, and what is told of rejected and odd records. Must not: any rule of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from generator.core.diagnostics import Diagnostic, Report, Severity
from generator.core.model import (
    Candidate,
    Document,
    Ledger,
    Merge,
    Milestone,
    Paper,
    Pin,
    PossibleDuplicate,
    Reading,
    Record,
    Rejected,
)
from generator.core.text import clean
from generator.core.yamlnodes import decode
from generator.papers import boilerplate, curation, documents, normalise, sources
from generator.papers.curation import Curation
from generator.papers.merge import merge

CURATED = "papers/curated.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """All that the documents and the curators say."""

    documents: tuple[Document, ...] = ()
    papers: tuple[Paper, ...] = ()
    merges: tuple[Merge, ...] = ()
    possible_duplicates: tuple[PossibleDuplicate, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    start_here: tuple[Pin, ...] = ()
    ledger: Ledger


def gather(root: Path, report: Report) -> Gathered:
    """Return what the project's documents and `curated.yaml` say."""
    found = documents.load(root, report)
    return gather_documents(found, load_curation(root, report), report)


def load_curation(root: Path, report: Report) -> Curation:
    """Return the curators' decisions; none when there is no file."""
    path = root / CURATED
    if not path.is_file():
        return Curation()
    text = decode(path.read_bytes(), path=CURATED, report=report)
    return Curation() if text is None else curation.load(text, path=CURATED, report=report)


def gather_documents(found: tuple[Document, ...], curated: Curation, report: Report) -> Gathered:
    """Return what documents and curators say, from values in memory."""
    readings = [(document, sources.read(document)) for document in sorted(found, key=lambda one: one.path)]
    candidates, empty = _candidates(readings, report)
    rejected = tuple(
        sorted(
            (*empty, *(r for _, reading in readings for r in reading.rejected)),
            key=lambda r: (r.location.path, r.location.line),
        )
    )
    report.extend(told(one) for one in rejected)
    merged = merge(candidates, curated, report)
    for record in (record for paper in merged.papers if paper.title is None for record in paper.records):
        message = "record has no title; shown as untitled until curated.yaml names it"
        report.note("papers/untitled", record.location, message)
    records = sum(len(paper.records) for paper in merged.papers)
    return Gathered(
        documents=tuple(document for document, _ in readings),
        papers=merged.papers,
        merges=merged.merges,
        possible_duplicates=merged.possible_duplicates,
        rejected=rejected,
        milestones=curated.milestones,
        start_here=curated.start_here,
        ledger=Ledger(
            identified=len(rejected) + records,
            rejected=len(rejected),
            duplicates=len(merged.merges),
            included=len(merged.papers),
        ),
    )


def told(one: Rejected) -> Diagnostic:
    """Return what is told of a rejected record; that a whole document is lost is an error."""
    is_whole = one.code.startswith("documents/")
    return Diagnostic(
        severity=Severity.ERROR if is_whole else Severity.WARNING,
        code=one.code,
        location=one.location,
        message=one.reason if is_whole else f"rejected: {one.reason}",
        hint=one.hint,
    )


def _candidates(
    readings: list[tuple[Document, Reading]], report: Report
) -> tuple[tuple[Candidate, ...], tuple[Rejected, ...]]:
    """Return the candidates, and the records of which nothing is left after cleaning."""
    dated = [(record, document.retrieved) for document, reading in readings for record in reading.records]
    candidates = [normalise.normalise(record, retrieved=retrieved) for record, retrieved in dated]
    chrome = boilerplate.repeated((c.abstract_key or "", c.title_key or "") for c in candidates)
    kept: list[Candidate] = []
    empty: list[Rejected] = []
    for candidate, (_, retrieved) in zip(candidates, dated, strict=True):
        plain = _without_boilerplate(candidate) if candidate.abstract_key in chrome else candidate
        if plain.title is None and plain.abstract is None and not plain.identifiers:
            empty.append(_nothing_left(plain.record))
            continue
        report.extend(normalise.findings(plain, retrieved=retrieved))
        kept.append(plain)
    for _, reading in readings:
        for remark in reading.remarks:
            report.warning("papers/odd", remark.location, remark.message)
    return tuple(kept), tuple(empty)


def _without_boilerplate(candidate: Candidate) -> Candidate:
    """Return a candidate without its abstract and without the links that only the abstract gave."""
    fields = tuple(field for field in candidate.record.fields if field.name != "abstract")
    bare = normalise.normalise(replace(candidate.record, fields=fields))
    return replace(candidate, abstract=None, abstract_key=None, links=bare.links)


def _nothing_left(record: Record) -> Rejected:
    """Return a record without a title whose abstract is a sentence of a page."""
    shown = clean(record.raw, limit=60)
    return Rejected(
        location=record.location,
        end_line=record.end_line,
        format=record.format,
        raw=record.raw,
        reason=f"neither a title nor an abstract: '{shown}' says nothing of a paper",
    )
