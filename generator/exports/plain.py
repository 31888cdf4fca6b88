"""Text that every format can carry.

Owns: what is removed from a value before a format escapes it. Must not: know any format.
"""

from __future__ import annotations

import re

# Controls, surrogates and non-characters: illegal in XML 1.0, a danger to terminals, nothing to a reader.
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_PLANE_ENDS = {plane * 0x10000 + end for plane in range(1, 17) for end in (0xFFFE, 0xFFFF)}
_DROP_PLANE_ENDS = dict.fromkeys(_PLANE_ENDS)
_SPACE = re.compile(r"\s+")


def plain(text: str) -> str:
    """Return the text on one line, without characters that some format cannot carry."""
    return _SPACE.sub(" ", _ILLEGAL.sub("", text.translate(_DROP_PLANE_ENDS))).strip()
