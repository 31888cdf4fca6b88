"""CSV that a spreadsheet opens without running anything.

Owns: quoting, and the mark before a dangerous cell. Must not: know what the columns mean.

A cell that begins with `=`, `+`, `-`, `@` (or one of their full-width forms) would be a formula; one `'` is put before
it, and before a cell that begins with `'` itself. So a reader takes one leading `'` off and has the value.
Every cell is quoted; the file begins with a byte-order mark, without which Excel reads UTF-8 as Windows-1252.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from generator.core.text import clean

_MARKED = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "'")


def safe(value: str | float | None) -> str:
    """Return the text of a cell; None is an empty cell."""
    text = clean(str(value)) if value is not None else ""
    return f"'{text}" if text.startswith(_MARKED) and not isinstance(value, int | float) else text


def line(cells: Sequence[str | float | None]) -> str:
    """Return a row with its line end."""
    stream = io.StringIO()
    csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow([safe(value) for value in cells])
    return stream.getvalue()


def table(columns: Sequence[str], rows: Iterable[Sequence[str | float | None]]) -> str:
    """Return the rows below a line of column names."""
    return "".join(("\ufeff", line(columns), *map(line, rows)))
