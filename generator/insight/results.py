"""Results that papers report: metric, value, unit, data set, and the comparison where it is stated.

Owns: how the parts of a result are put together. Must not: guess.

A sentence is read with its metrics, data sets and values replaced by marks (`quantities.marked`). Only where the marks
stand in one of `forms` is a result taken, and a list of values only where every value has its partner or the sentence
says that each holds under a condition of its own. What is
measured must be a metric of `papers/names.yaml`; a data set may also be a name that stands after "on" and before
"data set" or "benchmark".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from generator.core.model import Location, Name, NameKind, Paper
from generator.core.sentences import sentence_spans
from generator.insight import forms
from generator.insight.forms import D, M, V
from generator.insight.mentions import Known, Mention
from generator.insight.naming import looks_like_a_name
from generator.insight.quantities import Marked, Value, marked


class Change(StrEnum):
    """How the value is meant."""

    LEVEL = "level"
    """The metric has this value."""
    BETTER = "better"
    """It improved by this value, whichever way is better."""
    MORE = "more"
    """It grew by this value."""
    LESS = "less"
    """It fell by this value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One reported number; `text` is the evidence, `abstract[start:end]`, from the first to the last of its parts."""

    paper: str
    metric: str
    value: str
    unit: str
    """`%`, `points`, `×`, `ms`, `s`, `fps`, `dB` or nothing."""
    change: Change
    data: str | None
    before: str | None
    """The value it started from, where both are given (`from 42.81 % to 61.32 %`)."""
    qualifier: str | None
    """`up to`, `nearly`, …"""
    comparison: str | None
    """What it is compared with, in the paper's words."""
    start: int
    end: int
    text: str

    @property
    def number(self) -> float:
        """The value as a number."""
        return float(self.value.replace(",", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """One form found in a marked sentence: the marks of its parts."""

    start: int
    end: int
    metrics: tuple[str, ...]
    values: tuple[str, ...]
    before: str | None
    change: Change


def _reading(found: re.Match[str], *, is_level: bool) -> _Reading:
    groups = found.groupdict()
    word = groups.get("noun") or groups.get("verb") or ""
    change = Change.LESS if forms.LESS.match(word) else Change.BETTER if forms.BETTER.match(word) else Change.MORE
    names = [name for name in ("m", "v", "noun") if groups.get(name)]
    return _Reading(
        start=min(found.start("m"), found.start("v")),
        end=max(found.end(name) for name in names),
        metrics=tuple(re.findall(M, groups["m"])),
        values=tuple(re.findall(V, groups["v"])),
        before=groups.get("b"),
        change=Change.LEVEL if is_level else change,
    )


def _is_doubtful(sentence: Marked, reading: _Reading) -> bool:
    """Tell whether a form may say something else: a range, a baseline's number, a count, a change told as a level."""
    text = sentence.text
    before, after = text[: reading.start], text[reading.end :]
    values = [sentence.marks[char].value for char in reading.values]
    is_level = reading.change is Change.LEVEL
    counts = is_level and any(value is None or value.is_bare_count for value in values)
    counts = counts or (is_level and any(value is not None and value.low for value in values))
    is_other = forms.NO_METRIC.match(after) or (is_level and forms.THAN.match(after)) or forms.SHARE.search(before)
    is_range = reading.before is None and forms.RANGE.search(text[: text.index(reading.values[0])])
    is_bare = is_level and reading.before is None and text[reading.start :].startswith(reading.values)
    is_change = is_bare and forms.TOLD_AS_CHANGE.search(before) and not forms.REACHES.search(before)
    return bool(counts or is_range or is_change or is_other or forms.NOT_OWN.search(before))


def _readings(sentence: Marked) -> tuple[_Reading, ...]:
    """Return the forms in the sentence; a value belongs to the first form that takes it."""
    taken: set[str] = set()
    found: list[_Reading] = []
    for patterns, is_level in ((forms.LEVELS, True), (forms.CHANGES, False), (forms.LAST_LEVELS, True)):
        for pattern in patterns:
            for match in _overlapping(pattern, sentence.text):
                reading = _reading(match, is_level=is_level)
                used = {*reading.values, *([reading.before] if reading.before else [])}
                if not used & taken and not _is_doubtful(sentence, reading):
                    taken |= used
                    found.append(reading)
    found += [more for reading in found for more in _continued(sentence, reading, taken)]
    return (*found, *(more for reading in found for more in _other_metrics(sentence, reading, taken)))


def _overlapping(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Give every match, also those that begin inside an earlier one."""
    at = 0
    while match := pattern.search(text, at):
        yield match
        at = match.start() + 1


def _continued(sentence: Marked, reading: _Reading, taken: set[str]) -> Iterator[_Reading]:
    """Give further values of the same metric: "… FID of 2.04 on A and 2.35 on B", "by 25 % (A), 8 % (B)"."""
    at = reading.end
    while len(reading.metrics) == 1:
        first = forms.TO_DATA.match(sentence.text, at)
        more = forms.ALSO.match(sentence.text, first.end() if first else at)
        if not more or more["v"] in taken:
            return
        taken.add(more["v"])
        at = more.end("v")
        yield replace(reading, start=more.start("v"), end=at, values=(more["v"],), before=None)


def _other_metrics(sentence: Marked, reading: _Reading, taken: set[str]) -> Iterator[_Reading]:
    """Give further values with metrics of their own: "improvements of 3.4 % in recall and 3.6 % in accuracy"."""
    at = reading.end
    while reading.change is not Change.LEVEL and (more := forms.MORE_METRICS.match(sentence.text, at)):
        if more["v"] in taken:
            return
        taken.add(more["v"])
        at = more.end()
        yield replace(reading, start=more.start("v"), end=at, metrics=(more["m"],), values=(more["v"],), before=None)


def _data_of_one(text: str, reading: _Reading) -> str | None:
    """Return the mark of the data set of one value: before its metric, behind it in its clause, else ahead of it."""
    adjacent = forms.BEFORE_METRIC.search(text[: reading.start + 1])
    behind = forms.BEHIND.match(text, reading.end)
    inside = sorted(set(re.findall(D, text[reading.start : reading.end])))
    if inside:
        return inside[0] if len(inside) == 1 else None
    if adjacent or behind:
        many = not adjacent and behind is not None and behind["more"]
        return None if many else adjacent[1] if adjacent else behind and (behind["bracket"] or behind["behind"])
    ahead = text[: reading.start]
    named = sorted(set(re.findall(D, ahead)))
    later = re.search(D, text[reading.end :])
    return named[0] if len(named) == 1 and not later and forms.AHEAD.search(ahead) else None


def _partners(text: str, reading: _Reading) -> tuple[tuple[str, str, str | None], ...]:
    """Return value, metric and data set, as marks; nothing where a list has no clear partners."""
    values, metrics = reading.values, reading.metrics
    if len(metrics) > 1:
        if len(values) not in {1, len(metrics)}:
            return ()
        values = values if len(values) > 1 else values * len(metrics)
        return tuple((value, metric, None) for value, metric in zip(values, metrics, strict=True))
    if len(values) == 1:
        return ((values[0], metrics[0], _data_of_one(text, reading)),)
    listed = forms.LISTED_DATA.match(text, reading.end)
    data = re.findall(D, listed[1]) if listed else []
    if len(data) == len(values):
        return tuple((value, metrics[0], one) for value, one in zip(values, data, strict=True))
    if forms.SEVERAL.match(text, reading.end) or forms.GOVERNED.search(text[: text.index(values[0])]):
        one = _data_of_one(text, reading) if len(data) < 2 else None  # noqa: PLR2004 - two lists without partners
        return tuple((value, metrics[0], one) for value in values)
    return ()


def _unlisted_data(sentence: str, known: Sequence[Mention]) -> Iterator[Mention]:
    """Give names that no list holds and that a sentence calls data: "on the LogoDet3K dataset"."""
    spans = [found.span(1) for pattern in forms.UNLISTED_DATA for found in pattern.finditer(sentence)]
    for listed in forms.LISTED_NAMES.finditer(sentence):
        names = [(listed.start(1) + found.start(), listed.start(1) + found.end()) for found in _names_in(listed[1])]
        if not any(forms.MODEL_SIZE.search(sentence[start:end]) for start, end in names):
            spans += names
    taken = [(one.start, one.end) for one in known]
    for start, end in dict.fromkeys(spans):
        if looks_like_a_name(sentence[start:end]) and not any(a < end and start < b for a, b in taken):
            name = Name(name=sentence[start:end], kind=NameKind.DATA, location=Location(path=""))
            taken.append((start, end))
            yield Mention(name=name, start=start, end=end)


def _names_in(listing: str) -> Iterator[re.Match[str]]:
    return forms.EACH_NAME.finditer(listing)


def results(paper: Paper, known: Known) -> tuple[Result, ...]:
    """Return the results that the abstract reports, in its order."""
    abstract = paper.abstract or ""
    found: list[Result] = []
    for start, end in sentence_spans(abstract):
        sentence = abstract[start:end]
        mentions = known.mentions(sentence) if any(char.isdigit() for char in sentence) else ()
        if any(mention.name.kind is NameKind.METRIC for mention in mentions):
            one = marked(sentence, (*mentions, *_unlisted_data(sentence, mentions)))
            for reading in _readings(one):
                found += _results(paper, one, reading, sentence, start)
    return tuple(sorted(found, key=lambda result: (result.start, result.end, result.value)))


def _results(paper: Paper, one: Marked, reading: _Reading, sentence: str, offset: int) -> Iterator[Result]:
    """Give the results of one form."""
    compared = forms.COMPARED.match(one.text[reading.end :])
    for value_mark, metric_mark, data_mark in _partners(one.text, reading):
        value, metric = one.marks[value_mark], one.marks[metric_mark]
        data = one.marks[data_mark] if data_mark else None
        before = one.marks[reading.before] if reading.before else None
        parts = [part for part in (value, metric, data, before) if part is not None]
        first, last = min(part.start for part in parts), max(part.end for part in parts)
        if value.value is None or metric.name is None:
            continue
        qualifier = re.search(rf"({forms.QUALIFIER})(?: an?)? $", one.text[: one.text.index(value_mark)])
        yield Result(
            paper=paper.id,
            metric=metric.name.name,
            value=value.value.number.lstrip("+"),
            unit=_unit(value.value, sentence[value.end :]),
            change=reading.change,
            data=data.name.name if data and data.name else None,
            before=before.value.number if before and before.value else None,
            qualifier=f"{value.value.low} to" if value.value.low else qualifier[1] if qualifier else None,
            comparison=one.plain(reading.end + compared.start("other"), reading.end + compared.end("other"), sentence)
            if compared
            else None,
            start=offset + first,
            end=offset + last,
            text=sentence[first:last],
        )


def _unit(value: Value, after: str) -> str:
    """Return the unit; points may stand apart from their number ("3 absolute mIoU points")."""
    return "points" if not value.unit and forms.POINTS.match(after) else value.unit
