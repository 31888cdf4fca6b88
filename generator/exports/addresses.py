"""Where the files beside the pages stand, and how they point to the pages.

Owns: which files there are (formats, limits) and their addresses. Must not: make their content.

Limits: a paper has files of its own while there are no more than 2,000 papers (its page always shows its BibTeX);
a topic has them up to 1,000 papers. So 10,000 papers make some hundred files, not forty thousand.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from generator.core.model import Settings
from generator.survey import Survey

DOCS = "site_src"
MOST_PAPERS_WITH_FILES = 2000
LARGEST_TOPIC_WITH_FILES = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file beside the pages: its site-relative address and what a sentence calls it."""

    uri: str
    label: str

    @property
    def path(self) -> str:
        """The file to write, relative to the project."""
        return f"{DOCS}/{self.uri}"


_CITATIONS = (("bib", "BibTeX"), ("ris", "RIS"), ("csl.json", "CSL-JSON"))
_TABLE = ("csv", "CSV")
SCHEMA = File(uri="downloads/survey.schema.json", label="JSON Schema")
LLMS = File(uri="llms.txt", label="llms.txt")
GAPS = File(uri="gaps.csv", label="Gaps (CSV)")
NAMES = File(uri="downloads/names.csv", label="Names (CSV)")
RESULTS = File(uri="downloads/results.csv", label="Results (CSV)")
FEED = File(uri="feeds/survey.atom", label="Atom feed")


def survey_files() -> dict[str, File]:
    """Return the files of the whole survey by extension."""
    formats = (*_CITATIONS, _TABLE, ("json", "JSON with labels and evidence"), ("ttl", "SKOS (Turtle)"))
    return {ext: File(uri=f"downloads/survey.{ext}", label=label) for ext, label in formats}


def topic_files(survey: Survey, topic_id: str) -> dict[str, File]:
    """Return the files of a topic by extension; none for one without papers or with too many."""
    if not 0 < len(survey.papers_of[topic_id]) <= LARGEST_TOPIC_WITH_FILES:
        return {}
    return {ext: File(uri=f"downloads/topics/{topic_id}.{ext}", label=label) for ext, label in (*_CITATIONS, _TABLE)}


def paper_files(survey: Survey, paper_id: str) -> dict[str, File]:
    """Return the files of a paper by extension; none where there are too many papers."""
    if len(survey.papers) > MOST_PAPERS_WITH_FILES:
        return {}
    return {ext: File(uri=f"downloads/papers/{paper_id}.{ext}", label=label) for ext, label in _CITATIONS}


def facet_feed(facet_id: str) -> File:
    """Return the feed of a facet."""
    return File(uri=f"feeds/topics/{facet_id}.atom", label="Atom feed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Makes the addresses of pages for a file at `uri`: absolute where the site's own address is known."""

    settings: Settings
    uri: str

    def to(self, page: str) -> str:
        """Return the address of a page (`papers/x/`) or file, percent-encoded."""
        path = quote(page)
        if not self.settings.use_directory_urls and (not page or page.endswith("/")):
            path += "index.html"
        if self.settings.site_url:
            return f"{self.settings.site_url.rstrip('/')}/{path}"
        return "../" * self.uri.count("/") + path or "./"
