"""Bytes → text, whatever the file says of its own encoding.

In this order: a byte-order mark; UTF-16 told by its zero bytes; UTF-8; UTF-8 in which a few bytes are Windows-1252
(two exports joined); what the file declares; the encoding of one byte a letter that makes words of it (`alphabets`);
what charset-normalizer finds among those of two; Windows-1252.
Owns: that choice. Must not: read files, report.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from generator.papers import alphabets

UTF_8 = "utf-8"
MIXED = "utf-8 mixed with cp1252"

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"(?:<\?xml[^>]{0,100}encoding\s*=\s*[\"']|%\s*encoding:\s*)([A-Za-z0-9_.:-]{2,30})", re.IGNORECASE
)
_CANDIDATES = ["gb18030", "big5", "cp932", "euc_jp", "cp949"]
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_RUN = re.compile(rb"[\x80-\xff]{2,}")
_HIGH = re.compile(rb"[\x80-\xff]")
_SAMPLE = 100_000
_SURE = 0.8
"""Share of words made of single bytes from which on they are no halves of Chinese characters."""
_SHORTEST = 16
_TELLING = 6
"""Bytes outside ASCII, in runs, below which a guess is worth nothing."""
_ZEROS = 0.3
"""The share of zero bytes on one side from which on a text is UTF-16: western text has nearly one half."""


def decode(content: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace"), encoding
    unmarked = _without_mark(content[:_SAMPLE])
    if unmarked:
        return content.decode(unmarked, errors="replace"), unmarked
    try:
        return content.decode("utf-8-sig"), UTF_8
    except UnicodeDecodeError:
        pass
    if _is_mostly_utf_8(content):
        return content.decode(UTF_8, errors="cp1252-bytes"), MIXED
    for encoding in (*_declared(content), *_guessed(content)):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return content.decode("cp1252", errors="replace"), "cp1252"


def _without_mark(sample: bytes) -> str | None:
    if len(sample) < _SHORTEST:
        return None
    half = len(sample) // 2
    if sample[1::2].count(0) / half > _ZEROS and sample[::2].count(0) * 10 < half:
        return "utf-16-le"
    if sample[::2].count(0) / half > _ZEROS and sample[1::2].count(0) * 10 < half:
        return "utf-16-be"
    return None


def _is_mostly_utf_8(content: bytes) -> bool:
    """Tell whether there are more characters of UTF-8 than bytes that are none; in GBK or Big5 they are rare."""
    rest, sequences = _SEQUENCE.subn(b"", content)
    return sequences > 2 * len(_HIGH.findall(rest))


def _cp1252_bytes(error: UnicodeError) -> tuple[str, int]:
    """Decode what is no UTF-8 as Windows-1252: an error handler for `codecs`."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error("cp1252-bytes", _cp1252_bytes)


def _declared(content: bytes) -> list[str]:
    """Return the encoding that the first lines declare, when Python knows it and it is not the one that failed."""
    found = _DECLARED.search(content[:1_000])
    if not found:
        return []
    try:
        name = codecs.lookup(found.group(1).decode("ascii")).name
    except LookupError:
        return []
    # GBK and GB2312 are read as what contains them both; a byte that Latin-1 calls a control means Windows-1252.
    name = {"gbk": "gb18030", "gb2312": "gb18030", "iso8859-1": "cp1252"}.get(name, name)
    return [] if name in {UTF_8, "ascii", "utf-16", "utf-32", "utf-8-sig"} else [name]


def _guessed(content: bytes) -> list[str]:
    """Return the encodings to try: where letters make words in one byte each that one first, else of two bytes each."""
    encoding, share = alphabets.explained(content)
    in_runs = sum(len(run) for run in _RUN.findall(content))
    if share >= _SURE or in_runs < _TELLING or in_runs * 2 < len(_HIGH.findall(content)):
        return [encoding]
    lines = b"\n".join(line for line in content[: 10 * _SAMPLE].split(b"\n") if _HIGH.search(line))[:_SAMPLE]
    best = from_bytes(lines, cp_isolation=_CANDIDATES, explain=False).best()
    return [best.encoding, encoding] if best else [encoding]


def first_beyond_ascii(content: bytes) -> int:
    """Return the offset of the first byte that is no ASCII, which is where a wrong guess would show first."""
    found = _HIGH.search(content)
    return found.start() if found else 0
