"""What a reader's first view of a page costs, in bytes as a server sends them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.site import theme

pytestmark = pytest.mark.browser

HTML = 15_000
FIRST_VIEW = 150_000
COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml"}


def sent(path: Path) -> int:
    """Return the size of a file as GitHub Pages sends it."""
    content = path.read_bytes()
    return len(gzip.compress(content, 6, mtime=0)) if path.suffix in COMPRESSED else len(content)


@pytest.mark.parametrize("path", ["", "topics/", "topics/leavening/", "papers/loaf-00/", "timeline/", "method/"])
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
    assert sent(bread_folder / path / "index.html") <= HTML
    assert sum(map(sent, files)) <= FIRST_VIEW
