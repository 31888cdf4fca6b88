"""The reference: every key of the hand-edited files, the phrase language, and the rule behind every finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from generator.core.model import Location
from generator.core.repository import view_url
from generator.reference.codes import Code, codes
from generator.reference.formats import FORMATS, Format
from generator.reference.keys import Block, blocks
from generator.reference.language import FORMS, Form
from generator.site import sinks
from generator.site.page import Page
from generator.site.views.context import Context

ROOMS = {
    "yaml": "The text of hand-edited files",
    "taxonomy": "taxonomy.yaml",
    "curation": "papers/curated.yaml",
    "documents": "papers/documents.yaml and the documents",
    "names": "papers/names.yaml",
    "papers": "Records and papers",
    "settings": "mkdocs.yml",
    "site": "The files of the site",
    "compare": "Changes against the published state",
    "revision": "Revisions",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRow:
    """A key of a block as the page shows it."""

    name: str
    type: str
    is_needed: bool
    meaning: Markup
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A block of keys, and the id of its heading."""

    anchor: Markup
    name: str
    meaning: Markup
    keys: tuple[KeyRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """A form of phrase as the page shows it."""

    written: str
    meaning: Markup
    finds: str
    misses: str


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A hand-edited file as the page shows it."""

    path: str
    anchor: Markup
    purpose: str
    schema_href: Markup
    schema_path: str
    blocks: tuple[Section, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The findings of one kind."""

    label: str
    anchor: Markup
    codes: tuple[Code, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What the page shows."""

    lead: str
    files: tuple[File, ...]
    forms: tuple[FormRow, ...]
    rooms: tuple[Room, ...]


def pages(context: Context) -> Iterator[Page]:
    """Yield the page."""
    lead = (
        "Everything that may stand in the files that people edit, with an example for each key, and the rule behind "
        "every finding of “survey check”. Made from the checks themselves."
    )
    yield Page(
        uri="reference/",
        template="reference",
        title="Reference",
        description=lead,
        view=Reference(
            lead=lead,
            files=tuple(_file(context, form) for form in FORMATS),
            forms=tuple(_form(form) for form in FORMS),
            rooms=tuple(
                Room(label=ROOMS.get(room, room), anchor=sinks.anchor(f"findings-{room}"), codes=tuple(found))
                for room, found in groupby(_in_order(codes()), key=lambda code: code.room)
            ),
        ),
    )


def _in_order(found: tuple[Code, ...]) -> list[Code]:
    order = {room: number for number, room in enumerate(ROOMS)}
    return sorted(found, key=lambda code: (order.get(code.room, len(order)), code.code))


def _file(context: Context, form: Format) -> File:
    address = view_url(context.settings, Location(path=form.schema_path))
    return File(
        path=form.path,
        anchor=sinks.anchor(form.name),
        purpose=form.purpose,
        schema_href=sinks.url(address.partition("#")[0]) if address else Markup(""),
        schema_path=form.schema_path,
        blocks=tuple(_section(form, block) for block in blocks(form)),
    )


def _section(form: Format, block: Block) -> Section:
    return Section(
        anchor=sinks.anchor(f"{form.name}-{block.name}"),
        name=block.name,
        meaning=_with_code(block.meaning),
        keys=tuple(
            KeyRow(
                name=key.name,
                type=key.type,
                is_needed=key.is_needed,
                meaning=_with_code(key.meaning),
                example=key.example,
            )
            for key in block.keys
        ),
    )


def _form(form: Form) -> FormRow:
    return FormRow(written=form.written, meaning=_with_code(form.meaning), finds=form.finds, misses=form.misses)


def _with_code(text: str) -> Markup:
    """Return a text with what stands between backticks as code, as editors show it on hover."""
    pieces = text.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(sinks.markdown_text(piece)) if number % 2 else sinks.spaced_text(piece)
        for number, piece in enumerate(pieces)
    )
