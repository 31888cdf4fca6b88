"""The JSON Schemas that editors read for completion and hover text.

Owns: their text. Must not: write files.
"""

from __future__ import annotations

import json

from generator.core.yamlnodes import json_schema
from generator.reference.formats import FORMATS, Format


def schema_text(form: Format) -> str:
    """Return the JSON Schema of a hand-edited file as it is committed."""
    return json.dumps(_without_words(json_schema(form.shape)), ensure_ascii=False, indent=2) + "\n"


def _without_words(value: object) -> object:
    """Leave out what is meant for the reference page alone: a strict validator refuses unknown keywords."""
    if isinstance(value, dict):
        return {key: _without_words(item) for key, item in value.items() if key != "x-words"}
    return [_without_words(item) for item in value] if isinstance(value, list) else value


def schemas() -> dict[str, str]:
    """Return the text of every schema by its path in the repository."""
    return {form.schema_path: schema_text(form) for form in FORMATS}
