from __future__ import annotations

from dataclasses import replace

import pytest

from generator.core.model import Author, Paper, Venue
from generator.site import words


def named(*names: str) -> Paper:
    return Paper(id="p", authors=tuple(Author(name_as_written=name, name_key=name) for name in names))


@pytest.mark.parametrize(
    ("value", "text"), [(0, "no papers"), (1, "1 paper"), (60, "60 papers"), (12345, "12\u202f345 papers")]
)
def test_counts(value: int, text: str) -> None:
    assert words.count(value, "paper") == text


def test_an_irregular_plural() -> None:
    assert words.count(2, "facility", "facilities") == "2 facilities"


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (0, 0, "–"),
        (0, 9, "0\u202f%"),
        (1, 1000, "1\u202f%"),
        (999, 1000, "99\u202f%"),
        (9, 9, "100\u202f%"),
        (1, 3, "33\u202f%"),
    ],
)
def test_a_share_is_never_rounded_to_none_or_all(part: int, whole: int, text: str) -> None:
    assert words.share(part, whole) == text


@pytest.mark.parametrize(("values", "text"), [([], ""), ([2020], "2020"), ([2021, 2019, 2019], "2019–2021")])
def test_spans_of_years(values: list[int], text: str) -> None:
    assert words.years(values) == text


@pytest.mark.parametrize(("items", "text"), [([], ""), (["a"], "a"), (["a", "b", "c"], "a, b and c")])
def test_listings(items: list[str], text: str) -> None:
    assert words.listing(items) == text


@pytest.mark.parametrize(("text", "first"), [("One. Two.", "One."), ("Only one", "Only one")])
def test_the_first_sentence(text: str, first: str) -> None:
    assert words.first_sentence(text) == first


@pytest.mark.parametrize(
    ("paper", "text", "is_given"),
    [
        (Paper(id="p", title="A title"), "A title", True),
        (Paper(id="p", abstract="a b c d e f g h i, j k"), "“a b c d e f g h i…”", False),
        (Paper(id="p", abstract="Short."), "“Short”", False),
        (Paper(id="p"), "Untitled paper p", False),
    ],
)
def test_a_paper_without_a_title_is_called_by_its_opening_words(paper: Paper, text: str, *, is_given: bool) -> None:
    assert words.title(paper) == words.Title(text=text, is_given=is_given)


@pytest.mark.parametrize(
    ("paper", "text"),
    [
        (named("Ana Krušec", "Bo Lindqvist"), "Ana Krušec, Bo Lindqvist"),
        (named("A", "B", "C", "D"), "A, B, C et al."),
        (Paper(id="p", organisation="Guild of Bakers"), "Guild of Bakers"),
        (Paper(id="p", author_count=9), "9 authors, not named"),
        (Paper(id="p"), "authors unknown"),
    ],
)
def test_authors(paper: Paper, text: str) -> None:
    assert words.authors(paper, limit=3) == text


@pytest.mark.parametrize(
    ("paper", "text"),
    [
        (named("Ana Krušec"), "Krušec undated"),
        (named("Krušec, Ana", "Bo Lindqvist"), "Krušec and Lindqvist undated"),
        (named("A B", "C D", "E F"), "B et al. undated"),
        (replace(named(), organisation="Guild"), "Guild undated"),
        (replace(named(), title="A title"), "A title undated"),
        (named(" "), "  undated"),
    ],
)
def test_how_running_text_names_a_paper(paper: Paper, text: str) -> None:
    assert words.cited_as(paper) == text


@pytest.mark.parametrize(
    ("venue", "text"),
    [
        (None, ""),
        (Venue(name="Journal of Bread", short="JB", year=2020), "JB 2020"),
        (Venue(name="Proceedings 2020", year=2020), "Proceedings 2020"),
        (Venue(name="Loaf"), "Loaf"),
    ],
)
def test_venues(venue: Venue | None, text: str) -> None:
    assert words.venue(Paper(id="p", venue=venue)) == text
