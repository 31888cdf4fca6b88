"""From the survey to every generated file of the site, all planned before one is written.

Owns: what pages and exports are given. Must not: read inputs, write files, print.
"""

from __future__ import annotations

from pathlib import Path

from generator.core.model import Artefact, Settings
from generator.exports import bibtex
from generator.insight.gather import gather
from generator.site import prose, views
from generator.site.extras import Closest, Extras
from generator.survey import Survey


def _extras(root: Path, survey: Survey) -> Extras:
    """Return what pages show beyond the survey itself."""
    insight = gather(survey)
    labels = {topic.id: topic.label for topic in survey.taxonomy.topics}
    return Extras(
        closest={
            paper: tuple(Closest(paper=one.paper, reason=one.reason) for one in found)
            for paper, found in insight.related.items()
        },
        summaries={paper: found.text for paper, found in insight.summaries.items()},
        bibtex={
            paper.id: bibtex.entry(paper, [labels[topic] for topic in survey.topics_of[paper.id]])
            for paper in survey.papers
        },
        prose=prose.load(root),
    )


def artefacts(root: Path, survey: Survey, settings: Settings) -> tuple[Artefact, ...]:
    """Return every generated file of the site, before one is written."""
    return tuple(views.pages(survey, settings, _extras(root, survey)))
