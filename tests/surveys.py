"""Small surveys made by hand, for tests of what is computed and exported; another field than ours on purpose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.core.model import (
    Assignment,
    Author,
    Classification,
    Identifier,
    Impossible,
    Ledger,
    Link,
    LinkKind,
    Location,
    Match,
    Origin,
    Paper,
    PaperDate,
    Phrase,
    Taxonomy,
    Topic,
    Venue,
)
from generator.survey import Survey

HERE = Location(path="taxonomy.yaml")


def topic(
    topic_id: str, label: str | None = None, *, parent: str | None = None, also_under: Sequence[str] = ()
) -> Topic:
    return Topic(
        id=topic_id,
        label=label or topic_id.replace("-", " ").capitalize(),
        location=HERE,
        definition=f"What {topic_id} means.",
        parent=parent,
        also_under=tuple(also_under),
    )


def paper(
    paper_id: str,
    title: str | None = None,
    abstract: str | None = None,
    *,
    year: int | None = None,
    authors: Sequence[str] = (),
) -> Paper:
    """Make a paper; what is rarer than these five comes by `dataclasses.replace`."""
    return Paper(
        id=paper_id,
        title=title,
        abstract=abstract,
        date=PaperDate(year=year) if year else None,
        authors=tuple(Author(name_as_written=name, name_key=name.casefold()) for name in authors),
    )


def survey(
    papers: Sequence[Paper] = (),
    topics: Sequence[Topic] = (),
    assigned: Mapping[str, Sequence[str]] | None = None,
    *,
    impossible: Sequence[Impossible] = (),
) -> Survey:
    """Make a survey; `assigned` gives the topic ids of each paper id (ancestors are to be listed too)."""
    order = {one.id: index for index, one in enumerate(topics)}
    assignments = tuple(
        _assignment(one, topic_id)
        for one in sorted(papers, key=lambda one: one.id)
        for topic_id in sorted((assigned or {}).get(one.id, ()), key=order.__getitem__)
    )
    return Survey(
        papers=tuple(sorted(papers, key=lambda one: one.id)),
        taxonomy=Taxonomy(topics=tuple(topics), impossible=tuple(impossible)),
        classification=Classification(assignments=assignments),
        ledger=Ledger(identified=len(papers), rejected=0, duplicates=0, included=len(papers)),
    )


def _assignment(one: Paper, topic_id: str) -> Assignment:
    title = one.title or ""
    phrase = Phrase(text=title[:4], location=HERE)
    matches = (Match(field="title", start=0, end=4, text=title[:4], phrase=phrase),) if title[:4] else ()
    return Assignment(paper=one.id, topic=topic_id, origin=Origin.MATCHED, matches=matches)


SOIL = survey(
    papers=(
        replace(
            paper(
                "earthworm-burrows",
                "WORM: Earthworm burrows and water in clay soils",
                "Clay soils drain badly. We propose WORM, a model of how earthworm burrows carry water. "
                "On the Rothamsted plots WORM reaches 91.2 % accuracy.",
                year=2019,
                authors=("Ada Lund", "Bo Iversen"),
            ),
            venue=Venue(name="Journal of Soil Life", short="JSL", year=2020),
            identifiers=(Identifier(scheme="doi", value="10.1000/jsl.19"),),
        ),
        replace(
            paper(
                "fungal-threads",
                "Fungal threads bring nitrogen to trees",
                "Fungal threads link the roots of trees. We measure how much nitrogen they bring in spruce forests.",
                year=2020,
                authors=("Chen Wei",),
            ),
            links=(Link(kind=LinkKind.CODE, url="https://example.org/threads"),),
        ),
        paper(
            "nitrogen-spruce",
            "Nitrogen in spruce forests after liming",
            "Liming changes the soils of spruce forests. This paper reports nitrogen after ten years of liming.",
            year=2021,
        ),
        paper("untitled-worms", None, "Earthworm numbers fall where clay soils are ploughed.", year=2021),
        paper("bare-record", "A note", None),
    ),
    topics=(
        topic("animals", "Soil animals"),
        topic("earthworms", parent="animals"),
        topic("nutrients", "Nutrients"),
        topic("nitrogen", parent="nutrients"),
    ),
    assigned={
        "earthworm-burrows": ("animals", "earthworms"),
        "untitled-worms": ("animals", "earthworms"),
        "fungal-threads": ("nutrients", "nitrogen"),
        "nitrogen-spruce": ("nutrients", "nitrogen"),
    },
)
