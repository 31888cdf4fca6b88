"""A Hugging Face papers page (daily, trending, search) copied as text.

An entry is a title, an abstract, and most often a line `• 9 authors` or an organisation (`nvidia NVIDIA`), a line `·`
and a date with or without a year, with a number of comments behind it where there are any (`Sep 26 4`). Entries whose
last three lines are missing are told from the next title by what reads as a title and what as prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from generator.core.model import Document, Field, Reading
from generator.papers import boilerplate
from generator.papers.sources.findings import Findings
from generator.papers.sources.source import Line, Source, split_lines

FORMAT = "huggingface-listing"

_AUTHORS = re.compile(r"\s*(?:[•*\-]\s*)?(?P<count>\d{1,4}) authors?\s*$")
_CUT_AUTHORS = re.compile(r"\s*•.*$")
_DOT = re.compile(r"\s*·\s*$")
_DATE = re.compile(
    r"\s*(?:·\s*)?(?P<date>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}"
    r"(?:,? (?:19|20)\d\d)?)(?: (?P<comments>\d+))?\s*$"
)
_COUNT = re.compile(r"\s*\+?[\d.,]+[kKmM]?\s*$|\s*©")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’)\]]*\s*$")
_CHROME = frozenset(
    """\
new, get trending papers in your email inbox!, subscribe, daily papers, trending papers, papers, daily, weekly, monthly,
byak and the research community, by ak and the research community, submitted by, upvote, previous, next, today, search,
search by arxiv id or title, hugging face, models, datasets, spaces, community, docs, enterprise, pricing, log in,
sign up, system theme, company, tos, privacy, about, careers, website, github, arxiv page, view all\
""".replace("\n", " ").split(", ")
)
_TITLE_LENGTH = 250
_TITLE_WORDS = 40
_HEADER_WORDS = 4
_HEAD = 60
_SAMPLE = 500_000
"""Characters at a document's start in which a listing shows itself."""


def detect(text: str, *, path: str) -> int:  # noqa: ARG001 # a reader's signature; only the content tells
    """Return 95 for a date below `·` or a count of authors, 80 for the page's header, 20 for titles over abstracts."""
    lines = [line for line in split_lines(text[:_SAMPLE]) if not line.is_blank]
    if any(_shows_listing(before, line) for before, line in pairwise(lines)):
        return 95
    if any(line.text.strip() == "byAK and the research community" for line in lines[:_HEAD]):
        return 80
    return 20 if _alternates(lines[:_HEAD]) else 0


def _shows_listing(before: Line, line: Line) -> bool:
    if len(line.text) > _TITLE_LENGTH:
        return False
    dated = _DATE.match(line.text) and len(before.text) < _TITLE_LENGTH and _DOT.match(before.text)
    return bool(dated or ("•" in line.text and _AUTHORS.match(line.text)))


def _alternates(lines: list[Line]) -> bool:
    """Tell whether titles and prose take turns from the first line on."""
    titles = [len(line.text.split()) > 1 and _reads_as_title(line.text) for line in lines]
    return len(lines) > 1 and titles == [index % 2 == 0 for index in range(len(lines))]


def _reads_as_title(text: str) -> bool:
    """Tell whether a line reads as a title: short, and no sentence with a full stop."""
    stripped = text.strip()
    return (
        len(stripped) <= _TITLE_LENGTH
        and len(stripped.split()) <= _TITLE_WORDS
        and not stripped.endswith((".", "…"))
        and not boilerplate.is_known(stripped)
    )


@dataclass(slots=True, kw_only=True)
class _Entry:
    """An entry while its lines are gathered."""

    title: Line | None = None
    abstract: list[Line] = field(default_factory=list)
    about: list[Line] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        return [*([self.title] if self.title else []), *self.abstract, *self.about]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """The lines around a line, blank ones left out."""

    before: Line | None
    line: Line
    after: Line | None

    @property
    def is_joined(self) -> bool:
        """True when no blank line stands before it."""
        return self.before is not None and self.before.number == self.line.number - 1

    @property
    def joins_next(self) -> bool:
        """True when no blank line stands behind it."""
        return self.after is not None and self.after.number == self.line.number + 1

    @property
    def prose_follows(self) -> bool:
        """True when the next line reads as a part of an abstract."""
        after = self.after.text if self.after else ""
        return bool(after) and not _is_about(after) and not _reads_as_title(after)

    @property
    def follows_dot(self) -> bool:
        """True when it stands where the date stands."""
        return self.is_joined and self.before is not None and bool(_DOT.match(self.before.text))

    @property
    def follows_submitted(self) -> bool:
        """True when it is the name of who submitted the paper to the page."""
        return self.is_joined and self.before is not None and self.before.text.strip().lower() == "submitted by"


