"""What the head of a page tells other programs: Open Graph for links, JSON-LD for search engines.

Owns: which names and values. Must not: escape them; `render` writes them to the front matter, `main.html` escapes.
Without the address of the site nothing is said that would need a whole address.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from generator.core.model import Settings
from generator.core.text import clean
from generator.site.page import Citation, Page
from generator.site.social import picture_uri

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Pairs for `<meta property content>`, and a value for JSON-LD where the page is about one thing."""

    properties: Pairs
    json_ld: Mapping[str, object] | None = None


def _address(settings: Settings, uri: str) -> str:
    """Return the whole address of a page or file; empty where the site's is unknown."""
    return f"{settings.site_url.rstrip('/')}/{quote(uri)}" if settings.site_url else ""


def _picture(page: Page, facets: Mapping[str, str]) -> tuple[str, str]:
    """Return address and words of the picture: of the facet on a topic's page, else of the whole survey."""
    topic = page.uri.removeprefix("topics/").split("/")[0] if page.uri.startswith("topics/") else ""
    facet = facets.get(topic)
    return (picture_uri(facet), f"Papers a year on {page.title}") if facet else (picture_uri(), "Papers a year")


def _scholarly(citation: Citation, description: str) -> dict[str, object]:
    """Return a paper in the words of schema.org; what is unknown is left out."""
    same_as = [f"https://doi.org/{citation.doi}"] if citation.doi else []
    same_as += [f"https://arxiv.org/abs/{citation.arxiv}"] if citation.arxiv else []
    values: dict[str, object] = {
        "@type": "ScholarlyArticle",
        "name": clean(citation.title),
        "headline": clean(citation.title),
        "author": [{"@type": "Person", "name": clean(name)} for name in citation.authors],
        "datePublished": citation.date.replace("/", "-") if citation.date else None,
        "isPartOf": {"@type": "Periodical", "name": clean(citation.venue)} if citation.venue else None,
        "description": clean(description),
        "sameAs": same_as,
    }
    return {key: value for key, value in values.items() if value}


def _json_ld(page: Page, settings: Settings) -> dict[str, object] | None:
    address = _address(settings, page.uri)
    about = {"@context": "https://schema.org", **({"url": address} if address else {})}
    if page.citation:
        return {**about, "@type": "WebPage", "mainEntity": _scholarly(page.citation, page.description)}
    if page.uri in {"", "about/"}:
        data = [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": _address(settings, uri)}
            for kind, uri in (("application/json", "downloads/survey.json"), ("text/csv", "downloads/survey.csv"))
        ]
        named = {"name": clean(settings.site_name), "description": clean(settings.site_description)}
        return {**about, "@type": "Dataset", **named, **({"distribution": data} if address else {})}
    return None


def head_matter(page: Page, settings: Settings, *, facets: Mapping[str, str]) -> Head:
    """Return the head of a page; `facets` gives the facet of each topic id."""
    address = _address(settings, page.uri)
    pairs = [
        ("og:type", "article" if page.citation else "website"),
        ("og:site_name", clean(settings.site_name)),
        ("og:title", clean(page.title)),
        ("og:description", clean(page.description)),
    ]
    if address:
        picture, words = _picture(page, facets)
        pairs += [
            ("og:url", address),
            ("og:image", _address(settings, picture)),
            ("og:image:alt", clean(words)),
            ("twitter:card", "summary_large_image"),
        ]
    else:
        pairs.append(("twitter:card", "summary"))
    return Head(properties=tuple(pair for pair in pairs if pair[1]), json_ld=_json_ld(page, settings))
