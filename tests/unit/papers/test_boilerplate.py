from __future__ import annotations

import json

import pytest

from generator.core.diagnostics import Report
from generator.core.model import Document, Ledger
from generator.papers import boilerplate
from generator.papers.curation import Curation
from generator.papers.gather import gather_documents


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Join the discussion on this paper page", True),
        ("  no abstract AVAILABLE. ", True),
        ("We join the discussion on this paper page.", False),
        ("", False),
        ("N/A" * 100, False),
    ],
)
def test_known_sentences(text: str, expected: bool) -> None:  # noqa: FBT001 # a table's column
    assert boilerplate.is_known(text) is expected


def test_a_sentence_in_three_papers_is_boilerplate_and_copies_of_one_paper_are_not() -> None:
    found = boilerplate.repeated(
        [("x", "a"), ("x", "b"), ("x", "c"), ("y", "a"), ("y", "a"), ("y", "a"), ("", "d"), ("", "e")]
    )
    assert found == {"x"}


def test_an_unknown_repeated_sentence_is_reported_and_never_shown() -> None:
    sentence = "Watch the talk at https://talks.example.org/now today."
    lines = [json.dumps({"title": f"Paper of {name}", "abstract": sentence}) for name in ("yeast", "flour", "salt")]
    lines.append(json.dumps({"abstract": sentence}))
    report = Report()
    text = "\n".join(lines)
    found = gather_documents((Document(path="papers/documents/a.jsonl", text=text),), Curation(), report)
    assert found.ledger == Ledger(identified=4, rejected=1, duplicates=0, included=3)
    assert all(paper.abstract is None and paper.links == () for paper in found.papers)
    assert [finding.code for finding in report.sorted()] == [*["papers/boilerplate"] * 3, "papers/rejected"]
    assert found.rejected[0].reason.startswith("neither a title nor an abstract: ")
