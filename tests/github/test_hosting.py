"""The site at the root of a domain, in a folder below it, and without knowing where it is."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.cli import run

pytestmark = pytest.mark.site


def build(survey: Path, folder: Path, site_url: str) -> Path:
    shutil.copytree(survey, folder)
    settings = folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    assert "site_url: https://birds.github.io/migration/\n" in text
    settings.write_text(text.replace("https://birds.github.io/migration/", site_url), encoding="utf-8")
    (folder / "site_src" / "CNAME").write_text("birds.example.org\n", encoding="utf-8")
    assert run(["--project", str(folder), "build"]) == 0
    return folder / "site"


def addresses(page: Path) -> list[str]:
    """Return every address that a page asks for or leads to."""
    parsed = LexborHTMLParser(page.read_text(encoding="utf-8"))
    found = [
        node.attributes.get(name) for name in ("href", "src") for node in parsed.css(f"[{name}]") if node.tag != "base"
    ]
    return [address for address in found if address and not address.startswith(("#", "data:", "mailto:"))]


def served(site: Path, path: str) -> bool:
    """Tell whether a static server would find a file under a path."""
    target = site / path.lstrip("/")
    return target.is_file() or (target / "index.html").is_file()


@pytest.mark.parametrize(
    ("site_url", "origin"),
    [
        pytest.param("https://birds.example.org/", "https://birds.example.org/", id="root"),
        pytest.param("https://birds.github.io/migration/", "https://birds.github.io/migration/", id="sub-path"),
        pytest.param("", "http://localhost:8000/", id="unset"),
    ],
)
def test_every_address_leads_somewhere(new_survey: Path, tmp_path: Path, site_url: str, origin: str) -> None:
    site = build(new_survey, tmp_path / "birds", site_url)
    base = urlsplit(origin)
    for page in (site / "404.html", site / "index.html", *sorted(site.glob("topics/**/index.html"))):
        # A missing page may be asked for anywhere: its addresses are resolved from deep below.
        here = page.relative_to(site).as_posix().removesuffix("index.html")
        at = urljoin(origin, "nowhere/at/all/" if page.name == "404.html" else here)
        for address in addresses(page):
            whole = urlsplit(urljoin(at, address))
            if whole.netloc == base.netloc:
                assert whole.path.startswith(base.path), f"{here}: {address} leaves the site"
                assert served(site, whole.path.removeprefix(base.path)), f"{here}: {address} leads nowhere"
    assert (site / "CNAME").read_text(encoding="utf-8") == "birds.example.org\n"
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert (f"<loc>{site_url}topics/ringing/</loc>" in sitemap) is bool(site_url)
