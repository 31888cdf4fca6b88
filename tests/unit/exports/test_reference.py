from __future__ import annotations

from dataclasses import replace

import pytest

from generator.core.model import Identifier, Link, LinkKind, PaperDate, Venue, Version
from generator.exports.reference import Kind, Name, address_of, date_of, kind_of, name_of
from tests.surveys import paper


@pytest.mark.parametrize(
    ("venue", "recorded", "expected"),
    [
        pytest.param("Journal of Moss", "", Kind.JOURNAL, id="journal-by-name"),
        pytest.param("Machine Intelligence Research", "", Kind.JOURNAL, id="journal-by-a-word-of-its-name"),
        pytest.param("Conference on Research in Moss", "", Kind.CONFERENCE, id="conference-by-name"),
        pytest.param("MOSS", "", Kind.CONFERENCE, id="short-name"),
        pytest.param("MOSS", "journal article", Kind.JOURNAL, id="journal-as-recorded"),
        pytest.param("Journal of Moss", "conference paper", Kind.CONFERENCE, id="conference-as-recorded"),
        pytest.param("Journal of Moss", "published", Kind.JOURNAL, id="nothing-recorded"),
    ],
)
def test_kind_of_what_has_a_venue(venue: str, recorded: str, expected: Kind) -> None:
    place = Venue(name=venue)
    versions = (Version(kind=recorded, venue=place),) if recorded else ()
    assert kind_of(replace(paper("x"), venue=place, versions=versions)) is expected


def test_kind_of_what_has_none() -> None:
    assert kind_of(paper("x")) is Kind.PREPRINT
    assert kind_of(replace(paper("x"), kind="PhD thesis")) is Kind.THESIS


@pytest.mark.parametrize(
    ("venue", "date", "expected"),
    [
        (None, PaperDate(year=2020, month=3), PaperDate(year=2020, month=3)),
        (Venue(name="V", year=2021), PaperDate(year=2020, month=3), PaperDate(year=2021)),
        (Venue(name="V", year=2020), PaperDate(year=2020, month=3), PaperDate(year=2020)),
        (Venue(name="V"), PaperDate(year=2020, month=3), PaperDate(year=2020)),
        (Venue(name="V"), None, None),
    ],
)
def test_date_to_cite(venue: Venue | None, date: PaperDate | None, expected: PaperDate | None) -> None:
    assert date_of(replace(paper("x"), venue=venue, date=date)) == expected


def test_address_to_read_at() -> None:
    doi, arxiv = Identifier(scheme="doi", value="10.1/x"), Identifier(scheme="arxiv", value="2001.00001")
    page = Link(kind=LinkKind.ABSTRACT, url="https://a.example/")
    assert address_of(replace(paper("x"), identifiers=(doi, arxiv), links=(page,))) == "https://a.example/"
    assert address_of(replace(paper("x"), identifiers=(arxiv, doi))) == "https://doi.org/10.1/x"
    assert address_of(replace(paper("x"), identifiers=(arxiv,))) == "https://arxiv.org/abs/2001.00001"
    assert address_of(paper("x")) is None


@pytest.mark.parametrize(
    ("written", "family", "given"),
    [
        ("Ada Lund", "Lund", "Ada"),
        ("Lund, Ada", "Lund", "Ada"),
        ("Yu-Chiang Frank Wang", "Wang", "Yu-Chiang Frank"),
        ("Vincent van der Berg", "van der Berg", "Vincent"),
        ("Van Morrison", "Morrison", "Van"),
        ("John Smith Jr.", "Smith Jr.", "John"),
        ("OpenAI", "OpenAI", ""),
        ("Team 42 Berlin", "Team 42 Berlin", ""),
        ("Smith and Sons", "Smith and Sons", ""),
        ("Doe, Inc., Lab, X", "Doe, Inc., Lab, X", ""),
        ("王小明", "王小明", ""),
    ],
)
def test_names_in_two_parts(written: str, family: str, given: str) -> None:
    name = name_of(written)
    assert name == Name(family=family, given=given, is_whole=not given)
    assert name.inverted == (f"{family}, {given}" if given else family)
