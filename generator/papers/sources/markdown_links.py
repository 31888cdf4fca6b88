"""The links of a Markdown text: their syntax (Markdown, HTML, bare), and what each is for.

Owns: link syntax, labels such as `[paper]` and `[code]`, hosts of papers. Must not: guess titles (`markdown_inline`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_IMAGE = re.compile(r"!\[([^\[\]]{0,300})\]\([^()\s]{0,2000}(?:\s+\"[^\"]*\")?\)")
LINK = re.compile(
    r"\[(?P<text>(?:[^\[\]]|\[[^\[\]]{0,300}\]){0,600})\]"
    r"(?:\(\s{0,3}<?(?P<url>[^\s()<>]{0,2000}(?:\([^\s()]{0,200}\)[^\s()]{0,500})?)>?(?:\s+[\"'][^\"']*[\"'])?\s{0,3}\)"
    r"|\[(?P<ref>[^\[\]]{0,100})\])"
)
_ANCHOR = re.compile(
    r"<a\s[^<>]{0,300}?href\s*=\s*[\"']?(?P<url>[^\"'<>\s]{1,2000})[^<>]{0,300}>(?P<text>.{0,600}?)</a>",
    re.IGNORECASE | re.DOTALL,
)
_BARE = re.compile(r"<?(?P<url>https?://[^\s<>\[\]|\"`]{3,2000})>?")
TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
MARKS = re.compile(r"[*_`~]{1,3}|&nbsp;|\\(?=\s*$)", re.MULTILINE)
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\ufe0f\u200d]|:[a-z_]{3,30}:")
_LABELS = """\
paper pdf arxiv abs abstract code github repo repository implementation pytorch tensorflow jax
official homepage site page demo blog post slide slides video videos poster talk youtube twitter
tweet dataset data model models weights checkpoint checkpoints link url html doi bib bibtex
openreview supp supplementary huggingface hf colab acl ieee acm springer publication read here
preprint doc docs notebook review download star stars website webpage projectpage supplemental
appendix implementations source preprints news interview presentation materials material reviews
codebase codes papers cvf neurips iclr icml nature sciencedirect researchgate wiley biorxiv medrxiv
ssrn journal proceedings conference replicate space spaces playground tutorial summary notes note
thread explained citation cite scholar"""
_LABEL_WORDS = "|".join(_LABELS.split())
LABEL = re.compile(
    rf"[\[(]{{0,2}}\s*(?P<word>{_LABEL_WORDS}|project(?:[ -]page)?|home page|web (?:site|page)|hugging face"
    r"|semantic scholar)\b[\w\s:./'()+&|-]{0,40}[\])]{0,2}",
    re.IGNORECASE,
)
_HOSTS = """\
arxiv.org aclanthology.org aclweb.org openreview.net doi.org semanticscholar.org
ieee.org acm.org springer.com sciencedirect.com nature.com science.org
neurips.cc nips.cc mlr.press thecvf.com jmlr.org aaai.org
biorxiv.org medrxiv.org hal.science ijcai.org usenix.org wiley.com
mdpi.com frontiersin.org plos.org nih.gov pnas.org mit.edu
oup.com ecva.net isca-speech.org ssrn.com osf.io cambridge.org tandfonline.com
sagepub.com researchgate.net paperswithcode.com alphaxiv.org ar5iv.org dblp.org
jair.org vldb.org roboticsproceedings.org cell.com bmj.com elifesciences.org eccv.net bmvc.org
aaai.com aps.org iop.org royalsocietypublishing.org arxiv.gg scholar.archive.org preprints.org"""
PAPER_HOSTS = frozenset(_HOSTS.split())
"""Behind these stand papers, whatever the address."""
_NO_HOSTS = (
    "github.com/sindresorhus/awesome",
    "creativecommons.org",
    "shields.io",
    "awesome.re",
    "badge.fury.io",
    "githubusercontent.com",
    "visitor-badge",
    "hits.",
)
_KINDS = {
    word: kind
    for kind, words in {
        "code": "code codes codebase github repo repository implementation pytorch tensorflow jax official",
        "project": "project projectpage homepage website webpage page site",
        "data": "dataset data",
        "pdf": "pdf",
    }.items()
    for word in words.split()
}


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link and its range in the text it stands in."""

    text: str
    url: str
    start: int
    end: int

    @cached_property
    def host(self) -> str:
        """The address's host in lower case."""
        return re.sub(r"^https?://([^/?#:]*).*$", r"\1", self.url, flags=re.DOTALL).lower()

    @cached_property
    def label(self) -> str:
        """The word of a label such as `[code]`, empty for any other text."""
        found = LABEL.fullmatch(self.text)
        return re.sub(r"[ -]", "", found["word"].lower()) if found else ""

    @cached_property
    def is_paper(self) -> bool:
        """Tell whether a paper stands behind the link, by its host, its ending or its label."""
        on_hub = "huggingface.co/papers/" in self.url
        parts = self.host.split(".")[-4:]
        by_host = any(".".join(parts[place:]) in PAPER_HOSTS for place in range(len(parts)))
        by_end = self.url.lower().split("?")[0].endswith(".pdf")
        return (
            by_host
            or on_hub
            or by_end
            or self.label in {"paper", "pdf", "arxiv", "abs", "abstract", "publication", "preprint"}
        )

    @property
    def kind(self) -> str:
        """The field it fills: code, project, data, pdf or url."""
        kind = _KINDS.get(self.label, "")
        if not kind and self.host in {"github.com", "gitlab.com"}:
            kind = "code"
        return "url" if not kind or (self.is_paper and kind != "pdf") else kind


def plain(text: str) -> str:
    """Return a text without marks, tags and emoji, on one line."""
    without = _EMOJI.sub("", TAG.sub(" ", MARKS.sub("", _IMAGE.sub(r"\1", text))))
    return " ".join(without.split()).strip()


def links(text: str, references: dict[str, str]) -> list[Link]:
    """Return the web links of a text in order; badges and links within the page are left out."""
    covered = _IMAGE.sub(lambda image: " " * len(image.group()), text)
    found: list[Link] = []
    for pattern, sign in ((_ANCHOR, "</"), (LINK, "]"), (_BARE, "://")):
        if sign not in covered:
            continue
        for match in pattern.finditer(covered):
            parts = match.groupdict()
            reference = parts.get("ref")
            url = parts.get("url") or references.get((reference or parts.get("text") or "").lower(), "")
            url = url.rstrip(".,;:!?")
            if url.startswith(("http://", "https://")) and not any(host in url for host in _NO_HOSTS):
                found.append(Link(text=plain(parts.get("text") or ""), url=url, start=match.start(), end=match.end()))
        covered = pattern.sub(lambda match: "\x00" * len(match.group()), covered)
    return sorted(found, key=lambda link: link.start)
