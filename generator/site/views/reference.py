"""The reference: every key of the hand-edited files, the phrase language, and the rule behind every finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from markupsafe import Markup

from generator.core.model import Location
from generator.core.repository import view_url
from generator.reference.codes import Code, codes
from generator.reference.formats import FORMATS, Format
from generator.reference.keys import Block, blocks
from generator.reference.language import FORMS, Form
from generator.site import sinks, words
from generator.site.address import Links
from generator.site.page import Page
from generator.site.views.context import Context
from generator.site.views.parts import Crumb

URI = "reference/"
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
class Door:
    """The way from the overview to a part; the id is where the part stood when all was one page."""

    anchor: Markup
    label: str
    purpose: str
    href: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The first page of the reference."""

    lead: str
    doors: tuple[Door, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A page of the reference: a file, the phrase language, or the findings of one kind."""

    file: File | None = None
    forms: tuple[FormRow, ...] = ()
    room: Room | None = None
    crumbs: tuple[Crumb, ...] = ()


def pages(context: Context) -> Iterator[Page]:
    """Yield the overview, a page a file, one on phrases, and one a kind of finding."""
    found = tuple((room, tuple(of_room)) for room, of_room in groupby(_in_order(codes()), key=lambda code: code.room))
    lead = (
        "Everything that may stand in the files that people edit, with an example for each key, and the rule behind "
        "every finding of “survey check”. Made from the checks themselves."
    )
    links = context.links(URI)
    doors = [_door(links, form.name, form.path, form.purpose) for form in FORMATS]
    doors.append(_door(links, "phrases", "The phrases of a rule", "What may stand in a rule, and what it finds."))
    for room, of_room in found:
        purpose = f"{words.count(len(of_room), 'finding').capitalize()}, each with its rule, a bad and a good example."
        doors.append(_door(links, f"findings-{room}", f"Findings: {ROOMS.get(room, room)}", purpose))
    yield Page(
        uri=URI,
        template="reference",
        title="Reference",
        description=lead,
        hide=("navigation", "toc"),
        view=Overview(lead=lead, doors=tuple(doors)),
    )
    for form in FORMATS:
        yield _part(context, form.name, form.path, Part(file=_file(context, form)))
    yield _part(context, "phrases", "The phrases of a rule", Part(forms=tuple(_form(form) for form in FORMS)))
    for room, of_room in found:
        label = ROOMS.get(room, room)
        shown = Room(label=label, anchor=sinks.anchor(f"findings-{room}"), codes=of_room)
        yield _part(context, f"findings-{room}", f"Findings: {label}", Part(room=shown))


def _door(links: Links, name: str, label: str, purpose: str) -> Door:
    return Door(anchor=sinks.anchor(name), label=label, purpose=purpose, href=links.to(f"{URI}{name}/"))


def _part(context: Context, name: str, title: str, part: Part) -> Page:
    uri = f"{URI}{name}/"
    crumbs = (Crumb(label="Reference", href=context.links(uri).to(URI)), Crumb(label=title, href=None))
    return Page(
        uri=uri,
        template="reference_part",
        title=title,
        description=f"{title}: a part of the reference.",
        view=replace(part, crumbs=crumbs),
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
