"""All values of the domain, frozen; no behaviour beyond properties derived from a value's own fields.

Owns: what a record, a paper, a topic, an assignment is. Must not: read files, know YAML or templates.
Offsets are in characters (Python `str` indices); lines and columns count from 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

# --- where things stand --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Location:
    """A place in a file: `path` relative to the project with `/`; lines and columns count from 1."""

    path: str
    line: int = 1
    column: int = 1
    end_column: int | None = None

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


# --- documents and records -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An input file in `papers/documents/`, decoded; `retrieved` resolves dates printed without a year."""

    path: str
    text: str
    format: str | None = None
    retrieved: date | None = None
    origin: str | None = None
    """Where the file comes from, as `documents.yaml` tells it (a sentence or an address)."""
    encoding: str = "utf-8"
    refused: Rejected | None = None
    """The whole document as one rejected record, when nothing of it can be read; `text` is empty then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One value of a record as it was found, verbatim, and where.

    Names that readers use: title, abstract, author (one a value), author_count, organisation, date,
    year, venue, arxiv, doi, acl, openreview, pmid, url, code, pdf, project, data, keyword, section,
    kind, key (the document's own name of the record).
    """

    name: str
    value: str
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One description of a paper as found in one document, verbatim."""

    location: Location
    end_line: int
    """The last line of the record; the reader accounts for every line of a document."""
    format: str
    raw: str
    fields: tuple[Field, ...]

    def first(self, name: str) -> Field | None:
        """Return the first field of that name, or None."""
        return next((field for field in self.fields if field.name == name), None)

    def all(self, name: str) -> tuple[Field, ...]:
        """Return every field of that name, in the document's order."""
        return tuple(field for field in self.fields if field.name == name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A record that could not be read, and the reason in words that a person understands."""

    location: Location
    end_line: int
    format: str
    raw: str
    reason: str
    code: str = "papers/rejected"
    hint: str | None = None
    """The cure, where there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chrome:
    """Lines of a document that hold no record and lose nothing: a page's header, a comment, a lone bracket."""

    location: Location
    end_line: int
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something odd that a reader read over without losing a record: a missing comma, a key used twice."""

    location: Location
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that a reader made of one document, in the document's order; every line with text is in one of the three."""

    records: tuple[Record, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    chrome: tuple[Chrome, ...] = ()
    remarks: tuple[Remark, ...] = ()


# --- papers --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """A name as written, and its folded form for comparison; no person is resolved behind it."""

    name_as_written: str
    name_key: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class PaperDate:
    """A date known to the year, the month or the day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def sort_key(self) -> tuple[int, int, int]:
        """Order by time; an unknown month or day counts as the earliest."""
        return (self.year, self.month or 0, self.day or 0)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Identifier:
    """An external name of a paper in canonical form; schemes: arxiv, doi, acl, openreview, pmid."""

    scheme: str
    value: str

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


class LinkKind(StrEnum):
    """What stands behind a link."""

    ABSTRACT = "abstract"
    PDF = "pdf"
    CODE = "code"
    PROJECT = "project"
    DATA = "data"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Link:
    """An http(s) address that passed the URL policy, and what stands behind it."""

    kind: LinkKind
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """Where a paper was published: a short name that repeats (`ICML`), the full one, its own year."""

    name: str
    short: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Which place gave a field its value; `curated` when a person decided it in `curated.yaml`."""

    field: str
    location: Location
    curated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A record after normalisation, before merging. Text is clean and plain; nothing is markup."""

    record: Record
    title: str | None = None
    title_key: str | None = None
    authors: tuple[Author, ...] = ()
    author_count: int | None = None
    organisation: str | None = None
    date: PaperDate | None = None
    venue: Venue | None = None
    identifiers: tuple[Identifier, ...] = ()
    abstract: str | None = None
    abstract_key: str | None = None
    links: tuple[Link, ...] = ()
    kind: str | None = None
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One form in which a paper appeared: a preprint, a conference paper, a journal article."""

    kind: str
    date: PaperDate | None = None
    venue: Venue | None = None
    identifiers: tuple[Identifier, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The work itself, after merging records. `id` makes its URL; `aliases` are ids that redirect to it."""

    id: str
    title: str | None = None
    authors: tuple[Author, ...] = ()
    author_count: int | None = None
    organisation: str | None = None
    date: PaperDate | None = None
    """Of the first public version."""
    venue: Venue | None = None
    identifiers: tuple[Identifier, ...] = ()
    abstract: str | None = None
    links: tuple[Link, ...] = ()
    kind: str | None = None
    keywords: tuple[str, ...] = ()
    versions: tuple[Version, ...] = ()
    records: tuple[Record, ...] = ()
    aliases: tuple[str, ...] = ()
    provenance: tuple[Provenance, ...] = ()

    @property
    def year(self) -> int | None:
        """The year of the first public version, or None when unknown."""
        return self.date.year if self.date else None

    def text(self, field: str) -> str:
        """Return the text of `title` or `abstract` that matches point into; empty when unknown."""
        return (self.title if field == "title" else self.abstract) or ""

    def identifier(self, scheme: str) -> str | None:
        """Return the value of the first identifier of that scheme, or None."""
        return next((i.value for i in self.identifiers if i.scheme == scheme), None)

    def link(self, kind: LinkKind) -> str | None:
        """Return the first address of that kind, or None."""
        return next((link.url for link in self.links if link.kind == kind), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """One record joined to a paper: by which rule, with which score (0 to 1)."""

    kept: Location
    merged: Location
    rule: str
    score: float
    paper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PossibleDuplicate:
    """Two papers that look alike or share an identifier and were not merged, and why."""

    papers: tuple[str, str]
    reason: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """An event of the field that a curator sets between the papers of the timeline."""

    date: PaperDate
    text: str
    paper: str | None
    """Id of the paper that it is about."""
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What became of every record: identified = rejected + duplicates + included."""

    identified: int
    rejected: int
    duplicates: int
    included: int

    @property
    def balances(self) -> bool:
        """True when nothing is lost."""
        return self.identified == self.rejected + self.duplicates + self.included


# --- taxonomy ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A phrase as written in a rule, and where."""

    text: str
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Phrases that stand for the same thing, under a name: `$name` in a phrase is any one of them."""

    name: str
    phrases: tuple[Phrase, ...]
    location: Location
    means: str | None = None
    """What the phrases have in common, in a few words for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a topic matches.

    One of `any`, or one of `central`, or two different ones of `some`; each of `all` as well; none of `none`; and the
    paper must be in the topics of `needs`.
    """

    location: Location
    any: tuple[Phrase, ...] = ()
    """One is enough, anywhere in title or abstract."""
    central: tuple[Phrase, ...] = ()
    """One is enough, but only in the title or in a sentence that says what the paper does."""
    some: tuple[Phrase, ...] = ()
    """Weaker phrases: two different ones are needed."""
    all: tuple[Phrase, ...] = ()
    """Each is needed as well."""
    none: tuple[Phrase, ...] = ()
    """One is a veto."""
    ignore: tuple[Phrase, ...] = ()
    """Other senses: what touches such a phrase speaks for nothing, here and in all narrower topics."""
    needs: tuple[Phrase, ...] = ()
    """Ids of topics that must hold the paper, by evidence of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence that the rule must match (`expected`), or must not."""

    text: str
    expected: bool
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A curator's word about a paper and a topic; it beats any rule."""

    paper: str
    because: str | None
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A node of the taxonomy, a SKOS concept. A facet is a topic without a parent."""

    id: str
    label: str
    location: Location
    definition: str
    scope_note: str | None = None
    alt_labels: tuple[str, ...] = ()
    rule: Rule | None = None
    examples: tuple[Example, ...] = ()
    include: tuple[Pin, ...] = ()
    exclude: tuple[Pin, ...] = ()
    parent: str | None = None
    also_under: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    """Ids of the topics written below this one, in the file's order."""
    related: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()

    @property
    def parents(self) -> tuple[str, ...]:
        """The written parent first, then `also_under`."""
        return ((self.parent,) if self.parent else ()) + self.also_under


@dataclass(frozen=True, slots=True, kw_only=True)
class Impossible:
    """A pair of topics that cannot meet in one paper, and why (a cell of the gap map that is no gap)."""

    topics: tuple[str, str]
    because: str
    location: Location


@dataclass(frozen=True, kw_only=True)
class Taxonomy:
    """All topics in the file's order (parents before their narrower topics)."""

    topics: tuple[Topic, ...]
    impossible: tuple[Impossible, ...] = ()
    outside: tuple[Pin, ...] = ()
    """Papers that are rightly outside the taxonomy, with the reason."""
    groups: tuple[Group, ...] = ()
    """Named groups of phrases that rules share; the top-level key `groups`."""

    @cached_property
    def by_id(self) -> dict[str, Topic]:
        """Topics by id."""
        return {topic.id: topic for topic in self.topics}

    @cached_property
    def facets(self) -> tuple[Topic, ...]:
        """Top-level topics, in the file's order."""
        return tuple(topic for topic in self.topics if topic.parent is None)

    @cached_property
    def _children(self) -> dict[str, tuple[str, ...]]:
        children: dict[str, list[str]] = {topic.id: [] for topic in self.topics}
        for topic in self.topics:
            for parent in topic.parents:
                children[parent].append(topic.id)
        return {parent: tuple(ids) for parent, ids in children.items()}

    def children(self, topic_id: str) -> tuple[str, ...]:
        """Return the ids directly below a topic, those of `also_under` included, in the file's order."""
        return self._children[topic_id]

    def ancestors(self, topic_id: str) -> tuple[str, ...]:
        """Return the ids above a topic, nearest first, each once."""
        found: dict[str, None] = {}
        queue = list(self.by_id[topic_id].parents)
        while queue:
            current = queue.pop(0)
            if current not in found and current != topic_id:
                found[current] = None
                queue += self.by_id[current].parents
        return tuple(found)

    def descendants(self, topic_id: str) -> tuple[str, ...]:
        """Return the ids below a topic, each once, breadth first."""
        found: dict[str, None] = {}
        queue = list(self.children(topic_id))
        while queue:
            current = queue.pop(0)
            if current not in found and current != topic_id:
                found[current] = None
                queue += self.children(current)
        return tuple(found)

    def path(self, topic_id: str) -> tuple[Topic, ...]:
        """Return the topics from the facet down to this one, by the written parents."""
        chain = [self.by_id[topic_id]]
        while chain[-1].parent is not None:
            chain.append(self.by_id[chain[-1].parent])
        return tuple(reversed(chain))

    def facet_of(self, topic_id: str) -> Topic:
        """Return the facet under which a topic is written."""
        return self.path(topic_id)[0]


# --- assignments ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A phrase found at a span of a paper's title or abstract; `text == paper.text(field)[start:end]`."""

    field: str
    start: int
    end: int
    text: str
    phrase: Phrase
    is_central: bool = False
    """Whether it stands in the title or in a sentence that says what the paper does."""
    part: int = 0
    """Which part of a phrase that `&` joins it is, from 0."""


class Origin(StrEnum):
    """How a paper came to a topic."""

    MATCHED = "matched"
    NARROWER = "narrower"
    CURATED = "curated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A paper in a topic, with the evidence: matches, the narrower topics it came through, or a curator's line."""

    paper: str
    topic: str
    origin: Origin
    matches: tuple[Match, ...] = ()
    through: tuple[str, ...] = ()
    """Ids of the narrower topics, directly below, that hold the paper."""
    pin: Pin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """Almost an assignment: what matched, and what was missing or vetoed it, in one sentence."""

    paper: str
    topic: str
    matched: tuple[Match, ...]
    vetoed_by: tuple[Match, ...] = ()
    missing: tuple[str, ...] = ()
    pin: Pin | None = None
    """The curator's exclusion, where that is what kept the paper out."""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """What the classifier says of all papers; sorted by paper, then the taxonomy's order."""

    assignments: tuple[Assignment, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()


# --- names ---------------------------------------------------------------------------------------


class NameKind(StrEnum):
    """What a name in `papers/names.yaml` stands for."""

    METHOD = "method"
    DATA = "data"
    METRIC = "metric"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Something that papers name: a method or model, a data set or benchmark, a metric; and how it is written."""

    name: str
    kind: NameKind
    location: Location
    aliases: tuple[str, ...] = ()
    better: str | None = None
    """Of a metric: `higher` or `lower`, where one of them is better."""


# --- the site ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What `mkdocs.yml` tells the generator; the only place where a fork changes names and addresses."""

    site_name: str
    site_description: str = ""
    site_url: str | None = None
    repository: str | None = None
    """`https://github.com/owner/name`, or None; links to issues and lines of files are made from it."""
    branch: str = "main"
    use_directory_urls: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Artefact:
    """One file to publish: its path relative to the project, with `/`, and its bytes."""

    path: str
    content: bytes
