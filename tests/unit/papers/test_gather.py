from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.core.diagnostics import Report, Severity
from generator.core.model import Document, Ledger
from generator.papers.curation import Curation
from generator.papers.gather import gather, gather_documents

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "papers" / "documents"


def the_documents() -> tuple[Document, ...]:
    """Return the survey's own documents."""
    return tuple(
        Document(path=f"papers/documents/{path.name}", text=path.read_bytes().decode(), retrieved=date(2025, 12, 9))
        for path in sorted(FOLDER.glob("*.txt"))
    )


def test_the_survey_has_its_papers_with_their_published_facts() -> None:
    report = Report()
    found = gather(ROOT, report)
    assert found.ledger == Ledger(identified=64, rejected=0, duplicates=4, included=60)
    assert found.ledger.balances
    assert report.sorted() == ()
    assert [paper.id for paper in found.papers if not (paper.title and paper.authors and paper.date)] == []
    assert all(paper.id.startswith("arxiv-") and paper.abstract for paper in found.papers)
    assert found.possible_duplicates == ()


def test_without_curators_42_papers_have_a_title_and_18_are_shown_as_untitled() -> None:
    report = Report()
    found = gather_documents(the_documents(), Curation(), report)
    assert found.ledger == Ledger(identified=64, rejected=0, duplicates=4, included=60)
    untitled = [paper for paper in found.papers if paper.title is None]
    assert (len(found.papers) - len(untitled), len(untitled)) == (42, 18)
    notes = [note for note in report.sorted() if note.code == "papers/untitled"]
    assert len(notes) == sum(len(paper.records) for paper in untitled) == 20
    assert {note.severity for note in notes} == {Severity.NOTE}
    assert notes[0].message == "record has no title; shown as untitled until curated.yaml names it"


def test_ids_that_the_facts_gave_before_curation_still_lead_to_the_paper() -> None:
    bare = gather_documents(the_documents(), Curation(), Report())
    curated = gather(ROOT, Report())
    known = {old for paper in curated.papers for old in (paper.id, *paper.aliases)}
    assert {paper.id for paper in bare.papers} <= known


@pytest.mark.parametrize("change", [lambda text: text.replace("\n", "\r\n"), lambda text: text.replace("\n", "\r")])
def test_line_ends_change_nothing(change: object) -> None:
    assert callable(change)
    changed = tuple(
        Document(path=document.path, text=change(document.text), retrieved=document.retrieved)
        for document in the_documents()
    )
    plain = gather_documents(the_documents(), Curation(), Report())
    found = gather_documents(changed, Curation(), Report())
    assert [(paper.id, paper.title, paper.abstract, paper.date) for paper in found.papers] == [
        (paper.id, paper.title, paper.abstract, paper.date) for paper in plain.papers
    ]


def test_order_of_documents_changes_nothing() -> None:
    documents = the_documents()
    assert gather_documents(documents, Curation(), Report()) == gather_documents(documents[::-1], Curation(), Report())
