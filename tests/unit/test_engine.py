from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

from generator import engine
from generator.engine import Engine, environment, epoch_of

NEWEST = date(2025, 12, 9)
NOON = 1_765_238_400


@pytest.fixture(autouse=True)
def _no_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def _commit(root: Path, name: str, when: str) -> None:
    (root / name).write_text(when)
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", root, "add", name], check=True)
    dates = {"GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when, "PATH": "/usr/bin:/bin", "HOME": str(root)}
    subprocess.run(["git", *identity, "-C", root, "commit", "-qm", "x"], check=True, env=dates)


def test_the_date_of_the_last_commit_to_an_input(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    _commit(tmp_path, "taxonomy.yaml", "2020-01-02T00:00:00Z")
    _commit(tmp_path, "README.md", "2021-01-02T00:00:00Z")
    assert epoch_of(tmp_path, inputs=["taxonomy.yaml"], newest=NEWEST) == 1_577_923_200
    assert epoch_of(tmp_path, inputs=["absent.yaml"], newest=NEWEST) == NOON


def test_a_given_date_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert epoch_of(tmp_path, inputs=[], newest=NEWEST) == 86_400
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "²")
    assert epoch_of(tmp_path, inputs=[], newest=NEWEST) == NOON


def test_without_git_and_dates_the_site_is_of_1980(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert epoch_of(tmp_path, inputs=[], newest=None) == 315_532_800


def test_mkdocs_gets_the_same_environment_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    found = environment(7)
    assert (found["SOURCE_DATE_EPOCH"], found["TZ"], found["NO_MKDOCS_2_WARNING"]) == ("7", "UTC", "1")


def test_the_key_follows_all_that_the_site_depends_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site_src").mkdir()
    (tmp_path / "mkdocs.yml").write_text("a")
    keys = [Engine(root=tmp_path, epoch=1).key(), Engine(root=tmp_path, epoch=2).key()]
    (tmp_path / "mkdocs.yml").write_text("b")
    keys.append(Engine(root=tmp_path, epoch=1).key())
    (tmp_path / "site_src/index.md").write_text("x")
    keys.append(Engine(root=tmp_path, epoch=1).key())
    monkeypatch.setattr(engine.importlib.metadata, "version", lambda _name: "0")  # type: ignore[attr-defined]
    keys.append(Engine(root=tmp_path, epoch=1).key())
    assert len(set(keys)) == len(keys)


def test_mkdocs_is_strict_about_dead_links(tmp_path: Path) -> None:
    (tmp_path / "site_src").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: Soil\ndocs_dir: site_src\ntheme: mkdocs\n")
    (tmp_path / "site_src/index.md").write_text("# Soil\n")
    assert Engine(root=tmp_path, epoch=1).build(tmp_path / "new").returncode == 0
    (tmp_path / "site_src/index.md").write_text("[x](nowhere.md)\n")
    done = Engine(root=tmp_path, epoch=1).build(tmp_path / "new")
    assert done.returncode == 1
    assert "'nowhere.md'" in done.stderr
