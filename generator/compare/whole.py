"""Two surveys → one Comparison.

Owns: the order of the parts. Must not: contain any of them.
"""

from __future__ import annotations

from collections import Counter

from generator.compare import papers as paper_identity
from generator.compare import topics as topic_identity
from generator.compare.addresses import lost_addresses, redirects
from generator.compare.changes import Comparison, Totals
from generator.compare.membership import left_without, topic_moves
from generator.compare.reach import swollen
from generator.core.diagnostics import Diagnostic
from generator.survey import Survey


def _totals(survey: Survey) -> Totals:
    return Totals(
        ledger=survey.ledger,
        topics=len(survey.taxonomy.topics),
        assignments=len(survey.classification.assignments),
        outside=len(survey.outside),
    )


def only_in(one: tuple[Diagnostic, ...], other: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Return the findings that only one state has; a finding keeps its identity when its line moves."""
    spare = Counter((found.code, found.location.path, found.message) for found in other)
    only = []
    for found in sorted(one, key=lambda finding: finding.sort_key):
        key = (found.code, found.location.path, found.message)
        if spare[key]:
            spare[key] -= 1
        else:
            only.append(found)
    return tuple(sorted(only, key=lambda finding: (-finding.severity, finding.sort_key)))


def compare(base: Survey, head: Survey) -> Comparison:
    """Compare two states of a survey, the older first."""
    same = paper_identity.identify(base, head)
    old_topics = topic_identity.identify(base.taxonomy, head.taxonomy)
    moves = tuple(topic_moves(base, head, same, old_topics))
    without = tuple(left_without(head, moves))
    were_outside = {same.after[paper.id] for paper in base.outside if paper.id in same.after}
    are_outside = {paper.id for paper in head.outside}
    return Comparison(
        before=_totals(base),
        after=_totals(head),
        topics=tuple(topic_identity.topic_changes(base.taxonomy, head.taxonomy, old_topics)),
        moves=moves,
        left_without=tuple(move for move in without if move.paper.id in same.before),
        found_a_topic=paper_identity.names(head.by_id[paper] for paper in were_outside - are_outside),
        papers_added=paper_identity.names(paper for paper in head.papers if paper.id not in same.before),
        papers_removed=paper_identity.names(paper for paper in base.papers if paper.id not in same.after),
        regrouped=tuple(paper_identity.regrouped(base, head, same)),
        redirects=tuple(redirects(base, head)),
        facts=tuple(paper_identity.corrected(base, head, same)),
        records=tuple(paper_identity.record_changes(base, head)),
        findings=only_in(
            (*head.diagnostics, *lost_addresses(base, head, same), *swollen(head, moves)), base.diagnostics
        ),
        settled=only_in(base.diagnostics, head.diagnostics),
    )
