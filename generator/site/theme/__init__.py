"""The look: style, scripts and fonts under names that carry their hash, and the overrides of the site's theme.

Owns: which assets exist and where they are published. Must not: know a page. An asset's name changes with its bytes,
so a browser may keep it for ever. Overrides go to `.survey/theme/`, outside what is published.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from generator.core.model import Artefact
from generator.site import sinks

ASSETS_URI = "assets/survey/"
OVERRIDES = ".survey/theme/"
_ASSET_REFERENCE = re.compile(r"@@asset:([a-z0-9.-]+)@@")
_COMMENT = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n", re.DOTALL | re.MULTILINE)
"""Comments that stand on lines of their own."""
_UNHASHED = ("OFL.txt", "minisearch.LICENSE.txt")
VENDORED = ("minisearch.js", "minisearch.LICENSE.txt")
"""Files of others, kept as they came; `theme/vendor/` tells from where."""
_EXPLORE = ("bits", "text", "state", "vocabulary", "filters", "dom", "quotes", "search", "results", "takeaway")
BUNDLES = {
    "explore.js": tuple(f"explore/{part}" for part in (*_EXPLORE, "cards", "form", "options", "tray", "main")),
    "compare.js": tuple(f"explore/{part}" for part in (*_EXPLORE, "compare")),
    "atlas.js": ("atlas/viewport", "atlas/walk", "atlas/svg"),
    "atlas-canvas.js": ("atlas/viewport", "atlas/walk", "atlas/canvas"),
}
"""Scripts made of parts, in the order in which a part may use those before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The state of the inputs, for the foot of every page."""

    name: str
    newest_input: str
    repository: str


def _folder(name: str) -> Traversable:
    return files("generator.site.theme") / name


def _names(folder: str) -> tuple[str, ...]:
    return tuple(sorted(entry.name for entry in _folder(folder).iterdir() if entry.is_file()))


def _published_name(name: str, content: bytes) -> str:
    if name in _UNHASHED:
        return name
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:10]}.{suffix}"


def _bundle(name: str) -> bytes:
    """Return the parts of a script one behind the other, without the lines that are only comments, and unindented."""
    parts = ((_folder("scripts") / f"{part}.js").read_text(encoding="utf-8") for part in BUNDLES[name])
    lines = (line.strip() for text in parts for line in text.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//")).encode()


def _content(name: str) -> bytes:
    """Return an asset as published: references to other assets resolved, comments on lines of their own gone."""
    if name in BUNDLES:
        return _bundle(name)
    if name in VENDORED:
        return (_folder("vendor") / name).read_bytes()
    content = (_folder("assets") / name).read_bytes()
    if not name.endswith((".css", ".js")):
        return content
    text = _COMMENT.sub("", content.decode())
    return _ASSET_REFERENCE.sub(lambda match: asset_uri(match[1]).removeprefix(ASSETS_URI), text).encode()


def asset_uri(name: str) -> str:
    """Return the site-relative address of an asset (`survey.css` → `assets/survey/survey.1a2b3c4d5e.css`)."""
    return ASSETS_URI + _published_name(name, _content(name))


def _override(name: str, edition: Edition) -> bytes:
    """Return a theme override with the addresses of assets and the edition put in."""
    text = (_folder("overrides") / name).read_text(encoding="utf-8")
    text = _ASSET_REFERENCE.sub(lambda match: asset_uri(match[1]), text)
    for key, value in (
        ("@@edition@@", edition.name),
        ("@@newest-input@@", edition.newest_input),
        ("@@repository@@", edition.repository),
    ):
        text = text.replace(key, str(sinks.markdown_text(value)))
    return text.encode()


def artefacts(edition: Edition) -> Iterator[Artefact]:
    """Yield the assets and the overrides."""
    for name in (*_names("assets"), *VENDORED, *BUNDLES):
        yield Artefact(path=f"site_src/{asset_uri(name)}", content=_content(name))
    for name in _names("overrides"):
        yield Artefact(path=OVERRIDES + name, content=_override(name, edition))
