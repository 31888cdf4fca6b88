"""What does it cost to compute the terms, the closest papers, the map and the names of a large survey?

Prints processor seconds for surveys of made-up papers: each abstract is drawn from a vocabulary with Zipf's law, so
that terms are as rare and as common as in real text, and reports a result as every sixth real one does.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from generator.core.diagnostics import Report
from generator.core.model import Classification, Ledger, Paper, Taxonomy
from generator.insight.atlas import atlas
from generator.insight.names import name_index
from generator.insight.related import related
from generator.insight.terms import TermMatrix, term_matrix
from generator.papers import names
from generator.survey import Survey

SIZES = (1_000, 10_000)
_WORDS, _LENGTH = 20_000, 150
_LIST = Path(__file__).parents[1] / "papers" / "names.yaml"


def _papers(number: int) -> list[Paper]:
    """Return made-up papers, the same on each call."""
    chance = random.Random(1)  # noqa: S311 - no secret
    words = ["".join(chance.choices("abcdefghilmnoprstu", k=chance.randint(4, 10))) for _ in range(_WORDS)]
    weights = [1 / (rank + 10) for rank in range(_WORDS)]
    made = []
    for index in range(number):
        text = chance.choices(words, weights, k=_LENGTH)
        sentences = [" ".join(text[start : start + 25]).capitalize() + "." for start in range(0, _LENGTH, 25)]
        if index % 6 == 0:
            sentences.append(
                f"We propose {words[index % _WORDS].upper()}, which attains {index % 99}.5% accuracy on COCO."
            )
        title = " ".join(chance.choices(words, weights, k=8)).capitalize()
        made.append(Paper(id=f"p{index:05d}", title=title, abstract=" ".join(sentences)))
    return made


def _survey(papers: list[Paper]) -> Survey:
    number = len(papers)
    return Survey(
        papers=tuple(papers),
        taxonomy=Taxonomy(topics=()),
        classification=Classification(),
        ledger=Ledger(identified=number, rejected=0, duplicates=0, included=number),
    )


def _seconds(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def _terms(papers: tuple[Paper, ...]) -> TermMatrix:
    """Count the terms, and find how each is written, as a build does once for all that follows."""
    terms = term_matrix(papers)
    if not terms.written:
        raise SystemExit("no terms")
    return terms


def main() -> None:
    """Print one row a size."""
    listed = names.load(_LIST.read_text("utf-8"), path=_LIST.name, report=Report())
    print("| papers | terms | closest papers | map | names and results |\n|---|---|---|---|---|")
    for size in SIZES:
        one = _survey(_papers(size))
        terms = _terms(one.papers)
        found = (
            _seconds(partial(_terms, one.papers)),
            _seconds(partial(related, one, terms=terms)),
            _seconds(partial(atlas, one.papers, terms=terms)),
            _seconds(partial(name_index, one.papers, listed)),
        )
        print(f"| {size:,} | " + " | ".join(f"{seconds:.1f} s" for seconds in found) + " |")


if __name__ == "__main__":
    main()
