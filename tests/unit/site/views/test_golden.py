"""The invented survey's pages as reviewed: one of each kind, and each that shows something no other does."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.site import views
from tests import bread, sites

GOLDEN = Path(__file__).parents[3] / "golden" / "pages"
PAGES = (
    "index.md",
    "topics/index.md",
    "topics/leavening/index.md",
    "topics/starter-ecology/index.md",
    "topics/starter-microbes/index.html",
    "topics/sourdough/index.md",
    "topics/kneading/index.md",
    "papers/loaf-00/index.md",
    "papers/loaf-01/index.md",
    "papers/loaf-04/index.md",
    "papers/loaf-06/index.md",
    "papers/loaf-19/index.md",
    "papers/old-loaf-00/index.html",
    "timeline/index.md",
    "outside/index.md",
    "method/index.md",
    "about/index.md",
)


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    survey = bread.small()
    artefacts = views.pages(survey, sites.SETTINGS, bread.extras(survey))
    return {found.path: found.content.decode() for found in artefacts if found.path.endswith((".md", ".html"))}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_as_reviewed(written: dict[str, str], page: str, *, updates_golden: bool) -> None:
    # Flat names: what is expected must not look like a site of its own.
    expected = GOLDEN / page.replace("/", "--")
    text = written[f"site_src/{page}"]
    if updates_golden:
        expected.write_text(text, encoding="utf-8", newline="\n")

    assert text == expected.read_text(encoding="utf-8")
