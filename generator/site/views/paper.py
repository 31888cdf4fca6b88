"""A paper's page: its facts, its abstract with the evidence marked, why it has its topics, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.core.model import Assignment, LinkKind, Match, Origin, Paper, Phrase
from generator.core.repository import correct_paper_url
from generator.site import sinks, words
from generator.site.address import Links, paper_uri
from generator.site.evidence import Segment, Span, Spot, excerpt, nearest, segments
from generator.site.page import Citation, Page
from generator.site.views import provenance
from generator.site.views.context import Context, Place
from generator.site.views.named import BuiltWith, built_with
from generator.site.views.parts import Chip, Link, PaperLink, chip, most_specific, own_topics, paper_link

_QUOTES_A_ROW = 3
_NEIGHBOUR_ROWS = 3
_DOI = "https://doi.org/"
_ARXIV = "https://arxiv.org/abs/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """The way from a row back to the abstract."""

    href: Markup
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """A phrase of the rule that was found: quoted once, with links to every place in the abstract."""

    quote: tuple[Segment, ...]
    title_note: str
    backs: tuple[Back, ...]
    """Links to the places in the abstract where the phrase stands."""
    phrase: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyRow:
    """A topic of the paper and what put it there."""

    number: int
    chip: Chip
    how: str
    lines: tuple[EvidenceLine, ...]
    folded: tuple[EvidenceLine, ...]
    folded_label: str
    is_bare: bool
    pin_reason: str
    pin_place: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BroaderRow:
    """A topic that holds the paper through narrower ones."""

    chip: Chip
    through: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """A near miss."""

    chip: Chip
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """The papers before and after this one in a topic's list."""

    chip: Chip
    place: str
    previous: PaperLink | None
    next: PaperLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """What a paper's page shows."""

    is_given: bool
    untitled_note: str
    authors: str
    year: str
    year_href: Markup
    venue: str
    read: Link | None
    links: tuple[Link, ...]
    code_note: str
    abstract: tuple[Segment, ...]
    abstract_note: str
    why: tuple[WhyRow, ...]
    broader: tuple[BroaderRow, ...]
    why_not: tuple[WhyNot, ...]
    why_not_count: str
    outside_note: str
    built_with: BuiltWith | None
    closest: tuple[PaperLink, ...]
    neighbours: tuple[Neighbours, ...]
    bibtex: str
    downloads: tuple[Link, ...]
    identifiers: tuple[Link, ...]
    origins: provenance.Origins
    correction: Markup


def pages(context: Context) -> Iterator[Page]:
    """Yield every paper's page."""
    for paper in context.survey.papers:
        yield _page(context, paper)


def _page(context: Context, paper: Paper) -> Page:
    links = context.links(paper_uri(paper.id))
    title = words.title(paper)
    labels = tuple(context.survey.taxonomy.by_id[topic].label for topic in context.survey.topics_of[paper.id])
    return Page(
        uri=paper_uri(paper.id),
        template="paper",
        title=title.text,
        description=_description(paper),
        tags=labels,
        is_searchable=len(context.survey.papers) <= SEARCHABLE_PAPERS,
        citation=Citation(
            title=title.text,
            authors=tuple(author.name_as_written for author in paper.authors),
            date=str(paper.date).replace("-", "/") if paper.date else None,
            doi=paper.identifier("doi"),
            arxiv=paper.identifier("arxiv"),
            venue=paper.venue.name if paper.venue else None,
        ),
        view=_view(context, links, paper),
    )


SEARCHABLE_PAPERS = 300
"""Above this many papers the header's search knows topics and pages only: its index is loaded on every page view."""


def _description(paper: Paper) -> str:
    year = f", {paper.year}" if paper.year else ""
    return f"{words.title(paper).text}. {words.authors(paper, limit=3)}{year}."


