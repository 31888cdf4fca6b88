"""Dates as documents write them → PaperDate, known to the year, the month or the day.

Owns: the forms of dates, and the year of a date printed without one. Must not: guess; what is not understood is None.
"""

from __future__ import annotations

import re
from datetime import date

from generator.core.model import PaperDate

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>[0-9]{4})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_ISO = r"(?P<month>[0-9]{1,2})"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE | re.ASCII)
    for form in (
        _YEAR,
        rf"{_YEAR}-{_ISO}",
        rf"{_YEAR}/{_ISO}",
        rf"{_YEAR}(?P<s>[-/.]){_ISO}(?P=s){_DAY}(?:[T ][0-9:.]+(?:Z|[+-][0-9:]+| ?UTC)?)?",
        rf"{_MONTH},? {_YEAR}",
        rf"{_YEAR} {_MONTH} ?-.{{1,20}}",
        rf"{_YEAR} {_MONTH} {_DAY} ?-.{{1,20}}",
        rf"{_YEAR} (?:spring|summer|autumn|fall|winter|[1-4](?:st|nd|rd|th) quarter)(?:-.{{1,20}})?",
        rf"{_YEAR},? {_MONTH}",
        rf"{_YEAR},? {_MONTH} {_DAY}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"(?:[a-z]{{3,9}}, )?{_DAY},? {_MONTH},? {_YEAR}(?: [0-9:]+(?: [A-Z+0-9-]+)?)?",
    )
)
_WITHOUT_YEAR = tuple(re.compile(form, re.IGNORECASE | re.ASCII) for form in (rf"{_MONTH} {_DAY}", rf"{_DAY} {_MONTH}"))
_FIRST, _LAST = 1500, 2200


def parse_date(text: str, *, retrieved: date | None = None) -> PaperDate | None:
    """Return the date that a text is, or None.

    A date without a year is the latest such date not after `retrieved`, the day the document was read: listings leave
    out the year of that day. 29 February falls in the latest leap year.
    """
    bare = _first_of_range(" ".join(text.strip("/ ").split()))
    for form in _FORMS:
        if found := form.fullmatch(bare):
            parts = found.groupdict()
            return _checked(int(parts["year"]), _month(parts.get("month")), _number(parts.get("day")))
    for form in _WITHOUT_YEAR:
        if (found := form.fullmatch(bare)) and retrieved:
            return _latest(_month(found.group("month")), int(found.group("day")), retrieved)
    return None


_RANGE = re.compile(rf"({_YEAR}(?:-[0-9]{{2}}){{0,2}})[~?%]?(?:/(?:[0-9]{{4}}[0-9-]*|\.\.)?[~?%]?)?", re.ASCII)
_ZEROS = re.compile(r"(?:[-/]00)+$")


def _first_of_range(text: str) -> str:
    """Return the first date of BibLaTeX's `2019-07-28/2019-08-02`, without marks of doubt and parts that are zero."""
    found = _RANGE.fullmatch(text)
    return _ZEROS.sub("", found.group(1) if found else text)


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _month(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if text.isdecimal() else _MONTHS.index(text[:3].lower()) + 1


def _checked(year: int, month: int | None, day: int | None) -> PaperDate | None:
    if not _FIRST <= year <= _LAST:
        return None
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return PaperDate(year=year, month=month, day=day)


def _latest(month: int | None, day: int, retrieved: date) -> PaperDate | None:
    for year in range(retrieved.year, retrieved.year - 9, -1):
        found = _checked(year, month, day)
        if found and found.sort_key <= (retrieved.year, retrieved.month, retrieved.day):
            return found
    return None
