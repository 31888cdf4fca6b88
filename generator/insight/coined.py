"""The name that a paper gives to its own method or data, found by general rules.

Owns: which introductions count, and whether the name is a method's or data's. Must not: use a list of names.
A name must look like one: two capitals or a capital and a digit in a word (`VELVET-Med`, `BioCLIP 2`), or, where the
sentence leaves no doubt ("We present Frido, a …"), one capital. What is only probable is not taken.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from generator.core.model import NameKind, Paper
from generator.core.sentences import sentence_spans
from generator.insight import naming

_FIRST_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Coined:
    """A name of the paper's own, where it is introduced: `name` is what stands at [start, end) of the field."""

    name: str
    kind: NameKind
    field: str
    start: int
    end: int


def _has_initials(name: str, long: str) -> bool:
    """Tell whether the letters of a short form stand in the long form, in order, its first at the very start."""
    text, position = long.casefold(), 0
    for index, letter in enumerate(char.casefold() for char in name if char.isalnum()):
        place = text.find(letter, position)
        if place < 0 or (index == 0 and place != 0):
            return False
        position = place + 1
    return True


def _in_title(title: str, abstract: str) -> str | None:
    """Return the name that a title begins with, before a colon or a dash."""
    found = naming.TITLE.match(title)
    if not found or naming.SURVEY.search(title):
        return None
    name = found["name"]
    is_one_word = " " not in name and name[0].isupper() and len(name) >= naming.SHORTEST
    is_name = naming.looks_like_a_name(name) or (is_one_word and _is_introduced(name, abstract))
    return name if is_name else None


def _is_introduced(name: str, abstract: str) -> bool:
    """Tell whether a word with one capital is put forward as a name: after a verb of proposing, or as a subject."""
    word = re.escape(name)
    subject = rf"\b{word} (?:is|consists|outperforms|achieves)\b"
    return re.search(rf"(?:{naming.VERB} |, |\(){word}\b|{subject}", abstract) is not None


def _kind(one: str, field: str, paper: Paper) -> NameKind:
    """Tell data, and a metric in a title, from a method by the noun beside the name, wherever it stands."""
    title = paper.title or ""
    if field == "title" and naming.DATA_IN_TITLE.match(title[len(one) :]):
        return NameKind.DATA
    if field == "title" and naming.METRIC_IN_TITLE.match(title[len(one) :]):
        return NameKind.METRIC
    for text in (title, paper.abstract or ""):
        for found in re.finditer(rf"(?<![\w-]){re.escape(one)}(?![\w-])", text):
            before, after = text[max(0, found.start() - 60) : found.start()], text[found.end() : found.end() + 120]
            if naming.DATA_BEFORE.search(before) or naming.DATA_AFTER.match(after):
                return NameKind.DATA
    return NameKind.METHOD


def _is_task(name: str, text: str) -> bool:
    """Tell whether the name is called a task to be solved: "the Multi-event Video-Text Retrieval (MeVTR) task"."""
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        for found in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", sentence):
            if naming.TASK.match(sentence, found.end()) and not naming.OBJECTIVE.search(sentence):
                return True
    return False


def _in_sentence(sentence: str) -> Iterator[tuple[int, str]]:
    """Give the names that a sentence introduces, with their places in it."""
    if not naming.CUE.search(sentence) or naming.OTHERS.search(sentence):
        return
    for pattern, is_sure in naming.PATTERNS:
        for found in pattern.finditer(sentence):
            name = found["name"]
            one_capital = is_sure and name[0].isupper() and " " not in name and len(name) > naming.SHORTEST
            if naming.looks_like_a_name(name) or (one_capital and not naming.is_common(name)):
                yield found.start("name"), name
    for found in naming.QUOTED.finditer(sentence):
        if found["name"][0].isupper():
            yield found.start("name"), found["name"]
    if naming.INTRODUCES.search(sentence):
        yield from _defined(sentence)


def _defined(sentence: str) -> Iterator[tuple[int, str]]:
    """Give the short forms of what is introduced by its long form."""
    for found in naming.DEFINED.finditer(sentence):
        between = naming.NAMING.split(sentence[found.start() : found.start("long")])[-1]
        words = found["long"].split()
        tails = (" ".join(words[index:]) for index in range(min(_FIRST_WORDS, len(words))))
        if naming.PREPOSITION.search(between) or not naming.is_name_word(found["name"]):
            continue
        if any(_has_initials(found["name"], tail) for tail in tails):
            yield found.start("name"), found["name"]


def _all(paper: Paper) -> Iterator[tuple[str, int, str]]:
    """Give every introduction: field, place, name."""
    title, abstract = paper.title or "", paper.abstract or ""
    name = _in_title(title, abstract)
    if name:
        yield "title", 0, name
    for start, end in sentence_spans(abstract):
        found = sorted(set(_in_sentence(abstract[start:end])), key=lambda one: (one[0], -len(one[1])))
        yield from (("abstract", start + place, name) for place, name in found)


def coined(paper: Paper) -> tuple[Coined, ...]:
    """Return the names of the paper's own, each once, in the order title, abstract."""
    kept: dict[str, Coined] = {}
    text = paper.abstract or ""
    for field, start, name in _all(paper):
        if _is_task(name, text):
            continue
        one = Coined(name=name, kind=_kind(name, field, paper), field=field, start=start, end=start + len(name))
        kept.setdefault(name.casefold(), one)
    return tuple(one for one in kept.values() if not _has_short_form(one, paper, kept))


def _has_short_form(one: Coined, paper: Paper, names: Container[str]) -> bool:
    """Tell whether another of the names stands in brackets behind this one, as its short form."""
    short = re.match(rf" \(({naming.TOKEN})\)", paper.text(one.field)[one.end :])
    return short is not None and short[1].casefold() in names
