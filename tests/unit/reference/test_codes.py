"""Every code that the generator can print has a rule and two examples, and the examples are true."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from generator.core.diagnostics import Report
from generator.core.model import Paper
from generator.core.yamlnodes import parse
from generator.papers import curation, documents, names
from generator.reference.codes import Code, codes
from generator.taxonomy.checks import check
from generator.taxonomy.classify import classify
from generator.taxonomy.load import load_taxonomy

ROOT = Path(__file__).parents[3]
LAMP = Paper(id="a-lamp", title="A lamp")
CODE = re.compile(r"[a-z]+/[a-z]+(-[a-z]+)*")
REPORTING = {"error", "warning", "note", "_warning", "_note", "_error"}
TRIED = [code for code in codes() if code.file]
WORDED = ROOT / "generator" / "core" / "yamlnodes"


def _literals(call: ast.Call) -> list[str]:
    """Return the code that a call names: its first argument, or its argument `code`."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    values = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
    values += call.args[:1] if name in REPORTING else []
    return [value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)]


def used_codes() -> set[str]:
    """Return the codes that stand in the generator as they are printed."""
    found: set[str] = set()
    for path in sorted((ROOT / "generator").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                found.update(literal for literal in _literals(node) if CODE.fullmatch(literal))
    return found


def composed_codes() -> set[str]:
    """Return the codes that are put together from a room and a name: of syntax, of shape, of structure."""
    found: set[str] = set()
    names = re.compile(r'"([a-z]+(?:-[a-z]+)*)"')
    for path, room, pattern in (
        (WORDED / "syntax.py", "yaml", r'code="[a-z-]+"'),
        (WORDED / "syntax.py", "yaml", r'\n    \(\n        "[^\n]*\n        "[a-z-]+"'),
        (WORDED / "reading.py", "yaml", r'(?:_fault|_stop)\((?:event, )?"[a-z-]+"'),
        (WORDED / "faults.py", "taxonomy", r'return "[a-z-]+", f"'),
        (ROOT / "generator/taxonomy/structure.py", "taxonomy", r'_diagnostic\("[a-z-]+"'),
        (ROOT / "generator/taxonomy/checks.py", "taxonomy", r'_note\(topic, "[a-z-]+"'),
        (ROOT / "generator/taxonomy/schema.py", "taxonomy", r'fault\("[a-z-]+"'),
        (ROOT / "generator/papers/curation_shape.py", "curation", r'_checked\(\s*"[a-z-]+"'),
        (ROOT / "generator/papers/documents.py", "documents", r'fault\("[a-z-]+"'),
    ):
        for match in re.findall(pattern, path.read_text("utf-8")):
            found.add(f"{room}/{names.findall(match)[-1]}")
    return found


def test_every_code_has_a_rule_and_two_examples() -> None:
    known = {code.code for code in codes()}
    assert sorted((used_codes() | composed_codes()) - known) == [], "add them to generator/reference/codes.toml"


def test_the_search_for_codes_finds_them() -> None:
    assert {"yaml/empty", "taxonomy/example-in", "papers/untitled"} <= used_codes()
    assert {"yaml/tab", "yaml/colon", "yaml/alias", "taxonomy/unknown-key", "taxonomy/cycle"} <= composed_codes()


@pytest.mark.parametrize("code", codes(), ids=lambda code: code.code)
def test_a_rule_is_one_line_in_lower_case_without_a_full_stop(code: Code) -> None:
    assert "\n" not in code.rule
    assert not code.rule.endswith(".")
    assert code.rule[0].islower()
    assert code.bad
    assert code.good


def _told(text: str, code: Code, folder: Path) -> set[str]:
    """Return the codes that a file gives; one of syntax needs the parser alone."""
    report = Report()
    if code.room == "yaml":
        parse(text, path="taxonomy.yaml", report=report)
    elif code.file == "curated.yaml":
        curation.load(text, path="papers/curated.yaml", report=report)
    elif code.file == "names.yaml":
        names.load(text, path="papers/names.yaml", report=report)
    elif code.file == "documents.yaml":
        (folder / "papers" / "documents").mkdir(parents=True, exist_ok=True)
        (folder / "papers" / "documents" / "lamps.txt").write_text("A lamp.\n", "utf-8")
        (folder / "papers" / "documents.yaml").write_text(text, "utf-8")
        documents.load(folder, report)
    else:
        taxonomy = load_taxonomy(text, path="taxonomy.yaml", report=report)
        if taxonomy is not None:
            report.extend(check(taxonomy, (LAMP,), classify(taxonomy, (LAMP,))))
    return {found.code for found in report.diagnostics}


@pytest.mark.parametrize("code", TRIED, ids=lambda code: code.code)
def test_the_bad_example_gives_the_code_and_the_good_one_does_not(code: Code, tmp_path: Path) -> None:
    assert code.code in _told(code.bad, code, tmp_path)
    assert code.code not in _told(code.good, code, tmp_path)


@pytest.mark.parametrize("code", TRIED, ids=lambda code: code.code)
def test_the_good_example_has_no_error_of_form(code: Code, tmp_path: Path) -> None:
    told = _told(code.good, code, tmp_path)
    assert not {one for one in told if one.startswith("yaml/")}
