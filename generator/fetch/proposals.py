"""What services say of the survey's papers that the survey does not: published versions, withdrawals, code.

Owns: which differences are worth a curator's look, and the change of `curated.yaml` that they come to.
Must not: write; it proposes.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.core.model import Candidate, Identifier, LinkKind, Paper
from generator.fetch.added import CURATED, Fact, with_entry, with_facts
from generator.fetch.services import BATCH, Services, Wanted
from generator.fetch.web import MissingError
from generator.papers.curation import Curation, Entry

_WITHDRAWN = re.compile(
    r"\b(?:this (?:paper|article|submission|manuscript|work|preprint) (?:has been|was|is) (?:withdrawn|retracted)"
    r"|withdrawn by (?:the )?(?:author|arxiv))",
    re.IGNORECASE,
)
_RETRACTED = re.compile(r"^\W*(?:retracted|withdrawn)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Facts that a service gives and the survey lacks, for one paper."""

    paper: Paper
    facts: tuple[Fact, ...]
    service: str


def proposals(papers: Iterable[Paper], services: Services, *, asks_hugging_face: bool) -> Iterator[Proposal]:
    """Yield what arXiv, Hugging Face and Crossref know more, a service at a time.

    Raises:
        FetchError: a service cannot be reached or understood.
    """
    asked = list(papers)
    yield from _arxiv(asked, services)
    for paper in asked:
        doi, arxiv = paper.identifier("doi"), paper.identifier("arxiv")
        if doi:
            yield from _single(paper, Identifier(scheme="doi", value=doi), "crossref", services)
        if arxiv and asks_hugging_face and paper.link(LinkKind.CODE) is None:
            yield from _single(paper, Identifier(scheme="arxiv", value=arxiv), "huggingface", services)


def _arxiv(papers: list[Paper], services: Services) -> Iterator[Proposal]:
    by_id = {value: paper for paper in papers if (value := paper.identifier("arxiv"))}
    ids = sorted(by_id)
    for start in range(0, len(ids), BATCH):
        for candidate in services.arxiv(ids[start : start + BATCH]):
            own = next((one.value for one in candidate.identifiers if one.scheme == "arxiv"), "")
            if own in by_id:
                yield from _compared(by_id[own], candidate, "arxiv")


def _single(paper: Paper, identifier: Identifier, service: str, services: Services) -> Iterator[Proposal]:
    """Ask a service for one paper; that it does not know it is no fault."""
    try:
        found = services.find(Wanted(asked=identifier.value, identifier=identifier, service=service))
    except MissingError:
        return
    yield from _compared(paper, found.candidate, service)


def _compared(paper: Paper, candidate: Candidate, service: str) -> Iterator[Proposal]:
    facts = tuple(_news(paper, candidate))
    if facts:
        yield Proposal(paper=paper, facts=facts, service=service)


def _news(paper: Paper, candidate: Candidate) -> Iterator[Fact]:
    for identifier in candidate.identifiers:
        if paper.identifier(identifier.scheme) is None:
            yield Fact(name=identifier.scheme, value=identifier.value)
    code = next((link.url for link in candidate.links if link.kind is LinkKind.CODE), None)
    if code and paper.link(LinkKind.CODE) is None:
        yield Fact(name="code", value=code)
    said = candidate.record.first("abstract")
    told = bool(said and _WITHDRAWN.search(said.value)) or bool(_RETRACTED.match(candidate.title or ""))
    told = told or any(_WITHDRAWN.search(field.value) for field in candidate.record.all("withdrawn"))
    if told and paper.kind != "withdrawn":
        yield Fact(name="kind", value="withdrawn")


def merged(found: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Return one proposal a paper, each fact once: of two services the first."""
    by_paper: dict[str, Proposal] = {}
    for proposal in found:
        before = by_paper.get(proposal.paper.id, proposal)
        facts = {fact.name: fact for fact in (*proposal.facts, *before.facts)}
        services = dict.fromkeys((*before.service.split(", "), proposal.service))
        by_paper[proposal.paper.id] = Proposal(
            paper=proposal.paper, facts=tuple(facts[name] for name in sorted(facts)), service=", ".join(services)
        )
    return tuple(by_paper[name] for name in sorted(by_paper))


def changed(text: str, curation: Curation, found: Sequence[Proposal]) -> str:
    """Return `curated.yaml` with the facts proposed: in the paper's entry where it has one, else in a new one."""
    entries = [(proposal, _entry_of(proposal.paper, curation)) for proposal in found]
    known = [(entry.location.line, proposal) for proposal, entry in entries if entry]
    for line_number, proposal in sorted(known, key=lambda one: -one[0]):
        entry = _entry_of(proposal.paper, curation)
        written = {name for name, _ in entry.places} if entry else set()
        facts = [fact for fact in proposal.facts if fact.name not in written]
        text = with_facts(text, line_number=line_number, facts=facts)
    for proposal, entry in entries:
        if entry is None:
            text = with_entry(text, (*_handle(proposal.paper, proposal.facts), *proposal.facts))
    return text


def _handle(paper: Paper, facts: Sequence[Fact]) -> Iterator[Fact]:
    """Return what a new entry finds the paper by."""
    proposed = {fact.name for fact in facts}
    if paper.title:
        yield Fact(name="title", value=paper.title)
    for identifier in paper.identifiers[:1]:
        if identifier.scheme not in proposed:
            yield Fact(name=identifier.scheme, value=identifier.value)


def _entry_of(paper: Paper, curation: Curation) -> Entry | None:
    """Return the entry that speaks of a paper: the one that gave it a fact, or that has its identifier."""
    lines = {place.location.line for place in paper.provenance if place.curated}
    for entry in curation.entries:
        own = {entry.location.line, *(place.line for _, place in entry.places)}
        if own & lines or set(entry.identifiers) & set(paper.identifiers):
            return entry
    return None


def as_diff(before: str, after: str) -> str:
    """Return the change of `curated.yaml` as a unified diff that `git apply` takes."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{CURATED}", f"b/{CURATED}"
    )
    return "".join(lines)
