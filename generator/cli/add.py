"""`survey add`, `refresh`, `follow`: papers and news of papers from public services.

Owns: the options of these commands, and that all files of a run are written or none. Must not: know a service.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import click

from generator import pipeline
from generator import settings as settings_file
from generator.cli.console import Project, pass_project, tell, tell_findings
from generator.core.diagnostics import Report, Severity
from generator.core.model import Identifier
from generator.fetch import added, proposals
from generator.fetch import queries as searches
from generator.fetch.services import ADDRESSES, Found, Services, wanted
from generator.fetch.web import Client, FetchError
from generator.lock import locked
from generator.papers import curation, queries
from generator.site.files import write_all
from generator.survey import Survey

CACHE = ".survey/cache/answers"
FAILED = 1

_CommandT = TypeVar("_CommandT", bound=Callable[..., object])


def _asking(command: _CommandT) -> _CommandT:
    """Give a command the options that tell how services are asked."""
    options = (
        click.option(
            "--service",
            "elsewhere",
            multiple=True,
            metavar="NAME=URL",
            envvar="SURVEY_SERVICES",
            help=f"Ask a service at another address ({', '.join(ADDRESSES)}); several in SURVEY_SERVICES, by blanks.",
        ),
        click.option("--pause", type=click.FloatRange(min=0), default=3.0, help="Seconds between two requests."),
        click.option("--timeout", type=click.FloatRange(min=0.1), default=30.0, help="Seconds to wait for an answer."),
        click.option("--no-cache", is_flag=True, help="Ask again for what was asked for within a day."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _services(
    project: Project, *, elsewhere: tuple[str, ...], pause: float, timeout: float, no_cache: bool
) -> Services:
    addresses = dict(ADDRESSES)
    for pair in elsewhere:
        name, _, url = pair.partition("=")
        if name not in ADDRESSES or not url.startswith(("http://", "https://")):
            raise click.UsageError(f"{pair!r} is no NAME=URL; names are {', '.join(ADDRESSES)}")
        addresses[name] = url.rstrip("/")
    settings = settings_file.load(project.root, report=Report())
    client = Client(
        cache=project.root / CACHE,
        max_age=0.0 if no_cache else 86_400.0,
        pause=pause,
        timeout=timeout,
        home=(settings.repository if settings else None) or "https://github.com",
    )
    return Services(client=client, addresses=addresses)


def _loaded(project: Project) -> Survey | None:
    """Return the survey; None, with its faults told, when it cannot be loaded or has errors."""
    report = Report()
    survey = pipeline.load(project.root, report=report)
    if survey is None or report.worst is Severity.ERROR:
        tell_findings(report, root=project.root, least=Severity.ERROR)
        return None
    return survey


def _known(survey: Survey) -> frozenset[Identifier]:
    return frozenset(identifier for paper in survey.papers for identifier in paper.identifiers)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig") if path.is_file() else ""


def _write(root: Path, found: Iterable[Found]) -> None:
    """Write the papers into their document and the hand-edited files, all or nothing."""
    papers = list(found)
    curated = _text(root / added.CURATED)
    for one in papers:
        curated = added.with_entry(curated, added.facts_of(one))
    contents = {
        added.DOCUMENT: added.document_with(_text(root / added.DOCUMENT), papers),
        added.DOCUMENTS: added.documents_with(_text(root / added.DOCUMENTS)),
        added.CURATED: curated,
    }
    write_all({root / path: content.encode("utf-8") for path, content in contents.items()})


def _tell_topics(project: Project, found: Iterable[Found]) -> int:
    """Classify the survey anew and print the topics of the papers; 1 when one of them is not there."""
    survey = _loaded(project)
    if survey is None:
        return FAILED
    for one in found:
        paper = next((p for p in survey.papers if set(p.identifiers) & set(one.candidate.identifiers)), None)
        if paper is None:
            click.echo(f"{one.candidate.title}: not in the survey")
            return FAILED
        click.echo(f"{paper.id}: {paper.title}")
        direct = [a for a in survey.assignments_of[paper.id] if a.origin != "narrower"]
        for assignment in direct:
            path = " > ".join(topic.label for topic in survey.taxonomy.path(assignment.topic))
            phrases = ", ".join(dict.fromkeys(f"'{match.text}'" for match in assignment.matches))
            click.echo(f"  {path}: {phrases}" if phrases else f"  {path}")
        if not direct:
            click.echo("  no topic: no rule reaches it yet")
    return 0


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@_asking
@pass_project
def add(  # noqa: PLR0913 # one a command-line option
    project: Project, *, ids: tuple[str, ...], elsewhere: tuple[str, ...], pause: float, timeout: float, no_cache: bool
) -> int:
    """Fetch papers by arXiv id, DOI, ACL id, PubMed id, or their address there, at OpenReview or Hugging Face.

    They are written to papers/documents/added.jsonl and papers/curated.yaml; their topics are printed. When a service
    fails, nothing is changed.
    """
    wants = [(asked, wanted(asked)) for asked in dict.fromkeys(ids)]
    unknown = [asked for asked, want in wants if want is None]
    if unknown:
        raise click.UsageError(f"no identifier or address of a paper that is known: {', '.join(unknown)}")
    services = _services(project, elsewhere=elsewhere, pause=pause, timeout=timeout, no_cache=no_cache)
    with locked(project.root):
        survey = _loaded(project)
        if survey is None:
            return FAILED
        known = _known(survey)
        found: list[Found] = []
        try:
            for asked, want in wants:
                if want and want.identifier in known:
                    tell(f"{asked}: the survey has it")
                elif want:
                    found.append(services.find(want))
        except FetchError as failure:
            tell(f"error: {failure}; nothing was changed")
            return FAILED
        fresh = [one for one in found if not added.is_known(one.candidate.identifiers, known)]
        for one in found:
            if one not in fresh:
                tell(f"{one.candidate.title}: the survey has it")
        if not fresh:
            return 0
        _write(project.root, fresh)
        return _tell_topics(project, fresh)


def _curation(project: Project) -> tuple[str, curation.Curation]:
    text = _text(project.root / added.CURATED)
    return text, curation.load(text, path=added.CURATED, report=Report()) if text else curation.Curation()


@click.command()
@click.argument("papers", nargs=-1, metavar="[PAPER…]")
@click.option("--code", "asks_hugging_face", is_flag=True, help="Also ask Hugging Face for code, one paper at a time.")
@_asking
@pass_project
def refresh(  # noqa: PLR0913 # one a command-line option
    project: Project,
    *,
    papers: tuple[str, ...],
    asks_hugging_face: bool,
    elsewhere: tuple[str, ...],
    pause: float,
    timeout: float,
    no_cache: bool,
) -> int:
    """Look for published versions, withdrawals and code, and print the change of papers/curated.yaml they come to.

    PAPER is a paper's id; all papers if none is given. Nothing is written: pipe the output into `git apply`.
    """
    survey = _loaded(project)
    if survey is None:
        return FAILED
    strangers = [paper for paper in papers if paper not in survey.by_id]
    if strangers:
        raise click.UsageError(f"there is no paper {', '.join(strangers)}")
    chosen = [survey.by_id[paper] for paper in papers] if papers else list(survey.papers)
    services = _services(project, elsewhere=elsewhere, pause=pause, timeout=timeout, no_cache=no_cache)
    try:
        found = proposals.merged(proposals.proposals(chosen, services, asks_hugging_face=asks_hugging_face))
    except FetchError as failure:
        tell(f"error: {failure}; nothing is proposed")
        return FAILED
    text, decided = _curation(project)
    click.echo(proposals.as_diff(text, proposals.changed(text, decided, found)), nl=False)
    for proposal in found:
        facts = ", ".join(f"{fact.name} {fact.value}" for fact in proposal.facts)
        tell(f"{proposal.paper.id}: {facts} ({proposal.service})")
    tell(f"{len(found)} of {len(chosen)} papers have news")
    return 0


@click.command()
@click.option("--dry-run", is_flag=True, help="Only print what would be added.")
@_asking
@pass_project
def follow(  # noqa: PLR0913 # one a command-line option
    project: Project, *, dry_run: bool, elsewhere: tuple[str, ...], pause: float, timeout: float, no_cache: bool
) -> int:
    """Add the new papers that the searches in papers/queries.yaml find and that a rule puts into a topic."""
    report = Report()
    text = _text(project.root / queries.PATH)
    asked = queries.load(text, report=report) if text else ()
    if report.diagnostics:
        tell_findings(report, root=project.root)
        return FAILED
    if not asked:
        tell(f"no search in {queries.PATH}")
        return 0
    services = _services(project, elsewhere=elsewhere, pause=pause, timeout=timeout, no_cache=no_cache)
    with locked(project.root):
        survey = _loaded(project)
        if survey is None:
            return FAILED
        try:
            fresh = list(_answers(asked, services, survey))
        except FetchError as failure:
            tell(f"error: {failure}; nothing was changed")
            return FAILED
        if dry_run or not fresh:
            for one in fresh:
                click.echo(f"{one.candidate.identifiers[0]}: {one.candidate.title}")
            tell(f"{len(fresh)} new papers")
            return 0
        _write(project.root, fresh)
        return _tell_topics(project, fresh)


def _answers(asked: tuple[queries.QueryShape, ...], services: Services, survey: Survey) -> Iterator[Found]:
    """Yield the new papers of all searches, each once."""
    known = _known(survey)
    for query in asked:
        answers = searches.ask(query, services)
        for one in searches.new_ones(answers, service=query.service, known=known, taxonomy=survey.taxonomy):
            if not added.is_known(one.candidate.identifiers, known):
                known |= set(one.candidate.identifiers)
                yield one