def _view(context: Context, links: Links, paper: Paper) -> PaperView:
    title = words.title(paper)
    own = own_topics(context, paper)
    correction = correct_paper_url(context.settings, paper_id=paper.id, name=title.text)
    return PaperView(
        is_given=title.is_given,
        untitled_note=""
        if title.is_given
        else "Untitled: no document names this paper, so its opening words stand here.",
        authors=words.authors(paper, limit=len(paper.authors)),
        year=str(paper.year) if paper.year else "undated",
        year_href=links.to("timeline/", fragment=f"y{paper.year}" if paper.year else "undated"),
        venue=words.venue(paper),
        read=_read(paper),
        links=_links(paper),
        code_note="" if paper.link(LinkKind.CODE) else "No public code known",
        abstract=_abstract(context, paper, own),
        abstract_note="" if paper.abstract else "No document gives an abstract of this paper.",
        why=tuple(_why(context, links, paper, row, number) for number, row in enumerate(own, start=1)),
        broader=_broader(context, links, paper),
        why_not=tuple(
            WhyNot(chip=chip(context, links, miss.topic), reason=miss.reason)
            for miss in context.survey.near_misses_of[paper.id]
        ),
        why_not_count=str(len(context.survey.near_misses_of[paper.id])),
        outside_note=_outside_note(context, paper),
        built_with=built_with(context, links, paper),
        closest=tuple(
            paper_link(links, context.survey.by_id[near.paper], note=near.reason)
            for near in context.extras.closest.get(paper.id, ())
        ),
        neighbours=tuple(
            _neighbours(context, links, paper, topic) for topic in most_specific(context, paper)[:_NEIGHBOUR_ROWS]
        ),
        bibtex=context.extras.bibtex.get(paper.id, ""),
        downloads=tuple(
            Link(label=file.label, href=links.to(file.uri)) for file in context.extras.paper_downloads.get(paper.id, ())
        ),
        identifiers=_identifiers(paper),
        origins=provenance.origins(context, paper),
        correction=sinks.url(correction) if correction else links.to("contribute/"),
    )


def _read(paper: Paper) -> Link | None:
    """Return the one filled button: the publisher's page, else the preprint, else what the documents link."""
    doi, arxiv = paper.identifier("doi"), paper.identifier("arxiv")
    address = (
        paper.link(LinkKind.ABSTRACT)
        or (f"{_ARXIV}{arxiv}" if arxiv else None)
        or (f"{_DOI}{doi}" if doi else None)
        or paper.link(LinkKind.PDF)
    )
    return Link(label="Read the paper", href=sinks.url(address)) if address else None


_LINK_LABELS = {LinkKind.PDF: "PDF", LinkKind.CODE: "Code", LinkKind.PROJECT: "Project page", LinkKind.DATA: "Data"}


def _links(paper: Paper) -> tuple[Link, ...]:
    return tuple(
        Link(label=_LINK_LABELS[link.kind], href=sinks.url(link.url))
        for link in paper.links
        if link.kind in _LINK_LABELS
    )


def _identifiers(paper: Paper) -> tuple[Link, ...]:
    made = []
    for identifier in paper.identifiers:
        base = {"doi": _DOI, "arxiv": _ARXIV, "openreview": "https://openreview.net/forum?id="}.get(identifier.scheme)
        base = base or {"acl": "https://aclanthology.org/", "pmid": "https://pubmed.ncbi.nlm.nih.gov/"}.get(
            identifier.scheme
        )
        if base:
            made.append(Link(label=str(identifier), href=sinks.url(base + identifier.value)))
    return tuple(made)


def _anchor(row: int, match: int) -> Markup:
    return sinks.anchor(f"ev-{row}-{match}")


def _by_phrase(assignment: Assignment) -> dict[Phrase, list[tuple[int, Match]]]:
    """Return the matches of each phrase with their numbers, from 1, in the order of the assignment."""
    found: dict[Phrase, list[tuple[int, Match]]] = {}
    for index, match in enumerate(assignment.matches, start=1):
        found.setdefault(match.phrase, []).append((index, match))
    return found


def _marked(paper: Paper, assignment: Assignment) -> frozenset[int]:
    """Return the numbers of the matches that are marked in the abstract.

    Those of the phrases that the table shows unfolded, and of `a & b` the pair that stands together: every word that
    a phrase touches would hide what a reader looks for.
    """
    marked: set[int] = set()
    shown = 0
    for found in _by_phrase(assignment).values():
        inside = [(index, match) for index, match in found if match.field == "abstract"]
        if not inside or shown == _QUOTES_A_ROW:
            continue
        shown += 1
        places = [Spot(start=match.start, end=match.end, part=match.part) for _, match in inside]
        marked |= {inside[place][0] for place in nearest(paper.abstract or "", places)}
    return frozenset(marked)


