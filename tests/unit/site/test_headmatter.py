from __future__ import annotations

from generator.core.model import Settings
from generator.site.headmatter import head_matter
from generator.site.page import Citation, Page

ONLINE = Settings(site_name="Soil", site_description="What lives in it.", site_url="https://soil.example/")
OFFLINE = Settings(site_name="Soil")
CITATION = Citation(
    title="WORM: Burrows",
    authors=("Ada Lund",),
    date="2019/03",
    doi="10.1000/1",
    arxiv="1903.00001",
    venue="Journal of Soil Life",
)


def _page(uri: str, *, citation: Citation | None = None) -> Page:
    return Page(uri=uri, template="t", title="Title\x0b", view=None, description="What it is.", citation=citation)


def test_a_paper() -> None:
    head = head_matter(_page("papers/worm/", citation=CITATION), ONLINE, facets={})
    assert dict(head.properties) == {
        "og:type": "article",
        "og:site_name": "Soil",
        "og:title": "Title",
        "og:description": "What it is.",
        "og:url": "https://soil.example/papers/worm/",
        "og:image": "https://soil.example/assets/social/home.png",
        "og:image:alt": "Papers a year",
        "twitter:card": "summary_large_image",
    }
    assert head.json_ld == {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "url": "https://soil.example/papers/worm/",
        "mainEntity": {
            "@type": "ScholarlyArticle",
            "name": "WORM: Burrows",
            "headline": "WORM: Burrows",
            "author": [{"@type": "Person", "name": "Ada Lund"}],
            "datePublished": "2019-03",
            "isPartOf": {"@type": "Periodical", "name": "Journal of Soil Life"},
            "description": "What it is.",
            "sameAs": ["https://doi.org/10.1000/1", "https://arxiv.org/abs/1903.00001"],
        },
    }


def test_a_paper_of_which_little_is_known() -> None:
    head = head_matter(_page("papers/x/", citation=Citation(title="X")), OFFLINE, facets={})
    assert dict(head.properties)["twitter:card"] == "summary"
    assert "og:url" not in dict(head.properties)
    assert head.json_ld is not None
    assert head.json_ld["mainEntity"] == {
        "@type": "ScholarlyArticle",
        "name": "X",
        "headline": "X",
        "description": "What it is.",
    }


def test_a_topic_has_the_picture_of_its_facet() -> None:
    head = head_matter(_page("topics/earthworms/page-2/"), ONLINE, facets={"earthworms": "animals"})
    assert dict(head.properties)["og:image"] == "https://soil.example/assets/social/facets/animals.png"
    assert head.json_ld is None


def test_the_survey_is_a_data_set() -> None:
    head = head_matter(_page(""), ONLINE, facets={})
    assert head.json_ld is not None
    assert head.json_ld["@type"] == "Dataset"
    assert head.json_ld["distribution"] == [
        {
            "@type": "DataDownload",
            "encodingFormat": "application/json",
            "contentUrl": "https://soil.example/downloads/survey.json",
        },
        {
            "@type": "DataDownload",
            "encodingFormat": "text/csv",
            "contentUrl": "https://soil.example/downloads/survey.csv",
        },
    ]
    offline = head_matter(_page("about/"), OFFLINE, facets={}).json_ld
    assert offline == {"@context": "https://schema.org", "@type": "Dataset", "name": "Soil", "description": ""}
