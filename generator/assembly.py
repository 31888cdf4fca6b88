"""From the survey to every generated file of the site, all planned before one is written.

Owns: what pages and exports are given. Must not: read inputs, write files, print.
"""

from __future__ import annotations

from pathlib import Path

from generator.core.model import Artefact, NameKind, Settings
from generator.exports import files, papers_csv
from generator.exports.addresses import GAPS, NAMES, RESULTS, File, paper_files, survey_files, topic_files
from generator.insight.gather import Insight, gather
from generator.insight.suggest import groups
from generator.site import prose, views
from generator.site.extras import Closest, Download, Extras
from generator.site.views.named import sentence
from generator.survey import Survey
from generator.taxonomy.quality import quality


def _downloads(found: dict[str, File]) -> tuple[Download, ...]:
    return tuple(Download(uri=file.uri, label=file.label) for file in found.values())


def _named(insight: Insight, kind: NameKind) -> dict[str, tuple[str, ...]]:
    """Return the names of a kind that each paper speaks of."""
    return {paper: tuple(use.name for use in uses if use.kind is kind) for paper, uses in insight.names.uses.items()}


def _csv_lines(survey: Survey, insight: Insight) -> dict[str, str]:
    """Return each paper's line of the CSV download."""
    head = papers_csv.document((), {})
    return {
        paper.id: papers_csv.document([(paper, files.labels_of(survey, paper.id))], insight.summaries).removeprefix(
            head
        )
        for paper in survey.papers
    }


def _extras(root: Path, survey: Survey, insight: Insight) -> Extras:
    """Return what pages show beyond the survey itself."""
    return Extras(
        insight=insight,
        closest={
            paper: tuple(Closest(paper=one.paper, reason=one.reason) for one in found)
            for paper, found in insight.related.items()
        },
        summaries={paper: found.text for paper, found in insight.summaries.items()},
        bibtex={paper.id: files.bibtex_of(survey, paper.id) for paper in survey.papers},
        paper_downloads={paper.id: _downloads(paper_files(survey, paper.id)) for paper in survey.papers},
        topic_downloads={topic.id: _downloads(topic_files(survey, topic.id)) for topic in survey.taxonomy.topics},
        downloads=(*_downloads(survey_files()), Download(uri=GAPS.uri, label=GAPS.label)),
        name_downloads=tuple(Download(uri=file.uri, label=file.label) for file in (NAMES, RESULTS)),
        csv=_csv_lines(survey, insight),
        csv_header=papers_csv.document((), {}),
        datasets=_named(insight, NameKind.DATA),
        methods=_named(insight, NameKind.METHOD),
        results={paper: tuple(map(sentence, found)) for paper, found in insight.names.results.items()},
        prose=prose.load(root),
        unreached=groups(survey),
        quality=quality(survey.taxonomy, survey.papers, survey.classification),
    )


def artefacts(root: Path, survey: Survey, settings: Settings) -> tuple[Artefact, ...]:
    """Return every generated file of the site, before one is written."""
    insight = gather(survey)
    pages = views.pages(survey, settings, _extras(root, survey, insight))
    return (*pages, *files.artefacts(survey, settings, insight))
