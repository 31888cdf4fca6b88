"""The data behind Explore and Compare: columns of papers, topics, quotations, as classic scripts.

Owns: what these scripts hold and how much of it a survey's size allows. Must not: make pages.
Papers stand newest first; every list inside a paper's column holds indexes into the lists beside it.
Three tiers by measured size (gzip): S ships abstracts for the search, M leaves them out, L ships quotations in parts
that are loaded when they are needed.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.core import spreadsheet
from generator.core.model import Assignment, LinkKind, Match, Origin, Paper
from generator.core.sentences import sentence_at
from generator.site import sinks, words
from generator.site.address import DOCS
from generator.site.theme import ASSETS_URI
from generator.site.views.context import Context

DATA = f"{ASSETS_URI}explore-data.js"
TEXTS = f"{ASSETS_URI}explore-texts.js"
PART = f"{ASSETS_URI}explore-part-"
"""Addresses of the scripts; a part's is followed by its number and `.js`."""
LIMIT_S = 115_000
LIMIT_M = 345_000
"""Bytes of the whole data, gzip; measured on realistic text: 200 papers with abstracts, 2,000 without."""
SHARDS = 8

Mark = tuple[int, int, int]
"""Index of the quotation, then the evidence's span in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotations:
    """What a paper's cards can quote: sentences, for each of its topics a mark or None, and its summary or -1."""

    sentences: tuple[str, ...]
    marks: tuple[Mark | None, ...]
    summary: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A script of data: its site-relative address, and its text."""

    uri: str
    text: str

    @property
    def path(self) -> str:
        """The file that the script is written to."""
        return f"{DOCS}/{self.uri}"


def versioned(context: Context, uri: str) -> str:
    """Return an address that changes with the inputs, so that a browser keeps no stale data."""
    return f"{uri}?v={context.edition.name}"


def _first_match(context: Context, assignment: Assignment) -> Match | None:
    """Return the evidence shown for an assignment: its own, else that of the narrower topic it came through."""
    if assignment.matches:
        return assignment.matches[0]
    below = (context.survey.assignment[assignment.paper, topic] for topic in assignment.through)
    return next((match for narrower in below if (match := _first_match(context, narrower))), None)


def quotations(context: Context, paper: Paper) -> Quotations:
    """Return the sentences that a paper's cards quote, each once, and where in them the evidence stands."""
    sentences: dict[str, int] = {}
    marks: list[Mark | None] = []
    for assignment in context.survey.assignments_of[paper.id]:
        match = _first_match(context, assignment)
        if match is None:
            marks.append(None)
            continue
        text = paper.text(match.field)
        start, end = sentence_at(text, match.start, match.end)
        place = sentences.setdefault(text[start:end], len(sentences))
        marks.append((place, match.start - start, match.end - start))
    summary = context.extras.summaries.get(paper.id)
    place = -1 if summary is None else sentences.setdefault(summary, len(sentences))
    return Quotations(sentences=tuple(sentences), marks=tuple(marks), summary=place)


def leaves(context: Context, paper: Paper) -> tuple[str, ...]:
    """Return a paper's most specific topics: those none of whose narrower topics it has too."""
    held = set(context.survey.topics_of[paper.id])
    taxonomy = context.survey.taxonomy
    return tuple(
        topic for topic in context.survey.topics_of[paper.id] if not held.intersection(taxonomy.children(topic))
    )


def _indexed(values: Sequence[Sequence[str]]) -> tuple[list[str], list[list[int]]]:
    """Return the different values, sorted, and for each row the indexes of its own."""
    names = sorted({value for row in values for value in row}, key=lambda name: (name.casefold(), name))
    place = {name: index for index, name in enumerate(names)}
    return names, [sorted(place[value] for value in dict.fromkeys(row)) for row in values]


def _venue(paper: Paper) -> str:
    return (paper.venue.short or paper.venue.name) if paper.venue else ""


def _topics(context: Context) -> list[dict[str, object]]:
    taxonomy = context.survey.taxonomy
    place = {topic.id: index for index, topic in enumerate(taxonomy.topics)}
    return [
        {
            "id": topic.id,
            "label": topic.label,
            "facet": place[taxonomy.facet_of(topic.id).id],
            "style": context.style(topic.id),
            "depth": len(taxonomy.path(topic.id)) - 1,
            "formerly": list(topic.formerly),
        }
        for topic in taxonomy.topics
    ]


def core(context: Context) -> dict[str, object]:
    """Return all that filters and cards need, but for quotations and abstracts."""
    papers = context.newest
    place = {topic.id: index for index, topic in enumerate(context.survey.taxonomy.topics)}
    titles = [words.title(paper) for paper in papers]
    venues, venue_of = _indexed([[_venue(paper)] if paper.venue else [] for paper in papers])
    datasets, data_of = _indexed([context.extras.datasets.get(paper.id, ()) for paper in papers])
    methods, methods_of = _indexed([context.extras.methods.get(paper.id, ()) for paper in papers])
    assigned = context.survey.assignments_of
    return {
        "topics": _topics(context),
        "venues": venues,
        "datasets": datasets,
        "methods": methods,
        "pages": {
            "papers": "papers/",
            "topics": "topics/",
            "end": "/" if context.settings.use_directory_urls else "/index.html",
        },
        "papers": {
            "id": [paper.id for paper in papers],
            "title": [title.text for title in titles],
            "untitled": [int(not title.is_given) for title in titles],
            "authors": [[author.name_as_written for author in paper.authors] for paper in papers],
            "credit": ["" if paper.authors else words.authors(paper, limit=3) for paper in papers],
            "year": [paper.year for paper in papers],
            "venue": [found[0] if found else -1 for found in venue_of],
            "code": [int(paper.link(LinkKind.CODE) is not None) for paper in papers],
            "curated": [int(any(a.origin is Origin.CURATED for a in assigned[paper.id])) for paper in papers],
            "topics": [[place[assignment.topic] for assignment in assigned[paper.id]] for paper in papers],
            "chips": [[place[topic] for topic in leaves(context, paper)] for paper in papers],
            "data": data_of,
            "methods": methods_of,
        },
    }


