"""XML text → text of the same length at which expat does not stop for a trifle, and back.

Control characters become blanks, a lone `&` and HTML's named entities stand-ins; line ends are untouched.
Owns: the stand-ins. Must not: parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

_CONTROLS = r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]"
_MENDED = re.compile(
    r"(?P<kept>&(?:amp|lt|gt|quot|apos);)|&#(?P<number>x[0-9a-fA-F]{1,8}|\d{1,8});"
    rf"|&(?P<name>[A-Za-z][A-Za-z0-9]{{1,30}});|(?P<lone>&)|(?P<control>{_CONTROLS})"
)
_CONTROL = re.compile(_CONTROLS)
_PIECE = 200_000
_LONGEST_ENTITY = 40
_BETWEEN = re.compile(r"[;\s<>]")
_CDATA, _CDATA_END = "<![CDATA[", "]]>"


_AMPERSAND = "\ue000"
_PADDING = "\ue001"
"""Private characters that stand in the mended text, so that it has the length of the original; see `_plain`."""


_LEGAL = (range(0x20, 0xD800), range(0xE000, 0xFFFE), range(0x10000, 0x110000))


def mended(text: str) -> str:
    """Return a text of the same length without what expat would stop at for a trifle."""
    parts: list[str] = []
    at = 0
    while at < len(text):
        begin = text.find(_CDATA, at)
        end = text.find(_CDATA_END, begin) if begin >= 0 else -1
        if end < 0:
            begin = end = len(text)
        parts += [*_pieces(text, at, begin), _CONTROL.sub(" ", text[begin:end])]
        at = end
        if end < len(text):
            parts.append(_CDATA_END)
            at += len(_CDATA_END)
    return "".join(parts)


def _pieces(text: str, at: int, end: int) -> Iterator[str]:
    """Yield a range mended, piece by piece: each of millions of entities would take memory until all are done."""
    while at < end:
        cut = min(at + _PIECE, end)
        if cut < end and (boundary := _BETWEEN.search(text, cut, min(cut + _LONGEST_ENTITY, end))):
            cut = boundary.end()
        yield _MENDED.sub(_mend, text[at:cut])
        at = cut


def _mend(found: re.Match[str]) -> str:
    """Return what expat reads instead, of the same length."""
    whole = found.group()
    if found["kept"]:
        return whole
    if found["lone"]:
        return _AMPERSAND
    if found["control"]:
        return " "
    if number := found["number"]:
        code = int(number[1:], 16) if number[0] == "x" else int(number)
        return whole if _is_legal(code) else " ".ljust(len(whole), _PADDING)
    char = html5.get(f"{found['name']};", "")
    return char.ljust(len(whole), _PADDING) if 0 < len(char) <= len(whole) else f"{_AMPERSAND}{whole[1:]}"


def _is_legal(code: int) -> bool:
    """Tell whether XML 1.0 (production 2) allows a character."""
    return code in {9, 10, 13} or any(code in block for block in _LEGAL)


def plain(text: str) -> str:
    """Undo the stand-ins of `_mend` in a text that has been parsed."""
    if _AMPERSAND in text or _PADDING in text:
        return text.replace(_AMPERSAND, "&").replace(_PADDING, "")
    return text
