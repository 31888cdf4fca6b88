"""What `survey diff` says of each edit in the table, word for word (`reports/`), in a real Git repository."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from generator.cli import run
from generator.starter import files, released
from tests.github.edits import EDITS, HOSTILE_TITLE, Edit
from tests.repositories import Repository

REPORTS = Path(__file__).parent / "reports"
ADDRESS = "https://github.com/birds/migration"


@pytest.fixture(scope="session")
def birds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A survey as `survey new` makes it, committed."""
    made = Repository.create(tmp_path_factory.mktemp("birds") / "clone")
    for file in files("Bird migration", repository=ADDRESS, pin=released()):
        target = made.path / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content)
    made.commit("Begin")
    return made.path


@pytest.fixture
def clone(birds: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(birds, tmp_path / "clone", symlinks=True))


def diff(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = run(["--project", str(root), "diff", *arguments])
    out, err = capsys.readouterr()
    assert err == ""
    return code, out


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.id)
def test_report(edit: Edit, clone: Path, capsys: pytest.CaptureFixture[str], *, updates_golden: bool) -> None:
    edit.change(clone)
    code, said = diff(clone, capsys, "HEAD")
    whole = f"# Somebody {edit.what}.\n# exit code {code}\n\n{said}"
    expected = REPORTS / f"{edit.id}.txt"
    if updates_golden:
        expected.write_text(whole, encoding="utf-8", newline="\n")
    assert whole == expected.read_text(encoding="utf-8")
    assert not list(clone.rglob("ran"))


def test_every_report_belongs_to_an_edit() -> None:
    assert {path.stem for path in REPORTS.iterdir()} == {edit.id for edit in EDITS}
    assert len(EDITS) == len({edit.id for edit in EDITS})


SOME = [
    edit
    for edit in EDITS
    if edit.id in {"nothing", "add-topic", "rename-without-redirect", "remove-record", "typo-in-key", "deep", "link"}
]


@pytest.mark.parametrize("edit", SOME, ids=lambda edit: edit.id)
def test_two_commits_give_the_same_report_as_the_files_on_disk(
    edit: Edit, clone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit.change(clone)
    on_disk = diff(clone, capsys, "HEAD", "--format", "json")
    Repository(clone).commit()
    committed = diff(clone, capsys, "HEAD^1", "HEAD", "--format", "json")
    if edit.id == "link":
        assert committed[0] == on_disk[0] == 1
    else:
        assert [part.replace('"HEAD"', '"the working folder"') for part in committed[1].splitlines()] == (
            on_disk[1].splitlines()
        )
        assert committed[0] == on_disk[0]
    assert json.loads(committed[1])["format"] == 1
    assert diff(clone, capsys, "HEAD^1", "HEAD", "--format", "json") == committed


@pytest.mark.parametrize("edit", SOME, ids=lambda edit: edit.id)
def test_check_against_a_base_demands_redirects(edit: Edit, clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit.change(clone)
    lost = "address-lost]" in (REPORTS / f"{edit.id}.txt").read_text(encoding="utf-8")
    run(["--project", str(clone), "check", "--base", "HEAD"])
    assert ("address-lost]" in capsys.readouterr().out) is lost


def test_markdown_of_a_hostile_title(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    next(edit for edit in EDITS if edit.id == "hostile-title").change(clone)
    Repository(clone).commit()
    _code, report = diff(clone, capsys, "HEAD^1", "HEAD", "--format", "markdown")
    assert HOSTILE_TITLE not in report
    assert "<script" not in report
    assert "@maintainers" not in report
    assert "\x1b" not in report
    assert not [line for line in report.splitlines() if line.startswith("::")]
    assert f"]({ADDRESS}/blob/" in report


def test_two_folders(birds: Path, clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    next(edit for edit in EDITS if edit.id == "add-phrase").change(clone)
    shutil.rmtree(clone / ".git")
    code, said = diff(clone, capsys, str(birds), str(clone))
    expected = (REPORTS / "add-phrase.txt").read_text(encoding="utf-8").split("\n", 3)[3]
    assert (code, said) == (0, expected)


def test_the_commit_where_two_branches_went_apart(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    repository = Repository(clone)
    repository.git("switch", "--quiet", "--create", "edit")
    next(edit for edit in EDITS if edit.id == "reword").change(clone)
    repository.commit()
    repository.git("switch", "--quiet", "main")
    next(edit for edit in EDITS if edit.id == "add-topic").change(clone)
    repository.commit()
    repository.git("switch", "--quiet", "edit")
    assert "removed" in diff(clone, capsys, "main")[1]
    assert diff(clone, capsys, "main", "--merge-base")[1].startswith("No paper moves, 1 topic changed.\n")


def test_a_base_that_cannot_be_read_is_not_this_edits_fault(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = (clone / "taxonomy.yaml").read_text(encoding="utf-8")
    repository = Repository(clone)
    repository.write("taxonomy.yaml", "facets: [\n")
    repository.commit("break it")
    repository.write("taxonomy.yaml", whole)
    code, said = diff(clone, capsys, "HEAD")
    assert code == 0
    assert said.startswith("HEAD cannot be read, so nothing can be compared: 1 error to settle.\n")
    assert run(["--project", str(clone), "check", "--base", "HEAD"]) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["nowhere"], "'nowhere' is neither a folder with a taxonomy.yaml nor a revision", id="unknown"),
        pytest.param(["--fail-on", "sometimes", "HEAD"], "Invalid value for '--fail-on'", id="option"),
    ],
)
def test_usage(arguments: list[str], said: str, clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--project", str(clone), "diff", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_check_of_an_unknown_base(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--project", str(clone), "check", "--base", "nowhere"]) == 2
    assert "'nowhere' is neither a folder" in capsys.readouterr().err


def test_check_leaves_out_the_notes_of_the_base(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    repository = Repository(clone)
    text = (clone / "taxonomy.yaml").read_text(encoding="utf-8")
    topic = "  - {{id: {0}, label: {0}, definition: {0}., rule: {{any: [{0}]}}}}\n"
    repository.write("taxonomy.yaml", text.replace("facets:\n", "facets:\n" + topic.format("quetzals"), 1))
    repository.commit("a topic that holds no paper")
    text = (clone / "taxonomy.yaml").read_text(encoding="utf-8")
    repository.write("taxonomy.yaml", text.replace("facets:\n", "facets:\n" + topic.format("hoatzins"), 1))
    assert run(["--project", str(clone), "check", "--base", "HEAD"]) == 0
    out, err = capsys.readouterr()
    assert "topic 'hoatzins' holds no paper" in out
    assert "quetzals" not in out
    assert err == "left out: 2 notes that HEAD has as well\n"


def test_fail_on(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    next(edit for edit in EDITS if edit.id == "rename-without-redirect").change(clone)
    assert diff(clone, capsys, "HEAD")[0] == 1
    assert diff(clone, capsys, "HEAD", "--fail-on", "never")[0] == 0


def test_limit_of_nothing_shows_all(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    next(edit for edit in EDITS if edit.id == "swallow-all").change(clone)
    assert "more (--limit 0 shows all)" in diff(clone, capsys, "HEAD", "--limit", "1")[1]
    assert "more (--limit 0 shows all)" not in diff(clone, capsys, "HEAD", "--limit", "0")[1]
    assert "in the full list below" in diff(clone, capsys, "HEAD", "--limit", "1", "--format", "markdown")[1]
    assert "in the full list below" not in diff(clone, capsys, "HEAD", "--limit", "0", "--format", "markdown")[1]
