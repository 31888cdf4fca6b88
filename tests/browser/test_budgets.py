"""What a reader's first view of a page costs, in bytes as a server sends them."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.site import theme
from tests.budgets import elements, exceeded, sent

pytestmark = pytest.mark.browser

FIRST_VIEW = 150_000
LIVE = 1_500


@pytest.mark.parametrize(
    "path",
    [
        "",
        "topics/",
        "topics/leavening/",
        "papers/loaf-00/",
        "timeline/",
        "gaps/",
        "atlas/",
        "names/",
        "rules/",
        "method/",
    ],
)
def test_the_first_view_of_a_page_is_small(browser: Browser, bread_folder: Path, bread_site: str, path: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(bread_site + path, wait_until="networkidle")
    context.close()
    inside = sorted({url.removeprefix(bread_site).partition("?")[0] for url in asked if url.startswith(bread_site)})
    files = [bread_folder / (f"{uri}index.html" if not uri or uri.endswith("/") else uri) for uri in inside]

    assert bread_folder / theme.asset_uri("survey.css") in files
    assert sum(map(sent, files)) <= FIRST_VIEW


def test_no_page_costs_more_than_it_may(bread_folder: Path) -> None:
    assert exceeded(bread_folder) == {}


def test_the_limits_are_held_against_every_page(tmp_path: Path) -> None:
    for name in ("names/data/index.html", "explore/index.html", "gaps/index.html"):
        page = tmp_path / name
        page.parent.mkdir(parents=True)
        number = 4_100 if name.startswith("gaps") else 1_600
        page.write_text("<p>" * number, encoding="utf-8")

    assert set(exceeded(tmp_path)) == {"names/data/index.html", "explore/index.html", "gaps/index.html"}


@pytest.mark.parametrize("path", ["explore/", "compare/", "atlas/"])
def test_scripts_keep_a_page_as_small_as_it_came(
    browser: Browser, bread_folder: Path, bread_site: str, path: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(bread_site + path, wait_until="networkidle")
    live = page.evaluate("document.querySelectorAll('*').length")
    context.close()

    assert live <= LIVE
    assert live <= 1.5 * elements(bread_folder / path / "index.html")
