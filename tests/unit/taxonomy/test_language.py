"""What is said of a phrase that cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.taxonomy.language import LONGEST_PHRASE, group_fault, parse_phrase
from generator.taxonomy.signs import PhraseFault

GROUPS = {"model": ["reward model*", "(LLM|language model)"], "broken": ["a & b"]}


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
            PhraseFault(message="phrase stands for more than 4000 wordings", offset=0, hint="split it in two"),
            id="too many wordings",
        ),
        pytest.param(
            "modell* behaviour* " * 8,
            PhraseFault(message="phrase stands for more than 4000 wordings", offset=0, hint="split it in two"),
            id="too many spellings",
        ),
    ],
)
def test_fault(text: str, fault: PhraseFault) -> None:
    assert parse_phrase(text) == fault


@pytest.mark.parametrize(
    ("phrase", "fault"),
    [
        pytest.param(
            "a $modle",
            PhraseFault(message="unknown group `$modle`", offset=2, hint="did you mean `$model`?"),
            id="misspelt",
        ),
        pytest.param(
            "$x",
            PhraseFault(message="unknown group `$x`", offset=0, hint="name one of the `groups` of this file"),
            id="unknown",
        ),
    ],
)
def test_unknown_group(phrase: str, fault: PhraseFault) -> None:
    assert parse_phrase(phrase, GROUPS) == fault


@pytest.mark.parametrize(
    ("phrase", "fault"),
    [
        pytest.param(
            "a & b", PhraseFault(message="`&` inside a group", offset=2, hint="write plain phrases"), id="and"
        ),
        pytest.param("$b", PhraseFault(message="`$` inside a group", offset=0, hint="write plain phrases"), id="group"),
        pytest.param(
            "title: b",
            PhraseFault(message="`title:` inside a group", offset=0, hint="write `title:` where the group is used"),
            id="title",
        ),
        pytest.param(
            "…", PhraseFault(message="'…' is no word", offset=0, hint="write letters or digits"), id="no phrase"
        ),
        pytest.param(
            "a b*",
            PhraseFault(message="`b*` would match too much", offset=2, hint="write 3 letters or more before `*`"),
            id="stem",
        ),
        pytest.param("model*", None, id="sound"),
    ],
)
def test_members_of_a_group(phrase: str, fault: PhraseFault | None) -> None:
    assert group_fault(phrase) == fault


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="ab~*()|3 -:title\b\\é.", max_size=30))
def test_any_text_is_a_phrase_or_a_fault(text: str) -> None:
    parsed = parse_phrase(text)
    if isinstance(parsed, PhraseFault):
        assert 0 <= parsed.offset <= len(text)
        assert parsed.message
    else:
        assert all(parsed.parts)
