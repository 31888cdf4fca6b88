from __future__ import annotations

from generator.core.model import Name, NameKind
from generator.insight.names import comparable, name_index
from tests.surveys import HERE, SOIL, paper

NAMES = (
    Name(name="accuracy", kind=NameKind.METRIC, location=HERE, better="higher"),
    Name(name="FID", kind=NameKind.METRIC, location=HERE, better="lower"),
    Name(name="SST", kind=NameKind.DATA, location=HERE, aliases=("Soil Sample Tests",)),
    Name(name="BOG-10", kind=NameKind.DATA, location=HERE),
    Name(name="WORM", kind=NameKind.METHOD, location=HERE),
    Name(name="MossNet", kind=NameKind.METHOD, location=HERE),
)


def test_own_and_listed_names_with_their_first_mention() -> None:
    index = name_index(SOIL.papers, NAMES)
    entries = {entry.name: entry for entry in index.entries}
    assert list(entries) == ["WORM", "accuracy"]
    (use,) = entries["WORM"].uses
    assert (use.paper, use.field, use.start, use.end, use.text, use.is_own) == (
        "earthworm-burrows",
        "title",
        0,
        4,
        "WORM",
        True,
    )
    assert entries["WORM"].anchor == "method-worm"
    assert entries["accuracy"].better == "higher"
    assert [(one.metric, one.value) for one in index.results["earthworm-burrows"]] == [("accuracy", "91.2")]
    assert index.uses["fungal-threads"] == ()


def test_metric_in_small_letters_only_where_it_is_reported() -> None:
    index = name_index([paper("a", "t", "We discuss accuracy. We reach FID.")], NAMES)
    assert [entry.name for entry in index.entries] == ["FID"]


def test_abbreviation_that_the_paper_explains_otherwise_is_not_the_listed_name() -> None:
    other = paper("a", "t", "We use schema state tracking (SST) and more SST.")
    same = paper("b", "t", "We use Soil Sample Tests (SST).")
    index = name_index([other, same], NAMES)
    assert [(entry.name, [use.paper for use in entry.uses]) for entry in index.entries] == [("SST", ["b"])]
    assert index.entries[0].spellings == ("SST", "Soil Sample Tests")


def test_listed_name_is_own_only_in_the_title() -> None:
    index = name_index([paper("a", "t", "We propose MossNet, a net."), paper("b", "MossNet: A net")], NAMES)
    assert [(use.paper, use.is_own) for use in index.entries[0].uses] == [("a", False), ("b", True)]


def test_longer_own_name_wins() -> None:
    index = name_index([paper("a", "MossNet 2: A net", "We show MossNet 2.")], NAMES)
    assert [(entry.name, entry.anchor) for entry in index.entries] == [("MossNet 2", "method-mossnet-2")]


def test_comparable_results_need_three_papers_and_put_the_best_first() -> None:
    papers = [paper(f"p{value}", "t", f"We get an FID of {value} on BOG-10.") for value in ("2.5", "1.5", "9.5")]
    papers.append(paper("q", "t", "We reach 91.0% accuracy on BOG-10."))
    papers.append(paper("r", "t", "We reduce FID by 3.0 on BOG-10."))
    (group,) = comparable(name_index(papers, NAMES))
    assert (group.metric, group.data, group.unit, group.better) == ("FID", "BOG-10", "", "lower")
    assert [one.value for one in group.results] == ["1.5", "2.5", "9.5"]
    assert comparable(name_index(papers[:2], NAMES)) == ()


def test_anchors_differ() -> None:
    index = name_index([paper("a", "MossNet 2: A net"), paper("b", "MossNet-2: A net"), paper("c", "MoßNet2: Net")], ())
    anchors = [entry.anchor for entry in index.entries]
    assert len(anchors) == len(set(anchors)) == 3
