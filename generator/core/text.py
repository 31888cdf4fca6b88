"""Text to text: cleaning of plain text, folded keys for comparison, slugs, lists of names.

Owns: what is one line of clean plain text, when two titles or names are the same, what may stand in a URL.
Every function is pure; `clean` is idempotent. Must not: know the model, LaTeX or Markdown.
"""

from __future__ import annotations

import re
import unicodedata

MAX_COMBINING = 4
"""Marks kept on one character; Vietnamese and Hebrew need two or three, a tower of marks is mischief."""

_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 and C1 but white space
    "\u00ad\u061c\u180e\u200b\u200e\u200f"  # soft hyphen, marks of direction, zero-width space
    "\u202a-\u202e\u2060-\u206f\ufeff"  # embeddings and overrides, word joiner, isolates, byte-order mark
    "\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"  # non-characters, interlinear annotation
    "\ud800-\udfff"  # lone surrogates cannot be encoded
    "\U000e0000-\U000e007f"  # tag characters
    "]|[" + "".join(f"{chr((plane << 16) | 0xFFFE)}{chr((plane << 16) | 0xFFFF)}" for plane in range(1, 17)) + "]"
)
_ACCENTS = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+")
"""Marks of Latin, Greek, Cyrillic, Hebrew and Arabic; vowel signs of other scripts are letters and stay."""
_WORD = re.compile(r"[^\W_]+")

# Letters that Unicode does not decompose into a Latin letter and a mark.
_LATIN = str.maketrans(
    dict(
        zip(
            "øłđðþæœıħŧŋſƒ",
            ["o", "l", "d", "d", "th", "ae", "oe", "i", "h", "t", "n", "s", "f"],
            strict=True,
        )
    )
)


def clean(text: str, *, limit: int | None = None) -> str:
    """Return one line of NFC text without control, bidi and other invisible characters, cut to a limit."""
    # Printable text holds nothing invisible: the quick way for all but a few texts.
    visible = text if text.isprintable() else _INVISIBLE.sub("", text)
    line = " ".join(_cap_marks(unicodedata.normalize("NFC", visible)).split())
    return line if limit is None else cut(line, limit)


def _cap_marks(text: str) -> str:
    """Drop combining marks beyond `MAX_COMBINING` in a row."""
    if text.isascii() or not any(map(unicodedata.combining, set(text))):
        return text
    kept: list[str] = []
    run = 0
    for char in text:
        run = run + 1 if unicodedata.combining(char) else 0
        if run <= MAX_COMBINING:
            kept.append(char)
    return "".join(kept)


def cut(text: str, limit: int) -> str:
    """Return a text of at most `limit` characters; a cut one ends with an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def fold(text: str) -> str:
    """Return a text for comparison: compatibility forms, case and accents folded away."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return _ACCENTS.sub("", decomposed).translate(_LATIN)


def words(text: str) -> list[str]:
    """Return the folded words of a text: runs of letters and digits."""
    return _WORD.findall(fold(text))


def title_key(title: str) -> str:
    """Return what two spellings of one title share: `Pre-training: A` and `Pretraining, a` give `pretraininga`."""
    return "".join(words(title))


def name_key(name: str) -> str:
    """Return a folded name, given name first."""
    return " ".join(words(given_first(name)))


_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def _is_suffix(part: str) -> bool:
    return part.rstrip(".").lower() in _SUFFIXES


def given_first(name: str) -> str:
    """Return `John Smith` for `Smith, John`, and `John Smith, Jr.` for `Smith, Jr., John`."""
    match [part.strip() for part in name.split(",") if part.strip()]:
        case [family, given] if not _is_suffix(given):
            return f"{given} {family}"
        case [family, suffix, given] if _is_suffix(suffix):
            return f"{given} {family}, {suffix}"
        case _:
            return name.strip()


def slug(text: str, *, limit: int = 60) -> str:
    """Return ASCII words joined by `-`, whole words up to the limit; empty when no ASCII letter or digit is left."""
    parts = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", fold(text)))
    joined = "-".join(parts)
    if len(joined) <= limit:
        return joined
    shortened = joined[: limit + 1]
    return (shortened.rpartition("-")[0] or joined[:limit]).strip("-")


_AND = re.compile(r"\s+(?:and|&)\s+|\s*;\s*")
_ET_AL = re.compile(r",?\s*\b(?:et\s+al\.?|and\s+others)\s*$", re.IGNORECASE)


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in a list written as text.

    `;` and `and` always separate. A comma separates (`Ann Lee, Bo Li and Cy Ng`) unless it stands between family and
    given name (`Lee, Ann and Li, Bo`; `Lee, Ann`): told by whether all names have one,
    or else by whether the part before it is a single word.
    """
    pieces = [piece.strip(" ,") for piece in _AND.split(_ET_AL.sub("", text.strip()))]
    pieces = [piece for piece in pieces if piece]
    are_inverted = len(pieces) > 1 and all("," in piece for piece in pieces)
    if any("," in piece for piece in pieces) and not (are_inverted or all(_is_inverted(piece) for piece in pieces)):
        pieces = [part.strip() for piece in pieces for part in piece.split(",")]
    return tuple(piece for piece in pieces if piece)


def _is_inverted(piece: str) -> bool:
    """Tell whether a piece without `and` or `;` is one name with the family name first, or has no comma at all."""
    parts = [part.strip() for part in piece.split(",") if part.strip()]
    if len(parts) == 1:
        return True
    match parts:
        case [_, suffix, _]:
            return _is_suffix(suffix)
        case [family, given]:
            return " " not in family or _is_suffix(given)
        case _:
            return False
