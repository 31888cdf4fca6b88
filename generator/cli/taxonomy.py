"""`survey schemas`, `rules`, `suggest`: what people need who edit the taxonomy.

Owns: the options of these commands, and how their results are laid out. Must not: compute them.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable

import click

from generator.cli.console import Project, pass_project, tell
from generator.cli.inspect import load_or_tell
from generator.cli.showing import plain
from generator.insight import suggest as suggestions
from generator.reference.schemas import schemas as all_schemas
from generator.site.words import count
from generator.survey import Survey
from generator.taxonomy.quality import TopicQuality, quality


@click.command()
@pass_project
def schemas(project: Project) -> int:
    """Write the JSON Schemas that editors read for completion and hover text."""
    for path, text in all_schemas().items():
        target = project.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.is_file() or target.read_text("utf-8") != text:
            target.write_text(text, "utf-8", newline="\n")
            tell(f"wrote {path}")
    return 0


# --- rules ---------------------------------------------------------------------------------------


@click.command()
@click.option("--json", "is_json", is_flag=True, help="Write JSON Lines, one line a topic, with every phrase.")
@pass_project
def rules(project: Project, *, is_json: bool) -> int:
    """Show what the phrases of each rule find: idle ones, leading ones, those that one paper needs."""
    survey = load_or_tell(project)
    if survey is None:
        return 1
    for one in quality(survey.taxonomy, survey.papers, survey.classification):
        click.echo(json.dumps(plain(one), ensure_ascii=False) if is_json else "\n".join(_rule_lines(one)))
    return 0


def _rule_lines(one: TopicQuality) -> Iterable[str]:
    """Give a topic's figures as text: one line, and an indented one for whatever deserves a look."""
    examples = f", {one.examples_passing} of {one.examples} examples hold" if one.examples else ""
    papers = f"{count(one.papers, 'paper')}, {one.by_rule} by its rule, {one.by_curator} by a curator"
    yield f"{one.topic}: {papers}{examples}"
    if one.leading:
        yield f"  leading: {one.leading.phrase.text} ({one.leading.decides})"
    for use in one.idle:
        yield f"  idle: {use.phrase.text} [{use.list}, line {use.phrase.location.line}]"
    for use in one.for_one_paper:
        yield f"  needed by one paper: {use.phrase.text} [{use.list}, line {use.phrase.location.line}]"
    for overlap in one.overlaps[:3]:
        yield f"  shares {count(overlap.papers, 'paper')} with {overlap.topic} ({overlap.share:.0%})"


# --- suggest -------------------------------------------------------------------------------------


@click.command()
@click.argument("topic", required=False)
@pass_project
def suggest(project: Project, topic: str | None) -> int:
    """Group the papers that no rule reached, with YAML to copy; or propose phrases for TOPIC."""
    survey = load_or_tell(project)
    if survey is None:
        return 1
    if topic is None:
        click.echo("\n".join(_unreached_lines(survey)))
        return 0
    if topic not in survey.taxonomy.by_id:
        close = difflib.get_close_matches(topic, survey.taxonomy.by_id, n=1)
        raise click.UsageError(f"there is no topic '{topic}'" + (f"; did you mean '{close[0]}'?" if close else ""))
    click.echo("\n".join(_phrase_lines(survey, topic)))
    return 0


def _unreached_lines(survey: Survey) -> Iterable[str]:
    groups = suggestions.groups(survey)
    missed = sum(len(group.papers) for group in groups)
    settled = len(survey.outside) - len(suggestions.unreached(survey))
    told = f"; {settled} more said to be rightly outside" if settled else ""
    yield f"{missed} of {count(len(survey.papers), 'paper')} reached by no rule, in {count(len(groups), 'group')}{told}"
    for number, group in enumerate(groups, start=1):
        yield f"\ngroup {number}: {', '.join(group.terms) or 'no term in common'}"
        for paper in group.papers:
            yield f"  {paper}: {survey.by_id[paper].title or 'untitled'}"
        for proposal in group.proposals:
            others = count(proposal.elsewhere, "other paper")
            yield f"  '{proposal.phrase}' would bring in {proposal.inside} of them and {others}"
        if group.new_topic:
            yield "a new topic for them, to copy below 'narrower' or 'facets':\n" + group.new_topic.rstrip()
        if group.new_phrase:
            yield f"or, if they belong to topic '{group.nearest}', a phrase for its rule:\n" + group.new_phrase.rstrip()


def _phrase_lines(survey: Survey, topic: str) -> Iterable[str]:
    found = suggestions.phrases_for(survey, topic)
    yield f"phrases that papers of topic '{topic}' share and its rule does not say" if found else "no phrase to propose"
    for one in found:
        yield f"  {one.precision:4.0%}  {one.inside:4} in the topic, {one.elsewhere:4} elsewhere  {one.phrase}"
