from __future__ import annotations

import pytest

from generator.core import urls
from generator.core.model import Link, LinkKind


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://github.com/a/b", None),
        ("http://x.org:8080/a?b=c#d", None),
        ("https://xn--bcher-kva.example/", None),
        ("javascript:alert(1)", "begins with 'javascript:', only http and https are linked"),
        ("java\tscript:alert(1)", "holds characters that may not stand in an address"),
        ("data:text/html,x", "begins with 'data:', only http and https are linked"),
        ("ftp://x.org/", "begins with 'ftp:', only http and https are linked"),
        ("//x.org/", "has no scheme"),
        ("x.org", "has no scheme"),
        ("https://", "names no host"),
        ("https:///x", "names no host"),
        ("https://localhost/", "names no host"),
        ("https://127.0.0.1/", "names no host"),
        ("https://user@x.org/", "names a user"),
        ("https://user:pw@x.org/", "names a user"),
        ("https://x.org:99999/", "is no address"),
        ("https://x.org:0/", "has port 0"),
        ("https://[::1/", "is no address"),
        ("https://gіthub.com/", "holds characters that may not stand in an address"),
        ("https://x.org/\u202e", "holds characters that may not stand in an address"),
        ('https://x.org/"onclick="', "holds characters that may not stand in an address"),
        ("https://x.org/<b>", "holds characters that may not stand in an address"),
        ("https://x.org/{{7*7}}", "holds characters that may not stand in an address"),
        ("https://x.org/`", "holds characters that may not stand in an address"),
        ("https://x.org\\@y.org/", "holds characters that may not stand in an address"),
        ("https://x.org/" + "a" * 2000, "longer than 2000 characters"),
        ("", "holds characters that may not stand in an address"),
    ],
)
def test_policy(url: str, reason: str | None) -> None:
    assert urls.refusal(url) == reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at //github.com/a/b.", ["https://github.com/a/b"]),
        ("at https://github.com/a/b, with", ["https://github.com/a/b"]),
        ("(see https://x.org/a_(b)).", ["https://x.org/a_(b)"]),
        ("code: github.com/a/b", ["https://github.com/a/b"]),
        ("HTTPS://x.org/A", ["https://x.org/A"]),
        ("mail a@github.com/x or http:x //a", []),
        ("The code will be available soon.", []),
        ("and/or //comment", []),
    ],
)
def test_addresses_in_text(text: str, expected: list[str]) -> None:
    found = list(urls.find(text))
    assert [place.url for place in found] == expected
    assert all(text[place.start : place.end].lower() in place.url.lower() for place in found)


def test_scheme_less_addresses_get_their_scheme() -> None:
    assert urls.with_schemes("at //github.com/a/b.") == "at https://github.com/a/b."
    assert urls.with_schemes("http://a.org//b.c/d // e") == "http://a.org//b.c/d // e"
    assert urls.complete("www.x.org/") == "https://www.x.org/"


@pytest.mark.parametrize(
    ("url", "context", "kind"),
    [
        ("https://github.com/a/b", "project page", LinkKind.CODE),
        ("https://github.com/a", "", LinkKind.PROJECT),
        ("https://colab.research.google.com/x", "", LinkKind.CODE),
        ("https://huggingface.co/datasets/a/b", "", LinkKind.DATA),
        ("https://www.kaggle.com/datasets/a", "", LinkKind.DATA),
        ("https://zenodo.org/record/1", "", LinkKind.DATA),
        ("https://a.github.io/b", "Code is available on", LinkKind.PROJECT),
        ("https://x.org/a.pdf", "", LinkKind.PDF),
        ("https://arxiv.org/pdf/2302.10035", "", LinkKind.PDF),
        ("https://arxiv.org/abs/2302.10035", "", LinkKind.ABSTRACT),
        ("https://huggingface.co/papers/2302.10035", "", LinkKind.ABSTRACT),
        ("https://x.org/a", "Our implementation is at", LinkKind.CODE),
        ("https://x.org/a", "The dataset is at", LinkKind.DATA),
        ("https://x.org/a", "Code and videos on the project page", LinkKind.PROJECT),
        ("https://x.org/a", "", LinkKind.PROJECT),
    ],
)
def test_kinds(url: str, context: str, kind: LinkKind) -> None:
    assert urls.kind(url, context) == kind


def test_links_of_a_text_are_classed_once_each() -> None:
    text = "Data at https://x.org/d. Code: https://github.com/a/b and https://github.com/a/b, not https://u@x.org/."
    assert urls.links(text) == (
        Link(kind=LinkKind.DATA, url="https://x.org/d"),
        Link(kind=LinkKind.CODE, url="https://github.com/a/b"),
    )
