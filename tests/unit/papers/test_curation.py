from __future__ import annotations

import json

import pytest

from generator.core.diagnostics import Report, render_text
from generator.core.model import Document, Identifier, Link, LinkKind, PaperDate, Venue
from generator.papers import curation
from generator.papers.gather import Gathered, gather_documents

COLD = "We study how sourdough starters change when they are kept cold for many weeks. They do."
OVEN = "Ovens differ in how evenly they bake, and bakers turn their loaves by habit. We measure."
DOCUMENT = "\n".join(
    json.dumps(fields)
    for fields in (
        {"abstract": COLD},
        {"title": "Ovens", "abstract": OVEN, "arxiv": "2301.00001", "authors": ["A. B."], "year": 2020},
        {
            "title": "Ovens and loaves",
            "abstract": "Another text about ovens, loaves and their crusts.",
            "authors": ["A. B."],
        },
    )
)


def gathered(curated: str) -> tuple[Gathered, str]:
    """Return what the document and a curated.yaml give, and the findings but notes."""
    report = Report()
    decided = curation.load(curated, path="papers/curated.yaml", report=report)
    found = gather_documents((Document(path="papers/documents/a.jsonl", text=DOCUMENT),), decided, report)
    told = tuple(finding for finding in report.sorted() if finding.severity)
    return found, render_text(told, lambda _path, _line: None)


def test_an_entry_gives_its_paper_facts_with_their_lines() -> None:
    found, told = gathered(
        "papers:\n"
        "  - abstract_begins: We study how sourdough starters change\n"
        "    title: Cold Starters -- a Study\n"
        "    authors:\n"
        "      - Ann Lee\n"
        "      - Li, Bo\n"
        "    date: 2022-03\n"
        "    venue:\n"
        "      name: Conference on Bread\n"
        "      short: BREAD\n"
        "      year: 2023\n"
        "    arxiv: 2203.00001\n"
        "    doi: 10.18653/v1/2023.bread-main.1\n"
        "    code: https://github.com/a/b\n"
        "    kind: Survey\n"
        "    abstract: A corrected text.\n"
        "    formerly: [cold-study]\n"
        "    source: https://arxiv.org/abs/2203.00001\n"
    )
    assert told == "no findings\n"
    paper = next(paper for paper in found.papers if paper.id == "arxiv-2203-00001")
    assert paper.title == "Cold Starters -- a Study"
    assert [author.name_as_written for author in paper.authors] == ["Ann Lee", "Bo Li"]
    assert (paper.date, paper.author_count, paper.kind) == (PaperDate(year=2022, month=3), 2, "survey")
    assert paper.venue == Venue(name="Conference on Bread", short="BREAD", year=2023)
    assert paper.identifiers == (
        Identifier(scheme="arxiv", value="2203.00001"),
        Identifier(scheme="doi", value="10.18653/v1/2023.bread-main.1"),
        Identifier(scheme="acl", value="2023.bread-main.1"),
    )
    assert paper.links == (Link(kind=LinkKind.CODE, url="https://github.com/a/b"),)
    assert paper.abstract == "A corrected text."
    assert {"cold-study", "acl-2023-bread-main-1", "cold-starters-a-study-2022"} <= set(paper.aliases)
    places = {one.field: (one.location.line, one.curated) for one in paper.provenance}
    assert places["title"] == (3, True)
    assert places["arxiv"] == (12, True)
    assert {curated for _, curated in places.values()} == {True}


def test_a_curator_s_identifier_and_id_replace_what_documents_say() -> None:
    found, told = gathered("papers:\n  - title: Ovens\n    arxiv: 2301.00002\n    id: oven-study\n")
    assert told == "no findings\n"
    paper = next(paper for paper in found.papers if paper.id == "oven-study")
    assert paper.identifier("arxiv") == "2301.00002"
    assert {"arxiv-2301-00001", "arxiv-2301-00002", "ovens-2020"} <= set(paper.aliases)


