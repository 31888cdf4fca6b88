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


def test_every_phrase_of_every_rule_stands_on_its_page() -> None:
    survey = bread.small()
    figures = quality(survey.taxonomy, survey.papers, survey.classification)
    extras = replace(bread.extras(survey), quality=figures)
    text = _pages(extras)["site_src/rules/index.md"]
    assert text.count("<code>") == sum(len(one.phrases) for one in figures)
    assert text.count("<summary>") == sum(bool(one.phrases) for one in figures)


def test_without_figures_there_is_no_page() -> None:
    survey = bread.small()
    assert "site_src/rules/index.md" not in _pages(bread.extras(survey))


def test_groups_of_unreached_papers_stand_on_the_page_outside() -> None:
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
    text = _pages(extras)["site_src/outside/index.md"]
    assert "### 1 paper&#58; rye&#44; malt {: #group-1 }" in text
    assert "### 1 paper {: #group-2 }" in text
    assert text.count("<summary>A new topic to copy</summary>") == 1
    assert text.count("<summary>A phrase for the nearest topic</summary>") == 1
    assert "taxonomy&#46;yaml" in text
