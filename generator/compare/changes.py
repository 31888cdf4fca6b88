"""The values of a comparison: what differs between two surveys, with the reasons on both sides.

Owns: what a change is. Must not: compute one, render one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.core.diagnostics import Diagnostic
from generator.core.model import Ledger, Location, Match, Pin


class GroundKind(StrEnum):
    """Why a paper is in a topic, or is not, in one state."""

    MATCHED = "matched"
    NARROWER = "narrower"
    CURATED = "curated"
    VETOED = "vetoed"
    MISSING = "missing"
    EXCLUDED = "excluded"
    NOTHING = "nothing"
    """No phrase of the rule is in the paper."""
    NO_PAPER = "no-paper"
    NO_TOPIC = "no-topic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The reason in one state: the phrases responsible with their lines, or what kept the paper out."""

    kind: GroundKind
    matches: tuple[Match, ...] = ()
    """The phrases that the other state's rule lacks come first."""
    vetoes: tuple[Match, ...] = ()
    missing: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    """Labels of the narrower topics from this one down to the one that matched."""
    pin: Pin | None = None
    only_here: tuple[str, ...] = ()
    """Those of the phrases above that the other state's rule does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperName:
    """A paper as a report names it: its id and its title, or its opening words when it has none."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One paper gained or lost by one topic."""

    paper: PaperName
    gained: bool
    before: Ground
    after: Ground

    @property
    def is_indirect(self) -> bool:
        """True when a narrower topic accounts for it, where it is listed with its phrase."""
        return (self.after if self.gained else self.before).kind is GroundKind.NARROWER


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicMoves:
    """What one topic gained and lost; `path` holds labels from the facet down."""

    topic: str
    path: tuple[str, ...]
    before: int
    after: int
    gained: tuple[Move, ...] = ()
    lost: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One thing written into a topic or taken out of it; `location` lies in the state that has it."""

    field: str
    text: str
    added: bool
    location: Location


class TopicChangeKind(StrEnum):
    """What became of a topic."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    EDITED = "edited"


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicChange:
    """A topic that differs; `kinds` may hold several (renamed and moved)."""

    id: str
    label: str
    kinds: tuple[TopicChangeKind, ...]
    location: Location
    before_id: str | None = None
    before_label: str | None = None
    before_path: tuple[str, ...] = ()
    after_path: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """A published id that leads to another page now; `kind` is `topic` or `paper`."""

    kind: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """One fact of a paper that reads differently; None where the state has no value."""

    paper: PaperName
    field: str
    before: str | None
    after: str | None
    location: Location | None
    curated: bool = False


class RecordFate(StrEnum):
    """What became of a record."""

    PAPER = "paper"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """A record that only one state has."""

    added: bool
    fate: RecordFate
    location: Location
    paper: PaperName | None = None
    reason: str = ""
    """Why it was rejected, or by which rule and with which score it was merged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrouping:
    """Papers that became one, or one that became several."""

    before: tuple[PaperName, ...]
    after: tuple[PaperName, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The counts of one state."""

    ledger: Ledger
    topics: int
    assignments: int
    outside: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All that differs between two states, sorted: topics by the taxonomy's order, papers by id."""

    before: Totals
    after: Totals
    topics: tuple[TopicChange, ...] = ()
    moves: tuple[TopicMoves, ...] = ()
    left_without: tuple[Move, ...] = ()
    """Papers of both states that had a topic and have none now; one of the lost topics each."""
    found_a_topic: tuple[PaperName, ...] = ()
    papers_added: tuple[PaperName, ...] = ()
    papers_removed: tuple[PaperName, ...] = ()
    regrouped: tuple[Regrouping, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    facts: tuple[FactChange, ...] = ()
    records: tuple[RecordChange, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    """What the check finds in the new state and did not find in the old one; lost addresses included."""
    settled: tuple[Diagnostic, ...] = ()
    """What it found in the old state only."""

    @property
    def is_empty(self) -> bool:
        """True when nothing differs."""
        return not (
            self.topics
            or self.moves
            or self.papers_added
            or self.papers_removed
            or self.regrouped
            or self.redirects
            or self.facts
            or self.records
            or self.findings
            or self.settled
        )
