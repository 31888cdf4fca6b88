"""What pages show beyond the survey itself: computed neighbours, formats, prose, evaluation. All of it optional.

Owns: the one value that carries these from the pipeline to the views. Must not: compute them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what reads prose or checks a survey would wait two seconds for scikit-learn
    from generator.insight.gather import Insight
    from generator.insight.suggest import Group
    from generator.taxonomy.quality import TopicQuality


@dataclass(frozen=True, slots=True, kw_only=True)
class Closest:
    """A paper near another one, and why, in words ("shares 3 topics")."""

    paper: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well the rules agree with labels that people gave: of one facet, or of all."""

    name: str
    precision: float | None
    """None where the rules gave no label at all; likewise `recall` where people gave none."""
    recall: float | None
    papers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file beside the pages: its site-relative address and what it is called in a sentence ("BibTeX")."""

    uri: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """A hand-written text: `path` relative to the project; `lines` of its body, `first_line` in the file."""

    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """Everything optional that pages can show; keys are ids of papers or topics."""

    closest: Mapping[str, tuple[Closest, ...]] = field(default_factory=dict)
    insight: Insight | None = None
    """What is computed over the whole collection; without it the pages that show it are left out."""
    summaries: Mapping[str, str] = field(default_factory=dict)
    """One sentence of the abstract that states the contribution, verbatim, by paper id."""
    bibtex: Mapping[str, str] = field(default_factory=dict)
    paper_downloads: Mapping[str, tuple[Download, ...]] = field(default_factory=dict)
    topic_downloads: Mapping[str, tuple[Download, ...]] = field(default_factory=dict)
    downloads: tuple[Download, ...] = ()
    name_downloads: tuple[Download, ...] = ()
    """Names and results as files."""
    feeds: Mapping[str, str] = field(default_factory=dict)
    """Addresses of the feeds by facet id; that of the whole survey has the empty key."""
    datasets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Names of the data sets that a paper speaks of, by paper id; likewise its methods, and its results in words."""
    methods: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    results: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    csv: Mapping[str, str] = field(default_factory=dict)
    """A paper's line of the CSV download, with its end, by paper id; and the download's first line."""
    csv_header: str = ""
    scores: tuple[Score, ...] = ()
    prose: tuple[Prose, ...] = ()
    unreached: tuple[Group, ...] = ()
    """Papers that no rule reached, in groups with what could be done."""
    quality: tuple[TopicQuality, ...] = ()
    """How well each rule is written; a page of its own when it is there."""
