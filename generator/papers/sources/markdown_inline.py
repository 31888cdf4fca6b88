"""The inside of one line or item of a Markdown list: which words are the title, and what the rest says.

Owns: the guess at title, authors, venue and year. Must not: know lines or sections, or the syntax of links
(`markdown_links`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.core.text import split_names
from generator.papers.sources.hints import arxiv_hint
from generator.papers.sources.markdown_links import LABEL, LINK, TAG, Link, plain

_BOLD = re.compile(
    r"\*\*(.{3,400}?)\*\*|__(.{3,400}?)__|<(?:b|strong)>(.{3,400}?)</(?:b|strong)>", re.DOTALL | re.IGNORECASE
)
_ITALIC = re.compile(
    r"(?<![*\w])\*([^*\n]{3,2000}?)\*(?![*\w])|(?<![_\w])_([^_\n]{3,2000}?)_(?![_\w])|<(?:i|em)>(.{3,2000}?)</(?:i|em)>",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"]([^“”\"\n]{12,400})[”\"]")
_NAMED = re.compile(r"\s*(?:\*\*|__)[^*_\n]{1,60}(?:\*\*|__)\s{0,3}:?\s{0,3}[“\"]")
"""`**3DETR**: "The title"`: what is bold is the method's name."""
_VENUE = re.compile(
    r"\b((?:Findings of )?(?:[A-Z][A-Za-z]*[A-Z][A-Za-z]*|Nature|Science|Neurocomputing|Interspeech|arXiv|Arxiv)"
    r"(?:[ -](?:Findings|Workshop|Industry))?)[\s,(-]{0,3}['’]?((?:19|20)\d\d|\d\d)\b"
)
_DATE = re.compile(r"\b((?:19|20)\d\d)[./-](0?[1-9]|1[0-2])(?:[./-](0?[1-9]|[12]\d|3[01]))?\b")
_YEAR = re.compile(r"(?<![\d./-])((?:19|20)\d\d)(?![\d./-])")
_MARKER = re.compile(r"\s*(?:#{1,6}\s+|(?:[-*+•]|\d{1,4}[.)])\s+|\|)?")
_LEAD = re.compile(
    r"^(?:\s|[-–—:|,.;>]|\[[ xX]?\]"
    r"|[\[(]\s*(?:[\d./-]{4,10}|[A-Za-z&-]{2,20}[\s'’-]{0,3}\d{2,4}|[A-Z][A-Za-z-]{1,20})\s*[\])](?!\())++"
)
_TITLE_END = re.compile(r"(?:[.?!]\s+(?=[A-Z])|\s+[-–—|]\s+|\s+\(|\s{2,}|\n|$)")
_PERSON = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,4}")
_CAPITALS = re.compile(r"(?:[A-Z][^\s]*|d[aeiou]s?|v[ao]n|de[rnl]?|l[ae]|el|al|bin|ter|te)(?:\s+|$)")
_ABOUT = re.compile(r"\s*(?:[-*+•]\s+)?(?:\*\*|__)?(?P<label>[A-Za-z/ ]{2,20}?)(?:\*\*|__)?\s{0,2}:", re.IGNORECASE)
_AUTHORS = frozenset({"author", "authors", "by"})
_ET_AL = re.compile(r",?\s*(?:\.\.\.|…|et al\.?|and others)\s*$")
_NO_NAMES = """\
learning models model language vision network networks data training generation attention transformer
transformers retrieval reasoning survey methods analysis systems intelligence alignment diffusion reward
preference feedback optimization graph neural deep image video text speech benchmark evaluation detection"""
_THINGS = frozenset(_NO_NAMES.split())
"""Words that stand in lists of keywords, not in names."""
_WORD = re.compile(r"(?=.*[a-z])[^\W\d_][\w-]{3,20}[!?]?")
_LONGEST_FACTS = 5_000


def title(text: str, found: Sequence[Link]) -> str:
    """Return the words that are most likely the title: a link's, bold, quoted, or those before the first link."""
    titled = [link for link in found if is_title(link.text)]
    best = next((link for link in titled if link.is_paper), titled[0] if titled else None)
    if best:
        return best.text
    bare = text[_marker_end(text) :]
    ways = [(_BOLD, bare), (_QUOTED, TAG.sub(" ", bare))]
    for pattern, within in reversed(ways) if _NAMED.match(bare) else ways:
        for match in pattern.finditer(within):
            words = plain(_without_links(next(group for group in match.groups() if group), []))
            if is_title(words):
                return words.rstrip(".,:;")
    before = text[_marker_end(text) : max(found[0].start, _marker_end(text))] if found else bare
    words = plain(_LEAD.sub("", plain(_without_links(before, []))))
    end = _TITLE_END.search(words, 12)
    words = words[: end.start() + (1 if end.group()[:1] in {"?", "!"} else 0)] if end else words
    words = words.strip(" .,:;|-–—[(")
    return words if is_title(words) else _single_word(found)


