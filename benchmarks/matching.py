"""Measure how long it takes to find many phrases in many abstracts, and that the cost is linear in both.

Run: python benchmarks/matching.py
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

from generator.taxonomy.language import Pattern, parse_phrase
from generator.taxonomy.matching import Matcher
from generator.taxonomy.words import split

_CONSONANTS = "bcdfghklmnprstvz"
_VOWELS = "aeiou"
_LENGTH = 190
"""Words in an abstract; the median of the sample's 60 papers."""


def vocabulary(random_source: random.Random) -> list[str]:
    """Return 30,000 invented words with the lengths of English ones."""

    def syllable() -> str:
        return random_source.choice(_CONSONANTS) + random_source.choice(_VOWELS) + random_source.choice(_CONSONANTS)

    return ["".join(syllable() for _ in range(random_source.choice((1, 2, 2, 3, 4)))) for _ in range(30_000)]


def abstracts(count: int, words: Sequence[str], random_source: random.Random) -> list[str]:
    """Return texts whose words are as unevenly frequent as in English."""
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    drawn = random_source.choices(words, weights=weights, k=count * _LENGTH)
    return [" ".join(drawn[index * _LENGTH : (index + 1) * _LENGTH]) for index in range(count)]


def phrases(count: int, words: Sequence[str], random_source: random.Random) -> list[Pattern]:
    """Return phrases of every form: plain, open, with alternatives, with a gap."""
    made: list[Pattern] = []
    while len(made) < count:
        a, b, c = random_source.sample(words[:8_000], 3)
        form = random_source.choice(("{a} {b}", "{a} {b}", "{a} {b}*", "({a}|{b}) {c}", "{a} ~3 {b}"))
        parsed = parse_phrase(form.format(a=a, b=b, c=c))
        if isinstance(parsed, Pattern):
            made.append(parsed)
    return made


def main() -> None:
    """Print one line a size."""
    random_source = random.Random(1)  # noqa: S311 - invented text, no secret
    words = vocabulary(random_source)
    for papers, rules in ((2_500, 1_500), (5_000, 1_500), (10_000, 375), (10_000, 750), (10_000, 1_500)):
        texts = abstracts(papers, words, random_source)
        matcher = Matcher(phrases(rules, words, random_source))
        started = time.process_time()
        found = sum(len(matcher.find(split(text))) for text in texts)
        seconds = time.process_time() - started
        print(f"{papers:>6} abstracts x {rules:>5} phrases: {seconds:5.2f} s, {found} found")


if __name__ == "__main__":
    main()
