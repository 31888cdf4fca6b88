"""Faults of shape in words that a person who does not program understands.

Owns: the code, the position, the words and the cure of each kind of fault. Must not: know any one file.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from collections.abc import Mapping as AnyMapping
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from generator.core.diagnostics import Report
from generator.core.model import Location
from generator.core.yamlnodes.nodes import Mapping, Node, Scalar, Sequence, locate
from generator.core.yamlnodes.shapes import fields_of, shapes_in, steps

Path = tuple[str | int, ...]
"""Keys and indexes from the file's top to a value."""


def name_of(path: Path) -> str:
    """Return `'label'`, `item 2 of 'include'`, or `the file`."""
    if not path:
        return "the file"
    last = path[-1]
    if isinstance(last, str):
        return f"'{_cut(last)}'"
    return f"item {last + 1} of {name_of(path[:-1])}"


def _outside(path: Path) -> Path:
    """Return the path of the block around what `name_of` names."""
    while path and isinstance(path[-1], int):
        path = path[:-1]
    return path[:-1]


def _cut(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


class ShapeFault:
    """One fault of shape, with all that its words need."""

    def __init__(self, *, node: Node, shape: type[BaseModel], path: Path, details: ErrorDetails, room: str) -> None:
        self.node = node
        self.shape = shape
        self.path = path
        self.type = details["type"]
        self.message = details["msg"]
        self.context: AnyMapping[str, Any] = details.get("ctx", {})
        self.room = room

    def tell(self, report: Report) -> None:
        """Add the fault to the report."""
        code, message, hint = _WORDS.get(self.type, _other)(self)
        report.error(f"{self.room}/{code}", self._location(), message + self._where(), hint=hint)

    @property
    def name(self) -> str:
        """The value's name for messages."""
        return name_of(self.path)

    @property
    def kind(self) -> str:
        """What is written where the fault is."""
        value = self._value()
        if isinstance(value, Mapping):
            return "a block of keys"
        return "a list" if isinstance(value, Sequence) else "a text"

    def keys(self, *, parent: bool) -> tuple[str, ...]:
        """Return the keys that may stand here, or in the block around."""
        found = self._shapes(self.path[:-1] if parent else self.path)
        return tuple(dict.fromkeys(key for shape in found for key in fields_of(shape)))

    def _value(self) -> Node:
        node = self.node
        for step in self.path:
            if isinstance(node, Mapping) and isinstance(step, str):
                node = node.get(step) or node
            elif isinstance(node, Sequence) and isinstance(step, int):
                node = node.items[step]
        return node

    def _location(self) -> Location:
        if self.type in {"extra_forbidden", "too_short", "too_long"}:
            return locate(self.node, self.path, at_key=True)
        return locate(self.node, self.path)

    def _shapes(self, path: Path) -> list[type[BaseModel]]:
        annotations: list[object] = [self.shape]
        for step in path:
            annotations = [found for annotation in annotations for found in steps(annotation, step)]
        return [shape for annotation in annotations for shape in shapes_in(annotation)]

    def _where(self) -> str:
        """Return ` in 'rule' of topic 'rlhf'`: the blocks around, up to the nearest one that has a name."""
        words: list[str] = []
        path = _outside(self.path)
        while path:
            named = self._named_block(path)
            words.append(named or name_of(path))
            path = () if named else _outside(path)
        return f" in {' of '.join(words)}" if words else ""

    def _named_block(self, path: Path) -> str | None:
        node: Node | None = self.node
        for step in path:
            if isinstance(node, Mapping) and isinstance(step, str):
                node = node.get(step)
            elif isinstance(node, Sequence) and isinstance(step, int):
                node = node.items[step]
        name = node.get("id") if isinstance(node, Mapping) else None
        if not isinstance(name, Scalar) or self.path == (*path, "id"):
            return None
        nouns = [shape.model_config.get("title") or "entry" for shape in self._shapes(path)]
        return f"{nouns[0] if nouns else 'entry'} '{_cut(name.text)}'"


Words = tuple[str, str, str]


def _missing(fault: ShapeFault) -> Words:
    key = fault.path[-1]
    return "missing-key", f"{fault.name} is missing", f"add a line '{key}: …'"


def _unknown_key(fault: ShapeFault) -> Words:
    keys = fault.keys(parent=True)
    close = difflib.get_close_matches(str(fault.path[-1]), keys, n=1, cutoff=0.6)
    hint = f"did you mean '{close[0]}'?" if close else f"known keys here: {', '.join(keys)}"
    return "unknown-key", f"unknown key {fault.name}", hint


def _not_text(fault: ShapeFault) -> Words:
    hint = "remove the brackets or dashes" if fault.kind == "a list" else "put a text that holds ': ' in quotes"
    return "wrong-type", f"{fault.name} must be a text, not {fault.kind}", hint


def _not_list(fault: ShapeFault) -> Words:
    hint = "write each item on a line of its own, after '- '"
    return "wrong-type", f"{fault.name} must be a list, not {fault.kind}", hint


def _not_block(fault: ShapeFault) -> Words:
    keys = fault.keys(parent=False)
    hint = f"known keys here: {', '.join(keys)}" if keys else "write 'key: value' lines"
    return "wrong-type", f"{fault.name} must be a block of keys, not {fault.kind}", hint


def _not_choice(fault: ShapeFault) -> Words:
    value = fault._value()  # noqa: SLF001 - these functions are the methods of one table
    written = value.text if isinstance(value, Scalar) else fault.kind
    choices = [choice.strip("'") for choice in str(fault.context["expected"]).replace(" or ", ", ").split(", ")]
    close = difflib.get_close_matches(written, choices, n=1, cutoff=0.6)
    hint = f"did you mean '{close[0]}'?" if close else f"one of: {', '.join(choices)}"
    return "wrong-value", f"{fault.name} cannot be '{_cut(written)}'", hint


def _empty_text(fault: ShapeFault) -> Words:
    return "no-value", f"{fault.name} is empty", "write a text, or remove the line"


def _long_text(fault: ShapeFault) -> Words:
    value = fault._value()  # noqa: SLF001 - see above
    length = len(value.text) if isinstance(value, Scalar) else 0
    limit = fault.context["max_length"]
    message = f"{fault.name} has {length} characters; at most {limit} are allowed"
    return "too-long", message, "shorten it; is a quote missing?"


def _short_list(fault: ShapeFault) -> Words:
    least = fault.context["min_length"]
    items = "item" if least == 1 else "items"
    return "too-few", f"{fault.name} needs at least {least} {items}", "add what is missing, or remove the key"


def _long_list(fault: ShapeFault) -> Words:
    length, limit = fault.context["actual_length"], fault.context["max_length"]
    message = f"{fault.name} has {length or 'too many'} items; at most {limit} are allowed"
    return "too-many", message, "remove some, or split the block in two"


def _small(fault: ShapeFault) -> Words:
    return "wrong-value", f"{fault.name} must be at least {fault.context['ge']}", "is a digit missing?"


def _large(fault: ShapeFault) -> Words:
    return "wrong-value", f"{fault.name} must be at most {fault.context['le']}", "is there a digit too many?"


def _other(fault: ShapeFault) -> Words:
    if "hint" in fault.context:
        return fault.type.replace("_", "-"), str(fault.context["words"]), str(fault.context["hint"])
    message = fault.message[:1].lower() + fault.message[1:]
    return "wrong-value", f"{fault.name}: {message}", "see the reference page for what may stand here"


_WORDS: dict[str, Callable[[ShapeFault], Words]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "string_type": _not_text,
    "list_type": _not_list,
    "model_type": _not_block,
    "dict_type": _not_block,
    "union_tag_not_found": _not_block,
    "literal_error": _not_choice,
    "string_too_short": _empty_text,
    "string_too_long": _long_text,
    "too_short": _short_list,
    "too_long": _long_list,
    "greater_than_equal": _small,
    "less_than_equal": _large,
}
