"""The inside of one line or item of a Markdown list: its links, what each is for, and which words are the title.

Owns: link syntax (Markdown, HTML, bare), labels such as `[paper]` and `[code]`, hosts of papers, the guess at title,
authors, venue and year. Must not: know lines or sections.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.core.text import split_names
from generator.papers.sources.hints import arxiv_hint

_IMAGE = re.compile(r"!\[([^\[\]]{0,300})\]\([^()\s]{0,2000}(?:\s+\"[^\"]*\")?\)")
_LINK = re.compile(
    r"\[(?P<text>(?:[^\[\]]|\[[^\[\]]{0,300}\]){0,600})\]"
    r"(?:\(\s{0,3}<?(?P<url>[^\s()<>]{0,2000}(?:\([^\s()]{0,200}\)[^\s()]{0,500})?)>?(?:\s+[\"'][^\"']*[\"'])?\s{0,3}\)"
    r"|\[(?P<ref>[^\[\]]{0,100})\])"
)
_ANCHOR = re.compile(
    r"<a\s[^<>]{0,300}?href\s*=\s*[\"']?(?P<url>[^\"'<>\s]{1,2000})[^<>]{0,300}>(?P<text>.{0,600}?)</a>",
    re.IGNORECASE | re.DOTALL,
)
_BARE = re.compile(r"<?(?P<url>https?://[^\s<>\[\]|\"`]{3,2000})>?")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_MARKS = re.compile(r"[*_`~]{1,3}|&nbsp;|\\(?=\s*$)", re.MULTILINE)
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\ufe0f\u200d]|:[a-z_]{3,30}:")
_BOLD = re.compile(
    r"\*\*(.{3,400}?)\*\*|__(.{3,400}?)__|<(?:b|strong)>(.{3,400}?)</(?:b|strong)>", re.DOTALL | re.IGNORECASE
)
_ITALIC = re.compile(
    r"(?<![*\w])\*([^*\n]{3,2000}?)\*(?![*\w])|(?<![_\w])_([^_\n]{3,2000}?)_(?![_\w])|<(?:i|em)>(.{3,2000}?)</(?:i|em)>",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"]([^“”\"\n]{12,400})[”\"]")
_LABEL_WORDS = [
    "paper",
    "pdf",
    "arxiv",
    "abs",
    "abstract",
    "code",
    "github",
    "repo",
    "repository",
    "implementation",
    "pytorch",
    "tensorflow",
    "jax",
    "official",
    "homepage",
    "site",
    "page",
    "demo",
    "blog",
    "post",
    "slide",
    "slides",
    "video",
    "videos",
    "poster",
    "talk",
    "youtube",
    "twitter",
    "tweet",
    "dataset",
    "data",
    "model",
    "models",
    "weights",
    "checkpoint",
    "checkpoints",
    "link",
    "url",
    "html",
    "doi",
    "bib",
    "bibtex",
    "openreview",
    "supp",
    "supplementary",
    "huggingface",
    "hf",
    "colab",
    "acl",
    "ieee",
    "acm",
    "springer",
    "publication",
    "read",
    "here",
    "preprint",
    "doc",
    "docs",
    "notebook",
    "review",
    "download",
    "star",
    "stars",
    "website",
    "webpage",
    "projectpage",
]
_LABEL = re.compile(
    rf"[\[(]?\s*(?P<word>{'|'.join(_LABEL_WORDS)}|project(?:[ -]page)?|home page|web (?:site|page)|hugging face"
    r"|semantic scholar)\b[\w\s:./'()+-]{0,40}[\])]?",
    re.IGNORECASE,
)
_VENUE = re.compile(
    r"\b((?:Findings of )?(?:[A-Z][A-Za-z]*[A-Z][A-Za-z]*|Nature|Science|Neurocomputing|Interspeech|arXiv|Arxiv)"
    r"(?:[ -](?:Findings|Workshop|Industry))?)[\s,(-]{0,3}['’]?((?:19|20)\d\d|\d\d)\b"
)
_DATE = re.compile(r"\b((?:19|20)\d\d)[./-](0?[1-9]|1[0-2])(?:[./-](0?[1-9]|[12]\d|3[01]))?\b")
_YEAR = re.compile(r"(?<![\d./-])((?:19|20)\d\d)(?![\d./-])")
_LEAD = re.compile(
    r"^(?:\s|[-–—:|,.;>]|\[[ xX]?\]"
    r"|[\[(]\s*(?:[\d./-]{4,10}|[A-Za-z&-]{2,20}[\s'’-]{0,3}\d{2,4}|[A-Z][A-Za-z-]{1,20})\s*[\])](?!\())+"
)
_TITLE_END = re.compile(r"(?:[.?!]\s+(?=[A-Z])|\s+[-–—|]\s+|\s+\(|\s{2,}|\n|$)")
_PERSON = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,4}")

PAPER_HOSTS = (
    "arxiv.org",
    "aclanthology.org",
    "aclweb.org",
    "openreview.net",
    "doi.org",
    "semanticscholar.org",
    "ieee.org",
    "acm.org",
    "springer.com",
    "sciencedirect.com",
    "nature.com",
    "science.org",
    "neurips.cc",
    "nips.cc",
    "mlr.press",
    "thecvf.com",
    "jmlr.org",
    "aaai.org",
    "biorxiv.org",
    "medrxiv.org",
    "hal.science",
    "ijcai.org",
    "usenix.org",
    "wiley.com",
    "mdpi.com",
    "frontiersin.org",
    "plos.org",
    "nih.gov",
    "pnas.org",
    "mit.edu",
    "oup.com",
    "ecva.net",
    "isca-speech.org",
    "ssrn.com",
    "osf.io",
    "cambridge.org",
    "tandfonline.com",
    "sagepub.com",
    "researchgate.net",
    "paperswithcode.com",
    "alphaxiv.org",
    "ar5iv.org",
    "dblp.org",
    "jair.org",
    "vldb.org",
    "roboticsproceedings.org",
)
_NO_HOSTS = ("shields.io", "awesome.re", "badge.fury.io", "githubusercontent.com", "visitor-badge", "hits.")
_KINDS = {
    word: kind
    for kind, words in {
        "code": "code github repo repository implementation pytorch tensorflow jax official",
        "project": "project projectpage homepage website webpage page site",
        "data": "dataset data",
        "pdf": "pdf",
    }.items()
    for word in words.split()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link and its range in the text it stands in."""

    text: str
    url: str
    start: int
    end: int

    @property
    def host(self) -> str:
        """The address's host in lower case."""
        return re.sub(r"^https?://([^/?#:]*).*$", r"\1", self.url, flags=re.DOTALL).lower()

    @property
    def label(self) -> str:
        """The word of a label such as `[code]`, empty for any other text."""
        found = _LABEL.fullmatch(self.text)
        return re.sub(r"[ -]", "", found["word"].lower()) if found else ""

    @property
    def is_paper(self) -> bool:
        """Tell whether a paper stands behind the link, by its host, its ending or its label."""
        on_hub = "huggingface.co/papers/" in self.url
        by_host = any(self.host == host or self.host.endswith(f".{host}") for host in PAPER_HOSTS)
        by_end = self.url.lower().split("?")[0].endswith(".pdf")
        return by_host or on_hub or by_end or self.label in {"paper", "pdf", "arxiv", "abs", "abstract"}

    @property
    def kind(self) -> str:
        """The field it fills: code, project, data, pdf or url."""
        kind = _KINDS.get(self.label, "")
        if not kind and self.host in {"github.com", "gitlab.com"}:
            kind = "code"
        return "url" if not kind or (self.is_paper and kind != "pdf") else kind


