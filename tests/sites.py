"""Real sites for tests: an invented survey written to a folder, built by MkDocs, served below a sub-path."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path

from generator.core.model import Artefact, Settings
from generator.engine import Engine
from generator.insight.gather import gather
from generator.site import views
from generator.site.extras import Extras
from generator.survey import Survey

PROJECT = Path(__file__).parent.parent
NAME = "Bread, Surveyed"
ADDRESS = "https://example.org/repo/"
SETTINGS = Settings(
    site_name=NAME,
    site_description="Papers on bread & <dough>, sorted by topic. Every label points at the phrase behind it.",
    site_url=ADDRESS,
    repository="https://github.com/example/bread",
)


def mkdocs_yml(*, use_directory_urls: bool = True) -> str:
    """Return the project's own mkdocs.yml with the name and address of the invented survey."""
    lines = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(("site_name:", "site_url:", "use_directory_urls:"))]
    own = [f"site_name: {NAME}", f"site_url: {ADDRESS}", f"use_directory_urls: {str(use_directory_urls).lower()}"]
    return "\n".join([*own, *kept]) + "\n"


def write(root: Path, artefacts: Iterable[Artefact]) -> None:
    """Write files below a folder."""
    for artefact in artefacts:
        path = root / artefact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artefact.content)


def build(root: Path, survey: Survey, extras: Extras, *, settings: Settings = SETTINGS) -> Path:
    """Write and build a survey; return the folder of the built site."""
    write(root, views.pages(survey, settings, replace(extras, insight=extras.insight or gather(survey))))
    (root / "mkdocs.yml").write_text(mkdocs_yml(use_directory_urls=settings.use_directory_urls), encoding="utf-8")
    done = Engine(root=root, epoch=0).build(root / "site")
    assert done.returncode == 0, done.stderr
    return root / "site"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing."""

    def translate_path(self, path: str) -> str:
        """Find the site below the sub-path where GitHub Pages puts it."""
        return super().translate_path(path.removeprefix("/repo") if path.startswith("/repo/") else "/no/such/file")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page, as GitHub Pages does."""
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a built site; give the address of its home page."""
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/repo/"
        server.shutdown()
        thread.join()
