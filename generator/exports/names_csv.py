"""CSV of what the papers name, and of the results they report: one mention, one result a row.

Owns: the columns. Must not: decide what is a name or a result.
"""

from __future__ import annotations

from generator.core.spreadsheet import table
from generator.insight.names import NameIndex

NAME_COLUMNS = ("name", "kind", "paper", "own", "field", "start", "end", "text")
RESULT_COLUMNS = (
    "paper",
    "metric",
    "value",
    "unit",
    "change",
    "data",
    "before",
    "qualifier",
    "comparison",
    "start",
    "end",
    "text",
)


def names(index: NameIndex) -> str:
    """Return each name of each paper at its first mention; `own` where the paper introduces it."""
    rows = (
        (use.name, use.kind.value, use.paper, "yes" if use.is_own else "no", use.field, use.start, use.end, use.text)
        for entry in index.entries
        for use in entry.uses
    )
    return table(NAME_COLUMNS, rows)


def results(index: NameIndex) -> str:
    """Return each result with the words of the abstract that state it."""
    rows = (
        (
            one.paper,
            one.metric,
            one.value,
            one.unit,
            one.change.value,
            one.data,
            one.before,
            one.qualifier,
            one.comparison,
            one.start,
            one.end,
            one.text,
        )
        for found in index.results.values()
        for one in found
    )
    return table(RESULT_COLUMNS, rows)
