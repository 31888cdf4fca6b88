from __future__ import annotations

from pathlib import Path

import pytest

from generator import revisions
from generator.revisions import Entry, RevisionError
from tests.repositories import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository.create(tmp_path / "clone")
    made.write("taxonomy.yaml", "facets: []\n")
    made.write("papers/documents/naïve #1.txt", "One.\n")
    made.write("README.md", "no input\n")
    made.commit()
    return made


def test_a_revision_is_written_out_as_it_was(repository: Repository, tmp_path: Path) -> None:
    old = revisions.resolve(repository.path, "HEAD")
    repository.write("taxonomy.yaml", "facets: [changed]\r\n")
    repository.commit()
    target = tmp_path / "out"
    target.mkdir()
    assert revisions.write(repository.path, old, target) == ()
    assert (target / "taxonomy.yaml").read_bytes() == b"facets: []\n"
    assert (target / "papers/documents/naïve #1.txt").read_bytes() == b"One.\n"
    assert not (target / "README.md").exists()
    assert (repository.path / "taxonomy.yaml").read_bytes() == b"facets: [changed]\r\n"


def test_content_is_taken_as_committed_whatever_filters_say(repository: Repository, tmp_path: Path) -> None:
    repository.write(".gitattributes", "* filter=evil text eol=crlf\n")
    repository.git("config", "filter.evil.smudge", f"touch {tmp_path}/ran; cat")
    commit = repository.commit()
    target = tmp_path / "out"
    target.mkdir()
    revisions.write(repository.path, commit, target)
    assert (target / "taxonomy.yaml").read_bytes() == b"facets: []\n"
    assert not (tmp_path / "ran").exists()


def test_a_survey_in_a_subfolder(tmp_path: Path) -> None:
    made = Repository.create(tmp_path / "clone")
    made.write("surveys/soil/taxonomy.yaml", "facets: []\n")
    made.write("taxonomy.yaml", "another\n")
    commit = made.commit()
    assert [entry.path for entry in revisions.entries(made.path / "surveys/soil", commit)] == ["taxonomy.yaml"]


def test_a_symbolic_link_is_reported_and_never_followed(repository: Repository, tmp_path: Path) -> None:
    (repository.path / "papers/documents/leak.txt").symlink_to("/etc/passwd")
    commit = repository.commit()
    target = tmp_path / "out"
    target.mkdir()
    (finding,) = revisions.write(repository.path, commit, target)
    assert (finding.code, str(finding.location), finding.message, finding.hint) == (
        "revision/no-file",
        "papers/documents/leak.txt:1:1",
        "a symbolic link or a nested repository is not accepted here",
        "put the file itself in its place",
    )
    assert not (target / "papers/documents/leak.txt").exists()


def test_a_path_outside_the_project_is_refused(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blob = revisions.entries(repository.path, "HEAD")[0].blob
    monkeypatch.setattr(
        revisions, "entries", lambda _root, _commit: (Entry(path="papers/../../x", mode="100644", blob=blob),)
    )
    target = tmp_path / "out"
    target.mkdir()
    with pytest.raises(RevisionError, match=r"'papers/\.\./\.\./x' lies outside the project"):
        revisions.write(repository.path, "HEAD", target)
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("name", ["nowhere", "--help", "-x", "HEAD:taxonomy.yaml", ""])
def test_a_name_that_is_no_revision(repository: Repository, name: str) -> None:
    with pytest.raises(RevisionError) as caught:
        revisions.resolve(repository.path, name)
    assert str(caught.value) == (
        f"'{name}' is neither a folder with a taxonomy.yaml nor a revision of this clone; "
        "a shallow clone may lack it: git fetch --depth=1 origin <commit>"
    )


def test_a_folder_without_git(tmp_path: Path) -> None:
    with pytest.raises(RevisionError, match=r"^not a git repository"):
        revisions.resolve(tmp_path, "HEAD")


def test_git_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RevisionError, match=r"^git is not installed, so no revision can be read$"):
        revisions.resolve(tmp_path, "HEAD")


def test_where_two_branches_went_apart(repository: Repository) -> None:
    fork = revisions.resolve(repository.path, "HEAD")
    repository.git("switch", "--quiet", "--create", "edit")
    mine = repository.commit("mine")
    repository.git("switch", "--quiet", "main")
    theirs = repository.commit("theirs")
    assert revisions.merge_base(repository.path, theirs, mine) == fork
    repository.git("switch", "--quiet", "--orphan", "other")
    other = repository.commit("other")
    with pytest.raises(RevisionError, match="have no common ancestor in this clone"):
        revisions.merge_base(repository.path, mine, other)


def test_whether_the_inputs_on_disk_are_those_of_the_commit(repository: Repository) -> None:
    assert revisions.is_clean(repository.path)
    repository.write("README.md", "still no input\n")
    assert revisions.is_clean(repository.path)
    repository.write("papers/documents/new.txt", "Two.\n")
    assert not revisions.is_clean(repository.path)
