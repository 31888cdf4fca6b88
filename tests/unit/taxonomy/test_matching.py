"""What a phrase finds, and what is said of a phrase that cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.taxonomy.matching import LONGEST_PHRASE, Matcher, Pattern, PhraseFault, parse_phrase
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
        pytest.param("reward & human", "human words, a reward", ["human", "reward"], id="both in a sentence"),
        pytest.param("reward & human", "a reward", [], id="one of two"),
        pytest.param("a a", "a a a", ["a a"], id="no overlap with itself"),
        pytest.param("reward* ~3 model*", "rewarded model models", ["rewarded model models"], id="longest"),
    ],
)
def test_find(phrase: str, text: str, expected: list[str]) -> None:
    assert find(phrase, text) == expected


def test_title_phrase_in_a_title() -> None:
    assert find("title: survey", "A survey", is_title=True) == ["survey"]


def test_near_stays_within_a_sentence() -> None:
    text = "We asked a human. Feedback came."
    assert find("human ~2 feedback", text, sentences=(0, 0, 0, 0, 1, 1)) == []
    assert find("human ~2 feedback", text) == ["human. Feedback"]


def test_both_stand_in_the_same_sentence() -> None:
    text = "Human words. A reward. Human reward."
    assert find("reward & human", text, sentences=(0, 0, 1, 1, 2, 2)) == ["Human", "reward"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param(
            "",
            PhraseFault(message="phrase holds no word", offset=0, hint="write at least one word, or remove it"),
            id="empty",
        ),
        pytest.param(
            "title: ",
            PhraseFault(message="phrase holds no word", offset=7, hint="write at least one word, or remove it"),
            id="title of nothing",
        ),
        pytest.param(
            "\bRAG\b",
            PhraseFault(
                message="phrase holds 'U+0008'; regular expressions are not understood",
                offset=0,
                hint="write words; `(a|b)` for alternatives, `word*` for any ending, `~5` for words between",
            ),
            id="backspace of a quoted regular expression",
        ),
        pytest.param(
            "(a+)+$",
            PhraseFault(
                message="phrase holds '$'; regular expressions are not understood",
                offset=5,
                hint="write words; `(a|b)` for alternatives, `word*` for any ending, `~5` for words between",
            ),
            id="regular expression",
        ),
        pytest.param(
            "(a|b",
            PhraseFault(message="`(` is never closed", offset=0, hint="write `)` after the last alternative"),
            id="open bracket",
        ),
        pytest.param(
            "a)",
            PhraseFault(message="`)` without `(` before it", offset=1, hint="remove it, or write `(` before"),
            id="close bracket",
        ),
        pytest.param(
            "a|b",
            PhraseFault(message="`|` without `(` before it", offset=1, hint="put alternatives in a pair: `(a|b)`"),
            id="bare bar",
        ),
        pytest.param(
            "(a|)",
            PhraseFault(message="empty alternative", offset=3, hint="write a word on both sides of `|`"),
            id="empty alternative",
        ),
        pytest.param(
            "((a|b))",
            PhraseFault(message="`(` inside `(`", offset=1, hint="write all alternatives in one pair: `(a|b|c)`"),
            id="nested",
        ),
        pytest.param(
            "x*",
            PhraseFault(message="`x*` would match too much", offset=0, hint="write 3 letters or more before `*`"),
            id="short stem",
        ),
        pytest.param(
            "a *",
            PhraseFault(
                message="`*` stands right after a word", offset=2, hint="write `model*` for model, models, modelling"
            ),
            id="bare star",
        ),
        pytest.param(
            "a ~ b",
            PhraseFault(
                message="`~` needs a number from 1 to 20", offset=2, hint="`human ~3 feedback`: up to 3 words between"
            ),
            id="gap without a number",
        ),
        pytest.param(
            "a ~99 b",
            PhraseFault(
                message="`~` needs a number from 1 to 20", offset=2, hint="`human ~3 feedback`: up to 3 words between"
            ),
            id="gap too wide",
        ),
        pytest.param(
            "~3 a",
            PhraseFault(
                message="`~` stands between two words", offset=0, hint="write a word on both sides: `reward ~2 human`"
            ),
            id="gap at the start",
        ),
        pytest.param(
            "…", PhraseFault(message="'…' is no word", offset=0, hint="write letters or digits"), id="no letters"
        ),
        pytest.param(
            "a" * 301,
            PhraseFault(message="phrase is longer than 300 characters", offset=LONGEST_PHRASE, hint="split it in two"),
            id="too long",
        ),
        pytest.param(
            "(a|b|c|d|e|f) " * 8,
            PhraseFault(message="phrase stands for more than 400 wordings", offset=0, hint="split it in two"),
            id="too many wordings",
        ),
        pytest.param(
            "modell* behaviour* " * 5,
            PhraseFault(message="phrase stands for more than 400 wordings", offset=0, hint="split it in two"),
            id="too many spellings",
        ),
    ],
)
def test_fault(text: str, fault: PhraseFault) -> None:
    assert parse_phrase(text) == fault


def test_matcher_forgets_when_it_remembers_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.taxonomy.matching._REMEMBERED", 2)
    assert find("reward model", "one two three four reward model five") == ["reward model"]


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="ab~*()|3 -:title\b\\é.", max_size=30))
def test_any_text_is_a_phrase_or_a_fault(text: str) -> None:
    parsed = parse_phrase(text)
    if isinstance(parsed, PhraseFault):
        assert 0 <= parsed.offset <= len(text)
        assert parsed.message
    else:
        assert all(parsed.parts)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(["reward", "model", "human", "feedback", "of", "the"]), max_size=12))
def test_many_phrases_at_once_find_what_each_finds_alone(words: list[str]) -> None:
    text = " ".join(words)
    phrases = ["reward model", "model", "human ~2 feedback", "re wards", "mod*", "(human|the) (reward|feedback)"]
    together = Matcher([pattern(phrase) for phrase in phrases]).find(split(text))
    for number, phrase in enumerate(phrases):
        assert [text[f.start : f.end] for f in together if f.pattern == number] == find(phrase, text)
