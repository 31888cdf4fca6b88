from __future__ import annotations

from pathlib import Path

import pytest

from generator.core.diagnostics import Report, render_text
from generator.core.model import Name, NameKind
from generator.papers.names import load, spelling_key

ROOT = Path(__file__).parents[3]
PATH = "papers/names.yaml"


def _load(text: str) -> tuple[tuple[Name, ...], str]:
    report = Report()
    names = load(text, path=PATH, report=report)
    return names, render_text(report.sorted(), lambda _path, _line: None)


def test_names_and_their_spellings() -> None:
    names, told = _load(
        "names:\n"
        "  - {name: CIFAR-10, kind: data}\n"
        "  - name: FID\n    kind: metric\n    aliases: [Fréchet Inception Distance]\n    better: lower\n"
    )
    assert told == "no findings\n"
    assert [(one.name, one.kind, one.aliases, one.better, one.location.line) for one in names] == [
        ("CIFAR-10", NameKind.DATA, (), None, 2),
        ("FID", NameKind.METRIC, ("Fréchet Inception Distance",), "lower", 3),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "names:\n  - {name: CIFAR-10, kind: data}\n  - {name: Other, kind: data, aliases: [A, CIFAR 10]}\n",
            "papers/names.yaml:3:44: error: 'CIFAR 10' is already a spelling of another entry [names/duplicate]\n"
            "papers/names.yaml:2:12: here as 'CIFAR-10'\n"
            "hint: keep one of them; hyphens and blanks make no difference\n"
            "1 error in 1 file\n",
            id="one-spelling-for-two-things",
        ),
        pytest.param(
            "names:\n  - {name: '--', kind: data}\n",
            "papers/names.yaml:2:12: error: '--' can never be found [names/no-word]\n"
            "hint: write a name with a letter or digit\n"
            "1 error in 1 file\n",
            id="no-word",
        ),
    ],
)
def test_faults(text: str, message: str) -> None:
    names, told = _load(text)
    assert names == ()
    assert told == message


@pytest.mark.parametrize("text", ["", "names: [", "names: {a: b}", "- x"])
def test_bad_files_give_no_names(text: str) -> None:
    names, told = _load(text)
    assert names == ()
    assert "error" in told


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("CIFAR-10", "CIFAR 10", True),
        ("speed-up", "Speedup", False),
        ("speed-up", "speed up", True),
        ("COCO", "coco", False),
    ],
)
def test_spelling_key(one: str, other: str, same: bool) -> None:  # noqa: FBT001 - a table
    assert (spelling_key(one) == spelling_key(other)) is same


def test_our_own_list_is_good() -> None:
    names, told = _load((ROOT / PATH).read_text(encoding="utf-8"))
    assert told == "no findings\n"
    assert len(names) > 300
    assert {one.kind for one in names} == set(NameKind)
