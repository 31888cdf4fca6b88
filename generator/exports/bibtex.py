"""BibTeX: the survey, a topic or a paper; also the text of one entry, for a paper's page.

Owns: entry types, fields, keys and escaping. Must not: choose the papers.
The key of an entry is the paper's id, the same that `[@paper-id]` cites in the survey's prose.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

from generator.core.model import Paper
from generator.core.text import clean
from generator.exports.reference import Kind, address_of, date_of, kind_of

_NOT_IN_KEY = re.compile(r"[^A-Za-z0-9:_-]")
# Braces become commands: BibTeX counts `\{` as a brace, so an unbalanced one would swallow the rest of the file.
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "%#&$_"},
    }
)
_WORD = re.compile(r"([^\W_][\w-]*)")
_WITH_CAPITAL_INSIDE = re.compile(r".*[^\W_][A-Z].*|.+-[A-Z]\b.*")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def escape(text: str) -> str:
    """Return the text as it stands between the braces of a field."""
    return _escaped(clean(text))


def key(paper: Paper) -> str:
    """Return the citation key: the paper's id, of `A-Za-z0-9:_-` only."""
    cleaned = _NOT_IN_KEY.sub("-", paper.id)
    if cleaned == paper.id:
        return cleaned
    return f"{cleaned}-{hashlib.sha256(paper.id.encode()).hexdigest()[:8]}"


def _title(text: str) -> str:
    """Escape a title; words with a capital inside keep it (`{BERT}`), whatever a style does to the rest."""
    parts = _WORD.split(clean(text))
    return "".join(
        f"{{{_escaped(part)}}}" if _WITH_CAPITAL_INSIDE.fullmatch(part) else _escaped(part) for part in parts
    )


def _name(name: str) -> str:
    """Escape a name; one that BibTeX would take apart wrongly is wrapped in braces, so that it stays whole."""
    escaped = escape(name)
    words = escaped.split()
    is_whole = "," in escaped or "and" in [word.casefold() for word in words] or words[-1:] == ["others"]
    return f"{{{escaped}}}" if is_whole or not words else escaped


def _authors(paper: Paper) -> str | None:
    names = [_name(author.name_as_written) for author in paper.authors if clean(author.name_as_written)]
    if names and (paper.author_count or 0) > len(paper.authors):
        names.append("others")
    return " and ".join(names) or None


_TYPES = {Kind.JOURNAL: ("article", "journal"), Kind.CONFERENCE: ("inproceedings", "booktitle")}


def _fields(paper: Paper, labels: Sequence[str]) -> tuple[str, list[tuple[str, str]]]:
    kind, place = _TYPES.get(kind_of(paper), ("misc", "howpublished"))
    date = date_of(paper)
    arxiv, doi, url = paper.identifier("arxiv"), paper.identifier("doi"), address_of(paper)
    fields: list[tuple[str, str | None]] = [
        ("title", _title(paper.title) if paper.title else None),
        ("author", _authors(paper)),
        (place, escape(paper.venue.name) if paper.venue else None),
        ("year", str(date.year) if date else None),
        ("eprint", escape(arxiv) if arxiv else None),
        ("archiveprefix", "arXiv" if arxiv else None),
        ("doi", escape(doi) if doi else None),
        ("url", escape(url) if url and not doi else None),
        ("keywords", ", ".join(escape(label.replace(",", " ")) for label in labels) or None),
    ]
    kept = [(name, f"{{{value}}}") for name, value in fields if value]
    if date and date.month:
        kept.insert(
            next(i for i, (name, _) in enumerate(kept) if name == "year") + 1, ("month", _MONTHS[date.month - 1])
        )
    return kind, kept


def entry(paper: Paper, labels: Sequence[str]) -> str:
    """Return one entry with the labels of the paper's topics as `keywords`; ends with a line end."""
    kind, fields = _fields(paper, labels)
    width = max((len(name) for name, _ in fields), default=0)
    lines = [f"  {name:<{width}} = {value}," for name, value in fields]
    return "\n".join([f"@{kind}{{{key(paper)},", *lines, "}"]) + "\n"


def document(papers: Iterable[tuple[Paper, Sequence[str]]]) -> str:
    """Return the entries of the papers with their labels, an empty line between them."""
    return "\n".join(entry(paper, labels) for paper, labels in papers)
