"""The commands for people who edit the taxonomy."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli import run
from generator.reference.schemas import schemas


def test_schemas_are_written_where_they_are_read_and_only_when_they_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--project", str(tmp_path), "schemas"]) == 0
    written = {path: (tmp_path / path).read_text("utf-8") for path in schemas()}
    assert written == schemas()
    assert capsys.readouterr().err == "".join(f"wrote {path}\n" for path in schemas())
    assert run(["--project", str(tmp_path), "schemas"]) == 0
    assert capsys.readouterr().err == ""
