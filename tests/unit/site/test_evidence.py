from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.site.evidence import Segment, Span, Spot, excerpt, nearest, quote, segments


def span(start: int, end: int, number: int, style: int = 1) -> Span:
    return Span(start=start, end=end, number=number, style=style, anchor=f"ev-{number}-{start}")


def shown(pieces: tuple[Segment, ...]) -> list[tuple[str, str]]:
    return [(piece.text, piece.rows) for piece in pieces]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        pytest.param([], [("masked language model", "")], id="none"),
        pytest.param([span(0, 6, 1)], [("masked", "1"), (" language model", "")], id="one at the start"),
        pytest.param(
            [span(0, 15, 1), span(7, 21, 2)],
            [("masked ", "1"), ("language", "1 2"), (" model", "2")],
            id="overlapping",
        ),
        pytest.param(
            [span(0, 21, 1), span(7, 15, 2)], [("masked ", "1"), ("language", "1 2"), (" model", "1")], id="nested"
        ),
        pytest.param(
            [span(0, 6, 1), span(7, 15, 1)], [("masked ", "1"), ("language", "1"), (" model", "")], id="joined"
        ),
        pytest.param([span(0, 6, 2), span(0, 6, 1)], [("masked", "1 2"), (" language model", "")], id="the same twice"),
    ],
)
def test_a_text_is_cut_at_every_edge(spans: list[Span], expected: list[tuple[str, str]]) -> None:
    assert shown(segments("masked language model", spans)) == expected


def test_a_number_is_shown_where_its_evidence_ends() -> None:
    pieces = segments("masked language model", [span(0, 15, 1), span(7, 21, 2), span(0, 6, 1)])

    assert [(piece.text, [number.number for number in piece.ends]) for piece in pieces] == [
        ("masked", []),
        (" ", []),
        ("language", [1]),
        (" model", [2]),
    ]


def test_an_anchor_stands_where_its_match_begins() -> None:
    pieces = segments("masked language model", [span(0, 15, 1), span(7, 21, 2)])

    assert [piece.anchors for piece in pieces] == [("ev-1-0",), ("ev-2-7",), ()]


def test_a_piece_takes_the_style_of_its_first_row_and_tells_a_second() -> None:
    (piece,) = segments("model", [span(0, 5, 1, style=3), span(0, 5, 2, style=3), span(0, 5, 4, style=2)])

    assert (piece.style, piece.second_style) == (3, 2)
    assert (segments("x", [])[0].style, segments("x", [])[0].second_style) == (0, 0)


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6))
@settings(max_examples=200, deadline=None)
def test_the_pieces_are_the_text_and_every_match_is_marked_whole(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = [span(a, b, n) for n, (a, b) in enumerate(pairs, start=1) if a < b <= len(text)]
    pieces = segments(text, spans)

    assert "".join(piece.text for piece in pieces) == text
    for one in spans:
        marked = "".join(p.text for p in pieces if any(n.number == one.number for n in p.numbers))
        assert marked == text[one.start : one.end]
        assert sum(one.anchor in piece.anchors for piece in pieces) == 1


TEXT = "We bake. A sourdough of rye rises (slowly). Nobody knows why."


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("sourdough", ("A ", "sourdough", " of rye rises (slowly).")),
        ("We", ("", "We", " bake.")),
        ("why", ("Nobody knows ", "why", ".")),
        ("bake. A", ("We ", "bake. A", " sourdough of rye rises (slowly).")),
    ],
)
def test_a_match_is_quoted_with_its_sentence(phrase: str, expected: tuple[str, str, str]) -> None:
    start = TEXT.index(phrase)
    found = quote(TEXT, start, start + len(phrase))

    assert (found.before, found.phrase, found.after) == expected


def test_a_long_sentence_is_cut_at_words() -> None:
    text = "long " * 60 + "here " + "tail " * 60
    found = quote(text, text.index("here"), text.index("here") + 4)

    assert found.before.startswith("… long ")
    assert found.after.endswith("tail …")
    assert len(found.before) < 150


def test_the_sentence_with_most_parts_of_a_phrase_is_quoted_with_all_of_them_marked() -> None:
    text = "Rye is old. A rye starter needs water and rye. Water is cheap."
    places = [text.index("Rye"), text.index("rye starter"), text.index("rye. Water"), text.index("water")]
    spans = [span(place, place + (5 if text[place] == "w" else 3), 1) for place in places]

    assert [(piece.text, bool(piece.numbers)) for piece in excerpt(text, spans)] == [
        ("A ", False),
        ("rye", True),
        (" starter needs ", False),
        ("water", True),
        (" and ", False),
        ("rye", True),
        (".", False),
    ]


def test_a_long_sentence_round_an_excerpt_is_cut_at_words() -> None:
    text = "long " * 60 + "here " + "tail " * 60
    pieces = excerpt(text, [span(text.index("here"), text.index("here") + 4, 1)])

    assert pieces[0].text.startswith("… long ")
    assert pieces[-1].text.endswith("tail …")
    assert [piece.text for piece in excerpt("here", [span(0, 4, 1)])] == ["here"]


LOAF = "Rye keeps. A crust of rye, or rye bread with salt, has a crust. Salt helps."


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        pytest.param([("rye", 0)], ["rye", "rye"], id="one-part-wherever-it-stands"),
        pytest.param([("crust", 0), ("rye", 1)], ["crust", "rye"], id="the-nearest-pair"),
        pytest.param([("rye", 0), ("salt", 1), ("crust", 2)], ["rye", "salt", "crust"], id="one-of-each-part"),
    ],
)
def test_of_joined_words_those_that_stand_together_are_kept(words: list[tuple[str, int]], kept: list[str]) -> None:
    places = [
        Spot(start=start, end=start + len(word), part=part)
        for word, part in words
        for start in range(len(LOAF))
        if LOAF.startswith(word, start)
    ]
    found = sorted(nearest(LOAF, places), key=lambda index: places[index].start)
    assert [LOAF[places[index].start : places[index].end] for index in found] == kept


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 70), st.integers(0, 2)), min_size=1, max_size=8))
def test_a_place_of_every_part_in_the_sentence_is_kept(found: list[tuple[int, int]]) -> None:
    places = [Spot(start=start, end=start + 2, part=part) for start, part in found]
    text = "a" * 72
    kept = [places[index].part for index in nearest(text, places)]
    assert set(kept) == {part for _, part in found}
    assert len(kept) == len(set(kept)) or len(set(kept)) == 1
