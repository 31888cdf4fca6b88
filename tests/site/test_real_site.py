"""The real survey's site: every paper with its facts and evidence, counts that agree, HTML that is well formed."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator import pipeline
from generator.core.diagnostics import Report
from generator.core.model import Ledger
from generator.survey import Survey

pytestmark = [pytest.mark.site, pytest.mark.slow, pytest.mark.xdist_group("real survey")]

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
OPTIONAL_END = {"path", "circle", "rect", "line", "polyline", "polygon", "use", "stop"}
"""Elements of SVG, which may close themselves."""


@pytest.fixture(scope="module")
def survey(real_survey: Path) -> Survey:
    found = pipeline.load(real_survey, report=Report())
    assert found is not None
    return found


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _page(root: Path, uri: str) -> LexborHTMLParser:
    return LexborHTMLParser((root / "site" / uri / "index.html").read_text(encoding="utf-8"))


def test_nothing_is_lost(real_survey: Path, survey: Survey) -> None:
    assert survey.ledger == Ledger(identified=64, rejected=0, duplicates=4, included=60)
    said = (real_survey / "said.txt").read_text(encoding="utf-8")
    assert said.startswith("ledger: 64 records = 0 rejected + 4 duplicates + 60 papers\n")


def test_every_paper_is_on_the_site_with_its_facts(real_survey: Path, survey: Survey) -> None:
    missing = []
    for paper in survey.papers:
        page = _page(real_survey, f"papers/{paper.id}")
        article = page.css_first("article")
        assert article is not None
        text = _flat(article.text())
        links = {node.attributes.get("href") for node in article.css("a[href]")}
        wanted = [paper.title or "ntitled", *(author.name_as_written for author in paper.authors)]
        wanted += [str(paper.date.year)] if paper.date else []
        missing += [(paper.id, value) for value in wanted if _flat(value) not in text]
        missing += [(paper.id, link.url) for link in paper.links if link.url not in links]
        quotes = [match.text for one in survey.assignments_of[paper.id] for match in one.matches]
        missing += [(paper.id, quote) for quote in quotes if _flat(quote) not in text]
    assert missing == []


def test_every_alias_leads_to_its_paper(real_survey: Path, survey: Survey) -> None:
    for paper in survey.papers:
        for alias in paper.aliases:
            text = (real_survey / f"site/papers/{alias}/index.html").read_text(encoding="utf-8")
            assert f"../{paper.id}/" in text, alias


def test_a_topic_s_page_lists_just_its_papers(real_survey: Path, survey: Survey) -> None:
    for topic in survey.taxonomy.topics:
        pages = sorted((real_survey / f"site/topics/{topic.id}").glob("**/index.html"))
        own = [page for page in pages if page.parent.name == topic.id or page.parent.name.startswith("page-")]
        found = {
            Path(str(node.attributes["href"])).name
            for page in own
            for node in LexborHTMLParser(page.read_text(encoding="utf-8")).css("article a[href*='/papers/']")
        }
        assert {paper.id for paper in survey.papers_of[topic.id]} <= found, topic.id


def test_home_and_every_topic_name_feeds_that_exist(real_survey: Path, survey: Survey) -> None:
    for uri in ("", *(f"topics/{topic.id}" for topic in survey.taxonomy.topics)):
        found = _page(real_survey, uri).css('link[rel="alternate"][type="application/atom+xml"]')
        assert len(found) == (1 + len(survey.taxonomy.facets) if not uri else 2), uri
        for link in found:
            assert (real_survey / "site" / uri / str(link.attributes["href"])).resolve().is_file(), (uri, link.html)


class _Balance(HTMLParser):
    """Collects end tags that end nothing, elements that nothing ends, and ids used twice."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = Counter(name for name, _value in attrs)
        self.faults += [f"<{tag}> has '{name}' twice" for name, number in names.items() if number > 1]
        self.ids.update(value for name, value in attrs if name == "id" and value)
        if tag not in VOID | OPTIONAL_END:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        self.ids.update(value for name, value in attrs if name == "id" and value)

    def handle_endtag(self, tag: str) -> None:
        if tag in OPTIONAL_END:
            return
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.faults.append(f"</{tag}> ends {self.open[-1:]} in line {self.getpos()[0]}")


def _faults(page: Path) -> Iterator[str]:
    balance = _Balance()
    balance.feed(page.read_text(encoding="utf-8"))
    yield from balance.faults
    yield from (f"<{tag}> has no end" for tag in balance.open)
    yield from (f"id '{name}' is used twice" for name, number in balance.ids.items() if number > 1)


def test_every_page_is_well_formed(real_survey: Path) -> None:
    pages = sorted((real_survey / "site").rglob("*.html"))
    assert len(pages) > 100
    assert {page.name + str(page.parent.name): found for page in pages if (found := list(_faults(page))[:3])} == {}


def test_the_pages_headings_go_down_one_step_at_a_time(real_survey: Path) -> None:
    wrong = []
    for page in sorted((real_survey / "site").rglob("index.html")):
        article = LexborHTMLParser(page.read_text(encoding="utf-8")).css_first("article")
        levels = [int(str(node.tag)[1]) for node in article.css("h1, h2, h3, h4, h5, h6")] if article else []
        if levels and (levels.count(1) != 1 or any(b > a + 1 for a, b in itertools.pairwise(levels))):
            wrong.append((page.parent.name, levels))
    assert wrong == []
