"""Explore and Compare in the browser: what a state leaves equals a brute-force filter in Python; a reader's steps."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.core.model import LinkKind, Paper
from generator.insight.gather import gather
from generator.site.extras import Extras
from generator.survey import Survey
from tests import bread, sites

pytestmark = pytest.mark.browser
SIZE = 60


def survey() -> Survey:
    return bread.of_size(SIZE)


def extras(found: Survey) -> Extras:
    return replace(
        bread.extras(found),
        insight=gather(found),
        summaries={paper.id: "Bread is older than writing." for paper in found.papers},
        datasets={paper.id: (f"Grain{int(paper.id[5:]) % 14}",) for paper in found.papers},
        csv={paper.id: f'"{paper.id}"\r\n' for paper in found.papers},
        csv_header='"id"\r\n',
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = sites.build(tmp_path_factory.mktemp("explore"), survey(), extras(survey()))
    with sites.served(folder) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1200, "height": 900}, accept_downloads=True)
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield opened
    context.close()
    assert faults == []


# --- brute force --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class State:
    """What a reader chose; as in the address."""

    topic: tuple[str, ...] = ()
    negated: tuple[str, ...] = ()
    venue: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    code: str = ""
    match_all: bool = False

    @property
    def query(self) -> str:
        """The address's query."""
        pairs = [("topic", one) for one in self.topic] + [("not", one) for one in self.negated]
        pairs += [("venue", one) for one in self.venue] + [("data", one) for one in self.data]
        pairs += [("years", f"{self.years[0]}-{self.years[1]}")] if self.years else []
        pairs += [("code", self.code)] if self.code else []
        pairs += [("match", "all")] if self.match_all else []
        return urlencode(pairs)


def leaves(found: Survey, state: State, paper: Paper) -> bool:
    """Tell whether a state leaves a paper, one condition after the other."""
    held = set(found.topics_of[paper.id])
    facet_of = {topic: found.taxonomy.facet_of(topic).id for topic in state.topic}
    chosen = [{topic for topic in state.topic if facet_of[topic] == facet} for facet in set(facet_of.values())]
    venue = paper.venue.short if paper.venue else None
    year = paper.year or 0
    return all(
        (
            all(topics <= held if state.match_all else bool(topics & held) for topics in chosen),
            not held & set(state.negated),
            not state.venue or venue in state.venue,
            not state.data or f"Grain{int(paper.id[5:]) % 14}" in state.data,
            state.years is None or state.years[0] <= year <= state.years[1],
            not state.code or (paper.link(LinkKind.CODE) is not None) == (state.code == "yes"),
        )
    )


def any_state(found: Survey, chance: random.Random) -> State:
    """Return a state of a few choices."""
    topics = [topic.id for topic in found.taxonomy.topics]
    chosen = tuple(chance.sample(topics, chance.randint(0, 3)))
    rest = [topic for topic in topics if topic not in chosen]
    first = chance.randint(2016, 2022)
    return State(
        topic=chosen,
        negated=tuple(chance.sample(rest, chance.choice((0, 0, 1, 2)))),
        venue=("JIB",) if chance.random() < 0.2 else (),
        data=tuple(chance.sample([f"Grain{number}" for number in range(14)], chance.choice((0, 0, 3)))),
        years=(first, chance.randint(first, 2023)) if chance.random() < 0.4 else None,
        code=chance.choice(("", "", "yes", "no")),
        match_all=chance.random() < 0.3,
    )


def option_counts(page: Page) -> dict[str, int]:
    """Return the number beside every topic's option."""
    rows = page.evaluate(
        """() => Array.from(document.querySelectorAll("input[name=topic]"), (box) =>
             [box.value, Number(box.closest("li").querySelector("[data-count]").textContent)])"""
    )
    return dict(rows)


def test_random_states_leave_what_a_brute_force_filter_leaves(site: str, page: Page) -> None:
    found = survey()
    chance = random.Random(20)  # noqa: S311 - states, no secrets
    for _ in range(40):
        state = any_state(found, chance)
        page.goto(f"{site}explore/?{state.query}")
        shown = page.evaluate("() => Survey.explore.current().papers.map((i) => SURVEY_DATA.papers.id[i])")
        expected = {paper.id for paper in found.papers if leaves(found, state, paper)}
        assert set(shown) == expected, state
        expect(page.locator("[data-status]")).to_have_text(f"{len(expected)} of {SIZE} papers")
        counts = option_counts(page)
        for topic in found.taxonomy.topics:
            facet = found.taxonomy.facet_of(topic.id).id
            others = tuple(one for one in state.topic if found.taxonomy.facet_of(one).id != facet)
            base = state if state.match_all else replace(state, topic=others)
            left = [paper for paper in found.papers if leaves(found, base, paper)]
            assert counts[topic.id] == sum(topic.id in found.topics_of[paper.id] for paper in left), (state, topic.id)


