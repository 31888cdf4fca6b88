"""What every view reads: the survey, the settings, the extras, and the orders and styles derived from them once.

Owns: order of papers, style of facets, links to files in the repository. Must not: shape a single page.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from generator.core.model import Location, Merge, NameKind, NearMiss, Paper, Phrase, Settings, Topic
from generator.core.repository import view_url
from generator.site import sinks, words
from generator.site.address import Links, names_uri
from generator.site.extras import Extras
from generator.site.theme import Edition
from generator.site.views.paging import sheet_uri
from generator.survey import Survey
from generator.taxonomy.quality import PhraseUse

NAMES_A_PAGE = 40
"""Names on a page of the index."""
STYLES = 8
"""Pairs of hue and shape; a survey with more facets uses them again."""


def newest_first(paper: Paper) -> tuple[int, int, int, str]:
    """Sort key: newest first, undated last, then by id."""
    year, month, day = paper.date.sort_key if paper.date else (0, 0, 0)
    return (-year, -month, -day, paper.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in a file of the project: as text (`taxonomy.yaml:42`), and its address when there is a repository."""

    text: str
    href: Markup


@dataclass(frozen=True, kw_only=True)
class Context:
    """The one argument of all views. `tools` are the kinds of page that this site has."""

    survey: Survey
    settings: Settings
    extras: Extras
    tools: frozenset[str]

    def links(self, uri: str) -> Links:
        """Return the maker of links for the page at that address."""
        return Links(page=uri, use_directory_urls=self.settings.use_directory_urls)

    def place(self, location: Location, *, end_line: int | None = None) -> Place:
        """Return a place in a file as a page shows it."""
        address = view_url(self.settings, location, end_line=end_line)
        return Place(text=f"{location.path}:{location.line}", href=sinks.url(address) if address else Markup(""))

    def place_of_file(self, path: str) -> Place:
        """Return a whole file as a page shows it."""
        address = view_url(self.settings, Location(path=path))
        return Place(text=path, href=sinks.url(address.partition("#")[0]) if address else Markup(""))

    @cached_property
    def _styles(self) -> dict[str, int]:
        taxonomy = self.survey.taxonomy
        of_facet = {facet.id: index % STYLES + 1 for index, facet in enumerate(taxonomy.facets)}
        return {topic.id: of_facet[taxonomy.facet_of(topic.id).id] for topic in taxonomy.topics}

    def style(self, topic_id: str) -> int:
        """Return the number of the hue and shape of a topic's facet, from 1."""
        return self._styles[topic_id]

    @cached_property
    def newest(self) -> tuple[Paper, ...]:
        """All papers, newest first."""
        return tuple(sorted(self.survey.papers, key=newest_first))

    @cached_property
    def papers_of(self) -> dict[str, tuple[Paper, ...]]:
        """Papers by topic id, newest first."""
        return {topic: tuple(sorted(papers, key=newest_first)) for topic, papers in self.survey.papers_of.items()}

    @cached_property
    def rank_in(self) -> dict[tuple[str, str], int]:
        """The place of a paper among its topic's papers, from 0, by (paper id, topic id)."""
        return {
            (paper.id, topic): rank for topic, papers in self.papers_of.items() for rank, paper in enumerate(papers)
        }

    @cached_property
    def name_places(self) -> dict[tuple[str, NameKind], tuple[str, str]]:
        """The page (its address) and the place on it of every name, by name and kind."""
        entries = self.extras.insight.names.entries if self.extras.insight else ()
        of_kind = {kind: [entry for entry in entries if entry.kind is kind] for kind in NameKind}
        return {
            (entry.name, kind): (sheet_uri(names_uri(kind), place // NAMES_A_PAGE + 1), entry.anchor)
            for kind, found in of_kind.items()
            for place, entry in enumerate(found)
        }

    @cached_property
    def _uses(self) -> dict[Location, PhraseUse]:
        return {use.phrase.location: use for one in self.extras.quality for use in one.phrases}

    def use_of(self, phrase: Phrase) -> str:
        """Return what a phrase of a rule does in this survey, in words; nothing where that was not computed."""
        use = self._uses.get(phrase.location)
        if use is None:
            return ""
        found = f"in {words.count(use.found, 'paper')}"
        return (
            f"{found}, evidence in {words.number(use.decides)}, needed by {words.number(use.needed)}"
            if use.decides
            else found
        )

    @cached_property
    def merges_of(self) -> dict[str, tuple[Merge, ...]]:
        """Merges by paper id."""
        found: defaultdict[str, list[Merge]] = defaultdict(list)
        for merge in self.survey.merges:
            found[merge.paper].append(merge)
        return {paper: tuple(merges) for paper, merges in found.items()}

    @cached_property
    def near_misses_at(self) -> dict[str, tuple[NearMiss, ...]]:
        """Near misses by topic id, newest paper first."""
        found: defaultdict[str, list[NearMiss]] = defaultdict(list)
        for miss in self.survey.classification.near_misses:
            found[miss.topic].append(miss)
        by_id = self.survey.by_id
        return {
            topic: tuple(sorted(misses, key=lambda miss: newest_first(by_id[miss.paper])))
            for topic, misses in found.items()
        }

    def feeds(self, *facets: str) -> tuple[tuple[str, str], ...]:
        """Return title and address of the feed of the whole survey and of the given facets."""
        titles = {"": f"New papers in {self.settings.site_name}"}
        titles |= {facet: f"New papers on {self.survey.taxonomy.by_id[facet].label}" for facet in facets}
        return tuple((title, self.extras.feeds[key]) for key, title in titles.items() if key in self.extras.feeds)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Every year from the first paper's to the last one's, none left out."""
        known = [paper.year for paper in self.survey.papers if paper.year]
        return tuple(range(min(known), max(known) + 1)) if known else ()

    def depth_below(self, topic: Topic, ancestor_id: str) -> int:
        """Return how many written levels a topic stands below another."""
        ids = [step.id for step in self.survey.taxonomy.path(topic.id)]
        return len(ids) - 1 - ids.index(ancestor_id)

    @cached_property
    def edition(self) -> Edition:
        """The state of the survey: a hash over all inputs, the newest date among them, the site's own words."""
        digest = hashlib.sha256()
        for path, content_hash in self.survey.inputs:
            digest.update(f"{path}\0{content_hash}\n".encode())
        dates = [document.retrieved for document in self.survey.documents if document.retrieved]
        return Edition(
            name=digest.hexdigest()[:12],
            newest_input=max(dates).isoformat() if dates else "",
            repository=self.settings.repository or "",
        )
