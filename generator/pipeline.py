"""The order of stages, from the project's folder to the survey.

Owns: which stage follows which, and what each one is given. Must not: print, parse arguments, write files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from generator.core import yamlnodes
from generator.core.diagnostics import Diagnostic, Report, Severity
from generator.core.model import Candidate, Classification, Document, Location, Name, Reading, Record, Taxonomy
from generator.papers import names, normalise
from generator.papers.gather import Gathered, gather, told
from generator.site.files import digest_of, irregular, walk
from generator.survey import Survey
from generator.taxonomy import checks
from generator.taxonomy.classify import classify
from generator.taxonomy.load import load_taxonomy
from generator.taxonomy.reclassify import Earlier, reclassify

TAXONOMY = "taxonomy.yaml"
NAMES = "papers/names.yaml"
INPUTS = (TAXONOMY, "papers", "site_src/prose")
"""Files and folders in which people write what the survey holds."""

Tell = Callable[[str], None]
"""Takes a line of progress."""


def _quiet(_line: str) -> None:
    """Tell nothing."""


def read_yaml(root: Path, path: str, *, report: Report) -> str | None:
    """Return the text of a hand-edited file; None when it is absent, or with errors in the report."""
    try:
        content = (root / path).read_bytes()
    except FileNotFoundError:
        return None
    return yamlnodes.decode(content, path=path, report=report)


def tell_reading(reading: Reading, *, report: Report) -> None:
    """Report what could not be read of a document, and what was read over."""
    report.extend(told(rejected) for rejected in reading.rejected)
    for remark in reading.remarks:
        report.note("papers/remark", remark.location, remark.message)


def candidates_of(document: Document, records: Iterable[Record], *, report: Report) -> Iterator[Candidate]:
    """Yield the candidate of each record, in the document's order."""
    for record in records:
        candidate = normalise.normalise(record, retrieved=document.retrieved)
        report.extend(normalise.findings(candidate, retrieved=document.retrieved))
        yield candidate


def _taxonomy(root: Path, report: Report) -> Taxonomy | None:
    faults = Report()
    text = read_yaml(root, TAXONOMY, report=faults)
    report.extend(faults.diagnostics)
    if text is not None:
        return load_taxonomy(text, path=TAXONOMY, report=report)
    if not faults.diagnostics:
        hint = "run the command in the project's folder, or name it with --project"
        report.error("taxonomy/missing", Location(path=TAXONOMY), "the file does not exist", hint=hint)
    return None


def unknown_papers(known: Gathered) -> Iterator[Diagnostic]:
    """Yield an error for every milestone and every paper to begin with that names a paper which is not there."""
    ids = {name for paper in known.papers for name in (paper.id, *paper.aliases)}
    named = [(entry.paper, entry.location) for entry in known.milestones]
    named += [(entry.paper, entry.location) for entry in known.start_here]
    for paper_id, place in named:
        if paper_id is not None and paper_id not in ids:
            yield Diagnostic(
                severity=Severity.ERROR,
                code="curation/unknown-paper",
                location=place,
                message=f"no paper has the id '{paper_id}'",
                hint="copy the id from the last part of the paper's address, or leave it out",
            )


def _classification(taxonomy: Taxonomy, known: Gathered, earlier: Survey | None) -> Classification:
    if earlier is None:
        return classify(taxonomy, known.papers)
    state = Earlier(taxonomy=earlier.taxonomy, papers=earlier.papers, classification=earlier.classification)
    return reclassify(taxonomy, known.papers, earlier=state)


def _names(root: Path, report: Report) -> tuple[Name, ...]:
    text = read_yaml(root, NAMES, report=report)
    return () if text is None else names.load(text, path=NAMES, report=report)


def inputs(root: Path) -> tuple[tuple[str, str], ...]:
    """Return path and hash of every input file, sorted by path."""
    paths = sorted(
        path for name in INPUTS for path in ((root / name,) if (root / name).is_file() else walk(root / name))
    )
    return tuple((path.relative_to(root).as_posix(), digest_of(path)) for path in paths)


def load(
    root: Path,
    *,
    report: Report,
    tell: Tell = _quiet,
    gathered: Gathered | None = None,
    earlier: Survey | None = None,
) -> Survey | None:
    """Return the survey of a project: read, normalise, merge, classify, check.

    All faults of all files are in the report afterwards; None only when there is nothing to go on with. `gathered` is
    what documents and curators say, where it is known already (with its faults in the report); `earlier` is another
    state of the survey, where one was loaded, which spares classifying what an edit left as it was.
    """
    odd = tuple(irregular(root, INPUTS))
    report.extend(odd)
    if odd:
        return None
    known = gather(root, report) if gathered is None else gathered
    tell(f"read {known.ledger.identified} records in {len(known.documents)} documents")
    report.extend(unknown_papers(known))
    tell(f"merged them into {len(known.papers)} papers")
    taxonomy = _taxonomy(root, report)
    if taxonomy is None:
        return None
    classification = _classification(taxonomy, known, earlier)
    report.extend(checks.check(taxonomy, known.papers, classification))
    tell(f"classified them by {len(taxonomy.topics)} topics")
    return Survey(
        papers=tuple(sorted(known.papers, key=lambda paper: paper.id)),
        taxonomy=taxonomy,
        classification=classification,
        ledger=known.ledger,
        documents=known.documents,
        merges=known.merges,
        rejected=known.rejected,
        possible_duplicates=known.possible_duplicates,
        milestones=known.milestones,
        start_here=known.start_here,
        names=_names(root, report),
        diagnostics=report.sorted(),
        inputs=inputs(root),
    )


def newest_date(survey: Survey) -> date | None:
    """Return the newest date that the inputs tell: the day a document was read, or of a paper."""
    dates = [document.retrieved for document in survey.documents if document.retrieved]
    dates += [date(*(part or 1 for part in paper.date.sort_key)) for paper in survey.papers if paper.date]
    return max(dates, default=None)
