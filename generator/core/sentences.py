"""Where the sentences of a text begin and end.

Owns: the one division of text into sentences, which evidence, summaries, results and rules share.
Must not: change text.
"""

from __future__ import annotations

import re

_END = re.compile(r"([.!?…。][\"'”’)\]]*)(?=\s|$)\s*")
_ABBREVIATIONS = frozenset(
    [
        "al.",
        "approx.",
        "ca.",
        "cf.",
        "ch.",
        "dr.",
        "e.g.",
        "eg.",
        "eq.",
        "eqs.",
        "et.",
        "etc.",
        "fig.",
        "figs.",
        "i.e.",
        "ie.",
        "inc.",
        "ltd.",
        "mr.",
        "mrs.",
        "ms.",
        "no.",
        "p.",
        "pp.",
        "prof.",
        "ref.",
        "refs.",
        "resp.",
        "sec.",
        "sect.",
        "st.",
        "tab.",
        "vol.",
        "vs.",
        "w.r.t.",
        "wrt.",
        "a.k.a.",
    ]
)
_OPENS = re.compile(r"[\"'“‘(\[]*[^\W_]")
_INITIAL = re.compile(r"^[^\W\d_]\.$")
_GLUED = re.compile(r"[.!?](?<=[a-z]{2}[.!?])(?=[A-Z][a-z]+ [a-z])")
"""A full stop with no blank behind it, as where two lines were joined: `examples.Theoretical analysis shows`."""


def _ends_here(text: str, start: int, end: int, following: int) -> bool:
    """Tell whether the mark before `end` closes the sentence that began at `start`; the next begins at `following`."""
    word = text[start:end].rsplit(maxsplit=1)[-1].lstrip("([\"'“‘").casefold()
    if text[end - 1] != ".":
        return True
    if word in _ABBREVIATIONS or _INITIAL.match(word):
        return False
    opening = _OPENS.match(text, following)
    return opening is None or not text[opening.end() - 1].islower()


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans [start, end) of the sentences, in order; blanks between them belong to none.

    A full stop after an abbreviation or an initial, or before a small letter, ends nothing. Text without any end
    mark is one sentence.
    """
    ends = [(match.end(1), match.end()) for match in _END.finditer(text)]
    ends += [(match.end(), match.end()) for match in _GLUED.finditer(text)]
    spans: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    for end, following in sorted(ends):
        if end > start and (following >= len(text) or _ends_here(text, start, end, following)):
            spans.append((start, end))
            start = following
    if start < len(text):
        spans.append((start, len(text.rstrip())))
    return tuple(span for span in spans if span[0] < span[1])


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the sentences that hold [start, end): one, unless the place crosses an end."""
    holding = [span for span in sentence_spans(text) if span[0] < end and span[1] > start]
    return (min(holding[0][0], start), max(holding[-1][1], end)) if holding else (start, end)
