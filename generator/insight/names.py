"""Which paper names which method, data set or metric: the index of names.

Owns: which mentions are sure enough to be listed. Must not: read results' numbers.

Left out as unsure: a metric in small letters ("accuracy") unless a result reports it; an abbreviation that the paper
itself explains otherwise ("schema state tracking (SST)"); a listed name that a sentence seems to introduce as new.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.core.model import Location, Name, NameKind, Paper
from generator.core.text import slug
from generator.insight.coined import Coined, coined
from generator.insight.mentions import Known, known
from generator.insight.results import Result, results
from generator.papers.names import spelling_key

_IN_BRACKETS = re.compile(r"\((?P<short>[A-Z][\w-]{1,9})\)")
_WORDS_BEFORE = re.compile(r"(?:[\w'’-]+ +){1,9}$")
_FAR_ENOUGH = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A name in a paper, at its first mention: `text == paper.text(field)[start:end]`."""

    paper: str
    name: str
    kind: NameKind
    field: str
    start: int
    end: int
    text: str
    is_own: bool
    """The paper introduces the name itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A name and everywhere it is used. `anchor` is its place on the page of names."""

    name: str
    kind: NameKind
    anchor: str
    uses: tuple[Use, ...]
    """One a paper, by paper id."""
    spellings: tuple[str, ...]
    """All spellings found, the name's own first."""
    better: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameIndex:
    """All names, by kind and name; what each paper names; what each paper reports."""

    entries: tuple[Entry, ...] = ()
    uses: Mapping[str, tuple[Use, ...]]
    """By paper id, in the order of the text; every paper has an entry."""
    results: Mapping[str, tuple[Result, ...]]
    """By paper id; every paper has an entry."""


def _explained_otherwise(text: str, names: Known) -> frozenset[str]:
    """Return the abbreviations that a text explains by words which the list does not know for them."""
    found = set()
    for match in _IN_BRACKETS.finditer(text):
        short = match["short"]
        listed = names.by_key.get(spelling_key(short))
        long = _WORDS_BEFORE.search(text[max(0, match.start() - _FAR_ENOUGH) : match.start()])
        if listed is None or long is None:
            continue
        words = long.group().split()
        spellings = {spelling_key(one).casefold() for one in (listed.name, *listed.aliases)}
        tails = [spelling_key(" ".join(words[index:])).casefold() for index in range(len(words))]
        letters = [word[0].casefold() for word in words[-sum(char.isupper() for char in short) :]]
        capitals = [char.casefold() for char in short if char.isupper()]
        if letters == capitals and not any({tail, tail.removesuffix("s")} & spellings for tail in tails):
            found.add(short)
    return frozenset(found)


def _own(paper: Paper, listed: Known) -> tuple[Coined, ...]:
    """Return the names that the paper introduces; a listed name only where the title begins with it."""
    return tuple(one for one in coined(paper) if one.field == "title" or spelling_key(one.name) not in listed.by_key)


def _with_own(listed: Known, own: Sequence[Coined]) -> Known:
    """Return the listed names and those of the paper's own that no list holds."""
    here = Location(path="")
    return known((Name(name=one.name, kind=one.kind, location=here) for one in own), beside=listed)


def _uses(paper: Paper, names: Known, own: Container[str], unsure: Container[str]) -> Iterator[Use]:
    """Give every mention but the unsure spellings, title first."""
    for field in ("title", "abstract"):
        text = paper.text(field)
        for mention in names.mentions(text):
            written = text[mention.start : mention.end]
            if written not in unsure:
                yield Use(
                    paper=paper.id,
                    name=mention.name.name,
                    kind=mention.name.kind,
                    field=field,
                    start=mention.start,
                    end=mention.end,
                    text=written,
                    is_own=spelling_key(mention.name.name) in own,
                )


