"""The reference and the schemas for editors agree with the loaders from which they are made."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from generator.core.diagnostics import Report
from generator.core.model import Settings
from generator.core.yamlnodes import Mapping, Node, Sequence, parse, validate
from generator.reference.codes import codes
from generator.reference.formats import FORMATS, Format
from generator.reference.keys import blocks
from generator.reference.language import FORMS, GROUP, GROUP_NAME, Form
from generator.reference.schemas import schemas
from generator.site import views
from generator.taxonomy.language import Pattern, parse_phrase
from generator.taxonomy.places import Reader
from tests import bread
from tests.unit.taxonomy.test_load import FAULTS, GOOD

ROOT = Path(__file__).parents[3]
BY_NAME = {form.name: form for form in FORMATS}

# --- the schemas ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("path", "text"), schemas().items(), ids=schemas().keys())
def test_a_committed_schema_is_current(path: str, text: str) -> None:
    assert (ROOT / path).read_text("utf-8") == text, "write it again: survey schemas"


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.path)
def test_a_schema_is_one(form: Format) -> None:
    jsonschema.Draft202012Validator.check_schema(_schema(form))


def _schema(form: Format) -> dict[str, Any]:
    loaded = yaml.safe_load(schemas()[form.schema_path])
    assert isinstance(loaded, dict)
    return loaded


def _as_editors_read(node: Node) -> object:
    """Return the value that an editor sees: plain scalars by the core schema of YAML 1.2."""
    if isinstance(node, Mapping):
        return {key.text: _as_editors_read(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [_as_editors_read(item) for item in node.items]
    if not node.plain:
        return node.text
    return None if node.is_empty else _as_core_schema(node.text)


def _as_core_schema(text: str) -> object:
    if text.lower() in {"true", "false"}:
        return text.lower() == "true"
    if re.fullmatch(r"[-+]?\d+", text, re.ASCII):
        return int(text)
    return float(text) if re.fullmatch(r"[-+]?\d+\.\d*", text, re.ASCII) else text


def _verdicts(text: str, form: Format) -> tuple[bool, bool] | None:
    """Return whether the loader's shape and the editor's schema accept a text; None when it is no YAML of ours."""
    report = Report()
    node = parse(text, path=form.path, report=report)
    if node is None or report.diagnostics:
        return None
    by_loader = validate(node, form.shape, report=report, room="x") is not None
    by_schema = jsonschema.Draft202012Validator(_schema(form)).is_valid(_as_editors_read(node))
    return by_loader, by_schema


FILES = {
    **{
        f"code {code.code}, {kind}": (getattr(code, kind), code.file)
        for code in codes()
        for kind in ("bad", "good")
        if code.file and code.room != "yaml"
    },
    **{f"fault {name}": (case[0], "taxonomy.yaml") for name, case in FAULTS.items()},
    "good": (GOOD, "taxonomy.yaml"),
    **{f"own {form.path}": ((ROOT / form.path).read_text("utf-8"), form.path.rpartition("/")[2]) for form in FORMATS},
}
BEYOND_A_SCHEMA = {"curation/bad-identifier", "curation/short-opening"}
"""More than a pattern can say in words that help."""


@pytest.mark.parametrize(("name", "file"), FILES.items(), ids=FILES.keys())
def test_editors_and_the_loader_say_the_same(name: str, file: tuple[str, str]) -> None:
    text, file_name = file
    verdicts = _verdicts(text, BY_NAME[file_name.removesuffix(".yaml")])
    assert verdicts is not None
    by_loader, by_schema = verdicts
    if any(code in name for code in BEYOND_A_SCHEMA):
        assert by_schema
    else:
        assert by_loader == by_schema


# --- the keys ------------------------------------------------------------------------------------

KEYS = {
    f"{form.path}: {block.name}.{key.name}": (form, block.name, key)
    for form in FORMATS
    for block in blocks(form)
    for key in block.keys
}


@pytest.mark.parametrize("name", KEYS)
def test_every_key_has_a_meaning_a_type_and_an_example(name: str) -> None:
    key = KEYS[name][2]
    assert key.meaning.endswith((".", "…"))
    assert key.type.startswith(("a ", "an ", "one of "))
    assert key.example


@pytest.mark.parametrize("name", KEYS)
def test_the_example_of_a_key_is_valid(name: str) -> None:
    form, block_name, key = KEYS[name]
    schema = _schema(form)
    definitions = schema.get("$defs", {})
    owner = next(
        (block for block in definitions.values() if block["title"] == block_name), definitions.get(block_name, schema)
    )
    report = Report()
    node = parse(key.example + "\n", path=form.path, report=report)
    assert isinstance(node, Mapping)
    assert report.diagnostics == []
    value = _as_editors_read(node.entries[0][1])
    jsonschema.validate(value, {**owner["properties"][key.name], "$defs": definitions})


def test_types_are_told_in_words() -> None:
    types = {name: key.type for name, (_, _, key) in KEYS.items()}
    assert types["taxonomy.yaml: topic.label"] == "a text of at most 120 characters"
    assert types["taxonomy.yaml: topic.rule"] == "a block: rule"
    assert (
        types["taxonomy.yaml: topic.include"]
        == "a list of at most 5,000; each item is a text of at most 120 characters or a block: pin"
    )
    assert (
        types["taxonomy.yaml: impossible.topics"]
        == "a list of 2; each item is an id: small letters, digits and single hyphens"
    )
    assert types["papers/curated.yaml: venue.year"] == "a whole number from 1500 to 2200"
    assert types["papers/documents.yaml: file.documents"] == "a list; each item is a block: document"


# --- the phrase language -------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.written)
def test_a_form_of_phrase_finds_what_the_page_says(form: Form) -> None:
    pattern = parse_phrase(form.written, {GROUP_NAME: GROUP})
    assert isinstance(pattern, Pattern)
    reader = Reader([pattern])

    def finds(text: str) -> bool:
        _, found = reader.title(text) if form.is_title else reader.abstract(text)
        return bool(found)

    assert finds(form.finds)
    assert not finds(form.misses)


# --- the page ------------------------------------------------------------------------------------


@pytest.mark.parametrize("repository", [None, "https://github.com/owner/name"], ids=["no repository", "repository"])
def test_the_page_holds_every_file_key_and_code(repository: str | None) -> None:
    survey = bread.small()
    settings = Settings(site_name="Bread", repository=repository)
    artefacts = views.pages(survey, settings, bread.extras(survey))
    pages = {one.path: one.content.decode() for one in artefacts if one.path.startswith("site_src/reference/")}
    overview = pages.pop("site_src/reference/index.md")
    assert {f"site_src/reference/{part}index.md" for part in re.findall(r'href="([^"]+)"', overview)} == set(pages)
    assert "&#96;" not in "".join(text for path, text in pages.items() if "findings" not in path), "code is marked"
    text = "".join(pages.values())
    for code in codes():
        assert f"<code>{code.code.replace('/', '&#47;').replace('-', '&#45;')}</code>" in text
    assert text.count('<th scope="row">') == len(KEYS) + len(FORMS)
    assert ("schema.json" in text.replace("&#46;", ".")) == (repository is not None)
