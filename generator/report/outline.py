"""What a report of a comparison says, in which order and words, before it takes a form.

Owns: sections, groups, items and their sentences; a sentence is made of parts, so that each form can escape the
data in it and link the places. Must not: know Markdown, cut anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.compare.changes import (
    Comparison,
    FactChange,
    Move,
    PaperName,
    RecordChange,
    RecordFate,
    TopicChange,
    TopicChangeKind,
    TopicMoves,
)
from generator.core.diagnostics import Diagnostic, Severity
from generator.core.model import Location
from generator.report import words
from generator.report.words import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line, and the lines below it."""

    parts: tuple[Part, ...]
    below: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Items under a heading of their own; those of `more` are told only in the full list, counted by `rest`."""

    heading: tuple[Part, ...] = ()
    items: tuple[Item, ...] = ()
    more: tuple[Item, ...] = ()
    rest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the report."""

    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The whole report: one sentence, the counts (name, before, after), the sections."""

    verdict: str
    counts: tuple[tuple[str, int | None, int | None], ...]
    sections: tuple[Section, ...]


def outline(comparison: Comparison) -> Outline:
    """Lay a comparison out."""
    sections = (
        Section(title="To settle", groups=_one(map(_finding, _grave(comparison.findings)))),
        Section(title="Topics", groups=_one(map(_topic, comparison.topics))),
        Section(title="Addresses", groups=_one(_redirects(comparison))),
        Section(title="Papers left without a topic", groups=_one(map(_left, comparison.left_without))),
        Section(title="Papers that found their first topic", groups=_one(map(_paper, comparison.found_a_topic))),
        Section(title="Papers gained and lost, by topic", groups=tuple(map(_moves, comparison.moves))),
        Section(title="Papers of the survey", groups=_one(_papers(comparison))),
        Section(title="Facts", groups=tuple(_facts(comparison.facts))),
        Section(title="Records", groups=_one(map(_record, comparison.records))),
        Section(title="Remarks of the check", groups=_one(_remarks(comparison))),
    )
    return Outline(
        verdict=words.verdict(comparison),
        counts=tuple(words.counts(comparison)),
        sections=tuple(section for section in sections if section.groups),
    )


def failed(diagnostics: Iterable[Diagnostic], *, state: str) -> Outline:
    """Lay out the report of a state that cannot be read: its findings instead of a comparison."""
    found = tuple(sorted(diagnostics, key=lambda finding: (-finding.severity, finding.sort_key)))
    grave = tuple(finding for finding in found if finding.severity is Severity.ERROR)
    who = state[0].upper() + state[1:]
    return Outline(
        verdict=f"{who} cannot be read, so nothing can be compared: {words.count(len(grave), 'error')} to settle.",
        counts=(),
        sections=(Section(title="To settle", groups=_one(map(_finding, grave))),),
    )


def _one(items: Iterable[Item]) -> tuple[Group, ...]:
    gathered = tuple(items)
    return (Group(items=gathered),) if gathered else ()


def _plain(text: str) -> Part:
    return Part(text=text)


def _place(location: Location | None, *, in_head: bool = True) -> Iterator[Part]:
    if location is not None:
        yield from (_plain(" ("), Part(text=words.place(location), location=location, in_head=in_head), _plain(")"))


def _grave(findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    return (finding for finding in findings if finding.severity > Severity.NOTE)


def _finding(finding: Diagnostic) -> Item:
    cure = (Item(parts=(_plain(f"cure: {finding.hint}"),)),) if finding.hint else ()
    related = tuple(
        Item(parts=(_plain(what), *_place(where, in_head=not what.startswith("in the base revision"))))
        for where, what in finding.related
    )
    return Item(
        parts=(
            Part(text=finding.severity.word, strong=True),
            _plain(f": {finding.message} [{finding.code}]"),
            *_place(finding.location),
        ),
        below=(*related, *cure),
    )


def _remarks(comparison: Comparison) -> Iterator[Item]:
    for finding in comparison.findings:
        if finding.severity is Severity.NOTE:
            yield _finding(finding)
    for finding in comparison.settled:
        yield Item(
            parts=(Part(text="settled", strong=True), _plain(f": {finding.message} [{finding.code}]")),
        )


def _topic(change: TopicChange) -> Item:
    in_head = TopicChangeKind.REMOVED not in change.kinds
    return Item(
        parts=(
            Part(text=", ".join(change.kinds), strong=True),
            _plain(f": {change.label} [{change.id}]"),
            *_place(change.location, in_head=in_head),
        ),
        below=tuple(_topic_details(change)),
    )


def _topic_details(change: TopicChange) -> Iterator[Item]:
    kinds = change.kinds
    if TopicChangeKind.RENAMED in kinds:
        was = f"{change.before_label} [{change.before_id}]"
        yield Item(parts=(_plain(f"was {was}"),))
    if TopicChangeKind.MOVED in kinds:
        before, after = " and ".join(change.before_path), " and ".join(change.after_path)
        yield Item(parts=(_plain(f"from {before or 'the top level'} to {after or 'the top level'}"),))
    elif TopicChangeKind.ADDED in kinds:
        yield Item(parts=(_plain(f"under {' and '.join(change.after_path) or 'no other: a facet'}"),))
    for edit in change.edits:
        if edit.field == "label":
            continue
        sign = "+" if edit.added else "−"
        yield Item(
            parts=(_plain(f"{sign} {edit.field}: {edit.text}"), *_place(edit.location, in_head=edit.added)),
        )


def _redirects(comparison: Comparison) -> Iterator[Item]:
    folder = {"topic": "topics", "paper": "papers"}
    for redirect in comparison.redirects:
        where = folder[redirect.kind]
        yield Item(parts=(_plain(f"/{where}/{redirect.old}/ redirects to /{where}/{redirect.new}/"),))


def _paper(paper: PaperName) -> Item:
    return Item(parts=words.paper(paper))


def _papers(comparison: Comparison) -> Iterator[Item]:
    for sign, papers in (("new", comparison.papers_added), ("gone", comparison.papers_removed)):
        for paper in papers:
            yield Item(parts=(Part(text=sign, strong=True), _plain(": "), *words.paper(paper)))
    for group in comparison.regrouped:
        sign = "merged" if len(group.after) == 1 else "split"
        yield Item(
            parts=(Part(text=sign, strong=True), _plain(f": {len(group.before)} → {len(group.after)}")),
            below=tuple(
                Item(parts=(_plain(f"{when}: "), *words.paper(paper)))
                for when, papers in (("before", group.before), ("now", group.after))
                for paper in papers
            ),
        )


def _left(move: Move) -> Item:
    return Item(parts=words.paper(move.paper), below=_grounds(move))


def _grounds(move: Move) -> tuple[Item, ...]:
    return (
        Item(parts=(_plain("before: "), *words.ground(move.before, in_head=False))),
        Item(parts=(_plain("now: "), *words.ground(move.after, in_head=True))),
    )


def _move(move: Move) -> Item:
    sign = "+" if move.gained else "−"
    return Item(parts=(Part(text=sign, strong=True), _plain(" "), *words.paper(move.paper)), below=_grounds(move))


def _moves(moves: TopicMoves) -> Group:
    every = (*moves.gained, *moves.lost)
    indirect = tuple(move for move in every if move.is_indirect)
    gained = sum(move.gained for move in indirect)
    return Group(
        heading=(
            Part(text=" › ".join(moves.path), strong=True),
            _plain(
                f" [{moves.topic}]: {moves.before} → {moves.after} (+{len(moves.gained)} −{len(moves.lost)})",
            ),
        ),
        items=tuple(_move(move) for move in every if not move.is_indirect),
        more=tuple(map(_move, indirect)),
        rest=f"+{gained} −{len(indirect) - gained} through narrower topics" if indirect else "",
    )


def _facts(facts: tuple[FactChange, ...]) -> Iterator[Group]:
    papers: dict[PaperName, list[FactChange]] = {}
    for fact in facts:
        papers.setdefault(fact.paper, []).append(fact)
    for paper, changes in papers.items():
        yield Group(heading=words.paper(paper), items=tuple(map(_fact, changes)))


def _fact(fact: FactChange) -> Item:
    source = "curated, " if fact.curated else ""
    place = (
        (
            _plain(f" ({source}"),
            Part(text=words.place(fact.location), location=fact.location, in_head=fact.after is not None),
            _plain(")"),
        )
        if fact.location
        else ()
    )
    before, after = words.clip_pair(fact.before or "unknown", fact.after or "unknown")
    return Item(
        parts=(Part(text=fact.field, strong=True), *place),
        below=(Item(parts=(_plain(f"before: {before}"),)), Item(parts=(_plain(f"now: {after}"),))),
    )


_FATES = {
    RecordFate.PAPER: "a paper of its own",
    RecordFate.DUPLICATE: "merged into",
    RecordFate.REJECTED: "rejected",
}
"""What became of a record; of one that is gone, what had."""


def _record(change: RecordChange) -> Item:
    tail: tuple[Part, ...] = ()
    if change.paper is not None:
        tail = (_plain(": "), *words.paper(change.paper))
    return Item(
        parts=(
            Part(text="new" if change.added else "gone", strong=True),
            *_place(change.location, in_head=change.added),
            _plain(f"{'' if change.added else ', was'} {_FATES[change.fate]}"),
            *tail,
            *((_plain(f" ({change.reason})"),) if change.reason else ()),
        ),
    )
