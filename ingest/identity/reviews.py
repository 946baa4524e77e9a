"""When a document is due for a review: what it says of itself, else the rule for its kind."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from domain import Kind
from ingest.identity.dates import first_day, first_month
from ingest.identity.rules import rules

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from domain import Source

# What a document says of its review stands at its beginning or its end.
_END_CHARACTERS = 5_000
# They tell of their time.
_RECORDS = frozenset({Kind.FINDING, Kind.REVIEW})


def review_of(source: Source, text: str) -> date | None:
    """Give the day from which a document is due for a review; None where nothing tells.

    What the catalogue says wins. A month stands for its first day. Somebody who checked the
    document on or after the day that it names has done that review: the next is told by its kind.
    """
    if source.review_due or source.kind in _RECORDS:
        return source.review_due
    rule = rules()
    ends = (text[:_END_CHARACTERS], text[-_END_CHARACTERS:])
    made = source.effective_from or source.published
    known = [day for day in (source.checked, source.effective_from, source.published) if day]
    known += [day for end in ends for day in _days_named(end, rule.dates.reviewed)]
    for day in (day for end in ends for day in _days_named(end, rule.dates.review)):
        if not any(one >= day for one in known):
            return day
    every = next((one for end in ends if (one := _months_named(end))), None)
    if every and made and not (source.checked and source.checked >= _after(made, every)):
        return _after(made, every)
    months = every or rule.review_months.get(source.kind)
    return _after(max(known), months) if months and known else None


def _days_named(text: str, patterns: Iterable[re.Pattern[str]]) -> Iterator[date]:
    for pattern in patterns:
        for match in pattern.finditer(text):
            if day := first_day(match[0]) or first_month(match[0]):
                yield day


def _months_named(text: str) -> int | None:
    """Give after how many months a text says that the document itself is reviewed."""
    told = [match["every"] for one in rules().dates.reviewed_every for match in one.finditer(text)]
    return next(
        (one.months for words in told for one in rules().every if one.words.search(words)), None
    )


def _after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
