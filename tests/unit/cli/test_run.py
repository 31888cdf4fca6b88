from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from generator.cli import COMMANDS, run, survey
from generator.lock import LockedError

Raising = Callable[[BaseException | int | None], list[str]]


@pytest.fixture
def ends_with() -> Iterator[Raising]:
    """A command whose end is chosen by the test."""

    def command_that(end: BaseException | int | None) -> list[str]:
        def body() -> int | None:
            if isinstance(end, BaseException):
                raise end
            return end

        survey.add_command(click.Command("probe", callback=body))
        return ["probe"]

    before = signal.getsignal(signal.SIGTERM)
    yield command_that
    signal.signal(signal.SIGTERM, before)
    survey.commands.pop("probe", None)


@pytest.mark.parametrize(
    ("end", "code", "said"),
    [
        pytest.param(None, 0, "", id="clean"),
        pytest.param(1, 1, "", id="findings"),
        pytest.param(
            LockedError("another run (process 7) is working on this project"),
            2,
            "error: another run (process 7) is working on this project\n",
            id="locked",
        ),
        pytest.param(KeyboardInterrupt(), 130, "interrupted; the site is as it was\n", id="interrupted"),
        pytest.param(
            OSError(28, "No space left on device", "site_src/a.md"),
            1,
            "error: no space left on device: site_src/a.md; nothing was changed\n",
            id="disk full",
        ),
        pytest.param(OSError("broken"), 1, "error: broken; nothing was changed\n", id="nameless"),
        pytest.param(
            RuntimeError("odd"),
            3,
            "bug: RuntimeError: odd\n"
            "This should not happen. Please report it, with the command and what it prints under --debug.\n",
            id="bug",
        ),
    ],
)
def test_how_a_run_ends(
    ends_with: Raising, capsys: pytest.CaptureFixture[str], end: BaseException | int | None, code: int, said: str
) -> None:
    assert run(ends_with(end)) == code
    assert capsys.readouterr().err.lstrip("\n") == said


def test_a_bug_shows_its_traceback_only_when_asked(ends_with: Raising, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--debug", *ends_with(RuntimeError("odd"))]) == 3
    assert capsys.readouterr().err.startswith("Traceback (most recent call last):\n")


def test_an_unknown_command_is_a_fault_of_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["biuld"]) == 2
    assert "No such command 'biuld'" in capsys.readouterr().err


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    said = capsys.readouterr().out
    assert [name for name in COMMANDS if f"\n  {name} " not in said] == []


def test_something_that_is_no_command_is_a_bug(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(COMMANDS, "probe", "generator.cli:run")
    assert run(["probe"]) == 3
    assert capsys.readouterr().err.startswith("bug: TypeError: generator.cli:run is no command\n")


def _program(code: str, environment: dict[str, str] | None = None) -> subprocess.Popen[str]:
    start = f"import sys, time, click\nfrom generator.cli import run, survey\n{code}\nsys.exit(run(['probe']))"
    return subprocess.Popen(
        [sys.executable, "-c", start],
        text=True,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=_ROOT,
        env=environment,
    )


_ROOT = Path(__file__).parents[3]
_PRINTS = """
def prints():
    for _ in range(COUNT):
        click.echo("→ é")
survey.add_command(click.Command("probe", callback=prints))
"""


@pytest.mark.parametrize("number", [1, 100_000])
def test_a_closed_pipe_is_no_fault(number: int) -> None:
    with _program(_PRINTS.replace("COUNT", str(number))) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait() in (0, 1)


def test_an_ascii_console_shows_every_text() -> None:
    environment = {"PATH": os.environ["PATH"], "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(_ROOT)}
    with _program(_PRINTS.replace("COUNT", "1"), environment) as process:
        out, err = process.communicate()
    assert (process.returncode, out, err) == (0, "→ é\n", "")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_signals_end_a_run_with_their_code(number: signal.Signals, code: int) -> None:
    waits = "survey.add_command(click.Command('probe', callback=lambda: (click.echo('up'), time.sleep(60))))"
    with _program(waits) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "up\n"
        process.send_signal(number)
        assert process.wait(timeout=20) == code


@pytest.mark.parametrize("module", ["inspect", "diff", "evaluate"])
def test_commands_that_do_without_numbers_do_not_wait_for_the_libraries_behind_them(module: str) -> None:
    told = f"import sys, generator.cli.{module}; print(*{{'numpy', 'scipy', 'sklearn'}} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
