"""Groups of unreached papers, and phrases that a topic lacks."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml

from generator.core.diagnostics import Report
from generator.core.model import Ledger, Paper
from generator.insight import suggest
from generator.insight.suggest import Proposal
from generator.survey import Survey
from generator.taxonomy.classify import Classifier, classify
from generator.taxonomy.examples import try_examples
from generator.taxonomy.load import load_taxonomy

TAXONOMY = """\
facets:
  - id: lamps
    label: Lamps
    definition: D.
    rule: {any: [lamp], some: [petrel, radio]}
outside: [{paper: p9, because: Not ours.}]
"""
PAPERS = (
    Paper(id="p1", title="Oil lamp wicks", abstract="Wicks of every oil lamp were weighed before colza burned."),
    Paper(id="p2", title="Wicks again", abstract="A lamp whose wicks burned colza."),
    Paper(id="p3", title="Screw pile foundations", abstract="Screw pile foundations in tidal mud carry iron."),
    Paper(id="p4", title="Mud", abstract="Tidal mud and screw pile foundations settle."),
    Paper(id="p5", title="Petrel counts", abstract="Storm petrel counts at night followed migrating flocks."),
    Paper(id="p6", title="Night flocks", abstract="Migrating flocks at night, with storm petrel counts."),
    Paper(id="p7", title="Colza prices", abstract="Merchants priced colza by weight."),
    Paper(id="p9", title="Bread", abstract="Loaves rise."),
)


def _survey(papers: tuple[Paper, ...] = PAPERS, taxonomy: str = TAXONOMY) -> Survey:
    loaded = load_taxonomy(taxonomy, path="taxonomy.yaml", report=Report())
    assert loaded is not None
    return Survey(
        papers=papers,
        taxonomy=loaded,
        classification=classify(loaded, papers),
        ledger=Ledger(identified=len(papers), rejected=0, duplicates=0, included=len(papers)),
    )


def test_papers_that_are_rightly_outside_leave_the_queue() -> None:
    assert [paper.id for paper in suggest.unreached(_survey())] == ["p3", "p4", "p5", "p6", "p7"]


def test_papers_alike_come_together_with_their_terms() -> None:
    groups = suggest.groups(_survey())
    assert [group.papers for group in groups] == [("p3", "p4"), ("p5", "p6"), ("p7",)]
    assert {"screw pile", "tidal mud"} & set(groups[0].terms)
    assert groups[0].nearest is None
    assert groups[1].nearest == "lamps"


def test_a_proposal_counts_whom_it_would_move() -> None:
    found = {proposal.phrase: proposal for group in suggest.groups(_survey()) for proposal in group.proposals}
    colza = next(proposal for phrase, proposal in found.items() if "colza" in phrase)
    assert (colza.inside, colza.elsewhere) == (1, 2)
    assert colza.precision == pytest.approx(1 / 3)


def test_the_yaml_to_copy_is_good_yaml_of_ours() -> None:
    for group in suggest.groups(_survey()):
        report = Report()
        taxonomy = load_taxonomy(f"facets:\n{group.new_topic}", path="t.yaml", report=report)
        assert taxonomy is not None, report
        assert all(trial.passes for trial in try_examples(Classifier(taxonomy)))
        topic = yaml.safe_load(group.new_topic)[0]
        assert topic["rule"]["any"][0] == group.proposals[0].phrase
        if group.new_phrase:
            assert yaml.safe_load(group.new_phrase) == {"any": [group.proposals[0].phrase]}


def test_a_new_topic_holds_its_group() -> None:
    (group, *_) = suggest.groups(_survey())
    after = _survey(taxonomy=TAXONOMY.replace("outside:", f"{_indented(group.new_topic)}outside:"))
    assert {paper.id for paper in suggest.unreached(after)}.isdisjoint(group.papers)


def _indented(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.splitlines())


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        pytest.param((), [], id="none"),
        pytest.param((PAPERS[0],), [], id="all reached"),
        pytest.param((PAPERS[2],), [("p3",)], id="one"),
        pytest.param((Paper(id="p3"), Paper(id="p4")), [("p3", "p4")], id="without a word"),
    ],
)
def test_small_surveys_have_groups_too(papers: tuple[Paper, ...], expected: list[tuple[str, ...]]) -> None:
    assert [group.papers for group in suggest.groups(_survey(papers))] == expected


def test_without_a_word_nothing_is_proposed() -> None:
    (group,) = suggest.groups(_survey((Paper(id="p3"),)))
    assert (group.terms, group.proposals, group.new_topic, group.new_phrase) == ((), (), "", "")


def test_phrases_for_a_topic_are_shared_by_its_papers_and_not_said_yet() -> None:
    found = suggest.phrases_for(_survey(), "lamps")
    assert found == (
        Proposal(phrase="burned", inside=2, elsewhere=0),
        Proposal(phrase="wicks", inside=2, elsewhere=0),
        Proposal(phrase="colza", inside=2, elsewhere=1),
    )


def test_a_phrase_that_others_have_nearly_as_often_is_not_proposed() -> None:
    everywhere = tuple(replace(paper, abstract=f"{paper.abstract} All winter.") for paper in PAPERS)
    phrases = {proposal.phrase for proposal in suggest.phrases_for(_survey(everywhere), "lamps")}
    assert "burned" in phrases
    assert "winter" not in phrases


def test_a_new_topic_takes_no_phrase_that_moves_more_others_than_its_own() -> None:
    others = tuple(Paper(id=f"q{number}", title="Lamp", abstract="Iron lamps.") for number in range(5))
    (group, *_) = suggest.groups(_survey((*PAPERS, *others)))
    assert "iron" not in yaml.safe_load(group.new_topic)[0]["rule"]["any"]


def test_a_topic_without_papers_has_no_phrase_to_propose() -> None:
    assert suggest.phrases_for(_survey(()), "lamps") == ()
