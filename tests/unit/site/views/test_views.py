"""The plan of a whole site: which pages there are, and that the same survey gives the same bytes."""

from __future__ import annotations

import pytest

from generator.core.model import Settings
from generator.site import views
from generator.site.extras import Extras
from tests import bread

SETTINGS = Settings(site_name="Bread, Surveyed", site_description="Papers on bread.")


def test_every_paper_topic_and_section_has_a_page() -> None:
    survey = bread.small()

    paths = {artefact.path for artefact in views.pages(survey, SETTINGS, bread.extras(survey))}

    assert paths >= {f"site_src/papers/{paper.id}/index.md" for paper in survey.papers}
    assert paths >= {f"site_src/topics/{topic.id}/index.md" for topic in survey.taxonomy.topics}
    assert paths >= {
        f"site_src/{name}index.md" for name in ("", "topics/", "timeline/", "outside/", "method/", "about/")
    }
    assert paths >= {"site_src/papers/old-loaf-00/index.html", "site_src/topics/starter-microbes/index.html"}
    assert ".survey/theme/main.html" in paths


def test_the_same_survey_gives_the_same_bytes() -> None:
    first = tuple(views.pages(bread.small(), SETTINGS, bread.extras(bread.small())))
    second = tuple(views.pages(bread.small(), SETTINGS, bread.extras(bread.small())))

    assert first == second


@pytest.mark.parametrize("size", [0, 1, 20])
def test_a_survey_of_any_size_and_without_extras_has_all_its_pages(size: int) -> None:
    survey = bread.of_size(size)

    paths = [artefact.path for artefact in views.pages(survey, SETTINGS, Extras())]

    assert len(paths) == len(set(paths))
    assert sum(path.startswith("site_src/papers/loaf-") for path in paths) == size
