"""`survey new`: a ready repository for another field, and its renewal after an upgrade of the generator.

Owns: where files are written, and that nothing of a survey's own is ever overwritten. Must not: know what they hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from generator import starter
from generator.cli.console import tell
from generator.core.model import Artefact
from generator.core.repository import is_github


def _repository(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not is_github(value):
        raise click.BadParameter("write https://github.com/owner/name")
    return value


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", default="A living survey", show_default=True, help="The survey's name.")
@click.option("--repository", callback=_repository, help="Its home: https://github.com/owner/name.")
@click.option(
    "--wheel",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Pin the generator by this wheel, kept in the repository; without it, by the tag of this version.",
)
@click.option("--update", is_flag=True, help="Renew only what belongs to the generator in an existing survey.")
def new(folder: Path, *, name: str, repository: str | None, wheel: Path | None, update: bool) -> None:
    """Make a repository for a survey of your own in FOLDER: it builds and tests as it is."""
    if update:
        _update(folder)
        return
    if folder.exists() and any(path.name != ".git" for path in folder.iterdir()):
        raise click.UsageError(f"{folder} is not empty; nothing was written")
    pin = starter.from_wheel(wheel.name, wheel.read_bytes()) if wheel else starter.released()
    written = _write(folder, starter.files(name, repository=repository, pin=pin))
    tell(f"wrote {written} files into {folder}")
    tell(f"next: cd {folder} && git init && make site")


def _update(folder: Path) -> None:
    if not (folder / "taxonomy.yaml").is_file():
        raise click.UsageError(f"{folder} holds no taxonomy.yaml, so it is no survey; nothing was written")
    written = _write(folder, starter.renewed())
    tell(f"renewed {written} {'file' if written == 1 else 'files'} of the generator's; your data was not touched")


def _write(folder: Path, files: Iterable[Artefact]) -> int:
    """Write files whose content differs; return how many."""
    written = 0
    for file in files:
        target = folder / file.path
        if target.is_file() and target.read_bytes() == file.content:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content)
        written += 1
    return written