def test_curators_join_and_separate() -> None:
    joined, told = gathered("papers:\n  - title: Ovens\n    merge: [Ovens and loaves]\n")
    assert told == "no findings\n"
    assert [(merge.rule, merge.score) for merge in joined.merges] == [("curated", 1.0)]
    report = Report()
    twice = Document(path="papers/documents/a.jsonl", text=f"{DOCUMENT}\n{json.dumps({'abstract': OVEN})}")
    text = 'papers:\n  - arxiv: 2301.00001\n    separate: ["Ovens differ in how evenly they bake"]\n'
    decided = curation.load(text, path="papers/curated.yaml", report=report)
    apart = gather_documents((twice,), decided, report)
    assert len(apart.papers) == 4
    assert [one.reason for one in apart.possible_duplicates] == [
        "abstracts 100% alike, but curated.yaml keeps them apart"
    ]


@pytest.mark.parametrize(
    ("entry", "message", "hint"),
    [
        pytest.param(
            "title: Bread",
            "2:5: error: 'Bread' fits no paper [curation/no-paper]",
            "compare the title and the first words of the abstract with the document, or remove the entry",
            id="no-paper",
        ),
        pytest.param(
            "{title: Ovens, listed_as: [Ovens and loaves]}",
            "2:5: error: 'Ovens' fits 2 different papers [curation/ambiguous]",
            "make the entry more exact, or list the records under 'merge' if they are one paper",
            id="ambiguous",
        ),
        pytest.param(
            "title: Ovens\n  - arxiv: 2301.00001",
            "3:5: error: 'arxiv:2301.00001' is the same paper as the entry in line 2 [curation/twice]",
            "make one entry of the two",
            id="twice",
        ),
        pytest.param(
            "authors: [Ann Lee]",
            "2:5: error: entry names no paper [curation/no-handle]",
            "give it a title, an arXiv id, a DOI, or abstract_begins",
            id="no-handle",
        ),
        pytest.param(
            "{title: Ovens, merge: [Bread]}",
            "2:28: error: 'Bread' fits no record [curation/no-record]",
            "write an identifier, the title as a document has it, or the first words of the abstract",
            id="no-record",
        ),
        pytest.param(
            "{title: Ovens, formerly: [../x]}",
            "2:30: error: '../x' cannot have been an id [curation/bad-id]",
            "write up to 60 lower-case letters and digits, with single hyphens between them",
            id="formerly",
        ),
        pytest.param(
            "{title: Ovens, id: CON}",
            "2:24: error: 'CON' cannot be an id in item 1 of 'papers' [curation/bad-id]",
            "write up to 60 lower-case letters and digits, with single hyphens between them",
            id="id",
        ),
        pytest.param(
            "{title: Ovens, arxiv: 2313.1}",
            "2:27: error: '2313.1' is no arXiv identifier in item 1 of 'papers' [curation/bad-identifier]",
            "write it as 2302.10035",
            id="arxiv",
        ),
        pytest.param(
            "{title: Ovens, code: 'javascript:alert(1)'}",
            "2:26: error: 'javascript:alert(1)' cannot be linked in item 1 of 'papers' [curation/bad-link]",
            "write a whole address that begins with https://",
            id="link",
        ),
        pytest.param(
            "{title: Ovens, date: 2020-13-45}",
            "2:26: error: '2020-13-45' is no date in item 1 of 'papers' [curation/bad-date]",
            "write 2023-02-20, or 2023-02, or 2023",
            id="date",
        ),
        pytest.param(
            "abstract_begins: In this paper",
            "2:22: error: 'In this paper' is too short to find one abstract in item 1 of 'papers' "
            "[curation/short-opening]",
            "write at least 5 words",
            id="opening",
        ),
    ],
)
def test_faults_are_told_with_their_line_and_cure(entry: str, message: str, hint: str) -> None:
    _, told = gathered(f"papers:\n  - {entry}\n")
    assert told.splitlines()[:2] == [f"papers/curated.yaml:{message}", f"hint: {hint}"]


def test_two_entries_cannot_share_an_id() -> None:
    _, told = gathered("papers:\n  - {title: Ovens, id: oven}\n  - {title: Ovens and loaves, id: oven}\n")
    assert "error: id 'oven' is given to two papers [curation/same-id]" in told


def test_a_broken_file_decides_nothing() -> None:
    report = Report()
    assert curation.load("papers: [", path="papers/curated.yaml", report=report) == curation.Curation()
    assert curation.load("papers:\n  - titel: x\n", path="papers/curated.yaml", report=report) == curation.Curation()
    assert report.worst
