"""Each key of a hand-edited file in words: its type, whether it is needed, its meaning, an example.

Owns: how a JSON Schema is told to people. Must not: know Markdown or HTML.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from generator.core.yamlnodes import json_schema
from generator.reference.formats import Format

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key: `type` in words, `example` as it is written in the file."""

    name: str
    type: str
    is_needed: bool
    meaning: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The keys that stand together: those of the whole file, or of a topic, a rule, an entry."""

    name: str
    meaning: str
    keys: tuple[Key, ...]


def blocks(form: Format) -> tuple[Block, ...]:
    """Return the blocks of a file, the whole file first, then each block where it is first mentioned."""
    schema = json_schema(form.shape)
    definitions = schema.get("$defs", {})
    top = definitions[_name(schema)] if "$ref" in schema else schema
    waiting, seen, found = [top], {str(top.get("title"))}, []
    while waiting:
        current = waiting.pop(0)
        found.append(_block(current, definitions))
        for reference in _references(current.get("properties", {})):
            block = definitions[reference]
            if block["title"] not in seen:
                seen.add(block["title"])
                waiting.append(block)
    return tuple(found)


def _name(schema: Schema) -> str:
    return str(schema["$ref"]).rpartition("/")[2]


def _references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if "$ref" in value:
            yield _name(value)
        for item in value.values():
            yield from _references(item)
    elif isinstance(value, list):
        for item in value:
            yield from _references(item)


def _block(schema: Schema, definitions: Schema) -> Block:
    needed = schema.get("required", [])
    return Block(
        name=str(schema["title"]),
        meaning=" ".join(str(schema.get("description", "")).split()),
        keys=tuple(
            Key(
                name=name,
                type=in_words(value, definitions),
                is_needed=name in needed,
                meaning=str(value.get("description", "")),
                example=_example(name, value),
            )
            for name, value in schema.get("properties", {}).items()
        ),
    )


def _example(name: str, schema: Schema) -> str:
    examples = schema.get("examples", [])
    if not examples:
        return ""
    written = yaml.safe_dump({name: examples[0]}, allow_unicode=True, sort_keys=False, width=90)
    return written.strip()


def in_words(schema: Schema, definitions: Schema) -> str:
    """Return what may stand at a key, in words."""
    if "$ref" in schema:
        return f"a block: {definitions[_name(schema)]['title']}"
    choices = schema.get("oneOf") or schema.get("anyOf")
    if choices:
        return " or ".join(in_words(choice, definitions) for choice in choices)
    return _simple(schema) or _compound(schema, definitions)


def _simple(schema: Schema) -> str | None:
    if "enum" in schema:
        return f"one of {', '.join(str(choice) for choice in schema['enum'])}"
    return schema.get("x-words")


def _compound(schema: Schema, definitions: Schema) -> str:
    kind = schema.get("type")
    if kind == "array":
        return f"a list{_length(schema)}; each item is {in_words(schema['items'], definitions)}"
    if kind == "object":
        return f"a block with keys of your own; each value is {in_words(schema['additionalProperties'], definitions)}"
    if kind == "integer":
        return f"a whole number{_range(schema)}"
    limit = schema.get("maxLength")
    return f"a text of at most {limit:,} characters" if limit else "a text"


def _length(schema: Schema) -> str:
    least, most = schema.get("minItems"), schema.get("maxItems")
    if least == most:
        return f" of {least}" if least else ""
    return f" of at most {most:,}" if most else ""


def _range(schema: Schema) -> str:
    least, most = schema.get("minimum"), schema.get("maximum")
    return f" from {least} to {most}" if least is not None and most is not None else ""
