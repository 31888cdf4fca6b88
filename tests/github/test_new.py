"""`survey new`, from a wheel: it builds and tests as it is, and an update touches nothing of the survey's own."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from generator import __version__, settings, starter
from generator.cli import run
from generator.core.diagnostics import Report
from tests.github.conftest import ROOT, Installed
from tests.repositories import Repository

OWN = ("taxonomy.yaml", "papers", "mkdocs.yml", "site_src", "generator.txt", "README.md", ".gitignore", "wheels")


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == __version__


def test_a_new_survey_pins_the_wheel_by_its_hash(new_survey: Path) -> None:
    requirement = (new_survey / "generator.txt").read_text(encoding="utf-8").strip()
    wheel, digest = requirement.split(" --hash=sha256:")
    assert hashlib.sha256((new_survey / wheel).read_bytes()).hexdigest() == digest


def test_without_a_wheel_the_tag_is_pinned() -> None:
    assert starter.released().requirement == (
        f"living-survey @ git+https://github.com/living-survey/living-survey@v{__version__}"
    )


def test_its_settings_are_ours_but_for_names_and_addresses(new_survey: Path) -> None:
    ours = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    theirs = yaml.safe_load((new_survey / "mkdocs.yml").read_text(encoding="utf-8"))
    assert theirs["site_name"] == "Bird migration: a living survey"
    assert theirs["site_url"] == "https://birds.github.io/migration/"
    assert theirs["extra"]["survey"]["repository"] == "https://github.com/birds/migration"
    for key in ("site_name", "site_description", "site_url", "copyright"):
        ours.pop(key)
        theirs.pop(key)
    ours["extra"]["survey"].pop("repository")
    theirs["extra"]["survey"].pop("repository")
    assert theirs == ours


def test_a_survey_without_a_home_yet(tmp_path: Path) -> None:
    for file in starter.files('A "quoted" name: yes', repository=None, pin=starter.released()):
        if file.path == "mkdocs.yml":
            (tmp_path / "mkdocs.yml").write_bytes(file.content)
    report = Report()
    found = settings.load(tmp_path, report=report)
    assert report.diagnostics == []
    assert found is not None
    assert (found.site_name, found.site_url, found.repository) == ('A "quoted" name: yes', None, None)


def test_a_wheel_and_a_checkout_make_the_same_survey(installed: Installed, new_survey: Path) -> None:
    pin = starter.from_wheel(installed.wheel.name, installed.wheel.read_bytes())
    made = starter.files("Bird migration: a living survey", repository="https://github.com/birds/migration", pin=pin)
    expected = {file.path: file.content for file in made}
    found = {
        path.relative_to(new_survey).as_posix(): path.read_bytes()
        for path in new_survey.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(new_survey).parts
    }
    assert found.keys() == expected.keys()
    assert found == expected


@pytest.mark.site
def test_it_builds_and_tests_as_it_is(installed: Installed, new_survey: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(new_survey, tmp_path / "birds")
    done = subprocess.run(
        ["make", "test"], cwd=folder, env=installed.environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no findings" in done.stdout
    assert "6 records = 0 rejected + 0 duplicates + 6 papers" in done.stdout
    assert (folder / "site" / "topics" / "ringing" / "index.html").is_file()
    assert Repository(folder).git("status", "--porcelain") == "", "all that is generated is ignored"


def test_an_update_touches_nothing_of_the_surveys_own(installed: Installed, new_survey: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(new_survey, tmp_path / "birds")
    for path in ("requirements.lock", ".github/workflows/pr.yml", "schema/taxonomy.schema.json"):
        (folder / path).write_text("of an older version\n", encoding="utf-8")
    (folder / "taxonomy.yaml").write_text("facets: mine\n", encoding="utf-8")
    repository = Repository(folder)
    repository.commit("Make it mine")
    done = installed.survey("new", "--update", str(folder), cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "renewed 3 files of the generator's; your data was not touched\n")
    changed = repository.git("diff", "--name-only").splitlines()
    assert changed == [".github/workflows/pr.yml", "requirements.lock", "schema/taxonomy.schema.json"]
    assert not [path for path in changed if path.startswith(OWN)]
    again = installed.survey("new", "--update", str(folder), cwd=tmp_path)
    assert again.stderr == "renewed 0 files of the generator's; your data was not touched\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["full"], "full is not empty; nothing was written", id="a folder in use"),
        pytest.param(["--update", "full"], "full holds no taxonomy.yaml, so it is no survey", id="update of no survey"),
        pytest.param(["--repository", "github.com/x", "new"], "write https://github.com/owner/name", id="no address"),
        pytest.param(["--wheel", "nowhere.whl", "new"], "'nowhere.whl' does not exist", id="no wheel"),
    ],
)
def test_usage(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine\n", encoding="utf-8")
    assert run(["new", *arguments]) == 2
    assert said in " ".join(capsys.readouterr().err.split())
    assert not (tmp_path / "new").exists()


def test_in_a_clone_that_is_still_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Repository.create(tmp_path / "birds")
    assert run(["new", str(tmp_path / "birds")]) == 0
    assert capsys.readouterr().err.splitlines()[-1].endswith("git init && make site")
    assert (tmp_path / "birds" / ".github" / "CODEOWNERS").is_file()
