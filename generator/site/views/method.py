"""How the survey was made and how good it is: ledger, sources, coverage, health, merges, rejected, edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.core.model import Origin, Paper
from generator.site import words
from generator.site.address import Links
from generator.site.page import Page
from generator.site.views import provenance
from generator.site.views.context import Context, Place
from generator.site.views.parts import Chip, Figure, PaperLink, chip, paper_link

ROWS_SHOWN = 100
"""Rows of a list on this page; the rest stands on the papers' own pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A document, where it comes from and what it gave."""

    place: Place
    origin: str
    retrieved: str
    records: str
    rejected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthRow:
    """A check of the data: how many papers pass, and the first that do not."""

    check: str
    passed: str
    failed: str
    share: str
    papers: tuple[PaperLink, ...]
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    """A facet: the papers it holds, and those that fit none of its narrower topics."""

    chip: Chip
    papers: str
    share: str
    unplaced: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateRow:
    """Two papers that look alike and were not merged."""

    first: PaperLink
    second: PaperLink
    reason: str
    score: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedRow:
    """A record that could not be read."""

    place: Place
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRow:
    """Agreement of the rules with labels that people gave."""

    name: str
    precision: str
    recall: str
    papers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeRow:
    """A merge and the paper it made."""

    paper: PaperLink
    merge: provenance.MergeLine


@dataclass(frozen=True, slots=True, kw_only=True)
class InputRow:
    """A file that the survey was made from, and its hash."""

    path: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """What the page shows."""

    lead: str
    ledger: tuple[Figure, ...]
    ledger_sentence: str
    sources: tuple[SourceRow, ...]
    labels: tuple[Figure, ...]
    coverage: tuple[CoverageRow, ...]
    outside: str
    outside_href: Markup
    rules_href: Markup | None
    scores: tuple[ScoreRow, ...]
    health: tuple[HealthRow, ...]
    merges: tuple[MergeRow, ...]
    merges_more: str
    duplicates: tuple[DuplicateRow, ...]
    duplicates_more: str
    rejected: tuple[RejectedRow, ...]
    rejected_more: str
    edition: str
    inputs: tuple[InputRow, ...]


def _measure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def pages(context: Context) -> Iterator[Page]:
    """Yield the page."""
    survey = context.survey
    links = context.links("method/")
    lead = (
        "Everything on this site is computed from the documents, the curators' corrections and the taxonomy, "
        "all of which are in the repository. This page is the survey's audit of itself."
    )
    yield Page(
        uri="method/",
        template="method",
        title="How this survey is made",
        description=lead,
        view=Method(
            lead=lead,
            ledger=_ledger(context),
            ledger_sentence=_ledger_sentence(context),
            sources=_sources(context),
            labels=_labels(context),
            coverage=_coverage(context, links),
            outside=words.count(len(survey.outside), "paper"),
            outside_href=links.to("outside/"),
            rules_href=links.to("rules/") if context.extras.quality else None,
            scores=tuple(
                ScoreRow(
                    name=score.name,
                    precision=_measure(score.precision),
                    recall=_measure(score.recall),
                    papers=words.number(score.papers),
                )
                for score in context.extras.scores
            ),
            health=tuple(_health(links, survey.papers, check) for check in _CHECKS),
            merges=_merges(context, links),
            merges_more=_more(len(survey.merges)),
            duplicates=_duplicates(context, links),
            duplicates_more=_more(len(survey.possible_duplicates)),
            rejected=tuple(
                RejectedRow(place=context.place(found.location, end_line=found.end_line), reason=found.reason)
                for found in survey.rejected[:ROWS_SHOWN]
            ),
            rejected_more=_more(len(survey.rejected)),
            edition=context.edition.name,
            inputs=tuple(InputRow(path=path, digest=digest) for path, digest in survey.inputs),
        ),
    )


def _more(total: int) -> str:
    return f"{words.number(total - ROWS_SHOWN)} more on the papers' own pages." if total > ROWS_SHOWN else ""


def _ledger(context: Context) -> tuple[Figure, ...]:
    ledger = context.survey.ledger
    return (
        Figure(value=words.number(ledger.identified), label="records found"),
        Figure(value=words.number(ledger.rejected), label="rejected"),
        Figure(value=words.number(ledger.duplicates), label="duplicates"),
        Figure(value=words.number(ledger.included), label="papers"),
    )


