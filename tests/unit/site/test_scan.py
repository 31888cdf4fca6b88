from __future__ import annotations

from pathlib import Path

import pytest

from generator.site.scan import scan

SCOPE = '<script>__md_scope=new URL("{base}",location)</script>'


def _page(body: str, *, base: str = ".", head: str = "") -> str:
    shell = f"<!doctype html><html><head><title>t</title>{head}{SCOPE.format(base=base)}</head>"
    return f"{shell}<body><main><article>{body}</article></main></body></html>"


def _scan(root: Path, files: dict[str, str], *, uses_folders: bool = True) -> list[str]:
    contents = {"404.html": _page("", base="/"), "index.html": _page('<h1 id="top-of">x</h1>')} | files
    for path, text in contents.items():
        (root / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "site" / path).write_text(text)
    found = scan(root / "site", site_url="https://example.org/", uses_folders=uses_folders)
    return [f"{one.location}: {one.message} [{one.code}]" for one in found.diagnostics]


def _messages(root: Path, body: str, *, head: str = "") -> list[str]:
    found = _scan(root, {"a/index.html": _page(body, base="..", head=head)})
    return [text.split(": ", 1)[1] for text in found]


@pytest.mark.parametrize(
    "body",
    [
        '<p>a &lt;b&gt; <a href="../">home</a> <a href="../#top-of">h</a> <a href="https://x.example/y">x</a></p>',
        '<a href="#">up</a> <a href="#top">up</a> <a href="#n">n</a><a name="n"></a>',
        '<a href="../#:~:text=x">x</a>',
        '<img src="data:image/png;base64,AA" alt="">',
        '<data value="1">one</data>',
        '<svg viewBox="0 0 1 1"><linearGradient id="g"/><rect fill="url(#g)" style="fill: red"/></svg>',
        '<script type="application/ld+json">{"a": "<b>"}</script>',
        '<script src="../assets/a.js"></script>',
        '<form action="../"><input name="find"></form>',
        "<math><mi>x</mi></math>",
        "<!-- a comment -->",
    ],
)
def test_what_the_theme_and_the_views_write_is_accepted(tmp_path: Path, body: str) -> None:
    (tmp_path / "site/assets").mkdir(parents=True)
    (tmp_path / "site/assets/a.js").touch()
    assert _messages(tmp_path, body) == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<hybnext>", "the element <hybnext> is not accepted [site/element]"),
        ("<iframe></iframe>", "the element <iframe> is not accepted [site/element]"),
        ("<svg><foreignObject/></svg>", "the element <foreignobject> is not accepted [site/element]"),
        ('<b onclick="x">', "the attribute 'onclick' of <b> is not accepted [site/attribute]"),
        ("<svg/onload=x>", "the attribute 'onload' of <svg> is not accepted [site/attribute]"),
        ('<a ping="x">y</a>', "the attribute 'ping' of <a> is not accepted [site/attribute]"),
        (
            '<a href="javascript:x">y</a>',
            "the scheme 'javascript' is not accepted: 'javascript:x' in <a> [site/broken-link]",
        ),
        ('<a href="../b/">y</a>', "there is no such file in the site: '../b/' in <a> [site/broken-link]"),
        ('<a href="../#no">y</a>', "there is no anchor 'no' in index.html: '../#no' [site/broken-link]"),
        ('<a href="#no">y</a>', "there is no anchor 'no' in a/index.html: '#no' [site/broken-link]"),
        (
            '<img src="https://x.example/i.png" alt="">',
            "<img> would load 'https://x.example/i.png' from another host [site/foreign]",
        ),
        (
            '<img srcset="../index.html 1x, https://x.example/i 2x" alt="">',
            "<img> would load 'https://x.example/i' from another host [site/foreign]",
        ),
        (
            '<svg><use href="https://x.example/i.svg#a"/></svg>',
            "<use> would load 'https://x.example/i.svg#a' from another host [site/foreign]",
        ),
        (
            '<p style="background: url(//x.example/i)">',
            "a style of <p> would load something from another host [site/foreign]",
        ),
        ("<style>@import 'x'</style>", "a style would load something from another host [site/foreign]"),
        ("<script>alert(1)</script>", "a script that is not the theme's: 'alert(1)' [site/script]"),
        (
            SCOPE.format(base=".."),
            "a script that is not the theme's: '__md_scope=new URL(\"\",location)' [site/script]",
        ),
        ('<script type="text/x">y</script>', "a script of type 'text/x' is not accepted [site/script]"),
        ('<meta http-equiv="set-cookie">', "<meta http-equiv='set-cookie'> is not accepted [site/element]"),
        (
            '<meta http-equiv="refresh" content="0; url=https://x.example/">',
            "a redirect leads to '0; url=https://x.example/', no page of this site [site/broken-link]",
        ),
    ],
)
def test_what_no_page_may_hold(tmp_path: Path, body: str, said: str) -> None:
    assert _messages(tmp_path, body) == [said]


