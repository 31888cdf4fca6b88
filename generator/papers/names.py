"""`papers/names.yaml`: methods, data sets and metrics that papers name, and how they write them.

Owns: the shape of the file, its values, names that clash. Must not: look for names in a text.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from generator.core.diagnostics import Diagnostic, Report, Severity
from generator.core.model import Location, Name, NameKind
from generator.core.text import clean
from generator.core.yamlnodes import Node, Shape, locate, parse, validate

_Text = Annotated[str, Field(min_length=1, max_length=100)]
_PART = re.compile(r"[^\W_]+")


class NameShape(Shape):
    """A thing that papers name."""

    model_config = ConfigDict(title="name")

    name: _Text = Field(
        description="The name under which it is listed. One with a capital is found as written.",
        examples=["LAMP"],
    )
    kind: Literal["method", "data", "metric"] = Field(
        description="method: a model or a way to do something; data: data or a benchmark; metric: what is measured.",
        examples=["data"],
    )
    aliases: list[_Text] = Field(
        [],
        description="Other ways to write it. One in small letters is found in any case.",
        examples=[["Lights of All Maritime Places"]],
    )
    better: Literal["higher", "lower"] | None = Field(
        None, description="Of a metric: which way is better.", examples=["higher"]
    )


class NamesShape(Shape):
    """Names that papers use, kept by curators."""

    model_config = ConfigDict(title="file")

    names: list[NameShape] = Field(
        description="One entry a thing, sorted by kind and name.", examples=[[{"name": "LAMP", "kind": "data"}]]
    )


def spelling_key(text: str) -> str:
    """Return what the spellings `CIFAR-10`, `CIFAR 10` and `CIFAR10` share; case is kept where a capital stands."""
    joined = "".join(_PART.findall(text))
    return joined if any(char.isupper() for char in joined) else joined.casefold()


def load(text: str, *, path: str, report: Report) -> tuple[Name, ...]:
    """Return the names in the file's order; with faults in the report, none."""
    faults = Report()
    node = parse(text, path=path, report=faults)
    shape = None if node is None else validate(node, NamesShape, report=faults, room="names")
    names = tuple(_name(one, node, index) for index, one in enumerate(shape.names)) if node and shape else ()
    if node is not None:
        _clashes(names, node, faults)
    report.extend(faults.diagnostics)
    return () if faults.worst is Severity.ERROR else names


def _name(shape: NameShape, node: Node, index: int) -> Name:
    return Name(
        name=clean(shape.name),
        kind=NameKind(shape.kind),
        aliases=tuple(clean(alias) for alias in shape.aliases),
        better=shape.better,
        location=locate(node, ("names", index)),
    )


def _clashes(names: tuple[Name, ...], node: Node, report: Report) -> None:
    """Report spellings that stand for two things, or twice for one, or for nothing at all."""
    first: dict[str, tuple[str, Location]] = {}
    for index, name in enumerate(names):
        at = ("names", index)
        places = [(name.name, (*at, "name")), *((alias, (*at, "aliases", i)) for i, alias in enumerate(name.aliases))]
        for spelling, keys in places:
            key, location = spelling_key(spelling), locate(node, keys)
            if not key:
                hint = "write a name with a letter or digit"
                report.error("names/no-word", location, f"'{spelling}' can never be found", hint=hint)
            elif key in first:
                report.add(_clash(spelling, location, *first[key]))
            else:
                first[key] = (spelling, location)


def _clash(spelling: str, location: Location, other: str, place: Location) -> Diagnostic:
    return Diagnostic(
        severity=Severity.ERROR,
        code="names/duplicate",
        location=location,
        message=f"'{spelling}' is already a spelling of another entry",
        hint="keep one of them; hyphens and blanks make no difference",
        related=((place, f"here as '{other}'"),),
    )
