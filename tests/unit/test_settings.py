from __future__ import annotations

from pathlib import Path

import pytest

from generator.core.diagnostics import Report, render_text
from generator.core.model import Settings
from generator.settings import load

GOOD = """\
site_name: Soil
docs_dir: site_src
theme:
  name: material
  custom_dir: .survey/theme
"""


def _load(root: Path, text: str) -> tuple[Settings | None, str]:
    (root / "mkdocs.yml").write_text(text)
    report = Report()
    return load(root, report=report), render_text(report.sorted(), lambda _path, _line: None)


def test_the_least_that_is_needed(tmp_path: Path) -> None:
    assert _load(tmp_path, GOOD) == (Settings(site_name="Soil"), "no findings\n")


def test_all_that_is_read(tmp_path: Path) -> None:
    text = GOOD + (
        "site_description: >\n  Of soil\n  and seed\nsite_url: https://example.org/soil\nuse_directory_urls: false\n"
        "extra:\n  survey:\n    repository: https://github.com/owner/soil.git\n    branch: trunk\n"
        "plugins: [search: {lang: en}]\nmarkdown_extensions:\n  - attr_list\n  - toc: {permalink: true}\n"
        "extra_css: [assets/survey.css]\n"
    )
    assert _load(tmp_path, text)[0] == Settings(
        site_name="Soil",
        site_description="Of soil and seed",
        site_url="https://example.org/soil/",
        repository="https://github.com/owner/soil",
        branch="trunk",
        use_directory_urls=False,
    )


@pytest.mark.parametrize(
    ("more", "said", "hint"),
    [
        (
            "hooks: [evil.py]\n",
            "6:1: error: the setting 'hooks' is not accepted [settings/key]",
            "hooks run code wherever the site is built",
        ),
        (
            "plugns: [search]\n",
            "6:1: error: the setting 'plugns' is not accepted [settings/key]",
            "did you mean 'plugins'?",
        ),
        (
            "plugins:\n  - search\n  - macros: {}\n",
            "8:5: error: the plugin 'macros' is not accepted [settings/plugin]",
            "macros run what stands in the text of a paper",
        ),
        (
            "plugins: {gen-files: {scripts: [x]}}\n",
            "6:11: error: the plugin 'gen-files' is not accepted [settings/plugin]",
            "accepted: search",
        ),
        (
            "markdown_extensions: [pymdownx.snippets]\n",
            "6:23: error: the Markdown extension 'pymdownx.snippets' is not accepted [settings/extension]",
            "snippets publish any file that a text names",
        ),
        (
            "extra_javascript: [https://cdn.example/x.js]\n",
            "6:20: error: 'https://cdn.example/x.js' is on another host [settings/foreign]",
            "keep a copy in the project; a page asks no other host",
        ),
        (
            "site_url: example.org\n",
            "6:11: error: 'example.org' is no http(s) address [settings/site-url]",
            "write the whole address, such as https://owner.github.io/name/",
        ),
        (
            "extra: {survey: {repository: https://evil.example/a/b}}\n",
            "6:30: error: 'https://evil.example/a/b' is no repository on GitHub [settings/repository]",
            "write https://github.com/owner/name",
        ),
    ],
)
def test_what_is_refused(tmp_path: Path, more: str, said: str, hint: str) -> None:
    assert _load(tmp_path, GOOD + more) == (None, f"mkdocs.yml:{said}\nhint: {hint}\n1 error in 1 file\n")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Soil", "<b>Soil", "1:12: error: the name '<b>Soil' holds markup [settings/site-name]"),
        ("site_name: Soil", "site_name:", "1:1: error: the survey has no name [settings/site-name]"),
        ("name: material", "name: mkdocs", "4:9: error: 'theme: name' is not 'material' [settings/fixed]"),
        ("docs_dir: site_src\n", "", "1:1: error: 'docs_dir' is not 'site_src' [settings/fixed]"),
        (".survey/theme", "/etc", "5:15: error: 'theme: custom_dir' is not '.survey/theme' [settings/fixed]"),
    ],
)
def test_what_must_stand(tmp_path: Path, old: str, new: str, said: str) -> None:
    settings, text = _load(tmp_path, GOOD.replace(old, new, 1))
    assert (settings, text.split("\n")[0]) == (None, f"mkdocs.yml:{said}")


@pytest.mark.parametrize("value", ["!ENV SECRET", "!!python/object/apply:os.system [id]", "!!python/name:os.system"])
def test_tags_are_refused(tmp_path: Path, value: str) -> None:
    settings, text = _load(tmp_path, f"{GOOD}copyright: {value}\n")
    assert settings is None
    assert text.startswith("mkdocs.yml:6:12: error: ")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("- a\n", "mkdocs.yml:1:1: error: the file is no block of keys [settings/shape]"),
        ("", "mkdocs.yml:1:1: error: the file holds nothing [yaml/empty]"),
    ],
)
def test_a_file_that_is_none(tmp_path: Path, content: str, said: str) -> None:
    settings, text = _load(tmp_path, content)
    assert (settings, text.split("\n")[0]) == (None, said)


def test_a_missing_file(tmp_path: Path) -> None:
    report = Report()
    assert load(tmp_path, report=report) is None
    assert report.diagnostics[0].message == "the file does not exist"


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_bytes(b"site_name: \xff")
    report = Report()
    assert load(tmp_path, report=report) is None
    assert [found.code for found in report.diagnostics] == ["yaml/encoding"]
