"""`papers/queries.yaml`: searches that are asked again and again for new papers.

Owns: the shape of the file. Must not: ask (`fetch` does).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from generator.core.diagnostics import Report
from generator.core.yamlnodes import Shape, Whole, parse, validate

PATH = "papers/queries.yaml"


class QueryShape(Shape):
    """One search."""

    model_config = ConfigDict(title="query")

    service: Literal["arxiv", "huggingface"] = Field(
        description="Who is asked: arXiv for a search, Hugging Face for its daily papers.", examples=["arxiv"]
    )
    query: Annotated[str, Field(min_length=1, max_length=1000)] | None = Field(
        None, description="The search, in arXiv's own words.", examples=["abs:lighthouse"]
    )
    limit: Whole | None = Field(
        None, ge=1, le=200, description="How many of the newest answers are looked at; 50 if left out.", examples=[100]
    )


class QueriesShape(Shape):
    """Searches for new papers."""

    model_config = ConfigDict(title="file")

    queries: list[QueryShape] = Field(
        description="All searches; of their answers only what the survey has not is proposed.",
        examples=[[{"service": "huggingface"}]],
    )


def load(text: str, *, report: Report) -> tuple[QueryShape, ...]:
    """Return the searches; none with errors in the report."""
    node = parse(text, path=PATH, report=report)
    shape = validate(node, QueriesShape, report=report, room="queries") if node else None
    return tuple(shape.queries) if shape else ()
