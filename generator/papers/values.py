"""A cluster of candidates → the values of its paper, each with its provenance.

Owns: the precedence of values. Must not: decide what belongs together, make ids.

Precedence: a curator; then the records in this order: with a publisher's identifier (DOI, ACL, PubMed), with an arXiv
or OpenReview identifier or authors' names, with a title, untitled. Of two alike the one that says more, then by text.
Title, venue, organisation, kind: the first that has one. Abstract: the first, unless another goes on where it is cut.
Authors: the longest list. Date: the earliest, as exact as known. Identifiers, links, keywords: all of them.
Versions: the preprint, and each published form with its own DOI, venue and date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from generator.core.identifiers import SCHEMES, is_preprint
from generator.core.model import (
    Author,
    Candidate,
    Field,
    Identifier,
    Link,
    Location,
    Paper,
    PaperDate,
    Provenance,
    Record,
    Venue,
    Version,
)
from generator.papers.curation import Entry

ValueT = TypeVar("ValueT")
Place = tuple[Location, bool]
"""Where a value came from, and whether a curator gave it."""

_PUBLISHED = frozenset({"doi", "acl", "pmid"})


def sort_key(candidate: Candidate) -> tuple[str, ...]:
    """Order candidates by what they say, then by place: the same whatever the order of documents."""
    record = candidate.record
    place = f"{record.location.line:09d}:{record.location.column:09d}"
    identifiers = " ".join(str(identifier) for identifier in candidate.identifiers)
    return (
        candidate.abstract_key or "",
        candidate.title_key or "",
        identifiers,
        record.raw,
        record.location.path,
        place,
    )


def rank(candidate: Candidate) -> tuple[int, int]:
    """Return the precedence of a candidate: 0 first; then the one that says more."""
    schemes = {identifier.scheme for identifier in candidate.identifiers}
    if any(one.scheme in _PUBLISHED and not is_preprint(one) for one in candidate.identifiers):
        level = 0
    elif schemes or candidate.authors:
        level = 1
    else:
        level = 2 if candidate.title else 3
    return (level, -len(candidate.record.fields))


def by_precedence(members: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates of a cluster, the most trusted first."""
    return tuple(sorted(members, key=lambda candidate: (rank(candidate), sort_key(candidate))))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sources:
    """What the values of one paper are chosen from, and where each chosen one came from."""

    ordered: tuple[Candidate, ...]
    entry: Entry | None
    places: dict[str, Place] = field(default_factory=dict)

    def curated(self, name: str) -> None:
        """Note that a curator gave a value."""
        if self.entry:
            self.places[name] = (self.entry.place(name), True)

    def found(self, name: str, candidate: Candidate, *names: str) -> None:
        """Note that a candidate gave a value; `names` are the record's fields that it may stand in."""
        self.places.setdefault(name, (_place(candidate, *(names or (name,))), False))

    def value(
        self, name: str, get: Callable[[Candidate], ValueT | None], decided: ValueT | None = None
    ) -> ValueT | None:
        """Return the curator's value, else the first that a candidate has."""
        if decided is not None:
            self.curated(name)
            return decided
        for candidate in self.ordered:
            value = get(candidate)
            if value is not None:
                self.found(name, candidate)
                return value
        return None


def build(members: tuple[Candidate, ...], entry: Entry | None) -> Paper:
    """Return the paper of a cluster, without id and aliases."""
    sources = _Sources(ordered=by_precedence(members), entry=entry)
    authors = _authors(sources)
    venue = sources.value("venue", lambda c: c.venue, entry.venue if entry else None)
    identifiers = _identifiers(sources)
    date = _date(sources)
    keywords = dict.fromkeys(keyword for candidate in sources.ordered for keyword in candidate.keywords)
    return Paper(
        id="",
        title=sources.value("title", lambda c: c.title, entry.title if entry else None),
        authors=authors,
        author_count=len(authors) or sources.value("author_count", lambda c: c.author_count),
        organisation=sources.value("organisation", lambda c: c.organisation),
        date=date,
        venue=venue,
        identifiers=identifiers,
        abstract=_abstract(sources),
        links=_links(sources),
        kind=sources.value("kind", lambda c: c.kind, entry.kind if entry else None),
        keywords=tuple(keywords),
        versions=_versions(sources, identifiers, date, venue),
        records=tuple(candidate.record for candidate in sources.ordered),
        provenance=tuple(
            Provenance(field=name, location=place, curated=curated)
            for name, (place, curated) in sorted(sources.places.items())
        ),
    )


def _place(candidate: Candidate, *names: str) -> Location:
    """Return where a candidate's record has a field of one of the names, or the record itself."""
    record: Record = candidate.record
    fields: list[Field | None] = [record.first(name) for name in names]
    return next((field.location for field in fields if field), record.location)


