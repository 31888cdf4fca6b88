"""The budgets of pages, over the real survey's site and over one of 500 papers that name and report things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generator.core.model import Artefact, Location, Name, NameKind
from generator.engine import Engine
from generator.insight.gather import gather
from generator.insight.suggest import groups
from generator.site import views
from generator.survey import Survey
from generator.taxonomy.quality import quality
from tests import bread, sites
from tests.budgets import exceeded

pytestmark = [pytest.mark.site, pytest.mark.slow]
SIZE = 500
"""Enough for every list to go on over pages; what is then on a page does not depend on how many follow."""
GRAINS = 150


@pytest.mark.xdist_group("real survey")
def test_no_page_of_the_real_site_costs_more_than_it_may(real_survey: Path) -> None:
    assert exceeded(real_survey / "site") == {}


def _talkative() -> Survey:
    """Return a survey whose papers name a method of their own and a data set, and report a result."""
    here = Location(path="papers/names.yaml")
    survey = bread.of_size(SIZE)
    papers = tuple(
        replace(
            paper,
            abstract=f"{paper.abstract} We propose OVEN-{number}X, a method of baking with {_word(number)}. On GRAIN-"
            f"{number % GRAINS} it has an accuracy of {50 + number % 50}.{number % 10}%.",
        )
        for number, paper in enumerate(survey.papers)
    )
    names = tuple(Name(name=f"GRAIN-{number}", kind=NameKind.DATA, location=here) for number in range(GRAINS))
    metric = Name(name="accuracy", kind=NameKind.METRIC, location=here, better="higher")
    return replace(survey, papers=papers, names=(*names, metric))


def _word(number: int) -> str:
    """Return a word that no other number gives, so that texts do not pack better than real ones."""
    return "".join("bdfgklmnprstvz"[number // 14**place % 14] + "aeiou"[(number + place) % 5] for place in range(4))


def _few_papers(artefacts: Iterator[Artefact]) -> Iterator[Artefact]:
    """Give all pages but those of most papers, which do not depend on how many there are."""
    for artefact in artefacts:
        if not artefact.path.startswith("site_src/papers/") or "loaf-0" in artefact.path:
            yield artefact


def test_no_page_of_a_large_survey_costs_more_than_it_may(tmp_path: Path) -> None:
    survey = _talkative()
    insight = gather(survey)
    extras = replace(
        bread.extras(survey),
        insight=insight,
        unreached=groups(survey),
        quality=quality(survey.taxonomy, survey.papers, survey.classification),
        datasets={
            paper: tuple(use.name for use in uses if use.kind is NameKind.DATA)
            for paper, uses in insight.names.uses.items()
        },
        methods={
            paper: tuple(use.name for use in uses if use.kind is NameKind.METHOD)
            for paper, uses in insight.names.uses.items()
        },
    )
    assert sum(map(len, insight.names.results.values())) == SIZE
    sites.write(tmp_path, _few_papers(views.pages(survey, sites.SETTINGS, extras)))
    (tmp_path / "mkdocs.yml").write_text(sites.mkdocs_yml(), encoding="utf-8")
    done = Engine(root=tmp_path, epoch=0).build(tmp_path / "site")
    assert done.returncode == 0, done.stderr
    pages = {page.relative_to(tmp_path / "site").as_posix() for page in (tmp_path / "site").rglob("index.html")}
    for kind in ("explore/", "names/methods/page-2/", "names/results/page-10/", "timeline/2016/", "outside/page-2/"):
        assert f"{kind}index.html" in pages
    assert exceeded(tmp_path / "site") == {}
