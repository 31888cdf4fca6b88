"""Papers per year, in all and a topic; topics that rise or fade, with the numbers behind the claim.

Owns: the counts, the windows compared, and when a difference is more than chance. Must not: draw.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scipy.stats import hypergeom

from generator.core.model import Paper
from generator.survey import Survey

RECENT_YEARS = 2
# A claim needs this many papers on either side, this many of the topic, and so small a chance of being chance.
_LEAST_PAPERS = 10
_LEAST_OF_TOPIC = 3
_LARGEST_CHANCE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """A topic's share of the papers, lately against before; `chance` is how often chance alone does as much."""

    topic: str
    recent: int
    recent_of: int
    earlier: int
    earlier_of: int
    chance: float
    """One-sided p-value of Fisher's exact test on the four numbers, 0 to 1."""

    @property
    def change(self) -> float:
        """The recent share minus the earlier share, -1 to 1."""
        return self.recent / self.recent_of - self.earlier / self.earlier_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Trends:
    """Counts by year. `years` runs without a hole from the first to the last year that has a paper."""

    years: tuple[int, ...] = ()
    papers: tuple[int, ...] = ()
    undated: int = 0
    topics: Mapping[str, tuple[int, ...]]
    """Papers a year by topic id, those of narrower topics included, as long as `years`."""
    recent_from: int | None = None
    """The first of the years called recent; None where the survey is too small or too short for any claim."""
    rising: tuple[Movement, ...] = ()
    fading: tuple[Movement, ...] = ()


def all_years(papers: Sequence[Paper]) -> tuple[int, ...]:
    """Return the years from the first to the last that has a paper, without a hole."""
    dated = [paper.year for paper in papers if paper.year is not None]
    return tuple(range(min(dated), max(dated) + 1)) if dated else ()


def papers_a_year(papers: Sequence[Paper], years: Sequence[int]) -> tuple[int, ...]:
    """Count the papers of each of the years."""
    found = Counter(paper.year for paper in papers)
    return tuple(found[year] for year in years)


def _movement(topic: str, counts: Sequence[int], papers: Sequence[int], recent: int) -> Movement:
    """Compare the last `recent` years with all before."""
    late, late_of = sum(counts[-recent:]), sum(papers[-recent:])
    early, early_of = sum(counts[:-recent]), sum(papers[:-recent])
    drawn = hypergeom(late_of + early_of, late + early, late_of)
    rises = late * early_of >= early * late_of
    chance = drawn.sf(late - 1) if rises else drawn.cdf(late)
    return Movement(
        topic=topic, recent=late, recent_of=late_of, earlier=early, earlier_of=early_of, chance=round(float(chance), 4)
    )


def _movements(counts: Mapping[str, tuple[int, ...]], papers: Sequence[int]) -> tuple[Movement, ...]:
    """Return the movements that chance hardly explains."""
    found = (
        _movement(topic, numbers, papers, RECENT_YEARS)
        for topic, numbers in counts.items()
        if sum(numbers) >= _LEAST_OF_TOPIC
    )
    return tuple(movement for movement in found if movement.chance <= _LARGEST_CHANCE)


def trends(survey: Survey) -> Trends:
    """Count the papers of each year and topic, and compare the last two years with those before."""
    years = all_years(survey.papers)
    papers = papers_a_year(survey.papers, years)
    undated = len(survey.papers) - sum(papers)
    topics = {topic.id: papers_a_year(survey.papers_of[topic.id], years) for topic in survey.taxonomy.topics}
    if min(sum(papers[-RECENT_YEARS:]), sum(papers[:-RECENT_YEARS])) < _LEAST_PAPERS:
        return Trends(years=years, papers=papers, undated=undated, topics=topics)
    movements = _movements(topics, papers)
    return Trends(
        years=years,
        papers=papers,
        undated=undated,
        topics=topics,
        recent_from=years[-RECENT_YEARS],
        rising=tuple(sorted((m for m in movements if m.change > 0), key=lambda m: (-m.change, m.topic))),
        fading=tuple(sorted((m for m in movements if m.change < 0), key=lambda m: (m.change, m.topic))),
    )
