"""The examples of each rule, tried by the classifier.

Owns: which examples fail, why, and which say nothing. Must not: know papers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.core.diagnostics import Diagnostic, Severity
from generator.core.model import Example, Taxonomy, Topic
from generator.taxonomy.classify import Classifier, Judgement
from generator.taxonomy.rules import quoted

_ENOUGH = 2
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One example and what the classifier made of it."""

    topic: Topic
    example: Example
    passes: bool
    judgement: Judgement


def try_examples(classifier: Classifier) -> Iterator[Trial]:
    """Try every example of a taxonomy, in the file's order."""
    for topic in classifier.taxonomy.topics:
        for example in topic.examples:
            judgement = classifier.judge_text(example.text)
            yield Trial(
                topic=topic,
                example=example,
                passes=(topic.id in judgement.held) == example.expected,
                judgement=judgement,
            )


def check_examples(taxonomy: Taxonomy) -> Iterator[Diagnostic]:
    """Give the examples that fail, those that test nothing, and the rules that have too few."""
    for trial in try_examples(Classifier(taxonomy)):
        if not trial.passes:
            yield _failed_in(trial) if trial.example.expected else _failed_out(trial, taxonomy)
        elif not trial.example.expected and not _is_tempting(trial, taxonomy):
            yield _idle(trial)
    for topic in taxonomy.topics:
        yield from _too_few(topic)


def _shown(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"


def _failed_in(trial: Trial) -> Diagnostic:
    verdict = trial.judgement.verdicts.get(trial.topic.id)
    lacking = trial.judgement.lacking.get(trial.topic.id)
    if lacking:
        reason = f"it counts only within {' and '.join(lacking)}, which the sentence is not in"
        cure = f"word it so that {' and '.join(lacking)} takes it in, or shorten 'needs'"
    else:
        reason = verdict.reason if verdict and verdict.reason else "no phrase of the rule stands in it"
        cure = "add a phrase that stands in it, or move it to 'out'"
    return Diagnostic(
        severity=Severity.ERROR,
        code="taxonomy/example-in",
        location=trial.example.location,
        message=f"'{_shown(trial.example.text)}' should be in topic '{trial.topic.id}': {reason}",
        hint=cure,
    )


def _failed_out(trial: Trial, taxonomy: Taxonomy) -> Diagnostic:
    below = (trial.topic.id, *taxonomy.descendants(trial.topic.id))
    owner, verdict = next(
        (topic_id, verdict)
        for topic_id in below
        if (verdict := trial.judgement.verdicts.get(topic_id)) and verdict.holds and topic_id in trial.judgement.held
    )
    through = "" if owner == trial.topic.id else f" through topic '{owner}'"
    line = verdict.matches[0].phrase.location.line
    return Diagnostic(
        severity=Severity.ERROR,
        code="taxonomy/example-out",
        location=trial.example.location,
        message=f"'{_shown(trial.example.text)}' should not be in topic '{trial.topic.id}', "
        f"but {quoted(verdict.matches)} brings it in{through}",
        hint=f"narrow the phrase in line {line}, or name the other sense under 'ignore' or 'none'",
        related=tuple((match.phrase.location, f"'{match.phrase.text}' stands in it") for match in verdict.matches),
    )


def _is_tempting(trial: Trial, taxonomy: Taxonomy) -> bool:
    """Whether a phrase of the topic, its siblings or those above and below stands in the sentence."""
    topic = trial.topic
    siblings = {child for parent in topic.parents for child in taxonomy.children(parent)}
    if topic.parent is None:
        siblings.update(facet.id for facet in taxonomy.facets)
    family = {topic.id, *siblings, *taxonomy.ancestors(topic.id), *taxonomy.descendants(topic.id)}
    return not family.isdisjoint(trial.judgement.verdicts)


def _idle(trial: Trial) -> Diagnostic:
    return Diagnostic(
        severity=Severity.NOTE,
        code="taxonomy/idle-example",
        location=trial.example.location,
        message=f"'{_shown(trial.example.text)}' tests nothing: "
        f"no phrase of topic '{trial.topic.id}' or of its neighbours stands in it",
        hint="write a sentence with a word of the rule in another sense",
    )


def _too_few(topic: Topic) -> Iterator[Diagnostic]:
    if topic.rule is None:
        return
    inside = sum(example.expected for example in topic.examples)
    outside = len(topic.examples) - inside
    if inside < _ENOUGH or outside < _ENOUGH:
        yield Diagnostic(
            severity=Severity.NOTE,
            code="taxonomy/few-examples",
            location=topic.rule.location,
            message=f"the rule of topic '{topic.id}' has {inside} examples in and {outside} out; "
            f"{_ENOUGH} of each tell more",
            hint="add sentences to 'examples'",
        )
