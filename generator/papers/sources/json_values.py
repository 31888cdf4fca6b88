"""Reaching into decoded JSON whose shape nobody promises: what is missing or of another type is empty.

Must not: know any format's members.
"""

from __future__ import annotations

from collections.abc import Iterator

Json = object


def text(value: Json) -> str:
    """Return a string or number as it is, the first of a list, the inside of `{"value": …}`; empty for the rest."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return next((found for item in value if (found := text(item))), "")
    if isinstance(value, dict):
        return text(value.get("value"))
    return ""


def texts(value: Json) -> Iterator[str]:
    """Return the strings of a list (of strings, or of objects with `value`), or the one string."""
    for item in items(value.get("value")) if isinstance(value, dict) else items(value):
        if found := text(item):
            yield found


def items(value: Json) -> list[Json]:
    """Return a list as it is, nothing for null, anything else as the only item."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def at(value: Json, *path: str) -> Json:
    """Return what stands at a path of members, or None."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def objects(value: Json) -> list[dict[str, Json]]:
    """Return the objects of a list, or the one object."""
    return [item for item in items(value) if isinstance(item, dict)]


def name_of(person: dict[str, Json]) -> str:
    """Return a name in the order in which it is spoken, from `given` and `family`, else what stands for the whole."""
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    whole = next((found for name in ("literal", "name") if (found := text(person.get(name)))), "")
    return " ".join(found for name in parts if (found := text(person.get(name)))) or whole


def date_of(value: Json) -> str:
    """Return `2020-05-01` from CSL's `{"date-parts": [[2020, 5, 1]]}`, else its `raw` or `literal` text."""
    first = next(iter(items(at(value, "date-parts"))), None)
    parts = [part.zfill(2) for item in items(first) if (part := text(item))]
    return "-".join(parts) or text(at(value, "raw")) or text(at(value, "literal")) or text(value)
