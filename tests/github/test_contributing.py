"""Every step of CONTRIBUTING.md, tried in a repository of its own as GitHub's web editor would do it."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from generator.cli import run
from generator.starter import files, released
from tests.github.conftest import ROOT
from tests.repositories import Repository

STEP = re.compile(r"^( *)<!-- (step|append|after): (.+?) -->\n\1```\w+\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def fork(tmp_path: Path) -> Repository:
    made = Repository.create(tmp_path / "fork")
    for file in files("Bird migration", repository=None, pin=released()):
        target = made.path / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content)
    made.commit("Begin")
    return made


def snippet(kind: str, name: str) -> str:
    """Return what a step says to paste, as it stands on the page: indented as far as its fence is not."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (found,) = [match for match in STEP.findall(text) if match[1:3] == (kind, name)]
    indent, body = found[0], found[3]
    return re.sub(f"^{indent}", "", body, flags=re.MULTILINE)


def pages_of(capsys: pytest.CaptureFixture[str], fork: Repository) -> str:
    """Propose the change: what the check and the report say."""
    fork.commit("Propose changes")
    code = run(["--project", str(fork.path), "check", "--base", "HEAD^1"])
    found = capsys.readouterr().out
    assert code == 0, found
    assert run(["--project", str(fork.path), "diff", "HEAD^1", "HEAD"]) == 0
    return capsys.readouterr().out


def append(fork: Repository, path: str, text: str) -> None:
    whole = (fork.path / path).read_text(encoding="utf-8")
    fork.write(path, whole + text)


def test_add_a_paper_then_correct_it(fork: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    path = "papers/documents/swifts-and-their-clocks.jsonl"
    fork.write(path, snippet("step", path))
    report = pages_of(capsys, fork)
    assert "  new: Swifts and Their Clocks [arxiv-2405-10001]\n" in report
    assert "now: phrase 'photoperiod*' (taxonomy.yaml:39) in the abstract as “Photoperiod”" in report
    append(fork, "papers/curated.yaml", snippet("append", "papers/curated.yaml"))
    report = pages_of(capsys, fork)
    assert "    venue (curated, papers/curated.yaml:" in report
    assert "now: Journal of Invented Ornithology 2025" in report


def test_move_a_paper(fork: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    whole = (fork.path / "taxonomy.yaml").read_text(encoding="utf-8")
    after = "        label: Ringing\n"
    assert whole.count(after) == 1
    pin = textwrap.indent(textwrap.dedent(snippet("after", "label: Ringing")), "        ")
    fork.write("taxonomy.yaml", whole.replace(after, after + pin))
    report = pages_of(capsys, fork)
    assert "now: excluded by a curator (taxonomy.yaml:54): Rings are only its control group." in report
    assert report.startswith("1 paper moves, 1 topic changed.\n")


def test_add_a_topic(fork: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    append(fork, "taxonomy.yaml", textwrap.indent(textwrap.dedent(snippet("append", "taxonomy.yaml")), "      "))
    report = pages_of(capsys, fork)
    assert report.startswith("No paper moves, 1 topic changed.\n")
    assert "  added: Isotopes [isotopes] (taxonomy.yaml:" in report
    assert "      under How migration is studied\n" in report


def test_every_form_that_is_linked_exists() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"issues/new\?template=([\w-]+\.yml)", text))
    assert linked == {path.name for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml")} - {"config.yml"}
