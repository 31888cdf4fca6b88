from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.sentences import sentence_at, sentence_spans

CASES = {
    "two": ("We go. They stay.", ["We go.", "They stay."]),
    "no end mark": ("A title without an end", ["A title without an end"]),
    "abbreviations": ("Smith et al. show it, e.g. here. It works.", ["Smith et al. show it, e.g. here.", "It works."]),
    "initial": ("By J. Smith. Done.", ["By J. Smith.", "Done."]),
    "number": ("It gains 3.5 points. Then 4.", ["It gains 3.5 points.", "Then 4."]),
    "question and quote": ('Is it "so?" Yes! Fine.', ['Is it "so?"', "Yes!", "Fine."]),
    "small letter behind": ("See Fig. three. then more", ["See Fig. three. then more"]),
    "glued": (
        "They weigh easy examples.Theoretical analysis shows it.",
        ["They weigh easy examples.", "Theoretical analysis shows it."],
    ),
    "address": ("Code at https://example.org/a.b. More.", ["Code at https://example.org/a.b.", "More."]),
    "empty": ("", []),
    "blank": ("  \n ", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_sentences(text: str, expected: list[str]) -> None:
    found = [text[start:end] for start, end in sentence_spans(text)]
    assert found == (
        expected if expected is not None else ["They weigh easy examples.", "Theoretical analysis shows it."]
    )


def test_a_place_that_crosses_an_end_takes_both_sentences() -> None:
    text = "One here. Two there. Three."
    assert sentence_at(text, 4, 8) == (0, 9)
    assert sentence_at(text, 4, 13) == (0, 20)
    assert sentence_at("", 0, 0) == (0, 0)


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet='aB. ?!"(\n1é…', max_size=60))
def test_sentences_are_in_order_and_lose_only_blanks(text: str) -> None:
    spans = sentence_spans(text)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    assert "".join(text[start:end] for start, end in spans).replace(" ", "").replace("\n", "") == "".join(text.split())
