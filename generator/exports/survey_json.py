"""The whole survey as JSON: every paper, every label with the words behind it; and the schema of that file.

Owns: the shape, once, as types; the schema is made from them. Must not: leave out evidence.
"""

from __future__ import annotations

import json
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter
from typing_extensions import TypedDict

from generator.core.model import Assignment, Match, Paper, Pin, Settings, Topic
from generator.exports.addresses import SCHEMA, Pages, survey_files
from generator.insight.gather import Insight
from generator.insight.names import Use
from generator.insight.results import Result
from generator.survey import Survey

FORMAT: Literal[1] = 1
TAXONOMY = "taxonomy.yaml"


class SiteJson(TypedDict):
    """The site that publishes the survey."""

    name: str
    description: str
    address: str | None


class InputJson(TypedDict):
    """A file that the survey was made from; the hash is of its content with LF line ends."""

    path: str
    sha256: str


class LedgerJson(TypedDict):
    """What became of every record: identified = rejected + duplicates + included."""

    identified: int
    rejected: int
    duplicates: int
    included: int


class TopicJson(TypedDict):
    """A topic; `broader` names the topics above it, empty for a facet."""

    id: str
    label: str
    alt_labels: list[str]
    definition: str
    scope_note: str | None
    broader: list[str]
    related: list[str]
    formerly: list[str]
    papers: int


class TaxonomyJson(TypedDict):
    """All topics, parents before their narrower topics, and the hash that names this version of the taxonomy."""

    sha256: str | None
    topics: list[TopicJson]


class MatchJson(TypedDict):
    """A phrase found: `text` is what stands at [start, end) of the field, counted in Unicode code points."""

    field: str
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    text: str
    phrase: str
    rule: str


class CuratorJson(TypedDict):
    """A person's decision, and where it is written."""

    because: str | None
    place: str


class LabelJson(TypedDict):
    """A topic of the paper, and why."""

    topic: str
    origin: Literal["matched", "narrower", "curated"]
    matches: list[MatchJson]
    through: list[str]
    curator: CuratorJson | None


class VenueJson(TypedDict):
    """Where the paper was published."""

    name: str
    short: str | None
    year: int | None


class IdentifierJson(TypedDict):
    """An external name of the paper."""

    scheme: str
    value: str


class LinkJson(TypedDict):
    """An address, and what stands behind it."""

    kind: str
    url: str


