from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.exports.plain import plain


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(codec=None, categories=None)))
def test_any_text_becomes_one_line_that_xml_can_carry(text: str) -> None:
    cleaned = plain(text)
    element = ET.Element("x")
    element.text = cleaned
    read = ET.fromstring(ET.tostring(element, encoding="utf-8"))  # noqa: S314 - our own bytes
    assert (read.text or "") == cleaned
    assert cleaned.splitlines() in ([], [cleaned])
    assert plain(cleaned) == cleaned
