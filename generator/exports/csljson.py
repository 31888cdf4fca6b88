"""CSL-JSON, what citation processors read.

Owns: types and variables of the CSL 1.0.2 data model. Must not: choose the papers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from generator.core.model import Paper
from generator.core.text import clean
from generator.exports.reference import Kind, address_of, date_of, kind_of, names_of

_TYPES = {
    Kind.JOURNAL: "article-journal",
    Kind.CONFERENCE: "paper-conference",
    Kind.THESIS: "thesis",
    Kind.PREPRINT: "article",
}


def item(paper: Paper, labels: Sequence[str]) -> dict[str, object]:
    """Return one item; unknown variables are left out."""
    date = date_of(paper)
    arxiv = paper.identifier("arxiv")
    parts = [part for part in (date.year, date.month, date.day) if part] if date else []
    texts = {
        "title": paper.title,
        "container-title": paper.venue.name if paper.venue else None,
        "publisher": "arXiv" if arxiv and paper.venue is None else None,
        "number": f"arXiv:{arxiv}" if arxiv else None,
        "DOI": paper.identifier("doi"),
        "URL": address_of(paper),
        "abstract": paper.abstract,
        "keyword": ", ".join(label.replace(",", " ") for label in labels),
    }
    authors = [
        {"literal": name.family} if name.is_whole else {"family": name.family, "given": name.given}
        for name in names_of(paper)
    ]
    return {
        "id": paper.id,
        "type": _TYPES[kind_of(paper)],
        **{name: value for name, text in texts.items() if (value := clean(text or ""))},
        **({"author": authors} if authors else {}),
        **({"issued": {"date-parts": [parts]}} if parts else {}),
    }


def document(papers: Iterable[tuple[Paper, Sequence[str]]]) -> str:
    """Return a list of the papers' items, as JSON."""
    items = [item(paper, labels) for paper, labels in papers]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"
