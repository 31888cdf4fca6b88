"""Milestones are about papers that are there."""

from __future__ import annotations

from generator.core.diagnostics import Report
from generator.core.model import Paper
from generator.papers import curation
from generator.pipeline import unknown_milestones

TEXT = """\
papers: []
milestones:
  - {date: 2019-05, text: An older event.}
  - {date: 2022, text: A lamp is lit., paper: a-lamp}
  - {date: 2023, text: Another one., paper: no-such-paper}
"""


def test_a_milestone_about_an_unknown_paper_is_an_error_at_its_line() -> None:
    report = Report()
    curated = curation.load(TEXT, path="papers/curated.yaml", report=report)
    assert report.diagnostics == []
    assert [str(one.date) for one in curated.milestones] == ["2023", "2022", "2019-05"]
    (found,) = unknown_milestones(curated.milestones, [Paper(id="x", aliases=("a-lamp",))])
    assert str(found.location) == "papers/curated.yaml:5:5"
    assert found.message == "no paper has the id 'no-such-paper'"
    assert found.code == "curation/unknown-paper"
