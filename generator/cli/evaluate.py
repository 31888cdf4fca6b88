"""`survey evaluate`: the rules against papers that people labelled.

Owns: the options of the command. Must not: compute, or lay out what it shows (see `measures`).
"""

from __future__ import annotations

import json
from pathlib import Path

import click

from generator import pipeline
from generator.cli import measures
from generator.cli.console import Project, pass_project, tell_findings
from generator.cli.inspect import load_or_tell
from generator.core.diagnostics import Report, Severity
from generator.core.model import Paper, Taxonomy
from generator.taxonomy import evaluate as evaluation
from generator.taxonomy import figures as committed
from generator.taxonomy.labelled import read_labelled
from generator.taxonomy.load import load_taxonomy


@click.command()
@click.argument("labelled", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--errors", "has_errors", is_flag=True, help="Tell every error with its evidence or its near miss.")
@click.option("--json", "is_json", is_flag=True, help="Write one JSON object.")
@click.option(
    "--figures",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the figures that `survey check` compares with.",
)
@pass_project
def evaluate(project: Project, labelled: Path, *, has_errors: bool, is_json: bool, figures: Path | None) -> int:
    """Measure the rules against papers labelled by hand: precision, recall, F1 a facet and topic.

    LABELLED is a file of JSON Lines with id, labels and, where known, topics, optional_labels, title, abstract. A
    line without an abstract is about the paper of that id in the survey. Curators' pins never count.
    """
    report = Report()
    text = labelled.read_text("utf-8")
    loaded = _inputs(project, text, report=report)
    if loaded is None:
        tell_findings(report, root=project.root)
        return 1
    taxonomy, papers = loaded
    read = read_labelled(text, taxonomy, path=labelled.name, report=report, papers=papers)
    found = evaluation.evaluate(taxonomy, read)
    if is_json:
        click.echo(json.dumps(measures.as_json(found, has_errors=has_errors), ensure_ascii=False, indent=2))
    else:
        click.echo(measures.as_text(found, taxonomy, has_errors=has_errors), nl=False)
    if figures is not None:
        figures.write_text(committed.figures(found), "utf-8", newline="\n")
    tell_findings(report, root=labelled.parent)
    return int(report.worst is Severity.ERROR)


def _inputs(project: Project, text: str, *, report: Report) -> tuple[Taxonomy, tuple[Paper, ...]] | None:
    """Return the taxonomy, and the survey's papers when a line of the file has no abstract of its own."""
    if all('"abstract"' in line for line in text.splitlines() if line.strip()):
        source = pipeline.read_yaml(project.root, pipeline.TAXONOMY, report=report)
        taxonomy = load_taxonomy(source or "", path=pipeline.TAXONOMY, report=report)
        return None if taxonomy is None else (taxonomy, ())
    survey = load_or_tell(project)
    return None if survey is None else (survey.taxonomy, survey.papers)
