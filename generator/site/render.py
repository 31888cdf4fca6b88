"""Pages to Markdown: the Jinja environment that escapes by default, and the front matter.

Owns: how a value becomes text in a template, and which front matter keys exist. Must not: query the survey, write
files. Templates decide nothing: a value they print is text, a number or markup; anything else is an error.
"""

from __future__ import annotations

from dataclasses import asdict
from functools import cache

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator.core.model import Artefact
from generator.site import sinks
from generator.site.page import Page
from generator.site.theme import asset_uri

# libyaml, which the wheels of PyYAML bring, is ten times as fast as the dumper in Python.
_DUMPER = yaml.CSafeDumper if yaml.__with_libyaml__ else yaml.SafeDumper

FRONT_MATTER_KEYS = (
    "title",
    "description",
    "template",
    "kind",
    "hide",
    "tags",
    "search",
    "styles",
    "scripts",
    "paper",
    "properties",
    "json_ld",
    "feeds",
)
"""All keys that a generated page may carry; data can add none."""


def finalize(value: object) -> Markup:
    """Return a printed value escaped for a Markdown page; markup passes.

    Raises:
        TypeError: The value is nothing that can be printed (None, a list, a truth value): a mistake in a view.
    """
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return sinks.markdown_text(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return sinks.markdown_text(str(value))
    raise TypeError(f"a template printed {value!r}, which is neither text nor a number")


@cache
def environment() -> Environment:
    """Return the environment of all Markdown templates."""
    made = Environment(
        loader=PackageLoader("generator.site", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters = {"piece": sinks.spaced_text, "lines": sinks.preformatted_text, "length": len}
    return made


def front_matter(page: Page) -> str:
    """Return a page's front matter, dumped, never templated.

    Title, description and tags are HTML-escaped because the theme prints them raw; what our own theme templates
    print (`paper`, `properties`, `json_ld`, `feeds`) is plain, since they escape it.
    """
    values: dict[str, object] = {"title": sinks.front_matter_text(page.title), "kind": page.template}
    if page.description:
        values["description"] = sinks.front_matter_text(page.description)
    if page.layout:
        values["template"] = page.layout
    if page.hide:
        values["hide"] = list(page.hide)
    if page.tags:
        values["tags"] = [sinks.front_matter_text(tag) for tag in page.tags]
    if not page.is_searchable:
        values["search"] = {"exclude": True}
    if page.styles:
        values["styles"] = [asset_uri(name) for name in page.styles]
    if page.scripts:
        values["scripts"] = [*page.data, *(asset_uri(name) for name in page.scripts)]
    values |= _head(page)
    ordered = {key: values[key] for key in FRONT_MATTER_KEYS if key in values}
    return yaml.dump(ordered, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=10**9)


def _head(page: Page) -> dict[str, object]:
    """Return what `main.html` puts into the head, plain: it escapes."""
    values: dict[str, object] = {}
    if page.citation:
        values["paper"] = _plain(asdict(page.citation))
    if page.properties:
        values["properties"] = [[name, sinks.clean(value)] for name, value in page.properties]
    if page.json_ld:
        values["json_ld"] = dict(page.json_ld)
    if page.feeds:
        values["feeds"] = [[sinks.clean(title), uri] for title, uri in page.feeds]
    return values


def _plain(values: dict[str, object] | dict[str, str]) -> dict[str, object]:
    """Return values with clean text, tuples as lists, and nothing that is None or empty."""
    cleaned: dict[str, object] = {}
    for key, value in values.items():
        if isinstance(value, str):
            cleaned[key] = sinks.clean(value)
        elif value:
            cleaned[key] = [sinks.clean(str(item)) for item in value] if isinstance(value, tuple) else value
    return cleaned


def render(page: Page) -> Artefact:
    """Return a page as the Markdown file that is written."""
    body = environment().get_template(f"{page.template}.md.j2").render(page=page, view=page.view)
    text = f"---\n{front_matter(page)}---\n\n{body.strip()}\n"
    return Artefact(path=page.path, content=text.encode())


def render_html(template: str, view: object) -> bytes:
    """Return a page that is no Markdown: its template is a whole HTML document."""
    return environment().get_template(f"{template}.html.j2").render(view=view).encode()
