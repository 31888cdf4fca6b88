from __future__ import annotations

from datetime import date

import pytest

from generator.papers.dates import parse_date

READ = date(2025, 12, 9)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023", "2023"),
        ("2023-02", "2023-02"),
        ("2023/02", "2023-02"),
        ("2023-02-20", "2023-02-20"),
        ("2023/2/5", "2023-02-05"),
        ("2023-02-20T10:11:12Z", "2023-02-20"),
        ("2023-02-20T10:11:12.000+00:00", "2023-02-20"),
        ("Nov 25, 2023", "2023-11-25"),
        ("November 25 2023", "2023-11-25"),
        ("25 November 2023", "2023-11-25"),
        ("Mon, 25 Nov 2023 00:00:00 GMT", "2023-11-25"),
        ("1st Sept. 2023", "2023-09-01"),
        ("February 2023", "2023-02"),
        ("2023 Feb", "2023-02"),
        ("2023 Feb 3", "2023-02-03"),
        ("Sep 26", "2025-09-26"),
        ("Dec 9", "2025-12-09"),
        ("Dec 10", "2024-12-10"),
        ("26 Sep", "2025-09-26"),
        ("Feb 29", "2024-02-29"),
        ("Feb 30", None),
        ("2023-13", None),
        ("2023-02-30", None),
        ("0000", None),
        ("99999", None),
        ("２０２０", None),
        ("n.d.", None),
        ("2023-02/20", None),
        ("2 days ago", None),
        ("", None),
    ],
)
def test_forms(text: str, expected: str | None) -> None:
    found = parse_date(text, retrieved=READ)
    assert (str(found) if found else None) == expected


def test_a_date_without_a_year_needs_the_day_the_document_was_read() -> None:
    assert parse_date("Sep 26") is None
