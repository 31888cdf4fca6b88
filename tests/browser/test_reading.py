"""What scripts add to a page, what stays without them, and what hostile text does: nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Page

from generator.site import sinks
from tests import bread, sites

pytestmark = pytest.mark.browser

INJECTIONS: list[str] = yaml.safe_load((sites.PROJECT / "tests/cases/injection.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def _clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_bibtex_and_link_are_copied_and_it_is_said(page: Page, bread_site: str) -> None:
    page.goto(f"{bread_site}papers/loaf-00/#abstract")
    page.click("[data-sv-copy=bibtex]")
    page.wait_for_selector("[role=status]:has-text('Copied')", state="attached")
    assert _clipboard(page).startswith("@misc{loaf-00,\n  title")
    page.click("[data-sv-copy=link]")
    page.wait_for_selector("[data-sv-copy=link]:has-text('Copied')")
    assert _clipboard(page) == f"{bread_site}papers/loaf-00/"


def test_keys_walk_through_papers_and_can_be_switched_off(page: Page, bread_site: str) -> None:
    page.goto(f"{bread_site}topics/leavening/")
    titles = page.locator("[data-sv-paper] .sv-card-title a").all_text_contents()

    def focused() -> str:
        return str(page.evaluate("document.activeElement.textContent"))

    page.keyboard.press("j")
    assert focused() == titles[0]
    page.keyboard.press("j")
    assert focused() == titles[1]
    page.keyboard.press("k")
    assert focused() == titles[0]
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open]")
    page.check("dialog input")
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("j")
    assert focused() not in titles


def test_keys_go_from_paper_to_paper_and_copy(page: Page, bread_site: str) -> None:
    page.goto(f"{bread_site}papers/loaf-00/")
    target = page.locator(".sv-steps a[rel=prev]").first.get_attribute("href")
    page.keyboard.press("c")
    page.wait_for_selector("[data-sv-copy=bibtex]:has-text('Copied')")
    page.keyboard.press("k")
    page.wait_for_url(f"**/papers/{str(target).strip('./')}/")


def test_typing_in_the_search_is_no_key(page: Page, bread_site: str) -> None:
    page.goto(f"{bread_site}papers/loaf-00/")
    page.click(".md-search__input")
    page.keyboard.type("jock?")

    assert page.url == f"{bread_site}papers/loaf-00/"
    assert page.locator("dialog").count() == 0


def test_a_row_and_its_marks_light_up_together_and_lead_to_each_other(page: Page, bread_site: str) -> None:
    page.goto(f"{bread_site}papers/loaf-08/")
    page.hover("[data-sv-row='2'] th")
    assert page.locator("mark.sv-lit").all_text_contents() == ["steam injection", "steam injection"]
    page.hover("h1")
    assert page.locator(".sv-lit").count() == 0
    page.click("sup a:has-text('2') >> nth=0")
    assert page.evaluate("document.querySelector(':target').id") == "why-2"
    page.click("#why-2 .sv-back >> nth=1")
    assert page.evaluate("document.querySelector(':target').closest('mark').textContent") == "steam injection"


def test_without_scripts_every_fact_is_there(browser: Browser, bread_site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    survey = bread.small()
    page.goto(f"{bread_site}timeline/")
    text = page.inner_text("main")
    assert all(sinks.clean(paper.title or "Bread is older") in text for paper in survey.papers)
    page.goto(f"{bread_site}papers/loaf-00/")
    assert page.is_visible("text=@misc{loaf-00")
    assert page.is_visible("text=taxonomy.yaml:14")
    assert page.locator("button:visible").count() == 0
    page.goto(f"{bread_site}topics/sourdough/")
    assert page.locator(".sv-card").count() == len(survey.papers_of["sourdough"])
    context.close()


@pytest.mark.parametrize(
    ("path", "label"), [("about/", "About"), ("names/methods/", "Index"), ("topics/sourdough/", "Topics")]
)
def test_on_a_phone_the_tab_of_the_section_is_in_view(browser: Browser, bread_site: str, path: str, label: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{bread_site}{path}")
    tab = page.locator(".md-tabs__item--active")
    assert tab.inner_text().strip() == label
    box = tab.bounding_box()
    assert box is not None
    assert 0 <= box["x"] <= 390 - box["width"]
    context.close()


def test_an_old_address_leads_on(page: Page, bread_site: str) -> None:
    page.goto(f"{bread_site}papers/old-loaf-05/")
    page.wait_for_url(f"{bread_site}papers/loaf-05/")


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give a site in which all injections, one behind the other, stand wherever a survey can hold text."""
    text = " ⁂ ".join(INJECTIONS)
    survey = bread.hostile(text)
    folder = sites.build(tmp_path_factory.mktemp("hostile"), survey, bread.hostile_extras(survey, text))
    with sites.served(folder) as address:
        yield address


@pytest.mark.parametrize(
    "path", ["", "topics/", "topics/crust/", "papers/loaf-00/", "timeline/", "outside/", "method/"]
)
def test_hostile_text_runs_nothing_and_reads_as_it_was_written(page: Page, hostile_site: str, path: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(hostile_site + path, wait_until="networkidle")
    wanted = " ".join(sinks.clean(" ⁂ ".join(INJECTIONS)).split())

    assert page.evaluate("window.__ran") is None
    assert [url for url in asked if not url.startswith((hostile_site, "data:"))] == []
    assert wanted[:3000] in " ".join(str(page.evaluate("document.querySelector('main').textContent")).split())
    if path == "papers/loaf-00/":
        assert " ".join(page.title().split()).startswith(wanted[:3000])
        assert page.get_attribute("meta[name=citation_title]", "content") == sinks.clean(" ⁂ ".join(INJECTIONS))
