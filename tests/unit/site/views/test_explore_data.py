"""The data behind Explore: what stands in it, and how its amount follows the size of a survey."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from generator.core.model import Settings
from generator.site.views import explore_data
from generator.site.views.context import Context
from generator.site.views.explore_data import latex_text, quotations, texts_script
from tests import bread


def context(size: int = 20) -> Context:
    survey = bread.of_size(size)
    return Context(
        survey=survey,
        settings=Settings(site_name="Bread"),
        extras=replace(
            bread.extras(survey),
            summaries={"loaf-01": "Bread is older than writing."},
            datasets={"loaf-01": ("Mill 3", "Grain10")},
            results={"loaf-01": ("rise 4.2 cm",)},
            csv={"loaf-01": '"loaf-01"\r\n'},
            csv_header='"id"\r\n',
        ),
        tools=frozenset(),
    )


def columns(text: str) -> dict[str, object]:
    value = json.loads(text.partition("=")[2].rstrip(";\n"))
    assert isinstance(value, dict)
    return value


def test_a_quotation_holds_its_evidence_and_stands_verbatim_in_the_paper() -> None:
    found = context()
    for paper in found.newest:
        quoted = quotations(found, paper)
        assert all(sentence in f"{paper.title} {paper.abstract}" for sentence in quoted.sentences)
        for assignment, mark in zip(found.survey.assignments_of[paper.id], quoted.marks, strict=True):
            assert mark is not None
            below = [assignment, *(found.survey.assignment[paper.id, topic] for topic in assignment.through)]
            evidence = {match.text for one in below for match in one.matches}
            assert quoted.sentences[mark[0]][mark[1] : mark[2]] in evidence


def test_the_summary_is_one_of_the_quotations() -> None:
    found = context()
    paper = found.survey.by_id["loaf-01"]
    quoted = quotations(found, paper)
    assert quoted.sentences[quoted.summary] == "Bread is older than writing."
    assert quotations(found, found.survey.by_id["loaf-02"]).summary == -1


def test_columns_are_as_long_as_the_papers_and_stand_newest_first() -> None:
    found = context()
    script = explore_data.explore_data(found)
    papers = columns(script.scripts[0].text)["papers"]
    assert script.tier == "S"
    assert isinstance(papers, dict)
    assert {len(column) for column in papers.values()} == {20}
    assert papers["id"] == [paper.id for paper in found.newest]
    data = columns(script.scripts[0].text)
    assert data["datasets"] == ["Grain10", "Mill 3"]
    assert papers["data"][papers["id"].index("loaf-01")] == [0, 1]


@pytest.mark.parametrize(
    ("limits", "tier", "scripts", "has_abstracts"),
    [((10**6, 10**6), "S", 1, True), ((0, 10**6), "M", 1, False), ((0, 0), "L", 8, False)],
    ids=["small", "middle", "large"],
)
def test_a_larger_survey_ships_less_at_once(
    monkeypatch: pytest.MonkeyPatch, limits: tuple[int, int], tier: str, scripts: int, *, has_abstracts: bool
) -> None:
    monkeypatch.setattr(explore_data, "LIMIT_S", limits[0])
    monkeypatch.setattr(explore_data, "LIMIT_M", limits[1])
    found = explore_data.explore_data(context())
    data = columns(found.scripts[0].text)
    assert found.tier == tier
    assert (data["abstract"] is not None) == has_abstracts
    assert len(found.scripts) >= scripts
    if tier == "L":
        assert data["quotes"] is None
        parts = data["parts"]
        assert isinstance(parts, dict)
        assert parts["size"] * parts["count"] >= 20
        assert len(found.scripts) == 1 + parts["count"]


def test_a_survey_without_papers_has_data_too() -> None:
    data = columns(explore_data.explore_data(context(0)).scripts[0].text)
    assert data["quotes"] == []


def test_texts_to_take_away_follow_the_order_of_the_data() -> None:
    found = context()
    texts = columns(texts_script(found).text)
    place = [paper.id for paper in found.newest].index("loaf-01")
    assert isinstance(texts["bibtex"], list)
    assert isinstance(texts["csv"], list)
    assert isinstance(texts["compare"], list)
    assert texts["bibtex"][place].startswith("@misc{loaf-01")
    assert texts["csv"][place] == '"loaf-01"\r\n'
    assert "Mill 3; Grain10" in texts["compare"][place]


def test_latex_characters_are_text() -> None:
    assert latex_text(r"50 % of {a}_b & \x ~ $") == (r"50 \% of \{a\}\_b \& \textbackslash{}x \textasciitilde{} \$")
