"""One rule against the phrases found in one paper: does it hold, by which matches, or what kept it from holding.

Owns: what `any`, `central`, `some`, `all`, `none` and `ignore` mean. Must not: know papers, parents or pins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.core.model import Match, Phrase, Rule


@dataclass(frozen=True, slots=True)
class Find:
    """A phrase, or one part of it that `&` joins to others, found in one sentence of a paper."""

    field: str
    start: int
    end: int
    text: str
    is_central: bool
    sentence: int
    part: int
    parts: int

    def by(self, phrase: Phrase) -> Match:
        """Return it as evidence of the phrase of a rule."""
        return Match(
            field=self.field,
            start=self.start,
            end=self.end,
            text=self.text,
            phrase=phrase,
            is_central=self.is_central,
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
    return tuple(sorted(dict.fromkeys(matches), key=_place))


def _touches(match: Match | Find, others: Iterable[Match]) -> bool:
    return any(match.field == other.field and match.start < other.end and other.start < match.end for other in others)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The finds of one paper as one rule sees them."""

    finds: Finds
    ignored: tuple[Match, ...]

    def of(self, phrase: Phrase) -> list[Match]:
        """Return the matches of a phrase that stand in no other sense; of `a & b`, where all parts are left."""
        found = self.finds.get(phrase.text, ())
        if self.ignored:
            found = [find for find in found if not _touches(find, self.ignored)]
        whole = {place for place, parts in _parts(found).items() if len(parts) == found[0].parts}
        return [find.by(phrase) for find in found if (find.field, find.sentence) in whole]

    def set_aside(self, phrases: Iterable[Phrase]) -> list[Match]:
        """Return the matches that do not count because they stand in another sense."""
        found = [find.by(phrase) for phrase in phrases for find in self.finds.get(phrase.text, ())]
        return [match for match in found if _touches(match, self.ignored)]


def _parts(finds: Iterable[Find]) -> dict[tuple[str, int], set[int]]:
    parts: dict[tuple[str, int], set[int]] = {}
    for find in finds:
        parts.setdefault((find.field, find.sentence), set()).add(find.part)
    return parts


def judge(rule: Rule, finds: Finds, *, ignore: Sequence[Phrase], means: Mapping[str, str] = NO_MEANINGS) -> Verdict:
    """Say whether a rule holds, and by which matches; `ignore` are the other senses, inherited ones included.

    `means` tells in words what a phrase stands for that names a group, as `$group`.
    """
    ignored = tuple(find.by(phrase) for phrase in ignore for find in finds.get(phrase.text, ()))
    reading = _Reading(finds, ignored)
    enough = [match for phrase in rule.any for match in reading.of(phrase)]
    in_centre = [match for phrase in rule.central for match in reading.of(phrase)]
    enough += [match for match in in_centre if match.is_central]
    weak = [matches for phrase in rule.some if (matches := reading.of(phrase))]
    required = {phrase.text: reading.of(phrase) for phrase in rule.all}
    if not enough and len(weak) > 1:
        enough = [match for matches in weak for match in matches]
    supporting = [min(matches, key=_place) for matches in required.values() if matches]
    candidates = _in_order([*enough, *supporting])
    vetoes = _in_order(find.by(phrase) for phrase in rule.none for find in finds.get(phrase.text, ()))
    only_all = not (rule.any or rule.central or rule.some)
    if not enough and not (only_all and supporting):
        return _not_enough(rule, reading, in_centre=in_centre, weak=weak)
    missing = tuple(text for text, matches in required.items() if not matches)
    if missing:
        names = " and ".join(f"‘{text}’ ({means[text]})" if text in means else f"‘{text}’" for text in missing)
        reason = f"{quoted(candidates)} would bring it in, but {names} is required as well and was not found"
        return Verdict(holds=False, matches=candidates, missing=missing, reason=reason)
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
