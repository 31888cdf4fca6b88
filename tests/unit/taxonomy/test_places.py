"""Which sentences say what a paper does."""

from __future__ import annotations

import pytest

from generator.taxonomy.language import Pattern, parse_phrase
from generator.taxonomy.places import COMPARISONS, STRONG_CUES, WEAK_CUES, Reader


def central(abstract: str, title: str = "") -> list[int]:
    return sorted(Reader([]).abstract(abstract, title=title)[0].central)


@pytest.mark.parametrize(
    ("abstract", "title", "expected"),
    [
        pytest.param("Soil is brown. We propose a spade. It digs.", "", [1, 2], id="we propose, and what follows"),
        pytest.param("Soil is brown. This paper digs.", "", [1], id="this paper"),
        pytest.param("Soil is brown. To address this, a spade is made.", "", [1], id="to address this"),
        pytest.param("Soil is brown. Digger uses a spade.", "Digger: fast holes", [1], id="named in the title"),
        pytest.param(
            "Soil is brown. It is wet. Digger digs.", "A long name that is none: x", [0, 1, 2], id="long name"
        ),
        pytest.param("Soil is brown. It is wet. Our spade outperforms ploughs.", "", [0, 1, 2], id="only comparisons"),
        pytest.param("We dig. Our spade outperforms ploughs.", "", [0], id="a comparison is not central"),
        pytest.param("We dig. We propose a spade that outperforms ploughs.", "", [0, 1], id="proposed and compared"),
        pytest.param("Soil is brown. It is wet.", "", [0, 1], id="no cue, all counts"),
        pytest.param("", "", [], id="nothing"),
    ],
)
def test_central_sentences(abstract: str, title: str, expected: list[int]) -> None:
    assert central(abstract, title) == expected


def test_each_word_has_its_sentence() -> None:
    place, _ = Reader([]).abstract("Soil is brown. We dig.")
    assert place.sentences == (0, 0, 0, 1, 1)


def test_a_title_is_central() -> None:
    assert Reader([]).title("Soil")[0].central == {0}


@pytest.mark.parametrize("cue", [*STRONG_CUES, *WEAK_CUES, *COMPARISONS])
def test_every_cue_is_a_phrase(cue: str) -> None:
    assert isinstance(parse_phrase(cue), Pattern)
