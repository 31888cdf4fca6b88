from __future__ import annotations

from dataclasses import replace
from datetime import date

import feedparser
import pytest

from generator.core.model import Document, Location, Record, Settings
from generator.core.text import clean
from generator.exports import feed
from generator.exports.addresses import FEED, File
from generator.insight.gather import gather
from generator.survey import Survey
from tests.surveys import SOIL, paper, survey, topic

ONLINE = Settings(site_name="Soil & water", site_url="https://soil.example/survey/")
WHOLE = feed.Feed(file=FEED, title="Soil & water", page="")


def _feed(one: Survey, settings: Settings = ONLINE, *, of: feed.Feed = WHOLE) -> feedparser.FeedParserDict:
    text = feed.document(one.papers, one, gather(one), settings=settings, feed=of)
    read = feedparser.parse(text.encode())
    assert not read.bozo, read.get("bozo_exception")
    return read


def test_feed_reads_back() -> None:
    read = _feed(SOIL)
    assert read.feed.title == "Soil & water"
    assert read.feed.id == "https://soil.example/survey/feeds/survey.atom"
    assert read.feed.updated == "2021-01-01T00:00:00Z"
    assert [entry.link for entry in read.entries] == [
        f"https://soil.example/survey/papers/{one}/"
        for one in ("nitrogen-spruce", "untitled-worms", "fungal-threads", "earthworm-burrows", "bare-record")
    ]
    worm = read.entries[3]
    assert worm.title == "WORM: Earthworm burrows and water in clay soils"
    assert worm.summary == "We propose WORM, a model of how earthworm burrows carry water."
    assert [one.name for one in worm.authors] == ["Ada Lund", "Bo Iversen"]
    assert [(tag.term, tag.label) for tag in worm.tags] == [("animals", "Soil animals"), ("earthworms", "Earthworms")]
    assert worm.published == "2019-01-01T00:00:00Z"
    assert read.entries[1].title == "Untitled (untitled-worms)"
    assert read.entries[4].updated == "1970-01-01T00:00:00Z"


def test_updated_is_the_day_the_first_document_was_read() -> None:
    def record(path: str) -> Record:
        return Record(location=Location(path=path), end_line=1, format="f", raw="", fields=())

    late, early = (Document(path=f"d{n}", text="", retrieved=date(2024, n, 1)) for n in (5, 3))
    undated = Document(path="d9", text="")
    found = replace(paper("x", "t", year=2020), records=(record("d9"), record("d5"), record("d3")))
    one = replace(survey([found]), documents=(late, early, undated))
    assert _feed(one).entries[0].updated == "2024-03-01T00:00:00Z"


def test_without_a_site_address_ids_stay_and_links_are_relative() -> None:
    settings = Settings(site_name="Soil", use_directory_urls=False)
    text = feed.document(SOIL.papers, SOIL, gather(SOIL), settings=settings, feed=WHOLE)
    assert '<link rel="alternate" type="text/html" href="../papers/fungal-threads/index.html"/>' in text
    assert text.count("<id>urn:uuid:") == 6
    assert text == feed.document(SOIL.papers, SOIL, gather(SOIL), settings=settings, feed=WHOLE)


def test_the_hundred_newest() -> None:
    many = survey([paper(f"p{number:03d}", f"T{number}", year=1900 + number) for number in range(120)])
    read = _feed(many)
    assert len(read.entries) == 100
    assert read.entries[0].title == "T119"


def test_empty_feed_of_a_facet() -> None:
    one = feed.Feed(file=File(uri="feeds/topics/moss.atom", label="Atom feed"), title="Soil: Moss", page="topics/moss/")
    read = _feed(survey((), [topic("moss")]), of=one)
    assert (read.feed.title, read.feed.link, read.entries) == (
        "Soil: Moss",
        "https://soil.example/survey/topics/moss/",
        [],
    )


@pytest.mark.parametrize("text", ["a & b <c>", "]]> <!-- \x0b\ufffe\ud800", "&#0; &amp;", 'q" onload="x'])
def test_hostile_text(text: str) -> None:
    one = survey([paper("x", text, f"We propose {text}", year=2020, authors=(text,))], [topic("t", text)], {"x": ["t"]})
    read = _feed(one, replace(ONLINE, site_name=text))
    entry = read.entries[0]
    assert entry.title_detail.type == "text/plain"
    assert entry.title == clean(text)
    assert entry.author == clean(text)
    assert entry.tags[0].label == clean(text)
