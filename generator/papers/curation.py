"""`papers/curated.yaml`: what curators know and decide about papers.

Owns: the file's values, each with its line. Must not: read papers' documents, merge; it only says what a person
decided. Its shape is `curation_shape`, whom an entry speaks of is found by `finding`.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.core import identifiers
from generator.core.diagnostics import Report
from generator.core.model import Author, Identifier, Link, LinkKind, Location, Milestone, PaperDate, Pin, Venue
from generator.core.text import clean, given_first, name_key
from generator.core.yamlnodes import Node, locate, parse, validate
from generator.papers.curation_shape import CuratedShape, EntryShape, VenueShape
from generator.papers.dates import parse_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Another record, named by an identifier, a title or the first words of its abstract."""

    text: str
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A curator's entry. `places` gives the line of each fact; values are clean."""

    location: Location
    places: tuple[tuple[str, Location], ...] = ()
    id: str | None = None
    title: str | None = None
    listed_as: tuple[str, ...] = ()
    abstract_begins: str | None = None
    authors: tuple[Author, ...] = ()
    date: PaperDate | None = None
    venue: Venue | None = None
    identifiers: tuple[Identifier, ...] = ()
    links: tuple[Link, ...] = ()
    kind: str | None = None
    abstract: str | None = None
    merge: tuple[Reference, ...] = ()
    separate: tuple[Reference, ...] = ()
    formerly: tuple[str, ...] = ()
    source: str | None = None

    def place(self, name: str) -> Location:
        """Return where a fact stands, or the entry when it has no line of its own."""
        return dict(self.places).get(name, self.location)

    @property
    def label(self) -> str:
        """What messages call the entry."""
        named = self.title or next(iter(self.listed_as), None) or self.abstract_begins
        return named or next((str(identifier) for identifier in self.identifiers), self.id or "without a name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Curation:
    """All entries and the papers to begin with, in the file's order; milestones, the newest first."""

    entries: tuple[Entry, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    start_here: tuple[Pin, ...] = ()


def load(text: str, *, path: str, report: Report) -> Curation:
    """Return what curators decided; faults of form are in the report, and then nothing is decided."""
    node = parse(text, path=path, report=report)
    if node is None:
        return Curation()
    shape = validate(node, CuratedShape, report=report, room="curation")
    if shape is None:
        return Curation()
    entries = tuple(_entry(entry, node, index) for index, entry in enumerate(shape.papers))
    for entry in entries:
        if not (entry.identifiers or entry.title or entry.listed_as or entry.abstract_begins):
            hint = "give it a title, an arXiv id, a DOI, or abstract_begins"
            report.error("curation/no-handle", entry.location, "entry names no paper", hint=hint)
    start_here = tuple(
        Pin(paper=entry.paper, because=clean(entry.because), location=locate(node, ("start_here", index)))
        for index, entry in enumerate(shape.start_here)
    )
    return Curation(entries=entries, milestones=_milestones(shape, node), start_here=start_here)


def _milestones(shape: CuratedShape, node: Node) -> tuple[Milestone, ...]:
    dated = ((parse_date(entry.date), index, entry) for index, entry in enumerate(shape.milestones))
    found = (
        Milestone(date=day, text=clean(entry.text), paper=entry.paper, location=locate(node, ("milestones", index)))
        for day, index, entry in dated
        if day is not None
    )
    return tuple(sorted(found, key=lambda one: (one.date.sort_key, one.text), reverse=True))


def _entry(shape: EntryShape, node: Node, index: int) -> Entry:
    at = ("papers", index)
    names = sorted(shape.model_fields_set)
    return Entry(
        location=locate(node, at),
        places=tuple((name, locate(node, (*at, name))) for name in names),
        id=shape.id,
        title=clean(shape.title) if shape.title else None,
        listed_as=tuple(clean(title) for title in shape.listed_as),
        abstract_begins=shape.abstract_begins,
        authors=tuple(_author(name) for name in shape.authors),
        date=parse_date(shape.date) if shape.date else None,
        venue=_venue(shape.venue),
        identifiers=_identifiers(shape),
        links=_links(shape),
        kind=clean(shape.kind).lower() if shape.kind else None,
        abstract=clean(shape.abstract) if shape.abstract else None,
        merge=_references(shape.merge, node, (*at, "merge")),
        separate=_references(shape.separate, node, (*at, "separate")),
        formerly=tuple(shape.formerly),
        source=shape.source,
    )


def _author(name: str) -> Author:
    written = given_first(clean(name))
    return Author(name_as_written=written, name_key=name_key(written))


def _venue(shape: VenueShape | None) -> Venue | None:
    if shape is None:
        return None
    return Venue(name=clean(shape.name), short=clean(shape.short) if shape.short else None, year=shape.year)


def _identifiers(shape: EntryShape) -> tuple[Identifier, ...]:
    written = [(scheme, getattr(shape, scheme)) for scheme in identifiers.SCHEMES]
    found = [identifiers.parse(scheme, value) for scheme, value in written if value]
    found += [identifiers.implied(identifier) for identifier in found if identifier]
    return tuple(dict.fromkeys(identifier for identifier in found if identifier))


def _links(shape: EntryShape) -> tuple[Link, ...]:
    kinds = (LinkKind.CODE, LinkKind.PROJECT, LinkKind.DATA, LinkKind.PDF)
    return tuple(Link(kind=kind, url=url) for kind in kinds if (url := getattr(shape, kind.value)))


def _references(texts: list[str], node: Node, at: tuple[str | int, ...]) -> tuple[Reference, ...]:
    return tuple(Reference(text=text, location=locate(node, (*at, index))) for index, text in enumerate(texts))