# --- a reader's steps ---------------------------------------------------------------------------------------------


def test_choosing_excluding_and_going_back(site: str, page: Page) -> None:
    page.goto(f"{site}explore/")
    facet = survey().taxonomy.facets[0].id
    page.locator(f"input[name=topic][value={facet}]").check()
    assert page.url.endswith(f"?topic={facet}")
    with_facet = page.locator("[data-status]").inner_text()
    page.locator("[data-not=yeast]").click()
    assert page.url.endswith(f"?topic={facet}&not=yeast")
    expect(page.locator("[data-not=yeast]")).to_have_attribute("aria-pressed", "true")
    assert page.locator("[data-applied] button").all_inner_texts()[1].startswith("not ")
    page.go_back()
    expect(page.locator("[data-status]")).to_have_text(with_facet)
    page.go_forward()
    expect(page.locator("[data-not=yeast]")).to_have_attribute("aria-pressed", "true")
    page.locator("[data-applied] button").filter(has_text="Clear all").click()
    expect(page.locator("[data-status]")).to_have_text(f"{SIZE} of {SIZE} papers")
    expect(page.locator("#sv-find")).to_be_focused()


@pytest.mark.parametrize(
    ("words", "name"),
    [("krusec", "Ana Krušec"), ("briain", "Eoin Ó Briain"), ("karimva", "Dilnoza Karimova"), ("lindq", "Bo Lindqvist")],
    ids=["accents", "accents inside", "typo", "prefix"],
)
def test_search_finds_authors(site: str, page: Page, words: str, name: str) -> None:
    page.goto(f"{site}explore/")
    page.fill("#sv-find", words)
    page.wait_for_function("() => Survey.explore.current().papers.length < 60")
    found = page.evaluate("() => Survey.explore.current().papers.map((i) => SURVEY_DATA.papers.authors[i])")
    assert found
    assert all(name in authors for authors in found)
    assert "find=" in page.url


def test_the_quote_on_a_card_is_that_of_the_active_filter(site: str, page: Page) -> None:
    page.goto(f"{site}explore/?topic=steam")
    quotes = page.locator("[data-results] .sv-quote").all_inner_texts()
    assert quotes
    assert all("steam" in quote.casefold() for quote in quotes)
    assert page.locator("[data-results] .sv-quote mark").first.inner_text().casefold().endswith("steam injection")


def test_keys_walk_on_from_a_ticked_box(site: str, page: Page) -> None:
    page.goto(f"{site}explore/?topic=steam")
    page.locator("input[name=topic][value=steam]").focus()
    page.keyboard.press("j")
    expect(page.locator("[data-results] .sv-card-title a").first).to_be_focused()


def test_former_ids_and_unknown_values(site: str, page: Page) -> None:
    page.goto(f"{site}explore/?topic=starter-microbes&topic=nonsense&years=abc")
    expect(page.locator("[data-notice]")).to_have_text("Not known here and left out: topic=nonsense, years=abc")
    assert page.evaluate("() => Survey.explore.current().state.topic") == ["starter-ecology"]


def test_an_empty_result_names_the_filter_to_drop(site: str, page: Page) -> None:
    facet = survey().taxonomy.facet_of("steam").id
    page.goto(f"{site}explore/?topic=steam&not={facet}")
    expect(page.locator("[data-status]")).to_have_text(f"0 of {SIZE} papers")
    cures = page.locator("[data-empty] button")
    assert len(cures.all_inner_texts()) == 2
    assert all(cure.startswith("Drop ") and cure.endswith(" papers") for cure in cures.all_inner_texts())
    promised = int(cures.first.inner_text().split(": ")[-1].removesuffix(" papers"))
    cures.first.click()
    expect(page.locator("[data-status]")).to_have_text(f"{promised} of {SIZE} papers")
    expect(page.locator("[data-empty]")).to_be_hidden()


def test_search_words_that_no_paper_joins_are_offered_one_fewer(site: str, page: Page) -> None:
    page.goto(f"{site}explore/?find=sourdough+baguette")
    page.wait_for_selector("[data-empty] button")
    first = page.locator("[data-empty] button", has_text="Search “sourdough”")
    promised = int(first.inner_text().split(": ")[-1].split()[0])
    first.click()
    expect(page.locator("[data-status]")).to_have_text(f"{promised} of {SIZE} papers")
    assert page.url.endswith("?find=sourdough")


