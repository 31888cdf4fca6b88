"""The command that measures the rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.cli import run

TAXONOMY = """\
facets:
  - id: soil
    label: Soil
    definition: What plants stand in.
    rule: {any: [soil]}
    narrower:
      - id: erosion
        label: Erosion
        definition: How it is lost.
        rule: {central: [erosion]}
"""
LABELLED = """\
{"id": "a", "title": "Soil", "abstract": "We study erosion.", "labels": ["soil"], "topics": ["erosion"]}
{"id": "b", "title": "Dirt", "abstract": "Erosion is known. We dig.", "labels": ["soil"], "topics": ["erosion"]}
{"id": "c", "title": "Soil", "abstract": "We dig.", "labels": [], "topics": []}
"""


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    (tmp_path / "taxonomy.yaml").write_text(TAXONOMY, "utf-8")
    path = tmp_path / "labelled.jsonl"
    path.write_text(LABELLED, "utf-8")
    return path


def test_an_evaluation_is_a_table_with_errors(labelled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--project", str(labelled.parent), "evaluate", str(labelled), "--errors"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "3 labelled papers",
        "",
        "                                             precision  recall      F1   right  extra  missing",
        "Soil                                             0.500   0.500   0.500       1      1        1",
        "",
        "Erosion                                          1.000   0.500   0.667       1      0        1",
        "all topics below the facets                      1.000   0.500   0.667       1      0        1",
        "",
        "missing in Soil: b Dirt",
        "  no phrase of the rule was found",
        "",
        "missing in Erosion: b Dirt",
        "  abstract: ‘Erosion’ by erosion (taxonomy.yaml:10:26)",
        (
            "  only mentioned in passing: ‘erosion’, neither in the title "
            "nor in a sentence that says what the paper does"
        ),
        "",
        "extra in Soil: c Soil",
        "  title: ‘Soil’ by soil (taxonomy.yaml:5:18)",
    ]


def test_an_evaluation_as_json_and_its_figures(labelled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures = labelled.parent / "figures.json"
    command = ["--project", str(labelled.parent), "evaluate", str(labelled), "--json", "--errors"]
    assert run([*command, "--figures", str(figures)]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["all_topics"] == {
        "topic": "",
        "precision": 1.0,
        "recall": 0.5,
        "f1": 2 / 3,
        "right": 1,
        "extra": 0,
        "missing": 1,
    }
    assert [(error["paper"], error["kind"]) for error in shown["errors"]] == [
        ("b", "missing"),
        ("b", "missing"),
        ("c", "extra"),
    ]
    assert json.loads(figures.read_text("utf-8"))["facets"]["soil"]["f1"] == 0.5


def test_a_label_that_no_topic_has_is_a_finding(labelled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labelled.write_text('{"id": "a", "abstract": "Soil.", "labels": ["sand"]}\n', "utf-8")
    assert run(["--project", str(labelled.parent), "evaluate", str(labelled)]) == 1
    assert "labelled.jsonl:1:1: error: unknown topic 'sand' in 'labels'" in capsys.readouterr().err


def test_a_broken_taxonomy_is_told(labelled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (labelled.parent / "taxonomy.yaml").write_text("facets: 3\n", "utf-8")
    assert run(["--project", str(labelled.parent), "evaluate", str(labelled)]) == 1
    assert "taxonomy.yaml:1:9: error:" in capsys.readouterr().err
