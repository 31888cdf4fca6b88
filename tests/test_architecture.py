"""The tree is the architecture: the order of rooms and modules in generator/README.md is what imports obey."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator"
MODULES = tuple(sorted(PACKAGE.rglob("*.py")))
_IDS = [path.relative_to(PACKAGE).as_posix() for path in MODULES]
each_module = pytest.mark.parametrize("path", MODULES, ids=_IDS)


@cache
def _order() -> dict[str, tuple[int, int]]:
    """Return (line, place in the line) by dotted name, from the first block of generator/README.md.

    A line that starts with a folder describes a room and its modules; an indented line goes on with the one before.
    """
    text = (PACKAGE / "README.md").read_text(encoding="utf-8")
    block = re.sub(r"\([^)]*\)", "", text.split("```")[1])
    lines = re.sub(r"\n +", " ", block).strip().splitlines()
    order: dict[str, tuple[int, int]] = {}
    for number, line in enumerate(lines):
        names = [name.rstrip("/").removesuffix(".py") for name in line.split()]
        is_room = line.split()[0].endswith("/")
        if is_room:
            order[names[0]] = (number, -1)
        for place, name in enumerate(names[1:] if is_room else names):
            order[f"{names[0]}.{name}" if is_room else name] = (number, place)
    return order


def _place(dotted: str) -> tuple[str, tuple[int, int]]:
    """Return the room or module of the order that a dotted name (without `generator.`) belongs to, and its place."""
    parts = dotted.split(".")
    is_module = len(parts) > 1 and any((PACKAGE / parts[0] / f"{parts[1]}{end}").exists() for end in ("", ".py"))
    name = ".".join(parts[: 1 + is_module])
    if is_module and not any(known.startswith(f"{parts[0]}.") for known in _order()):
        name = parts[0]
    assert name in _order(), f"{name} stands nowhere in the order of generator/README.md"
    return name, _order()[name]


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__").removesuffix("__init__")


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and dotted name (without `generator.`) of everything imported from the package."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        inner = (name for name in names if name.startswith("generator.") and name != "generator.__version__")
        yield from ((node.lineno, name.removeprefix("generator.")) for name in inner)


@each_module
def test_imports_go_one_way(path: Path) -> None:
    if path == PACKAGE / "__init__.py":
        return
    own_name, own_place = _place(_dotted(path))
    wrong = []
    for line, imported in _imports(path):
        name, place = _place(imported)
        if name != own_name and place >= own_place:
            wrong.append(f"{path.relative_to(ROOT)}:{line}: {own_name} imports {name}, which stands after it")
    assert wrong == []


@each_module
def test_only_the_command_line_prints(path: Path) -> None:
    if path.is_relative_to(PACKAGE / "cli"):
        return
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    named = [call.func.id for call in calls if isinstance(call.func, ast.Name)]
    assert "print" not in named
    assert "click" not in {name for _line, name in _imports(path)}


@each_module
def test_no_exception_is_swallowed_whole(path: Path) -> None:
    handlers = [
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ExceptHandler)
    ]
    broad = [ast.unparse(handler.type) if handler.type else "everything" for handler in handlers]
    assert not {"Exception", "BaseException", "everything"} & set(broad)


@each_module
def test_every_module_says_what_it_owns(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), f"{path}: no docstring"
