"""`papers/curated.yaml`: what curators know and decide about papers.

Owns: the shape of the file, its values, and which candidates an entry speaks of. Must not: read papers' documents,
merge; it only says what a person decided, each fact with its line.

An entry finds its paper by its arXiv id or another identifier, by its title or a title under which documents list it,
or by the first words of the abstract. `merge` and `separate` name other records in the same ways.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field

from generator.core import identifiers, urls
from generator.core.diagnostics import Report
from generator.core.model import (
    Author,
    Candidate,
    Identifier,
    Link,
    LinkKind,
    Location,
    Milestone,
    PaperDate,
    Pin,
    Venue,
)
from generator.core.text import clean, fold, given_first, name_key, title_key, words
from generator.core.yamlnodes import Node, Shape, Whole, fault, locate, parse, validate
from generator.papers.dates import parse_date
from generator.papers.ids import is_usable

MIN_OPENING_WORDS = 5
"""Fewer words begin too many abstracts."""


# --- the shape -----------------------------------------------------------------------------------


def _checked(code: str, is_good: Callable[[str], bool], message: str, hint: str) -> AfterValidator:
    def check(value: str) -> str:
        if not is_good(value):
            raise fault(code, message.format(value=clean(value, limit=60)), hint=hint)
        return value

    return AfterValidator(check)


def _identifier(scheme: str, name: str, example: str) -> AfterValidator:
    return _checked(
        "bad-identifier",
        lambda value: identifiers.parse(scheme, value) is not None,
        f"'{{value}}' is no {name}",
        f"write it as {example}",
    )


_Text = Annotated[str, Field(min_length=1, max_length=20_000)]
_Address = Annotated[
    str,
    _checked(
        "bad-link",
        lambda value: urls.refusal(value) is None,
        "'{value}' cannot be linked",
        "write a whole address that begins with https://",
    ),
    Field(json_schema_extra={"pattern": "^https?://", "x-words": "an address that begins with https://"}),
]
_Date = Annotated[
    str,
    _checked(
        "bad-date",
        lambda value: (
            re.fullmatch(r"\d{4}(-\d{2}){0,2}", value, re.ASCII) is not None and parse_date(value) is not None
        ),
        "'{value}' is no date",
        "write 2023-02-20, or 2023-02, or 2023",
    ),
    Field(
        json_schema_extra={"pattern": r"^\d{4}(-\d{2}){0,2}$", "x-words": "a day, a month or a year, the year first"}
    ),
]
_Id = Annotated[
    str,
    _checked(
        "bad-id",
        is_usable,
        "'{value}' cannot be an id",
        "write up to 60 lower-case letters and digits, with single hyphens between them",
    ),
    Field(
        json_schema_extra={
            "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
            "maxLength": 60,
            "x-words": "an id: small letters, digits and single hyphens",
        }
    ),
]
_Opening = Annotated[
    str,
    _checked(
        "short-opening",
        lambda value: len(words(value)) >= MIN_OPENING_WORDS,
        "'{value}' is too short to find one abstract",
        f"write at least {MIN_OPENING_WORDS} words",
    ),
]


class VenueShape(Shape):
    """Where a paper was published."""

    model_config = ConfigDict(title="venue")

    name: _Text = Field(
        description="The full name, as the venue writes it.", examples=["International Conference on Machine Learning"]
    )
    short: _Text | None = Field(
        None, description="The short name under which papers of one venue come together.", examples=["ICML"]
    )
    year: Whole | None = Field(None, ge=1500, le=2200, description="The year of this edition.", examples=[2023])


class EntryShape(Shape):
    """What is known of one paper. Leave out what you do not know."""

    model_config = ConfigDict(title="entry")

    id: _Id | None = Field(
        None,
        description="The last part of the paper's address; made from its identifiers if left out.",
        examples=["lamps-of-the-north"],
    )
    title: _Text | None = Field(
        None, description="The published title. It also finds the paper.", examples=["Lamps of the North"]
    )
    listed_as: list[_Text] = Field(
        [], description="Other titles under which documents list the paper.", examples=[["Lamps of the north (draft)"]]
    )
    abstract_begins: _Opening | None = Field(
        None,
        description="The first words of the abstract, to find an untitled record.",
        examples=["In this paper we light lamps in towers"],
    )
    authors: list[_Text] = Field(
        [], description="All authors in order, given name first.", examples=[["Ada Keeper", "Jean Lens"]]
    )
    date: _Date | None = Field(
        None, description="The day, month or year of the first public version.", examples=["2023-02-20"]
    )
    venue: VenueShape | None = Field(
        None,
        description="Where it was published.",
        examples=[{"name": "International Conference on Machine Learning", "short": "ICML", "year": 2023}],
    )
    arxiv: Annotated[str, _identifier("arxiv", "arXiv identifier", "2302.10035")] | None = Field(
        None, description="The arXiv identifier, without a version.", examples=["2302.10035"]
    )
    doi: Annotated[str, _identifier("doi", "DOI", "10.1007/s11633-022-1410-8")] | None = Field(
        None, description="The DOI, without https://doi.org/.", examples=["10.1007/s11633-022-1410-8"]
    )
    acl: Annotated[str, _identifier("acl", "ACL Anthology identifier", "2023.acl-long.110")] | None = Field(
        None, description="The identifier in the ACL Anthology.", examples=["2023.acl-long.110"]
    )
    openreview: Annotated[str, _identifier("openreview", "OpenReview identifier", "WNzy9bRDvG")] | None = Field(
        None, description="The identifier on OpenReview.", examples=["WNzy9bRDvG"]
    )
    pmid: Annotated[str, _identifier("pmid", "PubMed identifier", "12345678")] | None = Field(
        None, description="The identifier in PubMed.", examples=["12345678"]
    )
    code: _Address | None = Field(
        None, description="The address of the code.", examples=["https://github.com/owner/name"]
    )
    project: _Address | None = Field(
        None, description="The address of the project page.", examples=["https://example.org/lamps"]
    )
    data: _Address | None = Field(
        None, description="The address of the data.", examples=["https://example.org/lamps/data"]
    )
    pdf: _Address | None = Field(None, description="The address of a PDF.", examples=["https://example.org/lamps.pdf"])
    kind: _Text | None = Field(None, description="What kind of work it is.", examples=["survey"])
    abstract: _Text | None = Field(
        None, description="A corrected abstract.", examples=["We light lamps in towers and count the ships."]
    )
    merge: list[_Text] = Field(
        [], description="Records that are this paper although no rule joins them.", examples=[["Northern lamps"]]
    )
    separate: list[_Text] = Field(
        [], description="Records that must never be joined to this paper.", examples=[["Lamps of the South"]]
    )
    formerly: list[_Text] = Field(
        [], description="Ids that the paper had before; their addresses redirect.", examples=[["northern-lamps"]]
    )
    source: _Text | None = Field(
        None, description="Where these facts were read.", examples=["https://example.org/lamps"]
    )


class MilestoneShape(Shape):
    """An event of the field, shown between the papers of the timeline."""

    model_config = ConfigDict(title="milestone")

    date: _Date = Field(description="When it was, to the year, the month or the day.", examples=["2022-11-30"])
    text: _Text = Field(description="What happened, in a sentence.", examples=["The first lamp is lit."])
    paper: _Text | None = Field(
        None, description="The id of the paper that it is about, as in its address.", examples=["lamps-of-the-north"]
    )


class StartShape(Shape):
    """A paper to begin with."""

    model_config = ConfigDict(title="start")

    paper: _Text = Field(description="The id of the paper, as in its address.", examples=["lamps-of-the-north"])
    because: _Text = Field(description="Why a newcomer should read it, in a line.", examples=["It names every lamp."])


class CuratedShape(Shape):
    """Facts and decisions about papers, by people."""

    model_config = ConfigDict(title="file")

    papers: list[EntryShape] = Field(
        description="One entry a paper, sorted by title.",
        examples=[[{"title": "Lamps of the North", "date": "2023-02-20"}]],
    )
    start_here: list[StartShape] = Field(
        [],
        max_length=5,
        description="Papers to begin with, in order; the home page shows them.",
        examples=[[{"paper": "lamps-of-the-north", "because": "It names every lamp."}]],
    )
    milestones: list[MilestoneShape] = Field(
        [],
        description="Events of the field, shown between the papers of the timeline.",
        examples=[[{"date": "2022-11-30", "text": "The first lamp is lit."}]],
    )


# --- the values ----------------------------------------------------------------------------------


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


# --- whom an entry speaks of -----------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Finder:
    """Finds candidates by identifier, title, or the first words of the abstract; built once over all candidates."""

    by_identifier: dict[Identifier, tuple[int, ...]]
    by_title: dict[str, tuple[int, ...]]
    by_opening: dict[str, tuple[int, ...]]
    abstracts: tuple[str, ...]

    def entry(self, entry: Entry) -> tuple[int, ...]:
        """Return the indexes of the candidates that an entry speaks of, ascending."""
        found = {index for identifier in entry.identifiers for index in self.by_identifier.get(identifier, ())}
        for title in (entry.title, *entry.listed_as):
            found.update(self.by_title.get(title_key(title or ""), ()))
        if entry.abstract_begins:
            found.update(self._beginning(entry.abstract_begins))
        return tuple(sorted(found))

    def reference(self, reference: Reference) -> tuple[int, ...]:
        """Return the indexes of the candidates that a reference names, ascending."""
        text = reference.text
        identifier = identifiers.recognise(text) or identifiers.arxiv(text)
        if identifier and identifier in self.by_identifier:
            return self.by_identifier[identifier]
        found = self.by_title.get(title_key(text))
        if found:
            return found
        return self._beginning(text) if len(words(text)) >= MIN_OPENING_WORDS else ()

    def _beginning(self, opening: str) -> tuple[int, ...]:
        key = title_key(opening)
        block = self.by_opening.get(_opening(opening), ())
        return tuple(index for index in block if self.abstracts[index].startswith(key))


def _opening(text: str) -> str:
    """Return the start of a text that every opening of it shares."""
    return "".join(words(fold(text[:400]))[:MIN_OPENING_WORDS])[:12]


def finder(candidates: tuple[Candidate, ...]) -> Finder:
    """Return the finder over all candidates."""
    by_identifier: dict[Identifier, list[int]] = {}
    by_title: dict[str, list[int]] = {}
    by_opening: dict[str, list[int]] = {}
    for index, candidate in enumerate(candidates):
        for identifier in candidate.identifiers:
            by_identifier.setdefault(identifier, []).append(index)
        if candidate.title_key:
            by_title.setdefault(candidate.title_key, []).append(index)
        if candidate.abstract_key:
            by_opening.setdefault(candidate.abstract_key[:12], []).append(index)
    return Finder(
        by_identifier={key: tuple(found) for key, found in by_identifier.items()},
        by_title={key: tuple(found) for key, found in by_title.items()},
        by_opening={key: tuple(found) for key, found in by_opening.items()},
        abstracts=tuple(candidate.abstract_key or "" for candidate in candidates),
    )
