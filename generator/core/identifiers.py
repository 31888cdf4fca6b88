"""External identifiers: the many ways of writing arXiv, DOI, ACL, OpenReview and PubMed ids → one canonical form.

Owns: canonical forms, the address of each, the id (slug) made from each. Only full matches count.
Must not: use the network.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from urllib.parse import quote, unquote

from generator.core.model import Identifier
from generator.core.text import slug

SCHEMES = ("arxiv", "doi", "acl", "openreview", "pmid")
"""In the order in which an id is made from them."""

_ARXIV_PREFIX = re.compile(
    r"(?:arxiv\s*:\s*|(?:https?:)?//(?:[a-z0-9-]+\.)*arxiv\.org/(?:abs|pdf|html|format|src)/"
    r"|(?:https?:)?//ar5iv\.(?:labs\.arxiv\.)?org/(?:abs|html)/"
    r"|(?:https?:)?//huggingface\.co/papers/)",
    re.IGNORECASE,
)
_ARXIV_NEW = re.compile(r"(\d{2}(?:0[1-9]|1[0-2])\.\d{4,5})(?:v([1-9]\d{0,2}))?", re.ASCII)
_ARXIV_OLD = re.compile(
    r"([a-z]+(?:-[a-z]+)?)(?:\.[A-Za-z]{2})?/(\d{2}(?:0[1-9]|1[0-2])\d{3})(?:v([1-9]\d{0,2}))?", re.ASCII
)
_DOI_PREFIX = re.compile(r"(?:doi\s*:\s*|(?:https?:)?//(?:dx\.|www\.)?doi\.org/)", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[\x21-\x7e]{1,200}", re.ASCII)
_DOI_REFUSED = re.compile(r'["\\{}|^`]')
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_ACL_DOI = re.compile(r"10\.18653/v1/(.+)", re.IGNORECASE)
_ACL_PREFIX = re.compile(
    r"(?:acl\s*:\s*|(?:https?:)?//(?:www\.)?(?:aclanthology\.org|aclweb\.org/anthology)/)", re.IGNORECASE
)
_ACL = re.compile(r"[A-Z]\d{2}-\d{4,5}|(?:19|20)\d{2}\.[a-z0-9]+(?:-[a-z0-9]+)*\.\d{1,4}", re.ASCII)
_OPENREVIEW_PREFIX = re.compile(
    r"(?:openreview\s*:\s*|(?:https?:)?//openreview\.net/(?:forum|pdf)\?id=)", re.IGNORECASE
)
_OPENREVIEW = re.compile(r"[A-Za-z0-9_-]{8,20}", re.ASCII)
_PMID_PREFIX = re.compile(r"(?:pmid\s*:?\s*|(?:https?:)?//pubmed\.ncbi\.nlm\.nih\.gov/)", re.IGNORECASE)
_PMID = re.compile(r"[1-9]\d{0,8}", re.ASCII)
_MAX_ID = 60


def _strip(prefix: re.Pattern[str], text: str) -> str:
    """Return a text without surrounding blanks, a prefix, a fragment and a query's further parameters."""
    stripped = text.strip()
    found = prefix.match(stripped)
    return stripped[found.end() :] if found else stripped


def arxiv_version(text: str) -> tuple[Identifier, int | None] | None:
    """Return the arXiv identifier and the version written behind it, or None when it is no arXiv identifier."""
    bare = _strip(_ARXIV_PREFIX, _strip(_DOI_PREFIX, text))
    from_doi = _ARXIV_DOI.fullmatch(bare)
    bare = from_doi.group(1) if from_doi else bare
    bare = re.sub(r"(?:\s*\[[A-Za-z.-]+\]|\.pdf|/)$", "", re.sub(r"[?#].*$", "", bare))
    if found := _ARXIV_NEW.fullmatch(bare):
        return Identifier(scheme="arxiv", value=found.group(1)), int(found.group(2)) if found.group(2) else None
    if found := _ARXIV_OLD.fullmatch(bare):
        value = f"{found.group(1)}/{found.group(2)}"
        return Identifier(scheme="arxiv", value=value), int(found.group(3)) if found.group(3) else None
    return None


def arxiv(text: str) -> Identifier | None:
    """Return the arXiv identifier without its version; `math.GT/0309136` gives `math/0309136`."""
    found = arxiv_version(text)
    return found[0] if found else None


