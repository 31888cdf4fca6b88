"""Read `mkdocs.yml` through an allow-list: what could run code or reach the network is refused.

Owns: which settings of MkDocs a survey may use, and Settings. Must not: start MkDocs.
`hooks:`, `!ENV`, tags and unknown plugins would let a change to this file run code or read secrets
wherever the site is built; snippets and macros would let the text of a paper do so.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

from generator.core import yamlnodes
from generator.core.diagnostics import Report, Severity
from generator.core.model import Location, Settings
from generator.core.repository import is_github
from generator.core.yamlnodes import Mapping, Node, Scalar, Sequence

PATH = "mkdocs.yml"

_KEYS = """
    site_name site_description site_author site_url copyright docs_dir site_dir theme nav not_in_nav exclude_docs
    extra extra_css extra_javascript plugins markdown_extensions validation use_directory_urls strict
"""
KEYS = frozenset(_KEYS.split())
PLUGINS = frozenset({"search"})
_EXTENSIONS = """
    admonition attr_list def_list fenced_code footnotes meta tables toc sane_lists pymdownx.details pymdownx.highlight
    pymdownx.superfences pymdownx.tabbed pymdownx.tasklist
"""
EXTENSIONS = frozenset(_EXTENSIONS.split())
"""Extensions under which the escaping of record text was proved."""

_FIXED = {
    ("theme", "name"): "material",
    ("theme", "custom_dir"): ".survey/theme",
    ("docs_dir",): "site_src",
}
"""Settings on which the generator relies: (keys, value)."""

_REASONS = {
    "hooks": "hooks run code wherever the site is built",
    "INHERIT": "settings of another file cannot be checked here",
    "repo_url": "the theme would ask api.github.com on every page; use 'extra: survey: repository' instead",
    "watch": "`survey serve` knows what to watch",
    "macros": "macros run what stands in the text of a paper",
    "pymdownx.snippets": "snippets publish any file that a text names",
    "pymdownx.emoji": "emoji are loaded from another host",
    "md_in_html": "it would bring markup in the text of a paper to life",
    "abbr": "a line in one abstract would change every page's text",
}


def load(root: Path, *, report: Report) -> Settings | None:
    """Return the settings of a project, or None with errors in the report."""
    try:
        content = (root / PATH).read_bytes()
    except FileNotFoundError:
        report.error(
            "settings/missing", Location(path=PATH), "the file does not exist", hint="copy it from the project"
        )
        return None
    faults = Report()
    text = yamlnodes.decode(content, path=PATH, report=faults)
    node = None if text is None else yamlnodes.parse(text, path=PATH, report=faults)
    settings = None
    if isinstance(node, Mapping):
        _check(node, faults)
        settings = _settings(node, faults)
    elif node is not None:
        faults.error("settings/shape", node.location, "the file is no block of keys", hint="see the MkDocs manual")
    report.extend(faults.diagnostics)
    return None if faults.worst is Severity.ERROR else settings


def _names(node: Node | None) -> Iterator[Scalar]:
    """Yield the names in a list of plugins or extensions, each written alone or with options, or in a block."""
    if isinstance(node, Scalar) and not node.is_empty:
        yield node
    elif isinstance(node, Mapping):
        yield from (key for key, _value in node.entries)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _names(item)


def _refuse(found: Scalar, known: frozenset[str], *, what: str, code: str, report: Report) -> None:
    name = found.text.removeprefix("markdown.extensions.").removeprefix("material/")
    if name in known:
        return
    close = difflib.get_close_matches(name, sorted(known), n=1)
    hint = _REASONS.get(name) or (f"did you mean '{close[0]}'?" if close else f"accepted: {', '.join(sorted(known))}")
    report.error(f"settings/{code}", found.location, f"the {what} '{found.text}' is not accepted", hint=hint)


def _check(node: Mapping, report: Report) -> None:
    for key, _value in node.entries:
        _refuse(key, KEYS, what="setting", code="key", report=report)
    for name in _names(node.get("plugins")):
        _refuse(name, PLUGINS, what="plugin", code="plugin", report=report)
    for name in _names(node.get("markdown_extensions")):
        _refuse(name, EXTENSIONS, what="Markdown extension", code="extension", report=report)
    for place in ("extra_css", "extra_javascript"):
        for address in _names(node.get(place)):
            if "//" in address.text:
                hint = "keep a copy in the project; a page asks no other host"
                report.error("settings/foreign", address.location, f"'{address.text}' is on another host", hint=hint)
    for keys, fixed in _FIXED.items():
        found = _text(node, *keys)
        if found is None or found.text != fixed:
            setting = ": ".join(keys)
            where = found.location if found else node.location
            report.error("settings/fixed", where, f"'{setting}' is not '{fixed}'", hint=f"write '{setting}: {fixed}'")


def _text(node: Mapping, *keys: str) -> Scalar | None:
    found: Node | None = node
    for key in keys:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found if isinstance(found, Scalar) and not found.is_empty else None


def _address(node: Mapping, report: Report) -> str | None:
    found = _text(node, "site_url")
    if found is None:
        return None
    if not found.text.startswith(("http://", "https://")):
        hint = "write the whole address, such as https://owner.github.io/name/"
        report.error("settings/site-url", found.location, f"'{found.text}' is no http(s) address", hint=hint)
    return found.text.rstrip("/") + "/"


def _repository(found: Scalar, report: Report) -> str | None:
    address = found.text.rstrip("/").removesuffix(".git")
    if not is_github(address):
        hint = "write https://github.com/owner/name"
        report.error("settings/repository", found.location, f"'{found.text}' is no repository on GitHub", hint=hint)
        return None
    return address


def _settings(node: Mapping, report: Report) -> Settings | None:
    name = _text(node, "site_name")
    if name is None:
        hint = "write 'site_name: …'"
        report.error("settings/site-name", node.location, "the survey has no name", hint=hint)
        return None
    if "<" in name.text or "&" in name.text:
        hint = "the theme prints it as it is; write it without markup"
        report.error("settings/site-name", name.location, f"the name '{name.text}' holds markup", hint=hint)
    description, repository = _text(node, "site_description"), _text(node, "extra", "survey", "repository")
    branch, folders = _text(node, "extra", "survey", "branch"), _text(node, "use_directory_urls")
    return Settings(
        site_name=name.text,
        site_description=" ".join(description.text.split()) if description else "",
        site_url=_address(node, report),
        repository=_repository(repository, report) if repository else None,
        branch=branch.text if branch else "main",
        use_directory_urls=folders is None or folders.text.casefold() not in ("false", "no", "off"),
    )