def _authors(sources: _Sources) -> tuple[Author, ...]:
    if sources.entry and sources.entry.authors:
        sources.curated("authors")
        return sources.entry.authors
    best = max(sources.ordered, key=lambda c: (len(c.authors), sum(len(a.name_as_written) for a in c.authors)))
    if best.authors:
        sources.found("authors", best, "author")
    return best.authors


def _date(sources: _Sources) -> PaperDate | None:
    if sources.entry and sources.entry.date:
        sources.curated("date")
        return sources.entry.date
    dated = [(candidate.date, candidate) for candidate in sources.ordered if candidate.date]
    if not dated:
        return None
    # Within the earliest year a month beats none, within the earliest month a day: 2023-02-20 rather than 2023.
    date, candidate = min(dated, key=lambda one: (one[0].year, one[0].month or 13, one[0].day or 32))
    sources.found("date", candidate, "date", "year")
    return date


def _abstract(sources: _Sources) -> str | None:
    if sources.entry and sources.entry.abstract:
        sources.curated("abstract")
        return sources.entry.abstract
    told = [candidate for candidate in sources.ordered if candidate.abstract]
    if not told:
        return None
    key = told[0].abstract_key or ""
    going_on = [candidate for candidate in told if (candidate.abstract_key or "").startswith(key)]
    best = max(going_on, key=lambda candidate: len(candidate.abstract_key or ""))
    sources.found("abstract", best)
    return best.abstract


def _identifiers(sources: _Sources) -> tuple[Identifier, ...]:
    """Return all identifiers; a curator's identifier replaces the others of its scheme."""
    curated = sources.entry.identifiers if sources.entry else ()
    for identifier in curated:
        sources.curated(identifier.scheme)
    decided = {identifier.scheme for identifier in curated}
    found = dict.fromkeys(curated)
    for candidate in sources.ordered:
        for identifier in candidate.identifiers:
            if identifier.scheme not in decided:
                found[identifier] = None
                sources.found(identifier.scheme, candidate, identifier.scheme, "url", "key")
    return tuple(sorted(found, key=lambda one: (SCHEMES.index(one.scheme), one.value)))


def _links(sources: _Sources) -> tuple[Link, ...]:
    """Return all links, each address once; a curator's kind of an address beats the guess, and stands first."""
    found: dict[str, Link] = {}
    for link in sources.entry.links if sources.entry else ():
        found[_same_address(link.url)] = link
        sources.curated(link.kind.value)
    for candidate in sources.ordered:
        for link in candidate.links:
            if found.setdefault(_same_address(link.url), link) is link:
                sources.found(link.kind.value, candidate, link.kind.value, "url", "abstract")
    return tuple(sorted(found.values(), key=lambda link: link.kind.value))


def _same_address(url: str) -> str:
    """Return what two spellings of one address share."""
    bare = url.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return bare.rstrip("/").removesuffix(".git").casefold()


def _versions(
    sources: _Sources, identifiers: tuple[Identifier, ...], date: PaperDate | None, venue: Venue | None
) -> tuple[Version, ...]:
    """Return the preprint and each published version, as far as they are known.

    Records with different DOIs of publishers (a conference's and a journal's) are different versions; of one version
    alone the paper's own venue is its venue.
    """
    preprint = tuple(one for one in identifiers if is_preprint(one))
    versions = [Version(kind="preprint", date=date, identifiers=preprint)] if preprint else []
    published = tuple(one for one in identifiers if not is_preprint(one))
    several = _published(sources.ordered) if not (sources.entry and sources.entry.identifiers) else ()
    if len(several) > 1:
        return (*versions, *several)
    if published or venue:
        year = PaperDate(year=venue.year) if venue and venue.year else None
        shown = year if preprint else date or year
        versions.append(Version(kind="published", date=shown, venue=venue, identifiers=published))
    return tuple(versions)


def _published(ordered: tuple[Candidate, ...]) -> tuple[Version, ...]:
    """Return a version a publisher's DOI, in the records' order, with its own venue and the earliest of its dates."""
    groups: dict[Identifier, list[Candidate]] = {}
    for candidate in ordered:
        own = next((one for one in candidate.identifiers if one.scheme == "doi" and not is_preprint(one)), None)
        if own:
            groups.setdefault(own, []).append(candidate)
    return tuple(
        Version(
            kind="published",
            date=min((one.date for one in members if one.date), key=lambda date: date.sort_key, default=None),
            venue=next((one.venue for one in members if one.venue), None),
            identifiers=tuple(
                dict.fromkeys(found for one in members for found in one.identifiers if not is_preprint(found))
            ),
        )
        for members in groups.values()
    )
