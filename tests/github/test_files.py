"""The files under `.github/`: what GitHub and an auditor would say of them, offline."""

from __future__ import annotations

import re
import subprocess
import sysconfig
from pathlib import Path

import pytest
import yaml

from generator.core import repository

ROOT = Path(__file__).parents[2]
GITHUB = ROOT / ".github"
SCRIPTS = Path(sysconfig.get_path("scripts"))
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
SCHEMAS = {
    "vendor.github-workflows": WORKFLOWS,
    "vendor.github-issue-forms": FORMS,
    "vendor.github-issue-config": [GITHUB / "ISSUE_TEMPLATE" / "config.yml"],
    "vendor.dependabot": [GITHUB / "dependabot.yml"],
}


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(SCRIPTS / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_zizmor_finds_nothing_as_an_auditor() -> None:
    done = run("zizmor", "--offline", "--persona", "auditor", "--no-progress", ".github")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings to report" in done.stdout


@pytest.mark.parametrize("schema", SCHEMAS)
def test_schema(schema: str) -> None:
    paths = SCHEMAS[schema]
    assert paths
    done = run("check-jsonschema", "--builtin-schema", schema, *map(str, paths))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_do_little(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    assert not re.search(r"pull_request_target|workflow_run|secrets\.", text)
    for name, job in workflow["jobs"].items():
        assert job["timeout-minutes"] <= 20, name
        assert "permissions" in job, name
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), "an expression in a command could carry a stranger's text"
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
    for line in text.splitlines():
        if "uses:" in line:
            assert re.search(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def test_a_pull_request_gets_no_more_than_reading() -> None:
    for path in WORKFLOWS:
        workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
        # YAML 1.1 reads the key `on` as true.
        if "pull_request" in workflow[True]:
            permissions = [job["permissions"] for job in workflow["jobs"].values()]
            assert permissions == [{"contents": "read"}] * len(permissions), path.name


def test_one_action_has_one_version() -> None:
    uses = {match for path in WORKFLOWS for match in re.findall(r"uses: ([\w./-]+)@(\S+)", path.read_text("utf-8"))}
    assert len({name for name, _version in uses}) == len(uses)


def _fields(form: str) -> set[str]:
    body = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE" / form).read_text(encoding="utf-8"))["body"]
    return {field["id"] for field in body if "id" in field}


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        pytest.param(repository.FORM_ADD_PAPER, {"identifier"}, id="add a paper"),
        pytest.param(repository.FORM_CORRECT_PAPER, {"paper", "page"}, id="correct a paper"),
        pytest.param(repository.FORM_PROPOSE_TOPIC, {"topic", "page"}, id="propose a topic"),
        pytest.param(repository.FORM_PROPOSE_MOVE, {"paper", "topic"}, id="propose a move"),
        pytest.param(repository.FORM_REPORT_FAULT, {"seen"}, id="report a fault"),
    ],
)
def test_the_forms_have_the_fields_that_links_fill_in(form: str, fields: set[str]) -> None:
    assert fields <= _fields(form)


def test_every_form_is_one_that_links_know() -> None:
    known = {value for name, value in vars(repository).items() if name.startswith("FORM_")}
    assert {path.name for path in FORMS} == known


def test_the_repository_is_named_in_one_place() -> None:
    """A fork edits mkdocs.yml (and puts its own people into CODEOWNERS); no other file holds the survey's address.

    The template names where the generator itself is at home: other surveys install it from there.
    """
    done = subprocess.run(
        [
            "git",
            "grep",
            "-lI",
            "-e",
            "github.com/living-survey/",
            "-e",
            "living-survey.github.io",
            "--",
            ".",
            ":!tests",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert set(done.stdout.split()) <= {"mkdocs.yml", "CITATION.cff", "generator/starter.py"}
