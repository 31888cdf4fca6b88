"""The public services: where each one is asked for a paper, and which reader reads the answer.

Owns: addresses of requests. Must not: ask (`web` does), read answers (`papers.sources` does), write.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from generator.core import identifiers
from generator.core.model import Candidate, Document, Identifier
from generator.fetch.web import Client, FetchError, MissingError
from generator.papers import normalise, sources
from generator.papers.decoding import decode
from generator.papers.sources.hints import NOT_DESCRIBED

ADDRESSES = {
    "arxiv": "https://export.arxiv.org",
    "crossref": "https://api.crossref.org",
    "acl": "https://aclanthology.org",
    "openreview": "https://api2.openreview.net",
    "huggingface": "https://huggingface.co",
    "pubmed": "https://eutils.ncbi.nlm.nih.gov",
}
"""The services by name, and where they are unless told otherwise."""

_HUGGING_FACE = re.compile(r"(?:https?://)?(?:www\.)?huggingface\.co/papers/", re.IGNORECASE)
_SERVICE_OF = {
    "arxiv": "arxiv",
    "doi": "crossref",
    "acl": "acl",
    "openreview": "openreview",
    "pmid": "pubmed",
}
_OPENINGS = {"arxiv_atom": "<", "crossref": "{", "huggingface_api": "{[", "json": "{["}
"""With what an answer of a format begins."""
BATCH = 50
"""Papers that arXiv is asked for at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A paper that somebody asked for: by which identifier, from which service."""

    asked: str
    identifier: Identifier
    service: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a service says of a paper, and where it said it."""

    candidate: Candidate
    service: str
    address: str


def wanted(asked: str) -> Wanted | None:
    """Return what an id or address asks for; None when it is of no known form."""
    text = asked.strip()
    for identifier in (identifiers.recognise(text), identifiers.arxiv(text), identifiers.acl(text)):
        if identifier:
            service = "huggingface" if _HUGGING_FACE.match(text) else _SERVICE_OF[identifier.scheme]
            return Wanted(asked=asked, identifier=identifier, service=service)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The services, each at its address."""

    client: Client
    addresses: Mapping[str, str] = field(default_factory=lambda: ADDRESSES)

    def find(self, want: Wanted) -> Found:
        """Return what the service says of a paper.

        Raises:
            FetchError: it cannot be reached, knows no such paper, or its answer cannot be understood.
        """
        address, format_name = self._request(want)
        found = self.read(address, format_name)
        usable = [candidate for candidate in found if candidate.title]
        if not usable:
            raise MissingError(f"{want.service} knows no paper {want.identifier.value}")
        candidate = next((one for one in usable if want.identifier in one.identifiers), usable[0])
        return Found(candidate=candidate, service=want.service, address=identifiers.address(want.identifier))

    def read(self, address: str, format_name: str) -> tuple[Candidate, ...]:
        """Return the candidates in an answer.

        Raises:
            FetchError: as `web.Client.get`, or the answer is of another format.
        """
        text, _ = decode(self.client.get(address))
        if text.strip() and text.lstrip()[0] not in _OPENINGS.get(format_name, text.lstrip()[0]):
            raise FetchError(f"the answer of {address.split('/')[2]} cannot be understood: no {format_name}")
        reading = sources.read(Document(path=address, text=text, format=format_name))
        reason = reading.rejected[0].reason if reading.rejected and not reading.records else ""
        if reason and not reason.startswith((sources.NO_RECORD, NOT_DESCRIBED)):
            raise FetchError(f"the answer of {address.split('/')[2]} cannot be understood: {reason}")
        return tuple(normalise.normalise(record) for record in reading.records)

    def arxiv(self, ids: Iterable[str]) -> tuple[Candidate, ...]:
        """Return what arXiv says of papers, all asked for at once."""
        return self.read(self._arxiv(ids), "arxiv_atom")

    def arxiv_query(self, query: str, *, limit: int) -> tuple[Candidate, ...]:
        """Return the newest papers that arXiv finds for a query."""
        parameters = {"search_query": query, "sortBy": "submittedDate", "sortOrder": "descending", "max_results": limit}
        return self.read(f"{self.addresses['arxiv']}/api/query?{urlencode(parameters)}", "arxiv_atom")

    def daily_papers(self, *, limit: int) -> tuple[Candidate, ...]:
        """Return the newest of Hugging Face's daily papers."""
        return self.read(f"{self.addresses['huggingface']}/api/daily_papers?limit={limit}", "huggingface_api")

    def _arxiv(self, ids: Iterable[str]) -> str:
        wanted_ids = list(ids)
        parameters = {"id_list": ",".join(wanted_ids), "max_results": len(wanted_ids)}
        return f"{self.addresses['arxiv']}/api/query?{urlencode(parameters)}"

    def _request(self, want: Wanted) -> tuple[str, str]:
        """Return the address to ask at, and the format of the answer."""
        value = want.identifier.value
        base = self.addresses[want.service]
        match want.service:
            case "arxiv":
                return self._arxiv([value]), "arxiv_atom"
            case "huggingface":
                return f"{base}/api/papers/{quote(value)}", "huggingface_api"
            case "crossref":
                return f"{base}/works/{quote(value, safe='')}", "crossref"
            case "acl":
                return f"{base}/{quote(value)}.bib", "bibtex"
            case "openreview":
                return f"{base}/notes?{urlencode({'id': value})}", "json"
            case _:
                parameters = {"db": "pubmed", "id": value, "rettype": "medline", "retmode": "text"}
                return f"{base}/entrez/eutils/efetch.fcgi?{urlencode(parameters)}", "nbib"