class SpanJson(TypedDict):
    """A piece of the abstract: `text` stands at [start, end)."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    text: str


class RelatedJson(TypedDict):
    """A close paper, and why."""

    paper: str
    score: Annotated[float, Field(ge=0, le=1)]
    reason: str


class NameJson(TypedDict):
    """A method, data set or metric that the paper names, at its first mention; `own` where it introduces it."""

    name: str
    kind: Literal["method", "data", "metric"]
    own: bool
    field: str
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    text: str


class ResultJson(TypedDict):
    """A number that the abstract reports; `text` stands at [start, end) of it."""

    metric: str
    value: str
    unit: str
    change: Literal["level", "better", "more", "less"]
    data: str | None
    before: str | None
    qualifier: str | None
    comparison: str | None
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    text: str


class PaperJson(TypedDict):
    """A paper; what is unknown is null or empty. `date` is that of the first public version, as far as known."""

    id: str
    aliases: list[str]
    page: str
    title: str | None
    authors: list[str]
    author_count: int | None
    date: str | None
    venue: VenueJson | None
    kind: str | None
    identifiers: list[IdentifierJson]
    links: list[LinkJson]
    abstract: str | None
    summary: SpanJson | None
    labels: list[LabelJson]
    names: list[NameJson]
    results: list[ResultJson]
    related: list[RelatedJson]


SurveyJson = TypedDict(
    "SurveyJson",
    {
        "$schema": str,
        "format": Literal[1],
        "site": SiteJson,
        "inputs": list[InputJson],
        "ledger": LedgerJson,
        "taxonomy": TaxonomyJson,
        "papers": list[PaperJson],
    },
)
"""The file. `format` grows when a reader of an older one would be misled."""


def _topic(topic: Topic, survey: Survey) -> TopicJson:
    return {
        "id": topic.id,
        "label": topic.label,
        "alt_labels": list(topic.alt_labels),
        "definition": topic.definition,
        "scope_note": topic.scope_note,
        "broader": list(topic.parents),
        "related": list(topic.related),
        "formerly": list(topic.formerly),
        "papers": len(survey.papers_of[topic.id]),
    }


def _match(match: Match) -> MatchJson:
    return {
        "field": match.field,
        "start": match.start,
        "end": match.end,
        "text": match.text,
        "phrase": match.phrase.text,
        "rule": str(match.phrase.location),
    }


def _curator(pin: Pin | None) -> CuratorJson | None:
    return {"because": pin.because, "place": str(pin.location)} if pin else None


def _label(assignment: Assignment) -> LabelJson:
    return {
        "topic": assignment.topic,
        "origin": assignment.origin.value,
        "matches": [_match(match) for match in assignment.matches],
        "through": list(assignment.through),
        "curator": _curator(assignment.pin),
    }


def _name(use: Use) -> NameJson:
    return {
        "name": use.name,
        "kind": use.kind.value,
        "own": use.is_own,
        "field": use.field,
        "start": use.start,
        "end": use.end,
        "text": use.text,
    }


def _result(one: Result) -> ResultJson:
    return {
        "metric": one.metric,
        "value": one.value,
        "unit": one.unit,
        "change": one.change.value,
        "data": one.data,
        "before": one.before,
        "qualifier": one.qualifier,
        "comparison": one.comparison,
        "start": one.start,
        "end": one.end,
        "text": one.text,
    }


def _paper(paper: Paper, survey: Survey, insight: Insight, pages: Pages) -> PaperJson:
    summary = insight.summaries.get(paper.id)
    venue = paper.venue
    return {
        "id": paper.id,
        "aliases": list(paper.aliases),
        "page": pages.to(f"papers/{paper.id}/"),
        "title": paper.title,
        "authors": [author.name_as_written for author in paper.authors],
        "author_count": paper.author_count,
        "date": str(paper.date) if paper.date else None,
        "venue": {"name": venue.name, "short": venue.short, "year": venue.year} if venue else None,
        "kind": paper.kind,
        "identifiers": [{"scheme": one.scheme, "value": one.value} for one in paper.identifiers],
        "links": [{"kind": link.kind.value, "url": link.url} for link in paper.links],
        "abstract": paper.abstract,
        "summary": {"start": summary.start, "end": summary.end, "text": summary.text} if summary else None,
        "labels": [_label(assignment) for assignment in survey.assignments_of[paper.id]],
        "names": [_name(use) for use in insight.names.uses[paper.id]],
        "results": [_result(one) for one in insight.names.results[paper.id]],
        "related": [
            {"paper": near.paper, "score": near.score, "reason": near.reason}
            for near in insight.related.get(paper.id, ())
        ],
    }


def value(survey: Survey, insight: Insight, *, settings: Settings) -> SurveyJson:
    """Return the survey as plain JSON values."""
    pages = Pages(settings=settings, uri=survey_files()["json"].uri)
    hashes = dict(survey.inputs)
    ledger = survey.ledger
    return {
        "$schema": SCHEMA.uri.rpartition("/")[2],
        "format": FORMAT,
        "site": {
            "name": settings.site_name,
            "description": settings.site_description,
            "address": settings.site_url,
        },
        "inputs": [{"path": path, "sha256": sha256} for path, sha256 in survey.inputs],
        "ledger": {
            "identified": ledger.identified,
            "rejected": ledger.rejected,
            "duplicates": ledger.duplicates,
            "included": ledger.included,
        },
        "taxonomy": {
            "sha256": hashes.get(TAXONOMY),
            "topics": [_topic(topic, survey) for topic in survey.taxonomy.topics],
        },
        "papers": [_paper(paper, survey, insight, pages) for paper in survey.papers],
    }


def document(survey: Survey, insight: Insight, *, settings: Settings) -> str:
    """Return the file. Lone surrogates, which UTF-8 cannot carry, are escaped like every non-ASCII character."""
    return json.dumps(value(survey, insight, settings=settings), ensure_ascii=True, indent=1) + "\n"


def schema() -> str:
    """Return the JSON Schema (2020-12) of the file."""
    made = TypeAdapter(SurveyJson).json_schema()
    described = {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": "A survey"}
    return json.dumps(described, ensure_ascii=True, indent=1, sort_keys=True) + "\n"
