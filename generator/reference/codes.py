"""The rule behind every diagnostic code, with a bad and a good example.

Owns: `codes.toml`. Must not: check anything.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One diagnostic code: `file` is the name of the file that the examples are written for, when it is one of ours."""

    code: str
    rule: str
    bad: str
    good: str
    file: str | None = None

    @property
    def room(self) -> str:
        """The part before the slash."""
        return self.code.partition("/")[0]


@lru_cache(maxsize=1)
def codes() -> tuple[Code, ...]:
    """Return every code, sorted."""
    text = resources.files("generator.reference").joinpath("codes.toml").read_text("utf-8")
    rows = tomllib.loads(text)
    return tuple(
        Code(
            code=code, rule=row["rule"], bad=row["bad"].strip("\n"), good=row["good"].strip("\n"), file=row.get("file")
        )
        for code, row in sorted(rows.items())
    )
