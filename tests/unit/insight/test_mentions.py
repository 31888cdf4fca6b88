from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.model import Name, NameKind
from generator.insight.mentions import known
from tests.surveys import HERE

NAMES = (
    Name(name="CIFAR-10", kind=NameKind.DATA, location=HERE),
    Name(name="COCO", kind=NameKind.DATA, location=HERE, aliases=("MS COCO",)),
    Name(name="GPT-3.5", kind=NameKind.METHOD, location=HERE),
    Name(name="GPT-3", kind=NameKind.METHOD, location=HERE),
    Name(name="DETR", kind=NameKind.METHOD, location=HERE),
    Name(name="accuracy", kind=NameKind.METRIC, location=HERE, aliases=("top-1 accuracy",)),
)
KNOWN = known(NAMES)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("CIFAR-10, CIFAR10 and CIFAR 10.", ["CIFAR-10", "CIFAR10", "CIFAR 10"], id="hyphens-and-blanks"),
        pytest.param("cifar-10, Imagenet", ["cifar-10"], id="data-that-are-no-plain-word-in-any-case"),
        pytest.param("detr, coco", [], id="capitals-as-written"),
        pytest.param("Top-1 Accuracy, accuracy", ["Top-1 Accuracy", "accuracy"], id="small-letters-in-any-case"),
        pytest.param("on MS COCO and COCO", ["MS COCO", "COCO"], id="the-longest"),
        pytest.param("COCO-Stuff, UP-DETR, COCO-7", [], id="part-of-a-longer-name"),
        pytest.param("COCO-style DETRs", ["COCO", "DETRs"], id="compound-and-plural"),
        pytest.param("GPT-3.5 and GPT-3 and GPT-3.7", ["GPT-3.5", "GPT-3"], id="versions"),
        pytest.param("COCO's and DETR’s", ["COCO", "DETR"], id="possessive"),
        pytest.param("xCOCO COCOx", [], id="whole-words"),
        pytest.param("", [], id="empty"),
    ],
)
def test_mentions(text: str, found: list[str]) -> None:
    assert [text[one.start : one.end] for one in KNOWN.mentions(text)] == found


def test_mentions_of_one_kind() -> None:
    assert [one.name.name for one in KNOWN.of_kind("accuracy on COCO", NameKind.METRIC)] == ["accuracy"]


@settings(deadline=None, max_examples=80)
@given(st.lists(st.sampled_from(["COCO", "CIFAR", "-", " ", "10", "GPT", "3", ".", "5", "accuracy", "\n", "é"])))
def test_mentions_are_in_order_and_apart(pieces: list[str]) -> None:
    mentions = KNOWN.mentions("".join(pieces))
    assert all(one.end <= other.start for one, other in pairwise(mentions))