def _gzipped(text: str) -> int:
    return len(gzip.compress(text.encode(), 9, mtime=0))


def _script(uri: str, variable: str, value: object) -> Script:
    return Script(uri=uri, text=f"window.{variable}={sinks.json_script(value)};\n")


def _columns(found: Sequence[Quotations]) -> dict[str, object]:
    return {
        "quotes": [list(paper.sentences) for paper in found],
        "marks": [[list(mark) if mark else None for mark in paper.marks] for paper in found],
        "summary": [paper.summary for paper in found],
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class ExploreData:
    """The scripts of data that Explore needs, the first at once; and the tier, for the build's log."""

    scripts: tuple[Script, ...]
    tier: str


def explore_data(context: Context) -> ExploreData:
    """Return the scripts of data, as much in them as the size of the survey allows."""
    found = [quotations(context, paper) for paper in context.newest]
    base = core(context)
    abstracts = {"abstract": [paper.abstract or "" for paper in context.newest], "parts": None}
    for tier, limit, more in (("S", LIMIT_S, abstracts), ("M", LIMIT_M, {"abstract": None, "parts": None})):
        script = _script(DATA, "SURVEY_DATA", {**base, **_columns(found), **more})
        if _gzipped(script.text) <= limit:
            return ExploreData(scripts=(script,), tier=tier)
    return ExploreData(scripts=tuple(_in_parts(base, found)), tier="L")


def _in_parts(base: dict[str, object], found: Sequence[Quotations]) -> list[Script]:
    """Return the core, and the quotations in parts of equal numbers of papers, newest first."""
    size = -(-len(found) // SHARDS)
    parts = [found[start : start + size] for start in range(0, len(found), size)]
    more = {"quotes": None, "marks": None, "summary": None, "abstract": None}
    scripts = [_script(DATA, "SURVEY_DATA", {**base, **more, "parts": {"size": size, "count": len(parts)}})]
    for number, part in enumerate(parts):
        value = sinks.json_script(_columns(part))
        text = f"(window.SURVEY_PARTS=window.SURVEY_PARTS||{{}})[{number}]={value};\n"
        scripts.append(Script(uri=f"{PART}{number}.js", text=text))
    return scripts


# --- the comparison ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Papers × attributes: a heading a column, and for each paper, newest first, a text a column."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def comparison(context: Context) -> Comparison:
    """Return the table of the whole survey: paper, year, venue, a column a facet, data sets, results, code."""
    taxonomy = context.survey.taxonomy
    extras = context.extras

    def labels(paper: Paper, facet: str) -> str:
        held = [topic for topic in leaves(context, paper) if taxonomy.facet_of(topic).id == facet]
        return "; ".join(taxonomy.by_id[topic].label for topic in held)

    columns: list[tuple[str, Callable[[Paper], str]]] = [
        ("Paper", lambda paper: words.title(paper).text),
        ("Year", lambda paper: str(paper.year or "")),
        ("Venue", _venue),
        *((facet.label, lambda paper, facet=facet.id: labels(paper, facet)) for facet in taxonomy.facets),
        ("Data sets", lambda paper: "; ".join(extras.datasets.get(paper.id, ()))),
        ("Results", lambda paper: "; ".join(extras.results.get(paper.id, ()))),
        ("Code", lambda paper: paper.link(LinkKind.CODE) or ""),
    ]
    return Comparison(
        header=tuple(name for name, _ in columns),
        rows=tuple(tuple(sinks.clean(value(paper)) for _, value in columns) for paper in context.newest),
    )


_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&", "$": r"\$", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_LATEX_TABLE = str.maketrans(_LATEX)


def latex_text(text: str) -> str:
    """Return plain text for LaTeX: its ten special characters written as text."""
    return text.translate(_LATEX_TABLE)


def latex_row(cells: Sequence[str]) -> str:
    """Return a row of a LaTeX table."""
    return " & ".join(latex_text(cell) for cell in cells) + r" \\" + "\n"


def texts_script(context: Context) -> Script:
    """Return the script of texts to take away: BibTeX and CSV as the downloads have them, and the comparison."""
    table = comparison(context)
    columns = "p{0.2\\linewidth}" + "l" * (len(table.header) - 1)
    value = {
        "bibtex": [context.extras.bibtex.get(paper.id, "") for paper in context.newest],
        "csvHeader": context.extras.csv_header,
        "csv": [context.extras.csv.get(paper.id, "") for paper in context.newest],
        "compareHeader": list(table.header),
        "compare": [list(row) for row in table.rows],
        "compareCsvHeader": spreadsheet.table(table.header, ()),
        "compareCsv": [spreadsheet.line(row) for row in table.rows],
        "latexHead": f"\\begin{{tabular}}{{{columns}}}\n\\hline\n{latex_row(table.header)}\\hline\n",
        "latex": [latex_row(row) for row in table.rows],
        "latexFoot": "\\hline\n\\end{tabular}\n",
    }
    return _script(TEXTS, "SURVEY_TEXTS", value)
