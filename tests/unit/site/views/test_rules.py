"""The pages on the rules and on what no rule reached, with and without their figures."""

from __future__ import annotations

from dataclasses import replace

from generator.core.model import Settings
from generator.insight.suggest import Group, Proposal
from generator.site import views
from generator.site.extras import Extras
from generator.taxonomy.quality import quality
from tests import bread

SETTINGS = Settings(site_name="Bread", repository="https://github.com/owner/name")


def _pages(extras: Extras) -> dict[str, str]:
    """Return the Markdown of every page by its path."""
    artefacts = views.pages(bread.small(), SETTINGS, extras)
    return {one.path: one.content.decode() for one in artefacts if one.path.endswith(".md")}


def test_every_phrase_of_every_rule_stands_on_its_topic_s_page_with_what_it_finds() -> None:
    survey = bread.small()
    figures = quality(survey.taxonomy, survey.papers, survey.classification)
    pages = _pages(replace(bread.extras(survey), quality=figures))
    for one in figures:
        text = pages[f"site_src/topics/{one.topic}/index.md"]
        rule = text.partition("## How papers get here")[2].partition("## References")[0]
        assert rule.count("<li><code>") == len(one.phrases)
        assert rule.count("&#44; needed by ") == sum(use.decides > 0 for use in one.phrases)


def test_the_rules_stand_in_an_overview_and_facet_by_facet() -> None:
    survey = bread.small()
    figures = quality(survey.taxonomy, survey.papers, survey.classification)
    pages = _pages(replace(bread.extras(survey), quality=figures))
    overview = pages["site_src/rules/index.md"]
    assert overview.count('<th scope="row">') == len(survey.taxonomy.facets)
    for facet in survey.taxonomy.facets:
        assert f'<a href="{facet.id}/">' in overview
        text = pages[f"site_src/rules/{facet.id}/index.md"]
        own = [topic for topic in survey.taxonomy.topics if survey.taxonomy.facet_of(topic.id).id == facet.id]
        assert text.count('<th scope="row">') == len(own)


def test_a_long_rule_has_pages_of_its_own() -> None:
    survey = bread.small()
    steam = survey.taxonomy.by_id["steam"]
    assert steam.rule is not None
    many = tuple(replace(steam.rule.any[0], text=f"steam {number}") for number in range(320))
    long = replace(steam, rule=replace(steam.rule, central=many, none=many[:1]))
    topics = tuple(long if topic.id == "steam" else topic for topic in survey.taxonomy.topics)
    survey = replace(survey, taxonomy=replace(survey.taxonomy, topics=topics))
    artefacts = views.pages(survey, SETTINGS, bread.extras(survey))
    pages = {one.path: one.content.decode() for one in artefacts if one.path.endswith(".md")}
    assert "All 322 phrases of the rule" in pages["site_src/topics/steam/index.md"]
    assert "<li><code>" not in pages["site_src/topics/steam/index.md"]
    own = [pages[f"site_src/topics/steam/rule/{name}index.md"] for name in ("", "page-2/", "page-3/")]
    assert [text.count("<li><code>") for text in own] == [150, 150, 22]
    assert "says what it does (320)" in own[0]
    assert "301 to 322 of 322" in own[2]


def test_without_figures_there_is_no_page() -> None:
    survey = bread.small()
    assert "site_src/rules/index.md" not in _pages(bread.extras(survey))


def test_groups_of_unreached_papers_stand_on_a_page_below_outside() -> None:
    survey = bread.small()
    paper, topic = survey.papers[0].id, survey.taxonomy.topics[0].id
    group = Group(
        papers=(paper,),
        terms=("rye", "malt"),
        proposals=(Proposal(phrase="rye malt", inside=1, elsewhere=2),),
        nearest=topic,
        new_topic="- id: rye-malt\n",
        new_phrase="any:\n- rye malt\n",
    )
    bare = replace(group, terms=(), proposals=(), nearest=None, new_topic="", new_phrase="")
    extras = replace(bread.extras(survey), unreached=(group, bare))
    pages = _pages(extras)
    assert "What would bring in 2 papers that no rule reached" in pages["site_src/outside/index.md"]
    text = pages["site_src/outside/unreached/index.md"]
    assert "## 1 paper&#58; rye&#44; malt {: #group-1 }" in text
    assert "## 1 paper {: #group-2 }" in text
    assert text.count("<summary>A new topic to copy</summary>") == 1
    assert text.count("<summary>A phrase for the nearest topic</summary>") == 1
    assert "taxonomy&#46;yaml" in text
