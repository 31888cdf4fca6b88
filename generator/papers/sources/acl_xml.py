"""The ACL Anthology's XML, the old flat one and the present one: one record a `paper`.

Owns: which element is which field, and the Anthology's identifiers. Must not: find records (`xml_records`), clean
values (`<fixed-case>` and `<tex-math>` stay in titles).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.core.model import Document, Reading
from generator.papers.sources import xml_records
from generator.papers.sources.xml_records import Element, Part, Shape

FORMAT = "acl_xml"

_SIGNATURE = re.compile(r"<collection\s+id=|<volume\s+id=")
_ID = re.compile(r"[A-Z]\d{2}-\d{4}|\d{4}\.[A-Za-z0-9_]+-[A-Za-z0-9]+\.\d+")


def detect(text: str, *, path: str) -> int:  # noqa: ARG001 # every reader is asked in the same way
    """Return 95 for XML with a collection or a volume near its start."""
    return 95 if xml_records.is_xml(text) and _SIGNATURE.search(text[:5_000]) else 0


def read(document: Document) -> Reading:
    """Return a record a paper."""
    return xml_records.read(document, _SHAPE)


def _parts(paper: Element, around: tuple[Element, ...]) -> Iterator[Part]:
    identifier = _identifier(paper, around)
    if identifier:
        yield "acl", identifier, paper
    for element in paper.children:
        yield from _part(element)
    own = {element.name for element in paper.children}
    for element in (element for outer in around for meta in outer.all("meta") for element in meta.children):
        if element.name not in own:
            yield from _described(element)
    yield "kind", "inproceedings", paper


def _part(element: Element) -> Iterator[Part]:
    name = element.name
    if name in {"title", "abstract"}:
        yield name, element.marked_up, element
    elif name == "author":
        parts = [part.text.strip() for key in ("first", "last") for part in element.all(key)]
        yield "author", " ".join(part for part in parts if part) or element.text, element
    elif name == "doi":
        yield "doi", element.text, element
    elif name == "bibkey":
        yield "key", element.text, element
    elif name == "pwccode":
        yield "code", element.attributes.get("url", ""), element
    elif name == "url" and element.text.startswith("http"):
        yield "url", element.text, element
    elif name == "retracted":
        yield "withdrawn", element.text or "retracted", element
    yield from _described(element)


def _described(element: Element) -> Iterator[Part]:
    name = {"booktitle": "venue", "journal-title": "venue", "year": "year", "month": "month"}.get(element.name)
    if name:
        yield name, element.marked_up if name == "venue" else element.text, element


def _identifier(paper: Element, around: tuple[Element, ...]) -> str:
    """Return the Anthology's id: the one its address ends with, else from the ids of collection, volume and paper."""
    address = paper.first("url")
    if address and (found := _ID.search(address.text)):
        return found.group()
    ids = {element.name: element.attributes.get("id", "") for element in around}
    collection, volume, number = ids.get("collection", ""), ids.get("volume", ""), paper.attributes.get("id", "")
    if not number.isdecimal():
        return ""
    if not collection:
        return f"{volume}-{number}" if _ID.fullmatch(f"{volume}-{number}") else ""
    if re.fullmatch(r"[A-Z]\d{2}", collection):
        width = 2 if collection[0] == "W" or collection in {"C69", "D19"} else 1
        return f"{collection}-{volume.zfill(width)}{number.zfill(4 - width)}"
    return f"{collection}-{volume}.{number}"


_SHAPE = Shape(format=FORMAT, records=frozenset({"paper"}), parts=_parts, describing=frozenset({"meta"}))
