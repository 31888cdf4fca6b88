"""`python -m generator` and the `survey` command are one program."""

from __future__ import annotations

import gc
import sys

from generator.cli import run

_SELDOM = (100_000, 50, 50)
"""When to look for cycles of objects. A survey's values hold none, and there are millions of them for 10,000 papers:
looking for cycles as often as Python does by itself took a fifth of the time of `survey diff`."""


def main() -> None:
    """Run the program and leave with its exit code."""
    gc.set_threshold(*_SELDOM)
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
