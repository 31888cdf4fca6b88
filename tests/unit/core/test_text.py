from __future__ import annotations

import pytest

from generator.core.text import (
    clean,
    cut,
    fold,
    given_first,
    name_key,
    slug,
    split_names,
    title_key,
    words,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a\n b\t\tc\u00a0d\u2028e", "a b c d e", id="white-space"),
        pytest.param("e\u0301", "é", id="nfc"),
        pytest.param("a\u202eb\u2066c\ufeffd\u200be", "abcde", id="bidi-and-invisible"),
        pytest.param("a\x00b\x1bc\x7fd\x9be", "abcde", id="controls"),
        pytest.param("a\ufdd0b\uffffc\U0001ffffd\U000e0041e", "abcde", id="non-characters-and-tags"),
        pytest.param("a\ud800b", "ab", id="lone-surrogate"),
        pytest.param("a" + "\u0334" * 2000, "a" + "\u0334" * 4, id="tower-of-marks"),
        pytest.param("\u0e01\u0e49 \u05e9\u05c1\u05b8 ", "\u0e01\u0e49 \u05e9\u05b8\u05c1", id="other-scripts"),
        pytest.param("👩\u200d🔬", "👩\u200d🔬", id="joined-emoji"),
        pytest.param("<b> 100% $5 a<b C:\\x", "<b> 100% $5 a<b C:\\x", id="plain"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected
    assert clean(expected) == expected


def test_a_text_is_cut_with_an_ellipsis() -> None:
    assert clean("abc def", limit=5) == "abc…"
    assert cut("abc", 3) == "abc"


def test_fold_and_words() -> None:
    assert fold("Łódź ﬁne Straße") == "lodz fine strasse"
    assert words("Pre-training, 2D & C++") == ["pre", "training", "2d", "c"]
    assert title_key("Pre-training: A") == title_key("Pretraining, a") == "pretraininga"


@pytest.mark.parametrize(
    ("name", "expected", "key"),
    [
        pytest.param("Smith, John", "John Smith", "john smith", id="inverted"),
        pytest.param("Smith, Jr., John", "John Smith, Jr.", "john smith jr", id="suffix-inside"),
        pytest.param("John Smith, Jr.", "John Smith, Jr.", "john smith jr", id="suffix"),
        pytest.param(" Ann Lee ", "Ann Lee", "ann lee", id="plain"),
        pytest.param("a, b, c", "a, b, c", "a b c", id="three-parts"),
    ],
)
def test_names_begin_with_the_given_name(name: str, expected: str, key: str) -> None:
    assert (given_first(name), name_key(name)) == (expected, key)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ann Lee, Bo Li and Cy Ng", ("Ann Lee", "Bo Li", "Cy Ng"), id="commas-and-and"),
        pytest.param("Lee, Ann and Li, Bo", ("Lee, Ann", "Li, Bo"), id="inverted"),
        pytest.param("van der Berg, Jan and Li, Bo", ("van der Berg, Jan", "Li, Bo"), id="inverted-with-particle"),
        pytest.param("Lee, Ann; Li, Bo", ("Lee, Ann", "Li, Bo"), id="semicolons"),
        pytest.param("Lee, Ann", ("Lee, Ann",), id="one-inverted"),
        pytest.param("Ann Lee, Bo Li et al.", ("Ann Lee", "Bo Li"), id="et-al"),
        pytest.param("Ann Lee and others", ("Ann Lee",), id="others"),
        pytest.param("Ann Lee, Jr.", ("Ann Lee, Jr.",), id="suffix"),
        pytest.param("Lee, Jr., Ann", ("Lee, Jr., Ann",), id="suffix-inside"),
        pytest.param("Ann Lee & Bo Li", ("Ann Lee", "Bo Li"), id="ampersand"),
        pytest.param("A B, C D, E F, G H", ("A B", "C D", "E F", "G H"), id="commas"),
        pytest.param(" ; , ", (), id="nothing"),
    ],
)
def test_lists_of_names_are_taken_apart(text: str, expected: tuple[str, ...]) -> None:
    assert split_names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Don't Take It Literally: É!", "dont-take-it-literally-e", id="words"),
        pytest.param("中文🙂", "", id="no-latin"),
        pytest.param("word " * 20, "word-" * 11 + "word", id="whole-words"),
        pytest.param("x" * 80, "x" * 60, id="one-long-word"),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected
