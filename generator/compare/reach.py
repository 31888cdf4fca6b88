"""Rules whose reach an edit widened beyond reason.

Owns: when a topic has grown suspiciously. Must not: know why each paper came.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.compare.changes import TopicMoves
from generator.core.diagnostics import Diagnostic, Severity
from generator.survey import Survey

LARGE = 0.4
"""A topic that holds more of all papers than this says little about each."""
SUDDEN = 0.2
"""Growth by more of all papers than this, in one edit."""


def swollen(head: Survey, moves: tuple[TopicMoves, ...]) -> Iterator[Diagnostic]:
    """Yield a warning for each topic whose own rule now takes a large part of all papers, and suddenly."""
    everything = len(head.papers)
    for topic in moves:
        own = [move for move in topic.gained if not move.is_indirect and move.after.only_here]
        if topic.after <= LARGE * everything or len(own) <= SUDDEN * everything:
            continue
        fresh = dict.fromkeys(text for move in own for text in move.after.only_here)
        shown = ", ".join(f"'{text}'" for text in sorted(fresh)[:3])
        yield Diagnostic(
            severity=Severity.WARNING,
            code="compare/swollen-topic",
            location=own[0].after.matches[0].phrase.location,
            message=f"topic '{topic.topic}' now holds {topic.after} of {everything} papers, {topic.before} before",
            hint=f"narrow {shown}, or move it to 'some', where it counts only beside another phrase",
        )
