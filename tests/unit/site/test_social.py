from __future__ import annotations

import struct
from xml.etree import ElementTree as ET

import pytest

from generator.core.model import Settings
from generator.site.social import HEIGHT, WIDTH, artefacts, drawing, picture_uri, pictures
from tests.surveys import SOIL, paper, survey, topic

ONLINE = Settings(site_name="Soil & water", site_url="https://soil.example/")


def test_a_picture_of_the_survey_and_of_each_facet() -> None:
    found = pictures(SOIL, ONLINE)
    assert [(one.uri, one.title, one.above, one.below) for one in found] == [
        ("assets/social/home.png", "Soil & water", "A living survey", "5 papers, 2019–2021"),
        ("assets/social/facets/animals.png", "Soil animals", "Soil & water", "2 papers in 1 narrower topic"),
        ("assets/social/facets/nutrients.png", "Nutrients", "Soil & water", "2 papers in 1 narrower topic"),
    ]
    assert found[0].bars == (1, 1, 2)
    assert picture_uri("animals") == found[1].uri


def test_png_of_the_right_size_and_the_same_bytes_twice() -> None:
    once, twice = (list(artefacts(SOIL, ONLINE)) for _ in range(2))
    assert once == twice
    assert [one.path for one in once] == [f"site_src/{one.uri}" for one in pictures(SOIL, ONLINE)]
    for one in once:
        assert one.content.startswith(b"\x89PNG")
        assert struct.unpack(">II", one.content[16:24]) == (WIDTH, HEIGHT)
    assert len({one.content for one in once}) == 3


def test_no_picture_without_the_address_of_the_site() -> None:
    assert list(artefacts(SOIL, Settings(site_name="Soil"))) == []


@pytest.mark.parametrize("text", ['<image href="x"/> & "q"', "\x0b\ufffe", "word " * 60, ""])
def test_any_text_makes_a_picture(text: str) -> None:
    one = survey([paper("x", "t", year=2020)], [topic("t", text)], {"x": ["t"]})
    for picture in pictures(one, Settings(site_name=text, site_url="https://x.example/")):
        root = ET.fromstring(drawing(picture))  # noqa: S314 - our own bytes
        assert {element.tag.rpartition("}")[2] for element in root} <= {"rect", "text"}
        assert len(root.findall("{*}text")) <= 5


def test_survey_without_dates_has_no_bars() -> None:
    assert "opacity" not in drawing(pictures(survey([paper("x")]), ONLINE)[0])
