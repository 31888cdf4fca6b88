"""One comparison in its three forms; hostile text in Markdown."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.compare.changes import Comparison
from generator.compare.whole import compare
from generator.core.diagnostics import Diagnostic, Severity, visible
from generator.core.model import Location, NearMiss, Origin, Pin, Provenance, Rejected
from generator.report import data, markdown, text, words
from generator.report.outline import failed, outline
from tests.unit.compare.states import match, matched, narrower, paper, place, record, survey, topic

SOIL, WORMS, PEAT = topic("soil", 10), topic("worms", 20, "earthworm", parent="soil"), topic("peat", 30, "peat")
BASE = survey(
    paper("a", "Earthworms at night"),
    paper("b", "Bogs"),
    topics=(SOIL, WORMS, PEAT),
    assignments=(narrower("a", "soil", "worms"), matched("a", "worms", match("earthworm", 22))),
)
HEAD = survey(
    replace(
        paper("a", "Earthworms by night"),
        provenance=(Provenance(field="title", location=Location(path="papers/curated.yaml", line=3), curated=True),),
    ),
    paper("b", "Bogs"),
    paper("c", "Lobworms | <b>bold</b> @maintainer #1", raw="c"),
    topics=(SOIL, topic("worms", 20, "lobworm", parent="soil"), replace(PEAT, id="bogs", formerly=("peat",))),
    assignments=(
        narrower("c", "soil", "worms"),
        matched("c", "worms", match("lobworm", 22)),
        matched("b", "bogs", match("peat", 32)),
    ),
    rejected=(
        Rejected(
            location=Location(path="papers/documents/b.jsonl", line=2),
            end_line=2,
            format="jsonlines",
            raw="{",
            reason="no JSON",
        ),
    ),
    diagnostics=(
        Diagnostic(severity=Severity.WARNING, code="taxonomy/x", location=place(22), message="odd", hint="mend it"),
        Diagnostic(severity=Severity.NOTE, code="papers/untitled", location=place(23), message="a note"),
    ),
)
CHANGE = compare(BASE, HEAD)

TEXT = """\
3 papers move, 1 left without a topic, 1 new, 2 topics changed, facts of 1 paper corrected. To settle: 1 new warning.

  papers                       2 → 3  (+1)
  records                      2 → 4  (+2)
  rejected records             0 → 1  (+1)
  duplicates                   0 → 0
  topics                       3 → 3
  assignments to topics        2 → 3  (+1)
  papers without a topic       1 → 1

To settle
  warning: odd [taxonomy/x] (taxonomy.yaml:22)
      cure: mend it

Topics
  edited: Worms [worms] (taxonomy.yaml:20)
      − any: earthworm (taxonomy.yaml:22)
      + any: lobworm (taxonomy.yaml:22)
  renamed: Peat [bogs] (taxonomy.yaml:30)
      was Peat [peat]
      + formerly: peat (taxonomy.yaml:30)

Addresses
  /topics/peat/ redirects to /topics/bogs/

Papers left without a topic
  Earthworms by night [a]
      before: removed phrase 'earthworm' (taxonomy.yaml:22) in the abstract as “earthworm”
      now: no phrase of the rule in the paper

Papers that found their first topic
  Bogs [b]

Papers gained and lost, by topic
  Soil [soil]: 1 → 1 (+1 −1)
    +1 −1 through narrower topics
  Soil › Worms [worms]: 1 → 1 (+1 −1)
    + Lobworms | <b>bold</b> @maintainer #1 [c]
        before: not in the survey
        now: new phrase 'lobworm' (taxonomy.yaml:22) in the abstract as “lobworm”
    − Earthworms by night [a]
        before: removed phrase 'earthworm' (taxonomy.yaml:22) in the abstract as “earthworm”
        now: no phrase of the rule in the paper
  Peat [bogs]: 0 → 1 (+1 −0)
    + Bogs [b]
        before: no phrase of the rule in the paper
        now: phrase 'peat' (taxonomy.yaml:32) in the abstract as “peat”

Papers of the survey
  new: Lobworms | <b>bold</b> @maintainer #1 [c]

Facts
  Earthworms by night [a]
    title (curated, papers/curated.yaml:3)
        before: Earthworms at night
        now: Earthworms by night

Records
  new (papers/documents/a.txt:1) a paper of its own: Lobworms | <b>bold</b> @maintainer #1 [c]
  new (papers/documents/b.jsonl:2) rejected (no JSON)

Remarks of the check
  note: a note [papers/untitled] (taxonomy.yaml:23)