def test_a_long_list_of_options_opens_and_keeps_what_is_chosen(site: str, page: Page) -> None:
    page.goto(f"{site}explore/?data=Grain9")
    shown = page.locator("[data-options=data] > li:visible")
    button = page.locator("[data-options=data] + button")
    expect(page.locator("input[name=data][value=Grain9]")).to_be_checked()
    expect(shown).to_have_count(9)
    expect(button).to_have_text("Show all 14")
    button.click()
    expect(shown).to_have_count(14)
    counts = shown.locator("[data-count]").all_inner_texts()
    assert sum(map(int, counts)) == SIZE
    button.click()
    expect(shown).to_have_count(9)
    page.locator("input[name=data][value=Grain9]").uncheck()
    expect(page.locator("[data-status]")).to_have_text(f"{SIZE} of {SIZE} papers")


def test_more_cards_move_the_focus_to_the_first_new_one(site: str, page: Page) -> None:
    page.goto(f"{site}explore/")
    expect(page.locator("[data-results] > li")).to_have_count(24)
    page.locator("[data-more]").click()
    expect(page.locator("[data-results] > li")).to_have_count(48)
    expect(page.locator("[data-results] > li").nth(24).locator(".sv-card-title a")).to_be_focused()


@pytest.mark.parametrize("kind", ["csv", "bibtex"])
def test_the_result_can_be_taken_away(site: str, page: Page, kind: str) -> None:
    page.goto(f"{site}explore/?topic=steam&sort=old")
    shown = page.evaluate("() => Survey.explore.current().papers.map((i) => SURVEY_DATA.papers.id[i])")
    with page.expect_download() as download:
        page.locator(f"[data-takeaway={kind}]").click()
    text = Path(download.value.path()).read_bytes().decode()
    if kind == "csv":
        assert [row[0] for row in csv.reader(io.StringIO(text, newline=""))] == ["id", *shown]
    else:
        assert [line[6:-1] for line in text.splitlines() if line.startswith("@misc{")] == shown


def test_on_a_phone_the_filters_are_a_tray(site: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    page.goto(f"{site}explore/")
    tray = page.locator("[data-filters]")
    expect(tray).to_be_hidden()
    page.locator("[data-open-filters]").click()
    expect(tray).to_be_visible()
    expect(page.locator("[data-close-filters]")).to_be_focused()
    page.locator("input[name=topic]").first.check()
    assert page.locator("[data-close-filters]").inner_text().split()[0] == "Show"
    page.keyboard.press("Escape")
    expect(tray).to_be_hidden()
    expect(page.locator("[data-open-filters]")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    context.close()


def test_without_scripts_every_paper_stands_in_the_page(site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}explore/")
    assert page.locator("[data-results] > li").count() == SIZE
    expect(page.locator("form.sv-explore-form")).to_be_hidden()
    context.close()


def test_compare_shows_a_state_sorts_it_and_gives_it_away(site: str, page: Page) -> None:
    page.goto(f"{site}explore/?topic=steam")
    page.locator("[data-compare]").click()
    page.wait_for_url("**/compare/?topic=steam")
    steam = [paper for paper in survey().papers if "steam" in survey().topics_of[paper.id]]
    expect(page.locator("[data-status]")).to_have_text(f"{len(steam)} of {SIZE} papers")
    page.locator("th button", has_text="Year").click()
    years = [year for year in page.locator("tbody tr td:nth-child(2)").all_inner_texts() if year != "–"]
    assert years == sorted(years)
    codes = page.locator("tbody td:last-child a")
    assert codes.count() == sum(1 for paper in steam if paper.link(LinkKind.CODE))
    assert all(str(code.get_attribute("href")) == f"https://{code.inner_text()}" for code in codes.all())
    page.locator("th button", has_text="Year").click()
    expect(page.locator("th[aria-sort=descending]")).to_have_text("Year")
    with page.expect_download() as download:
        page.locator("[data-takeaway=compareLatex]").click()
    latex = Path(download.value.path()).read_text(encoding="utf-8")
    assert latex.startswith("\\begin{tabular}")
    assert latex.count(" \\\\\n") == len(steam) + 1


def test_it_works_from_a_disk(tmp_path: Path, browser: Browser) -> None:
    folder = sites.build(tmp_path / "a survey", survey(), extras(survey()))
    context = browser.new_context()
    page = context.new_page()
    page.goto((folder / "explore" / "index.html").as_uri())
    page.locator("input[name=topic][value=steam]").check()
    page.fill("#sv-find", "loaf")
    page.wait_for_function("() => Survey.explore.current().state.find === 'loaf'")
    assert 0 < page.evaluate("() => Survey.explore.current().papers.length") < SIZE
    context.close()
