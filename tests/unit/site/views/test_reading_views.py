"""Explore, Compare, gap map, timeline and atlas: what stands in the pages before any script runs."""

from __future__ import annotations

import html
import json
from dataclasses import replace

import pytest

from generator.core.model import Impossible, LinkKind, Location, Milestone, PaperDate, Settings
from generator.insight.gather import gather
from generator.site.extras import Download
from generator.site.render import render
from generator.site.views import atlas, compare, explore, gaps, names, timeline
from generator.site.views.context import Context
from generator.survey import Survey
from tests import bread

HERE = Location(path="taxonomy.yaml")


def context(survey: Survey) -> Context:
    return Context(
        survey=survey,
        settings=Settings(site_name="Bread"),
        extras=replace(
            bread.extras(survey),
            insight=gather(survey),
            datasets={paper.id: (f"Grain{int(paper.id[-2:]) % 14}",) for paper in survey.papers},
            downloads=(Download(uri="gaps.csv", label="Gaps as CSV"),),
        ),
        tools=frozenset({"explore", "compare"}),
    )


def small() -> Survey:
    survey = bread.small()
    pair = (survey.taxonomy.facets[0].id, survey.taxonomy.facets[1].id)
    return replace(
        survey,
        taxonomy=replace(
            survey.taxonomy, impossible=(Impossible(topics=pair, because="bread has no steam", location=HERE),)
        ),
        milestones=(
            Milestone(date=PaperDate(year=1999, month=2), text="A first oven.", paper="loaf-01", location=HERE),
            Milestone(date=PaperDate(year=2018), text="No paper behind it.", paper=None, location=HERE),
        ),
    )


def text(page_text: bytes) -> str:
    return page_text.decode()


def test_explore_lists_all_papers_and_offers_every_topic() -> None:
    found = context(small())
    (page,) = explore.pages(found)
    body = text(render(page).content)
    assert body.count("data-sv-paper") == 20
    for topic in found.survey.taxonomy.topics:
        assert f'name="topic" value="{topic.id.replace("-", "&#45;")}"' in body
    assert body.count('name="data"') == 8
    assert 'data-options="data" data-size="14"' in body


def test_explore_of_a_large_survey_lists_the_newest_and_says_so() -> None:
    (page,) = explore.pages(context(bread.of_size(230)))
    body = text(render(page).content)
    assert body.count("data-sv-paper") == explore.CARDS
    assert body.count("sv-title-only") == explore.LISTED - explore.CARDS
    assert "The newest 100 of 230 papers" in body


def test_compare_has_a_table_for_the_survey_and_for_each_topic_with_papers() -> None:
    found = context(small())
    pages = list(compare.pages(found))
    held = [topic for topic in found.survey.taxonomy.topics if found.papers_of[topic.id]]
    assert len(pages) == 1 + len(held)
    assert text(render(pages[0]).content).count("<tr>") == 21
    assert text(render(pages[1]).content).count("<tr>") == 1 + len(found.papers_of[held[0].id])


def test_compare_links_the_code_of_a_paper() -> None:
    found = context(bread.of_size(130))
    paper = next(paper for paper in found.newest[: compare.LISTED] if paper.link(LinkKind.CODE))
    address = paper.link(LinkKind.CODE) or ""
    body = text(render(next(iter(compare.pages(found)))).content)
    assert f'<a href="{html.escape(address)}" rel="noopener">' in body


def test_compare_of_a_large_survey_stops_at_its_limit() -> None:
    pages = list(compare.pages(context(bread.of_size(130))))
    body = text(render(pages[0]).content)
    assert body.count("<tr>") == 1 + compare.LISTED
    assert f"The newest {compare.LISTED} of 130 papers" in body


def test_the_gap_map_shows_each_pair_once_as_row_and_column_and_links_it() -> None:
    found = context(small())
    pages = list(gaps.pages(found))
    body = text(render(pages[0]).content)
    assert "bread has no steam" in body
    assert "match=all" in body
    assert "All gaps as CSV" in body
    facets = len(found.survey.taxonomy.facets)
    assert len(pages) == 2 + facets * (facets + 1) // 2
    assert [page.uri for page in pages][:2] == ["gaps/", "gaps/years/"]
    assert text(render(pages[1]).content).count('<th scope="col">20') == 8


