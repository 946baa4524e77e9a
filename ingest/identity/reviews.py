"""When a document is due for a review: what it says of itself, else the rule for its kind."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
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
_FACT = "review_due"
# They tell of their time.
_RECORDS = frozenset({Kind.FINDING, Kind.REVIEW})


def with_review(source: Source, text: str) -> Source:
    """Give a source with the day from which it is due for a review; none where nothing tells.

    What the catalogue says wins. A month stands for its first day, and only the month is said of
    it. Somebody who checked the document on or after the day that it names has done that review:
    the next is told by its kind.
    """
    if source.review_due or source.kind in _RECORDS:
        return source
    due, is_month = _review(source, text)
    months = (*source.months, _FACT) if is_month else source.months
    return replace(source, review_due=due, months=tuple(sorted(months)))


def _review(source: Source, text: str) -> tuple[date | None, bool]:
    """Give the day of the next review, and whether only its month is known."""
    rule = rules()
    ends = (text[:_END_CHARACTERS], text[-_END_CHARACTERS:])
    dates = {name: getattr(source, name) for name in ("effective_from", "published", "checked")}
    known = [(day, name in source.months) for name, day in dates.items() if day]
    made = known[0] if known and known[0][0] != source.checked else None
    known += [it for end in ends for it in _days_named(end, rule.dates.reviewed)]
    for day, is_month in (it for end in ends for it in _days_named(end, rule.dates.review)):
        if not any(one >= day for one, _ in known):
            return day, is_month
    every = next((one for end in ends if (one := _months_named(end))), None)
    if every and made:
        due = _after(made[0], every)
        if not (source.checked and source.checked >= due):
            return due, made[1]
    months = every or rule.review_months.get(source.kind)
    last, is_month = max(known, default=(None, False))
    return (_after(last, months), is_month) if months and last else (None, False)


def _days_named(text: str, patterns: Iterable[re.Pattern[str]]) -> Iterator[tuple[date, bool]]:
    """Give the days that are named, each with whether it stands for its month."""
    for pattern in patterns:
        for match in pattern.finditer(text):
            if day := first_day(match[0]):
                yield day, False
            elif month := first_month(match[0]):
                yield month, True


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
