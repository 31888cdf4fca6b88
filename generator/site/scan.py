"""The safety net under the escaping: read every built file and refuse what may not be published.

Owns: the faults of a built site. Must not: mend anything, know how a page was made.
Looked for: elements outside the allow-list, event handlers, schemes that run code, anything loaded from
another host, scripts that are not the theme's, links and anchors that lead nowhere, files that are none.
"""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import defusedxml
import defusedxml.ElementTree
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.core.diagnostics import Diagnostic, Severity
from generator.core.model import Location
from generator.site import allowed
from generator.site.files import irregular, walk
from generator.site.links import OUTSIDE, Addresses

_SCOPE = re.compile(r'new URL\("[^"]*",location\)')
"""The one part of the theme's inline scripts that differs between pages."""

_FOREIGN_STYLE = re.compile(r"url\(\s*[\"']?\s*(?:https?:)?//|@import|expression\(", re.IGNORECASE)
_EXTENSIONS = {".html", ".xml", ".svg", ".css"}

Fault = Callable[[str, str, str], None]
"""Takes a code, a message, and the text in the page that shows where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """The number of pages, and what may not be published."""

    pages: int
    diagnostics: tuple[Diagnostic, ...]


def _faults(site: Path, path: str, found: list[Diagnostic]) -> Fault:
    """Return what notes a fault of a file; the file is read again for it, so that no page is kept for its faults."""

    def add(code: str, message: str, shown: str) -> None:
        text = (site / path).read_text(encoding="utf-8", errors="replace")
        index = max(text.find(f'"{shown}"') + 1 or text.find(shown), 0)
        line, start = text.count("\n", 0, index) + 1, text.rfind("\n", 0, index) + 1
        place = Location(path=f"{site.name}/{path}", line=line, column=index - start + 1)
        found.append(Diagnostic(severity=Severity.ERROR, code=f"site/{code}", location=place, message=message))

    return add


Attributes = dict[str, str | None]


def _is_loaded(tag: str, name: str, attributes: Attributes) -> bool:
    if name in allowed.LOADS:
        return True
    if tag == "link":
        relations = set((attributes.get("rel") or "").lower().split())
        return not relations & allowed.FOLLOWED_RELATIONS
    return tag in allowed.LOADING_ELEMENTS


def _is_in_text(node: LexborNode) -> bool:
    """Tell whether an element stands in the text of a page, the only part that data reaches."""
    parent = node.parent
    while parent is not None:
        if parent.tag == "article":
            return True
        parent = parent.parent
    return False


@dataclass(slots=True, kw_only=True)
class _Page:
    """A page being read: its faults, and what other pages and the second pass need of it."""

    path: str
    site: Addresses
    fault: Fault
    anchors: set[str] = field(default_factory=lambda: {"", "top"})
    wanted: list[tuple[str, str, str]] = field(default_factory=list)
    """(path, anchor, address as written) of the places it links to."""
    scripts: list[tuple[str, bool]] = field(default_factory=list)
    """Inline scripts that run, and whether they stand in the text of the page."""

    def read(self, text: str) -> None:
        """Read all elements of the page."""
        root = LexborHTMLParser(text).root
        for node in root.traverse() if root is not None else ():
            tag = (node.tag or "").lower()
            if tag not in allowed.ELEMENTS:
                if not tag.startswith(("-", "_", "!")):
                    self.fault("element", f"the element <{tag}> is not accepted", f"<{tag}")
                continue
            attributes = node.attributes
            if tag in ("script", "style", "meta"):
                self._special(tag, node, attributes)
            for name, value in attributes.items():
                if name not in allowed.PLAIN:
                    self._attribute(tag, name, value or "", attributes)

    def _special(self, tag: str, node: LexborNode, attributes: Attributes) -> None:
        if tag == "script":
            self._script(node, attributes)
        elif tag == "meta" and "http-equiv" in attributes:
            self._meta(attributes)
        elif tag == "style" and _FOREIGN_STYLE.search(node.text(deep=True)):
            self.fault("foreign", "a style would load something from another host", "<style")

    def _attribute(self, tag: str, name: str, value: str, attributes: Attributes) -> None:
        if name in ("id", "name"):
            self.anchors.add(value)
        elif name in allowed.LINKS or name in allowed.LOADS:
            is_loaded = _is_loaded(tag, name, attributes)
            is_set = name in ("srcset", "imagesrcset")
            for address in (part.split()[0] for part in value.split(",") if part.strip()) if is_set else (value,):
                self._address(tag, address, is_loaded=is_loaded)
        elif name.startswith("on") or (name in allowed.FORBIDDEN and tag != "meta"):
            self.fault("attribute", f"the attribute '{name}' of <{tag}> is not accepted", f"{name}=")
        elif name == "style" and _FOREIGN_STYLE.search(value):
            self.fault("foreign", f"a style of <{tag}> would load something from another host", value)

    def _address(self, tag: str, address: str, *, is_loaded: bool) -> None:
        if tag == "img" and address.startswith("data:image/"):
            return
        target = self.site.resolve(address, page=self.path)
        if target.fault:
            self.fault("broken-link", f"{target.fault}: {address!r} in <{tag}>", address)
        elif target is OUTSIDE and is_loaded:
            self.fault("foreign", f"<{tag}> would load {address!r} from another host", address)
        elif target.path is not None and target.anchor:
            self.wanted.append((target.path, target.anchor, address))

    def _meta(self, attributes: Attributes) -> None:
        kind = (attributes.get("http-equiv") or "").lower()
        content = attributes.get("content") or ""
        if kind not in allowed.HTTP_EQUIV:
            self.fault("element", f"<meta http-equiv={kind!r}> is not accepted", kind)
        elif kind == "refresh":
            _, _, address = content.partition("=")
            if self.site.resolve(address.strip(" '\""), page=self.path).path is None:
                self.fault("broken-link", f"a redirect leads to {content!r}, no page of this site", content)

    def _script(self, node: LexborNode, attributes: Attributes) -> None:
        kind = (attributes.get("type") or "").lower()
        if kind in allowed.DATA_TYPES or "src" in attributes:
            return
        if kind in allowed.EXECUTED_TYPES:
            script = _SCOPE.sub('new URL("",location)', node.text(deep=True))
            self.scripts.append((sys.intern(script), _is_in_text(node)))
        else:
            self.fault("script", f"a script of type {kind!r} is not accepted", kind)


def _scan_xml(text: str, fault: Fault) -> None:
    try:
        root = defusedxml.ElementTree.fromstring(text)
    except (ET.ParseError, defusedxml.DefusedXmlException) as error:
        fault("xml", f"no well-formed XML: {error}", "")
        return
    for element in root.iter():
        tag = str(element.tag).rpartition("}")[2]
        handlers = [name for name in element.attrib if name.lower().startswith("on")]
        if tag in ("script", "foreignObject") or handlers:
            fault("element", f"the element <{tag}> or its handlers {handlers} are not accepted", f"<{tag}")


def _approved_scripts(pages: list[_Page]) -> set[str]:
    """Return the theme's inline scripts: those outside the text of the page that no data reaches."""
    return {script for page in pages if page.path == "404.html" for script, in_text in page.scripts if not in_text}


