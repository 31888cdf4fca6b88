"""A build killed at any moment leaves the old site whole, or the new one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import run
from generator.core.diagnostics import Report
from generator.site.files import tree_digest, walk
from generator.site.publish import read_manifest
from tests import projects

pytestmark = [pytest.mark.site, pytest.mark.slow]

# One process imports the program once, and forks a build for each death.
_STORM = """
import os, random, signal, sys, time
from pathlib import Path
from generator.cli import run
from generator.cli import build as _
from generator.site.files import tree_digest

root = Path(sys.argv[1])
taxonomy = root / "taxonomy.yaml"
random.seed(7)
for round in range(20):
    text = taxonomy.read_text(encoding="utf-8")
    old, new = ("Pests", "Mites") if "label: Pests" in text else ("Mites", "Pests")
    text = text.replace(f"label: {old}", f"label: {new}")
    taxonomy.write_text(text, encoding="utf-8")
    child = os.fork()
    if child == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1), os.dup2(null, 2)
        os._exit(run(["--project", str(root), "build"]))
    time.sleep(random.uniform(0.05, float(sys.argv[2])))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    print(tree_digest(root / "site"), os.WIFSIGNALED(status), flush=True)
"""


def test_kill_minus_nine_at_twenty_moments(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = projects.bees(tmp_path / "bees")
    whole = []
    for label in ("Pests", "Mites"):
        text = (root / "taxonomy.yaml").read_text(encoding="utf-8")
        old = "Mites" if label == "Pests" else "Pests"
        (root / "taxonomy.yaml").write_text(text.replace(f"label: {old}", f"label: {label}"), encoding="utf-8")
        assert run(["--project", str(root), "build"]) == 0
        whole.append(tree_digest(root / "site"))
    took = float(capsys.readouterr().out.split(" pages in site/, ")[-1].split(" s\n")[0])
    storm = subprocess.run(
        [sys.executable, "-c", _STORM, str(root), str(took)],
        cwd=projects.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    ends = [line.split() for line in storm.stdout.splitlines()]
    assert len(ends) == 20
    assert {digest for digest, _killed in ends} <= set(whole)
    assert sum(killed == "True" for _digest, killed in ends) >= 10
    assert run(["--project", str(root), "build"]) == 0
    assert "edited by hand" not in capsys.readouterr().err
    assert tree_digest(root / "site") in whole
    assert not [path for path in walk(root / "site_src") if path.name.startswith(".tmp-")]
    assert read_manifest(root, Report()).pending == {}
