from __future__ import annotations

from dataclasses import replace

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS

from generator.core.model import Example, Settings, Taxonomy
from generator.core.text import clean
from generator.exports import skos
from tests.surveys import HERE, SOIL, topic

SITE = "https://soil.example/"
ONLINE = Settings(site_name="Soil", site_description="What lives in it.", site_url=SITE)


def _graph(taxonomy: Taxonomy, settings: Settings = ONLINE) -> Graph:
    text = skos.document(taxonomy, settings, uri="downloads/survey.ttl")
    return Graph().parse(data=text, format="turtle", publicID=f"{SITE}downloads/survey.ttl")


def _uri(topic_id: str) -> URIRef:
    return URIRef(f"{SITE}topics/{topic_id}/")


def test_scheme_and_concepts() -> None:
    graph = _graph(SOIL.taxonomy)
    scheme = URIRef(SITE)
    assert (scheme, DCTERMS.title, Literal("Soil")) in graph
    assert (scheme, DCTERMS.description, Literal("What lives in it.")) in graph
    assert set(graph.objects(scheme, SKOS.hasTopConcept)) == {_uri("animals"), _uri("nutrients")}
    assert set(graph.subjects(RDF.type, SKOS.Concept)) == {_uri(one.id) for one in SOIL.taxonomy.topics}
    assert graph.value(_uri("earthworms"), SKOS.broader) == _uri("animals")
    assert graph.value(_uri("animals"), SKOS.narrower) == _uri("earthworms")
    assert graph.value(_uri("animals"), SKOS.topConceptOf) == scheme
    assert graph.value(_uri("animals"), SKOS.prefLabel) == Literal("Soil animals")
    assert graph.value(_uri("animals"), SKOS.notation) == Literal("animals")


def test_without_an_address_the_uris_are_relative() -> None:
    graph = _graph(SOIL.taxonomy, Settings(site_name="Soil"))
    assert graph.value(_uri("earthworms"), SKOS.broader) == _uri("animals")
    assert graph.value(URIRef(SITE), DCTERMS.description) is None


def test_everything_a_topic_says_reads_back_however_hostile() -> None:
    text = 'a "b" \\ <c> \x0b\n\ufffe } .'
    examples = (Example(text=text, expected=True, location=HERE), Example(text="no", expected=False, location=HERE))
    one = replace(
        topic("a", text), alt_labels=(text + "2",), definition=text, scope_note=text, examples=examples, related=("b",)
    )
    graph = _graph(Taxonomy(topics=(one, replace(topic("b"), definition=""))))
    expected = Literal(clean(text))
    for predicate in (SKOS.prefLabel, SKOS.definition, SKOS.scopeNote):
        assert list(graph.objects(_uri("a"), predicate)) == [expected]
    assert list(graph.objects(_uri("a"), SKOS.example)) == [expected]
    assert list(graph.objects(_uri("a"), SKOS.altLabel)) == [Literal(clean(text + "2"))]
    assert graph.value(_uri("b"), SKOS.related) == _uri("a")
    assert graph.value(_uri("a"), SKOS.related) == _uri("b")
    assert graph.value(_uri("b"), SKOS.definition) is None
