"""On which days something is held or done, week by week or month by month, with its hour."""

from __future__ import annotations

import re

_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_WHICH = r"(?:first|second|third|fourth|last|1st|2nd|3rd|4th)"
_PART = r"(?: (?:morning|afternoon|evening|night)s?)?"
_HOUR = r"(?:(?:,? at|,? from) (?:noon|midday|\d{1,2}(?:[.:]\d\d)?(?: ?[ap]\.?m\b)?))?"
_MONTHS = r"(?: (?:of|in) (?:the|each|every) (?:month|quarter|term))?"
_DAYS = (
    rf"(?:(?:on )?(?:(?:each|every)(?: (?:other|{_WHICH}))?|alternate)"
    rf" (?:(?:working|school) )?(?:{_WEEKDAY}s?|week ?days?|days?){_PART}"
    rf"|(?:on )?the {_WHICH}(?: and {_WHICH})? (?:working )?(?:{_WEEKDAY}|day){_MONTHS}"
    rf"|(?:on )?{_WEEKDAY}s(?: and {_WEEKDAY}s)?{_PART})"
)
_WORD = (
    r"(?:(?:once|twice|three times) (?:a|each|every) (?:week|month|term|year)"
    r"|(?:daily|weekly|fortnightly|monthly|quarterly|termly|yearly|annually))"
)
# A day or a rhythm in words of its own: "every other Tuesday at 10am", "fortnightly, on Mondays".
RHYTHM = re.compile(
    rf"\b(?:{_WORD}(?:,? {_DAYS})?|{_DAYS}){_HOUR}(?!\w)", re.IGNORECASE
)  # fmt: skip
# And when somebody is there: "Monday to Friday, 8.30am to 5pm".
OPENING = re.compile(
    rf"\b{_WEEKDAY}s? (?:to|until|[-–]) {_WEEKDAY}s?\b|\b\d{{1,2}}(?:[.:]\d\d)? ?[ap]\.?m\b",
    re.IGNORECASE,
)