def test_a_pair_of_large_facets_shows_as_many_levels_as_a_page_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    found = context(small())

    def rows() -> int:
        page = next(page for page in gaps.pages(found) if page.uri == "gaps/leavening--dough/")
        return text(render(page).content).count('<tr><th scope="row"')

    assert rows() == 4
    monkeypatch.setattr(gaps, "_MOST_CELLS", 9)
    assert rows() == 3
    monkeypatch.setattr(gaps, "_MOST_CELLS", 8)
    assert rows() == 1


def test_the_gap_map_of_an_empty_survey_says_that_nothing_is_missing() -> None:
    body = text(render(next(gaps.pages(context(bread.of_size(0))))).content)
    assert "No pair of topics is missing" in body


def test_the_timeline_sets_milestones_between_the_years() -> None:
    (page,) = timeline.pages(context(small()))
    body = text(render(page).content)
    assert body.index("No paper behind it&#46;") < body.index("A first oven&#46;")
    assert "## 1999" in body
    assert "## Undated" in body
    assert "Papers a year as a table" in body


def test_a_large_survey_has_a_page_for_every_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline, "MOST_ON_A_PAGE", 10)
    pages = list(timeline.pages(context(bread.small())))
    assert {page.uri for page in pages} >= {"timeline/", "timeline/2018/", "timeline/undated/"}
    assert "data-sv-paper" not in text(render(pages[0]).content)
    assert sum(text(render(page).content).count("data-sv-paper") for page in pages[1:]) == 20


def _talkative() -> Context:
    survey = bread.talkative(bread.of_size(60), grains=15)
    settings = Settings(site_name="Bread")
    return Context(survey=survey, settings=settings, extras=bread.all_extras(survey), tools=frozenset())


def test_results_of_one_metric_on_one_data_set_are_drawn_best_first_with_their_table() -> None:
    found = _talkative()
    overview = next(page for page in names.pages(found) if page.uri == "names/")
    assert isinstance(overview.view, names.Names)
    charts = overview.view.charts
    assert [chart.title for chart in charts][:2] == [
        "accuracy on GRAIN-0 in %, higher is better",
        "accuracy on GRAIN-1 in %, higher is better",
    ]
    assert [value for _, value in charts[1].table.rows] == [
        f"{value}\u202f%" for value in ("96.6", "81.1", "66.6", "51.1")
    ]
    body = text(render(overview).content)
    assert body.count('<svg class="sv-values"') == len(charts) == 10
    assert body.count('role="img" aria-label="accuracy on') == 10
    assert body.count("<summary>As a table</summary>") == 10


def test_every_name_and_result_stands_on_a_page_of_its_kind_and_links_lead_there() -> None:
    found = _talkative()
    pages = {page.uri: text(render(page).content) for page in names.pages(found)}
    assert set(pages) == {
        "names/",
        "names/methods/",
        "names/methods/page-2/",
        "names/data/",
        "names/metrics/",
        "names/results/",
        "names/results/page-2/",
    }
    assert "1 to 40 of 60" in pages["names/methods/"]
    assert pages["names/methods/"].count("<tr id=") + pages["names/methods/page-2/"].count("<tr id=") == 60
    assert pages["names/results/"].count("<tr id=") + pages["names/results/page-2/"].count("<tr id=") == 60
    for uri, anchor in found.name_places.values():
        assert f'id="{anchor.replace("-", "&#45;")}"' in pages[uri]


def test_without_insight_there_is_no_gap_map_and_no_atlas() -> None:
    bare = replace(context(bread.small()), extras=bread.extras(bread.small()))
    assert list(gaps.pages(bare)) == []
    assert list(atlas.pages(bare)) == []
    assert list(atlas.artefacts(bare)) == []
    (page,) = timeline.pages(bare)
    assert "Too few dated papers" in text(render(page).content)


def test_the_atlas_links_every_dot_of_a_small_survey() -> None:
    found = context(bread.small())
    (page,) = atlas.pages(found)
    body = text(render(page).content)
    assert body.count('class="sv-dot ') == 20
    assert list(atlas.artefacts(found)) == []


def test_a_large_atlas_is_drawn_from_data_and_has_a_picture_without_scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atlas, "MOST_LINKS", 10)
    found = context(bread.small())
    (page,) = atlas.pages(found)
    body = text(render(page).content)
    assert "sv-density" in body
    assert "<canvas" in body
    (script,) = atlas.artefacts(found)
    data = json.loads(script.content.decode().partition("=")[2].rstrip(";\n"))
    assert len(data["id"]) == len(data["x"]) == len(data["facet"]) == 20
    assert max(data["facet"]) == len(data["styles"]) - 1
