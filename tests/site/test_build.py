"""The commands that build, on a small project: what is written, what is kept, how they end."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import run
from generator.lock import locked
from generator.site.files import tree_digest, walk
from tests import projects

pytestmark = pytest.mark.site
_ABOUT = "site_src/prose/pages/about.md"


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with its site; not to be changed."""
    root = projects.bees(tmp_path_factory.mktemp("finished") / "bees")
    assert run(["--project", str(root), "build"]) == 0
    return root


@pytest.fixture
def project(finished: Path, tmp_path: Path) -> Path:
    """A copy of the finished project."""
    return Path(shutil.copytree(finished, tmp_path / "bees"))


def _build(root: Path, *arguments: str) -> int:
    return run(["--project", str(root), "build", *arguments])


def _times(root: Path) -> dict[str, int]:
    """Return when each file was last written, those of the lock aside."""
    return {str(path): path.stat().st_mtime_ns for path in walk(root) if path.name != "lock"}


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_what_a_build_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = projects.bees(tmp_path / "bees")
    assert _build(root) == 0
    out, err = capsys.readouterr()
    assert out.startswith("ledger: 5 records = 0 rejected + 0 duplicates + 5 papers\n")
    assert " pages in site/, " in out
    assert out.endswith("look at it: make serve, or python3 -m http.server -d site and http://localhost:8000/\n")
    lines = err.splitlines()
    assert lines[:3] == [
        "read 5 records in 2 documents",
        "merged them into 5 papers",
        "classified them by 3 topics",
    ]
    assert lines[4] == "building the site with MkDocs …"


def test_a_second_run_writes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = _times(project)
    assert _build(project) == 0
    assert _times(project) == before
    assert "nothing has changed since the site was built; it stays as it is\n" in capsys.readouterr().err


def test_only_the_pages_that_change_are_rewritten(project: Path) -> None:
    before = _times(project / "site_src")
    document = project / "papers/documents/one.jsonl"
    _edit(document, "over two summers", "over two long summers")
    assert _build(project) == 0
    after = _times(project / "site_src")
    written = {Path(path).relative_to(project).as_posix() for path in after if after[path] != before.get(path)}
    pages = {path for path in written if "/papers/" in path and path.endswith(".md")}
    assert "site_src/papers/counting-mites-by-hand/index.md" in pages
    assert not any("waggle-dance" in path or "nectar" in path for path in pages)


def test_a_topic_that_is_gone_leaves_no_page(project: Path) -> None:
    text = (project / "taxonomy.yaml").read_text(encoding="utf-8")
    (project / "taxonomy.yaml").write_text(text[: text.index("  - id: forage")], encoding="utf-8")
    assert _build(project) == 0
    assert not (project / "site/topics/forage").exists()
    assert not list((project / "site_src").glob("topics/forage*"))
    assert "topics/forage" not in (project / "site/search/search_index.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (("taxonomy.yaml", "label: Mites", "lable: Mites"), "taxonomy.yaml:6:9: error: "),
        (("mkdocs.yml", "theme:", "hooks: [evil.py]\ntheme:"), "error: the setting 'hooks' is not accepted"),
        (("papers/curated.yaml", "2019-05-02", "2019-13-02"), "papers/curated.yaml:4:11: error: "),
        ((_ABOUT, "By hand.", "[x](nowhere.md)"), "'nowhere.md'"),
        ((_ABOUT, "By hand.", "<script>alert(1)</script>"), "a script that is not the theme's"),
        ((_ABOUT, "By hand.", "<img src=https://x.example/i alt=i>"), "from another host"),
    ],
)
def test_a_fault_leaves_the_old_site_whole(
    project: Path, capsys: pytest.CaptureFixture[str], edit: tuple[str, str, str], said: str
) -> None:
    before = tree_digest(project / "site")
    _edit(project / edit[0], *edit[1:])
    assert _build(project) == 1
    assert tree_digest(project / "site") == before
    err = capsys.readouterr().err
    assert said in err
    assert err.endswith("the site was not built; site/ is as it was\n")
    assert [path.name for path in project.glob("site.*")] == []


def test_a_missing_taxonomy_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--project", str(tmp_path), "check"]) == 1
    out = capsys.readouterr().out
    assert "taxonomy.yaml:1:1: error: the file does not exist [taxonomy/missing]\n" in out
    assert "mkdocs.yml:1:1: error: the file does not exist [settings/missing]\n" in out


