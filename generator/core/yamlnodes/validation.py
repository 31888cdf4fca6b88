"""Checking nodes against a shape, all faults at once.

Owns: `validate`. Must not: know any one file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from generator.core.diagnostics import Report
from generator.core.yamlnodes.faults import Path, ShapeFault, name_of
from generator.core.yamlnodes.nodes import Mapping, Node, Sequence, locate
from generator.core.yamlnodes.shapes import Quoted

ShapeT = TypeVar("ShapeT", bound=BaseModel)


def validate(node: Node, shape: type[ShapeT], *, report: Report, room: str) -> ShapeT | None:
    """Return the shape's instance, or None with every fault of shape in the report, each where it stands."""
    empty = tuple(_empty_values(node, ()))
    for path in empty:
        _tell_empty(node, path, report=report, room=room)
    try:
        value = shape.model_validate(_plain(node))
    except ValidationError as error:
        for details in error.errors(include_url=False):
            path = _real_path(details["loc"])
            if path not in empty:
                ShapeFault(node=node, shape=shape, path=path, details=details, room=room).tell(report)
        return None
    return None if empty else value


def _plain(node: Node) -> object:
    if isinstance(node, Mapping):
        return {key.text: _plain(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    if node.is_empty:
        return None
    return node.text if node.plain else Quoted(node.text)


def _empty_values(node: Node, path: Path) -> Iterator[Path]:
    if isinstance(node, Mapping):
        for key, value in node.entries:
            yield from _empty_values(value, (*path, key.text))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from _empty_values(item, (*path, index))
    elif node.is_empty:
        yield path


def _tell_empty(node: Node, path: Path, *, report: Report, room: str) -> None:
    location = locate(node, path, at_key=True)
    message = f"{name_of(path)} has no value"
    hint = "write a value after it, or remove the line (put the words 'null' and '~' in quotes if you mean them)"
    report.error(f"{room}/no-value", location, message, hint=hint)


def _real_path(loc: tuple[str | int, ...]) -> Path:
    """Return pydantic's path without the tags of unions."""
    return tuple(step for step in loc if not (isinstance(step, str) and step.startswith("<")))
