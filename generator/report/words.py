"""The sentences of a report: why a paper is in a topic or is not, how much moves.

Owns: wording. Must not: know the order of a report or its form.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.compare.changes import Comparison, Ground, GroundKind, PaperName
from generator.core.diagnostics import Severity
from generator.core.model import Location, Match, Pin

_PHRASES = 3
"""Phrases told of one ground; the rest is counted, and whole in JSON."""
_TEXT_LENGTH = 200
_LEAD = 60
EXAMPLE_CODES = frozenset({"taxonomy/example-in", "taxonomy/example-out"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of a sentence; with a location, the name of a place in the new state (`in_head`) or the old one."""

    text: str
    strong: bool = False
    location: Location | None = None
    in_head: bool = True


def place(location: Location) -> str:
    """Return `path:line`."""
    return f"{location.path}:{location.line}"


def count(number: int, noun: str) -> str:
    """Return `1 paper`, `2 papers`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def clip(text: str) -> str:
    """Cut a long text at 200 characters and say so."""
    return text if len(text) <= _TEXT_LENGTH else f"{text[:_TEXT_LENGTH].rstrip()} … ({len(text)} characters)"


def clip_pair(before: str, after: str) -> tuple[str, str]:
    """Cut two long texts to the part where they differ, so that both are short and the difference is seen."""
    if len(before) <= _TEXT_LENGTH and len(after) <= _TEXT_LENGTH:
        return before, after
    pairs = zip(before, after, strict=False)
    same = next((index for index, (one, other) in enumerate(pairs) if one != other), min(len(before), len(after)))
    start = max(0, same - _LEAD)
    lead = "… " if start else ""
    return lead + clip(before[start:]), lead + clip(after[start:])


def paper(name: PaperName) -> tuple[Part, ...]:
    """Return `title [id]`."""
    return (Part(text=f"{clip(name.name)} [{name.id}]"),)


def _at(location: Location, *, in_head: bool) -> tuple[Part, ...]:
    return (Part(text=" ("), Part(text=place(location), location=location, in_head=in_head), Part(text=")"))


def _phrases(matches: tuple[Match, ...], only_here: tuple[str, ...], *, in_head: bool) -> Iterator[Part]:
    """Yield `new phrase 'RLHF' (taxonomy.yaml:42) in the abstract as “RLHF”`, three at most."""
    for index, match in enumerate(matches[:_PHRASES]):
        novelty = ("new " if in_head else "removed ") if match.phrase.text in only_here else ""
        yield Part(text=f"{'; ' if index else ''}{novelty}phrase '{match.phrase.text}'")
        yield from _at(match.phrase.location, in_head=in_head)
        yield Part(text=f" in the {match.field} as “{match.text}”")
    if len(matches) > _PHRASES:
        yield Part(text=f"; and {count(len(matches) - _PHRASES, 'more phrase')}")


def _pin(pin: Pin | None, deed: str, *, in_head: bool) -> Iterator[Part]:
    yield Part(text=f"{deed} by a curator")
    if pin is not None:
        yield from _at(pin.location, in_head=in_head)
        if pin.because:
            yield Part(text=f": {clip(pin.because)}")


def ground(why: Ground, *, in_head: bool) -> Iterator[Part]:
    """Yield the sentence that tells why a paper is in a topic, or is not, in one state."""
    match why.kind:
        case GroundKind.NARROWER:
            yield Part(text=f"through {' › '.join(why.through)}: ")
            if why.matches:
                yield from _phrases(why.matches, why.only_here, in_head=in_head)
            else:
                yield from _pin(why.pin, "included", in_head=in_head)
        case GroundKind.MATCHED:
            yield from _phrases(why.matches, why.only_here, in_head=in_head)
        case GroundKind.CURATED:
            yield from _pin(why.pin, "included", in_head=in_head)
        case GroundKind.EXCLUDED:
            yield from _pin(why.pin, "excluded", in_head=in_head)
        case GroundKind.VETOED:
            yield Part(text="vetoed by ")
            yield from _phrases(why.vetoes, why.only_here, in_head=in_head)
        case GroundKind.MISSING:
            yield Part(text=f"not enough: missing {'; '.join(why.missing)}")
        case _:
            yield Part(text=_ABSENT[why.kind][in_head])


_ABSENT = {
    GroundKind.NOTHING: ("no phrase of the rule in the paper", "no phrase of the rule in the paper"),
    GroundKind.NO_PAPER: ("not in the survey", "no longer in the survey"),
    GroundKind.NO_TOPIC: ("the topic did not exist", "the topic is gone"),
}


def counts(comparison: Comparison) -> Iterator[tuple[str, int, int]]:
    """Yield (what, before, after), the ledger first."""
    before, after = comparison.before, comparison.after
    yield "papers", before.ledger.included, after.ledger.included
    yield "records", before.ledger.identified, after.ledger.identified
    yield "rejected records", before.ledger.rejected, after.ledger.rejected
    yield "duplicates", before.ledger.duplicates, after.ledger.duplicates
    yield "topics", before.topics, after.topics
    yield "assignments to topics", before.assignments, after.assignments
    yield "papers without a topic", before.outside, after.outside


def verdict(comparison: Comparison) -> str:
    """Say in a sentence what the change does, what must be settled last."""
    if comparison.is_empty:
        return "Nothing moves: both states give the same survey."
    gained = {move.paper.id for topic in comparison.moves for move in topic.gained}
    lost = {move.paper.id for topic in comparison.moves for move in topic.lost}
    moving = len(gained | lost)
    parts = [f"{count(moving, 'paper')} {'moves' if moving == 1 else 'move'}" if moving else "no paper moves"]
    tallies = (
        (len(comparison.left_without), "left without a topic"),
        (len(comparison.papers_added), "new"),
        (len(comparison.papers_removed), "gone"),
    )
    parts += [f"{number} {what}" for number, what in tallies if number]
    if comparison.topics:
        parts.append(f"{count(len(comparison.topics), 'topic')} changed")
    corrected = len({fact.paper.id for fact in comparison.facts})
    if corrected:
        parts.append(f"facts of {count(corrected, 'paper')} corrected")
    sentence = ", ".join(parts)
    errors = sum(finding.severity is Severity.ERROR for finding in comparison.findings)
    warnings = sum(finding.severity is Severity.WARNING for finding in comparison.findings)
    examples = sum(finding.code in EXAMPLE_CODES for finding in comparison.findings)
    tallies_of_findings = ((errors, "new error"), (examples, "failing example"), (warnings, "new warning"))
    found = [count(number, noun) for number, noun in tallies_of_findings if number]
    tail = f" To settle: {', '.join(found)}." if found else ""
    return f"{sentence[0].upper()}{sentence[1:]}.{tail}"
