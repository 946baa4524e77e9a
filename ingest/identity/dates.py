"""Dates as British documents print them: days, months, and the days from one to another."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
# In full, or as it is shortened where there is little room: "Jan", "Sept."
MONTH = "|".join(rf"{one[:3]}(?:{one[3:]})?" if one[3:] else one for one in _MONTHS).replace(
    "Sep(?:tember)?", "Sept?(?:ember)?"
)
_MONTH = rf"(?:{MONTH})\b\.?"
_SHORT = tuple(one[:3].lower() for one in _MONTHS)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATE = re.compile(rf"\b{_DAY}\s+(?P<month>{_MONTH}),?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"\b(?P<month>{_MONTH}),?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_MONTH_NUMBER = re.compile(r"(?<![\d/.-])(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)\b")
_ISO = re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b")
_SLASHED = re.compile(r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:19|20)\d\d)\b")
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_SPAN = re.compile(
    rf"\b(?P<first>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+(?P<first_month>{_MONTH}))?"
    rf"(?:\s+(?P<first_year>(?:19|20)\d\d))?\s*(?:to|and|until|[-–—])\s*{_WEEKDAY}"
    rf"(?P<last>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTH})\b(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)


def days_in(text: str) -> Iterator[date]:
    """Give the days that a text names, in order; what is no day of the calendar is passed over."""
    found = [
        (match.start(), day)
        for pattern in (_DATE, _ISO, _SLASHED)
        for match in pattern.finditer(text)
        if (day := _day(match["year"], match["month"], match["day"]))
    ]
    yield from (day for _, day in sorted(found))


def first_day(text: str) -> date | None:
    """Give the first day that a text names."""
    return next(days_in(text), None)


def is_only_a_date(text: str) -> bool:
    """Say whether a line is a date and nothing else."""
    return bool(_DATE.fullmatch(text.strip(" .,")))


def without_day(text: str) -> str:
    """Give a line without the first day in it, or else the first month with its year."""
    return (_DATE if _DATE.search(text) else _MONTH_YEAR).sub("", text, count=1)


def month_alone(line: str) -> date | None:
    """Give the first day of the month that a line names, where it names nothing else."""
    match = _MONTH_YEAR.fullmatch(line.strip(" .,"))
    return _day(match["year"], match["month"], "1") if match else None


def month_in_words(text: str) -> str:
    """Give the first month that a text names with its year as people write it, "March 2010"."""
    found = first_month(text)
    return f"{_MONTHS[found.month - 1]} {found.year}" if found else ""


def first_month(text: str) -> date | None:
    """Give the first day of the first month that a text names with its year, 06/2024 too."""
    match = _MONTH_YEAR.search(text) or _MONTH_NUMBER.search(text)
    return _day(match["year"], match["month"], "1") if match else None


def span_in(text: str, told: date | None = None) -> tuple[date, date] | None:
    """Give the first and last day of the first span in a text ("9 to 13 December 2024").

    A span without its year is the last one of its kind before the day that it was ``told`` on.
    """
    for match in _SPAN.finditer(text):
        for year in _years(match, told):
            last = _day(year, match["month"], match["last"])
            first = _day(
                match["first_year"] or year, match["first_month"] or match["month"], match["first"]
            )
            if first and last and first <= last and (match["year"] or (told and last <= told)):
                return first, last
    return None


def _years(match: re.Match[str], told: date | None) -> tuple[str, ...]:
    if match["year"]:
        return (match["year"],)
    return (str(told.year), str(told.year - 1)) if told else ()


def _day(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdigit() else _SHORT.index(month[:3].lower()) + 1
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None
