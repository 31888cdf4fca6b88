"""The generator as people install it, and a survey made with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.repositories import ENVIRONMENT, Repository

ROOT = Path(__file__).parents[2]
GENERATED = {".git", ".venv", ".survey", "site", "site-offline", "build", "dist"}


def copy_project(target: Path) -> Path:
    """Copy this project without what is generated, whether or not Git is there to say what that is."""

    def generated(folder: str, names: list[str]) -> set[str]:
        top = GENERATED if Path(folder) == ROOT else set()
        return {name for name in names if name in top or name == "__pycache__" or name.endswith("_cache")}

    return Path(shutil.copytree(ROOT, target, ignore=generated, symlinks=True))


@dataclass(frozen=True, slots=True)
class Installed:
    """A folder of packages, on top of those that the tests run with."""

    wheel: Path
    packages: Path

    @property
    def environment(self) -> dict[str, str]:
        """What makes `make` use it instead of an environment of its own: no network is needed."""
        return os.environ | ENVIRONMENT | {"VENV": sys.prefix, "PYTHONPATH": str(self.packages)}

    def survey(self, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "generator", *arguments],
            cwd=cwd,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel of this checkout, built and installed without a network."""
    out, packages = tmp_path_factory.mktemp("wheel"), tmp_path_factory.mktemp("packages")
    source = copy_project(out / "source")
    for command in (
        ["build", "--wheel", "--no-isolation", "--outdir", str(out), str(source)],
        ["pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(packages), "--find-links", str(out)],
    ):
        extra = ["living-survey"] if command[0] == "pip" else []
        done = subprocess.run(
            [sys.executable, "-m", *command, *extra], capture_output=True, text=True, check=False, cwd=out
        )
        assert done.returncode == 0, done.stdout + done.stderr
    return Installed(next(out.glob("*.whl")), packages)


@pytest.fixture(scope="session")
def new_survey(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `survey new` writes, with the generator pinned by its wheel, in a repository of its own."""
    folder = tmp_path_factory.mktemp("new") / "birds"
    done = installed.survey(
        *("new", str(folder), "--name", "Bird migration: a living survey"),
        *("--repository", "https://github.com/birds/migration", "--wheel", str(installed.wheel)),
        cwd=folder.parent,
    )
    assert done.returncode == 0, done.stderr
    repository = Repository.create(folder)
    repository.commit("Begin")
    return folder
