"""Milestones and papers to begin with are about papers that are there."""

from __future__ import annotations

from generator.core.diagnostics import Report
from generator.core.model import Ledger, Paper
from generator.papers import curation
from generator.papers.gather import Gathered
from generator.pipeline import unknown_papers

TEXT = """\
papers: []
milestones:
  - {date: 2019-05, text: An older event.}
  - {date: 2022, text: A lamp is lit., paper: a-lamp}
  - {date: 2023, text: Another one., paper: no-such-paper}
start_here:
  - {paper: a-lamp, because: It names every lamp.}
"""


def test_a_milestone_about_an_unknown_paper_is_an_error_at_its_line() -> None:
    report = Report()
    curated = curation.load(TEXT, path="papers/curated.yaml", report=report)
    assert report.diagnostics == []
    assert [str(one.date) for one in curated.milestones] == ["2023", "2022", "2019-05"]
    assert [(one.paper, one.because) for one in curated.start_here] == [("a-lamp", "It names every lamp.")]
    known = Gathered(
        papers=(Paper(id="x", aliases=("a-lamp",)),),
        milestones=curated.milestones,
        start_here=curated.start_here,
        ledger=Ledger(identified=1, rejected=0, duplicates=0, included=1),
    )
    (found,) = unknown_papers(known)
    assert str(found.location) == "papers/curated.yaml:5:5"
    assert found.message == "no paper has the id 'no-such-paper'"
    assert found.code == "curation/unknown-paper"
