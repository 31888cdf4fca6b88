"""The very commands of both workflows, step by step, in a temporary clone with a base and a head commit.

What GitHub's own actions do stands in for them: the clone is the checkout of the merge commit, two commits deep; what
an upload names must be there. The environment that the lock file describes is the one in which the tests run.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

from tests.github.conftest import Installed, copy_project
from tests.repositories import ENVIRONMENT, Repository

pytestmark = pytest.mark.site
ALWAYS = "${{ !cancelled() && steps.install.outcome == 'success' }}"


@dataclass
class Rehearsal:
    """What a runner knows after it ran a job."""

    root: Path
    environment: dict[str, str]
    outcomes: dict[str, str] = field(default_factory=dict)
    log: str = ""
    uploaded: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        return Path(self.environment["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8")

    @property
    def annotations(self) -> list[str]:
        return [line for line in self.log.splitlines() if re.match(r"::(error|warning|notice)\b", line)]

    def run(self, workflow: str, job: str) -> Rehearsal:
        """Run a job's steps as a runner does: in order, the rest skipped after a failure but for what runs always."""
        steps = yaml.safe_load((self.root / ".github/workflows" / workflow).read_text(encoding="utf-8"))["jobs"][job]
        for step in steps["steps"]:
            failed = "failure" in self.outcomes.values()
            runs = step.get("if") == ALWAYS if failed else step.get("if") in {None, ALWAYS}
            self.outcomes[step["name"]] = self._step(step) if runs else "skipped"
        return self

    def _step(self, step: dict[str, object]) -> str:
        if "run" in step:
            # The shell of a step that names none.
            done = subprocess.run(
                ["bash", "-e", "-c", str(step["run"])],
                cwd=self.root,
                env=self.environment,
                capture_output=True,
                text=True,
                check=False,
            )
            self.log += done.stdout + done.stderr
            return "failure" if done.returncode else "success"
        given = step.get("with", {})
        assert isinstance(given, dict)
        action = str(step["uses"]).partition("@")[0]
        if action.startswith("actions/upload-"):
            self.uploaded += (str(given["path"]),)
        else:
            assert action in {"actions/checkout", "actions/setup-python"}
        return "success"


