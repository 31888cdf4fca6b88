"""The budgets of pages, over the real survey's site and over one of 500 papers that name and report things."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.core.model import Artefact
from generator.engine import Engine
from generator.site import views
from tests import bread, sites
from tests.budgets import exceeded

pytestmark = [pytest.mark.site, pytest.mark.slow]
CORPUS = Path(__file__).parents[1] / "corpus"
SIZE = 500
"""Enough for every list to go on over pages; what is then on a page does not depend on how many follow."""
GRAINS = 150


@pytest.mark.xdist_group("real survey")
def test_no_page_of_the_real_site_costs_more_than_it_may(real_survey: Path) -> None:
    assert exceeded(real_survey / "site") == {}


def test_no_page_of_the_invented_project_costs_more_than_it_may(
    tmp_path: Path, build_alone: Callable[..., Path]
) -> None:
    root = Path(shutil.copytree(CORPUS, tmp_path / "corpus"))
    assert exceeded(build_alone(root) / "site") == {}


def _few_papers(artefacts: Iterator[Artefact]) -> Iterator[Artefact]:
    """Give all pages but those of most papers, which do not depend on how many there are."""
    for artefact in artefacts:
        if not artefact.path.startswith("site_src/papers/") or "loaf-0" in artefact.path:
            yield artefact


def test_no_page_of_a_large_survey_costs_more_than_it_may(tmp_path: Path) -> None:
    survey = bread.talkative(bread.of_size(SIZE), grains=GRAINS)
    extras = bread.all_extras(survey)
    assert extras.insight is not None
    assert sum(map(len, extras.insight.names.results.values())) == SIZE
    sites.write(tmp_path, _few_papers(views.pages(survey, sites.SETTINGS, extras)))
    (tmp_path / "mkdocs.yml").write_text(sites.mkdocs_yml(), encoding="utf-8")
    done = Engine(root=tmp_path, epoch=0).build(tmp_path / "site")
    assert done.returncode == 0, done.stderr
    pages = {page.relative_to(tmp_path / "site").as_posix() for page in (tmp_path / "site").rglob("index.html")}
    for kind in ("explore/", "names/methods/page-2/", "names/results/page-10/", "timeline/2016/", "outside/page-2/"):
        assert f"{kind}index.html" in pages
    assert exceeded(tmp_path / "site") == {}
