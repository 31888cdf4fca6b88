"""What a phrase finds, and what is said of a phrase that cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.taxonomy.language import Pattern, parse_phrase
from generator.taxonomy.matching import Matcher
from generator.taxonomy.words import split


def pattern(text: str) -> Pattern:
    parsed = parse_phrase(text)
    assert isinstance(parsed, Pattern), parsed
    return parsed


def find(phrase: str, text: str, *, is_title: bool = False, sentences: tuple[int, ...] = ()) -> list[str]:
    found = Matcher([pattern(phrase)]).find(split(text), is_title=is_title, sentences=sentences)
    return [text[match.start : match.end] for match in found]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        pytest.param("reward model", "A Reward Model.", ["Reward Model"], id="any case"),
        pytest.param("reward model", "two reward models", ["reward models"], id="plural in the text"),
        pytest.param("reward models", "one reward model", ["reward model"], id="plural in the phrase"),
        pytest.param("pre-training", "pretraining, pre training", ["pretraining", "pre training"], id="hyphen, none"),
        pytest.param("pretraining", "pre-training and pre/training", ["pre-training", "pre/training"], id="split"),
        pytest.param("pre-training", "pre, training", [], id="a comma parts words"),
        pytest.param("behaviour", "behavior", ["behavior"], id="spelling"),
        pytest.param("RLHF", "RLHF, rlhf, RLHFs", ["RLHF", "RLHFs"], id="capitals as written"),
        pytest.param("CLIP model", "CLIP models clip a model", ["CLIP models"], id="capitals in a longer phrase"),
        pytest.param("zero-shot CLIP", "zero-shot CLIP, zero-shot clip", ["zero-shot CLIP"], id="capitals at the end"),
        pytest.param("align", "misaligned alignment", [], id="whole words"),
        pytest.param("align*", "misaligned alignment", ["alignment"], id="free ending"),
        pytest.param("reward model*", "reward modelling", ["reward modelling"], id="free ending of a phrase"),
        pytest.param("CLIP", "DenseCLIP and Eclipse", ["CLIP"], id="capitals at the end of a longer name"),
        pytest.param("ViLBERT", "a ViLBERT", ["ViLBERT"], id="a whole name with capitals at its end"),
        pytest.param("mPLUG*", "mPLUG and mPLUG-2", ["mPLUG", "mPLUG"], id="a free ending after such a name"),
        pytest.param(
            "plant*", "we plan to plant, plan-ted", ["plant", "plan-ted"], id="a space parts words of a free ending"
        ),
        pytest.param(
            "pre-train*",
            "pre training, pretraining",
            ["pre training", "pretraining"],
            id="but not where the phrase does",
        ),
        pytest.param("optimis*", "optimizer", ["optimizer"], id="free ending, other spelling"),
        pytest.param("DPO*", "DPOs dpo DPO-like", ["DPOs", "DPO"], id="capitals with a free ending"),
        pytest.param("align* model", "aligned models", ["aligned models"], id="free ending inside"),
        pytest.param("(reward|value) model", "value models", ["value models"], id="alternatives"),
        pytest.param("(image to text|audio) model", "image-to-text models", ["image-to-text models"], id="long ones"),
        pytest.param("human ~2 feedback", "human and animal feedback", ["human and animal feedback"], id="near"),
        pytest.param("human ~1 feedback", "human and animal feedback", [], id="not near enough"),
        pytest.param("human ~2 feedback", "feedback of a human", [], id="in this order"),
        pytest.param("human ~1 feedback", "human feedback", ["human feedback"], id="near may be next"),
        pytest.param("café", "cafe\u0301", ["cafe\u0301"], id="decomposed accent"),
        pytest.param("caf", "café", [], id="no part of an accented word"),
        pytest.param("title: survey", "a survey", [], id="title only"),
        pytest.param("reward & human", "human words, a reward", ["reward", "human"], id="both in a sentence"),
        pytest.param("reward & human", "a reward", [], id="one of two"),
        pytest.param("a a", "a a a", ["a a"], id="no overlap with itself"),
        pytest.param("reward* ~3 model*", "rewarded model models", ["rewarded model models"], id="longest"),
    ],
)
def test_find(phrase: str, text: str, expected: list[str]) -> None:
    assert find(phrase, text) == expected


def test_title_phrase_in_a_title() -> None:
    assert find("title: survey", "A survey", is_title=True) == ["survey"]


GROUPS = {"model": ["reward model*", "(LLM|language model)"], "broken": ["a & b"]}


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        pytest.param("align* ~2 $model", "align the LLMs", ["align the LLMs"], id="a group"),
        pytest.param("(agent|$model) safety", "language model safety", ["language model safety"], id="in brackets"),
        pytest.param("$model & human", "human, reward models", ["reward models", "human"], id="with and"),
        pytest.param("$broken", "broken a b", ["broken"], id="a group without a sound phrase is its name"),
    ],
)
def test_groups(phrase: str, text: str, expected: list[str]) -> None:
    parsed = parse_phrase(phrase, GROUPS)
    assert isinstance(parsed, Pattern)
    assert [text[f.start : f.end] for f in Matcher([parsed]).find(split(text))] == expected


def test_near_stays_within_a_sentence() -> None:
    text = "We asked a human. Feedback came."
    assert find("human ~2 feedback", text, sentences=(0, 0, 0, 0, 1, 1)) == []
    assert find("human ~2 feedback", text) == ["human. Feedback"]


def test_both_stand_in_the_same_sentence() -> None:
    text = "Human words. A reward. Human reward."
    assert find("reward & human", text, sentences=(0, 0, 1, 1, 2, 2)) == ["reward", "Human"]


def test_matcher_forgets_when_it_remembers_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.taxonomy.matching._REMEMBERED", 2)
    assert find("reward model", "one two three four reward model five") == ["reward model"]


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(["reward", "model", "human", "feedback", "of", "the"]), max_size=12))
def test_many_phrases_at_once_find_what_each_finds_alone(words: list[str]) -> None:
    text = " ".join(words)
    phrases = ["reward model", "model", "human ~2 feedback", "re wards", "mod*", "(human|the) (reward|feedback)"]
    together = Matcher([pattern(phrase) for phrase in phrases]).find(split(text))
    for number, phrase in enumerate(phrases):
        assert [text[f.start : f.end] for f in together if f.pattern == number] == find(phrase, text)
