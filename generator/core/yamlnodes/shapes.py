"""Shapes of hand-edited files: how they are declared, and their JSON Schema for editors.

Owns: Shape, the types of fields, what an annotation allows. Must not: know any one file.

A shape is a strict pydantic model. Its config's `title` is the noun that messages use ("topic"); every
field is a text, `Whole`, a list, another shape, or a union of a text and a shape told apart by tags that
start with `<` (tags are no keys, so messages leave them out).
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic.fields import FieldInfo
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import PydanticCustomError

MAX_DIGITS = 9


class Shape(BaseModel):
    """The shape of a block of keys: unknown keys are refused, texts stay texts."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def fault(code: str, message: str, *, hint: str) -> PydanticCustomError:
    """Return a fault for a validator of a shape to raise: a code without its room, the words, the cure."""
    # Pydantic formats the template: braces of a value must not be read as places.
    context = {"words": message, "hint": hint}
    return PydanticCustomError(code.replace("-", "_"), "{words}", context)


class Quoted(str):
    """A text that is written in quotes: never a number."""

    __slots__ = ()


def _whole(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.isascii() and value.removeprefix("-").isdecimal():
        if isinstance(value, Quoted):
            raise fault("wrong-type", f"'{value}' is a text because of its quotes", hint="remove the quotes")
        if len(value.removeprefix("-")) <= MAX_DIGITS:
            return int(value)
    shown = str(value)[:20] if isinstance(value, str) else type(value).__name__
    raise fault("wrong-type", f"'{shown}' is not a whole number", hint="write digits only, such as 2024")


Whole = Annotated[int, BeforeValidator(_whole)]
"""A whole number of at most nine digits, written without quotes."""


# --- what an annotation allows -------------------------------------------------------------------


def fields_of(shape: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the fields of a shape by the key that stands in the file."""
    return {field.alias or name: field for name, field in shape.model_fields.items()}


def steps(annotation: object, step: str | int) -> Iterator[object]:
    """Give the annotations that a key or an index leads to."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        field = fields_of(annotation).get(step) if isinstance(step, str) else None
        if field is not None:
            yield field.annotation
        return
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is list and isinstance(step, int):
        yield arguments[0]
    elif origin is dict and isinstance(step, str):
        yield arguments[1]
    elif origin in (Union, types.UnionType):
        for argument in arguments:
            yield from steps(argument, step)
    elif origin is Annotated:
        yield from steps(arguments[0], step)


def shapes_in(annotation: object) -> Iterator[type[BaseModel]]:
    """Give the shapes that a value of this annotation may have, lists and dictionaries not entered."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (Union, types.UnionType):
        for argument in get_args(annotation):
            yield from shapes_in(argument)
    elif get_origin(annotation) is Annotated:
        yield from shapes_in(get_args(annotation)[0])


# --- for editors ---------------------------------------------------------------------------------


class _InOrder(GenerateJsonSchema):
    """Keeps keys, those of examples too, in the order in which they are written."""

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:
        """Return the value as it is."""
        _ = parent_key
        return value


def json_schema(shape: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON Schema of a shape as editors need it: a text may look like a number, nothing may be null."""
    schema = shape.model_json_schema(schema_generator=_InOrder)
    widened = _widen(schema)
    if not isinstance(widened, dict):  # pragma: no cover - a schema of a model is an object
        raise TypeError
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **widened}


def _widen(value: Any) -> Any:  # noqa: ANN401 - JSON is what it is
    if isinstance(value, list):
        return [_widen(item) for item in value]
    if not isinstance(value, dict):
        return value
    result = {key: _widen(item) for key, item in value.items() if not (key == "default" and item in (None, [], {}, ""))}
    choices = [choice for choice in result.get("anyOf", []) if choice != {"type": "null"}]
    if len(choices) == 1:
        del result["anyOf"]
        result = {**choices[0], **result}
    for bound, keyword in (("ge", "minimum"), ("le", "maximum")):
        if bound in result and "type" in result:
            result[keyword] = result.pop(bound)
    if result.get("type") == "string" and "enum" not in result and "const" not in result:
        result["type"] = ["string", "number", "boolean"]
    return result
