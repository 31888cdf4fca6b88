"""Untitled abstracts as plain text: one a line, or one a paragraph whose lines are wrapped.

Which of the two is told for each block of lines without a blank line between them: lines that end as sentences end,
or that are longer than anyone wraps text, are an abstract each; else the block is one abstract.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.core.model import Document, Reading
from generator.papers.sources.findings import Findings
from generator.papers.sources.source import Line, Source

FORMAT = "abstracts"

_SENTENCE_END = re.compile(r"(?:[.!?…][\"'”’)\]}]*|https?://\S+|//\S+)\s*$")
_WRAPPED = 250
"""Longest line, in characters, that may come from wrapping."""
_ENDING = 0.6
"""Share of lines that end a sentence from which on each line is an abstract; in wrapped prose it is about a tenth."""
_MIN_WORDS = 4
_PROSE_WORDS = 12
_LETTERS = re.compile(r"[^\W\d_]")
_HEAD = 200_000


def detect(text: str, *, path: str) -> int:
    """Return 10 when a line reads as prose, 2 for another text file with words, 0 when markup or nothing is there."""
    head = text[:_HEAD].lstrip()
    if not head or head[0] in "<{[@%" or "\x00" in head:
        return 0
    if any(len(line.split()) >= _PROSE_WORDS and _share_of_letters(line) for line in head.splitlines()):
        return 10
    return 2 if path.endswith((".txt", ".text")) and _LETTERS.search(head) else 0


def _share_of_letters(line: str) -> bool:
    """Tell whether a line is mostly letters and blanks, as prose is and data is not."""
    letters = sum(char.isalpha() or char == " " for char in line)
    return letters >= 0.8 * len(line)


def read(document: Document) -> Reading:
    """Return a record an abstract; lines of too few words are rejected, lines without letters are chrome."""
    source = Source(document=document, format=FORMAT)
    found = Findings(source=source)
    for block in _blocks(source.lines):
        for part in _abstracts(block):
            start = part[0].start + len(part[0].text) - len(part[0].text.lstrip())
            end = part[-1].start + len(part[-1].text.rstrip())
            text = document.text[start:end]
            words = len(text.split())
            if not _LETTERS.search(text):
                found.set_aside("a line without words", start, end)
            elif words < _MIN_WORDS:
                found.reject(f"too short for an abstract: {words} words", start, end)
            else:
                found.record((source.verbatim("abstract", start, end),), start, end)
    return found.reading("a line without words")


def _blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        if not line.is_blank:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _abstracts(block: list[Line]) -> Iterator[list[Line]]:
    """Return the block's abstracts, each as its lines."""
    ending = sum(bool(_SENTENCE_END.search(line.text[-200:])) for line in block)
    if max(len(line.text) for line in block) > _WRAPPED or ending >= _ENDING * len(block):
        yield from ([line] for line in block)
    else:
        yield block
