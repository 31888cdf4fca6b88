"""The commands for people who edit the taxonomy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.cli import run
from generator.reference.schemas import schemas

CORPUS = str(Path(__file__).parents[2] / "corpus")


def test_schemas_are_written_where_they_are_read_and_only_when_they_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--project", str(tmp_path), "schemas"]) == 0
    written = {path: (tmp_path / path).read_text("utf-8") for path in schemas()}
    assert written == schemas()
    assert capsys.readouterr().err == "".join(f"wrote {path}\n" for path in schemas())
    assert run(["--project", str(tmp_path), "schemas"]) == 0
    assert capsys.readouterr().err == ""


def test_rules_names_what_deserves_a_look(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--project", CORPUS, "rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "oil-lamps: 3 papers, 3 by its rule, 0 by a curator, 4 of 4 examples hold" in lines
    assert "  leading: oil lamp (3)" in lines
    assert "  idle: beam of steel [ignore, line 10]" in lines
    assert "  shares 1 paper with electric-light (20%)" in lines


def test_rules_as_json_hold_every_phrase(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--project", CORPUS, "rules", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(rows) == 12
    assert {use["list"] for use in rows[0]["phrases"]} == {"any", "ignore"}


def test_suggest_groups_the_unreached(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--project", CORPUS, "suggest"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("1 of 26 papers reached by no rule, in 1 group; 1 more said to be rightly outside\n")
    assert "\na new topic for them, to copy below 'narrower' or 'facets':\n- id: " in out


def test_suggest_proposes_phrases_for_a_topic(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--project", CORPUS, "suggest", "keeping"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("phrases that papers of topic 'keeping' share and its rule does not say\n  100%")


def test_suggest_asks_back_for_a_topic_that_it_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--project", CORPUS, "suggest", "keping"]) == 2
    assert "there is no topic 'keping'; did you mean 'keeping'?" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["rules", "suggest"])
def test_without_a_taxonomy_the_reason_is_told(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--project", str(tmp_path), command]) == 1
    assert "taxonomy.yaml:1:1: error: the file does not exist [taxonomy/missing]" in capsys.readouterr().err
