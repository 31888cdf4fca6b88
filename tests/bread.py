"""Small invented surveys as values, for tests of everything that comes after the aggregate.

`small()` has 20 papers of a field of its own (bread), 3 facets and 12 topics, with true spans; `of_size(n)` has n
papers of the same kind; `hostile(text)` puts one text into every place where a survey can hold text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from generator.core.model import (
    Assignment,
    Author,
    Classification,
    Document,
    Example,
    Field,
    Identifier,
    Ledger,
    Link,
    LinkKind,
    Location,
    Match,
    Merge,
    Name,
    NameKind,
    NearMiss,
    Origin,
    Paper,
    PaperDate,
    Phrase,
    Pin,
    PossibleDuplicate,
    Provenance,
    Record,
    Rejected,
    Rule,
    Taxonomy,
    Topic,
    Venue,
)
from generator.insight.gather import gather
from generator.insight.suggest import groups
from generator.site.extras import Closest, Extras, Prose, Score
from generator.survey import Survey
from generator.taxonomy.quality import quality

TAXONOMY_PATH = "taxonomy.yaml"
DOCUMENT_PATH = "papers/documents/loaves.jsonl"


def topic(topic_id: str, label: str, phrase: str | None = None, *, line: int, **fields: object) -> Topic:
    """Return a topic whose rule is one phrase; `fields` are any other fields of `Topic`."""
    place = Location(path=TAXONOMY_PATH, line=line, column=5)
    rule = None
    if phrase:
        rule = Rule(
            location=Location(path=TAXONOMY_PATH, line=line + 3, column=7),
            any=(Phrase(text=phrase, location=Location(path=TAXONOMY_PATH, line=line + 4, column=11)),),
        )
    made = Topic(
        id=topic_id, label=label, location=place, definition=f"Papers on {label.lower()}. Told from their neighbours."
    )
    return replace(made, rule=rule, **fields)  # type: ignore[arg-type]


def _taxonomy() -> Taxonomy:
    topics = (
        topic("leavening", "Leavening", line=2, narrower=("sourdough", "yeast", "chemical-leavening")),
        topic("sourdough", "Sourdough", "sourdough", line=10, parent="leavening", narrower=("starter-ecology",)),
        topic(
            "starter-ecology",
            "Starter ecology",
            "sourdough starter",
            line=20,
            parent="sourdough",
            alt_labels=("microbiota of starters",),
            scope_note="Not the ecology of fields of grain.",
            formerly=("starter-microbes",),
        ),
        topic("yeast", "Baker’s yeast", "baker's yeast", line=30, parent="leavening", related=("dough-rheology",)),
        topic("chemical-leavening", "Chemical leavening", "baking powder", line=40, parent="leavening"),
        topic("dough", "Dough", line=50, narrower=("dough-rheology", "hydration", "kneading")),
        topic("dough-rheology", "Dough rheology", "dough rheology", line=60, parent="dough"),
        topic("hydration", "Hydration", "hydration", line=70, parent="dough", also_under=("baking",)),
        topic(
            "kneading",
            "Kneading",
            "kneading",
            line=80,
            parent="dough",
            exclude=(
                Pin(paper="loaf-04", because="kneads clay, not dough", location=Location(path=TAXONOMY_PATH, line=88)),
            ),
        ),
        topic("baking", "Baking", line=90, narrower=("crust", "steam")),
        topic("crust", "Crust & <crumb>", "crust formation", line=100, parent="baking"),
        topic("steam", "Steam", "steam injection", line=110, parent="baking"),
    )
    return Taxonomy(
        topics=topics,
        outside=(
            Pin(
                paper="loaf-19",
                because="about the price of flour",
                location=Location(path=TAXONOMY_PATH, line=120, column=5),
            ),
        ),
    )


_SENTENCES = {
    "sourdough": "We follow a sourdough over forty days.",
    "starter-ecology": "The sourdough starter of each bakery keeps its own balance of acids.",
    "yeast": "Strains of baker's yeast were compared at three temperatures.",
    "chemical-leavening": "A baking powder without phosphates raises quick breads as well.",
    "dough-rheology": "We measure dough rheology with a vane, which is gentler than a plate.",
    "hydration": "At a hydration of 85 % the loaf spreads, and no flour in our list prevents it.",
    "kneading": "Long kneading brings less than a fold every half hour.",
    "crust": "A model of crust formation explains why ears open where they do.",
    "steam": "Early steam injection delays it by a minute; late steam injection does nothing.",
}
_NAMES = ("Ana Krušec", "Bo Lindqvist", "Chidi Okafor", "Dilnoza Karimova", "Eoin Ó Briain", "Fumiko Hara")
_TITLES = ("How {} rises", "{}, measured", "A second look at {}", "Against {}: a note", "{} in the village oven")


def _abstract(topics: Sequence[str], number: int) -> str:
    body = " ".join(_SENTENCES[name] for name in topics)
    return f"Bread is older than writing. {body} Loaf {number} of the series is kept for comparison."


def _own_topics(number: int) -> tuple[str, ...]:
    names = tuple(_SENTENCES)
    if number % 10 == 9:
        return ()
    return tuple(dict.fromkeys((names[number % len(names)], names[(number * 5 + 2) % len(names)])))


def _place(number: int) -> Location:
    return Location(path=DOCUMENT_PATH, line=number + 1, column=1)


def _record(paper_id: str, number: int, *, line: int) -> Record:
    place = Location(path=DOCUMENT_PATH, line=line, column=1)
    fields = (Field(name="title", value=paper_id, location=place),)
    return Record(location=place, end_line=line, format="jsonl", raw=f'{{"number": {number}}}', fields=fields)


def _paper(number: int) -> Paper:
    paper_id = f"loaf-{number:02d}"
    topics = _own_topics(number)
    is_untitled = number % 7 == 6
    named = _NAMES[number % 3 : number % 3 + 1 + number % 4]
    subject = (topics[0] if topics else "flour prices").replace("-", " ")
    return Paper(
        id=paper_id,
        title=None if is_untitled else _TITLES[number % len(_TITLES)].format(subject).capitalize(),
        authors=() if is_untitled else tuple(Author(name_as_written=name, name_key=name.casefold()) for name in named),
        author_count=5 if is_untitled else len(named),
        date=None if number == 13 else PaperDate(year=2016 + number % 8, month=1 + number % 12),
        venue=Venue(name="Journal of Invented Bread", short="JIB", year=2017 + number % 8) if number % 3 == 0 else None,
        identifiers=(Identifier(scheme="arxiv", value=f"2101.{number:05d}"),) if number % 2 == 0 else (),
        abstract=_abstract(topics, number),
        links=(Link(kind=LinkKind.CODE, url=f"https://example.org/loaf/{number}?a=1&b=2"),) if number % 4 == 0 else (),
        records=(_record(paper_id, number, line=number + 1),),
        aliases=(f"old-loaf-{number:02d}",) if number % 5 == 0 else (),
        provenance=(
            Provenance(field="abstract", location=_place(number)),
            Provenance(field="date", location=Location(path="papers/curated.yaml", line=3 * number + 1), curated=True),
        ),
    )


def _matches(paper: Paper, found: Topic) -> tuple[Match, ...]:
    if found.rule is None:
        return ()
    phrase = found.rule.any[0]
    made = []
    for field in ("title", "abstract"):
        text = paper.text(field)
        start = text.casefold().find(phrase.text)
        while start >= 0:
            end = start + len(phrase.text)
            made.append(Match(field=field, start=start, end=end, text=text[start:end], phrase=phrase))
            start = text.casefold().find(phrase.text, end)
    return tuple(made)


def _assignments(taxonomy: Taxonomy, paper: Paper) -> tuple[Assignment, ...]:
    """Return what the rules of one phrase say of a paper, and all that follows from it."""
    excluded = {pin.paper: found.id for found in taxonomy.topics for pin in found.exclude}
    matched = {
        found.id: matches
        for found in taxonomy.topics
        if excluded.get(paper.id) != found.id and (matches := _matches(paper, found))
    }
    held = set(matched) | {above for found in matched for above in taxonomy.ancestors(found)}
    return tuple(
        Assignment(
            paper=paper.id,
            topic=found.id,
            origin=Origin.MATCHED if found.id in matched else Origin.NARROWER,
            matches=matched.get(found.id, ()),
            through=tuple(child for child in taxonomy.children(found.id) if child in held),
        )
        for found in taxonomy.topics
        if found.id in held
    )


def _near_misses(taxonomy: Taxonomy, papers: Sequence[Paper]) -> tuple[NearMiss, ...]:
    kneading = taxonomy.by_id["kneading"]
    return tuple(
        NearMiss(paper=paper.id, topic="kneading", matched=(), pin=kneading.exclude[0], reason="excluded by a curator")
        if paper.id == "loaf-04"
        else NearMiss(paper=paper.id, topic="steam", matched=(), reason="'bread' alone is not enough")
        for paper in papers
        if paper.id in {"loaf-04", "loaf-09"}
    )


def classified(taxonomy: Taxonomy, papers: Sequence[Paper]) -> Classification:
    """Return the classification of papers by one-phrase rules."""
    return Classification(
        assignments=tuple(assignment for paper in papers for assignment in _assignments(taxonomy, paper)),
        near_misses=_near_misses(taxonomy, papers),
    )


def of_size(number: int) -> Survey:
    """Return a survey of that many papers."""
    taxonomy = _taxonomy()
    papers = tuple(sorted((_paper(index) for index in range(number)), key=lambda paper: paper.id))
    merges = tuple(
        Merge(
            kept=_place(index),
            merged=Location(path=DOCUMENT_PATH, line=number + index + 1, column=1),
            rule="same_abstract",
            score=0.987,
            paper=f"loaf-{index:02d}",
        )
        for index in range(min(2, number))
    )
    rejected = (
        Rejected(
            location=Location(path=DOCUMENT_PATH, line=2 * number + 3),
            end_line=2 * number + 3,
            format="jsonl",
            raw="{",
            reason="the line is cut off",
        ),
    )
    return Survey(
        papers=papers,
        taxonomy=taxonomy,
        classification=classified(taxonomy, papers),
        ledger=Ledger(identified=number + len(merges) + 1, rejected=1, duplicates=len(merges), included=number),
        documents=(
            Document(
                path=DOCUMENT_PATH,
                text="",
                format="jsonl",
                retrieved=date(2026, 5, 4),
                origin="https://example.org/loaves",
            ),
        ),
        merges=merges,
        rejected=rejected,
        possible_duplicates=(
            (PossibleDuplicate(papers=("loaf-00", "loaf-10"), reason="titles are nearly the same", score=0.91),)
            if number > 10
            else ()
        ),
        inputs=((DOCUMENT_PATH, "ab" * 32), (TAXONOMY_PATH, "cd" * 32)),
    )


def small() -> Survey:
    """Return the survey of 20 papers."""
    return of_size(20)


def extras(survey: Survey) -> Extras:
    """Return something of every optional kind for a survey of at least four papers."""
    ids = [paper.id for paper in survey.papers]
    return Extras(
        closest={
            paper: tuple(Closest(paper=near, reason="shares 2 topics") for near in ids[:4] if near != paper)
            for paper in ids
        },
        bibtex={
            paper.id: f"@misc{{{paper.id},\n  title = {{{paper.title or 'Untitled'}}},\n  year = {{{paper.year}}},\n}}"
            for paper in survey.papers
        },
        scores=(Score(name="Leavening", precision=0.97, recall=0.9, papers=40),),
        prose=(
            Prose(
                path="site_src/prose/sourdough.md",
                text="Starters are old.\n\n### What is known\n\n"
                "They differ [@loaf-00; @loaf-01], and `[@code]` is not a citation.\n",
            ),
            Prose(path="site_src/prose/pages/about.md", text="# About\n\nA survey of bread, see [@loaf-02].\n"),
            Prose(path="site_src/prose/pages/contribute.md", text="# Contribute\n\nAdd a loaf.\n"),
        ),
    )


def talkative(survey: Survey, *, grains: int) -> Survey:
    """Return the survey with papers that name a method of their own and one of the data sets, and report a result."""
    here = Location(path="papers/names.yaml")
    papers = tuple(
        replace(
            paper,
            abstract=f"{paper.abstract} We propose OVEN-{number}X, a method of baking with {_word(number)}. On GRAIN-"
            f"{number % grains} it has an accuracy of {50 + number % 50}.{number % 10}%.",
        )
        for number, paper in enumerate(survey.papers)
    )
    names = tuple(Name(name=f"GRAIN-{number}", kind=NameKind.DATA, location=here) for number in range(grains))
    metric = Name(name="accuracy", kind=NameKind.METRIC, location=here, better="higher")
    return replace(survey, papers=papers, names=(*names, metric))


def _word(number: int) -> str:
    """Return a word that no other number gives, so that texts do not pack better than real ones."""
    return "".join("bdfgklmnprstvz"[number // 14**place % 14] + "aeiou"[(number + place) % 5] for place in range(4))


def all_extras(survey: Survey) -> Extras:
    """Return everything that pages can show of a survey of at least four papers."""
    insight = gather(survey)

    def named(kind: NameKind) -> dict[str, tuple[str, ...]]:
        found = insight.names.uses.items()
        return {paper: tuple(use.name for use in uses if use.kind is kind) for paper, uses in found}

    return replace(
        extras(survey),
        insight=insight,
        unreached=groups(survey),
        quality=quality(survey.taxonomy, survey.papers, survey.classification),
        datasets=named(NameKind.DATA),
        methods=named(NameKind.METHOD),
    )


def hostile(text: str) -> Survey:
    """Return a survey in which one text stands in every place that can hold text."""
    base = of_size(6)
    taxonomy = Taxonomy(
        topics=tuple(
            replace(
                found,
                label=text,
                definition=text,
                scope_note=text,
                alt_labels=(text,),
                rule=replace(found.rule, any=(replace(found.rule.any[0], text=text),)) if found.rule else None,
                examples=(Example(text=text, expected=True, location=found.location),),
                include=(Pin(paper="loaf-00", because=text, location=found.location),),
                exclude=(),
            )
            for found in base.taxonomy.topics
        ),
        outside=(Pin(paper="loaf-05", because=text, location=Location(path=TAXONOMY_PATH, line=1)),),
    )
    whole = Match(
        field="abstract",
        start=0,
        end=len(text),
        text=text,
        phrase=Phrase(text=text, location=Location(path=TAXONOMY_PATH)),
    )
    papers = tuple(
        replace(
            paper,
            title=text,
            abstract=text,
            authors=(Author(name_as_written=text, name_key=text),),
            organisation=text,
            venue=Venue(name=text, short=text, year=2020),
            records=(replace(paper.records[0], format=text),),
        )
        for paper in base.papers
    )
    return replace(
        base,
        papers=papers,
        taxonomy=taxonomy,
        classification=Classification(
            assignments=tuple(
                Assignment(paper=paper.id, topic="crust", origin=Origin.MATCHED, matches=(whole,))
                for paper in papers[:5]
            ),
            near_misses=tuple(
                NearMiss(paper=paper.id, topic="steam", matched=(whole,), reason=text) for paper in papers
            ),
        ),
        documents=(replace(base.documents[0], origin=text),),
        merges=tuple(replace(merge, rule=text) for merge in base.merges),
        rejected=tuple(replace(found, reason=text) for found in base.rejected),
        inputs=((text, text),),
    )


def hostile_extras(survey: Survey, text: str) -> Extras:
    """Return extras in which one text stands wherever they can hold text."""
    usual = extras(survey)
    return replace(
        usual,
        closest={paper.id: (Closest(paper=survey.papers[0].id, reason=text),) for paper in survey.papers},
        summaries={paper.id: text for paper in survey.papers},
        bibtex={paper.id: text for paper in survey.papers},
        prose=(
            Prose(path="site_src/prose/pages/about.md", text="# About\n\nSee [@loaf-00].\n"),
            *(one for one in usual.prose if one.path.endswith("contribute.md")),
        ),
        scores=(Score(name=text, precision=1.0, recall=1.0, papers=1),),
    )
