"""What single views decide: the order of papers, what is folded, what is told when something is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.core.model import Identifier, Link, LinkKind, Location, Origin, Paper, PaperDate, Pin, Settings
from generator.site import views
from generator.site.extras import Extras
from generator.site.page import Page
from generator.site.views import home, method, outside, paper, redirects, topic
from generator.site.views.context import Context, newest_first
from generator.site.views.home import Home
from generator.site.views.method import Method
from generator.site.views.outside import Outside
from generator.site.views.paper import PaperView
from generator.site.views.topic import TopicView
from generator.survey import Survey
from tests import bread, sites


def context(survey: Survey, *, settings: Settings = sites.SETTINGS, extras: Extras | None = None) -> Context:
    return Context(survey=survey, settings=settings, extras=extras or Extras(), tools=frozenset())


def paper_view(survey: Survey, paper_id: str, *, settings: Settings = sites.SETTINGS) -> PaperView:
    found = next(page for page in paper.pages(context(survey, settings=settings)) if page.uri == f"papers/{paper_id}/")
    assert isinstance(found.view, PaperView)
    return found.view


def topic_pages(survey: Survey, topic_id: str) -> list[Page]:
    return [page for page in topic.pages(context(survey)) if page.uri.startswith(f"topics/{topic_id}/")]


def with_paper(paper_id: str, **changes: object) -> Survey:
    survey = bread.small()
    papers = [replace(one, **changes) if one.id == paper_id else one for one in survey.papers]  # type: ignore[arg-type]
    return replace(survey, papers=tuple(papers))


def test_papers_stand_newest_first_and_undated_ones_last() -> None:
    papers = [
        Paper(id="a"),
        Paper(id="b", date=PaperDate(year=2020)),
        Paper(id="c", date=PaperDate(year=2020, month=5)),
        Paper(id="d", date=PaperDate(year=2021)),
    ]

    assert [one.id for one in sorted(papers, key=newest_first)] == ["d", "c", "b", "a"]


@pytest.mark.parametrize(
    ("changes", "address"),
    [
        pytest.param({"identifiers": (Identifier(scheme="doi", value="10.1/x"),)}, "https://doi.org/10.1/x", id="doi"),
        pytest.param(
            {"identifiers": (Identifier(scheme="arxiv", value="2101.1"), Identifier(scheme="doi", value="10.1/x"))},
            "https://arxiv.org/abs/2101.1",
            id="arxiv before doi",
        ),
        pytest.param(
            {"identifiers": (), "links": (Link(kind=LinkKind.PDF, url="https://a.example/x.pdf"),)},
            "https://a.example/x.pdf",
            id="pdf",
        ),
    ],
)
def test_the_one_filled_button_leads_to_the_paper(changes: dict[str, object], address: str) -> None:
    read = paper_view(with_paper("loaf-00", **changes), "loaf-00").read

    assert read is not None
    assert read.href == address


def test_a_paper_that_is_nowhere_has_no_button() -> None:
    assert paper_view(with_paper("loaf-00", identifiers=(), links=()), "loaf-00").read is None


def test_identifiers_are_linked_where_their_scheme_has_an_address() -> None:
    schemes = ("acl", "pmid", "openreview", "isbn")
    survey = with_paper("loaf-00", identifiers=tuple(Identifier(scheme=scheme, value="x1") for scheme in schemes))

    assert [link.href for link in paper_view(survey, "loaf-00").identifiers] == [
        "https://aclanthology.org/x1",
        "https://pubmed.ncbi.nlm.nih.gov/x1",
        "https://openreview.net/forum?id=x1",
    ]


def test_a_phrase_found_often_is_quoted_once_with_a_way_back_to_each_place() -> None:
    view = paper_view(bread.small(), "loaf-08")
    (steam,) = [row for row in view.why if row.chip.label == "Steam"]
    (line,) = steam.lines

    assert [back.href for back in line.backs] == ["#ev-2-1", "#ev-2-2"]
    assert line.place.href == "https://github.com/example/bread/blob/main/taxonomy.yaml#L114"


def test_without_a_repository_a_rule_is_named_by_its_line() -> None:
    view = paper_view(bread.small(), "loaf-08", settings=replace(sites.SETTINGS, repository=None))
    place = view.why[0].lines[0].place

    assert (place.text, place.href) == ("taxonomy.yaml:84", "")
    assert view.correction == "../../contribute/"


def test_a_curators_word_is_shown_with_its_reason() -> None:
    survey = bread.small()
    first = survey.classification.assignments[0]
    pin = Pin(paper=first.paper, because=None, location=Location(path="taxonomy.yaml", line=7))
    pinned = replace(first, topic="steam", origin=Origin.CURATED, matches=(), through=(), pin=pin)
    others = tuple(one for one in survey.classification.assignments if one.paper != first.paper)
    survey = replace(survey, classification=replace(survey.classification, assignments=(pinned, *others)))
    (row,) = paper_view(survey, first.paper).why

    assert (row.how, row.pin_reason, row.lines) == ("a curator", "no reason given", ())


@pytest.mark.parametrize(
    ("paper_id", "note"),
    [
        ("loaf-00", ""),
        ("loaf-09", "No rule reaches this paper, so it stands outside the taxonomy."),
        ("loaf-19", "A curator placed this paper outside the taxonomy: about the price of flour"),
    ],
)
def test_a_paper_outside_says_why(paper_id: str, note: str) -> None:
    assert paper_view(bread.small(), paper_id).outside_note == note


def test_a_paper_without_abstract_or_date_says_so() -> None:
    view = paper_view(with_paper("loaf-09", abstract=None, date=None), "loaf-09")

    assert view.abstract_note == "No document gives an abstract of this paper."
    assert (view.year, view.year_href) == ("undated", "../../timeline/#undated")


def test_a_papers_page_does_not_grow_with_the_survey() -> None:
    few, many = bread.of_size(60), bread.of_size(600)

    def size(survey: Survey) -> int:
        artefacts = views.pages(survey, sites.SETTINGS, Extras())
        return next(len(found.content) for found in artefacts if found.path == "site_src/papers/loaf-08/index.md")

    assert size(many) < size(few) * 1.1


def test_a_long_list_of_papers_goes_on_over_pages() -> None:
    survey = bread.of_size(600)
    total = len(survey.papers_of["leavening"])
    pages = topic_pages(survey, "leavening")
    shown = []
    for page in pages:
        assert isinstance(page.view, TopicView)
        shown += [card.paper.href.split("/")[-2] for card in page.view.papers]
    first, second = pages[0].view, pages[1].view
    assert isinstance(first, TopicView)
    assert isinstance(second, TopicView)
    assert first.pager is not None
    assert second.pager is not None

    assert [page.uri for page in pages][:2] == ["topics/leavening/", "topics/leavening/page-2/"]
    assert len(shown) == len(set(shown)) == total
    assert first.pager.label == f"1 to {topic.PAPERS_A_PAGE} of {total}"
    assert (first.pager.previous, first.pager.next) == (None, "page-2/")
    assert second.pager.previous == "../"
    assert pages[1].title == "Leavening, page 2"


def test_a_topic_without_papers_is_called_a_possible_gap() -> None:
    (page,) = topic_pages(bread.of_size(0), "steam")
    assert isinstance(page.view, TopicView)

    assert page.view.empty is not None
    assert page.view.summary == "no papers"


@pytest.mark.parametrize(("size", "has_chart"), [(0, False), (4, False), (5, True)])
def test_a_chart_of_few_papers_is_left_out(size: int, *, has_chart: bool) -> None:
    (page,) = home.pages(context(bread.of_size(size)))
    assert isinstance(page.view, Home)

    assert (page.view.chart is not None) is has_chart


def test_the_bars_of_the_home_page_count_every_dated_paper_once() -> None:
    survey = bread.small()
    (page,) = home.pages(context(survey))
    assert isinstance(page.view, Home)
    assert page.view.chart is not None

    assert sum(int(row[-1]) for row in page.view.chart.table.rows) == sum(one.year is not None for one in survey.papers)


@pytest.mark.parametrize(
    ("size", "lead"),
    [
        (9, "Every one of the 9 papers is in at least one topic."),
        (10, "1 paper of 10 stands outside the taxonomy. No rule reached it, or a curator decided so; both are told."),
        (
            20,
            "2 papers of 20 stand outside the taxonomy. No rule reached them, or a curator decided so; both are told.",
        ),
    ],
)
def test_the_page_of_papers_outside_counts_them(size: int, lead: str) -> None:
    (page,) = outside.pages(context(bread.of_size(size)))
    assert isinstance(page.view, Outside)

    assert page.view.lead == lead


def test_the_method_page_shows_so_many_rows_and_counts_the_rest() -> None:
    survey = bread.small()
    (page,) = method.pages(context(replace(survey, merges=survey.merges[:1] * 130)))
    assert isinstance(page.view, Method)

    assert len(page.view.merges) == method.ROWS_SHOWN
    assert page.view.merges_more == "30 more on the papers' own pages."


def test_an_old_address_of_two_papers_leads_to_both_and_a_live_one_to_itself() -> None:
    survey = bread.small()
    ids = {"loaf-01": ("shared", "loaf-00"), "loaf-02": ("shared",)}
    papers = tuple(replace(one, aliases=ids.get(one.id, ())) for one in survey.papers)
    taken = {f"site_src/papers/{one.id}/index.md" for one in papers}
    found = {one.path: one.content for one in redirects.artefacts(context(replace(survey, papers=papers)), taken=taken)}

    assert "site_src/papers/loaf-00/index.html" not in found
    assert b"http-equiv" not in found["site_src/papers/shared/index.html"]
    assert found["site_src/papers/shared/index.html"].count(b"<li>") == 2


def test_two_pages_of_one_address_are_refused() -> None:
    survey = bread.small()
    twice = replace(survey, papers=(*survey.papers, survey.papers[0]))

    with pytest.raises(views.PathClashError, match=r"two pages are written to site_src/papers/loaf-00/index\.md"):
        views.plan(context(twice))


def test_home_and_topics_name_the_feeds_that_follow_them() -> None:
    feeds = {"": "feeds/survey.atom", "dough": "feeds/topics/dough.atom", "baking": "feeds/topics/baking.atom"}
    found = context(bread.small(), extras=Extras(feeds=feeds))
    (front,) = home.pages(found)
    hydration = next(page for page in topic.pages(found) if page.uri == "topics/hydration/")

    assert front.feeds == (
        ("New papers in Bread, Surveyed", "feeds/survey.atom"),
        ("New papers on Dough", "feeds/topics/dough.atom"),
        ("New papers on Baking", "feeds/topics/baking.atom"),
    )
    assert [uri for _, uri in hydration.feeds] == ["feeds/survey.atom", "feeds/topics/dough.atom"]
