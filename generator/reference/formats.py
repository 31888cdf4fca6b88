"""The hand-edited files: their names, their shapes, and what they are for.

Owns: the list of files. Must not: know how a file is read.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

from generator.papers.curation_shape import CuratedShape
from generator.papers.documents import DocumentsShape
from generator.papers.names import NamesShape
from generator.papers.queries import QueriesShape
from generator.taxonomy.schema import TaxonomyShape


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A hand-edited file: its path in a survey, its shape, and its purpose in a sentence."""

    path: str
    shape: type[BaseModel]
    purpose: str

    @property
    def name(self) -> str:
        """The file's name without its folder and ending."""
        return self.path.rpartition("/")[2].removesuffix(".yaml")

    @property
    def schema_path(self) -> str:
        """Where the JSON Schema for editors lies in the repository."""
        return f"generator/schema/{self.name}.schema.json"


FORMATS = (
    Format(
        path="taxonomy.yaml",
        shape=TaxonomyShape,
        purpose="The topics of the survey: what each means, what it matches, and how they stand to each other.",
    ),
    Format(
        path="papers/curated.yaml",
        shape=CuratedShape,
        purpose="What people know and decide about papers; it beats what documents say.",
    ),
    Format(
        path="papers/documents.yaml",
        shape=DocumentsShape,
        purpose="Where each file in papers/documents/ comes from, and when it was read.",
    ),
    Format(
        path="papers/names.yaml",
        shape=NamesShape,
        purpose="Methods, data sets and metrics that papers name, and how they write them.",
    ),
    Format(
        path="papers/queries.yaml",
        shape=QueriesShape,
        purpose="Searches at arXiv and Hugging Face that are asked every week for new papers.",
    ),
)
