from __future__ import annotations

import pytest

from generator.site.links import OUTSIDE, Addresses, Target

FILES = frozenset({"index.html", "404.html", "papers/a b/index.html", "papers/x/index.html", "assets/s.css", "t.csv"})
SITE = Addresses(files=FILES, site_url="https://example.org/survey/")


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("../../", Target(path="index.html")),
        ("../..", Target(path="index.html")),
        (".", Target(path="papers/x/index.html")),
        ("", Target(path="papers/x/index.html")),
        ("?topic=a", Target(path="papers/x/index.html")),
        ("#why", Target(path="papers/x/index.html", anchor="why")),
        ("#caf%C3%A9", Target(path="papers/x/index.html", anchor="café")),
        ("../a%20b/?x=1#y", Target(path="papers/a b/index.html", anchor="y")),
        ("../../t.csv", Target(path="t.csv")),
        ("/survey/assets/s.css", Target(path="assets/s.css")),
        ("https://example.org/survey/papers/x/", Target(path="papers/x/index.html")),
        ("https://example.org/other/", OUTSIDE),
        ("mailto:a@example.org", OUTSIDE),
    ],
)
def test_where_an_address_leads(address: str, target: Target) -> None:
    assert SITE.resolve(address, page="papers/x/index.html") == target


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("../x", "there is no such file in the site"),
        ("../y/", "there is no such file in the site"),
        ("../../../", "the address lies outside the site"),
        ("/", "the address lies outside the site"),
        ("//evil.example/", "an address without a scheme leads to another host"),
        ("\\\\evil.example/", "an address without a scheme leads to another host"),
        ("/\\evil.example/", "an address without a scheme leads to another host"),
        ("javascript:alert(1)", "the scheme 'javascript' is not accepted"),
        (" java\tscript:alert(1)", "the scheme 'javascript' is not accepted"),
        ("\x01JavaScript:alert(1)", "the scheme 'javascript' is not accepted"),
        ("data:text/html,x", "the scheme 'data' is not accepted"),
        ("file:///etc/passwd", "the scheme 'file' is not accepted"),
        ("https://example.org/survey/nowhere/", "there is no such file in the site"),
        ("../javascript:alert(1)", "there is no such file in the site"),
        ("..//evil.example/", "there is no such file in the site"),
    ],
)
def test_what_may_not_stand(address: str, fault: str) -> None:
    assert SITE.resolve(address, page="papers/x/index.html").fault == fault


def test_opened_from_the_disk_a_folder_has_no_page() -> None:
    site = Addresses(files=FILES, uses_folders=False)
    assert site.resolve("papers/x/", page="index.html").fault == (
        "a folder has no page when the site is opened from the disk"
    )
    assert site.resolve("papers/x/index.html", page="index.html") == Target(path="papers/x/index.html")


def test_a_site_without_an_address_is_the_root_of_its_host() -> None:
    assert Addresses(files=FILES).resolve("/t.csv", page="index.html") == Target(path="t.csv")
