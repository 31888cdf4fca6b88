from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.insight.terms import as_written, distinctive, paper_text, term_matrix, tf_idf, tokens, without_parts
from tests.surveys import SOIL, paper


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        pytest.param("Spruce forests", ["spruce", "forest", "spruce forest"], id="pair-of-neighbours"),
        pytest.param("spruce, forest", ["spruce", "forest"], id="comma-parts"),
        pytest.param("spruce of the forest", ["spruce", "forest"], id="stop-word-parts"),
        pytest.param(
            "Pre-training pretraining", ["pretraining", "pretraining", "pretraining pretraining"], id="prefix"
        ),
        pytest.param("fungus-root", ["fungus", "root", "fungus root"], id="hyphen"),
        pytest.param("naïve Gödel’s", ["naive", "godel", "naive godel"], id="accents-and-possessive"),
        pytest.param("studies of ponies, glass, basis", ["pony", "glass", "basis"], id="plurals"),
        pytest.param("see https://a.example/clay and //b.example/loam", [], id="addresses"),
        pytest.param("2019 4x a I", [], id="numbers-and-letters"),
        pytest.param("a" * 41, [], id="too-long"),
        pytest.param("", [], id="empty"),
        pytest.param("re-", [], id="prefix-alone"),
    ],
)
def test_tokens(text: str, keys: list[str]) -> None:
    assert [token.key for token in tokens(text)] == keys


@settings(deadline=None, max_examples=60)
@given(st.text())
def test_tokens_stand_in_the_text(text: str) -> None:
    for token in tokens(text):
        assert all(word in text for word in token.text.split())


def test_matrix_keeps_terms_of_two_papers_and_drops_those_of_most() -> None:
    papers = [paper("a", "clay moss"), paper("b", "clay moss"), paper("c", "clay peat"), paper("d", "clay sand")]
    matrix = term_matrix(papers)
    assert matrix.keys == ("clay moss", "moss")
    assert matrix.counts.toarray().tolist() == [[1, 1], [1, 1], [0, 0], [0, 0]]


def test_matrix_of_a_handful_keeps_every_term() -> None:
    assert term_matrix([paper("a", "clay")]).keys == ("clay",)
    assert term_matrix([]).keys == ()


def test_tf_idf_rows_have_length_one_or_zero() -> None:
    rows = tf_idf(term_matrix(SOIL.papers).counts).toarray()
    lengths = np.round(np.linalg.norm(rows, axis=1), 9).tolist()
    assert set(lengths) <= {0.0, 1.0}
    assert lengths[SOIL.papers.index(SOIL.by_id["fungal-threads"])] == 1.0


def test_terms_are_shown_as_most_papers_write_them() -> None:
    papers = [paper("a", "Pre-training with VLPs"), paper("b", "pre-training of VLP"), paper("c", "Pretraining VLP")]
    assert as_written(papers, {"pretraining", "vlp", "gone"}) == {
        "pretraining": "pre-training",
        "vlp": "VLP",
        "gone": "gone",
    }


def test_without_parts_takes_no_word_twice() -> None:
    assert without_parts(["clay soil", "soil", "worm", "clay", "peat"], limit=2) == ("clay soil", "worm")


def test_distinctive_terms_of_groups() -> None:
    matrix = term_matrix(SOIL.papers, least_papers=1, most_share=1.0)
    index = {one.id: row for row, one in enumerate(SOIL.papers)}
    groups = {
        "worms": [index["earthworm-burrows"], index["untitled-worms"]],
        "trees": [index["fungal-threads"], index["nitrogen-spruce"]],
        "none": [],
    }
    found = distinctive(matrix, groups, limit=2)
    assert [term.text for term in found["worms"]] == ["clay soils", "earthworm burrows"]
    assert [term.text for term in found["trees"]][:1] == ["spruce forests"]
    assert found["none"] == ()
    assert distinctive(term_matrix([]), {"none": []}) == {"none": ()}


def test_a_term_of_a_larger_group_occurs_in_two_of_its_papers() -> None:
    papers = [paper(str(number), f"clay moss{number}") for number in range(5)]
    found = distinctive(term_matrix(papers, least_papers=1, most_share=1.0), {"all": range(5)})
    assert [(term.text, term.papers) for term in found["all"]] == [("clay", 5)]


def test_text_of_a_paper_is_title_and_abstract_apart() -> None:
    assert paper_text(paper("a", "One", "Two")) == "One\n. Two"
    assert paper_text(paper("a")) == ""
