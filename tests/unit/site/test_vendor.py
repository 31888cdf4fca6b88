"""What others made and we ship: where it is from, and that it is still what was taken in."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files

import pytest

THEME = files("generator.site.theme")
ENTRIES = json.loads((THEME / "vendor" / "vendor.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry["file"] for entry in ENTRIES])
def test_a_vendored_file_is_the_one_that_was_taken_in(entry: dict[str, str | int]) -> None:
    content = (THEME / str(entry["file"])).read_bytes()
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    assert len(content) == entry["bytes"]
    assert entry["licence"]
    assert entry["package"]


def test_every_file_of_others_is_listed() -> None:
    listed = {str(entry["file"]) for entry in ENTRIES}
    vendored = {f"vendor/{entry.name}" for entry in (THEME / "vendor").iterdir() if entry.name != "vendor.json"}
    fonts = {f"assets/{entry.name}" for entry in (THEME / "assets").iterdir() if entry.name.endswith(".woff2")}
    assert vendored | fonts <= listed
