from __future__ import annotations

import pytest

from generator.core.markup import to_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Slow <i>Secale</i> x", "Slow Secale x", id="inline"),
        pytest.param("<jats:title>Abstract</jats:title><jats:p>We &lt; x</jats:p>", "  We < x ", id="jats"),
        pytest.param("a &amp;amp; b", "a & b", id="entity-escaped-twice"),
        pytest.param("if a<b and b>c", "if a<b and b>c", id="comparison"),
        pytest.param("<b and b>", "<b and b>", id="no-attributes"),
        pytest.param('<a href="https://example.org" >x</a>', "x", id="attributes"),
        pytest.param("<tex-math>\\alpha</tex-math>-A", "$\\alpha$-A", id="tex-math"),
        pytest.param("<script>x</script>", "<script>x</script>", id="unknown-tag-stays-text"),
        pytest.param("</title>x", "</title>x", id="end-without-beginning"),
        pytest.param("AT&T; R&D &nosuch;", "AT&T; R&D &nosuch;", id="no-entity"),
        pytest.param("H<sub>2</sub>O", "H2O", id="subscript"),
        pytest.param("plain", "plain", id="plain"),
    ],
)
def test_says_what_markup_says(text: str, expected: str) -> None:
    assert to_text(text) == expected
