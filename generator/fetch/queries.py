"""The saved searches, asked: which of their answers are new to the survey and within its taxonomy.

Must not: know the form of an answer (`services` does), write.
"""

from __future__ import annotations

from generator.core.identifiers import address
from generator.core.model import Candidate, Identifier, Taxonomy
from generator.fetch.services import Found, Services
from generator.papers.queries import QueryShape
from generator.taxonomy.classify import NO_PINS, Classifier


def ask(query: QueryShape, services: Services) -> tuple[Candidate, ...]:
    """Return the answers to one search, newest first.

    Raises:
        FetchError: the service cannot be reached or understood.
    """
    limit = query.limit or 50
    if query.service == "huggingface":
        return services.daily_papers(limit=limit)
    return services.arxiv_query(query.query or "all:survey", limit=limit)


def new_ones(
    answers: tuple[Candidate, ...], *, service: str, known: frozenset[Identifier], taxonomy: Taxonomy
) -> tuple[Found, ...]:
    """Return the answers that the survey has not and that some rule of the taxonomy puts into a topic."""
    classifier = Classifier(taxonomy)
    found: dict[Identifier, Found] = {}
    for candidate in answers:
        if not candidate.title or not candidate.identifiers or any(one in known for one in candidate.identifiers):
            continue
        judgement = classifier.judge(title=candidate.title, abstract=candidate.abstract or "", pins=NO_PINS)
        if judgement.held:
            first = candidate.identifiers[0]
            found.setdefault(first, Found(candidate=candidate, service=service, address=address(first)))
    return tuple(found.values())
