"""What phrases of one rule do to each other: which can never speak, which say nothing that another does not.

Owns: the wordings of a phrase, and the checks on them. Must not: know papers.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.core.diagnostics import Diagnostic, Severity
from generator.core.model import Phrase, Taxonomy, Topic
from generator.taxonomy.language import NO_GROUPS, Groups, Pattern, parse_phrase
from generator.taxonomy.matching import Matcher
from generator.taxonomy.words import split

_ALTERNATIVES = re.compile(r"(\([^()]*\))")
_TITLE = re.compile(r"\s*title:", re.IGNORECASE)
_GAP = re.compile(r"~\s*(\d+)")
_OPEN = re.compile(r"\*")
_GROUP = re.compile(r"\$([a-z][a-z0-9-]*)")
_FILLER = "qzxq"
"""A word, and the end of a word, that no phrase holds."""

_MAX_WORDINGS = 400
"""A phrase with more of them is not tried."""
_STRONGER = {
    "any": ("any",),
    "central": ("any", "central"),
    "some": ("any", "some"),
    "all": ("all",),
    "none": ("none",),
    "ignore": ("ignore",),
}
"""The lists of a rule in which a wider phrase makes one of this list useless."""


def wordings(text: str, groups: Groups = NO_GROUPS) -> tuple[str, ...]:
    """Return texts in which a phrase stands: each alternative, with as many and with no words in its gaps.

    Empty when there are too many to try.
    """
    body = _TITLE.sub("", text, count=1)
    written = _written(_GROUP.sub(lambda name: f"({'|'.join(_plain(groups.get(name[1], ())))})", _flat(body, groups)))
    if len(written) > _MAX_WORDINGS:
        return ()
    filled = [_GAP.sub(lambda gap: f" {_FILLER} " * int(gap[1]), wording) for wording in written]
    bare = [_GAP.sub(" ", wording) for wording in written]
    return tuple(dict.fromkeys(" ".join(_OPEN.sub(_FILLER, wording).split()) for wording in (*filled, *bare)))


def _flat(body: str, groups: Groups) -> str:
    """Write out the groups that stand inside brackets, where their phrases are alternatives already."""
    return _ALTERNATIVES.sub(
        lambda found: _GROUP.sub(lambda name: "|".join(_plain(groups.get(name[1], ()))), found[0]), body
    )


def _plain(phrases: Iterable[str]) -> list[str]:
    return [wording for phrase in phrases for wording in _written(phrase)]


def _written(body: str) -> list[str]:
    slots = [
        slot[1:-1].split("|") if slot.startswith("(") else [slot] for slot in _ALTERNATIVES.split(body) if slot.strip()
    ]
    return [" ".join(choice) for choice in itertools.islice(itertools.product(*slots), _MAX_WORDINGS + 1)]


@dataclass(frozen=True, slots=True)
class _Known:
    """A phrase of a rule that can be read, with its list."""

    key: str
    phrase: Phrase
    pattern: Pattern
    wordings: tuple[str, ...]


class _Finder:
    """Tells which phrases of a taxonomy stand in a wording; looks for all at once, and reads each wording once."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._matcher = Matcher(tuple({pattern.text: pattern for pattern in patterns}.values()))
        self._known: dict[tuple[str, bool], frozenset[str]] = {}

    def in_each_wording(self, one: _Known) -> Iterator[frozenset[str]]:
        """Give the texts of the phrases found in each wording of a phrase, when they are asked for."""
        is_title = one.pattern.title_only
        for wording in one.wordings:
            texts = self._known.get((wording, is_title))
            if texts is None:
                found = self._matcher.find(split(wording), is_title=is_title)
                texts = frozenset(self._matcher.patterns[match.pattern].text for match in found)
                self._known[wording, is_title] = texts
            yield texts


def check_phrases(taxonomy: Taxonomy) -> Iterator[Diagnostic]:
    """Give the findings on the phrases of each rule, by topic."""
    groups = {group.name: tuple(phrase.text for phrase in group.phrases) for group in taxonomy.groups}
    known = {
        topic.id: [_Known(key, *read) for key in _STRONGER for read in _read(topic, key, groups)]
        for topic in taxonomy.topics
        if topic.rule is not None
    }
    finder = _Finder(one.pattern for ones in known.values() for one in ones)
    for topic in taxonomy.topics:
        if topic.id in known:
            yield from _without_phrases(topic)
            yield from _never(topic, known[topic.id], tuple(_closing(taxonomy, topic, known)), finder)
            yield from _shadowed(topic, known[topic.id], finder)


