"""A local server that answers as the public services do: their shapes, errors, redirections, delays and garbage."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

ATOM = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">
  <title>arXiv Query</title><id>http://arxiv.org/api/x</id><opensearch:totalResults>1</opensearch:totalResults>
{entries}</feed>
"""
ENTRY = """  <entry>
    <id>http://arxiv.org/abs/{arxiv}v2</id>
    <published>2020-03-02T10:00:00Z</published>
    <title>{title}</title>
    <summary>{summary}</summary>
    <author><name>Bo Crust</name></author>
    <link href="http://arxiv.org/abs/{arxiv}v2" rel="alternate" type="text/html"/>
    <link title="pdf" href="http://arxiv.org/pdf/{arxiv}v2" rel="related" type="application/pdf"/>
    {more}
  </entry>
"""


def entry(arxiv: str, title: str, summary: str = "Steam makes crust.", more: str = "") -> str:
    return ENTRY.format(arxiv=arxiv, title=title, summary=summary, more=more)


def atom(*entries: str) -> str:
    return ATOM.format(entries="".join(entries))


@dataclass(slots=True)
class Answer:
    """What the server answers, once or always."""

    body: str | bytes = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    cuts_off: bool = False


@dataclass(slots=True)
class Server:
    """Answers by path (with its query, or without); several answers to one path are given in turn, the last stays."""

    url: str
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)

    def on(self, path: str, *answers: Answer | str) -> None:
        self.answers[path] = [Answer(one) if isinstance(one, str) else one for one in answers]

    def next(self, path: str) -> Answer:
        found = self.answers.get(path) or self.answers.get(urlsplit(path).path)
        if found is None:
            return Answer("nothing here", status=404)
        return found.pop(0) if len(found) > 1 else found[0]


@contextmanager
def serving() -> Iterator[Server]:
    """Serve on 127.0.0.1 until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append(self.path)
            server.agents.append(self.headers.get("User-Agent", ""))
            answer = server.next(self.path)
            body = answer.body.encode() if isinstance(answer.body, str) else answer.body
            time.sleep(answer.delay)
            try:
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body) + (100 if answer.cuts_off else 0)))
                self.end_headers()
                self.wfile.write(body)
            except (BrokenPipeError, ConnectionResetError):
                return

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # the base class's name
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server = Server(url=f"http://127.0.0.1:{http.server_address[1]}")
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


CROSSREF = json.dumps(
    {
        "status": "ok",
        "message-type": "work",
        "message": {
            "DOI": "10.1234/bread.2021.0042",
            "type": "journal-article",
            "title": ["Slow <i>Fermentation</i> of Rye"],
            "author": [{"given": "Ann", "family": "Baker"}],
            "container-title": ["Journal of Invented Baking"],
            "issued": {"date-parts": [[2021, 3, 12]]},
            "abstract": "<jats:p>We compare rye doughs.</jats:p>",
            "URL": "https://doi.org/10.1234/bread.2021.0042",
        },
    }
)
OPENREVIEW = json.dumps(
    {"notes": [{"id": "aBcDeFgHiJ", "forum": "aBcDeFgHiJ", "content": {"title": {"value": "Open Loaves"}}}], "count": 1}
)
ACL = '@inproceedings{x,\n title = "{O}f Dough",\n author = "Baker, Ann",\n year = "2020",\n url = "https://aclanthology.org/2020.bake-1.7"\n}\n'
HUGGING_FACE = json.dumps(
    {
        "id": "2003.01234",
        "authors": [{"name": "Bo Crust", "hidden": False}],
        "publishedAt": "2020-03-02T10:00:00.000Z",
        "title": "Steam and Crust",
        "summary": "Steam makes crust.",
        "upvotes": 3,
        "githubRepo": "https://github.com/example/steam",
    }
)
PUBMED = "\nPMID- 30000001\nTI  - Yeast counts\nDP  - 2019 Jan 15\nLID - 10.1234/yeast.0001 [doi]\n"


def query(path: str) -> dict[str, list[str]]:
    """Return the parameters of a request."""
    return parse_qs(urlsplit(path).query)
