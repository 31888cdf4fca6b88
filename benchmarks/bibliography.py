"""Ten thousand entries of BibTeX, from text to topics: linear, and under a minute.

Run with `python -m benchmarks.bibliography`.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

from generator.core.diagnostics import Report
from generator.core.model import Document
from generator.papers import normalise, sources
from generator.papers.curation import Curation
from generator.papers.merge import merge
from generator.taxonomy.classify import classify
from generator.taxonomy.load import load_taxonomy

TELLING = ("model", "language", "training", "human", "preference", "reward", "policy", "instruction", "alignment")
"""Words of the taxonomy's phrases: one in ten of an abstract, as in real ones."""
PLAIN = tuple(
    f"{first}{last}" for first in ("bor", "cal", "dun", "fen", "gal", "hor") for last in ("ith", "ame", "ory", "ust")
)


def words(count: int, chance: random.Random) -> str:
    """Return made-up words, one in ten of them telling."""
    return " ".join(chance.choice(TELLING if chance.random() < 0.1 else PLAIN) for _ in range(count))


def entry(number: int, chance: random.Random) -> str:
    """Return an entry of the size that Zotero writes: an abstract of 150 words, three authors."""
    title = words(9, chance)
    abstract = words(150, chance)
    fields = {
        "title": f"{{{title.title()}}} {number}",
        "author": 'Baker, Ann and M{\\"u}ller, J{\\"u}rgen and Crust, Bo',
        "abstract": f"{abstract}.",
        "journal": "Journal of Invented Baking",
        "year": str(2000 + number % 25),
        "doi": f"10.1234/bench.{number}",
        "keywords": "bread, oven",
    }
    lines = "".join(f"\t{name} = {{{value}}},\n" for name, value in fields.items())
    return f"@article{{key_{number},\n{lines}}}\n\n"


def measure(count: int, taxonomy_text: str) -> None:
    """Print one row: entries, papers, seconds of each stage."""
    chance = random.Random(7)  # noqa: S311 # the same entries in every run
    text = "".join(entry(number, chance) for number in range(count))
    start = time.process_time()
    reading = sources.read(Document(path="bench.bib", text=text))
    read = time.process_time()
    papers = merge(tuple(normalise.normalise(record) for record in reading.records), Curation(), Report()).papers
    merged = time.process_time()
    taxonomy = load_taxonomy(taxonomy_text, path="taxonomy.yaml", report=Report())
    if taxonomy is None:
        raise SystemExit("taxonomy.yaml has faults")
    classify(taxonomy, papers)
    end = time.process_time()
    seconds = (read - start, merged - read, end - merged, end - start)
    print(f"| {count:,} | {len(papers):,} | " + " | ".join(f"{part:.1f} s" for part in seconds) + " |", flush=True)


if __name__ == "__main__":
    for size in (1_000, 5_000, 10_000):
        measure(size, Path("taxonomy.yaml").read_text(encoding="utf-8"))
