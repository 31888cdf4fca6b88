"""The variant of the site that opens from the disk, without a server: pages and settings of its own.

Owns: where it is put together, and what differs. Must not: build it.
From `file://` a link must name a file, browsers start no worker and load no data; Material's own `offline` plugin
turns the search index into a script, and a script of ours (`theme/assets/iframe-worker.js`) stands for the worker.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from generator.core.model import Artefact, Settings
from generator.site.files import digest, walk, write_all
from generator.site.publish import MANIFEST, PROSE, Manifest
from generator.site.theme import asset_uri

ROOT = ".survey/offline"
SITE = "site-offline"


def settings_of(settings: Settings) -> Settings:
    """Return the settings under which pages link to files, not folders."""
    return replace(settings, use_directory_urls=False)


def hand_written(root: Path, generated: Manifest) -> Iterator[Artefact]:
    """Yield the files that a person put into `site_src/` to be published as they are."""
    for path in walk(root / "site_src"):
        name = path.relative_to(root).as_posix()
        if name not in generated.paths and name != MANIFEST and not name.startswith(f"{PROSE}/"):
            yield Artefact(path=name, content=path.read_bytes())


def write_settings(root: Path) -> Path:
    """Write the variant's `mkdocs.yml` beside its pages; return its folder."""
    folder = root / ROOT
    text = (
        f"# For the mkdocs.yml with the SHA-256 {digest((root / 'mkdocs.yml').read_bytes())}\n"
        "INHERIT: ../../mkdocs.yml\n"
        "use_directory_urls: false\n"
        "plugins: [search, offline]\n"
        f"extra: {{polyfills: [{asset_uri('iframe-worker.js')}]}}\n"
    ).encode()
    path = folder / "mkdocs.yml"
    if not path.exists() or path.read_bytes() != text:
        write_all({path: text})
    return folder