def test_a_second_run_at_once_is_told_who_holds_the_project(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = _times(project)
    with locked(project):
        for command in (["build"], ["generate"]):
            assert run(["--project", str(project), *command]) == 2
            assert f"error: another run (process {os.getpid()}) is working on this project\n" in capsys.readouterr().err
    assert _times(project) == before


@pytest.mark.parametrize("place", ["papers/documents/leak.txt", "site_src/prose/loop", "site_src/leak.txt"])
def test_links_among_the_inputs_are_refused(project: Path, capsys: pytest.CaptureFixture[str], place: str) -> None:
    before = tree_digest(project / "site")
    (project / place).symlink_to("/etc/hostname")
    assert _build(project) == 1
    assert f"{place}:1:1: error: a symbolic link" in capsys.readouterr().err
    assert tree_digest(project / "site") == before


def test_a_pipe_among_the_inputs_does_not_hang(project: Path) -> None:
    os.mkfifo(project / "papers/documents/pipe.txt")
    assert _build(project) == 1


def test_a_file_in_the_site_s_place_is_kept(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(project / "site")
    (project / "site").write_text("mine")
    assert _build(project) == 1
    assert (project / "site").read_text() == "mine"
    assert "nothing was changed\n" in capsys.readouterr().err
    assert [path.name for path in project.glob("site.*")] == []


@pytest.mark.parametrize(
    "why",
    [(errno.ENOSPC, "no space left on device"), (errno.EACCES, "permission denied"), (errno.EROFS, "read-only file")],
)
@pytest.mark.parametrize("step", ["generator.site.files.os.fsync", "generator.cli.build.swap"])
def test_a_disk_that_cannot_be_written(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], why: tuple[int, str], step: str
) -> None:
    number, said = why

    def fails(*_arguments: object) -> None:
        raise OSError(number, os.strerror(number), "site")

    _edit(project / "taxonomy.yaml", "label: Mites", "label: Mites of bees")
    before, pages = tree_digest(project / "site"), tree_digest(project / "site_src")
    monkeypatch.setattr(step, fails)
    assert _build(project) == 1
    err = capsys.readouterr().err
    assert f"error: {said}" in err
    assert err.endswith("; nothing was changed\n")
    assert tree_digest(project / "site") == before
    assert (tree_digest(project / "site_src") == pages) is step.endswith("fsync")
    assert [path.name for path in project.glob("site.*")] == []


def test_leftovers_of_a_killed_run_are_swept(project: Path) -> None:
    (project / "site.new-1").mkdir()
    (project / "site_src/papers/.tmp-1-x").touch()
    (project / "site").rename(project / "site.old-1")
    assert _build(project) == 0
    assert [path.name for path in project.glob("site.*")] == []
    assert not (project / "site_src/papers/.tmp-1-x").exists()
    assert (project / "site/index.html").exists()


def test_every_file_has_its_mode(project: Path) -> None:
    before = os.umask(0o077)
    try:
        shutil.rmtree(project / "site")
        _edit(project / "taxonomy.yaml", "label: Mites", "label: Mites of bees")
        assert _build(project) == 0
    finally:
        os.umask(before)
    assert {oct(path.stat().st_mode & 0o777) for path in walk(project / "site")} == {"0o644"}
    assert {oct(path.stat().st_mode & 0o777) for path in (project / "site").rglob("*/")} == {"0o755"}


def test_generate_writes_pages_for_a_plain_mkdocs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = projects.bees(tmp_path / "bees")
    assert run(["--project", str(root), "generate"]) == 0
    assert capsys.readouterr().out == "ledger: 5 records = 0 rejected + 0 duplicates + 5 papers\n"
    assert not (root / "site").exists()
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=root, check=True, capture_output=True)
    assert (root / "site/papers/waggle-dance/index.html").exists()
    _edit(root / "taxonomy.yaml", "id: mites", "id: ../mites")
    assert run(["--project", str(root), "generate"]) == 1
    assert capsys.readouterr().err.endswith("no page was written\n")


def test_the_variant_for_the_disk(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree_digest(project / "site")
    assert _build(project, "--offline") == 0
    assert capsys.readouterr().out.endswith("look at it: open site-offline/index.html in a browser\n")
    assert tree_digest(project / "site") == before
    assert (project / "site-offline/papers/waggle-dance/index.html").exists()
    assert (project / "site-offline/search/search_index.js").exists()
    assert _build(project, "--offline") == 0
    assert "nothing has changed" in capsys.readouterr().err
    assert _build(project) == 0
    assert "nothing has changed" in capsys.readouterr().err


def test_a_file_that_a_person_publishes_is_in_both_variants(project: Path) -> None:
    (project / "site_src/CNAME").write_text("bees.example.org\n")
    assert _build(project) == 0
    assert _build(project, "--offline") == 0
    for name in ("site", "site-offline"):
        assert (project / name / "CNAME").read_text() == "bees.example.org\n"


def test_a_hand_edited_page_is_kept_and_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = next((project / "site_src/papers").rglob("*.md"))
    with page.open("a", encoding="utf-8") as stream:
        stream.write("\nMine.\n")
    assert _build(project) == 0
    assert "warning: a generated file was edited by hand; it is left as it is" in capsys.readouterr().err
    assert page.read_text(encoding="utf-8").endswith("\nMine.\n")
