"""RIS and CSL-JSON, read back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.model import Identifier, PaperDate, Venue
from generator.core.text import clean
from generator.exports import csljson, ris
from tests.surveys import SOIL, paper

HOSTILE = [
    "a {b} } { c",
    '=HYPERLINK("x")',
    "TY  - JOUR",
    "ER  - ",
    "x\nER  - \r\nTY  - GEN",
    "\x0b\ufffe“q”\u2028z",
    "</a>",
]


def test_ris_record() -> None:
    assert ris.record(SOIL.by_id["earthworm-burrows"], ["Soil animals", "Earthworms"]) == (
        "TY  - JOUR\n"
        "ID  - earthworm-burrows\n"
        "TI  - WORM: Earthworm burrows and water in clay soils\n"
        "AU  - Lund, Ada\n"
        "AU  - Iversen, Bo\n"
        "PY  - 2020\n"
        "T2  - Journal of Soil Life\n"
        "DO  - 10.1000/jsl.19\n"
        "UR  - https://doi.org/10.1000/jsl.19\n"
        "AB  - Clay soils drain badly. We propose WORM, a model of how earthworm burrows carry water. "
        "On the Rothamsted plots WORM reaches 91.2 % accuracy.\n"
        "KW  - Soil animals\n"
        "KW  - Earthworms\n"
        "ER  - \n"
    )


def test_ris_dates() -> None:
    preprint = replace(
        paper("x", "t"),
        date=PaperDate(year=2020, month=3),
        identifiers=(Identifier(scheme="arxiv", value="2003.00001"),),
    )
    assert "PY  - 2020\nDA  - 2020/03//\nAN  - arXiv:2003.00001\n" in ris.record(preprint, [])
    assert "DA  - 2020/03/04/" in ris.record(replace(preprint, date=PaperDate(year=2020, month=3, day=4)), [])


@pytest.mark.parametrize("text", HOSTILE)
def test_ris_reads_back(text: str) -> None:
    hostile = replace(paper("x", text, text, authors=("Ada Lund",)), venue=Venue(name=text))
    first, second = rispy.loads(ris.document([(hostile, [text, "Moss"]), (SOIL.by_id["fungal-threads"], [])]))
    assert first["title"] == first["abstract"] == first["secondary_title"] == clean(text)
    assert first["keywords"] == [clean(text), "Moss"]
    assert first["authors"] == ["Lund, Ada"]
    assert second["title"] == "Fungal threads bring nitrogen to trees"


@settings(deadline=None, max_examples=60)
@given(st.text(min_size=1))
def test_any_title_reads_back_from_ris(text: str) -> None:
    (read,) = rispy.loads(ris.record(paper("x", f"t {text}", year=2020), []))
    assert read["title"] == clean(f"t {text}")
    assert read["year"] == "2020"


def test_csl_item() -> None:
    assert csljson.item(SOIL.by_id["earthworm-burrows"], ["Soil, animals", "Earthworms"]) == {
        "id": "earthworm-burrows",
        "type": "article-journal",
        "title": "WORM: Earthworm burrows and water in clay soils",
        "container-title": "Journal of Soil Life",
        "DOI": "10.1000/jsl.19",
        "URL": "https://doi.org/10.1000/jsl.19",
        "abstract": "Clay soils drain badly. We propose WORM, a model of how earthworm burrows carry water. "
        "On the Rothamsted plots WORM reaches 91.2 % accuracy.",
        "keyword": "Soil animals, Earthworms",
        "author": [{"family": "Lund", "given": "Ada"}, {"family": "Iversen", "given": "Bo"}],
        "issued": {"date-parts": [[2020]]},
    }


def test_a_citation_processor_reads_csl_and_gives_the_same_values() -> None:
    labels = {one.id: ("Soil animals", "Earthworms") for one in SOIL.papers}
    source = CiteProcJSON(json.loads(csljson.document([(one, labels[one.id]) for one in SOIL.papers])))
    assert list(source) == [one.id for one in SOIL.papers]
    for one in SOIL.papers:
        read = source[one.id]
        assert [str(part) for part in read.get("title", [])] == ([one.title] if one.title else [])
        assert [str(part) for part in read.get("abstract", [])] == ([one.abstract] if one.abstract else [])
        assert [str(part) for part in read["keyword"]] == ["Soil animals, Earthworms"]
        names = [f"{name['given']} {name['family']}" for name in read.get("author", [])]
        assert names == [author.name_as_written for author in one.authors]
    assert source["fungal-threads"]["issued"]["year"] == 2020
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(Citation([CitationItem("earthworm-burrows")]))
    (entry,) = bibliography.bibliography()
    assert str(entry) == (
        "Lund, A. and Iversen, B. (2020) “WORM: Earthworm burrows and water in clay soils”, Journal of Soil Life "
        "[Preprint]. Available at: https://doi.org/10.1000/jsl.19."
    )


def test_csl_of_a_preprint_by_a_group() -> None:
    preprint = replace(
        paper("x", "t", authors=("OpenAI",)),
        date=PaperDate(year=2020, month=3, day=4),
        identifiers=(Identifier(scheme="arxiv", value="2003.00001"),),
    )
    found = csljson.item(preprint, [])
    assert found["author"] == [{"literal": "OpenAI"}]
    assert found["issued"] == {"date-parts": [[2020, 3, 4]]}
    assert (found["type"], found["publisher"], found["number"]) == ("article", "arXiv", "arXiv:2003.00001")


@pytest.mark.parametrize("text", HOSTILE)
def test_csl_reads_back(text: str) -> None:
    (read,) = json.loads(csljson.document([(paper("x", text), [])]))
    assert read == {"id": "x", "type": "article", "title": clean(text)}
