"""How long records take to become papers: reading, cleaning, merging, by their number.

Text is made of the survey's own sentences with every third word replaced, so that it reads as abstracts do; one
record in twenty is a copy with a few letters changed.
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

from generator.core.diagnostics import Report
from generator.core.model import Document
from generator.papers.curation import Curation
from generator.papers.gather import gather, gather_documents

ROOT = Path(__file__).resolve().parents[1]


def made(number: int) -> Document:
    """Return a JSON Lines document of that many records, the same every time."""
    papers = gather(ROOT, Report()).papers
    sentences = [sentence for paper in papers for sentence in (paper.abstract or "").split(". ")]
    vocabulary = sorted({word for sentence in sentences for word in sentence.split()})
    chance = random.Random(number)  # noqa: S311 # made-up text, no secret
    lines: list[str] = []
    record: dict[str, str] = {}
    for index in range(number):
        words = [word for sentence in chance.sample(sentences, 8) for word in f"{sentence}.".split()]
        varied = [chance.choice(vocabulary) if chance.random() < 1 / 3 else word for word in words]
        if index % 20 == 19:
            record = {"title": record["title"], "abstract": record["abstract"].replace("a", "e", 3)}
        else:
            record = {"title": " ".join(chance.sample(vocabulary, 8)), "abstract": " ".join(varied)}
        lines.append(json.dumps(record))
    return Document(path="papers/documents/made.jsonl", text="\n".join(lines))


def main() -> None:
    """Print a row for each number of records."""
    print("| records | papers | processor time | a record |")
    print("|---|---|---|---|")
    for number in [int(argument) for argument in sys.argv[1:]] or [1_000, 5_000, 10_000]:
        document = made(number)
        start = time.process_time()
        found = gather_documents((document,), Curation(), Report())
        taken = time.process_time() - start
        print(f"| {number:,} | {len(found.papers):,} | {taken:.1f} s | {1000 * taken / number:.2f} ms |")


if __name__ == "__main__":
    main()
