"""`survey diff`: what an edit does to topics, papers and addresses.

Owns: which two states are compared and what the exit code says. Must not: compare or word anything.
"""

from __future__ import annotations

from pathlib import Path

import click

from generator import revisions, settings
from generator.cli.console import SEVERITIES, Project, pass_project
from generator.cli.states import State, load, named
from generator.compare.changes import Comparison
from generator.compare.whole import compare
from generator.core.diagnostics import Diagnostic, Report, Severity
from generator.report import data, markdown, text
from generator.report.outline import failed, outline

FORMS = ("text", "markdown", "json")


def _links(root: Path, base: State, head: State) -> markdown.Links:
    """Link places to the commits compared; a working folder that differs from its commit gets no links."""
    commit = head.commit
    if commit is None and base.commit is not None and head.folder == root and revisions.is_clean(root):
        commit = revisions.resolve(root, "HEAD")
    found = settings.load(root, report=Report())
    return markdown.Links(repository=found.repository if found else None, base=base.commit, head=commit)


def render_comparison(comparison: Comparison, *, form: str, limit: int, links: markdown.Links) -> str:
    """Return a comparison in one of the FORMS; a limit of 0 cuts nothing."""
    if form == "json":
        return data.render(comparison)
    if form == "markdown":
        return markdown.render(outline(comparison), limit=limit or 1_000_000, links=links)
    return text.render(outline(comparison), limit=limit or None)


def render_unreadable(found: tuple[Diagnostic, ...], *, form: str, name: str) -> str:
    """Return, in one of the FORMS, why a state cannot be read."""
    if form == "json":
        return data.render_failed(found, state=name)
    report = failed(found, state=name)
    return markdown.render(report) if form == "markdown" else text.render(report)


@click.command()
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--format", "form", type=click.Choice(FORMS), default="text", show_default=True, help="Form of the report."
)
@click.option("--limit", type=click.IntRange(min=0), default=10, show_default=True, help="Items a group; 0 shows all.")
@click.option("--merge-base", is_flag=True, help="Compare with the commit where BASE and HEAD went apart.")
@click.option(
    "--fail-on",
    type=click.Choice([*SEVERITIES, "never"]),
    default="error",
    show_default=True,
    help="Exit with 1 when the new state has a new finding at least this grave.",
)
@pass_project
def diff(  # noqa: PLR0913 - one parameter an option
    project: Project, base: str, head: str | None, *, form: str, limit: int, merge_base: bool, fail_on: str
) -> int:
    """Tell what moves between two states of the survey, paper by paper, with the phrase responsible.

    BASE and HEAD are Git revisions, or folders that hold a taxonomy.yaml. Without HEAD, the project's files as they
    are on disk are compared with BASE. Revisions are read, never checked out.
    """
    try:
        sides = _sides(project.root, base, head, merge_base=merge_base)
        report, worst = _report(project.root, *sides, form=form, limit=limit)
    except revisions.RevisionError as error:
        raise click.UsageError(str(error)) from error
    click.echo(report, nl=False)
    return int(fail_on != "never" and worst is not None and worst >= SEVERITIES[fail_on])


def _sides(root: Path, base: str, head: str | None, *, merge_base: bool) -> tuple[State, State]:
    old = named(root, base)
    new = State(name="the working folder", folder=root) if head is None else named(root, head)
    if merge_base and old.commit is not None:
        tip = new.commit or revisions.resolve(root, "HEAD")
        old = State(name=old.name, commit=revisions.merge_base(root, old.commit, tip))
    return old, new


def _report(root: Path, old: State, new: State, *, form: str, limit: int) -> tuple[str, Severity | None]:
    """Compare two states; return the report and the gravest of what is new in it.

    A new state that cannot be read is the gravest of all; an old one is none of the edit's doing.
    """
    before, after = load(root, old, new)
    if after.survey is None:
        return render_unreadable(after.findings, form=form, name=new.name), Severity.ERROR
    if before.survey is None:
        return render_unreadable(before.findings, form=form, name=old.name), None
    comparison = compare(before.survey, after.survey)
    worst = max((finding.severity for finding in comparison.findings), default=None)
    return render_comparison(comparison, form=form, limit=limit, links=_links(root, old, new)), worst
