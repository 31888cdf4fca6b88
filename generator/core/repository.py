"""Addresses on GitHub: a line of a file to read or to edit, and issue forms opened with their fields filled in.

Owns: the shape of these addresses; the repository itself is named in one place only, `extra.survey.repository`
of `mkdocs.yml`. Must not: read files, ask the network. Without a repository every function returns None, so a
survey that lives elsewhere simply shows no such links.

GitHub's editor puts the cursor at `#L12` of an `/edit/` address, as its file view marks the line; issue forms take
the value of a field from a query parameter named after the field's id, and answer 414 to an address above its limit.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

from generator.core.model import Location, Settings

FORM_ADD_PAPER = "add-paper.yml"
FORM_CORRECT_PAPER = "correct-paper.yml"
FORM_PROPOSE_TOPIC = "propose-topic.yml"
FORM_PROPOSE_MOVE = "propose-move.yml"
FORM_REPORT_FAULT = "report-fault.yml"

_GITHUB = re.compile(r"https://github\.com/[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})/[A-Za-z0-9._-]{1,100}")
_VALUE_LENGTH = 300
"""Characters of one prefilled field: five of them stay far below GitHub's limit even when each needs 12 bytes."""


def is_github(address: str | None) -> bool:
    """Tell whether an address is that of a repository on GitHub, in the form the links are made from."""
    return address is not None and _GITHUB.fullmatch(address) is not None


def _on_github(settings: Settings, path: str) -> str | None:
    if settings.repository is None or not is_github(settings.repository):
        return None
    return f"{settings.repository}/{path}"


def _lines(line: int, end_line: int | None) -> str:
    return f"#L{line}" if end_line is None or end_line <= line else f"#L{line}-L{end_line}"


def view_url(settings: Settings, location: Location, *, end_line: int | None = None) -> str | None:
    """Return the address that shows a file with its line (or lines) marked."""
    path = f"blob/{quote(settings.branch)}/{quote(location.path)}"
    return _on_github(settings, path + _lines(location.line, end_line))


def edit_url(settings: Settings, location: Location) -> str | None:
    """Return the address that opens a file in GitHub's editor at a line; a reader without rights gets a fork."""
    path = f"edit/{quote(settings.branch)}/{quote(location.path)}"
    return _on_github(settings, path + _lines(location.line, None))


def form_url(settings: Settings, form: str, **fields: str) -> str | None:
    """Return the address of an issue form with fields filled in; `title` is the issue's own title."""
    values = {"template": form} | {
        name.replace("_", "-"): value if len(value) <= _VALUE_LENGTH else value[: _VALUE_LENGTH - 1] + "…"
        for name, value in fields.items()
        if value
    }
    return _on_github(settings, f"issues/new?{urlencode(values, quote_via=quote)}")


def correct_paper_url(settings: Settings, *, paper_id: str, name: str) -> str | None:
    """Return "Suggest a correction" of a paper; `name` is its title, or what it is shown by."""
    return form_url(
        settings, FORM_CORRECT_PAPER, title=f"Correct: {name}", paper=paper_id, page=_page(settings, "papers", paper_id)
    )


def correct_topic_url(settings: Settings, *, topic_id: str, label: str) -> str | None:
    """Return "Suggest a correction" of a topic."""
    return form_url(
        settings,
        FORM_PROPOSE_TOPIC,
        title=f"Topic: {label}",
        topic=topic_id,
        page=_page(settings, "topics", topic_id),
    )


def move_paper_url(settings: Settings, *, paper_id: str, name: str, topic_id: str | None = None) -> str | None:
    """Return "Propose a move": this paper should not be in this topic, or is missing from another."""
    return form_url(settings, FORM_PROPOSE_MOVE, title=f"Move: {name}", paper=paper_id, topic=topic_id or "")


def _page(settings: Settings, folder: str, item_id: str) -> str:
    """Return where the reader came from, when the survey knows its own address."""
    if settings.site_url is None:
        return ""
    end = "/" if settings.use_directory_urls else "/index.html"
    return f"{settings.site_url.rstrip('/')}/{folder}/{item_id}{end}"
