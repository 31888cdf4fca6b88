"""The `survey` command: its group of commands, and how every run ends.

Owns: exit codes, signals, what becomes of an exception. Must not: do a command's work.
Exit codes: 0 clean; 1 findings, or a file that cannot be written; 2 usage, configuration or a lock held by
another run; 3 a bug; 130 and 143 on SIGINT and SIGTERM.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import FrameType, TracebackType
from typing import NoReturn, Self, TextIO

import click

from generator import __version__
from generator.cli.console import Project, tell
from generator.lock import LockedError

COMMANDS = {
    "build": "generator.cli.build:build",
    "generate": "generator.cli.build:generate",
    "serve": "generator.cli.serve:serve",
    "check": "generator.cli.inspect:check",
    "parse": "generator.cli.inspect:parse",
    "classify": "generator.cli.inspect:classify",
    "explain": "generator.cli.inspect:explain",
    "rules": "generator.cli.taxonomy:rules",
    "suggest": "generator.cli.taxonomy:suggest",
    "evaluate": "generator.cli.evaluate:evaluate",
    "schemas": "generator.cli.taxonomy:schemas",
    "diff": "generator.cli.diff:diff",
    "new": "generator.cli.new:new",
    "add": "generator.cli.add:add",
    "refresh": "generator.cli.add:refresh",
    "follow": "generator.cli.add:follow",
}
"""Where each command lives; a module is imported only when one of its commands is asked for."""

CLEAN, FINDINGS, USAGE, BUG, INTERRUPTED, TERMINATED = 0, 1, 2, 3, 130, 143


class _Commands(click.Group):
    """A group that imports a command when it is needed: `survey check` does not wait for scikit-learn."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of COMMANDS."""
        return [*COMMANDS, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command and return the command, or None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        module, name = COMMANDS[cmd_name].split(":")
        command = getattr(importlib.import_module(module), name)
        if not isinstance(command, click.Command):
            raise TypeError(f"{COMMANDS[cmd_name]} is no command")
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--project",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The project's folder (that of taxonomy.yaml); the current one if not given.",
)
@click.option("--debug", is_flag=True, help="Show the traceback of a bug.")
@click.version_option(package_name=None, version=__version__, prog_name="survey")
@click.pass_context
def survey(ctx: click.Context, root: Path, *, debug: bool) -> None:
    """Make a literature-survey website from documents and a taxonomy."""
    ctx.obj = Project(root=root.resolve(), debug=debug)


def _terminated(_number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(TERMINATED)


class _LastResort:
    """Turns an exception that nobody expected into a message and exit code 3."""

    def __init__(self, *, debug: bool) -> None:
        self.debug = debug
        self.caught = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if error is None or not isinstance(error, Exception):
            return False
        self.caught = True
        if self.debug:
            tell("".join(traceback.format_exception(kind, error, trace)).rstrip())
        tell(f"bug: {type(error).__name__}: {error}")
        tell("This should not happen. Please report it, with the command and what it prints under --debug.")
        return True


def _tell_unwritable(error: OSError) -> None:
    """Tell about a file that could not be read or written; everything on disk is whole."""
    where = f": {error.filename}" if error.filename else ""
    tell(f"error: {(error.strerror or str(error)).lower()}{where}; nothing was changed")


def _invoke(arguments: Sequence[str]) -> int:
    code: object = CLEAN
    try:
        code = survey.main(args=list(arguments), prog_name="survey", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as leave:
        code = leave.exit_code
    except click.ClickException as error:
        error.show()
        code = USAGE
    except (click.Abort, KeyboardInterrupt):
        tell("interrupted; the site is as it was")
        code = INTERRUPTED
    except LockedError as error:
        tell(f"error: {error}")
        code = USAGE
    except BrokenPipeError:
        # Nothing is left for the interpreter to flush into a pipe that nobody reads any more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = FINDINGS
    except OSError as error:
        _tell_unwritable(error)
        code = FINDINGS
    return code if isinstance(code, int) else CLEAN


def _prepare(stream: TextIO) -> None:
    """Let a console that knows only ASCII show every text."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def run(arguments: Sequence[str]) -> int:
    """Run the program; return its exit code."""
    _prepare(sys.stdout)
    _prepare(sys.stderr)
    signal.signal(signal.SIGTERM, _terminated)
    last_resort = _LastResort(debug="--debug" in arguments)
    code = BUG
    with last_resort:
        code = _invoke(arguments)
    return BUG if last_resort.caught else code
