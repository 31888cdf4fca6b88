"""The files of a new survey's repository, made from the template and from the project's own files.

Owns: which files a new repository holds, and which of them belong to the generator and are renewed with it.
Must not: write files, print.

What is not peculiar to a survey (workflows, issue forms, the site engine's settings, the lock file) is not written
twice: it is taken from this project, in a checkout from where it lies, in a wheel from where the build put it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator import __version__
from generator.core.model import Artefact

HOME = "https://github.com/living-survey/living-survey"
"""Where the generator itself is at home; a survey's own address stands in its mkdocs.yml."""

_PACKAGE = Path(__file__).parent
_TEMPLATE = _PACKAGE / "template"
_OWN_FILES = (
    "requirements.lock",
    ".github/workflows/pr.yml",
    ".github/workflows/pages.yml",
    ".github/ISSUE_TEMPLATE",
    ".github/PULL_REQUEST_TEMPLATE.md",
    ".github/dependabot.yml",
)
"""Of the project, taken over as they are, and renewed by an update."""
_PROSE = "site_src/prose/pages"
_SCHEMAS = _PACKAGE / "schema"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """Which generator a survey is built with: a line for `pip -r`, and the wheel that it names, if it names one."""

    requirement: str
    wheel: Artefact | None = None


def released() -> Pin:
    """Pin this very version by its tag."""
    return Pin(requirement=f"living-survey @ git+{HOME}@v{__version__}")


def from_wheel(name: str, content: bytes) -> Pin:
    """Pin a wheel that is kept in the survey's own repository, by its hash."""
    path = f"wheels/{name}"
    digest = hashlib.sha256(content).hexdigest()
    return Pin(requirement=f"./{path} --hash=sha256:{digest}", wheel=Artefact(path=path, content=content))


def _own(path: str) -> Path:
    """Return where a file of the project lies: in the wheel, else in the checkout."""
    packed = _PACKAGE / "project" / path
    return packed if packed.exists() else _PACKAGE.parent / path


def _files(source: Path, path: str) -> Iterator[Artefact]:
    """Yield a file, or all files of a folder, under a path; `dot-` stands for a leading dot."""
    if source.is_file():
        yield Artefact(path=path, content=source.read_bytes())
        return
    for file in sorted(source.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            inner = "/".join(re.sub("^dot-", ".", part) for part in file.relative_to(source).parts)
            yield Artefact(path=f"{path}/{inner}" if path else inner, content=file.read_bytes())


def renewed() -> Iterator[Artefact]:
    """Yield the files that belong to the generator: a survey takes them over anew with each version."""
    for path in _OWN_FILES:
        yield from _files(_own(path), path)
    yield from _files(_SCHEMAS, "schema")


def _settings(name: str, repository: str | None) -> bytes:
    """Return mkdocs.yml of a new survey: ours, with its own name and addresses."""
    text = _own("mkdocs.yml").read_text(encoding="utf-8")
    text = _set(text, "site_name", json.dumps(name, ensure_ascii=False))
    text = _set(text, "site_description", json.dumps(f"{name}: papers sorted by topic", ensure_ascii=False))
    text = _set(text, "copyright", "Abstracts belong to their authors.")
    if repository is None:
        text = _set(text, "site_url", "")
        return _set(text, "    repository", "").encode()
    owner, project = repository.rsplit("/", 2)[1:]
    text = _set(text, "site_url", f"https://{owner.lower()}.github.io/{project}/")
    return _set(text, "    repository", repository).encode()


def _set(text: str, key: str, value: str) -> str:
    """Give a key of mkdocs.yml another value, or none; lines that go on with the old one are dropped."""
    indent = " " * (len(key) - len(key.lstrip()))
    pattern = rf"^{re.escape(key)}:.*\n(?:{indent}[ ]+.*\n)*"
    return re.sub(pattern, lambda _found: f"{key}: {value}".rstrip() + "\n", text, count=1, flags=re.MULTILINE)


def files(name: str, *, repository: str | None, pin: Pin) -> Iterator[Artefact]:
    """Yield all files of a new survey's repository, by path within it."""
    words = {b"@NAME@": name.encode(), b"@HOME@": HOME.encode()}
    for file in _files(_TEMPLATE, ""):
        content = file.content
        for word, meaning in words.items():
            content = content.replace(word, meaning)
        yield Artefact(path=file.path, content=content)
    yield from renewed()
    yield from _files(_own(_PROSE), _PROSE)
    yield Artefact(path="mkdocs.yml", content=_settings(name, repository))
    yield Artefact(path="generator.txt", content=f"{pin.requirement}\n".encode())
    if pin.wheel is not None:
        yield pin.wheel
