from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.core.diagnostics import Report, render_text
from generator.core.model import Artefact
from generator.site import files
from generator.site import publish as module
from generator.site.publish import MANIFEST, Published, publish


def _publish(root: Path, **contents: str) -> tuple[Published | None, str]:
    """Publish pages `site_src/<name>.md`; `__` in a name stands for `/`."""
    artefacts = [
        Artefact(path=f"site_src/{name.replace('__', '/')}.md", content=text.encode())
        for name, text in contents.items()
    ]
    report = Report()
    return publish(root, artefacts, report=report), render_text(report.sorted(), lambda _path, _line: None)


def _tree(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text() for path in files.walk(root)}


def test_first_run_writes_all_and_the_second_nothing(tmp_path: Path) -> None:
    done, _ = _publish(tmp_path, index="home", papers__a="A")
    assert done == Published(written=("site_src/index.md", "site_src/papers/a.md"))
    times = {path: path.stat().st_mtime_ns for path in files.walk(tmp_path)}
    done, said = _publish(tmp_path, papers__a="A", index="home")
    assert done == Published(unchanged=2)
    assert said == "no findings\n"
    assert {path: path.stat().st_mtime_ns for path in files.walk(tmp_path)} == times


def test_only_what_changed_is_written_and_what_is_stale_removed(tmp_path: Path) -> None:
    _publish(tmp_path, index="home", papers__a="A", topics__x__page="X")
    done, _ = _publish(tmp_path, index="home", papers__a="B")
    assert done == Published(written=("site_src/papers/a.md",), removed=("site_src/topics/x/page.md",), unchanged=1)
    assert not (tmp_path / "site_src" / "topics").exists()


def test_a_hand_edited_page_is_kept_and_told(tmp_path: Path) -> None:
    _publish(tmp_path, index="home", papers__a="A")
    (tmp_path / "site_src/papers/a.md").write_text("mine")
    for contents in ({"index": "home", "papers__a": "B"}, {"index": "home"}):
        done, said = _publish(tmp_path, **contents)
        assert done == Published(kept=("site_src/papers/a.md",), unchanged=1)
        assert said == (
            "site_src/papers/a.md:1:1: warning: a generated file was edited by hand; it is left as it is "
            "[site/edited-by-hand]\nhint: change its input instead, and delete this file\n1 warning in 1 file\n"
        )
        assert (tmp_path / "site_src/papers/a.md").read_text() == "mine"


def test_windows_line_ends_are_no_edit(tmp_path: Path) -> None:
    _publish(tmp_path, index="a\nb\n", papers__a="a\nb\n")
    for name in ("index", "papers/a"):
        (tmp_path / f"site_src/{name}.md").write_bytes(b"a\r\nb\r\n")
    done, said = _publish(tmp_path, index="a\nb\n")
    assert done == Published(written=("site_src/index.md",), removed=("site_src/papers/a.md",))
    assert said == "no findings\n"


def test_a_hand_written_page_is_never_replaced(tmp_path: Path) -> None:
    page = tmp_path / "site_src/about.md"
    page.parent.mkdir()
    page.write_text("mine")
    done, said = _publish(tmp_path, index="home", about="theirs")
    assert done is None
    assert said == (
        "site_src/about.md:1:1: error: a hand-written file stands where a generated one would go "
        "[site/hand-written]\nhint: move it to site_src/prose/pages/, or remove it\n1 error in 1 file\n"
    )
    assert _tree(tmp_path) == {"site_src/about.md": "mine"}


def test_a_hand_written_page_with_the_very_content_is_taken_over(tmp_path: Path) -> None:
    _publish(tmp_path, index="home")
    (tmp_path / MANIFEST).unlink()
    assert _publish(tmp_path, index="home")[0] == Published(unchanged=1)
    assert _publish(tmp_path, index="new")[0] == Published(written=("site_src/index.md",))


@pytest.mark.parametrize(
    ("names", "said"),
    [
        pytest.param(("Foo", "foo"), "2 files would have one address: site_src/Foo.md, site_src/foo.md", id="case"),
        pytest.param(
            ("foo", "foo__index"), "2 files would have one address: site_src/foo.md, site_src/foo/index.md", id="index"
        ),
        pytest.param(
            ("caf\u00e9", "cafe\u0301"),
            "2 files would have one address: site_src/cafe\u0301.md, site_src/caf\u00e9.md",
            id="composed and decomposed",
        ),
    ],
)
def test_two_files_at_one_address_are_refused(tmp_path: Path, names: tuple[str, ...], said: str) -> None:
    done, text = _publish(tmp_path, **dict.fromkeys(names, "x"))
    assert done is None
    assert f"error: {said} [site/collision]\nhint: rename all but one\n" in text
    assert _tree(tmp_path) == {}


