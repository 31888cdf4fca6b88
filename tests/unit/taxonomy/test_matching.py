"""What a phrase finds, and what is said of a phrase that cannot be read."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.taxonomy.language import Pattern, Step, parse_phrase
from generator.taxonomy.matching import Matcher
from generator.taxonomy.words import Words, is_hyphen, joins, split


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
    monkeypatch.setattr("generator.taxonomy.steps._REMEMBERED", 2)
    matcher = Matcher([pattern("reward model")])
    for _ in range(2):
        assert len(matcher.find(split("one two three four reward model five"))) == 1


# --- against the plainest way to do it -----------------------------------------------------------


def is_step(step: Step, words: Words, first: int, last: int) -> bool:
    """Whether a step is what the words [first, last) are, tried for each stretch of words alone."""
    read, before = "".join(words.keys[first:last]), len("".join(words.keys[first : last - 1]))
    if not all(joins(gap) for gap in words.gaps[first + 1 : last]):
        return False
    if any(words.shape(first, last)[at : at + len(text)] != text for at, text in step.capitals):
        return False
    if not step.is_open:
        return read == step.key
    may_part = not before or before in step.cuts or is_hyphen(words.gaps[last - 1])
    return read.startswith(step.key) and before < len(step.key) and may_part


def spans_of_steps(steps: Sequence[Step], words: Words, start: int) -> Iterator[tuple[int, int]]:
    """Where steps follow each other, the first one from `start` on exactly."""
    for last in range(start + 1, len(words.keys) + 1):
        if is_step(steps[0], words, start, last):
            if len(steps) == 1:
                yield start, last
            for begin in range(last, min(last + steps[1].gap, len(words.keys) - 1) + 1) if steps[1:] else ():
                if steps[1].gap or joins(words.gaps[begin]):
                    yield from ((start, end) for _, end in spans_of_steps(steps[1:], words, begin))


def places(one: Pattern, words: Words) -> list[tuple[int, int, int]]:
    """The part and the words of each place of a phrase in one sentence."""
    found = []
    for number, part in enumerate(one.parts):
        spans = set()
        for choice in itertools.product(*(stretch.wordings for stretch in part)):
            steps = [
                replace(step, gap=stretch.gap) if index == 0 else step
                for stretch, wording in zip(part, choice, strict=True)
                for index, step in enumerate(wording)
            ]
            spans |= {span for start in range(len(words.keys)) for span in spans_of_steps(steps, words, start)}
        end = 0
        kept = []
        for first, last in sorted(spans, key=lambda span: (span[0], -span[1])):
            if first >= end:
                kept.append((number, first, last))
                end = last
        if not kept:
            return []
        found += kept
    return found


PHRASES = [
    "reward model",
    "model",
    "human ~2 feedback",
    "re wards",
    "mod*",
    "(human|the) (reward|feedback)",
    "mod* reward*",
    "(mod*|human ~1 the) ~2 (feedback|reward model*)",
    "human & reward & mod*",
    "human & (reward|the) ~1 mod*",
    "RM (model|feed*) human",
    "reward DPO*",
    "title: feedback",
    "hum* an",
    "feed* ~1 back of",
]
TOLD = [
    "reward",
    "model",
    "Models",
    "human",
    "feedback",
    "feed",
    "back",
    "of",
    "the",
    "re",
    "wards",
    "RM",
    "rm",
    "RMs",
    "DPOs",
    "dpo",
]


@settings(deadline=None, max_examples=300)
@given(
    st.lists(st.tuples(st.sampled_from(TOLD), st.sampled_from([" ", "-", ", ", ""])), max_size=12),
    st.lists(st.tuples(st.sampled_from(TOLD), st.sampled_from([" ", "-", ", ", ""])), max_size=6),
    st.booleans(),
)
def test_many_phrases_at_once_find_what_each_finds_the_plain_way(
    one: list[tuple[str, str]],
    other: list[tuple[str, str]],
    is_title: bool,  # noqa: FBT001 - drawn by hypothesis
) -> None:
    sentences = ["".join(word + gap for word, gap in pairs) for pairs in (one, other)]
    text = ". ".join(sentences)
    words, first = split(text), len(split(sentences[0]).keys)
    numbers = [int(index >= first) for index in range(len(words.keys))]
    patterns = [pattern(phrase) for phrase in PHRASES]
    found = Matcher(patterns).find(words, sentences=numbers, is_title=is_title)
    assert [(one.start, one.end) for one in found] == [
        (words.starts[one.first], words.ends[one.last - 1]) for one in found
    ]
    expected = [
        (number, part, begin + offset, end + offset)
        for sentence, offset in ((sentences[0], 0), (sentences[1], first))
        for number, one in enumerate(patterns)
        if is_title or not one.title_only
        for part, begin, end in places(one, split(sentence))
    ]
    assert [(one.pattern, one.part, one.first, one.last) for one in found] == expected
