"""`llms.txt`: the survey's map for language models, in Markdown (the form of llmstxt.org).

Owns: what it lists. Must not: repeat what the files it names hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.core.model import Settings
from generator.core.text import clean
from generator.exports.addresses import FEED, GAPS, LLMS, NAMES, RESULTS, SCHEMA, File, Pages, survey_files
from generator.insight.gather import Insight
from generator.survey import Survey

MOST_PAPERS = 200
_MARKUP = re.compile(r"([\\`*_\[\]<>#|])")


def _text(text: str) -> str:
    return _MARKUP.sub(r"\\\1", clean(text))


def _link(label: str, address: str, note: str = "") -> str:
    return f"- [{_text(label)}](<{address}>)" + (f": {_text(note)}" if note else "")


def _files() -> Iterator[tuple[File, str]]:
    notes = {
        "json": "every paper with its topics, and the words of its text behind each",
        "csv": "one paper a row; a leading ' is to be taken off a cell",
        "ttl": "the taxonomy",
    }
    for extension, file in survey_files().items():
        yield file, notes.get(extension, "the papers' references, topics as keywords")
    yield SCHEMA, "of the JSON file"
    yield GAPS, "pairs of topics that no paper holds, though some might be expected"
    yield NAMES, "methods, data sets and metrics that the papers name"
    yield RESULTS, "numbers that the papers report, with the words that state them"
    yield FEED, "the newest papers"


def _lines(survey: Survey, insight: Insight, settings: Settings) -> Iterator[str]:
    pages = Pages(settings=settings, uri=LLMS.uri)
    count = len(survey.papers)
    yield f"# {_text(settings.site_name)}"
    yield ""
    if settings.site_description:
        yield f"> {_text(settings.site_description)}"
        yield ""
    yield f"A literature survey of {count} papers, each with the evidence for every topic it is in."
    yield ""
    yield "## Data"
    yield ""
    yield from (_link(file.label, pages.to(file.uri), note) for file, note in _files())
    yield ""
    yield "## Topics"
    yield ""
    for topic in survey.taxonomy.topics:
        depth = len(survey.taxonomy.path(topic.id)) - 1
        number = len(survey.papers_of[topic.id])
        note = f"{number} paper{'' if number == 1 else 's'}. {topic.definition}"
        yield "  " * depth + _link(topic.label, pages.to(f"topics/{topic.id}/"), note)
    if 0 < count <= MOST_PAPERS:
        yield ""
        yield "## Papers"
        yield ""
        for paper in survey.papers:
            summary = insight.summaries.get(paper.id)
            yield _link(paper.title or paper.id, pages.to(f"papers/{paper.id}/"), summary.text if summary else "")


def document(survey: Survey, insight: Insight, *, settings: Settings) -> str:
    """Return the whole file; papers are listed up to 200 of them."""
    return "\n".join(_lines(survey, insight, settings)) + "\n"
