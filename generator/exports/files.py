"""All files beside the pages, made from the survey: which content stands at which address.

Owns: the list. Must not: know a format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from generator.core.model import Artefact, Paper, Settings
from generator.exports import bibtex, csljson, feed, gaps_csv, llms, names_csv, papers_csv, ris, skos, survey_json
from generator.exports.addresses import (
    FEED,
    GAPS,
    LLMS,
    NAMES,
    RESULTS,
    SCHEMA,
    File,
    facet_feed,
    paper_files,
    survey_files,
    topic_files,
)
from generator.insight.gather import Insight
from generator.survey import Survey

Labelled = tuple[Paper, Sequence[str]]

_CITATIONS: dict[str, Callable[[Iterable[Labelled]], str]] = {
    "bib": bibtex.document,
    "ris": ris.document,
    "csl.json": csljson.document,
}


def labels_of(survey: Survey, paper_id: str) -> tuple[str, ...]:
    """Return the labels of a paper's topics, in the taxonomy's order."""
    return tuple(survey.taxonomy.by_id[topic].label for topic in survey.topics_of[paper_id])


def bibtex_of(survey: Survey, paper_id: str) -> str:
    """Return the BibTeX entry that a paper's page shows."""
    return bibtex.entry(survey.by_id[paper_id], labels_of(survey, paper_id))


def _artefact(file: File, content: str) -> Artefact:
    return Artefact(path=file.path, content=content.encode("utf-8"))


def _lists(survey: Survey, insight: Insight, papers: Sequence[Paper], files: dict[str, File]) -> Iterator[Artefact]:
    """Give the files of a list of papers in each format that `files` names and that is made of papers alone."""
    labelled = [(paper, labels_of(survey, paper.id)) for paper in papers]
    for extension, write in _CITATIONS.items():
        if extension in files:
            yield _artefact(files[extension], write(labelled))
    if "csv" in files:
        yield _artefact(files["csv"], papers_csv.document(labelled, insight.summaries))


def _feeds(survey: Survey, settings: Settings, insight: Insight) -> Iterator[Artefact]:
    whole = feed.Feed(file=FEED, title=settings.site_name, page="")
    yield _artefact(FEED, feed.document(survey.papers, survey, insight, settings=settings, feed=whole))
    for facet in survey.taxonomy.facets:
        file = facet_feed(facet.id)
        title = f"{settings.site_name}: {facet.label}"
        one = feed.Feed(file=file, title=title, page=f"topics/{facet.id}/")
        papers = survey.papers_of[facet.id]
        yield _artefact(file, feed.document(papers, survey, insight, settings=settings, feed=one))


def artefacts(survey: Survey, settings: Settings, insight: Insight) -> Iterator[Artefact]:
    """Give every file beside the pages, below `site_src/`."""
    whole = survey_files()
    yield from _lists(survey, insight, survey.papers, whole)
    yield _artefact(whole["json"], survey_json.document(survey, insight, settings=settings))
    yield _artefact(SCHEMA, survey_json.schema())
    yield _artefact(whole["ttl"], skos.document(survey.taxonomy, settings, uri=whole["ttl"].uri))
    for topic in survey.taxonomy.topics:
        files = topic_files(survey, topic.id)
        if files:
            yield from _lists(survey, insight, survey.papers_of[topic.id], files)
    for paper in survey.papers:
        files = paper_files(survey, paper.id)
        if files:
            yield from _lists(survey, insight, (paper,), files)
    yield from _feeds(survey, settings, insight)
    yield _artefact(GAPS, gaps_csv.document(insight.gaps))
    yield _artefact(NAMES, names_csv.names(insight.names))
    yield _artefact(RESULTS, names_csv.results(insight.names))
    yield _artefact(LLMS, llms.document(survey, insight, settings=settings))
