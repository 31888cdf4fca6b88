"""Build whole sites of 1,000 and 5,000 papers of realistic text: five times the papers may take six times as long.

Run with `python -m benchmarks.site [PAPERS …]`; the figures belong in benchmarks/README.md.
"""

from __future__ import annotations

import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.papers import made
from tests import projects


def _write(root: Path, papers: int) -> None:
    """Write a project with the real taxonomy and so many made-up papers, dated over ten years."""
    projects.real(root)
    shutil.rmtree(root / "papers")
    taxonomy = root / "taxonomy.yaml"
    # The papers that are rightly outside are those of the real survey.
    taxonomy.write_text(re.sub(r"(?ms)^outside:.*?(?=^\w|\Z)", "", taxonomy.read_text("utf-8")), encoding="utf-8")
    rows = [json.loads(line) for line in made(papers).text.splitlines()]
    lines = [json.dumps(row | {"year": 2016 + number % 10}) for number, row in enumerate(rows)]
    (root / "papers/documents").mkdir(parents=True)
    (root / "papers/documents/made.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Build a site of each size and print a row a size."""
    for papers in [int(argument) for argument in sys.argv[1:]] or [1000, 5000]:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "project"
            _write(root, papers)
            before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
            command = [sys.executable, "-m", "generator", "--project", str(root), "build"]
            done = subprocess.run(command, cwd=projects.ROOT, check=False, capture_output=True, text=True)
            if done.returncode:
                sys.exit(done.stderr[-3000:])
            after, took = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - start
            cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            size = sum(path.stat().st_size for path in (root / "site").rglob("*") if path.is_file()) / 1e6
            print(f"| {papers:,} | {took:.0f} s | {cpu:.0f} s | {after.ru_maxrss / 1024:.0f} MB | {size:.0f} MB |")


if __name__ == "__main__":
    main()
