"""`survey build` and `survey generate`: from the inputs to the site, with the old site whole until the new one is.

Owns: the order of a build's steps on disk, and what is said meanwhile. Must not: know a stage of the pipeline.
"""

from __future__ import annotations

import json
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import click

from generator import assembly, pipeline
from generator import offline as offline_variant
from generator import settings as settings_file
from generator.cli.console import Project, pass_project, tell, tell_findings
from generator.core.diagnostics import Report, Severity
from generator.core.model import Artefact, Location, Settings
from generator.engine import Engine, epoch_of
from generator.lock import locked
from generator.site.files import set_modes, tree_digest, write_all
from generator.site.publish import ROOTS, Published, publish, read_manifest
from generator.site.scan import scan
from generator.site.swap import building_folder, recover, swap, sweep
from generator.survey import Survey

STAMP = ".survey/stamp.json"
"""What the site was built from; removed before a swap and written after it, so that it is never wrong."""

_WHERE = Location(path="mkdocs.yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """The inputs of MkDocs, written."""

    survey: Survey
    settings: Settings
    published: Published
    epoch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A finished site."""

    pages: int
    is_new: bool


def has_errors(report: Report) -> bool:
    """Tell whether a survey may not be published as it is."""
    return report.worst is Severity.ERROR


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a variant of the site is put together, and where it ends up."""

    project: Path
    root: Path
    """The folder with the `mkdocs.yml`, `site_src/` and `.survey/theme/` that MkDocs works on."""
    site: Path

    @property
    def is_offline(self) -> bool:
        """Tell the variant that opens from the disk from the one for a server."""
        return self.root != self.project


def place_of(project: Path, *, is_offline: bool) -> Place:
    """Return the place of the one variant or the other."""
    if is_offline:
        return Place(project=project, root=project / offline_variant.ROOT, site=project / offline_variant.SITE)
    return Place(project=project, root=project, site=project / "site")


def generate_pages(place: Place, *, report: Report) -> Generated | None:
    """Load the survey and write its pages; None with errors in the report, and nothing written."""
    settings = settings_file.load(place.project, report=report)
    survey = pipeline.load(place.project, report=report, tell=tell)
    if settings is None or survey is None or has_errors(report):
        return None
    more: tuple[Artefact, ...] = ()
    if place.is_offline:
        settings = offline_variant.settings_of(settings)
        more = tuple(offline_variant.hand_written(place.project, read_manifest(place.project, report)))
        offline_variant.write_settings(place.project)
    artefacts = (*assembly.artefacts(place.project, survey, settings), *more)
    published = publish(place.root, artefacts, report=report)
    if published is None:
        return None
    tell(
        f"wrote {len(published.written)} of {len(artefacts)} files into site_src/"
        + (f", removed {len(published.removed)}" if published.removed else "")
    )
    epoch = epoch_of(place.project, inputs=pipeline.INPUTS, newest=pipeline.newest_date(survey))
    return Generated(survey=survey, settings=settings, published=published, epoch=epoch)


def _stamped(place: Place, key: str) -> int | None:
    """Return the pages of the site when it was built from just these files and is as it was left."""
    try:
        stamp = json.loads((place.root / STAMP).read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    if not isinstance(stamp, dict) or stamp.get("key") != key or stamp.get("site") != tree_digest(place.site):
        return None
    pages = stamp.get("pages")
    return pages if isinstance(pages, int) else None


def build_site(place: Place, generated: Generated, *, report: Report) -> Built | None:
    """Build beside the site, scan, and swap; None with errors in the report, and the old site as it was."""
    engine = Engine(root=place.root, epoch=generated.epoch)
    key = engine.key()
    pages = _stamped(place, key)
    if pages is not None:
        tell("nothing has changed since the site was built; it stays as it is")
        return Built(pages=pages, is_new=False)
    new = building_folder(place.site)
    try:
        tell("building the site with MkDocs …")
        done = engine.build(new)
        if done.returncode != 0:
            tell(done.stderr.rstrip())
            report.error("site/mkdocs", _WHERE, "MkDocs did not build the site; what it said stands above")
            return None
        settings = generated.settings
        scanned = scan(new, site_url=settings.site_url, uses_folders=settings.use_directory_urls)
        report.extend(scanned.diagnostics)
        if scanned.diagnostics:
            return None
        tell(f"scanned {scanned.pages} pages")
        _put_in_place(place, new, {"key": key, "pages": scanned.pages})
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return Built(pages=scanned.pages, is_new=True)


def _put_in_place(place: Place, new: Path, stamp: dict[str, str | int]) -> None:
    set_modes(new)
    stamp["site"] = tree_digest(new)
    (place.root / STAMP).unlink(missing_ok=True)
    swap(new, place.site)
    write_all({place.root / STAMP: json.dumps(stamp, indent=1, sort_keys=True).encode() + b"\n"})


def prepare(place: Place) -> None:
    """Clear up after runs that were killed; only while the lock is held."""
    recover(place.site)
    sweep(tuple(place.root / name for name in (*ROOTS, ".survey")))


def summary(survey: Survey) -> str:
    """Return the ledger in a sentence."""
    ledger = survey.ledger
    return (
        f"{ledger.identified} records = {ledger.rejected} rejected + {ledger.duplicates} duplicates"
        f" + {ledger.included} papers"
    )


@click.command()
@click.option("--offline", is_flag=True, help="Build site-offline/, which opens from the disk without a server.")
@pass_project
def build(project: Project, *, offline: bool) -> int:
    """Build the site: read, classify, write the pages, run MkDocs, check every page, swap."""
    start = time.monotonic()
    place = place_of(project.root, is_offline=offline)
    report = Report()
    with locked(project.root):
        prepare(place)
        generated = generate_pages(place, report=report)
        built = None if generated is None else build_site(place, generated, report=report)
    tell_findings(report, root=project.root)
    if generated is None or built is None:
        tell(f"the site was not built; {place.site.name}/ is as it was")
        return 1
    click.echo(f"ledger: {summary(generated.survey)}")
    click.echo(f"{built.pages} pages in {place.site.name}/, {time.monotonic() - start:.1f} s")
    click.echo(_HOW_TO_OPEN if offline else _HOW_TO_LOOK)
    return 0


_HOW_TO_LOOK = "look at it: make serve, or python3 -m http.server -d site and http://localhost:8000/"
_HOW_TO_OPEN = "look at it: open site-offline/index.html in a browser"


@click.command()
@pass_project
def generate(project: Project) -> int:
    """Write the pages into site_src/ only, for a plain `mkdocs build`."""
    report = Report()
    place = place_of(project.root, is_offline=False)
    with locked(project.root):
        prepare(place)
        generated = generate_pages(place, report=report)
    tell_findings(report, root=project.root)
    if generated is None:
        tell("no page was written")
        return 1
    click.echo(f"ledger: {summary(generated.survey)}")
    return 0
