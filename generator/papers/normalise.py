"""Record → Candidate: one pure function a field, each idempotent; the record keeps the raw text.

Owns: what a clean title, abstract, name, date, venue, identifier and link is, and the findings about values that
could not be understood. Must not: look at other records, merge, make markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from generator.core import identifiers, latex, markup, urls
from generator.core.diagnostics import Diagnostic, Severity
from generator.core.model import Author, Candidate, Field, Identifier, Link, LinkKind, PaperDate, Record, Venue
from generator.core.text import clean, given_first, name_key, title_key
from generator.papers import boilerplate
from generator.papers.dates import parse_date
from generator.papers.sources.findings import MAX_AUTHORS

MAX_TITLE = 500
MAX_ABSTRACT = 20_000
MAX_NAME = 120

_LATEX_FORMATS = frozenset({"bibtex"})
_ROUNDS = 12
_VENUE = re.compile(r"(?P<short>(?:Findings of )?[A-Z][A-Za-z&-]*[A-Z][A-Za-z&-]*|[A-Z]{2,})\s+(?P<year>(?:19|20)\d\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)
_SERVER = re.compile(
    r"(?:arxiv\b|corr\b|(?:bio|med|chem|psy|eng|soc)?rxiv\b|ssrn\b|preprints?\b|research square\b|osf preprints\b"
    r"|computing research repository\b|submitted to\b|under review\b)",
    re.IGNORECASE,
)
_COUNT = re.compile(r"[0-9]{1,5}", re.ASCII)
_MARKS = re.compile(r"(?<=[^\W\d_])\d{1,3}$|[*†‡]+$")
"""Marks of affiliation glued to a name."""
_LABEL = re.compile(r"(?:abstract|summary)\s*[.:—–-]\s+(?=[A-Z0-9])", re.IGNORECASE)
_LINK_FIELDS = {
    "code": LinkKind.CODE,
    "pdf": LinkKind.PDF,
    "project": LinkKind.PROJECT,
    "data": LinkKind.DATA,
    "url": None,
}


def _settled(text: str, step: Callable[[str], str]) -> str:
    """Apply a step until nothing changes, so that applying it again changes nothing either."""
    for _ in range(_ROUNDS):
        after = step(text)
        if after == text:
            break
        text = after
    return text


_SAID = {
    r"\{": "{",
    r"\}": "}",
    r"\$": "$",
    r"\textbraceleft": "{",
    r"\textbraceright": "}",
    r"\textbackslash": "\\",
    r"\textasciitilde": "~",
    r"\textasciicircum": "^",
    r"\textdollar": "$",
    r"\textless": "<",
    r"\textgreater": ">",
    r"\textbar": "|",
    r"\textunderscore": "_",
}
_NAMES_OF_SIGNS = "|".join(macro[5:] for macro in _SAID if macro.startswith(r"\text"))
_LITERAL = re.compile(
    rf"(?<!\\)(?:\{{(?P<held>\\text(?:{_NAMES_OF_SIGNS}))\s*\}}"
    rf"|(?P<bare>\\text(?:{_NAMES_OF_SIGNS}))(?:\{{\}}|\s+|(?![A-Za-z]))|(?P<sign>\\[{{}}$]))"
)
_THIN = re.compile(r"(?<!\\)\\[,;: ]")
_NOTHING = re.compile(r"(?<!\\)\\[-/!]")
_GROUP = re.compile(r"(?<![A-Za-z*\]}^_])\{([^{}\\]*)\}")
_HELD = dict(zip("{}$\\~^<>|_", map(chr, range(0xF8E0, 0xF8EA)), strict=True))
"""Private characters that stand for signs which LaTeX says literally, so that they are not taken for LaTeX again."""
_RELEASED = str.maketrans({held: sign for sign, held in _HELD.items()})


def _held(text: str) -> str:
    r"""Return LaTeX in which literal signs (`\{`, `{\textasciitilde}`) are held back until all else is said."""
    if "\\" not in text:
        return text
    text = _NOTHING.sub("", _THIN.sub(" ", text))
    return _LITERAL.sub(lambda found: _HELD[_SAID[found["held"] or found["bare"] or found["sign"]]], text)


def _plain(text: str, *, limit: int, is_latex: bool = False) -> str:
    start = text[: 2 * limit + 1000]
    if not is_latex:
        return _settled(clean(start), lambda now: clean(latex.without_remnants(markup.to_text(now)), limit=limit))
    said = _settled(
        clean(_held(start)), lambda now: clean(_GROUP.sub(r"\1", latex.to_text(markup.to_text(now))), limit=limit)
    )
    return said.translate(_RELEASED)


def title(text: str, *, is_latex: bool = False) -> str:
    """Return a title as plain text on one line, without a closing full stop."""
    plain = _plain(text, limit=MAX_TITLE, is_latex=is_latex)
    return plain[:-1].rstrip() if plain.endswith(".") and not plain.endswith("..") else plain


def abstract(text: str, *, is_latex: bool = False) -> str:
    """Return an abstract as plain text on one line: LaTeX said, `//github.com/…` with its scheme, no `Abstract:`."""
    say = latex.to_text if is_latex else latex.without_remnants

    def step(now: str) -> str:
        plain = markup.to_text(_LABEL.sub("", now) if _LABEL.match(now) else now)
        return clean(urls.with_schemes(say(plain)), limit=MAX_ABSTRACT)

    start = text[: 2 * MAX_ABSTRACT]
    return _settled(clean(_held(start) if is_latex else start), step).translate(_RELEASED)


def author(text: str, *, is_latex: bool = False) -> Author | None:
    """Return a name with the given name first, or None when no letter is left."""

    def step(now: str) -> str:
        plain = given_first(_plain(now, limit=MAX_NAME, is_latex=is_latex))
        return _MARKS.sub("", plain).strip()

    name = _settled(text, step)
    key = name_key(name)
    return Author(name_as_written=name, name_key=key) if key else None


def venue(text: str, *, is_latex: bool = False) -> Venue | None:
    """Return a venue; the short name and the year only where the text is just them (`ICML 2024`).

    A preprint's server (`CoRR`, `arXiv preprint arXiv:2001.00001`) is no venue: nobody published the paper there.
    """
    name = _plain(text, limit=MAX_TITLE, is_latex=is_latex)
    if not name or _SERVER.match(name):
        return None
    short = _VENUE.fullmatch(name)
    years = _YEAR.findall(name)
    return Venue(
        name=name,
        short=short.group("short") if short else None,
        year=int(years[-1]) if len(set(years)) == 1 else None,
    )


def link(field: Field) -> Link | None:
    """Return the link of a field, or None when the URL policy refuses it."""
    url = urls.complete(field.value)
    if urls.refusal(url) is not None:
        return None
    kind = _LINK_FIELDS[field.name]
    return Link(kind=kind or urls.kind(url), url=url)


def record_identifiers(record: Record) -> tuple[Identifier, ...]:
    """Return the identifiers of a record, from their own fields, its addresses and its key; sorted as ids are made."""
    found: list[Identifier | None] = [
        identifiers.parse(scheme, field.value) for scheme in identifiers.SCHEMES for field in record.all(scheme)
    ]
    found += [identifiers.recognise(field.value) for name in ("url", "pdf", "key") for field in record.all(name)]
    found += [identifiers.implied(identifier) for identifier in found if identifier]
    unique = dict.fromkeys(identifier for identifier in found if identifier)
    return tuple(sorted(unique, key=lambda one: (identifiers.SCHEMES.index(one.scheme), one.value)))


def record_date(record: Record, *, retrieved: date | None) -> PaperDate | None:
    """Return the date of a record: the date it gives, else its year with its month and day, else its year."""
    year, month, day = (record.first(name) for name in ("year", "month", "day"))
    for field in record.all("date"):
        with_year = parse_date(f"{field.value} {year.value}") if year else None  # `Mar 2` beside `2020`
        if found := parse_date(field.value) or with_year or parse_date(field.value, retrieved=retrieved):
            return found
    if year is None:
        return None
    parts = [field.value.replace("~", " ").strip(" {}.,") for field in (year, month, day) if field]
    whole = ("-" if month and month.value.strip().isdecimal() else " ").join(parts)
    dates = (parse_date(text, retrieved=retrieved) for text in (whole, " ".join(parts[:2]), *parts[:1]))
    return next((found for found in dates if found), None)


def normalise(record: Record, *, retrieved: date | None = None) -> Candidate:
    """Return what a record says, clean; `retrieved` is the day its document was read."""
    is_latex = record.format in _LATEX_FORMATS
    titled, described = record.first("title"), record.first("abstract")
    clean_title = (title(titled.value, is_latex=is_latex) if titled else "") or None
    clean_abstract = (abstract(described.value, is_latex=is_latex) if described else "") or None
    if clean_abstract and boilerplate.is_known(clean_abstract):
        clean_abstract = None
    authors = [author(field.value, is_latex=is_latex) for field in record.all("author")[:MAX_AUTHORS]]
    count, place, organisation = record.first("author_count"), record.first("venue"), record.first("organisation")
    kind = record.first("kind")
    return Candidate(
        record=record,
        title=clean_title,
        title_key=(title_key(clean_title) if clean_title else "") or None,
        authors=tuple(name for name in authors if name),
        author_count=int(count.value) if count and _COUNT.fullmatch(count.value) else None,
        organisation=(_plain(organisation.value, limit=MAX_NAME) if organisation else "") or None,
        date=record_date(record, retrieved=retrieved),
        venue=venue(place.value, is_latex=is_latex) if place else None,
        identifiers=record_identifiers(record),
        abstract=clean_abstract,
        abstract_key=(title_key(clean_abstract) if clean_abstract else "") or None,
        links=_links(record, clean_abstract),
        kind=(clean(kind.value, limit=40).lower() if kind else "") or None,
        keywords=tuple(dict.fromkeys(_plain(field.value, limit=MAX_NAME) for field in record.all("keyword"))),
    )


def _links(record: Record, clean_abstract: str | None) -> tuple[Link, ...]:
    found = [link(field) for name in _LINK_FIELDS for field in record.all(name)]
    found += urls.links(clean_abstract) if clean_abstract else ()
    by_url = {one.url: one for one in reversed([one for one in found if one])}
    return tuple(sorted(by_url.values()))


def findings(candidate: Candidate, *, retrieved: date | None = None) -> Iterator[Diagnostic]:
    """Return what a curator should know of a record: values not understood, links refused, text cut."""
    record = candidate.record
    described = record.first("abstract")
    if described and candidate.abstract is None:
        message = f"'{clean(described.value, limit=60)}' is a sentence of a page, not an abstract; it is left out"
        yield _warning("papers/boilerplate", described, message)
    if len(record.all("author")) > MAX_AUTHORS:
        yield _warning("papers/cut", record.all("author")[0], f"more than {MAX_AUTHORS} authors; the rest is left out")
    for field in record.fields:
        yield from _field_findings(field, candidate, retrieved)


def _field_findings(field: Field, candidate: Candidate, retrieved: date | None) -> Iterator[Diagnostic]:
    if field.name in {"date", "year"} and candidate.date is None:
        message = f"'{_shown(field)}' is no date that can be understood{_why(field, retrieved)}"
        yield _warning("papers/bad-date", field, message)
    elif field.name in identifiers.SCHEMES and identifiers.parse(field.name, field.value) is None:
        yield _warning("papers/bad-identifier", field, f"'{_shown(field)}' is no {_NAMES[field.name]}")
    elif field.name in _LINK_FIELDS and (why := urls.refusal(urls.complete(field.value))):
        yield _warning("papers/bad-link", field, f"'{_shown(field)}' is not linked: it {why}")
    elif field.name in _LIMITS and len(field.value) > _LIMITS[field.name]:
        message = f"{field.name} of {len(field.value)} characters is cut to {_LIMITS[field.name]}"
        yield _warning("papers/cut", field, message)


def _shown(field: Field) -> str:
    return clean(field.value[:200], limit=60)


_NAMES = {
    "arxiv": "arXiv identifier",
    "doi": "DOI",
    "acl": "ACL Anthology identifier",
    "openreview": "OpenReview identifier",
    "pmid": "PubMed identifier",
}
_LIMITS = {"title": MAX_TITLE, "abstract": MAX_ABSTRACT, "author": MAX_NAME, "venue": MAX_TITLE}


def _why(field: Field, retrieved: date | None) -> str:
    needs_year = retrieved is None and parse_date(field.value, retrieved=date(2000, 12, 31)) is not None
    return "; it has no year and documents.yaml does not say when the document was retrieved" if needs_year else ""


def _warning(code: str, field: Field, message: str) -> Diagnostic:
    return Diagnostic(severity=Severity.WARNING, code=code, location=field.location, message=message)
