"""Laws of reading, cleaning and merging, over generated text."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core import urls
from generator.core.diagnostics import Report
from generator.core.model import Chrome, Document, Field, Location, Record, Rejected
from generator.core.text import clean, slug, title_key
from generator.papers import normalise, sources
from generator.papers.curation import Curation
from generator.papers.gather import gather_documents
from generator.papers.ids import is_usable
from generator.papers.sources.source import split_lines

PIECES = st.sampled_from(
    [
        *(
            "\\textbf{",
            "\\emph{a}",
            "\\footnote{",
            "\\'e",
            '\\"',
            '\\"i',
            "\\alpha",
            "\\c{c}",
            "\\%",
            "\\{",
            "\\(",
            "\\)",
            "\\",
        ),
        *(
            "$",
            "$x_1$",
            "{",
            "}",
            "~",
            "--",
            "---",
            "``",
            "''",
            "ell_1",
            "64times 64",
            "mathbb{R}",
            "5times",
            "_",
            "^",
            "^2",
        ),
        *(
            "//github.com/a/b",
            "https://",
            "http://x.org/",
            ".",
            ",",
            " ",
            "\n",
            "\t",
            "a",
            "B c",
            "1",
            "%",
            "<b>",
            "&amp;",
        ),
        *(
            "\u0301",
            "\u202e",
            "\u200b",
            "e\u0301",
            "\u00a0",
            "中",
            "Abstract: ",
            "\\cite{x}",
            "\\href{u}{t}",
            "\x00",
            "…",
            "é",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=14).map("".join))
LINES = st.one_of(
    TEXTS,
    st.sampled_from(
        [
            *(
                "  • 9 authors",
                "·",
                "Nov 25, 2023",
                "Sep 26 4",
                "Dec 9",
                "nvidia NVIDIA",
                "Daily Papers",
                "Subscribe",
                "  • 6 au",
            ),
            *(
                "A Title of a Paper",
                "We present a method. " * 3,
                "We present a method that does things " * 9,
                "12",
                "",
                " ",
            ),
            *('{"title": "A"}', '{"title": "A", "abstract": "b"', "[" * 50, '{"title": "\\ud800"}'),
        ]
    ),
)
DOCUMENTS = st.tuples(st.lists(LINES, max_size=16), st.sampled_from(["\n", "\r\n", "\r"])).map(
    lambda both: both[1].join(both[0])
)


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    for step in (normalise.title, normalise.abstract, clean):
        assert step(step(text)) == step(text)
    assert "\n" not in normalise.abstract(text)


@settings(deadline=None, max_examples=100)
@given(TEXTS)
def test_a_name_is_the_same_name_after_cleaning(text: str) -> None:
    author = normalise.author(text)
    assert author is None or normalise.author(author.name_as_written) == author


@settings(deadline=None, max_examples=100)
@given(TEXTS)
def test_latex_of_a_whole_field_settles(text: str) -> None:
    once = normalise.title(text, is_latex=True)
    assert normalise.title(once, is_latex=True) == once


@settings(deadline=None, max_examples=200)
@given(DOCUMENTS, st.sampled_from([None, *sources.FORMATS]))
def test_readers_never_raise_and_account_for_every_line(text: str, name: str | None) -> None:
    reading = sources.read(Document(path="papers/documents/a.txt", text=text, format=name))
    taken: set[int] = set()
    parts: tuple[Record | Rejected | Chrome, ...] = (*reading.records, *reading.rejected, *reading.chrome)
    for part in parts:
        assert 1 <= part.location.line <= part.end_line
        taken.update(range(part.location.line, part.end_line + 1))
    lines = tuple(split_lines(text))
    assert {line.number for line in lines if not line.is_blank} <= taken
    for record in reading.records:
        assert record.fields
        assert record.raw in text
        for field in record.fields:
            line = lines[field.location.line - 1].text
            assert field.location.column <= len(line) + 1


@settings(deadline=None, max_examples=100)
@given(st.lists(DOCUMENTS, max_size=4))
def test_the_ledger_balances_and_the_order_of_documents_does_not_matter(texts: list[str]) -> None:
    documents = tuple(
        Document(path=f"papers/documents/{number}.txt", text=text, retrieved=date(2025, 12, 9))
        for number, text in enumerate(texts)
    )
    found = gather_documents(documents, Curation(), Report())
    assert found.ledger.balances
    assert found == gather_documents(documents[::-1], Curation(), Report())
    ids = [paper.id for paper in found.papers]
    assert len(set(ids)) == len(ids)
    assert all(is_usable(one) for paper in found.papers for one in (paper.id, *paper.aliases))
    assert not {alias for paper in found.papers for alias in paper.aliases} & set(ids)


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_links_found_in_text_pass_the_policy(text: str) -> None:
    assert all(urls.refusal(link.url) is None for link in urls.links(text))


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_slugs_and_keys_are_stable(text: str) -> None:
    assert slug(slug(text)) == slug(text)
    assert title_key(title_key(text)) == title_key(text)
    assert len(slug(text)) <= 60


@settings(deadline=None, max_examples=100)
@given(
    TEXTS,
    st.sampled_from(["title", "abstract", "date", "year", "arxiv", "doi", "url", "author", "venue", "keyword", "kind"]),
)
def test_normalising_never_raises(text: str, name: str) -> None:
    place = Location(path="a")
    fields = (Field(name=name, value=text, location=place), Field(name="title", value="A", location=place))
    record = Record(location=place, end_line=1, format="bibtex", raw=text, fields=fields)
    for retrieved in (None, date(2025, 12, 9)):
        candidate = normalise.normalise(record, retrieved=retrieved)
        list(normalise.findings(candidate, retrieved=retrieved))
