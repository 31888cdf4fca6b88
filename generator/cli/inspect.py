"""`survey check`, `parse`, `classify`, `explain`: what the generator believes, without building a site.

Owns: the options of these commands. Must not: word what they show (see `showing`).
"""

from __future__ import annotations

import difflib
import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import click

from generator import pipeline
from generator import settings as settings_file
from generator.cli import showing, states
from generator.cli.console import FORMATS, SEVERITIES, Project, pass_project, rendered, tell_findings
from generator.compare.addresses import lost_addresses
from generator.compare.papers import identify
from generator.compare.whole import only_in
from generator.core.diagnostics import Diagnostic, Report, Severity
from generator.core.model import Document, Paper, Taxonomy
from generator.papers import documents, normalise, sources
from generator.revisions import RevisionError
from generator.site import prose
from generator.survey import Survey
from generator.taxonomy.classify import NO_PINS, Classifier
from generator.taxonomy.figures import check_gold
from generator.taxonomy.load import load_taxonomy

GOLD = "papers/gold.jsonl"
GOLD_FIGURES = "papers/gold-figures.json"


@click.command()
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How findings are written.")
@click.option(
    "--fail-on",
    type=click.Choice(tuple(SEVERITIES)),
    default="error",
    help="The least severity that makes the exit code 1.",
)
@click.option(
    "--base",
    metavar="REVISION",
    help="Demand that every address published there still leads somewhere; leave out the notes that it has too.",
)
@pass_project
def check(project: Project, *, form: str, fail_on: str, base: str | None) -> int:
    """Run all checks: settings, taxonomy, curated facts, documents, hand-written pages."""
    report = Report()
    settings_file.load(project.root, report=report)
    survey = pipeline.load(project.root, report=report)
    if survey is not None:
        report.extend(prose.check(prose.load(project.root), survey))
        report.extend(_gold(project.root, survey))
        if base is not None:
            report = _since(project.root, base, survey, report)
    click.echo(rendered(report.sorted(), root=project.root, form=form), nl=False)
    return int(report.worst is not None and report.worst >= SEVERITIES[fail_on])


def _gold(root: Path, survey: Survey) -> Iterator[Diagnostic]:
    """Yield the findings on the papers that are labelled by hand; none where there is no such file."""
    gold, figures = (
        (path, (root / path).read_text("utf-8", errors="replace")) if (root / path).is_file() else None
        for path in (GOLD, GOLD_FIGURES)
    )
    if gold is not None:
        yield from check_gold(survey.taxonomy, survey.papers, gold=gold, committed=figures)


def _since(root: Path, base: str, survey: Survey, found: Report) -> Report:
    """Return the findings with the addresses that a base revision published and that lead nowhere now.

    Notes that the base has as well are told in one line: a pull request's own would drown in them.
    """
    try:
        (before,) = states.load(root, states.named(root, base))
    except RevisionError as error:
        raise click.UsageError(str(error)) from error
    report = Report()
    notes = tuple(finding for finding in found.diagnostics if finding.severity is Severity.NOTE)
    fresh = only_in(notes, before.findings)
    report.extend(finding for finding in found.diagnostics if finding.severity is not Severity.NOTE)
    report.extend(fresh)
    if known := len(notes) - len(fresh):
        click.echo(f"left out: {known} notes that {base} has as well", err=True)
    if before.survey is not None:
        report.extend(lost_addresses(before.survey, survey, identify(before.survey, survey)))
    return report


def load_or_tell(project: Project) -> Survey | None:
    """Return the survey; None when it cannot be loaded, with the reasons told."""
    report = Report()
    survey = pipeline.load(project.root, report=report)
    if survey is None:
        tell_findings(report, root=project.root)
    return survey


@click.command()
@pass_project
def parse(project: Project) -> int:
    """Print the merged papers as JSON Lines, with the provenance of every field."""
    survey = load_or_tell(project)
    if survey is None:
        return 1
    for paper in survey.papers:
        click.echo(json.dumps(showing.plain(paper), ensure_ascii=False))
    return 0


def _classified(document: Document, classifier: Classifier, report: Report) -> Iterator[showing.Classified]:
    """Yield what the rules say of each record of a document, in its order."""
    reading = sources.read(document)
    pipeline.tell_reading(reading, report=report)
    for record in reading.records:
        candidate = normalise.normalise(record, retrieved=document.retrieved)
        own = record.first("key")
        paper = Paper(
            id=own.value if own else f"{document.path}:{record.location.line}",
            title=candidate.title,
            abstract=candidate.abstract,
        )
        judgement = classifier.judge(title=paper.title or "", abstract=paper.abstract or "", pins=NO_PINS)
        yield showing.Classified(
            paper=paper,
            assignments=tuple(classifier.assignments(paper, judgement, NO_PINS)),
            near_misses=tuple(classifier.near_misses(paper, judgement, NO_PINS)),
        )


_BATCH = 100


def _shown(classified: showing.Classified, taxonomy: Taxonomy, *, is_json: bool) -> str:
    if is_json:
        return json.dumps(showing.classified_row(classified, taxonomy), ensure_ascii=False)
    return showing.classified_text(classified, taxonomy)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "is_json", is_flag=True, help="Write JSON Lines, one line a record.")
@pass_project
def classify(project: Project, file: Path, *, is_json: bool) -> int:
    """Classify the records of a file by the rules alone, curators' pins left out, in the file's order."""
    report = Report()
    text = pipeline.read_yaml(project.root, pipeline.TAXONOMY, report=report)
    taxonomy = load_taxonomy(text or "", path=pipeline.TAXONOMY, report=report)
    document = documents.read_file(file, name=file.name, report=report)
    if taxonomy is None:
        tell_findings(report, root=project.root)
        return 1
    found = _classified(document, Classifier(taxonomy), report)
    # Many lines at once: each call of `echo` flushes, which costs more than classifying does.
    while some := list(itertools.islice(found, _BATCH)):
        click.echo("\n".join(_shown(one, taxonomy, is_json=is_json) for one in some))
    tell_findings(report, root=file.parent)
    return 0


def _find(survey: Survey, asked: str) -> Paper:
    """Return the paper of an id, an alias, an identifier, or the one paper whose title holds the words.

    Raises:
        click.UsageError: there is none, or more than one.
    """
    wanted = asked.strip().casefold()
    for paper in survey.papers:
        names = (paper.id, *paper.aliases, *(identifier.value for identifier in paper.identifiers))
        if wanted in {name.casefold() for name in names} | {str(one).casefold() for one in paper.identifiers}:
            return paper
    titled = [paper for paper in survey.papers if wanted and wanted in (paper.title or "").casefold()]
    if len(titled) == 1:
        return titled[0]
    ids = [paper.id for paper in titled] or difflib.get_close_matches(wanted, [paper.id for paper in survey.papers])
    hint = f"; did you mean {', '.join(ids[:5])}?" if ids else ""
    raise click.UsageError(f"{'several papers match' if titled else 'there is no paper'} {asked!r}{hint}")


@click.command()
@click.argument("paper")
@pass_project
def explain(project: Project, paper: str) -> int:
    """Tell a paper's whole story: records, merges, topics with their evidence, near misses.

    PAPER is an id, an arXiv id, a DOI, or words of the title.
    """
    survey = load_or_tell(project)
    if survey is None:
        return 1
    click.echo(showing.story(_find(survey, paper), survey))
    return 0