def _single_word(found: Sequence[Link]) -> str:
    """Return the one word by which a link to a paper names it, `[Crumbs!](https://arxiv.org/…)`; empty for a label."""
    texts = (link.text.strip() for link in found if link.is_paper)
    return next((text for text in texts if _WORD.fullmatch(text) and not LABEL.fullmatch(text)), "")


def _marker_end(text: str) -> int:
    found = _MARKER.match(text)
    return found.end() if found else 0


def is_title(text: str) -> bool:
    """Tell a title from a label, a venue, a date or a number: it has a word of three letters and is no label."""
    if LABEL.fullmatch(text) or _VENUE.fullmatch(text.strip("[]() ")) or not re.search(r"[^\W\d_]{3}", text):
        return False
    return len(text.split()) > 1 or len(text) > 12  # noqa: PLR2004 # `Transformers4Rec` is one word


def _without_links(text: str, found: Sequence[Link]) -> str:
    parts: list[str] = []
    at = 0
    for link in found:
        parts.append(text[at : max(at, link.start)])
        at = max(at, link.end)
    return LINK.sub(r"\g<text>", " ".join([*parts, text[at:]]))


def facts(text: str, found: Sequence[Link], known_title: str) -> Iterator[tuple[str, str]]:
    """Return authors, venue, date and year where the rest of the text says them plainly."""
    rest = _without_links(
        text, [link for link in found if link.text == known_title or (link.is_paper and not link.text)]
    )[:_LONGEST_FACTS]
    labels = plain(TAG.sub(" ", rest)).replace(known_title, " ")
    yield from (("author", name) for name in _authors(rest, known_title))
    venue = _VENUE.search(labels)
    if venue:
        year = venue.group(2)
        year = year if len(year) == 4 else f"20{year}"  # noqa: PLR2004 # a year in full
        if venue.group(1).lower() != "arxiv":
            yield "venue", f"{venue.group(1)} {year}"
    date = _DATE.search(labels)
    year_only = _YEAR.search(labels)
    if date:
        yield "date", "-".join(part.zfill(2) for part in date.groups() if part)
    elif venue:
        yield "year", year
    elif year_only:
        yield "year", year_only.group(1)


def _authors(text: str, known_title: str) -> tuple[str, ...]:
    """Return the authors: a list of names in italics, on a line of its own, or behind the title."""
    told = [plain(next(group for group in match.groups() if group)) for match in _ITALIC.finditer(text)]
    lines = plain_lines(text)
    for line in lines:
        label = _ABOUT.match(line)
        if label is None:
            told.append(line.lstrip("-*+• "))
        elif label["label"].strip().lower() in _AUTHORS:
            told.insert(0, line[label.end() :])
    behind = lines[0].partition(known_title)[2] if known_title and lines else ""
    if behind:
        told.append(re.split(r"\.(?:\s|$)|[\[(]", _VENUE.split(behind)[0].strip(' .,:;*-–—"”'))[0])
    for some in told:
        names = split_names(_ET_AL.sub("", some.strip(" .,;()")))
        if len(names) > 1 and all(_is_person(name) for name in names):
            return names
    return ()


def _is_person(name: str) -> bool:
    if not _PERSON.fullmatch(name) or _THINGS & set(name.lower().split()):
        return False
    return all(_CAPITALS.match(f"{word} ") or not word[0].isascii() for word in name.split())


def cell_text(cell: str) -> str:
    """Return the text of a table's cell, its links by their words."""
    return plain(_without_links(cell, [])).strip(" *_`")


def plain_lines(text: str) -> list[str]:
    """Return the lines of a text without marks, tags and emoji."""
    return [plain(TAG.sub(" ", line)) for line in text.split("\n")]


def is_about(line: str) -> bool:
    """Tell whether a line says something of the paper above it: `Keyword: …`, `Code: [official](…)`."""
    return _ABOUT.match(line) is not None


def addresses(found: Sequence[Link]) -> Iterator[tuple[str, str, Link]]:
    """Return the fields that links fill, those of papers first; of several arXiv papers only the first is this one."""
    ordered = sorted(found, key=lambda one: not one.is_paper)
    known = next((hint for link in ordered if (hint := hint_of(link))), None)
    for link in ordered:
        hint = hint_of(link)
        if hint and known and _bare(hint) != _bare(known):
            continue
        yield link.kind, link.url, link
        if hint:
            yield "arxiv", hint, link


def hint_of(link: Link) -> str | None:
    """Return the arXiv identifier that a link to a paper names."""
    return (arxiv_hint(link.url) or arxiv_hint(link.text)) if link.is_paper else None


def _bare(identifier: str) -> str:
    return re.sub(r"v\d+$", "", identifier.lower())
