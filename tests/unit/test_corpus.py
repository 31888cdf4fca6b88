"""The invented survey: its shapes, and that the same program reads all of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import pipeline, settings
from generator.core.diagnostics import Report, Severity
from generator.survey import Survey

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="module")
def loaded() -> tuple[Survey, Report]:
    report = Report()
    survey = pipeline.load(CORPUS, report=report)
    assert survey is not None
    return survey, report


def test_it_has_the_shapes_that_it_is_kept_for(loaded: tuple[Survey, Report]) -> None:
    survey, _ = loaded
    assert len(survey.taxonomy.facets) == 3
    assert len(survey.taxonomy.topics) == 12
    assert survey.ledger.balances
    assert (survey.ledger.identified, survey.ledger.rejected, survey.ledger.duplicates) == (30, 1, 3)
    assert {merge.rule for merge in survey.merges} == {"identifier", "abstract"}
    assert sum(paper.title is None for paper in survey.papers) == 3
    assert [paper.id for paper in survey.outside] == ["abstract-191120f8b15d", "harmonic-analysis-of-tides-2014"]
    assert {document.path.rpartition(".")[2] for document in survey.documents} == {"txt", "jsonl", "bib", "ris"}


def test_every_topic_holds_a_paper(loaded: tuple[Survey, Report]) -> None:
    survey, _ = loaded
    assert [topic for topic, papers in survey.papers_of.items() if not papers] == []


def test_it_has_no_error_and_the_findings_that_are_meant(loaded: tuple[Survey, Report]) -> None:
    _, report = loaded
    told = [found.code for found in report.sorted() if found.severity > Severity.NOTE]
    assert told == ["papers/boilerplate", "papers/rejected"]


def test_its_settings_are_accepted() -> None:
    report = Report()
    assert settings.load(CORPUS, report=report) is not None
    assert report.diagnostics == []


def test_its_settings_differ_from_ours_in_its_names_alone() -> None:
    ours, its = ((folder / "mkdocs.yml").read_text("utf-8") for folder in (CORPUS.parents[1], CORPUS))
    assert its.partition("docs_dir:")[2] == ours.partition("docs_dir:")[2], "copy what follows docs_dir"
