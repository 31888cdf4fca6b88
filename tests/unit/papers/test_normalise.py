from __future__ import annotations

from datetime import date

import pytest

from generator.core.model import Author, Candidate, Field, Identifier, Link, LinkKind, Location, Record, Venue
from generator.papers import normalise

PLACE = Location(path="papers/documents/a.txt", line=3, column=7)
READ = date(2025, 12, 9)


def record(*fields: tuple[str, str], format_: str = "jsonlines") -> Record:
    """Return a record with fields that all stand at one place."""
    found = tuple(Field(name=name, value=value, location=PLACE) for name, value in fields)
    return Record(location=PLACE, end_line=3, format=format_, raw="", fields=found)


def candidate(*fields: tuple[str, str], format_: str = "jsonlines") -> Candidate:
    """Return what normalising such a record gives."""
    return normalise.normalise(record(*fields, format_=format_), retrieved=READ)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("  A title\nover lines.", "A title over lines", id="full-stop"),
        pytest.param("To be continued...", "To be continued...", id="ellipsis"),
        pytest.param("x" * 600, "x" * 499 + "…", id="cap"),
        pytest.param("Future Token -- Causal", "Future Token – Causal", id="dash"),
        pytest.param("\u202e\u200b", "", id="nothing-left"),
    ],
)
def test_titles(text: str, expected: str) -> None:
    assert normalise.title(text) == expected
    assert normalise.title(expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Abstract: We do.\n\nMore.", "We do. More.", id="label"),
        pytest.param("Abstract thought is hard.", "Abstract thought is hard.", id="no-label"),
        pytest.param("Code is at //github.com/a/b.", "Code is at https://github.com/a/b.", id="scheme"),
        pytest.param("recieve teh TiMixfrom <HYBNEXT> <10%", "recieve teh TiMixfrom <HYBNEXT> <10%", id="typos-stay"),
        pytest.param("x" * 30_000, "x" * 19_999 + "…", id="cap"),
    ],
)
def test_abstracts(text: str, expected: str) -> None:
    assert normalise.abstract(text) == expected
    assert normalise.abstract(expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lee, Ann", Author(name_as_written="Ann Lee", name_key="ann lee")),
        ("Glava\\v{s}, Goran", Author(name_as_written="Goran Glavaš", name_key="goran glavas")),
        ("Ann Lee12", Author(name_as_written="Ann Lee", name_key="ann lee")),
        ("Ann Lee*†", Author(name_as_written="Ann Lee", name_key="ann lee")),
        ("中文", Author(name_as_written="中文", name_key="中文")),
        ("…", None),
    ],
)
def test_authors(text: str, expected: Author | None) -> None:
    assert normalise.author(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ICML 2024", Venue(name="ICML 2024", short="ICML", year=2024)),
        ("Findings of EMNLP 2022", Venue(name="Findings of EMNLP 2022", short="Findings of EMNLP", year=2022)),
        ("AI Open 3, 2022", Venue(name="AI Open 3, 2022", year=2022)),
        ("From 2020 to 2021", Venue(name="From 2020 to 2021")),
        (" ", None),
    ],
)
def test_venues(text: str, expected: Venue | None) -> None:
    assert normalise.venue(text) == expected


def test_identifiers_come_from_every_field_that_says_one() -> None:
    found = candidate(
        ("title", "A title"),
        ("doi", "10.18653/v1/2023.acl-long.110"),
        ("url", "https://arxiv.org/abs/2305.15387v2"),
        ("key", "openreview:WNzy9bRDvG"),
    )
    assert found.identifiers == (
        Identifier(scheme="arxiv", value="2305.15387"),
        Identifier(scheme="doi", value="10.18653/v1/2023.acl-long.110"),
        Identifier(scheme="acl", value="2023.acl-long.110"),
        Identifier(scheme="openreview", value="WNzy9bRDvG"),
    )


def test_links_come_from_fields_and_from_the_abstract_once_each() -> None:
    found = candidate(
        ("abstract", "The code is at //github.com/a/b. Our data: https://x.org/d, soon more."),
        ("code", "https://github.com/a/b"),
        ("project", "javascript:alert(1)"),
        ("url", "https://x.org/paper.pdf"),
    )
    assert found.links == (
        Link(kind=LinkKind.CODE, url="https://github.com/a/b"),
        Link(kind=LinkKind.DATA, url="https://x.org/d"),
        Link(kind=LinkKind.PDF, url="https://x.org/paper.pdf"),
    )


def test_a_record_without_more_than_a_title() -> None:
    found = candidate(("title", "A title"), ("author_count", "9"), ("organisation", "IBM"), ("kind", "Thesis"))
    assert (found.title_key, found.abstract, found.abstract_key) == ("atitle", None, None)
    assert (found.author_count, found.organisation, found.kind) == (9, "IBM", "thesis")


def test_boilerplate_is_no_abstract() -> None:
    found = candidate(("title", "A title"), ("abstract", "Join the discussion on this paper page"))
    assert found.abstract is None
    (finding,) = normalise.findings(found)
    assert (finding.code, finding.message) == (
        "papers/boilerplate",
        "'Join the discussion on this paper page' is a sentence of a page, not an abstract; it is left out",
    )


@pytest.mark.parametrize(
    ("name", "value", "code", "message"),
    [
        ("date", "n.d.", "bad-date", "'n.d.' is no date that can be understood"),
        ("arxiv", "x", "bad-identifier", "'x' is no arXiv identifier"),
        ("doi", "x", "bad-identifier", "'x' is no DOI"),
        (
            "url",
            "ftp://x.org/",
            "bad-link",
            "'ftp://x.org/' is not linked: it begins with 'ftp:', only http and https are linked",
        ),
        ("author", "x" * 200, "cut", "author of 200 characters is cut to 120"),
    ],
)
def test_values_not_understood_are_told_at_their_place(name: str, value: str, code: str, message: str) -> None:
    found = candidate(("title", "A title"), ("abstract", "We do."), (name, value))
    (finding,) = normalise.findings(found, retrieved=READ)
    assert (str(finding.location), finding.code, finding.message) == (
        "papers/documents/a.txt:3:7",
        f"papers/{code}",
        message,
    )


def test_a_date_without_a_year_asks_for_the_day_of_reading() -> None:
    found = normalise.normalise(record(("title", "A title"), ("date", "Sep 26")))
    (finding,) = normalise.findings(found)
    assert finding.message == (
        "'Sep 26' is no date that can be understood; it has no year and documents.yaml does not say when the document "
        "was retrieved"
    )
    assert str(candidate(("title", "A title"), ("date", "bad"), ("year", "2024")).date) == "2024"


def test_the_sentences_of_the_survey_read_well() -> None:
    text = 'models~(SSM), 5\\% of na\\"ive 64times 64 and 3.5times with ell_1. \\footnote{Code on //github.com/a/b.'
    assert normalise.abstract(text) == (
        "models (SSM), 5% of naïve 64×64 and 3.5× with ℓ₁. Code on https://github.com/a/b."
    )
