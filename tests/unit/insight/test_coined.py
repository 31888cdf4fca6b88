from __future__ import annotations

import pytest

from generator.core.model import NameKind
from generator.insight.coined import coined
from generator.insight.naming import looks_like_a_name
from tests.surveys import SOIL, paper


@pytest.mark.parametrize(
    ("title", "abstract", "names"),
    [
        pytest.param("WORM: A model", None, ["WORM"], id="title"),
        pytest.param("CLAY-Map 2 – A map", None, ["CLAY-Map 2"], id="title-with-a-dash"),
        pytest.param("Mossy: A model of bogs", "We introduce Mossy, a model.", ["Mossy"], id="title-of-one-capital"),
        pytest.param("Bogs: A model of moss", "Bogs are wet.", [], id="title-of-a-plain-word"),
        pytest.param("MOSS: A survey of bogs", "This survey is on moss.", [], id="survey"),
        pytest.param("Moss", "We propose PeatNet, a network. PeatNet is small.", ["PeatNet"], id="we-propose"),
        pytest.param("Moss", "We propose Peaty, a network.", ["Peaty"], id="apposition-is-sure"),
        pytest.param("Moss", "We propose Bayesian networks.", [], id="plain-word"),
        pytest.param("Moss", "We present Fenn (Fast Elevation Nets), a tool.", ["Fenn"], id="long-form-behind"),
        pytest.param("Moss", "We propose Peat Elevation Nets (PEN) for bogs.", ["PEN"], id="long-form-ahead"),
        pytest.param(
            "Moss", "We propose a model for Peat Elevation Nets (PEN).", [], id="long-form-behind-a-preposition"
        ),
        pytest.param("Moss", "We study peat burning (PEB) in fens.", [], id="not-proposed"),
        pytest.param("Moss", "A novel procedure, named SphagNet, maps bogs.", ["SphagNet"], id="named"),
        pytest.param("Moss", 'We design a mark named "Bog-I mark".', ["Bog-I mark"], id="named-in-quotes"),
        pytest.param("Moss", "We give a new tool, dubbed BOG-1, to all.", ["BOG-1"], id="dubbed"),
        pytest.param("Moss", "A recently proposed method called FenNet maps bogs.", [], id="of-others"),
        pytest.param("Moss", "We propose an LLM and a CNN-based tool.", [], id="common-abbreviations"),
        pytest.param("Moss", "Fens are wet.", [], id="nothing"),
        pytest.param(None, None, [], id="no-text"),
    ],
)
def test_names_of_the_paper_itself(title: str | None, abstract: str | None, names: list[str]) -> None:
    one = paper("x", title, abstract)
    found = coined(one)
    assert [name.name for name in found] == names
    assert all(one.text(name.field)[name.start : name.end] == name.name for name in found)


@pytest.mark.parametrize(
    ("title", "abstract", "kind"),
    [
        ("BogSet: A Large Benchmark for Moss", None, NameKind.DATA),
        ("BogSet: A Model Trained on a Benchmark", None, NameKind.METHOD),
        ("Moss", "We present BogSet, a large dataset of fens.", NameKind.DATA),
        ("Moss", "We curate BogSet from many fens.", NameKind.DATA),
        ("Moss", "We release a benchmark named BogSet.", NameKind.DATA),
        ("Moss", "We present BogNet, a model trained on a dataset.", NameKind.METHOD),
        ("Moss", "We propose BogNet, a net. Across several benchmarks, BogNet is best.", NameKind.METHOD),
    ],
)
def test_data_or_method(title: str, abstract: str | None, kind: NameKind) -> None:
    assert [name.kind for name in coined(paper("x", title, abstract))] == [kind]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("VELVET-Med", True),
        ("BioCLIP 2", True),
        ("Neural PG-RANK", True),
        ("D-LUT", True),
        ("Transformer", False),
        ("Gaussian process", False),
        ("LLMs", False),
        ("CNN-based", False),
        ("AB", False),
        ("A B C D E1", False),
    ],
)
def test_looks_like_a_name(name: str, expected: bool) -> None:  # noqa: FBT001 - a table
    assert looks_like_a_name(name) is expected


def test_another_field() -> None:
    assert [name.name for name in coined(SOIL.by_id["earthworm-burrows"])] == ["WORM"]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        pytest.param("We introduce the Multi-bog Peat Retrieval (MBPR) task for fens.", [], id="task"),
        pytest.param("We propose a Masked Peat Modelling (MPM) task to pre-train nets.", ["MPM"], id="objective"),
    ],
)
def test_a_task_to_be_solved_is_no_method(sentence: str, names: list[str]) -> None:
    assert [one.name for one in coined(paper("x", "Bogs", sentence))] == names


@pytest.mark.parametrize(
    ("title", "abstract", "kind"),
    [
        pytest.param("BOGS - A Metric for Peat", "", NameKind.METRIC, id="metric"),
        pytest.param("BOGS: Wetness Metrics for Fens", "", NameKind.METRIC, id="metrics"),
        pytest.param("BOGS: A Net for Metrics", "", NameKind.METHOD, id="for-metrics"),
        pytest.param("Fens", "We present BOGS, a wide probing suite.", NameKind.DATA, id="probing-suite"),
    ],
)
def test_the_noun_beside_a_name_tells_its_kind(title: str, abstract: str, kind: NameKind) -> None:
    assert [(one.name, one.kind) for one in coined(paper("x", title, abstract))] == [("BOGS", kind)]