def _unsure(paper: Paper, names: Known, listed: Known, reported: Container[str]) -> frozenset[str]:
    """Return the spellings that may mean something else in this paper."""
    texts = (paper.text("title"), paper.text("abstract"))
    plain_words = {
        text[mention.start : mention.end]
        for text in texts
        for mention in names.of_kind(text, NameKind.METRIC)
        if mention.name.name not in reported
    }
    return _explained_otherwise(texts[1], listed) | {written for written in plain_words if written.islower()}


def name_index(papers: Sequence[Paper], names: Sequence[Name]) -> NameIndex:
    """Return what the papers name and report."""
    listed = known(names)
    uses: dict[str, tuple[Use, ...]] = {}
    found_results: dict[str, tuple[Result, ...]] = {}
    spellings: defaultdict[tuple[str, NameKind], set[str]] = defaultdict(set)
    for paper in papers:
        own = _own(paper, listed)
        all_names = _with_own(listed, own)
        reported = results(paper, all_names)
        found_results[paper.id] = reported
        first: dict[tuple[str, NameKind], Use] = {}
        own_keys = {spelling_key(one.name) for one in own}
        unsure = _unsure(paper, all_names, listed, {result.metric for result in reported})
        for use in _uses(paper, all_names, own_keys, unsure):
            spellings[use.name, use.kind].add(use.text)
            first.setdefault((use.name, use.kind), use)
        uses[paper.id] = tuple(first.values())
    return NameIndex(entries=_entries(uses, spellings, names), uses=uses, results=found_results)


def _entries(
    uses: Mapping[str, tuple[Use, ...]], spellings: Mapping[tuple[str, NameKind], set[str]], names: Sequence[Name]
) -> tuple[Entry, ...]:
    """Return the entries by kind, then name."""
    by_name: defaultdict[tuple[str, NameKind], list[Use]] = defaultdict(list)
    for found in uses.values():
        for use in found:
            by_name[use.name, use.kind].append(use)
    better = {name.name: name.better for name in names}
    anchors: set[str] = set()
    entries = []
    for name, kind in sorted(by_name, key=lambda key: (list(NameKind).index(key[1]), key[0].casefold(), key[0])):
        anchor = _anchor(name, kind, anchors)
        anchors.add(anchor)
        entries.append(
            Entry(
                name=name,
                kind=kind,
                anchor=anchor,
                uses=tuple(sorted(by_name[name, kind], key=lambda use: use.paper)),
                spellings=(name, *sorted(spellings[name, kind] - {name})),
                better=better.get(name),
            )
        )
    return tuple(entries)


def _anchor(name: str, kind: NameKind, taken: Container[str]) -> str:
    """Return a fragment for the name that none before it has."""
    wanted = f"{kind.value}-{slug(name) or 'name'}"
    number = 1
    while (found := wanted if number == 1 else f"{wanted}-{number}") in taken:
        number += 1
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparable:
    """Levels of one metric on one data set in one unit, reported by several papers, the best first."""

    metric: str
    data: str
    unit: str
    better: str | None
    results: tuple[Result, ...]


def comparable(index: NameIndex, *, least_papers: int = 3) -> tuple[Comparable, ...]:
    """Return what at least three papers report of the same metric on the same data, by metric and data."""
    groups: defaultdict[tuple[str, str, str], list[Result]] = defaultdict(list)
    for found in index.results.values():
        for result in found:
            if result.change == "level" and result.data is not None:
                groups[result.metric, result.data, result.unit].append(result)
    better = {entry.name: entry.better for entry in index.entries if entry.kind is NameKind.METRIC}
    made = []
    for (metric, data, unit), group in sorted(groups.items()):
        if len({result.paper for result in group}) >= least_papers:
            sign = 1 if better.get(metric) == "lower" else -1
            ordered = tuple(sorted(group, key=lambda result: (sign * result.number, result.paper, result.start)))
            made.append(Comparable(metric=metric, data=data, unit=unit, better=better.get(metric), results=ordered))
    return tuple(made)
