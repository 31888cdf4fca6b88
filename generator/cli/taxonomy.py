"""`survey schemas`, `rules`, `suggest`: what people need who edit the taxonomy.

Owns: the options of these commands, and how their tables are laid out. Must not: compute them.
"""

from __future__ import annotations

import click

from generator.cli.console import Project, pass_project, tell
from generator.reference.schemas import schemas as all_schemas


@click.command()
@pass_project
def schemas(project: Project) -> int:
    """Write the JSON Schemas that editors read for completion and hover text."""
    for path, text in all_schemas().items():
        target = project.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.is_file() or target.read_text("utf-8") != text:
            target.write_text(text, "utf-8", newline="\n")
            tell(f"wrote {path}")
    return 0
