"""From the survey to every generated file of the site, all planned before one is written.

Owns: what pages and exports are given. Must not: read inputs, write files, print.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.core.diagnostics import Report
from generator.core.model import Artefact, NameKind, Settings
from generator.exports import files, papers_csv
from generator.exports.addresses import (
    FEED,
    GAPS,
    NAMES,
    RESULTS,
    File,
    facet_feed,
    paper_files,
    survey_files,
    topic_files,
)
from generator.insight.gather import Insight, gather
from generator.site import prose, social, views
from generator.site.extras import Closest, Download, Extras, Score
from generator.site.views.named import sentence
from generator.survey import Survey
from generator.taxonomy import evaluate as evaluation
from generator.taxonomy.labelled import read_labelled
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


GOLD = "papers/gold.jsonl"


def _score(name: str, scores: Sequence[evaluation.Score]) -> Score:
    """Return the measures over several topics together."""
    right, extra, missing = (sum(getattr(one, part) for one in scores) for part in ("right", "extra", "missing"))
    whole = evaluation.Score(topic=name, right=right, extra=extra, missing=missing)
    return Score(name=name, precision=whole.precision, recall=whole.recall, papers=right + missing)


def _scores(root: Path, survey: Survey) -> tuple[Score, ...]:
    """Return how well the rules agree with the labels that people gave to papers of the survey; nothing without any."""
    if not (root / GOLD).is_file():
        return ()
    text = (root / GOLD).read_text("utf-8", errors="replace")
    labelled = read_labelled(text, survey.taxonomy, path=GOLD, report=Report(), papers=survey.papers)
    found = evaluation.evaluate(survey.taxonomy, labelled)
    labels = {topic.id: topic.label for topic in survey.taxonomy.topics}
    narrower = [one for one in found.topics if survey.taxonomy.by_id[one.topic].parent is not None]
    return (*(_score(labels[one.topic], [one]) for one in found.facets), _score("All topics below them", narrower))


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
        feeds={"": FEED.uri, **{facet.id: facet_feed(facet.id).uri for facet in survey.taxonomy.facets}},
        name_downloads=tuple(Download(uri=file.uri, label=file.label) for file in (NAMES, RESULTS)),
        csv=_csv_lines(survey, insight),
        csv_header=papers_csv.document((), {}),
        datasets=_named(insight, NameKind.DATA),
        methods=_named(insight, NameKind.METHOD),
        results={paper: tuple(map(sentence, found)) for paper, found in insight.names.results.items()},
        scores=_scores(root, survey),
        prose=prose.load(root),
        unreached=insight.unreached,
        quality=quality(survey.taxonomy, survey.papers, survey.classification),
    )


def artefacts(root: Path, survey: Survey, settings: Settings) -> tuple[Artefact, ...]:
    """Return every generated file of the site, before one is written."""
    insight = gather(survey)
    pages = views.pages(survey, settings, _extras(root, survey, insight))
    return (*pages, *files.artefacts(survey, settings, insight), *social.artefacts(survey, settings))