def scan(site: Path, *, site_url: str | None, uses_folders: bool = True) -> Scanned:
    """Read every file of a built site; paths in the findings start with the folder's name."""
    found = list(irregular(site.parent, [site.name]))
    if found:
        return Scanned(pages=0, diagnostics=tuple(found))
    paths = [path.relative_to(site).as_posix() for path in walk(site)]
    base = f"{site_url.rstrip('/')}/" if site_url else None
    addresses = Addresses(files=frozenset(paths), site_url=base, uses_folders=uses_folders)
    pages: list[_Page] = []
    add: dict[str, Fault] = {}
    for path in paths:
        extension = path[path.rfind(".") :]
        if extension not in _EXTENSIONS:
            continue
        text = (site / path).read_text(encoding="utf-8", errors="replace")
        add[path] = _faults(site, path, found)
        if extension == ".html":
            pages.append(_Page(path=path, site=addresses, fault=add[path]))
            pages[-1].read(text)
        elif extension == ".css" and _FOREIGN_STYLE.search(text):
            add[path]("foreign", "the style would load something from another host", "")
        elif extension in (".xml", ".svg"):
            _scan_xml(text, add[path])
    _check_across(pages, add)
    return Scanned(pages=len(pages), diagnostics=tuple(sorted(found, key=lambda one: one.sort_key)))


def _check_across(pages: list[_Page], add: dict[str, Fault]) -> None:
    """Check what needs all pages: anchors, and scripts that are not the theme's."""
    anchors = {page.path: page.anchors for page in pages}
    approved = _approved_scripts(pages)
    for page in pages:
        for path, anchor, address in page.wanted:
            if path in anchors and anchor not in anchors[path] and not anchor.startswith(":~:"):
                add[page.path]("broken-link", f"there is no anchor '{anchor}' in {path}: {address!r}", address)
        for script, in_text in page.scripts:
            if in_text or script not in approved:
                add[page.path]("script", f"a script that is not the theme's: {script[:60]!r}", script[:60])