def _ledger_sentence(context: Context) -> str:
    ledger = context.survey.ledger
    return (
        f"{words.number(ledger.identified)} = {words.number(ledger.rejected)} + {words.number(ledger.duplicates)} + "
        f"{words.number(ledger.included)}: every record is part of a paper, a duplicate with a reason, or rejected "
        "with its place. None is lost."
    )


def _sources(context: Context) -> tuple[SourceRow, ...]:
    records = Counter(record.location.path for paper in context.survey.papers for record in paper.records)
    rejected = Counter(found.location.path for found in context.survey.rejected)
    return tuple(
        SourceRow(
            place=context.place_of_file(document.path),
            origin=document.origin or "not told",
            retrieved=document.retrieved.isoformat() if document.retrieved else "unknown",
            records=words.number(records[document.path] + rejected[document.path]),
            rejected=words.number(rejected[document.path]),
        )
        for document in context.survey.documents
    )


def _labels(context: Context) -> tuple[Figure, ...]:
    labels = context.survey.classification.assignments
    by_origin = Counter(label.origin for label in labels)
    return (
        Figure(value=words.number(len(labels)), label="labels on papers"),
        Figure(value=words.share(by_origin[Origin.MATCHED], len(labels)), label="by a phrase of a rule"),
        Figure(value=words.share(by_origin[Origin.NARROWER], len(labels)), label="through a narrower topic"),
        Figure(value=words.share(by_origin[Origin.CURATED], len(labels)), label="by a curator"),
    )


def _coverage(context: Context, links: Links) -> tuple[CoverageRow, ...]:
    survey = context.survey
    rows = []
    for facet in survey.taxonomy.facets:
        papers = survey.papers_of[facet.id]
        narrower = set(survey.taxonomy.descendants(facet.id))
        unplaced = sum(not narrower.intersection(survey.topics_of[paper.id]) for paper in papers)
        rows.append(
            CoverageRow(
                chip=chip(context, links, facet.id),
                papers=words.number(len(papers)),
                share=words.share(len(papers), len(survey.papers)),
                unplaced=words.number(unplaced),
            )
        )
    return tuple(rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Check:
    """A check of the data: its name, and the attribute of a paper that must hold something."""

    name: str
    attribute: str


_CHECKS = (
    _Check(name="has a title", attribute="title"),
    _Check(name="has an abstract", attribute="abstract"),
    _Check(name="names its authors", attribute="authors"),
    _Check(name="has a date", attribute="date"),
    _Check(name="has a venue", attribute="venue"),
    _Check(name="has an identifier", attribute="identifiers"),
    _Check(name="has a link", attribute="links"),
)
_FAILING_SHOWN = 8


def _health(links: Links, papers: Sequence[Paper], check: _Check) -> HealthRow:
    failing = [paper for paper in papers if not getattr(paper, check.attribute)]
    return HealthRow(
        check=check.name,
        passed=words.number(len(papers) - len(failing)),
        failed=words.number(len(failing)),
        share=words.share(len(papers) - len(failing), len(papers)),
        papers=tuple(paper_link(links, paper) for paper in failing[:_FAILING_SHOWN]),
        more=f"and {words.number(len(failing) - _FAILING_SHOWN)} more" if len(failing) > _FAILING_SHOWN else "",
    )


def _merges(context: Context, links: Links) -> tuple[MergeRow, ...]:
    return tuple(
        MergeRow(
            paper=paper_link(links, context.survey.by_id[merge.paper]),
            merge=provenance.merge_line(context, merge),
        )
        for merge in context.survey.merges[:ROWS_SHOWN]
    )


def _duplicates(context: Context, links: Links) -> tuple[DuplicateRow, ...]:
    by_id = context.survey.by_id
    return tuple(
        DuplicateRow(
            first=paper_link(links, by_id[pair.papers[0]]),
            second=paper_link(links, by_id[pair.papers[1]]),
            reason=pair.reason,
            score=f"{pair.score:.2f}",
        )
        for pair in context.survey.possible_duplicates[:ROWS_SHOWN]
    )
