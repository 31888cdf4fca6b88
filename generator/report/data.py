"""A comparison as JSON: everything, nothing cut.

Owns: the shape of the JSON (`format` counts up when a key changes meaning). Must not: choose or word anything.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from generator.compare.changes import Comparison
from generator.core.diagnostics import Diagnostic, render_json

FORMAT = 1


def render(comparison: Comparison) -> str:
    """Return a comparison as one JSON object; absent values are null, places are objects."""
    data = asdict(comparison)
    data["findings"] = json.loads(render_json(comparison.findings))
    data["settled"] = json.loads(render_json(comparison.settled))
    return json.dumps({"format": FORMAT, "compared": True, **data}, ensure_ascii=False, indent=2) + "\n"


def render_failed(diagnostics: Iterable[Diagnostic], *, state: str) -> str:
    """Return what stands in for a comparison when a state cannot be read."""
    findings = json.loads(render_json(tuple(diagnostics)))
    data = {"format": FORMAT, "compared": False, "unreadable": state, "findings": findings}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
