"""The atlas in the browser: links to walk over, and the canvas of a large survey."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.insight.atlas import HEIGHT, WIDTH
from generator.site.views import atlas
from tests import bread, sites

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def drawn_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the site of a survey that has more papers than links have room for."""
    survey = bread.talkative(bread.small(), grains=5)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(atlas, "MOST_LINKS", 10)
        folder = sites.build(tmp_path_factory.mktemp("atlas"), survey, bread.all_extras(survey))
    with sites.served(folder) as address:
        yield address


def test_the_dots_are_links_that_arrow_keys_walk(page: Page, bread_site: str) -> None:
    page.goto(f"{bread_site}atlas/")
    expect(page.locator("a.sv-dot[tabindex='0']")).to_have_count(1)
    page.locator("a.sv-dot[tabindex='0']").focus()
    before = page.evaluate("document.activeElement.getAttribute('href')")
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
    address = page.evaluate("document.activeElement.getAttribute('href')")
    assert address.startswith("../papers/loaf-")
    assert before.startswith("../papers/loaf-")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{address.removeprefix('../')}")


def test_zoom_keeps_the_dots_and_a_facet_can_be_hidden(page: Page, bread_site: str) -> None:
    page.goto(f"{bread_site}atlas/")
    page.click("[data-zoom=in]")
    assert page.locator("svg[data-map]").get_attribute("viewBox") != f"0 0 {WIDTH} {HEIGHT}"
    page.click("[data-zoom=reset]")
    assert page.locator("svg[data-map]").get_attribute("viewBox") == f"0 0 {WIDTH} {HEIGHT}"
    switch = page.locator("[data-facet-switch]").first
    shown = page.locator("a.sv-dot:visible").count()
    switch.uncheck()
    assert page.locator("a.sv-dot:visible").count() < shown


def test_the_canvas_reads_out_where_the_ring_is_and_its_words_move_with_the_map(page: Page, drawn_site: str) -> None:
    page.goto(f"{drawn_site}atlas/")
    page.locator("canvas[data-map]").focus()
    page.keyboard.press("ArrowRight")
    live = page.locator("[data-live]")
    expect(live).not_to_have_text("")
    page.click("[data-zoom=in]")
    expect(page.locator(".sv-map-svg")).not_to_have_attribute("viewBox", f"0 0 {WIDTH} {HEIGHT}")
    page.locator("canvas[data-map]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/loaf-*/")
