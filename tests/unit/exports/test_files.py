from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from functools import cache

import pytest
import rispy
from pybtex.database import parse_string

from generator.core.model import Settings
from generator.exports import llms
from generator.exports.addresses import Pages, paper_files, survey_files, topic_files
from generator.exports.files import artefacts, bibtex_of
from generator.insight.gather import gather
from tests import bread
from tests.surveys import SOIL, paper, survey, topic

SETTINGS = Settings(site_name="Soil", site_description="What lives in it.", site_url="https://soil.example/")


@cache
def _files() -> dict[str, str]:
    return {one.path: one.content.decode() for one in artefacts(SOIL, SETTINGS, gather(SOIL))}


def test_every_file() -> None:
    paths = list(_files())
    assert [path for path in paths if "/topics/" not in path and "/papers/" not in path] == [
        "site_src/downloads/survey.bib",
        "site_src/downloads/survey.ris",
        "site_src/downloads/survey.csl.json",
        "site_src/downloads/survey.csv",
        "site_src/downloads/survey.json",
        "site_src/downloads/survey.schema.json",
        "site_src/downloads/survey.ttl",
        "site_src/feeds/survey.atom",
        "site_src/gaps.csv",
        "site_src/downloads/names.csv",
        "site_src/downloads/results.csv",
        "site_src/llms.txt",
    ]
    assert "site_src/downloads/topics/earthworms.csl.json" in paths
    assert "site_src/downloads/papers/bare-record.ris" in paths
    assert "site_src/feeds/topics/animals.atom" in paths
    assert "site_src/feeds/topics/earthworms.atom" not in paths


def test_all_formats_hold_the_same_papers_and_labels() -> None:
    files = _files()
    titles = {one.id: one.title for one in SOIL.papers if one.title}
    bib = parse_string(files["site_src/downloads/survey.bib"], "bibtex").entries
    ris = rispy.loads(files["site_src/downloads/survey.ris"])
    csl = json.loads(files["site_src/downloads/survey.csl.json"])
    table = list(csv.DictReader(io.StringIO(files["site_src/downloads/survey.csv"].removeprefix("\ufeff"), newline="")))
    ids = [one.id for one in SOIL.papers]
    assert list(bib) == [one["id"] for one in ris] == [one["id"] for one in csl] == [one["id"] for one in table] == ids
    assert {one["id"]: one["title"] for one in ris if "title" in one} == titles
    assert bib["fungal-threads"].fields["keywords"] == "Nutrients, Nitrogen"
    assert ris[2]["keywords"] == ["Nutrients", "Nitrogen"]
    assert csl[2]["keyword"] == "Nutrients, Nitrogen"
    assert table[2]["topics"] == "Nutrients; Nitrogen"


def test_files_of_a_topic_and_of_a_paper() -> None:
    files = _files()
    assert list(parse_string(files["site_src/downloads/topics/nitrogen.bib"], "bibtex").entries) == [
        "fungal-threads",
        "nitrogen-spruce",
    ]
    assert files["site_src/downloads/papers/fungal-threads.bib"] == bibtex_of(SOIL, "fungal-threads")


def test_limits() -> None:
    many = survey([paper(f"p{number:04d}") for number in range(2001)], [topic("a"), topic("b")])
    assert paper_files(many, "p0000") == {}
    assert topic_files(many, "a") == {}
    full = survey(many.papers, [topic("a")], {one.id: ["a"] for one in many.papers[:1001]})
    assert topic_files(full, "a") == {}
    assert [file.label for file in topic_files(SOIL, "animals").values()] == ["BibTeX", "RIS", "CSL-JSON", "CSV"]
    assert [file.label for file in survey_files().values()][-2:] == ["JSON with labels and evidence", "SKOS (Turtle)"]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (SETTINGS, "https://soil.example/papers/x/"),
        (Settings(site_name="s"), "../../papers/x/"),
        (Settings(site_name="s", use_directory_urls=False), "../../papers/x/index.html"),
    ],
)
def test_addresses_of_pages(settings: Settings, expected: str) -> None:
    assert Pages(settings=settings, uri="feeds/topics/a.atom").to("papers/x/") == expected


def test_address_of_the_home_page() -> None:
    assert Pages(settings=Settings(site_name="s"), uri="llms.txt").to("") == "./"
    assert Pages(settings=Settings(site_name="s"), uri="llms.txt").to("gaps.csv") == "gaps.csv"


def test_llms_text() -> None:
    text = _files()["site_src/llms.txt"]
    assert text.startswith("# Soil\n\n> What lives in it.\n\nA literature survey of 5 papers")
    assert "- [Soil animals](<https://soil.example/topics/animals/>): 2 papers. What animals means.\n" in text
    assert "  - [Earthworms](<https://soil.example/topics/earthworms/>): 2 papers. What earthworms means.\n" in text
    assert (
        "- [Fungal threads bring nitrogen to trees](<https://soil.example/papers/fungal-threads/>): "
        "We measure how much nitrogen they bring in spruce forests.\n" in text
    )


def test_llms_text_lists_no_papers_of_a_large_survey() -> None:
    many = survey([paper(f"p{number:04d}", "[x](y)") for number in range(201)])
    assert "## Papers" not in llms.document(many, gather(SOIL), settings=replace(SETTINGS, site_description=""))


def test_markup_in_a_title_is_escaped() -> None:
    one = survey([paper("x", "[a](b) `c`")])
    files = {file.path: file.content.decode() for file in artefacts(one, SETTINGS, gather(one))}
    assert r"- [\[a\](b) \`c\`](<https://soil.example/papers/x/>)" in files["site_src/llms.txt"]


@pytest.mark.parametrize("text", ["\x00\ud800\ufffe", "</script>", "=1", "{", "\n\n# x"])
def test_hostile_surveys_export_whole(text: str) -> None:
    one = bread.hostile(text)
    files = {file.path: file.content.decode() for file in artefacts(one, SETTINGS, gather(one))}
    assert len(parse_string(files["site_src/downloads/survey.bib"], "bibtex").entries) == len(one.papers)
    assert len(rispy.loads(files["site_src/downloads/survey.ris"])) == len(one.papers)


def test_same_bytes_twice() -> None:
    again = {one.path: one.content.decode() for one in artefacts(SOIL, SETTINGS, gather(SOIL))}
    assert again == _files()
