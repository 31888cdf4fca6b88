"""How long `survey diff` takes, by the number of papers: an edit of the taxonomy, and one of a document.

A survey of made-up records (see papers.py) under the project's own taxonomy is committed; then a word of some phrases
is changed, or one record is added. The whole command is timed as a contributor runs it, start of Python included.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.papers import ROOT, made
from generator.starter import files, released

GIT = ("git", "-c", "user.name=Benchmark", "-c", "user.email=benchmark@example.org")


def prepared(number: int, folder: Path) -> Path:
    """Make a survey of that many records and commit it."""
    for file in files("Benchmark", repository=None, pin=released()):
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content)
    (folder / "taxonomy.yaml").write_bytes((ROOT / "taxonomy.yaml").read_bytes())
    (folder / "papers/curated.yaml").write_text("papers: []\n", encoding="utf-8")
    (folder / "papers/documents/examples.jsonl").unlink()
    (folder / "papers/documents.yaml").unlink()
    (folder / "papers/documents/made.jsonl").write_text(made(number).text + "\n", encoding="utf-8")
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "Begin")):
        subprocess.run([*GIT, *command], cwd=folder, check=True)
    return folder


def timed(folder: Path, form: str) -> tuple[float, int, str]:
    """Return seconds of processor time, bytes of the report and its first sentence."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "generator", "diff", "HEAD", "--format", form, "--fail-on", "never"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return taken, len(done.stdout.encode()), done.stdout.partition("\n")[0]


def main() -> None:
    """Print a row for each number of records and kind of edit."""
    print("| records | edit | processor time | report | it says |")
    print("|---|---|---|---|---|")
    for number in [int(argument) for argument in sys.argv[1:]] or [1_000, 10_000]:
        with tempfile.TemporaryDirectory() as name:
            folder = prepared(number, Path(name))
            taxonomy = folder / "taxonomy.yaml"
            whole = taxonomy.read_text(encoding="utf-8")
            taxonomy.write_text(whole.replace("diffusion model", "diffusive model"), encoding="utf-8")
            row("taxonomy", number, folder)
            taxonomy.write_text(whole, encoding="utf-8")
            with (folder / "papers/documents/made.jsonl").open("a", encoding="utf-8") as file:
                file.write('{"title": "One more", "abstract": "A diffusion model of rivers."}\n')
            row("document", number, folder)


def row(edit: str, number: int, folder: Path) -> None:
    """Print one row."""
    taken, size, says = timed(folder, "text")
    print(f"| {number:,} | {edit} | {taken:.1f} s | {size / 1000:,.0f} kB | {says} |", flush=True)


if __name__ == "__main__":
    main()
