"""Small surveys made by hand, for tests that need two states of one."""

from __future__ import annotations

from generator.core.model import (
    Assignment,
    Classification,
    Ledger,
    Location,
    Match,
    Origin,
    Paper,
    Phrase,
    Record,
    Rule,
    Taxonomy,
    Topic,
)
from generator.survey import Survey


def place(line: int, path: str = "taxonomy.yaml") -> Location:
    return Location(path=path, line=line, column=3)


def record(raw: str, line: int = 1, path: str = "papers/documents/a.txt") -> Record:
    return Record(location=place(line, path), end_line=line, format="abstracts", raw=raw, fields=())


def paper(paper_id: str, title: str | None = None, *, raw: str | None = None, **facts: object) -> Paper:
    values: dict[str, object] = {"records": (record(raw or f"raw of {paper_id}"),), "abstract": "", **facts}
    return Paper(id=paper_id, title=title if title is not None else f"Title of {paper_id}", **values)  # type: ignore[arg-type]  # facts by name


def topic(topic_id: str, line: int, *phrases: str, **more: object) -> Topic:
    rule = Rule(
        location=place(line + 1),
        any=tuple(Phrase(text=text, location=place(line + 2 + index)) for index, text in enumerate(phrases)),
    )
    values: dict[str, object] = {
        "label": topic_id.replace("-", " ").capitalize(),
        "definition": f"About {topic_id}.",
        "rule": rule if phrases else None,
        **more,
    }
    return Topic(id=topic_id, location=place(line), **values)  # type: ignore[arg-type]  # fields by name


def match(phrase: str, line: int) -> Match:
    return Match(
        field="abstract", start=0, end=len(phrase), text=phrase, phrase=Phrase(text=phrase, location=place(line))
    )


def matched(paper_id: str, topic_id: str, *matches: Match) -> Assignment:
    return Assignment(paper=paper_id, topic=topic_id, origin=Origin.MATCHED, matches=matches)


def narrower(paper_id: str, topic_id: str, *through: str) -> Assignment:
    return Assignment(paper=paper_id, topic=topic_id, origin=Origin.NARROWER, through=through)


def survey(
    *papers: Paper, topics: tuple[Topic, ...] = (), assignments: tuple[Assignment, ...] = (), **more: object
) -> Survey:
    """Make a survey; `more` gives near_misses, rejected, merges, diagnostics."""
    near_misses, rejected = more.pop("near_misses", ()), more.get("rejected", ())
    records = sum(len(one.records) for one in papers)
    lost = len(rejected) if isinstance(rejected, tuple) else 0
    return Survey(
        papers=tuple(sorted(papers, key=lambda one: one.id)),
        taxonomy=Taxonomy(topics=topics),
        classification=Classification(assignments=assignments, near_misses=near_misses),  # type: ignore[arg-type]  # by name
        ledger=Ledger(identified=records + lost, rejected=lost, duplicates=records - len(papers), included=len(papers)),
        **more,  # type: ignore[arg-type]  # fields by name
    )
