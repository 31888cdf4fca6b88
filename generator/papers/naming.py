"""Papers without ids → papers with ids and aliases that no two of them share.

Owns: who keeps an id that two papers could have, and which aliases redirect. Must not: make the ids (`ids`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.core.diagnostics import Report
from generator.core.model import Candidate, Paper, PaperDate
from generator.papers import ids
from generator.papers.curation import Entry

_UNDATED = PaperDate(year=9999)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unnamed:
    """A paper before it has its id, with the curator's entry and the candidates of which it was made."""

    paper: Paper
    entry: Entry | None
    members: tuple[Candidate, ...]

    @property
    def wishes(self) -> tuple[str, ...]:
        """Every id that the facts could give, the best first."""
        paper, entry = self.paper, self.entry
        titles = [paper.title, *(entry.listed_as if entry else ()), *(member.title for member in self.members)]
        dates = [paper.date, *(member.date for member in self.members)]
        found = ids.all_ids(
            curated=entry.id if entry else None,
            identifiers=(
                *paper.identifiers,
                *(identifier for member in self.members for identifier in member.identifiers),
            ),
            titles=[title for title in titles if title],
            years=[date.year for date in dates if date],
            abstract_keys=[key for member in self.members if (key := member.abstract_key or member.abstract)],
        )
        return tuple(dict.fromkeys(found))

    @property
    def age(self) -> tuple[bool, tuple[int, int, int], str, str]:
        """Order papers by who keeps an id: a curator's own first, then the earlier paper, then by text."""
        paper = self.paper
        is_curated = self.entry is not None and self.entry.id is not None
        return (not is_curated, (paper.date or _UNDATED).sort_key, paper.title or "", paper.abstract or "")


def name(unnamed: tuple[Unnamed, ...], report: Report) -> tuple[Paper, ...]:
    """Return the papers with ids and aliases, in their order.

    An id that two papers could have stays with the earlier one, so that a paper added later takes no address away;
    the other takes its next id. An alias that two papers could have redirects nowhere.
    """
    wishes = [one.wishes for one in unnamed]
    chosen = _choose(unnamed, wishes, report)
    taken = set(chosen)
    claims: defaultdict[str, set[int]] = defaultdict(set)
    aliases = [(*wish, *_formerly(one.entry, report)) for one, wish in zip(unnamed, wishes, strict=True)]
    for index, wish in enumerate(aliases):
        for alias in wish:
            claims[alias].add(index)
    return tuple(
        replace(
            one.paper,
            id=chosen[index],
            aliases=tuple(
                sorted({alias for alias in aliases[index] if alias not in taken and len(claims[alias]) == 1})
            ),
        )
        for index, one in enumerate(unnamed)
    )


def _choose(unnamed: tuple[Unnamed, ...], wishes: list[tuple[str, ...]], report: Report) -> list[str]:
    taken: dict[str, int] = {}
    chosen = [""] * len(unnamed)
    for index in sorted(range(len(unnamed)), key=lambda place: (*unnamed[place].age, place)):
        chosen[index] = next(wish for wish in _endless(wishes[index]) if wish not in taken)
        if chosen[index] != wishes[index][0]:
            _tell(unnamed[index], wishes[index][0], chosen[index], report)
        taken[chosen[index]] = index
    return chosen


def _endless(wishes: tuple[str, ...]) -> Iterator[str]:
    """Return the wishes, then the best of them with numbers, so that every paper gets an id."""
    yield from wishes
    number = 2
    while True:
        yield f"{wishes[0][: ids.MAX_LENGTH - 6].rstrip('-')}-{number}"
        number += 1


def _tell(one: Unnamed, wish: str, given: str, report: Report) -> None:
    """Say that a paper did not get its first id."""
    if one.entry is not None and one.entry.id == wish:
        message = f"id '{wish}' is given to two papers"
        report.error("curation/same-id", one.entry.place("id"), message, hint="choose another id for one of them")
        return
    message = f"another paper has the id '{wish}'; this one is '{given}'"
    hint = "give it an id of its own in curated.yaml, or merge the two"
    report.warning("papers/same-id", one.paper.records[0].location, message, hint=hint)


def _formerly(entry: Entry | None, report: Report) -> Iterator[str]:
    """Return a curator's old ids that can be addresses."""
    for old in entry.formerly if entry else ():
        if ids.is_usable(old):
            yield old
        elif entry is not None:
            message = f"'{old[:60]}' cannot have been an id"
            hint = "write up to 60 lower-case letters and digits, with single hyphens between them"
            report.error("curation/bad-id", entry.place("formerly"), message, hint=hint)