def _abstract(context: Context, paper: Paper, own: tuple[Assignment, ...]) -> tuple[Segment, ...]:
    spans = [
        Span(
            start=match.start,
            end=match.end,
            number=row,
            style=context.style(assignment.topic),
            anchor=_anchor(row, index),
        )
        for row, assignment in enumerate(own, start=1)
        for marked in (_marked(paper, assignment),)
        for index, match in enumerate(assignment.matches, start=1)
        if index in marked
    ]
    return segments(paper.abstract or "", spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row of the table being made: its number, and the matches that are marked in the abstract."""

    number: int
    marked: frozenset[int]


def _evidence(context: Context, links: Links, paper: Paper, found: list[tuple[int, Match]], row: _Row) -> EvidenceLine:
    """Return all matches of one phrase: the sentence that holds most of it is quoted, marked places are pointed at."""
    in_abstract = [(index, match) for index, match in found if match.field == "abstract"]
    shown = (in_abstract or found)[0][1]
    spans = [
        Span(start=match.start, end=match.end, number=row.number, style=0, anchor="")
        for _, match in in_abstract or found
    ]
    return EvidenceLine(
        quote=excerpt(paper.text(shown.field), spans),
        title_note="" if len(in_abstract) == len(found) else "also in the title" if in_abstract else "in the title",
        backs=tuple(
            Back(href=links.within(_anchor(row.number, index)), label=f"Show in the abstract, place {place}")
            for place, index in enumerate((index for index, _ in in_abstract if index in row.marked), start=1)
        ),
        phrase=shown.phrase.text,
        place=context.place(shown.phrase.location),
    )


def _why(context: Context, links: Links, paper: Paper, assignment: Assignment, number: int) -> WhyRow:
    row = _Row(number=number, marked=_marked(paper, assignment))
    lines = tuple(_evidence(context, links, paper, found, row) for found in _by_phrase(assignment).values())
    pin = assignment.pin
    return WhyRow(
        number=number,
        chip=chip(context, links, assignment.topic),
        how="a curator" if assignment.origin is Origin.CURATED else "its rule",
        lines=lines[:_QUOTES_A_ROW],
        folded=lines[_QUOTES_A_ROW:],
        folded_label=f"{len(lines) - _QUOTES_A_ROW} more",
        is_bare=not lines and pin is None,
        pin_reason=(pin.because or "no reason given") if pin else "",
        pin_place=context.place(pin.location) if pin else None,
    )


def _broader(context: Context, links: Links, paper: Paper) -> tuple[BroaderRow, ...]:
    labels = {topic.id: topic.label for topic in context.survey.taxonomy.topics}
    own = {assignment.topic for assignment in own_topics(context, paper)}
    return tuple(
        BroaderRow(
            chip=chip(context, links, assignment.topic),
            through=words.listing([labels[topic] for topic in assignment.through]),
        )
        for assignment in context.survey.assignments_of[paper.id]
        if assignment.topic not in own
    )


def _outside_note(context: Context, paper: Paper) -> str:
    if context.survey.assignments_of[paper.id]:
        return ""
    pin = next((pin for pin in context.survey.taxonomy.outside if pin.paper == paper.id), None)
    if pin:
        return f"A curator placed this paper outside the taxonomy: {pin.because or 'no reason given'}"
    return "No rule reaches this paper, so it stands outside the taxonomy."


def _neighbours(context: Context, links: Links, paper: Paper, topic_id: str) -> Neighbours:
    papers = context.papers_of[topic_id]
    rank = context.rank_in[paper.id, topic_id]
    return Neighbours(
        chip=chip(context, links, topic_id),
        place=f"{rank + 1} of {len(papers)}",
        previous=paper_link(links, papers[rank - 1]) if rank else None,
        next=paper_link(links, papers[rank + 1]) if rank + 1 < len(papers) else None,
    )