def _read(topic: Topic, key: str, groups: Groups) -> Iterator[tuple[Phrase, Pattern, tuple[str, ...]]]:
    for phrase in getattr(topic.rule, key):
        pattern = parse_phrase(phrase.text, groups)
        if isinstance(pattern, Pattern):
            yield phrase, pattern, wordings(phrase.text, groups)


def _without_phrases(topic: Topic) -> Iterator[Diagnostic]:
    rule = topic.rule
    if rule is None or rule.any or rule.central or rule.all or len(rule.some) > 1:
        return
    one = "one phrase in 'some', where two are needed" if rule.some else "no phrase that could bring a paper in"
    yield Diagnostic(
        severity=Severity.ERROR,
        code="taxonomy/empty-rule",
        location=rule.location,
        message=f"the rule of topic '{topic.id}' has {one}",
        hint="add a phrase under 'any', or remove 'rule': a topic without one holds what its narrower topics hold",
    )


def _closing(taxonomy: Taxonomy, topic: Topic, known: Mapping[str, Sequence[_Known]]) -> Iterator[_Known]:
    """Give the phrases that close a rule: its vetoes, and the other senses, inherited ones included."""
    yield from (one for one in known[topic.id] if one.key == "none")
    for owner in (topic.id, *taxonomy.ancestors(topic.id)):
        yield from (one for one in known.get(owner, ()) if one.key == "ignore")


def _never(topic: Topic, known: Iterable[_Known], closing: Sequence[_Known], finder: _Finder) -> Iterator[Diagnostic]:
    for one in known:
        if one.key in {"none", "ignore"} or not closing:
            continue
        finds = ([other for other in closing if other.phrase.text in texts] for texts in finder.in_each_wording(one))
        first = next(finds, [])
        if first and all(finds):
            other = first[0]
            word = "rules it out" if other.key == "none" else "sets it aside"
            yield Diagnostic(
                severity=Severity.WARNING,
                code="taxonomy/never-matches",
                location=one.phrase.location,
                message=f"phrase '{one.phrase.text}' of topic '{topic.id}' can never count: "
                f"'{other.phrase.text}' in '{other.key}' {word}",
                hint=f"remove it, or narrow the phrase in '{other.key}' (line {other.phrase.location.line})",
                related=((other.phrase.location, "the phrase that closes it"),),
            )


def _shadowed(topic: Topic, known: Sequence[_Known], finder: _Finder) -> Iterator[Diagnostic]:
    covers = [_covering(number, known, finder) for number in range(len(known))]
    for number, one in enumerate(known):
        wider = [
            other
            for other in sorted(covers[number])
            if known[other].key in _STRONGER[one.key] and _comes_first(number, other, covers, known)
        ]
        if wider:
            other = known[wider[0]]
            yield Diagnostic(
                severity=Severity.WARNING,
                code="taxonomy/shadowed-phrase",
                location=one.phrase.location,
                message=f"phrase '{one.phrase.text}' of topic '{topic.id}' says nothing that "
                f"'{other.phrase.text}' in '{other.key}' does not",
                hint=f"remove one of the two (the other is in line {other.phrase.location.line})",
                related=((other.phrase.location, "the phrase that covers it"),),
            )


def _covering(number: int, known: Sequence[_Known], finder: _Finder) -> frozenset[int]:
    """Return the numbers of the other phrases found in every wording of a phrase; most have none after the first."""
    left = [other for other in range(len(known)) if other != number]
    for texts in finder.in_each_wording(known[number]):
        left = [other for other in left if known[other].phrase.text in texts]
        if not left:
            break
    return frozenset(left if known[number].wordings else ())


def _comes_first(number: int, other: int, covers: Sequence[frozenset[int]], known: Sequence[_Known]) -> bool:
    """Of two phrases that say the same in one list, only the later one is told."""
    return not (number in covers[other] and known[number].key == known[other].key and number < other)
