"""Amounts that words give: how many of what, how long, how often, which year."""

from __future__ import annotations

import re
from dataclasses import dataclass

from store.search.keywords import stem

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
).split()
_NUMBERS = {word: number for number, word in enumerate(_SMALL)}
_NUMBERS |= {"thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50, "sixty": 60, "ninety": 90}
_NUMBERS |= {"a": 1, "an": 1, "each": 1, "every": 1, "once": 1, "twice": 2, "both": 2}
_NUMBER = r"\d+(?:\.\d+)?|" + "|".join(sorted(_NUMBERS, key=len, reverse=True))
# Hours of each; a working day is as long as a day, to be compared with one.
_UNITS = {"minute": 1 / 60, "hour": 1, "hr": 1, "day": 24, "week": 168, "fortnight": 336}
_UNITS |= {"month": 730, "quarter": 2190, "year": 8760}
_UNIT = r"(?P<unit>minutes?|hours?|hrs?|days?|weeks?|fortnights?|months?|quarters?|years?)\b"
_KIND = r"(?:[\s-]+(?:clear|full|working|calendar|school))?[\s-]*"
_TIMES = {
    "hourly": 1, "daily": 24, "weekly": 168, "fortnightly": 336, "monthly": 730, "quarterly": 2190,
    "termly": 2920, "yearly": 8760, "annually": 8760, "annual": 8760,
}  # fmt: skip
_OFTEN = re.compile(rf"\b(?P<word>{'|'.join(_TIMES)})\b", re.IGNORECASE)
_EVERY = re.compile(
    rf"\b(?:every|each)\s+(?:(?P<many>{_NUMBER})\s+)?{_UNIT}"
    rf"|\b(?P<times>once|twice)\s+(?:a|an|every|each|per)\s+{_UNIT.replace('unit', 'per')}",
    re.IGNORECASE,
)
_LONG = re.compile(rf"\b(?P<many>{_NUMBER}){_KIND}{_UNIT}", re.IGNORECASE)
_HAS = re.compile(
    r"\b(?:has|have|had|gets?|got|gives?|given|allow(?:s|ed)?|within|takes?|up to|wait)"
    r"(?: (?:only|just|them|us|you|about|up to|over|at (?:least|most)))* $",
    re.IGNORECASE,
)
# A year before a noun names an edition, and says when nothing happened.
_YEAR = re.compile(
    r"(?<=\bin )(?:19|20)\d\d\b|(?<=\bsince )(?:19|20)\d\d\b|(?<=\bfrom )(?:19|20)\d\d\b"
    r"|(?<=\bdated )(?:19|20)\d\d\b|(?<=ber )(?:19|20)\d\d\b|(?<=ary )(?:19|20)\d\d\b"
)
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_IN_SHORT = "|".join(f"{one[:3]}(?:{one[3:]})?" if one[3:] else one for one in _MONTHS) + "|sept"
_MONTH = re.compile(rf"\b(?P<month>{_IN_SHORT}),? (?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
# A day, and whether it ends a span, such as 9 to 13 July.
_DAY = re.compile(
    rf"(?P<span>\b\d{{1,2}}(?:st|nd|rd|th)?(?: [a-z]+)? ?(?:to|and|until|-|–) ?)?"
    rf"\b(?P<day>[12]?\d|3[01])(?:st|nd|rd|th)?(?: of)? (?P<month>{_IN_SHORT})\b",
    re.IGNORECASE,
)
_MONEY = re.compile(r"£\s?(?P<many>\d[\d,]*(?:\.\d\d)?)(?!\w)")
_COUNTS = f"\\d+|{'|'.join(_SMALL[2:])}"
# A number behind one of these is a name: level 5, step 2.
_NAMED = re.compile(
    r"\b(?:level|stage|step|tier|part|section|rule|phase|schedule|article|question|box|page|para"
    r"|outcome|chapter|year|day|form|s)\s*$",
    re.IGNORECASE,
)
_COUNT = re.compile(rf"\b(?P<many>{_COUNTS})\s+(?:\w+\s+)?(?P<what>[a-z]{{4,}})\b", re.IGNORECASE)
_COUNTED = re.compile(rf"\b(?P<many>{_COUNTS})\s+(?P<what>[a-z]{{4,}})\b", re.IGNORECASE)
_ARTICLES = frozenset(("a", "an", "each", "every", "once", "twice", "both"))
_AGE = re.compile(
    r"\b(?:at|under|over|until|till|from|aged?|turns?|(?:they|he|she)(?: are|'re|'s|s)?|below"
    r"|(?<=age )of)"
    r"\s+(?P<many>1?\d|2[0-5])\b(?!\s*(?:[:.]?\d|%|am|pm|working|hour|day|week|month|minute))",
    re.IGNORECASE,
)
# What a number before it does not count.
_NOT_COUNTED = frozenset(map(stem, ("year old working calendar clear full".split())))
# Two lengths of time are one if neither is longer than the other by this share.
_NEARLY = 1.1


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount, what it is of, and where it stands in its text.

    ``of`` is ``time``, ``often``, ``year``, ``month``, ``day``, ``money``, or the stem of what is
    counted.
    """

    value: float
    of: str
    start: int
    end: int


def amounts_of(text: str) -> tuple[Amount, ...]:
    """Give the amounts of a text, none within another."""
    found = [
        Amount(_TIMES[match["word"].lower()], "often", *match.span())
        for match in _OFTEN.finditer(text)
    ]
    for match in _EVERY.finditer(text):
        unit = match["unit"] or match["per"]
        many = _number(match["many"] or "1")
        often = _hours(unit) * many / _number(match["times"] or "1")
        found.append(Amount(often, "often", *match.span()))
    for match in _LONG.finditer(text):
        # "in a month" is no time limit, "has a month to" is one
        is_limit = match["many"].lower() not in _ARTICLES or _HAS.search(text[: match.start()])
        if is_limit and not _overlaps(found, match):
            hours = _hours(match["unit"]) * _number(match["many"])
            found.append(Amount(hours, "time", *match.span()))
    _add_months(found, text)
    found += [
        Amount(float(match["many"].replace(",", "")), "money", *match.span())
        for match in _MONEY.finditer(text)
    ]
    years = list(_YEAR.finditer(text))
    # several years are a span or a comparison
    if len(years) == 1 and not _overlaps(found, years[0]):
        found.append(Amount(float(years[0][0]), "year", *years[0].span()))
    for match in _AGE.finditer(text):
        if not _overlaps(found, match):
            found.append(Amount(float(match["many"]), "age", *match.span("many")))
    _add_counts(found, text)
    return tuple(found)


def _add_months(found: list[Amount], text: str) -> None:
    """Add the month that a text names, where it is one, and its year."""
    named = {int(one["year"]) * 12 + _month(one["month"]): one for one in _MONTH.finditer(text)}
    if len(named) == 1:
        ((value, match),) = named.items()
        found.append(Amount(float(value), "month", *match.span()))
        found.append(Amount(float(match["year"]), "year", *match.span("year")))
    days = list(_DAY.finditer(text))
    # one of several days, or of a span, may be the one that is meant
    if len(days) == 1 and not days[0]["span"]:
        value = _month(days[0]["month"]) * 31 + int(days[0]["day"])
        found.append(Amount(float(value), "day", *days[0].span("day")))


def _month(name: str) -> int:
    return next(at for at, one in enumerate(_MONTHS) if one.startswith(name.lower()[:3]))


def _add_counts(found: list[Amount], text: str) -> None:
    for pattern in (_COUNTED, _COUNT):
        for match in pattern.finditer(text):
            what = stem(match["what"].lower())
            is_name = what in _NOT_COUNTED or _NAMED.search(text[: match.start()])
            if not _overlaps(found, match) and not is_name:
                found.append(Amount(_number(match["many"]), what, *match.span("many")))


def is_same(one: Amount, other: Amount) -> bool:
    """Say whether two amounts of a kind are one."""
    least, most = sorted((one.value, other.value))
    if one.of in {"time", "often"}:
        return most <= least * _NEARLY
    return least == most


def _overlaps(found: list[Amount], match: re.Match[str]) -> bool:
    return any(one.start < match.end() and match.start() < one.end for one in found)


def _number(word: str) -> float:
    return float(word) if word[0].isdigit() else float(_NUMBERS[word.lower()])


def _hours(unit: str) -> float:
    return _UNITS[unit.lower().rstrip("s")]
