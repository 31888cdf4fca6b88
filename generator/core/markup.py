"""Markup of publishers and databases → plain text: JATS, MathML, HTML and the ACL Anthology's tags, and entities.

Owns: which tags are markup, and which characters they stand for. Only tags with known names and well-formed attributes
are taken away, so that `if a<b and b>c` stays whole. Must not: make markup, know LaTeX.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

_INLINE = (
    r"i|b|u|em|strong|su[bp]|scp?|italic|bold|underline|monospace|roman|sans-serif|span|font|tt|small|big|a|fixed-case"
    r"|(?:styled|named)-content|inline-(?:formula|graphic)|ext-link|xref|uri|email|abbrev|strike|overline|mark|code"
    r"|math|mrow|m[ions]|mtext|mspace|msu[bp]|msubsup|mfrac|msqrt|mroot|munder|mover|munderover|mfenced|mstyle|mpadded"
    r"|mphantom|mtable|mt[rd]|mmultiscripts|mprescripts|none|semantics|annotation|alternatives"
)
_BLOCK = r"p|br|div|sec|title|list|list-item|li|[uo]l|h[1-6]|disp-(?:formula|quote)|label|abstract"
_PREFIX = r"(?:jats:|mml:|ns\d:|m:)?"
_ATTRIBUTES = r"(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))*\s*/?"
_TAG = re.compile(rf"<(?P<end>/?)(?P<name>{_PREFIX}(?:(?P<block>{_BLOCK})|{_INLINE})){_ATTRIBUTES}>", re.IGNORECASE)
_TEX = re.compile(rf"<{_PREFIX}tex-math{_ATTRIBUTES}>(.{{0,2000}}?)</{_PREFIX}tex-math>", re.IGNORECASE | re.DOTALL)
_HEADING = re.compile(rf"<{_PREFIX}title>\s*(?:abstract|summary)\s*[.:]?\s*</{_PREFIX}title>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_ROUNDS = 3
"""Crossref holds entities that were escaped twice."""


def to_text(text: str) -> str:
    """Return a text without known tags and with its entities resolved; formulas become `$…$` for `core.latex`."""
    for _ in range(_ROUNDS):
        after = _step(text)
        if after == text:
            break
        text = after
    return text


def _untagged(text: str) -> Callable[[re.Match[str]], str]:
    """Return what stands for each tag of a text. An end without a beginning, `</title> …`, is the author's own text."""
    begun = {found["name"].lower() for found in _TAG.finditer(text) if not found["end"]}

    def replacement(found: re.Match[str]) -> str:
        if found["end"] and found["name"].lower() not in begun:
            return found.group()
        return " " if found["block"] else ""

    return replacement


def _step(text: str) -> str:
    if "<" in text:
        text = _TEX.sub(lambda found: f"${found.group(1).strip().strip('$')}$", _HEADING.sub(" ", text))
        text = _TAG.sub(_untagged(text), text)
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
    return text
