from __future__ import annotations

from generator.insight.trends import all_years, papers_a_year, trends
from tests.surveys import SOIL, paper, survey, topic


def test_counts_a_year_and_topic() -> None:
    found = trends(SOIL)
    assert found.years == (2019, 2020, 2021)
    assert found.papers == (1, 1, 2)
    assert found.undated == 1
    assert found.topics == {
        "animals": (1, 0, 1),
        "earthworms": (1, 0, 1),
        "nutrients": (0, 1, 1),
        "nitrogen": (0, 1, 1),
    }


def test_no_claim_from_a_small_survey() -> None:
    found = trends(SOIL)
    assert (found.recent_from, found.rising, found.fading) == (None, (), ())


def test_years_have_no_hole() -> None:
    papers = [paper("a", year=2001), paper("b", year=2004), paper("c")]
    assert all_years(papers) == (2001, 2002, 2003, 2004)
    assert papers_a_year(papers, all_years(papers)) == (1, 0, 0, 1)
    assert all_years([]) == ()


def test_rising_and_fading_with_their_numbers() -> None:
    old = [paper(f"old{number:02d}", year=2010 + number % 3) for number in range(30)]
    new = [paper(f"new{number:02d}", year=2020 + number % 2) for number in range(20)]
    assigned = {one.id: ["moss"] for one in new[:12]} | {one.id: ["peat"] for one in old[:15]}
    for one in [*old[20:22], *new[18:]]:
        assigned.setdefault(one.id, []).append("sand")
    found = trends(survey([*old, *new], [topic("moss"), topic("peat"), topic("sand")], assigned))
    assert found.recent_from == 2020
    assert [(m.topic, m.recent, m.recent_of, m.earlier, m.earlier_of) for m in found.rising] == [
        ("moss", 12, 20, 0, 30)
    ]
    assert [(m.topic, m.recent, m.recent_of, m.earlier, m.earlier_of) for m in found.fading] == [
        ("peat", 0, 20, 15, 30)
    ]
    assert found.rising[0].change == 0.6
    assert found.rising[0].chance == 0.0
    assert found.fading[0].chance == 0.0001


def test_chance_is_fishers() -> None:
    papers = [paper(f"p{number:02d}", year=2000 if number < 10 else 2010) for number in range(20)]
    held = [*papers[:1], *papers[10:16]]
    found = trends(survey(papers, [topic("moss")], {one.id: ["moss"] for one in held}))
    assert [m.chance for m in found.rising] == [0.0286]
    fewer = trends(survey(papers, [topic("moss")], {one.id: ["moss"] for one in held[:5]}))
    assert fewer.rising == ()


def test_no_paper_at_all() -> None:
    found = trends(survey((), [topic("moss")]))
    assert (found.years, found.papers, found.topics) == ((), (), {"moss": ()})