@dataclass(slots=True, kw_only=True)
class _Gatherer:
    """Walks over the lines and closes an entry when the next one begins."""

    found: Findings
    entry: _Entry = field(default_factory=_Entry)

    @property
    def source(self) -> Source:
        return self.found.source

    def text(self, line: Line, context: _Context) -> None:
        """Take a line that is a title or a part of an abstract."""
        is_title = _reads_as_title(line.text)
        if self._begins_entry(context, is_title=is_title):
            self.close()
        entry = self.entry
        expects_title = entry.title is None and not entry.abstract
        if expects_title and (is_title or (context.prose_follows and len(line.text) <= _TITLE_LENGTH)):
            entry.title = line
        else:
            entry.abstract.append(line)

    def _begins_entry(self, context: _Context, *, is_title: bool) -> bool:
        entry = self.entry
        if entry.about:
            return True
        if entry.abstract:
            is_wrapped = context.is_joined and not _SENTENCE_END.search(entry.abstract[-1].text[-100:])
            return is_title and not is_wrapped
        # Two lines that read as titles: the second is the first line of a wrapped abstract, or the first was no title.
        is_wrapped = context.joins_next and not context.is_joined
        return is_title and entry.title is not None and context.prose_follows and not is_wrapped

    def about(self, line: Line, name: str = "", span: tuple[int, int] = (0, 0)) -> None:
        """Take a line about the entry, and the field that stands in it."""
        if not self.entry.lines:
            self.aside(line, "a page's header")
            return
        self.entry.about.append(line)
        if name:
            self.entry.fields.append(self.source.verbatim(name, line.start + span[0], line.start + span[1]))

    def aside(self, line: Line, what: str) -> None:
        """Take a line that holds no record."""
        self.found.set_aside(what, line.start, line.end)

    def close(self) -> None:
        """End the entry: a record, a rejected one, or before the first record a page's header."""
        entry, self.entry = self.entry, _Entry()
        lines = entry.lines
        if not lines:
            return
        if entry.abstract or (entry.title and entry.about):
            fields = [*self._text_fields(entry), *entry.fields]
            self.found.record(tuple(fields), lines[0].start, lines[-1].end)
        elif self.found.records or len(lines[0].text.split()) > _HEADER_WORDS:
            reason = "a title without an abstract, authors or date; the listing may be cut off here"
            self.found.reject(reason, lines[0].start, lines[-1].end)
        else:
            self.aside(lines[0], "a page's header")

    def _text_fields(self, entry: _Entry) -> Iterator[Field]:
        if entry.title:
            yield self._trimmed("title", entry.title, entry.title)
        if entry.abstract:
            yield self._trimmed("abstract", entry.abstract[0], entry.abstract[-1])

    def _trimmed(self, name: str, first: Line, last: Line) -> Field:
        start = first.start + len(first.text) - len(first.text.lstrip())
        return self.source.verbatim(name, start, last.start + len(last.text.rstrip()))


def read(document: Document) -> Reading:
    """Return a record an entry; page headers and counters are chrome, a title with nothing below it is rejected."""
    source = Source(document=document, format=FORMAT)
    gatherer = _Gatherer(found=Findings(source=source))
    ahead = (line for line in source.lines if not line.is_blank)
    before, line = None, next(ahead, None)
    while line is not None:
        after = next(ahead, None)
        _take(gatherer, line, _Context(before=before, line=line, after=after))
        before, line = line, after
    gatherer.close()
    return gatherer.found.reading("a page's header, footer or counter")


def _take(gatherer: _Gatherer, line: Line, context: _Context) -> None:
    text = line.text
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if authors := _AUTHORS.match(text):
        gatherer.about(line, "author_count", authors.span("count"))
    elif date := _DATE.match(text):
        gatherer.about(line, "date", date.span("date"))
    elif _DOT.match(text) or _CUT_AUTHORS.match(text):
        gatherer.about(line)
    elif context.follows_dot and len(text) < _TITLE_LENGTH:
        gatherer.about(line, "date", (start, end))
    elif context.joins_next and context.after and _DOT.match(context.after.text):
        gatherer.about(line, "organisation", _organisation(text))
    elif text.strip().lower() in _CHROME or _COUNT.match(text) or context.follows_submitted:
        gatherer.aside(line, "a page's header, footer or counter")
    else:
        gatherer.text(line, context)


def _is_about(text: str) -> bool:
    return bool(_AUTHORS.match(text) or _DATE.match(text) or _DOT.match(text) or _CUT_AUTHORS.match(text))


def _organisation(text: str) -> tuple[int, int]:
    """Return the range of an organisation's name: what follows its handle, or all when there is no more."""
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    handle = text[start:end].split(" ", 1)[0]
    return (start + len(handle) + 1, end) if start + len(handle) < end else (start, end)