"""


def test_text() -> None:
    assert text.render(outline(CHANGE)) == TEXT


def test_text_without_a_limit_tells_what_came_through_narrower_topics() -> None:
    whole = text.render(outline(CHANGE), limit=None)
    assert "through Worms: new phrase 'lobworm' (taxonomy.yaml:22)" in whole
    assert "through narrower topics" not in whole


def test_text_with_a_limit_says_what_it_leaves_out() -> None:
    short = text.render(outline(CHANGE), limit=1)
    assert "    … and 1 more (--limit 0 shows all)\n" in short
    assert "Bogs [b]" in short


def test_nothing_moves() -> None:
    assert text.render(outline(compare(BASE, BASE))).startswith(
        "Nothing moves: both states give the same survey.\n\n  papers                       2 → 2\n"
    )
    assert "###" not in markdown.render(outline(compare(BASE, BASE)))


def test_a_change_of_words_only() -> None:
    head = replace(BASE, taxonomy=replace(BASE.taxonomy, topics=(replace(SOIL, definition="New."), WORMS, PEAT)))
    assert words.verdict(compare(BASE, head)) == "No paper moves, 1 topic changed."


def test_markdown_links_both_states_and_folds_the_rest() -> None:
    links = markdown.Links(repository="https://github.com/living-survey/living-survey", base="b" * 40, head="a" * 40)
    report = markdown.render(outline(CHANGE), links=links)
    base, head = (f"https://github.com/living-survey/living-survey/blob/{letter * 40}" for letter in "ba")
    assert (
        f"before&#58; removed phrase &#39;earthworm&#39; &#40;[taxonomy&#46;yaml&#58;22]({base}/taxonomy.yaml#L22)"
        in (report)
    )
    assert f"now&#58; new phrase &#39;lobworm&#39; &#40;[taxonomy&#46;yaml&#58;22]({head}/taxonomy.yaml#L22)" in report
    assert "\n| papers | 2 | 3 | +1 |\n" in report
    assert report.count("<details>") == report.count("</details>") == 1
    assert "through Worms" not in report.split("<details>")[0]
    assert "through Worms" in report.split("<details>")[1]


def test_markdown_shows_a_hostile_title_as_it_is() -> None:
    report = markdown.render(outline(CHANGE))
    assert "Lobworms &#124; &#60;b&#62;bold&#60;&#47;b&#62; &#64;\u200bmaintainer &#35;\u200b1 &#91;c&#93;" in report
    assert "<b>" not in report
    assert not re.search(r"[@#]\w", html.unescape(report))


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_literal_text_is_inert_and_comes_back(title: str) -> None:
    shown = markdown.literal(title)
    assert re.fullmatch(r"(?:[A-Za-z0-9 ]|&#\d+;|[^\x00-\x7f])*", shown)
    assert html.unescape(shown).replace("\u200b", "") == visible(" ".join(title.split())).replace("\u200b", "")
    assert not re.search(r"@\w|#\w", html.unescape(shown), re.ASCII)


def _many(number: int) -> Comparison:
    papers = tuple(paper(f"p{index:05d}", f"Paper {index}") for index in range(number))
    assignments = tuple(matched(one.id, "peat", match("peat", 32)) for one in papers)
    return compare(survey(*papers, topics=(PEAT,)), survey(*papers, topics=(PEAT,), assignments=assignments))


@pytest.mark.parametrize("size", [600, 5_000, 20_000])
def test_markdown_is_cut_on_a_line_end_and_says_so(size: int) -> None:
    report = markdown.render(outline(_many(200)), size=size)
    whole = markdown.render(outline(_many(200)))
    assert len(report.encode()) <= size
    body, note = report.rsplit("\n\n", 1)
    assert note == f"**Cut here: the whole report is longer than {size} bytes. Run `survey diff` to read it.**\n"
    kept = body.removesuffix("\n\n</details>")
    assert whole.startswith(kept + "\n")
    assert report.count("<details>") == report.count("</details>")


def test_markdown_lists_up_to_the_limit_first() -> None:
    report = markdown.render(outline(_many(30)), limit=4)
    first, folded = report.split("<details>")
    assert "- … and 26 more in the full list below" in first
    assert first.count("**&#43;**") == 4
    assert folded.count("**&#43;**") == 30


def test_json_holds_everything() -> None:
    parsed = json.loads(data.render(CHANGE))
    assert (parsed["format"], parsed["compared"]) == (1, True)
    assert parsed["after"]["ledger"] == {"identified": 4, "rejected": 1, "duplicates": 0, "included": 3}
    move = parsed["moves"][1]["gained"][0]
    assert move["paper"] == {"id": "c", "name": "Lobworms | <b>bold</b> @maintainer #1"}
    assert move["after"]["matches"][0]["phrase"]["location"]["line"] == 22
    assert parsed["findings"][0]["severity"] == "warning"
    assert parsed["topics"][0]["kinds"] == ["edited"]


ERROR = Diagnostic(severity=Severity.ERROR, code="taxonomy/tab", location=place(7), message="a tab", hint="use blanks")


def test_a_state_that_cannot_be_read() -> None:
    note = Diagnostic(severity=Severity.NOTE, code="x/y", location=place(1), message="no matter")
    assert text.render(failed((note, ERROR), state="the working folder")) == (
        "The working folder cannot be read, so nothing can be compared: 1 error to settle.\n\n\n"
        "To settle\n  error: a tab [taxonomy/tab] (taxonomy.yaml:7)\n      cure: use blanks\n"
    )
    parsed = json.loads(data.render_failed((ERROR,), state="HEAD"))
    assert (parsed["compared"], parsed["unreadable"], parsed["findings"][0]["code"]) == (False, "HEAD", "taxonomy/tab")


@pytest.mark.parametrize(
    ("near", "expected"),
    [
        pytest.param(
            {"vetoed_by": (match("fossil", 24),)},
            "now: vetoed by new phrase 'fossil' (taxonomy.yaml:24) in the abstract as “fossil”",
            id="vetoed",
        ),
        pytest.param({"missing": ("'soil'", "'clay'")}, "now: not enough: missing 'soil'; 'clay'", id="missing"),
        pytest.param(
            {"pin": Pin(paper="a", because="of fossils", location=place(25))},
            "now: excluded by a curator (taxonomy.yaml:25): of fossils",
            id="excluded",
        ),
        pytest.param(
            {"pin": Pin(paper="a", because=None, location=place(25))},
            "now: excluded by a curator (taxonomy.yaml:25)\n",
            id="excluded without a reason",
        ),
    ],
)
def test_why_a_paper_left(near: dict[str, object], expected: str) -> None:
    miss = NearMiss(paper="a", topic="worms", matched=(match("earthworm", 22),), **near)  # type: ignore[arg-type]
    head = replace(BASE, classification=replace(BASE.classification, assignments=(), near_misses=(miss,)))
    assert expected in text.render(outline(compare(BASE, head)))


def test_merged_and_split_papers() -> None:
    one, two = record("one", 1), record("two", 5)
    apart = survey(paper("a", records=(one,)), paper("b", records=(two,)))
    together = survey(paper("a", records=(one, two), aliases=("b",)))
    assert (
        "  merged: 2 → 1\n      before: Title of a [a]\n      before: Title of b [b]\n      now: Title of a [a]\n"
        in (text.render(outline(compare(apart, together))))
    )
    assert "  split: 1 → 2\n" in text.render(outline(compare(together, apart)))


def test_long_texts_are_cut_to_where_they_differ() -> None:
    before, after = words.clip_pair("x" * 500 + "old" + "y" * 500, "x" * 500 + "new" + "y" * 500)
    assert before.startswith("… " + "x" * 60 + "old")
    assert after.startswith("… " + "x" * 60 + "new")
    assert before.endswith("y … (563 characters)")
    assert words.clip_pair("x" * 300, "y") == ("x" * 200 + " … (300 characters)", "y")


def test_more_phrases_than_are_told() -> None:
    phrases = tuple(match(f"word{index}", 40 + index) for index in range(5))
    head = replace(
        BASE,
        classification=replace(
            BASE.classification,
            assignments=(*BASE.classification.assignments, matched("b", "peat", *phrases)),
        ),
    )
    assert "; and 2 more phrases\n" in text.render(outline(compare(BASE, head)))


def test_curated_directly_and_through_a_narrower_topic() -> None:
    pin = Pin(paper="b", because=None, location=place(26))
    curated = replace(matched("b", "worms"), origin=Origin.CURATED, pin=pin)
    head = replace(
        BASE,
        classification=replace(
            BASE.classification,
            assignments=(*BASE.classification.assignments, narrower("b", "soil", "worms"), curated),
        ),
    )
    whole = text.render(outline(compare(BASE, head)), limit=None)
    assert "now: included by a curator (taxonomy.yaml:26)\n" in whole
    assert "now: through Worms: included by a curator (taxonomy.yaml:26)\n" in whole
