from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.model import Name, NameKind
from generator.insight.mentions import known
from generator.insight.quantities import marked, values
from generator.insight.results import Change, Result, results
from tests.surveys import HERE, paper

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "results" / "sentences.yaml").read_text("utf-8"))


def _names(kind: NameKind, *names: str) -> tuple[Name, ...]:
    return tuple(Name(name=name, kind=kind, location=HERE) for name in names)


KNOWN = known(
    (
        *_names(NameKind.METRIC, "yield", "accuracy", "FID", "speedup", "recall", "overall average", "success rate"),
        *_names(NameKind.METRIC, "mIoU", "NDCG", "MRR", "cost", "AP"),
        *_names(NameKind.DATA, "BOG-10", "FenNet", "PeatBench"),
        *_names(NameKind.METHOD, "MossBERT"),
    )
)


def _told(result: Result) -> str:
    before = f"{result.before} → " if result.before else ""
    value = f"{result.metric} {result.change} {before}{result.value}{result.unit}"
    qualifier = f" ({result.qualifier})" if result.qualifier else ""
    data = f" on {result.data}" if result.data else ""
    return value + qualifier + data + (f" against {result.comparison}" if result.comparison else "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_results_of_a_sentence(case: dict[str, Any]) -> None:
    abstract = f"Bogs are wet. {case['sentence']}"
    found = results(paper("x", "t", abstract), KNOWN)
    assert [_told(one) for one in found] == case["results"]
    for one in found:
        assert abstract[one.start : one.end] == one.text
        assert one.value in one.text
        assert one.number == float(one.value)


def test_data_that_no_list_holds() -> None:
    (gain,) = results(paper("x", "t", "It gains 3.5% accuracy on the LogoDet3K dataset."), KNOWN)
    (level,) = results(paper("x", "t", "It has 83.5% accuracy on the LogoDet3K dataset."), KNOWN)
    assert (gain.change, gain.data) == (Change.BETTER, "LogoDet3K")
    assert (level.change, level.data) == (Change.LEVEL, "LogoDet3K")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("93.8%, 3 points, 12x, 5 ms", [("93.8", "%"), ("3", "points"), ("12", "×"), ("5", "ms")]),
        ("30 FPS, 4 dB, 2 seconds", [("30", "fps"), ("4", "dB"), ("2", "s")]),
        ("5 percent and 4 percentage points and 3% points", [("5", "%"), ("4", "points"), ("3", "points")]),
        ("1,200.5 and -3 and ~7%", [("1,200.5", ""), ("-3", ""), ("7", "%")]),
        ("GPT-4 3D 2.5.1 v2 R@1 1.7B-Base", []),
    ],
)  # fmt: skip
def test_values(text: str, found: list[tuple[str, str]]) -> None:
    assert [(value.number, value.unit) for _, _, value in values(text)] == found


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(["93.8% ", "FID ", "of ", "on ", "BOG-10 ", "accuracy ", "by ", "from ", "to ", "and ", "("]),
        max_size=14,
    )
)  # fmt: skip
def test_evidence_is_always_verbatim(words: list[str]) -> None:
    abstract = "We improve " + "".join(words)
    for one in results(paper("x", "t", abstract), KNOWN):
        assert abstract[one.start : one.end] == one.text
        assert one.value in one.text


def test_marks_know_their_places() -> None:
    sentence = "It attains 93.8% accuracy on BOG-10."
    one = marked(sentence, KNOWN.mentions(sentence))
    assert one.plain(0, len(one.text), sentence) == sentence
    assert [sentence[mark.start : mark.end] for mark in one.marks.values()] == ["93.8%", "accuracy", "BOG-10"]


def test_more_marks_than_a_range_holds() -> None:
    sentence = " ".join(["1.5"] * 300)
    assert len(marked(sentence, ()).marks) == 256
