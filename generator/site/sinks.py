r"""The escaping of text for every place where it can end up; one function a sink.

Owns: what must be encoded where. Must not: decide what is shown.

Data is plain text and stays plain text. Python-Markdown lets `\<b>` through as an element, and which characters are
markup depends on the extensions; so Markdown text is written as numeric character references for *every* ASCII
character that is neither a letter, a digit nor a space. The same form is right in HTML text and in HTML attributes,
which makes it the default of all templates: a sink that somebody forgets is still safe.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from urllib.parse import urlsplit

from markupsafe import Markup

_NOT_PLAIN = re.compile(r"[!-/:-@\[-`{-~]")
_REFERENCES = {chr(code): f"&#{code};" for code in range(128)}
_NOT_ANCHOR = re.compile(r"[^a-z0-9]+")
_BLANKS = re.compile(r"\s+")
_SCRIPT_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
_URL = re.compile(r"[!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]+")
_MAX_URL = 2000
_NONCHARACTERS = {0xFDD0 + offset for offset in range(32)}
_PLANE_END = 0xFFFE
"""The last two codes of every plane are no characters."""


def _is_dropped(char: str) -> bool:
    """Tell whether XML or a terminal could not bear a character: controls, surrogates, noncharacters."""
    if char.isprintable():
        return False
    code = ord(char)
    return unicodedata.category(char) in {"Cc", "Cs"} or code in _NONCHARACTERS or code & _PLANE_END == _PLANE_END


def clean(text: str) -> str:
    """Return text on one line: blanks and line ends become one space, control characters go."""
    return _spaced(text).strip()


def _spaced(text: str) -> str:
    """Return text with single spaces; blanks that meet when a character between them goes become one as well."""
    if text.isprintable() and "  " not in text:  # the quick way for nearly all: no blank but a space, nothing to drop
        return text
    kept = "".join(char for char in _BLANKS.sub(" ", text) if not _is_dropped(char))
    return _BLANKS.sub(" ", kept)


def clean_lines(text: str) -> str:
    """Return text of several lines with control characters gone and line ends as LF."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(map(_visible, lines))


def _visible(line: str) -> str:
    if line.isprintable():
        return line
    return "".join(char for char in line.replace("\t", "  ") if not _is_dropped(char))


def _references(text: str) -> str:
    return _NOT_PLAIN.sub(lambda match: _REFERENCES[match[0]], text)


def markdown_text(text: str) -> Markup:
    """Return text for a Markdown page, for HTML text and for HTML attributes in it."""
    return Markup(_references(clean(text)))  # noqa: S704 - this is the escaping


def spaced_text(text: str) -> Markup:
    """Return a piece of a longer text, whose outer blanks matter, for a Markdown page."""
    return Markup(_references(_spaced(text)))  # noqa: S704 - this is the escaping


def preformatted_text(text: str) -> Markup:
    """Return several lines for an HTML `<pre>`; line ends are references too, so no blank line ends a block."""
    return Markup(_references(clean_lines(text)).replace("\n", "&#10;"))  # noqa: S704 - this is the escaping


def html_text(text: str) -> Markup:
    """Return text for HTML that no Markdown parser reads, and for front matter that the theme prints raw."""
    return Markup(html.escape(clean(text)))  # noqa: S704 - this is the escaping


html_attribute = html_text
"""The value of a quoted HTML attribute: `html_text` encodes both kinds of quotes."""

svg_text = markdown_text
"""Text and attributes inside an inline SVG."""


def anchor(name: str) -> Markup:
    """Return the id of a heading: letters, digits and hyphens need no escaping, and all else becomes a hyphen."""
    return Markup(_NOT_ANCHOR.sub("-", name.lower()).strip("-"))  # noqa: S704 - nothing but these is left


def json_script(value: object) -> Markup:
    """Return JSON for the inside of a `<script>`: nothing in it can end the element or a line."""
    return Markup(  # noqa: S704 - this is the escaping
        json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).translate(_SCRIPT_UNSAFE)
    )


def url(address: str) -> Markup:
    """Return an external address for an HTML attribute.

    Raises:
        ValueError: It is not a plain http(s) address; whatever lets such a one come so far is a bug.
    """
    parts = urlsplit(address)
    if (
        parts.scheme not in {"http", "https"}
        or not parts.hostname
        or parts.username is not None
        or len(address) > _MAX_URL
        or not _URL.fullmatch(address)
    ):
        raise ValueError(f"not an address that may be published: {address!r}")
    return Markup(html.escape(address))  # noqa: S704 - this is the escaping


def front_matter_text(text: str) -> str:
    """Return text for a front matter value that the theme prints without escaping."""
    return html.escape(clean(text))