def test_a_hand_written_neighbour_collides_too(tmp_path: Path) -> None:
    (tmp_path / "site_src/about").mkdir(parents=True)
    (tmp_path / "site_src/about/index.html").write_text("mine")
    done, text = _publish(tmp_path, about="theirs")
    assert done is None
    assert "2 files would have one address: site_src/about.md, site_src/about/index.html" in text


def test_prose_is_not_published_and_so_collides_with_nothing(tmp_path: Path) -> None:
    (tmp_path / "site_src/prose").mkdir(parents=True)
    (tmp_path / "site_src/prose/index.md").write_text("mine")
    assert _publish(tmp_path, index="home")[0] == Published(written=("site_src/index.md",))


def test_a_tampered_manifest_reaches_nothing_outside(tmp_path: Path) -> None:
    root = tmp_path / "project"
    _publish(root, index="home")
    precious = tmp_path / "precious.md"
    precious.write_text("mine")
    manifest = json.loads((root / MANIFEST).read_text())
    named = ["../precious.md", "site_src/../../precious.md", str(precious), "site_src/prose/a.md", "taxonomy.yaml"]
    manifest["files"] |= dict.fromkeys(named, files.digest(b"mine"))
    (root / "taxonomy.yaml").write_text("mine")
    (root / MANIFEST).write_text(json.dumps(manifest))
    done, said = _publish(root, index="home")
    assert done == Published(unchanged=1)
    assert said.count("no generated file; it is ignored [site/manifest]") == len(named)
    assert precious.read_text() == (root / "taxonomy.yaml").read_text() == "mine"
    assert _publish(root, index="home")[1] == "no findings\n"


@pytest.mark.parametrize("content", ["", "[]", "{", '{"files": []}', '{"files": {}, "pending": 1}', "[" * 100_000])
def test_an_unreadable_manifest_is_ignored_and_told(tmp_path: Path, content: str) -> None:
    _publish(tmp_path, index="home")
    (tmp_path / MANIFEST).write_text(content)
    done, said = _publish(tmp_path, index="home")
    assert done == Published(unchanged=1)
    assert "warning: the manifest cannot be read; it is ignored [site/manifest]\nhint: run `make clean`\n" in said


def test_a_run_killed_between_files_leaves_no_page_that_looks_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _publish(tmp_path, index="old", papers__a="old", papers__b="old")
    calls: list[dict[Path, bytes]] = []

    def killed_in_the_middle(contents: dict[Path, bytes], *, staging: Path | None = None) -> None:
        calls.append(contents)
        files.write_all(dict(list(contents.items())[:1]), staging=staging)
        if len(calls) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(module, "write_all", killed_in_the_middle)
    with pytest.raises(KeyboardInterrupt):
        _publish(tmp_path, index="new", papers__a="new")
    monkeypatch.undo()
    assert (tmp_path / "site_src/index.md").read_text() == "new"
    done, said = _publish(tmp_path, index="newer", papers__a="newer")
    assert done == Published(written=("site_src/index.md", "site_src/papers/a.md"), removed=("site_src/papers/b.md",))
    assert said == "no findings\n"
    assert "pending" not in json.loads((tmp_path / MANIFEST).read_text())


def test_a_link_among_the_pages_stops_the_run(tmp_path: Path) -> None:
    (tmp_path / "site_src").mkdir()
    (tmp_path / "site_src/leak.txt").symlink_to("/etc/passwd")
    done, said = _publish(tmp_path, index="home")
    assert done is None
    assert "site_src/leak.txt:1:1: error: a symbolic link" in said
    assert not (tmp_path / "site_src/index.md").exists()


@pytest.mark.parametrize(
    "path",
    ["index.md", "site_src/../x.md", "/etc/x", "site_src//x.md", "site_src/a\\b.md", MANIFEST, "site_src/prose/x.md"],
)
def test_a_path_outside_the_generated_folders_is_a_bug(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="not a path of a generated file"):
        publish(tmp_path, [Artefact(path=path, content=b"")], report=Report())
