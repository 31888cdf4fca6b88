"""Addresses: which may be linked at all, what stands behind one, and finding them in text.

Owns: the URL policy (http and https, an ASCII host, no user, a valid port, visible ASCII only) and the kinds of links.
Must not: use the network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from generator.core.model import Link, LinkKind

MAX_LENGTH = 2000

_VISIBLE = re.compile(r"[!#-;=?-\[\]_a-z~]+", re.ASCII)
"""Printable ASCII without blank, quotation mark, `<`, `>`, backslash, `^`, backtick, `{`, `|` and `}`."""
_HOST = re.compile(
    r"(?=.{1,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])\.?", re.ASCII
)
_HOSTS_WITHOUT_SCHEME = r"(?:www\.)?(?:github\.com|gitlab\.com|huggingface\.co|arxiv\.org|doi\.org|zenodo\.org)/"
_IN_TEXT = re.compile(
    r"(?:\bhttps?://|(?<![\w:/.])//(?=[A-Za-z0-9-]+\.[A-Za-z0-9])|(?<![\w:/.@-])(?=" + _HOSTS_WITHOUT_SCHEME + r"))"
    r'[^\s<>"\\^`{|}]+',
    re.IGNORECASE,
)
_BARE_HOST = re.compile(_HOSTS_WITHOUT_SCHEME + r"|www\.", re.IGNORECASE)
_GLUED = ".,;:!?'’”*"
_PAIRS = {")": "(", "]": "["}

_CODE_HOSTS = frozenset({"github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "sourceforge.net", "gitee.com"})
_CODE_HOSTS_BY_PATH = frozenset(
    {"colab.research.google.com", "anonymous.4open.science", "gist.github.com", "git.sr.ht"}
)
_DATA_HOSTS = frozenset({"zenodo.org", "figshare.com", "dataverse.harvard.edu", "data.mendeley.com", "osf.io"})
_ABSTRACT_HOSTS = frozenset(
    {"arxiv.org", "doi.org", "dx.doi.org", "aclanthology.org", "pubmed.ncbi.nlm.nih.gov", "openreview.net"}
    | {"www.ijcai.org", "ojs.aaai.org", "proceedings.mlr.press", "proceedings.neurips.cc", "dl.acm.org"}
    | {"ieeexplore.ieee.org", "link.springer.com", "www.semanticscholar.org", "openaccess.thecvf.com"}
)
_SAYS_DATA = re.compile(r"\b(?:data\s?sets?|data|corpus|corpora|benchmark)\b", re.IGNORECASE)
_SAYS_CODE = re.compile(r"\b(?:code|implementation|source|repository|toolkit|library|software)\b", re.IGNORECASE)
_SAYS_PAGE = re.compile(r"\b(?:project|page|website|site|demo|videos?|samples?)\b", re.IGNORECASE)
_CONTEXT = 80


def refusal(url: str) -> str | None:
    """Return why an address may not be linked, or None when it may."""
    if len(url) > MAX_LENGTH:
        return f"longer than {MAX_LENGTH} characters"
    if not _VISIBLE.fullmatch(url):
        return "holds characters that may not stand in an address"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "is no address"
    return _refused_part(parts, port)


def _refused_part(parts: SplitResult, port: int | None) -> str | None:
    if parts.scheme not in {"http", "https"}:
        return f"begins with '{parts.scheme}:', only http and https are linked" if parts.scheme else "has no scheme"
    if parts.username is not None or parts.password is not None:
        return "names a user"
    if not parts.hostname or not _HOST.fullmatch(parts.hostname):
        return "names no host"
    return "has port 0" if port == 0 else None


def unglued(written: str) -> str:
    """Return an address without the punctuation glued to its end: full stop, comma, a closing bracket of the text."""
    end = len(written)
    while end and (written[end - 1] in _GLUED or _closes_more(written[:end])):
        end -= 1
    return written[:end]


def _closes_more(written: str) -> bool:
    """Tell whether the last character is a bracket that the address itself did not open."""
    closing = written[-1]
    return closing in _PAIRS and written.count(closing) > written.count(_PAIRS[closing])


def complete(written: str) -> str:
    """Return an address as it stands in text with its scheme, and without the punctuation glued to its end."""
    bare = unglued(written.strip().strip("<>"))
    if bare.startswith("//"):
        return f"https:{bare}"
    if _BARE_HOST.match(bare):
        return f"https://{bare}"
    return re.sub(r"^https?(?=:)", lambda scheme: scheme.group().lower(), bare, count=1, flags=re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An address in a text: its range there, and the complete address."""

    start: int
    end: int
    url: str


def find(text: str) -> Iterator[Found]:
    """Return the addresses in a text, each without glued punctuation; the policy is not applied."""
    if not any(sign in text for sign in ("//", ".com/", ".co/", ".org/")):
        return
    for match in _IN_TEXT.finditer(text):
        written = unglued(match.group())
        yield Found(start=match.start(), end=match.start() + len(written), url=complete(written))


def with_schemes(text: str) -> str:
    """Return a text in which addresses that begin with `//` begin with `https://`."""
    if "//" not in text:
        return text
    return re.sub(r"(?<![\w:/.])//(?=[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}/)", "https://", text)


def kind(url: str, context: str = "") -> LinkKind:
    """Return what stands behind an address, by its host and path, else by the words before it."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    path = parts.path.strip("/")
    if path.lower().endswith(".pdf") or (host == "arxiv.org" and path.startswith("pdf/")):
        return LinkKind.PDF
    if host in _ABSTRACT_HOSTS or f"www.{host}" in _ABSTRACT_HOSTS or url.startswith("https://huggingface.co/papers/"):
        return LinkKind.ABSTRACT
    if host in _DATA_HOSTS or path.startswith("datasets/") or (host == "kaggle.com" and "dataset" in path):
        return LinkKind.DATA
    if host in _CODE_HOSTS_BY_PATH or (host in _CODE_HOSTS and "/" in path):
        return LinkKind.CODE
    if host.endswith((".github.io", ".gitlab.io")) or host in _CODE_HOSTS:
        return LinkKind.PROJECT
    return _kind_by_context(context)


def _kind_by_context(context: str) -> LinkKind:
    if _SAYS_PAGE.search(context):
        return LinkKind.PROJECT
    if _SAYS_CODE.search(context):
        return LinkKind.CODE
    return LinkKind.DATA if _SAYS_DATA.search(context) else LinkKind.PROJECT


def links(text: str) -> tuple[Link, ...]:
    """Return the links in a text that pass the policy, classed, once each, in the order of the text."""
    found = [
        Link(kind=kind(place.url, _sentence_before(text, place.start)), url=place.url)
        for place in find(text)
        if refusal(place.url) is None
    ]
    return tuple(dict.fromkeys(found))


def _sentence_before(text: str, start: int) -> str:
    return re.split(r"[.!?]\s", text[max(0, start - _CONTEXT) : start])[-1]
