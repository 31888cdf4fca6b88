from __future__ import annotations

import pytest

from generator.core.model import Document, Reading
from generator.papers import sources
from generator.papers.sources import bibtex, findings, limits, xml_records

ENTRY = "@article{a, title = {A title of it}}\n"


def read(text: str, name: str = "a.txt") -> Reading:
    return sources.read(Document(path=name, text=text))


def told(reading: Reading) -> list[str]:
    return [f"{one.location.line}-{one.end_line} {one.reason}" for one in reading.rejected]


def test_lines_beyond_the_limit_are_one_rejected_range(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_LINES", 3)
    reading = read(ENTRY * 5, "a.bib")
    assert len(reading.records) == 3
    assert told(reading) == ["4-5 more than 3 lines in one document: what follows is not read"]


def test_blank_lines_beyond_the_limit_lose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_LINES", 3)
    assert told(read(ENTRY * 3 + "\n" * 9, "a.bib")) == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_one_absurd_line_is_rejected_and_the_rest_stays(monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    monkeypatch.setattr(limits, "MAX_LINE", 50)
    lines = ["TY  - JOUR", "TI  - A title of it", "AB  - " + "x" * 50, "AU  - Baker, Ann", "ER  - "]
    reading = read(end.join([*lines, *lines]), "a.ris")
    assert [[field.name for field in record.fields] for record in reading.records] == [["kind", "title", "author"]] * 2
    assert [(record.location.line, record.end_line) for record in reading.records] == [(1, 5), (6, 10)]
    assert told(reading) == [
        "3-3 a line of 56 characters, more than 50: it is not read",
        "8-8 a line of 56 characters, more than 50: it is not read",
    ]


def test_an_absurd_line_of_json_lines_is_rejected_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.papers.sources.jsonlines.MAX_LINE", 40)
    reading = read('{"title": "One of them"}\n{"title": "' + "x" * 50 + '"}\n{"title": "Two of them"}\n', "a.jsonl")
    assert len(reading.records) == 2
    assert told(reading) == ["2-2 a line of 63 characters, more than 40"]


def test_json_on_one_line_is_read_whatever_its_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_LINE", 50)
    reading = read('{"items": [' + ",".join(['{"title": "A title", "container-title": "J"}'] * 9) + "]}", "a.json")
    assert (len(reading.records), told(reading)) == (9, [])


TWO = "<entry><title>A title</title></entry>"
MANY = [
    pytest.param("a.bib", ENTRY, "a", id="bibtex"),
    pytest.param("a.ris", "TY  - JOUR\nTI  - A title\nER  - \n", "", id="ris"),
    pytest.param("a.csv", "A title,10.1/x\n", "title,doi\n", id="table"),
    pytest.param("a.jsonl", '{"title": "A title"}\n', "", id="jsonlines"),
    pytest.param("a.json", '{"title": "A title"},\n', "[\n", id="json"),
    pytest.param("a.xml", f"{TWO}\n", "<feed>\n", id="xml"),
    pytest.param("a.md", "- [A title of it](https://arxiv.org/abs/2001.00001)\n", "", id="markdown"),
    pytest.param("a.txt", "We present a method that does a thing.\n", "", id="abstracts"),
]


@pytest.mark.parametrize(("name", "record", "head"), MANY)
def test_records_beyond_the_limit_are_one_rejected_range(
    monkeypatch: pytest.MonkeyPatch, name: str, record: str, head: str
) -> None:
    for module in (findings, bibtex):
        monkeypatch.setattr(module, "MAX_RECORDS", 3)
    reading = read(head.replace("a", "", 1) + record * 6 if name == "a.bib" else head + record * 6, name)
    assert len(reading.records) == 3
    lines = record.count("\n")
    (reason,) = told(reading)
    first = head.count("\n") + 3 * lines + 1
    assert reason.startswith(f"{first}-")
    assert "more than 3 " in reason


def test_records_that_cannot_be_read_end_the_reading_when_they_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "MAX_REJECTED", 2)
    reading = read("@article{a, year = 2020}\n" * 4 + ENTRY, "a.bib")
    assert reading.records == ()
    assert told(reading) == [
        "1-1 no title, abstract or identifier in this record",
        "2-2 no title, abstract or identifier in this record",
        "3-5 more than 2 records of this document cannot be read: this and what follows is not tried",
    ]


def test_free_text_that_reads_like_entries_loses_none_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "MAX_REJECTED", 1)
    reading = read(ENTRY + ("title = {x}\n" + "@comment{x}\n") * 3, "a.bib")
    assert len(reading.records) == 1
    assert told(reading) == [
        "2-7 more than 1 records of this document cannot be read: this and what follows is not tried",
    ]


def test_remarks_end_with_one_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "MAX_REMARKS", 1)
    reading = read(ENTRY * 5, "a.bib")
    assert [remark.message for remark in reading.remarks] == [
        "key 'a' is used on line 1 as well",
        "more than 1 odd places in one document; this and what follows is not told",
    ]


def test_faults_outside_records_end_the_reading_of_xml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_records, "MAX_FAULTS", 2)
    reading = read("<feed>" + f"{TWO}</x>\n" * 5, "a.xml")
    assert len(reading.records) == 3
    assert told(reading)[0].endswith("more than 2 faults in one document: what follows is not read")


def test_an_entry_with_too_many_fields_or_pieces_is_rejected() -> None:
    many = ", ".join(f"a{number} = {{x}}" for number in range(1_001))
    pieces = " # ".join(["{x}"] * 1_001)
    reading = read(f"@article{{a, {many}}}\n@article{{b, title = {pieces}}}\n{ENTRY}", "a.bib")
    assert len(reading.records) == 1
    assert told(reading) == [
        "1-1 the entry has more than 1000 fields",
        "2-2 the value of 'title' has more than 1000 pieces",
    ]


def test_a_chain_of_references_is_followed_a_few_steps() -> None:
    chain = "".join(
        f"@inproceedings{{k{n}, title = {{Title number {n} of it}}, crossref = {{k{n + 1}}}}}\n" for n in range(12)
    )
    reading = read(chain, "a.bib")
    assert len(reading.records) == 12
    assert "more than 8 entries are referred to, one by the other" in {remark.message for remark in reading.remarks}