def test_links_in_the_head(tmp_path: Path) -> None:
    canonical = '<link rel="canonical" href="https://example.org/a/">'
    stylesheet = '<link rel="stylesheet" href="https://x.example/s.css">'
    redirect = '<meta http-equiv="refresh" content="0; url=../">'
    assert _messages(tmp_path, "", head=canonical + stylesheet + redirect) == [
        "<link> would load 'https://x.example/s.css' from another host [site/foreign]"
    ]


def test_a_script_outside_the_text_must_be_the_theme_s_too(tmp_path: Path) -> None:
    assert _messages(tmp_path, "", head="<script>alert(1)</script>") == [
        "a script that is not the theme's: 'alert(1)' [site/script]"
    ]


def test_a_script_in_the_text_of_the_error_page_approves_nothing(tmp_path: Path) -> None:
    bad = "<script>alert(1)</script>"
    found = _scan(tmp_path, {"404.html": _page(bad), "a/index.html": _page(bad, base="..")})
    assert [text.split(":")[0] for text in found] == ["site/404.html", "site/a/index.html"]


def test_findings_name_file_line_and_column(tmp_path: Path) -> None:
    assert _scan(tmp_path, {"a/index.html": _page('x\n  <a href="nowhere/">y</a>', base="..")}) == [
        "site/a/index.html:2:12: there is no such file in the site: 'nowhere/' in <a> [site/broken-link]"
    ]


def test_opened_from_the_disk_links_to_folders_are_dead(tmp_path: Path) -> None:
    assert _scan(tmp_path, {"a.html": _page('<a href="./">y</a>')}, uses_folders=False) == [
        "site/a.html:1:130: a folder has no page when the site is opened from the disk: './' in <a> [site/broken-link]"
    ]


def test_other_files_are_read_too(tmp_path: Path) -> None:
    files = {
        "feed.xml": "<feed><entry></feed>",
        "bomb.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        "chart.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script/><g onload="x"/></svg>',
        "fine.svg": '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>',
        "s.css": "@font-face { src: url(https://x.example/f.woff2) }",
        "t.css": "a { background: url(data:image/png;base64,AA); src: url('../f.woff2') }",
    }
    assert _scan(tmp_path, files) == [
        "site/bomb.xml:1:1: no well-formed XML: EntitiesForbidden(name='b', system_id=None, public_id=None) [site/xml]",
        "site/chart.svg:1:41: the element <script> or its handlers [] are not accepted [site/element]",
        "site/chart.svg:1:50: the element <g> or its handlers ['onload'] are not accepted [site/element]",
        "site/feed.xml:1:1: no well-formed XML: mismatched tag: line 1, column 15 [site/xml]",
        "site/s.css:1:1: the style would load something from another host [site/foreign]",
    ]


def test_a_link_in_the_site_is_never_followed(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/leak.txt").symlink_to("/etc/passwd")
    assert _scan(tmp_path, {}) == [
        "site/leak.txt:1:1: a symbolic link where only plain files and folders are accepted [site/no-plain-file]"
    ]