def plain(text: str) -> str:
    """Return a text without marks, tags and emoji, on one line."""
    without = _EMOJI.sub("", _TAG.sub(" ", _MARKS.sub("", _IMAGE.sub(r"\1", text))))
    return " ".join(without.split()).strip()


def links(text: str, references: dict[str, str]) -> list[Link]:
    """Return the web links of a text in order; badges and links within the page are left out."""
    covered = _IMAGE.sub(lambda image: image.group(1)[: len(image.group())].ljust(len(image.group())), text)
    found: list[Link] = []
    for pattern in (_ANCHOR, _LINK, _BARE):
        for match in pattern.finditer(covered):
            parts = match.groupdict()
            reference = parts.get("ref")
            url = parts.get("url") or references.get((reference or parts.get("text") or "").lower(), "")
            url = url.rstrip(".,;:!?")
            if url.startswith(("http://", "https://")) and not any(host in url for host in _NO_HOSTS):
                found.append(Link(text=plain(parts.get("text") or ""), url=url, start=match.start(), end=match.end()))
        covered = pattern.sub(lambda match: "\x00" * len(match.group()), covered)
    return sorted(found, key=lambda link: link.start)


def title(text: str, found: list[Link]) -> str:
    """Return the words that are most likely the title: a link's, bold, quoted, or those before the first link."""
    for link in found:
        if _is_title(link.text) and (
            link.is_paper or not any(other.is_paper and _is_title(other.text) for other in found)
        ):
            return link.text
    for pattern, within in ((_BOLD, text), (_QUOTED, _TAG.sub(" ", text))):
        for match in pattern.finditer(within):
            words = plain(_without_links(next(group for group in match.groups() if group), []))
            if _is_title(words):
                return words.rstrip(".,:;")
    before = text[: found[0].start] if found else text
    words = plain(_LEAD.sub("", plain(_without_links(before, []))))
    end = _TITLE_END.search(words, 12)
    words = words[: end.start() + (1 if end.group()[:1] in {"?", "!"} else 0)] if end else words
    words = words.strip(" .,:;|-–—[(")
    return words if _is_title(words) else ""


def _is_title(text: str) -> bool:
    """Tell a title from a label, a venue, a date or a number: it has a word of four letters and is no label."""
    if _LABEL.fullmatch(text) or _VENUE.fullmatch(text.strip("[]() ")) or not re.search(r"[^\W\d_]{3}", text):
        return False
    return len(text.split()) > 1 or len(text) > 12  # noqa: PLR2004 # `Transformers4Rec` is one word


def _without_links(text: str, found: list[Link]) -> str:
    for link in reversed(found):
        text = f"{text[: link.start]} {text[link.end :]}"
    return _LINK.sub(r"\g<text>", text)


def facts(text: str, found: list[Link], known_title: str) -> Iterator[tuple[str, str]]:
    """Return authors, venue, date and year where the rest of the text says them plainly."""
    rest = _without_links(
        text, [link for link in found if link.text == known_title or (link.is_paper and not link.text)]
    )
    labels = plain(_TAG.sub(" ", rest)).replace(known_title, " ")
    for match in _ITALIC.finditer(rest):
        names = split_names(re.sub(r",?\s*(?:\.\.\.|…|et al\.?)\s*$", "", plain(next(g for g in match.groups() if g))))
        if len(names) > 1 and all(_PERSON.fullmatch(name) for name in names):
            yield from (("author", name) for name in names)
            break
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


def addresses(found: list[Link]) -> Iterator[tuple[str, str, Link]]:
    """Return the fields that links fill, those of papers first."""
    for link in sorted(found, key=lambda one: not one.is_paper):
        yield link.kind, link.url, link
        if link.is_paper and (hint := arxiv_hint(link.url) or arxiv_hint(link.text)):
            yield "arxiv", hint, link
