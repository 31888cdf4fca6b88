"""The taxonomy as a SKOS concept scheme, in Turtle.

Owns: which property carries what. Must not: know the papers.
A topic's page is its URI; without a site address the URIs are relative to the file, as Turtle allows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.core.model import Settings, Taxonomy, Topic
from generator.core.text import clean
from generator.exports.addresses import Pages

_PREFIXES = (
    "@prefix dcterms: <http://purl.org/dc/terms/> .\n"
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
)  # fmt: skip


def _literal(text: str) -> str:
    """Quote a text: the escapes of JSON are among those of Turtle."""
    return json.dumps(clean(text), ensure_ascii=False)


def _subject(uri: str, kind: str, statements: list[tuple[str, str]]) -> str:
    lines = [f"<{uri}> a {kind}"] + [f"    {predicate} {value}" for predicate, value in statements]
    return " ;\n".join(lines) + " .\n"


def _concept(taxonomy: Taxonomy, topic: Topic, pages: Pages) -> Iterator[tuple[str, str]]:
    def uris(predicate: str, topics: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        return ((predicate, f"<{pages.to(f'topics/{other}/')}>") for other in topics)

    yield "skos:inScheme", f"<{pages.to('')}>"
    yield "skos:notation", _literal(topic.id)
    yield "skos:prefLabel", _literal(topic.label)
    yield from (("skos:altLabel", _literal(label)) for label in topic.alt_labels)
    if clean(topic.definition):
        yield "skos:definition", _literal(topic.definition)
    if topic.scope_note:
        yield "skos:scopeNote", _literal(topic.scope_note)
    yield from (("skos:example", _literal(example.text)) for example in topic.examples if example.expected)
    if not topic.parents:
        yield "skos:topConceptOf", f"<{pages.to('')}>"
    yield from uris("skos:broader", topic.parents)
    yield from uris("skos:narrower", taxonomy.children(topic.id))
    mutual = [other.id for other in taxonomy.topics if topic.id in other.related or other.id in topic.related]
    yield from uris("skos:related", tuple(mutual))


def document(taxonomy: Taxonomy, settings: Settings, *, uri: str) -> str:
    """Return the scheme and its concepts, in the taxonomy's order; `uri` is the file's own address."""
    pages = Pages(settings=settings, uri=uri)
    scheme = [("dcterms:title", _literal(settings.site_name))]
    if settings.site_description:
        scheme.append(("dcterms:description", _literal(settings.site_description)))
    scheme += [("skos:hasTopConcept", f"<{pages.to(f'topics/{facet.id}/')}>") for facet in taxonomy.facets]
    concepts = [
        _subject(pages.to(f"topics/{topic.id}/"), "skos:Concept", list(_concept(taxonomy, topic, pages)))
        for topic in taxonomy.topics
    ]
    return "\n".join([_PREFIXES, _subject(pages.to(""), "skos:ConceptScheme", scheme), *concepts])
