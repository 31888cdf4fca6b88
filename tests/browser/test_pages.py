"""Every kind of page in a real browser: accessible, no wider than the screen, silent, and alone on the network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
PAGES = (
    "",
    "topics/",
    "topics/leavening/",
    "topics/sourdough/",
    "topics/starter-ecology/",
    "papers/loaf-00/",
    "papers/loaf-04/",
    "papers/loaf-06/",
    "papers/loaf-09/",
    "explore/",
    "compare/",
    "topics/sourdough/compare/",
    "gaps/",
    "gaps/years/",
    "gaps/leavening--dough/",
    "timeline/",
    "atlas/",
    "names/",
    "names/methods/",
    "names/data/",
    "names/metrics/",
    "names/results/",
    "outside/",
    "outside/unreached/",
    "method/",
    "rules/",
    "rules/leavening/",
    "reference/",
    "reference/taxonomy/",
    "reference/phrases/",
    "reference/findings-taxonomy/",
    "about/",
    "contribute/",
    "no-such-page/",
)
MODES: dict[str, dict[str, object]] = {
    "light": {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}},
    "phone": {"color_scheme": "light", "viewport": {"width": 390, "height": 844}, "has_touch": True},
}
FEW = ("", "papers/loaf-00/", "topics/sourdough/")


@contextmanager
def opened(browser: Browser, **options: object) -> Iterator[Page]:
    """Give a page in a context of its own."""
    context = browser.new_context(**options)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    """Return what axe finds, with every rule on."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run({runOnly: undefined, resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {node['target']} {node.get('failureSummary', '')}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing_on_any_page(browser: Browser, bread_site: str, mode: str) -> None:
    found = {}
    with opened(browser, **MODES[mode]) as page:
        for path in PAGES:
            page.goto(bread_site + path)
            found[path] = violations(page)

    assert not any(found.values()), found


def test_axe_finds_nothing_in_forced_colours(browser: Browser, bread_site: str) -> None:
    found = {}
    with opened(browser, forced_colors="active") as page:
        for path in FEW:
            page.goto(bread_site + path)
            found[path] = violations(page)

    assert not any(found.values()), found


def _without_scripts(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=re.sub(r"(?s)<script.*?</script>", "", answer.text()))


def test_axe_finds_nothing_without_scripts(browser: Browser, bread_site: str) -> None:
    """Scripts are cut out of the page rather than switched off, since axe is one."""
    found = {}
    with opened(browser) as page:
        page.route(lambda url: url.endswith("/"), _without_scripts)
        for path in FEW:
            page.goto(bread_site + path)
            assert page.evaluate("document.documentElement.className") == "no-js"
            found[path] = violations(page)

    assert not any(found.values()), found


def test_no_page_asks_another_host_or_fails_in_the_console(browser: Browser, bread_site: str) -> None:
    foreign: list[str] = []
    errors: list[str] = []
    with opened(browser) as page:
        page.on("request", lambda request: foreign.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        for path in PAGES:
            page.goto(bread_site + path, wait_until="networkidle")

    assert [url for url in foreign if not url.startswith((bread_site, "data:"))] == []
    assert errors == []


@pytest.mark.parametrize("width", [320, 390, 700, 1000])
def test_no_page_is_wider_than_the_screen(browser: Browser, bread_site: str, width: int) -> None:
    found = {}
    with opened(browser, viewport={"width": width, "height": 640}) as page:
        for path in PAGES:
            page.goto(bread_site + path, wait_until="domcontentloaded")
            found[path] = page.evaluate("document.documentElement.scrollWidth")

    assert found == dict.fromkeys(PAGES, width)
