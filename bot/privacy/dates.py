"""Dates in a message, and which of them are somebody's birth."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from bot.privacy.identifiers import NEAR, Detail, Stretch

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:19[5-9]\d|20[0-2]\d)"
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth"
    r"|twenty[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
    r"|thirtieth|thirty[ -]first)"
)
_COUNT = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|oh)"
)
_YEAR_SAID = (
    rf"(?:two[ -]thousand(?:[ -]and)?(?:[ -]{_COUNT}){{0,2}}"
    rf"|(?:nineteen|twenty)(?:[ -]{_COUNT}){{1,2}})"
)
DATE = re.compile(
    rf"""(?<![\w/.-])(?:
      \d{{1,2}}\ ?[/.\-]\ ?\d{{1,2}}\ ?[/.\-]\ ?(?:{_YEAR}|\d\d)
    | {_YEAR}[/.\-]\d{{1,2}}[/.\-]\d{{1,2}}
    | {_DAY}(?:\ of)?[ \-]{_MONTH}\.?,?(?:[ \-](?:{_YEAR}|\d\d(?![\d:.])))?
    | {_DAY}[/.]{_MONTH}[/.](?:{_YEAR}|\d\d)
    | {_MONTH}\.?\ (?:the\ )?{_DAY},?(?:\ {_YEAR})?
    | (?:the\ )?{_ORDINAL}(?:\ of)?\ {_MONTH},?(?:\ (?:{_YEAR}|{_YEAR_SAID}))?
    )(?![\w/])""",
    re.IGNORECASE | re.VERBOSE,
)
_BIRTH_BEFORE = re.compile(
    r"(?:\bd\.?o\.?b\b\.?|\bborn\b|\bdate of birth\b|\bbirth ?da(?:y|te)\b|\bb\.|\bbday\b"
    r"|\bturn(?:s|ed)? \d{1,2}\b|(?<![:.\d])\b\d{1,2} on\b)[^\d]{0,25}$",
    re.IGNORECASE,
)
_BIRTH_AFTER = re.compile(
    r"^,? ?(?:is|was|'s)? ?(?:his|her|their|my|the child'?s)? ?"
    r"(?:d\.?o\.?b\b|birthday|bday|date of birth)",
    re.IGNORECASE,
)
# Digits that are a date only where a word of birth stands right before them.
_BIRTH_DIGITS = re.compile(
    r"\b(?:d\.?o\.?b\b\.?|(?:born|date of birth|birth ?(?:day|date)|bday)\b)"
    rf"[ :=\-]{{0,3}}(?:is |on )?"
    rf"(?P<it>\d\d? \d\d? (?:{_YEAR}|\d\d)|\d{{4}}(?:{_YEAR}|\d\d))(?!\w)",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(r"[ ,;:(\-]*(?:[A-Z]{2,5}[ ,;:]+)?")


def births(text: str, names: Collection[Stretch]) -> Iterator[Stretch]:
    """Give the dates that stand beside a word of birth, or right after a person's name."""
    yield from (Stretch(*m.span("it"), Detail.BIRTH) for m in _BIRTH_DIGITS.finditer(text))
    ends = sorted(name.end for name in names)
    for match in DATE.finditer(text):
        start, end = match.span()
        first = bisect_left(ends, start - NEAR)
        named = re.search(r"\d\d$", match[0]) and any(
            _AFTER_NAME.fullmatch(text[at:start]) for at in ends[first : bisect_right(ends, start)]
        )
        before, after = text[max(0, start - 45) : start], text[end : end + NEAR]
        if named or _BIRTH_BEFORE.search(before) or _BIRTH_AFTER.match(after):
            yield Stretch(start, end, Detail.BIRTH)
