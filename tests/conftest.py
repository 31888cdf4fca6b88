"""Options of the whole suite."""

from __future__ import annotations

import signal
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent


def pytest_configure() -> None:
    """Heed an interrupt, and let every process that a test starts heed it: what a shell starts with `&` does not."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the expected files anew from what is computed")


@pytest.fixture
def updates_golden(request: pytest.FixtureRequest) -> bool:
    """Tell whether expected files are to be written anew."""
    return bool(request.config.getoption("--update-golden"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the time that each folder of tests took; on two cores the whole took about half of the sum."""
    seconds: Counter[str] = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                seconds[Path(report.nodeid.split("::")[0]).parts[1]] += report.duration  # type: ignore[assignment]
    parts = ", ".join(f"{part} {took:.0f} s" for part, took in sorted(seconds.items()))
    terminalreporter.write_line(f"time of each part: {parts}")