def rehearse(origin: Repository, folder: Path, installed: dict[str, str]) -> Rehearsal:
    """Check out the tip of a repository as `actions/checkout` does with `fetch-depth: 2`."""
    subprocess.run(
        ["git", "clone", "--quiet", "--depth", "2", origin.path.as_uri(), str(folder)],
        env=os.environ | ENVIRONMENT,
        check=True,
    )
    summary = folder.parent / "summary.md"
    summary.touch()
    return Rehearsal(folder, installed | {"CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)})


def merge(repository: Repository, edits: dict[str, tuple[str, str]]) -> None:
    """Make an edit on a branch, another commit on main, and the merge commit that a pull request is checked on."""
    repository.git("switch", "--quiet", "--create", "edit")
    for path, (old, new) in edits.items():
        text = (repository.path / path).read_text(encoding="utf-8")
        assert old in text
        repository.write(path, text.replace(old, new))
    repository.commit("An edit")
    repository.git("switch", "--quiet", "main")
    repository.write("notes.txt", "main went on\n")
    repository.commit("Meanwhile")
    repository.git("merge", "--quiet", "--no-ff", "--message", "Merge the edit", "edit")


@pytest.fixture
def birds(new_survey: Path, tmp_path: Path) -> Repository:
    origin = tmp_path / "origin"
    Repository(tmp_path).git("clone", "--quiet", new_survey.as_uri(), str(origin))
    return Repository(origin)


def test_a_good_edit(birds: Repository, installed: Installed, tmp_path: Path) -> None:
    merge(birds, {"taxonomy.yaml": ("any: [geolocator*,", "any: [film*, geolocator*,")})
    done = rehearse(birds, tmp_path / "clone", installed.environment).run("pr.yml", "check")
    assert set(done.outcomes.values()) == {"success"}, done.log
    assert done.annotations == []
    assert "\n**1 paper moves&#44; 1 topic changed&#46;**\n" in done.summary
    head, base = birds.git("rev-parse", "HEAD"), birds.git("rev-parse", "HEAD^1")
    assert f"](https://github.com/birds/migration/blob/{head}/taxonomy.yaml#L67)" in done.summary
    assert "[taxonomy&#46;yaml&#58;" in done.summary
    assert base != head
    assert done.uploaded == ("site-offline",)
    assert (done.root / "site-offline" / "topics" / "tracking" / "index.html").is_file()
    assert Repository(done.root).git("status", "--porcelain") == ""


def test_a_wrong_edit(birds: Repository, installed: Installed, tmp_path: Path) -> None:
    merge(birds, {"taxonomy.yaml": ("- id: ringing\n", "- id: bird-rings\n")})
    done = rehearse(birds, tmp_path / "clone", installed.environment).run("pr.yml", "check")
    assert [name for name, outcome in done.outcomes.items() if outcome == "failure"] == [
        "Check taxonomy, documents and curated facts"
    ]
    (annotation,) = done.annotations
    assert annotation == (
        "::error file=taxonomy.yaml,line=51,col=13,endColumn=23,title=compare/topic-address-lost::published topic "
        "'ringing' disappears and nothing redirects its address%0Ahint: add 'formerly: [ringing]' to the topic that "
        "takes its place, such as 'bird-rings' at taxonomy.yaml:51"
    )
    assert "To settle&#58; 1 new error" in done.summary
    assert "\n- renamed" not in done.summary
    assert "**renamed**&#58; Ringing &#91;bird&#45;rings&#93;" in done.summary
    assert done.outcomes["Build the site strictly"] == "skipped"
    assert done.uploaded == ()


def test_an_edit_that_cannot_be_read(birds: Repository, installed: Installed, tmp_path: Path) -> None:
    merge(birds, {"taxonomy.yaml": ("none: [radar clutter]", "nome: [radar clutter]")})
    done = rehearse(birds, tmp_path / "clone", installed.environment).run("pr.yml", "check")
    (annotation,) = done.annotations
    assert annotation.startswith("::error file=taxonomy.yaml,line=14,col=11,")
    assert annotation.endswith("%0Ahint: did you mean 'some'?") or "hint: did you mean 'none'?" in annotation
    assert "cannot be read" in done.summary


def test_a_symbolic_link_is_refused_before_anything_runs(
    birds: Repository, installed: Installed, tmp_path: Path
) -> None:
    (birds.path / "papers/documents/leak.txt").symlink_to("/etc/passwd")
    birds.commit("A link")
    done = rehearse(birds, tmp_path / "clone", installed.environment).run("pr.yml", "check")
    assert done.outcomes["Refuse symbolic links and nested repositories"] == "failure"
    assert done.annotations == ["::error title=no-file::symbolic links and nested repositories are not accepted"]
    assert "passwd" not in done.summary


def test_publishing(birds: Repository, installed: Installed, tmp_path: Path) -> None:
    birds.write("site_src/CNAME", "birds.example.org\n")
    birds.commit("A domain of our own")
    done = rehearse(birds, tmp_path / "clone", installed.environment).run("pages.yml", "build")
    assert set(done.outcomes.values()) == {"success"}, done.log
    assert done.uploaded == ("site",)
    assert (done.root / "site" / "CNAME").read_text(encoding="utf-8") == "birds.example.org\n"
    assert "https://birds.github.io/migration/topics/ringing/" in (done.root / "site" / "sitemap.xml").read_text(
        "utf-8"
    )


def test_this_project(tmp_path: Path) -> None:
    """The same for this very project, whose workflows a new survey takes over."""
    origin = Repository.create(copy_project(tmp_path / "origin"))
    origin.commit("Begin")
    merge(origin, {"taxonomy.yaml": ("facets:\n", "# A remark, and nothing else.\nfacets:\n")})
    environment = os.environ | ENVIRONMENT | {"VENV": sys.prefix}
    done = rehearse(origin, tmp_path / "clone", environment).run("pr.yml", "check")
    assert set(done.outcomes.values()) == {"success"}, done.log
    assert "Nothing moves&#58; both states give the same survey&#46;" in done.summary
    assert (done.root / "site-offline" / "index.html").is_file()
    done.run("pages.yml", "build")
    assert set(done.outcomes.values()) == {"success"}, done.log
    assert done.uploaded == ("site-offline", "site")
    assert (done.root / "site" / "sitemap.xml").is_file()
