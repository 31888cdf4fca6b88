"""Which words are the same word, and where they stand."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.taxonomy.words import fold, is_hyphen, joins, split, stems


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param("Models", "model", id="plural"),
        pytest.param("policies", "policy", id="plural in -ies"),
        pytest.param("losses", "loss", id="plural in -sses"),
        pytest.param("boxes", "box", id="plural in -xes"),
        pytest.param("biases", "bias", id="irregular plural"),
        pytest.param("model's", "models", id="possessive"),
        pytest.param("LLMs", "llm", id="plural of an acronym"),
        pytest.param("behaviour", "behaviors", id="-our"),
        pytest.param("optimisation", "optimizations", id="-isation"),
        pytest.param("optimising", "optimizing", id="-ising"),
        pytest.param("analyse", "analyzes", id="-yse"),
        pytest.param("modelling", "modeling", id="double l"),
        pytest.param("labelled", "labeled", id="double l, past"),
        pytest.param("catalogues", "catalog", id="listed spelling"),
        pytest.param("caf\u00e9", unicodedata.normalize("NFD", "caf\u00e9"), id="composed and decomposed"),
        pytest.param("ﬁne", "fine", id="ligature"),
    ],
)
def test_same_word(left: str, right: str) -> None:
    assert fold(left)[0] == fold(right)[0]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param("caf", "café", id="accent"),
        pytest.param("loss", "los", id="-ss is no plural"),
        pytest.param("analysis", "analysi", id="-is is no plural"),
        pytest.param("four", "for", id="short -our"),
        pytest.param("raise", "raize", id="short -ise"),
    ],
)
def test_different_words(left: str, right: str) -> None:
    assert fold(left)[0] != fold(right)[0]


def test_spans_point_into_the_text() -> None:
    words = split("Pre-training, the model's cafe\u0301 — 3D.")
    assert [words.text[a:b] for a, b in zip(words.starts, words.ends, strict=True)] == [
        "Pre",
        "training",
        "the",
        "model's",
        "cafe\u0301",
        "3D",
    ]
    assert words.gaps == ("", "-", ", ", " ", " ", " — ")
    assert [joins(gap) for gap in words.gaps[1:]] == [True, False, True, True, False]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("VideoLLMs", ["video", "llm"], id="name in capitals at the end"),
        pytest.param("mini-DenseCLIP.", ["mini", "dense", "clip"], id="after a hyphen"),
        pytest.param("fMRI", ["f", "mri"], id="one small letter before it"),
        pytest.param("LLaVA", ["llava"], id="two capitals are no name"),
        pytest.param("RoBERTa", ["roberta"], id="not at the end"),
        pytest.param("CLIPs", ["clip"], id="plural of a name alone"),
        pytest.param("DenseCLIP2", ["denseclip2"], id="a digit after it"),
    ],
)
def test_a_name_in_capitals_ends_a_word(text: str, words: list[str]) -> None:
    assert list(split(text).keys) == words


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        pytest.param("a b", True, id="space"),
        pytest.param("a\n b", True, id="line end"),
        pytest.param("a-b", True, id="hyphen"),
        pytest.param("a\u2011b", True, id="no-break hyphen"),
        pytest.param("a/b", True, id="slash"),
        pytest.param("a--b", True, id="double hyphen without spaces"),
        pytest.param("a -- b", False, id="dash"),
        pytest.param("a, b", False, id="comma"),
        pytest.param("a. b", False, id="full stop"),
        pytest.param("a (b", False, id="bracket"),
    ],
)
def test_what_joins(text: str, *, joined: bool) -> None:
    assert joins(split(text).gaps[1]) == joined


def test_stems_cover_both_spellings() -> None:
    assert stems("optimis") == ("optimis", "optimiz")
    assert stems("behaviour") == ("behavior", "behaviour")
    assert stems("labell") == ("label", "labell")


@pytest.mark.parametrize(("gap", "expected"), [("-", True), ("/", True), (" ", False), ("", True)])
def test_what_is_no_space(gap: str, *, expected: bool) -> None:
    assert is_hyphen(gap) == expected


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=200))
def test_any_text_splits_into_words_and_what_stands_between(text: str) -> None:
    words = split(text)
    pieces = [gap + text[start:end] for gap, start, end in zip(words.gaps, words.starts, words.ends, strict=True)]
    assert text.startswith("".join(pieces))
    assert split(text[len("".join(pieces)) :]).keys == ()
    assert len(words.keys) == len(words.gaps)


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=40))
def test_ascii_is_read_like_any_other_text(text: str) -> None:
    words, others = split(text), split(f"{text} é")
    assert (words.keys, words.starts, words.gaps) == (others.keys[:-1], others.starts[:-1], others.gaps[:-1])
