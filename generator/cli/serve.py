"""`survey serve`: live preview. A change to an input rewrites only the pages it changes; MkDocs reloads the browser.

Owns: what is watched, and the two processes. Must not: build pages itself: `survey generate` does, in a process of
its own, so that a changed template (or a mistake in one) is seen like any other change.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import click
from watchfiles import Change, watch

from generator import pipeline
from generator.cli.console import Project, pass_project, tell
from generator.engine import serve as serve_pages
from generator.site.files import walk
from generator.site.publish import MANIFEST

_PACKAGE = Path(__file__).parents[1]
_IN_ROOT = (pipeline.TAXONOMY, "mkdocs.yml")
_STEP = 500
"""Milliseconds between two looks at MkDocs, which may have ended."""


def _folders(root: Path) -> Iterator[Path]:
    """Yield every folder that holds inputs, templates or theme; a folder is watched, not a file.

    Editors save by moving a new file over the old one, and a watch on the old file would see nothing any more.
    """
    yield root
    for top in (root / "papers", root / "site_src/prose", _PACKAGE / "site/templates", _PACKAGE / "site/theme"):
        if top.is_dir():
            yield from sorted({top, *(path.parent for path in walk(top))})


def is_input(root: Path, path: Path) -> bool:
    """Tell whether a change of this file changes pages: temporary files of editors do not."""
    if path.name.startswith((".", "#")) or path.name.endswith(("~", ".swp", ".tmp", ".pyc")):
        return False
    return path.parent != root or path.name in _IN_ROOT


def _generate(root: Path) -> bool:
    command = [sys.executable, "-m", "generator", "--project", str(root), "generate"]
    done = subprocess.run(command, check=False, stdin=subprocess.DEVNULL)  # noqa: S603 - our own program, no shell
    return done.returncode == 0


def _changes(root: Path, stop: Event) -> Iterator[list[str]]:
    """Yield the names of the inputs that changed, and an empty list when nothing did for a while."""

    def wanted(_change: Change, path: str) -> bool:
        return is_input(root, Path(path))

    for found in watch(
        *_folders(root),
        watch_filter=wanted,
        recursive=False,
        stop_event=stop,
        rust_timeout=_STEP,
        yield_on_timeout=True,
    ):
        yield sorted({Path(path).name for _change, path in found})


def _follow(root: Path, server: subprocess.Popen[bytes]) -> int:
    """Rewrite pages after each change, until MkDocs ends."""
    for names in _changes(root, Event()):
        if server.poll() is not None:
            tell("the preview ended; what MkDocs said stands above")
            return 1
        if not names:
            continue
        tell(f"changed: {', '.join(names)}")
        if not _generate(root):
            tell("the preview shows the last good pages")
    return 0


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@pass_project
def serve(project: Project, *, port: int, host: str) -> int:
    """Show a live preview: edit an input, a template or a page of prose, and the browser reloads."""
    if not _generate(project.root) and not (project.root / MANIFEST).exists():
        tell("there are no pages to show yet; mend what is named above and start again")
        return 1
    server = serve_pages(project.root, f"{host}:{port}")
    try:
        return _follow(project.root, server)
    except KeyboardInterrupt:
        tell("preview stopped")
        return 130
    finally:
        server.terminate()
        server.wait()
