r"""Which encoding of one byte a letter makes words of bytes: told by the alphabets of languages.

A word is explained by an encoding when all its letters beyond ASCII belong to one language's alphabet and its capitals
stand where capitals stand: `Dvo\xf8\xe1k` is a Czech word in Windows-1250 (`Dvořák`) and no word of any language in
Windows-1252 (`Dvoøák`). Owns: the alphabets and the choice. Must not: decode documents (`decoding`).
"""

from __future__ import annotations

import re

_LATIN = {
    "western": (
        "àâæçéèêëîïôœùûüÿ",
        "äöüßéèà",
        "áéíóúüñªº",
        "áâãàçéêíóôõúü",
        "àèéìíîòóùú",
        "åäöéàü",
        "æøåéèòôöüä",
        "áðéíóúýþæö",
        "ëïöüéèêáóí",
        "àçèéíïòóúü·",
    ),
    "central": (
        "áčďéěíňóřšťúůýž",
        "ąćęłńóśźż",
        "áéíóöőúüű",
        "čćđšž",
        "áäčďéíĺľňóôŕšťúýž",
        "ăâîşţșț",
        "äöüß",
    ),
    "turkish": ("çğıöşüâîû",),
}
_OTHER = {
    "cyrillic": (
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
        "абвгдђежзијклљмнњопрстћуфхцчџш",
    ),
    "greek": ("αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",),
    "hebrew": ("אבגדהוזחטיךכלםמןנסעףפץצקרשת",),
    "arabic": ("ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىيًٌٍَُِّْپچژگ",),
}
_ENCODINGS = (
    ("cp1252", _LATIN["western"]),
    ("cp1250", _LATIN["central"]),
    ("cp1254", _LATIN["turkish"]),
    ("cp1255", _OTHER["hebrew"]),
    ("cp1256", _OTHER["arabic"]),
    ("cp1251", _OTHER["cyrillic"]),
    ("cp1253", _OTHER["greek"]),
    ("koi8-r", _OTHER["cyrillic"]),
    ("iso8859-2", _LATIN["central"]),
    ("mac-roman", _LATIN["western"]),
)
"""In the order in which they are preferred when they explain as much."""
_SETS = tuple((encoding, tuple(frozenset(alphabet) for alphabet in alphabets)) for encoding, alphabets in _ENCODINGS)
_TOKEN = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_LETTERS = re.compile(r"[^\W\d_]+")
_SIGNS = frozenset("“”‘’„‚–—…•©®™°±µ§«»·×€¿¡\u00a0²³¼½¾†‡‰´¨¸")
_CLOSES = re.compile(r"[»”©®™°±§×²³¼½¾†‡‰´¨¸](?=[^\W\d_])")
"""Signs that stand behind words, in front of one."""
_ENOUGH = 2_000
"""Different words by which an encoding is told."""


def explained(content: bytes) -> tuple[str, float]:
    """Return the encoding that explains most of the words with bytes beyond ASCII, and their share, 0 to 1."""
    tokens: dict[bytes, None] = {}
    for found in _TOKEN.finditer(content):
        tokens[found.group()[:60]] = None
        if len(tokens) == _ENOUGH:
            break
    if not tokens:
        return "cp1252", 0.0
    counts = [
        (sum(_is_word(token, encoding, alphabets) for token in tokens), -place, encoding)
        for place, (encoding, alphabets) in enumerate(_SETS)
    ]
    best, _, encoding = max(counts)
    return encoding, best / len(tokens)


def _is_word(token: bytes, encoding: str, alphabets: tuple[frozenset[str], ...]) -> bool:
    """Tell whether a token's words are words of one of the alphabets."""
    try:
        text = token.decode(encoding)
    except UnicodeDecodeError:
        return False
    words = _LETTERS.findall(text)
    if any(not char.isascii() and char not in _SIGNS for char in _LETTERS.sub("", text)) or _CLOSES.search(text):
        return False
    return all(_has_capitals_in_place(word) and _is_of_one(word, alphabets) for word in words)


def _has_capitals_in_place(word: str) -> bool:
    return word.isascii() or word[1:] == word[1:].lower() or word == word.upper()


def _is_of_one(word: str, alphabets: tuple[frozenset[str], ...]) -> bool:
    special = {char for char in word.lower().replace("i̇", "i") if not char.isascii()}
    is_mixed = len(special) < len(set(word)) and not special & _ANY_LATIN and any(char.isascii() for char in word)
    return not special or (not is_mixed and any(special <= alphabet for alphabet in alphabets))


_ANY_LATIN = frozenset("".join("".join(alphabets) for alphabets in _LATIN.values()))
