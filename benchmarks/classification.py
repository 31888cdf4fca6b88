"""How long papers take to get their topics: all of it, from text to assignments with evidence and near misses.

Text is that of `papers.py`, with as many words as a real abstract. The survey's own taxonomy is taken once or several
times over: every further copy has the same topics and forms of phrases, each word replaced by another that is about as
frequent in the abstracts, so that more phrases find as much more.

Run with `python -m benchmarks.classification [PAPERS …]`.
"""

from __future__ import annotations

import json
import re
import string
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from benchmarks.papers import ROOT, made
from generator.core.diagnostics import Report
from generator.core.model import Group, Paper, Phrase, Rule, Taxonomy, Topic
from generator.taxonomy.classify import classify
from generator.taxonomy.load import load_taxonomy

LISTS = ("any", "central", "some", "all", "none", "ignore")
_CAPITALS = string.ascii_uppercase
_WORD = re.compile(r"(?<![$\w-])(?!title\b)[A-Za-z]{2,}")


def papers(number: int) -> list[Paper]:
    """Return that many made-up papers, the same every time."""
    rows: list[dict[str, str]] = [json.loads(line) for line in made(number).text.splitlines()]
    return [Paper(id=f"p{index:05d}", title=row["title"], abstract=row["abstract"]) for index, row in enumerate(rows)]


class Words:
    """The words of some papers by frequency, and which stands in for which in a copy."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = Counter(word for text in texts for word in re.findall(r"[a-z]{3,}", text.lower()))
        self.ranked: list[str] = sorted(counts, key=lambda word: (-counts[word], word))
        self.rank: dict[str, int] = {}
        for rank, word in enumerate(self.ranked):
            for length in range(2, len(word) + 1):
                self.rank.setdefault(word[:length], rank)

    def other(self, word: str, copy: int) -> str:
        """Return the word that is `copy` ranks below; a name in capitals becomes another."""
        if word.isupper():
            return word.translate(str.maketrans(_CAPITALS, _CAPITALS[copy:] + _CAPITALS[:copy]))
        rank = self.rank.get(word.lower(), len(word) * 100)
        return self.ranked[(rank + copy) % len(self.ranked)]

    def varied(self, phrases: Sequence[Phrase], copy: int) -> tuple[Phrase, ...]:
        """Return phrases of the same forms with other words."""
        texts = [_WORD.sub(lambda found: self.other(found[0], copy), phrase.text) for phrase in phrases]
        named = [re.sub(r"\$([\w-]+)", rf"$\1-{copy}", text) for text in texts]
        return tuple(replace(phrase, text=text) for phrase, text in zip(phrases, named, strict=True))


def copied(taxonomy: Taxonomy, words: Words, copy: int) -> tuple[list[Topic], list[Group]]:
    """Return the topics and groups of a taxonomy with other ids and other words."""

    def ids(names: Sequence[str]) -> tuple[str, ...]:
        return tuple(f"{name}-{copy}" for name in names)

    def rule(one: Rule | None) -> Rule | None:
        if one is None:
            return None
        lists = {name: words.varied(getattr(one, name), copy) for name in LISTS}
        needs = tuple(replace(need, text=f"{need.text}-{copy}") for need in one.needs)
        return Rule(location=one.location, needs=needs, **lists)

    topics = [
        replace(
            topic,
            id=f"{topic.id}-{copy}",
            rule=rule(topic.rule),
            parent=f"{topic.parent}-{copy}" if topic.parent else None,
            also_under=ids(topic.also_under),
            narrower=ids(topic.narrower),
        )
        for topic in taxonomy.topics
    ]
    groups = [
        replace(group, name=f"{group.name}-{copy}", phrases=words.varied(group.phrases, copy))
        for group in taxonomy.groups
    ]
    return topics, groups


def times(taxonomy: Taxonomy, words: Words, number: int) -> Taxonomy:
    """Return a taxonomy so many times over."""
    topics, groups = list(taxonomy.topics), list(taxonomy.groups)
    for copy in range(1, number):
        more = copied(taxonomy, words, copy)
        topics += more[0]
        groups += more[1]
    return Taxonomy(topics=tuple(topics), groups=tuple(groups))


def phrases(taxonomy: Taxonomy) -> set[str]:
    """Return the different phrases that the rules and groups of a taxonomy hold."""
    rules = [topic.rule for topic in taxonomy.topics if topic.rule]
    in_rules = {phrase.text for rule in rules for name in LISTS for phrase in getattr(rule, name)}
    return in_rules | {phrase.text for group in taxonomy.groups for phrase in group.phrases}


def alternatives(phrase: str) -> int:
    """Return how many alternatives a phrase is written with; their combinations are not counted."""
    return sum(found.count("|") + 1 for found in re.findall(r"\(([^()]*)\)", phrase)) or 1


def row(taxonomy: Taxonomy, some: Sequence[Paper]) -> None:
    """Classify papers and print a row."""
    start = time.process_time()
    found = classify(taxonomy, some)
    taken = time.process_time() - start
    texts = phrases(taxonomy)
    print(
        f"| {len(some):,} | {len(taxonomy.topics)} | {len(texts):,} | {sum(map(alternatives, texts)):,} "
        f"| {taken:.1f} s | {len(found.assignments):,} | {len(found.near_misses):,} |",
        flush=True,
    )


def main() -> None:
    """Print a row for each number of papers, then one for each number of phrases."""
    own = load_taxonomy((ROOT / "taxonomy.yaml").read_text("utf-8"), path="taxonomy.yaml", report=Report())
    if own is None:
        raise SystemExit("taxonomy.yaml has faults")
    numbers = [int(argument) for argument in sys.argv[1:]] or [2_500, 5_000, 10_000]
    everything = papers(max(numbers))
    words = Words([paper.abstract or "" for paper in everything])
    print("| papers | topics | phrases | alternatives | processor time | assignments | near misses |")
    print("|---|---|---|---|---|---|---|")
    for number in numbers:
        row(own, everything[:number])
    for number in (2, 3, 4):
        row(times(own, words, number), everything)


if __name__ == "__main__":
    main()
