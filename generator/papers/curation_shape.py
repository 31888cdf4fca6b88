"""The shape of `papers/curated.yaml`: its keys, what each may hold, and the words for what is wrong.

Owns: the pydantic models, from which the JSON Schema and the reference page are made too. Must not: make values.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field

from generator.core import identifiers, urls
from generator.core.text import clean, words
from generator.core.yamlnodes import Shape, Whole, fault
from generator.papers.dates import parse_date
from generator.papers.ids import is_usable

MIN_OPENING_WORDS = 5
"""Fewer words begin too many abstracts."""


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
