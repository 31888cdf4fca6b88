"""`papers/queries.yaml`: searches that are asked again and again for new papers.

Owns: the shape of the file, and which answers are new. Must not: ask, write.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from generator.core.diagnostics import Report
from generator.core.identifiers import address
from generator.core.model import Candidate, Identifier, Taxonomy
from generator.core.yamlnodes import Shape, Whole, parse, validate
from generator.fetch.services import Found, Services
from generator.taxonomy.classify import NO_PINS, Classifier

PATH = "papers/queries.yaml"


class QueryShape(Shape):
    """One search."""

    model_config = ConfigDict(title="query")

    service: Literal["arxiv", "huggingface"] = Field(
        description="arxiv: a search; huggingface: the daily papers, all of them."
    )
    query: Annotated[str, Field(min_length=1, max_length=1000)] | None = Field(
        None, description='For arXiv, in its own words: cat:cs.CL AND abs:"instruction tuning".'
    )
    limit: Whole | None = Field(None, ge=1, le=200, description="How many of the newest answers are looked at: 50.")


class QueriesShape(Shape):
    """Searches for new papers."""

    model_config = ConfigDict(title="file")

    queries: list[QueryShape] = Field(description="All of them are asked; what the survey has is left out.")


def load(text: str, *, report: Report) -> tuple[QueryShape, ...]:
    """Return the searches; none with errors in the report."""
    node = parse(text, path=PATH, report=report)
    shape = validate(node, QueriesShape, report=report, room="queries") if node else None
    return tuple(shape.queries) if shape else ()


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
