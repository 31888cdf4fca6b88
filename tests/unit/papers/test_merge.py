from __future__ import annotations

import json
import re
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import yaml
from _pytest.mark import ParameterSet

from generator.core.diagnostics import Report, render_text
from generator.core.model import Document, LinkKind
from generator.papers import curation
from generator.papers.gather import Gathered, gather_documents

STUDY = (
    "We study how sourdough starters change when they are kept cold for many weeks, and which yeasts stay alive. "
    "Samples of forty kitchens were fed with rye and wheat, weighed every day, and sequenced at the end of each week. "
    "Cold starters keep their bacteria but lose most of their wild yeasts after five weeks without a meal. "
    "A single warm feeding brings back the rise, though not the old balance between the species that we found before."
)
OTHER = (
    "Ovens differ in how evenly they bake, and bakers turn their loaves by habit rather than by measurement. "
    "We place sensors in twelve ovens and predict the colour of the crust from the heat that each side receives. "
    "The model tells when to turn a loaf, which halves the spread of colours in a blind test with two hundred loaves."
)
Fields = dict[str, object]


def gathered(*records: Fields, curated: str = "", report: Report | None = None) -> Gathered:
    """Return what records (one document each) and a curated.yaml give."""
    log = report or Report()
    decided = curation.load(curated, path="papers/curated.yaml", report=log) if curated else curation.Curation()
    documents = tuple(
        Document(path=f"papers/documents/{number}.jsonl", text=json.dumps(fields))
        for number, fields in enumerate(records)
    )
    return gather_documents(documents, decided, log)


def rules(found: Gathered) -> list[tuple[str, float]]:
    """Return rule and score of each merge."""
    return sorted((merge.rule, merge.score) for merge in found.merges)


def doubts(found: Gathered) -> list[str]:
    """Return the reasons of the possible duplicates."""
    return [one.reason for one in found.possible_duplicates]


