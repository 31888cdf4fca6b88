"""`python -m generator` and the `survey` command are one program."""

from __future__ import annotations

import sys

from generator.cli import run


def main() -> None:
    """Run the program and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
