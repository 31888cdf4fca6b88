from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest

from generator.core.model import Assignment, Classification, Identifier, Location, Origin, Pin, Settings
from generator.exports import survey_json
from generator.insight.gather import gather
from generator.survey import Survey
from tests import bread
from tests.surveys import SOIL

SETTINGS = Settings(site_name="Soil")


def _read(one: Survey) -> dict[str, object]:
    read: dict[str, object] = json.loads(survey_json.document(one, gather(one), settings=SETTINGS))
    jsonschema.validate(read, json.loads(survey_json.schema()), cls=jsonschema.Draft202012Validator)
    return read


def test_schema_is_a_schema() -> None:
    schema = json.loads(survey_json.schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["required"]) == {"$schema", "format", "site", "inputs", "ledger", "taxonomy", "papers"}


def test_paper_with_labels_evidence_and_neighbours() -> None:
    pin = Pin(paper="bare-record", because="its title", location=Location(path="papers/curated.yaml", line=3))
    curated = Assignment(paper="bare-record", topic="animals", origin=Origin.CURATED, pin=pin)
    one = replace(
        SOIL,
        classification=Classification(assignments=(curated, *SOIL.classification.assignments)),
        inputs=(("taxonomy.yaml", "abc"),),
    )
    read = survey_json.value(one, gather(one), settings=SETTINGS)
    _read(one)
    assert read["taxonomy"]["sha256"] == "abc"
    assert read["inputs"] == [{"path": "taxonomy.yaml", "sha256": "abc"}]
    bare, worm, fungi = read["papers"][:3]
    assert [(label["topic"], label["origin"], label["curator"]) for label in bare["labels"]] == [
        ("animals", "curated", {"because": "its title", "place": "papers/curated.yaml:3:1"})
    ]
    (match,) = worm["labels"][1]["matches"]
    assert tuple(match.values()) == ("title", 0, 4, "WORM", "WORM", "taxonomy.yaml:1:1")
    assert worm["venue"] == {"name": "Journal of Soil Life", "short": "JSL", "year": 2020}
    assert worm["page"] == "../papers/earthworm-burrows/"
    assert worm["summary"] is not None
    assert (worm["abstract"] or "")[worm["summary"]["start"] : worm["summary"]["end"]] == worm["summary"]["text"]
    assert fungi["links"] == [{"kind": "code", "url": "https://example.org/threads"}]
    assert [near["paper"] for near in fungi["related"]] == ["nitrogen-spruce"]
    assert worm["identifiers"] == [{"scheme": "doi", "value": Identifier(scheme="doi", value="10.1000/jsl.19").value}]


@pytest.mark.parametrize("text", ['</script>"\\', "\x00\x0b\ufffe\ud800", "=HYPERLINK()", "} { \u2028"])
def test_hostile_survey_is_valid_and_reads_back(text: str) -> None:
    one = bread.hostile(text)
    read = _read(one)
    papers = read["papers"]
    assert isinstance(papers, list)
    assert [paper["title"] for paper in papers] == [paper.title for paper in one.papers]
