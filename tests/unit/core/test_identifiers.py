from __future__ import annotations

import pytest

from generator.core import identifiers
from generator.core.model import Identifier


@pytest.mark.parametrize(
    ("scheme", "text", "expected"),
    [
        ("arxiv", "2302.10035", "2302.10035"),
        ("arxiv", "arXiv:2302.10035v2 [cs.CL]", "2302.10035"),
        ("arxiv", "https://arxiv.org/pdf/0704.0001v1.pdf", "0704.0001"),
        ("arxiv", "http://web3.arxiv.org/abs/2010.10137v1?context=cs.CL", "2010.10137"),
        ("arxiv", "https://huggingface.co/papers/2402.16197", "2402.16197"),
        ("arxiv", "//ar5iv.labs.arxiv.org/html/2303.11855", "2303.11855"),
        ("arxiv", "math.GT/0309136v3", "math/0309136"),
        ("arxiv", "hep-th/9901001", "hep-th/9901001"),
        ("arxiv", "10.48550/arXiv.2302.10035", "2302.10035"),
        ("arxiv", "2313.10035", None),
        ("arxiv", "2302.100355", None),
        ("arxiv", "２３０２.10035", None),
        ("arxiv", "x2302.10035", None),
        ("doi", "10.1109/CVPR46437.2021.00165", "10.1109/cvpr46437.2021.00165"),
        ("doi", "https://doi.org/10.1007/s11633-022-1410-8.", "10.1007/s11633-022-1410-8"),
        (
            "doi",
            "doi: 10.1002/(SICI)1097-4571(199806)49:8<693::AID>3.0.CO;2-O",
            "10.1002/(sici)1097-4571(199806)49:8<693::aid>3.0.co;2-o",
        ),
        ("doi", "https://dx.doi.org/10.1000%2Fx", "10.1000/x"),
        ("doi", '10.1000/x"onclick=', None),
        ("doi", "10.1000/", None),
        ("doi", "11.1000/x", None),
        ("acl", "https://aclanthology.org/2022.findings-emnlp.89/", "2022.findings-emnlp.89"),
        ("acl", "P19-1001.pdf", "P19-1001"),
        ("acl", "paper", None),
        ("openreview", "https://openreview.net/forum?id=WNzy9bRDvG&noteId=x", "WNzy9bRDvG"),
        ("openreview", "a b", None),
        ("pmid", "PMID: 30000001", "30000001"),
        ("pmid", "https://pubmed.ncbi.nlm.nih.gov/30000001/", "30000001"),
        ("pmid", "0", None),
    ],
)
def test_forms(scheme: str, text: str, expected: str | None) -> None:
    found = identifiers.parse(scheme, text)
    assert (found.value if found else None) == expected


def test_an_arxiv_doi_is_the_arxiv_identifier() -> None:
    assert identifiers.doi("10.48550/arXiv.2302.10035") == Identifier(scheme="arxiv", value="2302.10035")


def test_versions_are_split_off() -> None:
    assert identifiers.arxiv_version("2302.10035v2") == (Identifier(scheme="arxiv", value="2302.10035"), 2)
    assert identifiers.arxiv_version("math/0309136") == (Identifier(scheme="arxiv", value="math/0309136"), None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("arxiv:2510.00491", "arxiv:2510.00491"),
        ("10.1000/ABC", "doi:10.1000/abc"),
        ("https://aclanthology.org/P19-1001", "acl:P19-1001"),
        ("https://arxiv.org/list/cs", None),
        ("2510.00491", None),
        ("x1", None),
    ],
)
def test_a_text_says_itself_what_it_is(text: str, expected: str | None) -> None:
    found = identifiers.recognise(text)
    assert (str(found) if found else None) == expected


def test_an_acl_doi_holds_the_acl_identifier() -> None:
    assert identifiers.implied(Identifier(scheme="doi", value="10.18653/v1/p19-1001")) == Identifier(
        scheme="acl", value="P19-1001"
    )
    assert identifiers.implied(Identifier(scheme="doi", value="10.18653/v1/2023.acl-long.110")) == Identifier(
        scheme="acl", value="2023.acl-long.110"
    )
    assert identifiers.implied(Identifier(scheme="doi", value="10.1000/x")) is None
    assert identifiers.implied(Identifier(scheme="arxiv", value="2302.10035")) is None


@pytest.mark.parametrize(
    ("scheme", "value", "address", "paper_id"),
    [
        ("arxiv", "math/0309136", "https://arxiv.org/abs/math/0309136", "arxiv-math-0309136"),
        ("doi", "10.1000/a<b>", "https://doi.org/10.1000/a%3Cb%3E", "doi-10-1000-a-b"),
        ("acl", "P19-1001", "https://aclanthology.org/P19-1001", "acl-p19-1001"),
        ("openreview", "WNzy9bRDvG", "https://openreview.net/forum?id=WNzy9bRDvG", "openreview-wnzy9brdvg"),
        ("pmid", "3", "https://pubmed.ncbi.nlm.nih.gov/3", "pmid-3"),
    ],
)
def test_addresses_and_ids(scheme: str, value: str, address: str, paper_id: str) -> None:
    identifier = Identifier(scheme=scheme, value=value)
    assert identifiers.address(identifier) == address
    assert identifiers.paper_id(identifier) == paper_id


def test_long_identifiers_give_short_ids_that_differ() -> None:
    one, other = (identifiers.paper_id(Identifier(scheme="doi", value=f"10.1000/{'x' * 90}{end}")) for end in "ab")
    assert one != other
    assert len(one) == len(other) == 60


@pytest.mark.parametrize(
    ("scheme", "value", "expected"),
    [
        pytest.param("arxiv", "2301.00001", True, id="arxiv"),
        pytest.param("doi", "10.1101/2020.05.01.123456", True, id="biorxiv"),
        pytest.param("doi", "10.1101/123456", True, id="old-biorxiv"),
        pytest.param("doi", "10.1101/gr.123456.111", False, id="a-journal-of-the-same-press"),
        pytest.param("doi", "10.2139/ssrn.1234567", True, id="ssrn"),
        pytest.param("doi", "10.1234/bread", False, id="a-publisher"),
        pytest.param("acl", "2023.acl-long.110", False, id="acl"),
    ],
)
def test_tells_preprints(scheme: str, value: str, *, expected: bool) -> None:
    assert identifiers.is_preprint(Identifier(scheme=scheme, value=value)) is expected