def cases(name: str) -> list[ParameterSet]:
    """Return the cases of a file in tests/cases/merge, by name."""
    path = Path(__file__).resolve().parents[2] / "cases" / "merge" / f"{name}.yaml"
    return [pytest.param(case, id=case["name"]) for case in yaml.safe_load(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("case", cases("one-paper"))
def test_one_paper(case: dict[str, Any]) -> None:
    found = gathered(*case["records"])
    assert len(found.papers) == 1
    ((rule, score),) = rules(found)
    assert rule == case["rule"]
    assert abs(score - case["score"]) < 0.02
    assert found.ledger.balances
    assert doubts(found) == []


@pytest.mark.parametrize("case", cases("two-papers"))
def test_two_papers(case: dict[str, Any]) -> None:
    found = gathered(*case["records"])
    assert len(found.papers) == 2
    assert doubts(found) == case["doubts"]


def test_a_doi_beside_another_does_not_matter_when_the_preprint_is_shared() -> None:
    found = gathered(
        {"title": "Cold starters", "arxiv": "2301.00001", "doi": "10.1000/a"},
        {"title": "Cold starters", "arxiv": "2301.00001", "doi": "10.1000/b"},
    )
    assert len(found.papers) == 1


def test_each_published_form_is_a_version_with_its_own_doi_venue_and_date() -> None:
    preprint: Fields = {"title": "Cold starters", "arxiv": "2301.00001", "date": "2023-01-02"}
    conference: Fields = {**preprint, "doi": "10.1234/conf.1", "venue": "Conference on Bread", "date": "2023-07-01"}
    journal: Fields = {**preprint, "doi": "10.1234/journal.1", "venue": "Journal of Bread", "date": "2024-03-01"}
    (paper,) = gathered(preprint, conference, journal).papers
    assert str(paper.date) == "2023-01-02"
    assert [
        (one.kind, str(one.date), one.venue.name if one.venue else None, [str(i) for i in one.identifiers])
        for one in paper.versions
    ] == [
        ("preprint", "2023-01-02", None, ["arxiv:2301.00001"]),
        ("published", "2023-07-01", "Conference on Bread", ["doi:10.1234/conf.1"]),
        ("published", "2024-03-01", "Journal of Bread", ["doi:10.1234/journal.1"]),
    ]


def test_a_weak_link_does_not_chain_different_papers() -> None:
    found = gathered(
        {"title": "Bread, Part I", "abstract": STUDY},
        {"abstract": STUDY},
        {"title": "Bread, Part II", "abstract": STUDY},
    )
    assert len(found.papers) == 2
    assert "abstracts 100% alike, but different parts of one work" in doubts(found)


RECORDS: tuple[Fields, ...] = (
    {
        "title": "Cold starters",
        "abstract": STUDY,
        "authors": ["A. Lee"],
        "year": 2021,
        "doi": "10.1000/a",
        "venue": "BREAD 2021",
    },
    {
        "title": "Cold Starters",
        "arxiv": "2001.00001",
        "doi": "10.1000/a",
        "date": "2020-01-02",
        "authors": ["Ann Lee", "Bo Li"],
    },
    {"abstract": STUDY + " Code: //github.com/a/b."},
    {"title": "Ovens", "abstract": OTHER},
)


def test_the_order_of_documents_does_not_matter() -> None:
    seen = set()
    for order in permutations(RECORDS):
        found = gathered(*order)
        seen.add(
            tuple(
                (p.id, p.title, p.abstract, p.authors, str(p.date), p.venue, p.links, p.aliases) for p in found.papers
            )
        )
    assert len(seen) == 1


def test_values_come_by_precedence_and_say_from_where() -> None:
    found = gathered(*RECORDS)
    paper = next(paper for paper in found.papers if paper.id == "arxiv-2001-00001")
    assert paper.title == "Cold Starters"
    assert [author.name_as_written for author in paper.authors] == ["Ann Lee", "Bo Li"]
    assert (str(paper.date), paper.author_count) == ("2020-01-02", 2)
    assert paper.abstract is not None
    assert paper.abstract.endswith("Code: https://github.com/a/b.")
    assert paper.link(LinkKind.CODE) == "https://github.com/a/b"
    assert [(v.kind, str(v.date), v.venue.short if v.venue else None) for v in paper.versions] == [
        ("preprint", "2020-01-02", None),
        ("published", "2021", "BREAD"),
    ]
    assert {p.field: p.location.path[-7] for p in paper.provenance} == {
        "abstract": "2",
        "arxiv": "1",
        "authors": "1",
        "code": "2",
        "date": "1",
        "doi": "1",
        "title": "1",
        "venue": "0",
    }
    assert not any(provenance.curated for provenance in paper.provenance)


def test_every_id_that_the_facts_gave_is_an_alias() -> None:
    alone = {gathered(fields).papers[0].id for fields in RECORDS[:3]}
    together = next(paper for paper in gathered(*RECORDS).papers if paper.id == "arxiv-2001-00001")
    assert {"doi-10-1000-a", "arxiv-2001-00001"} < alone
    assert alone <= {together.id, *together.aliases}
    assert {"cold-starters", "cold-starters-2020", "cold-starters-2021"} <= set(together.aliases)


def test_adding_a_document_changes_no_id_of_another_paper() -> None:
    before = gathered({"title": "Ovens", "year": 2019, "authors": ["A B"]})
    report = Report()
    after = gathered(
        {"title": "Ovens", "year": 2019, "authors": ["A B"]},
        {"title": "Ovens", "year": 2019, "authors": ["C D"], "abstract": OTHER},
        report=report,
    )
    assert before.papers[0].id == "ovens-2019"
    assert [(paper.id, paper.authors[0].name_key) for paper in after.papers] == [
        ("ovens", "c d"),
        ("ovens-2019", "a b"),
    ]
    assert render_text(report.sorted(), lambda _path, _line: None) == (
        "papers/documents/1.jsonl:1:1: warning: another paper has the id 'ovens-2019'; this one is 'ovens' "
        "[papers/same-id]\n"
        "hint: give it an id of its own in curated.yaml, or merge the two\n"
        "1 warning in 1 file\n"
    )


def test_three_papers_of_one_title_and_nothing_else_get_numbers() -> None:
    found = gathered({"title": "Ovens"}, {"title": "Ovens"}, {"title": "Ovens"})
    assert [paper.id for paper in found.papers] == ["ovens", "ovens-2", "ovens-3"]


@pytest.mark.parametrize(
    ("fields", "form"),
    [
        pytest.param({"title": "Con"}, r"con-[0-9a-f]{8}", id="device"),
        pytest.param({"title": "中文"}, r"title-[0-9a-f]{8}", id="no-latin"),
        pytest.param({"title": "W " * 100, "year": 2020}, r"(w-)+[0-9a-f]{8}-2020", id="long"),
    ],
)
def test_ids_are_usable_whatever_the_title(fields: Fields, form: str) -> None:
    (paper,) = gathered(fields).papers
    assert re.fullmatch(form, paper.id)
    assert len(paper.id) <= 60


def test_a_crowd_of_records_with_one_opening_is_compared_with_its_neighbours() -> None:
    records: list[Fields] = [
        {"abstract": f"{STUDY[:100]} {'abcdefghijklmnopqrst'[number] * 300}."} for number in range(20)
    ]
    found = gathered(*records, *records[:2])
    assert (len(found.papers), len(found.merges)) == (20, 2)
