"""What browser tests share: headless Chromium, and the invented survey's site, built once and served."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import bread, sites


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def bread_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    survey = bread.talkative(bread.small(), grains=5)
    return sites.build(tmp_path_factory.mktemp("bread"), survey, bread.all_extras(survey))


@pytest.fixture(scope="session")
def bread_site(bread_folder: Path) -> Iterator[str]:
    """Give the address of the served site's home page."""
    with sites.served(bread_folder) as address:
        yield address