def doi(text: str) -> Identifier | None:
    """Return the DOI in lower case; one that arXiv gave out (10.48550) as the arXiv identifier it stands for."""
    bare = _strip(_DOI_PREFIX, text)
    if bare != text.strip() and "%" in bare:
        bare = unquote(bare)
    bare = bare.rstrip(".,;")
    if not _DOI.fullmatch(bare) or _DOI_REFUSED.search(bare):
        return None
    return arxiv(bare) if _ARXIV_DOI.fullmatch(bare) else Identifier(scheme="doi", value=bare.lower())


def acl(text: str) -> Identifier | None:
    """Return the identifier of the ACL Anthology."""
    bare = re.sub(r"(?:\.pdf|\.bib|/)$", "", _strip(_ACL_PREFIX, text))
    return Identifier(scheme="acl", value=bare) if _ACL.fullmatch(bare) else None


def openreview(text: str) -> Identifier | None:
    """Return the identifier of an OpenReview forum; upper and lower case differ."""
    bare = re.sub(r"[&#].*$", "", _strip(_OPENREVIEW_PREFIX, text))
    return Identifier(scheme="openreview", value=bare) if _OPENREVIEW.fullmatch(bare) else None


def pmid(text: str) -> Identifier | None:
    """Return the PubMed identifier."""
    bare = _strip(_PMID_PREFIX, text).rstrip("/")
    return Identifier(scheme="pmid", value=bare) if _PMID.fullmatch(bare) else None


_PARSERS: dict[str, Callable[[str], Identifier | None]] = {
    "arxiv": arxiv,
    "doi": doi,
    "acl": acl,
    "openreview": openreview,
    "pmid": pmid,
}
_SPEAKING = (
    ("arxiv", _ARXIV_PREFIX),
    ("doi", _DOI_PREFIX),
    ("acl", _ACL_PREFIX),
    ("openreview", _OPENREVIEW_PREFIX),
    ("pmid", _PMID_PREFIX),
)


def parse(scheme: str, text: str) -> Identifier | None:
    """Return the canonical identifier written in a field of that scheme, or None when it is none."""
    return _PARSERS[scheme](text)


def recognise(text: str) -> Identifier | None:
    """Return the identifier that a text itself says it is, by a prefix (`arxiv:`) or as an address, or None."""
    stripped = text.strip()
    for scheme, prefix in _SPEAKING:
        if prefix.match(stripped):
            return _PARSERS[scheme](stripped)
    return doi(stripped) if stripped.startswith("10.") else None


def implied(identifier: Identifier) -> Identifier | None:
    """Return the ACL identifier that an ACL DOI (10.18653/v1) contains, or None."""
    found = _ACL_DOI.fullmatch(identifier.value) if identifier.scheme == "doi" else None
    return acl(found.group(1).upper() if found.group(1)[0].isalpha() else found.group(1)) if found else None


_PREPRINT_DOI = re.compile(
    r"10\.(?:1101/(?:\d{4}\.\d{2}\.\d{2}\.)?\d{6}|2139/ssrn\.|21203/rs\.|20944/preprints|26434/chemrxiv|31219/osf\.io"
    r"|31234/osf\.io|31235/osf\.io|36227/techrxiv|22541/au\.|5281/zenodo\.)"
)
"""DOIs that servers of preprints give out: bioRxiv and medRxiv, SSRN, Research Square, Preprints, ChemRxiv, OSF and
PsyArXiv, TechRxiv, Authorea, Zenodo."""


def is_preprint(identifier: Identifier) -> bool:
    """Tell whether an identifier names a preprint, or one of several deposits of a work, not its publication."""
    return identifier.scheme == "arxiv" or (
        identifier.scheme == "doi" and _PREPRINT_DOI.match(identifier.value) is not None
    )


def address(identifier: Identifier) -> str:
    """Return the https address of the page that an identifier names."""
    value = quote(identifier.value, safe="/:;()._-")
    return {
        "arxiv": "https://arxiv.org/abs/",
        "doi": "https://doi.org/",
        "acl": "https://aclanthology.org/",
        "openreview": "https://openreview.net/forum?id=",
        "pmid": "https://pubmed.ncbi.nlm.nih.gov/",
    }[identifier.scheme] + value


def paper_id(identifier: Identifier) -> str:
    """Return the id made from an identifier: `arxiv-2302-10035`; a long one is cut and told apart by a hash."""
    whole = f"{identifier.scheme}-{slug(identifier.value, limit=1000)}"
    if len(whole) <= _MAX_ID:
        return whole
    return f"{whole[: _MAX_ID - 9].rstrip('-')}-{sha256(identifier.value.encode()).hexdigest()[:8]}"
