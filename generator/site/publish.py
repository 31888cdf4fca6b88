"""Write what changed into the project, remove what is stale, and never touch what a person wrote.

Owns: the manifest of generated files. Must not: know what is in a file, build the site.
A file is ours when the manifest names it and its hash is one the manifest holds.
"""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from generator.core.diagnostics import Report, Severity
from generator.core.model import Artefact, Location
from generator.site.files import digest, irregular, make_folder, walk, write_all

MANIFEST = "site_src/.manifest.json"
ROOTS = ("site_src", ".survey/theme")
"""The only folders into which files are generated."""
PROSE = "site_src/prose"
"""Hand-written; read by the generator, never written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What became of every generated file; paths are relative to the project."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """Edited by hand since they were generated, and therefore left alone."""
    unchanged: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Hashes of the generated files; `pending` holds those of a run that did not reach its end."""

    files: dict[str, str] = field(default_factory=dict)
    pending: dict[str, str] = field(default_factory=dict)

    def owns(self, path: str, content: bytes) -> bool:
        """Tell whether that content at that path was generated."""
        return digest(content) in (self.files.get(path), self.pending.get(path))

    @property
    def paths(self) -> tuple[str, ...]:
        """All paths, sorted."""
        return tuple(sorted(self.files.keys() | self.pending.keys()))

    def dump(self) -> bytes:
        """Return the manifest as JSON, the same bytes for the same content."""
        content = {"files": self.files} | ({"pending": self.pending} if self.pending else {})
        return (json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _is_safe(path: str) -> bool:
    parts = path.split("/")
    inside = any(path.startswith(f"{root}/") for root in ROOTS)
    prose = path == PROSE or path.startswith(f"{PROSE}/")
    odd = "\\" in path or any(part in ("", ".", "..") for part in parts) or not path.isprintable()
    return inside and not prose and not odd and path != MANIFEST


def _hashes(value: object) -> dict[str, str] | None:
    if not isinstance(value, dict):
        return None
    return {path: sha for path, sha in value.items() if isinstance(path, str) and isinstance(sha, str)}


def read_manifest(root: Path, report: Report) -> Manifest:
    """Read the manifest; what is unreadable or names a file outside our folders is ignored with a warning."""
    place = Location(path=MANIFEST)
    try:
        content = json.loads((root / MANIFEST).read_bytes())
    except FileNotFoundError:
        return Manifest()
    except (ValueError, RecursionError):
        content = None
    files = _hashes(content.get("files")) if isinstance(content, dict) else None
    pending = _hashes(content.get("pending", {})) if isinstance(content, dict) else None
    if files is None or pending is None:
        report.warning("site/manifest", place, "the manifest cannot be read; it is ignored", hint="run `make clean`")
        return Manifest()
    for path in sorted(files.keys() | pending.keys()):
        if not _is_safe(path):
            report.warning("site/manifest", place, f"the manifest names {path!r}, no generated file; it is ignored")
            files.pop(path, None)
            pending.pop(path, None)
    return Manifest(files=files, pending=pending)


def _address(path: str) -> str:
    """Return the address a file is published at, folded as file systems fold names."""
    pure = PurePosixPath(path)
    if pure.suffix == ".md":
        pure = pure.parent if pure.stem in ("index", "README") else pure.with_suffix("")
    elif pure.name == "index.html":
        pure = pure.parent
    return unicodedata.normalize("NFC", str(pure)).casefold()


def _check_paths(artefacts: Iterable[Artefact], hand_written: Iterable[str], report: Report) -> dict[str, bytes]:
    """Return contents by path; report files that would meet at one address."""
    contents: dict[str, bytes] = {}
    at: defaultdict[str, list[str]] = defaultdict(list)
    for artefact in artefacts:
        if not _is_safe(artefact.path):
            raise ValueError(f"not a path of a generated file: {artefact.path!r}")
        contents[artefact.path] = artefact.content
        at[_address(artefact.path)].append(artefact.path)
    for path in hand_written:
        if path not in contents:
            at[_address(path)].append(path)
    for paths in at.values():
        if len(paths) > 1:
            report.error(
                "site/collision",
                Location(path=paths[0]),
                f"{len(paths)} files would have one address: {', '.join(sorted(paths))}",
                hint="rename all but one",
            )
    return contents


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


@dataclass(slots=True)
class _Plan:
    """What one run will do, settled before the first byte is written."""

    write: dict[str, bytes] = field(default_factory=dict)
    remove: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    unchanged: int = 0
    files: dict[str, str] = field(default_factory=dict)


def _edited(path: str, report: Report) -> None:
    report.warning(
        "site/edited-by-hand",
        Location(path=path),
        "a generated file was edited by hand; it is left as it is",
        hint="change its input instead, and delete this file",
    )


def _plan(root: Path, contents: dict[str, bytes], manifest: Manifest, report: Report) -> _Plan:
    plan = _Plan()
    for path, content in sorted(contents.items()):
        found = _read(root / path)
        if found == content:
            plan.unchanged += 1
        elif found is None or manifest.owns(path, found):
            plan.write[path] = content
        elif path in manifest.files or path in manifest.pending:
            _edited(path, report)
            plan.kept.append(path)
            plan.files[path] = manifest.files.get(path) or manifest.pending[path]
            continue
        else:
            report.error(
                "site/hand-written",
                Location(path=path),
                "a hand-written file stands where a generated one would go",
                hint=f"move it to {PROSE}/pages/, or remove it",
            )
        plan.files[path] = digest(content)
    for path in manifest.paths:
        found = None if path in contents else _read(root / path)
        if found is None:
            continue
        if manifest.owns(path, found):
            plan.remove.append(path)
        else:
            _edited(path, report)
            plan.kept.append(path)
            plan.files[path] = manifest.files.get(path) or manifest.pending[path]
    return plan


def _remove(root: Path, paths: Iterable[str]) -> None:
    """Delete files, and the folders that this leaves empty."""
    for path in paths:
        (root / path).unlink(missing_ok=True)
        for parent in PurePosixPath(path).parents:
            if str(parent) in ROOTS or any((root / parent).iterdir()):
                break
            (root / parent).rmdir()


def _carry_out(root: Path, plan: _Plan, manifest: Manifest) -> None:
    final = Manifest(files=plan.files)
    if plan.write or plan.remove:
        # A run killed from here on leaves both hashes behind, so that no new file passes for a hand-edited one.
        pending = {path: digest(content) for path, content in plan.write.items()}
        write_all({root / MANIFEST: Manifest(files=manifest.files, pending=manifest.pending | pending).dump()})
        # Written outside site_src/ first: a preview that watches it sees all pages change at once, and builds once.
        staging = root / ".survey"
        make_folder(staging)
        write_all({root / path: content for path, content in plan.write.items()}, staging=staging)
        _remove(root, plan.remove)
    if _read(root / MANIFEST) != final.dump():
        write_all({root / MANIFEST: final.dump()})


def publish(root: Path, artefacts: Iterable[Artefact], *, report: Report) -> Published | None:
    """Make the generated files of a project those given: write what differs, remove what is stale.

    Files edited by hand are kept with a warning. Nothing is written, and None returned, when a file would
    replace a hand-written one, when two files would meet at one address, or when links or devices lie about.

    Raises:
        OSError: disk full, read-only folder; every file is then whole, old or new.
    """
    faults = Report(diagnostics=list(irregular(root, ROOTS)))
    manifest = read_manifest(root, faults)
    known = set(manifest.paths)
    below = (path.relative_to(root).as_posix() for path in walk(root / "site_src"))
    hand_written = [path for path in below if path not in known and not path.startswith((f"{PROSE}/", MANIFEST))]
    contents = _check_paths(artefacts, hand_written, faults)
    plan = _plan(root, contents, manifest, faults)
    report.extend(faults.diagnostics)
    if faults.worst is Severity.ERROR:
        return None
    _carry_out(root, plan, manifest)
    return Published(
        written=tuple(sorted(plan.write)),
        removed=tuple(plan.remove),
        kept=tuple(plan.kept),
        unchanged=plan.unchanged,
    )
