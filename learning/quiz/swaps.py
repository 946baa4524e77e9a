"""What can stand in place of a line's words, and the numbers that can."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Sort(StrEnum):
    """What sort of words a swap changes."""

    NUMBER = "number"
    AGENCY = "agency"
    TERM = "term"
    JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True)
class Swap:
    """A slice of a line, and words that would fit in its place, best first."""

    sort: Sort
    start: int
    end: int
    instead: tuple[str, ...]


_WORDED = "two three four five six seven eight nine ten eleven twelve".split()
_NUMBER = re.compile(
    rf"(?<![\d.,:/£\w-])(?<!\d\s)(?:\d{{1,4}}|{'|'.join(_WORDED)})(?![\d:/%\w]|[.,]\d|\s\d{{3}}\b|-\d|-minute|-hour|-quarters)",
    re.IGNORECASE,
)
_YEARS = range(1980, 2031)
# 'One' is a pronoun too; a number above these is no limit that staff keep to.
_COUNTS = range(2, 201)
_SMALL = 12
_DAYS_OF_ANY_MONTH = 28
_AGES = ("10", "16", "18", "21", "25")
_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_DAY_OF_MONTH = re.compile(rf"\s(?:to\s\d+\s)?(?:{'|'.join(_MONTHS)})\b")
_SECTION = re.compile(r"\bsections?\s$", re.IGNORECASE)
_SECTIONS = ("17", "20", "31", "45", "47", "52")


def either(names: Iterable[str]) -> str:
    """Give the pattern of any of some names, as whole words; of no names one that finds nothing."""
    return rf"(?<![\w-])(?:{any_of(names)})(?![\w-])"


def any_of(words: Iterable[str]) -> str:
    """Give the pattern of any of some words; one that matches nothing where there are none."""
    return "|".join(map(re.escape, words)) or "(?!)"


def find_numbers(text: str) -> Iterator[Swap]:
    """Give the numbers of a line with others near them, of the same form."""
    for match in _NUMBER.finditer(text):
        instead = tuple(_other_numbers(match[0], text[: match.start()], text[match.end() :]))
        if instead:
            yield Swap(Sort.NUMBER, match.start(), match.end(), instead)


def number_of(words: str) -> int:
    """Give the value of a number that ``find_numbers`` found."""
    return int(words) if words.isdigit() else _WORDED.index(words.lower()) + 2


def _other_numbers(found: str, before: str, after: str) -> list[str]:
    if _SECTION.search(before):
        return [one for one in _SECTIONS if one != found]
    if not found.isdigit():
        return _other_words(found)
    if before.endswith(("under ", "aged ")):
        return [one for one in _AGES if one != found]
    number = int(found)
    if _DAY_OF_MONTH.match(after):
        is_limit = before.endswith((" by ", " to ", "from "))
        days = [number + step for step in (7, -7, 3, -3, 10, 4)] if is_limit else []
        return [str(day) for day in days if 1 <= day <= _DAYS_OF_ANY_MONTH]
    if number in _YEARS:
        # the year of an Act or an edition is nothing to learn
        steps = (-1, 1, -2, 2, -3) if before.endswith("since ") else ()
        return [str(number + step) for step in steps]
    return _other_counts(number)


def _other_words(found: str) -> list[str]:
    place = _WORDED.index(found.lower())
    near = sorted(range(len(_WORDED)), key=lambda other: (abs(other - place), other))
    words = [_WORDED[other] for other in near if other != place]
    return [word.capitalize() if found[0].isupper() else word for word in words[:5]]


def _other_counts(number: int) -> list[str]:
    if not _COUNTS.start <= number < _COUNTS.stop:
        return []
    step = 5 if number % 5 == 0 else 1 if number < _SMALL else 6
    near = (number + step * times for times in (1, -1, 2, -2, 3))
    return [str(one) for one in near if one > 1]
