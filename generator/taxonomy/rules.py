"""One rule against the phrases found in one paper: does it hold, by which matches, or what kept it from holding.

Owns: what `any`, `central`, `some`, `all`, `none` and `ignore` mean. Must not: know papers, parents or pins.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.core.model import Match, Phrase, Rule
from generator.taxonomy.matching import Found
from generator.taxonomy.places import Place


class Find(NamedTuple):
    """A phrase, or one part of it that `&` joins to others, found in one sentence of a paper."""

    place: Place
    found: Found

    @property
    def field(self) -> str:
        """Where it stands: `title` or `abstract`."""
        return self.place.field

    @property
    def start(self) -> int:
        """Where it begins, in characters."""
        return self.found.start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.found.end

    @property
    def sentence(self) -> tuple[str, int]:
        """The field, and the number of the sentence in it."""
        return self.place.field, self.place.sentences[self.found.first]

    def by(self, phrase: Phrase) -> Match:
        """Return it as evidence of the phrase of a rule."""
        place, found = self
        return Match(
            field=place.field,
            start=found.start,
            end=found.end,
            text=place.words.text[found.start : found.end],
            phrase=phrase,
            is_central=place.sentences[found.first] in place.central,
            part=found.part,
        )


Finds = Mapping[str, Sequence[Find]]
"""What was found, by the text of the phrase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a rule says of a paper, before other topics and curators are asked."""

    holds: bool
    matches: tuple[Match, ...] = ()
    vetoed_by: tuple[Match, ...] = ()
    missing: tuple[str, ...] = ()
    reason: str = ""

    @property
    def is_near_miss(self) -> bool:
        """True when something spoke for the topic and it was not enough."""
        return not self.holds and bool(self.matches)


NOTHING = Verdict(holds=False)
NO_MEANINGS: Mapping[str, str] = {}


def quoted(matches: Iterable[Match]) -> str:
    """Return the texts of some matches, each once, for a sentence: ‘a’, ‘b’ and ‘c’."""
    texts = list(dict.fromkeys(" ".join(match.text.split()).casefold() for match in matches))
    shown = [f"‘{text}’" for text in texts[:3]]
    if len(texts) > len(shown):
        shown.append(f"{len(texts) - len(shown)} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _place(match: Match) -> tuple[bool, int, int, str]:
    return (match.field != "title", match.start, match.end, match.phrase.text)


def _in_order(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Return matches by place, each once; equal ones stand at the same place."""
    ordered = sorted(matches, key=_place)
    is_plain = all(_place(left) != _place(right) for left, right in itertools.pairwise(ordered))
    return tuple(ordered) if is_plain else tuple(dict.fromkeys(ordered))


def _touches(match: Match | Find, others: Iterable[Match]) -> bool:
    return any(match.field == other.field and match.start < other.end and other.start < match.end for other in others)


def _matches(phrases: Iterable[Phrase], finds: Finds) -> list[Match]:
    return [find.by(phrase) for phrase in phrases if phrase.text in finds for find in finds[phrase.text]]


@dataclass(frozen=True, slots=True)
class _Reading:
    """The finds of one paper as one rule sees them."""

    finds: Finds
    ignored: Sequence[Match]

    def of(self, *phrases: Phrase) -> list[Match]:
        """Return the matches of phrases that stand in no other sense."""
        if not self.ignored:
            return _matches(phrases, self.finds)
        found = ((phrase, self._counting(phrase.text)) for phrase in phrases if phrase.text in self.finds)
        return [find.by(phrase) for phrase, finds in found for find in finds]

    def _counting(self, text: str) -> list[Find]:
        """Return the finds of a phrase that stand in no other sense; of `a & b`, where all parts are left."""
        finds = self.finds[text]
        kept = [find for find in finds if not _touches(find, self.ignored)]
        parts, left = _parts(finds), _parts(kept)
        return [find for find in kept if left[find.sentence] == parts[find.sentence]]

    def set_aside(self, phrases: Iterable[Phrase]) -> list[Match]:
        """Return the matches that do not count because they stand in another sense."""
        return [match for match in _matches(phrases, self.finds) if _touches(match, self.ignored)]


def _parts(finds: Iterable[Find]) -> dict[tuple[str, int], set[int]]:
    """Return which parts of a phrase stand in each sentence."""
    parts: dict[tuple[str, int], set[int]] = {}
    for find in finds:
        parts.setdefault(find.sentence, set()).add(find.found.part)
    return parts


def judge(rule: Rule, finds: Finds, *, ignore: Sequence[Phrase], means: Mapping[str, str] = NO_MEANINGS) -> Verdict:
    """Say whether a rule holds, and by which matches; `ignore` are the other senses, inherited ones included.

    `means` tells in words what a phrase stands for that names a group, as `$group`.
    """
    reading = _Reading(finds, _matches(ignore, finds))
    in_centre = reading.of(*rule.central)
    enough = [*reading.of(*rule.any), *(match for match in in_centre if match.is_central)]
    weak = [matches for phrase in rule.some if (matches := reading.of(phrase))]
    if not enough and len(weak) > 1:
        enough = [match for matches in weak for match in matches]
    required = {phrase.text: reading.of(phrase) for phrase in rule.all}
    supporting = [min(matches, key=_place) for matches in required.values() if matches]
    only_all = not (rule.any or rule.central or rule.some)
    if not enough and not (only_all and supporting):
        return _not_enough(rule, reading, in_centre=in_centre, weak=weak)
    candidates = _in_order([*enough, *supporting])
    missing = tuple(text for text, matches in required.items() if not matches)
    if missing:
        names = " and ".join(f"‘{text}’ ({means[text]})" if text in means else f"‘{text}’" for text in missing)
        reason = f"{quoted(candidates)} would bring it in, but {names} is required as well and was not found"
        return Verdict(holds=False, matches=candidates, missing=missing, reason=reason)
    vetoes = _in_order(_matches(rule.none, finds))
    if vetoes:
        reason = f"{quoted(candidates)} would bring it in, were it not for {quoted(vetoes)}"
        return Verdict(holds=False, matches=candidates, vetoed_by=vetoes, reason=reason)
    return Verdict(holds=True, matches=candidates)


def _not_enough(
    rule: Rule, reading: _Reading, *, in_centre: Sequence[Match], weak: Sequence[Sequence[Match]]
) -> Verdict:
    """Say what came near when no phrase was enough."""
    if in_centre:
        matches = _in_order(in_centre)
        reason = (
            f"only mentioned in passing: {quoted(matches)}, neither in the title "
            "nor in a sentence that says what the paper does"
        )
        return Verdict(holds=False, matches=matches, reason=reason)
    if weak:
        matches = _in_order(weak[0])
        reason = f"only one weak phrase, found as {quoted(matches)}; two different ones are needed"
        return Verdict(holds=False, matches=matches, missing=("a second phrase of ‘some’",), reason=reason)
    set_aside = _in_order(reading.set_aside((*rule.any, *rule.central)))
    if set_aside:
        others = _in_order(other for other in reading.ignored if _touches(other, set_aside))
        reason = f"{quoted(set_aside)} stands in {quoted(others)}, which is another sense"
        return Verdict(holds=False, matches=set_aside, vetoed_by=others, reason=reason)
    return NOTHING
