"""The look as files: contrast of tokens, sizes, checksums of what is not ours, what overrides and scripts use."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

from generator.site import theme
from generator.site.charts import SHAPES
from generator.site.theme import Edition

FOLDER = Path(theme.__file__).parent
STYLE = (FOLDER / "assets/survey.css").read_text(encoding="utf-8")
READ = {"page.meta", "page.content", "page.canonical_url", "config.site_name", "config.site_url"}
EDITION = Edition(name="abc<", newest_input="2026-05-04", repository="")
ARTEFACTS = {found.path: found.content for found in theme.artefacts(EDITION)}


def tokens(selector: str) -> dict[str, str]:
    block = STYLE[STYLE.index(selector) :].split("}", 1)[0]
    return dict(re.findall(r"--sv-([a-z0-9-]+): (#[0-9a-f]{3,6});", block))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[index : index + 2], 16) / 255 for index in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["body, [data-md-color-scheme=default]", "[data-md-color-scheme=slate]"])
def test_every_colour_that_carries_text_can_be_read(scheme: str) -> None:
    found = tokens(scheme)
    text = ("ink", "ink2", "ink3", "link", "accent", *(str(number) for number in range(1, 9)))

    weak = [(name, ground) for name in text for ground in ("bg", "card") if contrast(found[name], found[ground]) < 4.5]

    assert weak == []
    assert contrast(found["line-strong"], found["bg"]) >= 3
    assert len({found[str(number)] for number in range(1, 9)}) == 8


def test_there_are_as_many_shapes_as_hues() -> None:
    assert len(SHAPES) == 8
    assert len({re.search(rf"\.sv-f{n} .*--s: ([^;]+);", STYLE)[1] for n in range(1, 9)}) == 8  # type: ignore[index]


@pytest.mark.parametrize(("name", "limit"), [("survey.css", 7000), ("survey.js", 2000), ("survey-serif.woff2", 30000)])
def test_what_every_page_loads_is_small(name: str, limit: int) -> None:
    content = ARTEFACTS[f"site_src/{theme.asset_uri(name)}"]

    assert len(content if name.endswith("woff2") else gzip.compress(content, 9, mtime=0)) <= limit


def test_what_is_not_ours_is_what_the_manifest_says() -> None:
    manifest = json.loads((FOLDER / "vendor/vendor.json").read_text(encoding="utf-8"))

    assert manifest
    for entry in manifest:
        content = (FOLDER / entry["file"]).read_bytes()
        assert (entry["file"], len(content)) == (entry["file"], entry["bytes"])
        assert hashlib.sha256(content).hexdigest() == entry["sha256"]


def test_an_asset_is_named_after_its_bytes_and_finds_the_others() -> None:
    style = ARTEFACTS[f"site_src/{theme.asset_uri('survey.css')}"].decode()

    assert re.fullmatch(r"assets/survey/survey\.[0-9a-f]{10}\.css", theme.asset_uri("survey.css"))
    assert theme.asset_uri("survey-serif.woff2").rpartition("/")[2] in style
    assert "/*" not in style
    assert "@@" not in style


def test_overrides_know_the_assets_and_the_edition() -> None:
    main = ARTEFACTS[".survey/theme/main.html"].decode()

    assert theme.asset_uri("survey.js") in main
    assert "edition <code>abc&#60;</code>" in main
    assert "@@" not in main


@pytest.mark.parametrize("path", sorted((FOLDER / "overrides").glob("*.html")), ids=lambda path: path.name)
def test_overrides_escape_and_read_only_what_both_engines_give(path: Path) -> None:
    expressions = re.findall(r"\{\{\s*(.*?)\s*\}\}", path.read_text(encoding="utf-8"))
    markup = {"page.content", "super()"}

    for expression in expressions:
        assert expression in markup or expression.endswith(("| e", "| tojson")), expression
        names = set(re.findall(r"(?<![\w.'\"])(page\.\w+|config\.\w+)", expression))
        assert names <= READ, names


@pytest.mark.parametrize("path", sorted(FOLDER.glob("**/*.js")), ids=lambda path: path.name)
def test_scripts_never_write_markup(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    for banned in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
        assert banned not in text
