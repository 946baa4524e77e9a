"""Structured identifying details: numbers, addresses and dates that point to one person."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


class Detail(StrEnum):
    """A kind of identifying detail; its value is what a reader is told."""

    NAME = "name"
    BIRTH = "date of birth"
    ADDRESS = "address"
    NHS = "NHS number"
    PHONE = "phone"
    EMAIL = "email"
    POSTCODE = "postcode"
    UPN = "UPN"
    NI = "NI number"
    PASSPORT = "passport number"
    CASE = "case number"
    BANK = "bank account"
    VEHICLE = "vehicle registration"
    USERNAME = "username"
    IP = "IP address"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a detail stands: ``text[start:end]``."""

    start: int
    end: int
    detail: Detail


@dataclass(frozen=True, slots=True)
class Public:
    """What stands in the documents for everybody: telephone numbers (digits only) and domains."""

    helplines: frozenset[str]
    domains: tuple[str, ...]


# How far from a number its context may stand, in characters.
_NEAR = 30

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
    | {_MONTH}\.?\ {_DAY},?(?:\ {_YEAR})?
    | (?:the\ )?{_ORDINAL}(?:\ of)?\ {_MONTH},?(?:\ (?:{_YEAR}|{_YEAR_SAID}))?
    )(?![\w/])""",
    re.IGNORECASE | re.VERBOSE,
)
_BIRTH_BEFORE = re.compile(
    r"(?:\bd\.?o\.?b\b\.?|\bborn\b|\bdate of birth\b|\bbirth ?da(?:y|te)\b|\bb\.|\bbday\b"
    r"|\bturn(?:s|ed)? \d{1,2}\b|\b\d{1,2} on\b)[^\d]{0,25}$",
    re.IGNORECASE,
)
_BIRTH_AFTER = re.compile(
    r"^,? ?(?:is|was|'s)? ?(?:his|her|their|my|the child'?s)? ?"
    r"(?:d\.?o\.?b\b|birthday|bday|date of birth)",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@(?P<domain>[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4})",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w/.])(?:(?:\+|00)44[ \-.]?(?:\(0\)[ \-.]?)?|\(?0|(?=7\d{3}[ \-]?\d{3}[ \-]?\d{3}\b))"
    r"(?:[ \-.()]{0,2}\d){9,10}(?![\w/])"
)
# Numbers that belong to organisations by their prefix: freephone, 03 and premium numbers.
_ORGANISATION = ("03", "080", "084", "087", "09", "0345")
# Ten digits in groups, spread out, or with letters that a scanner takes for digits.
_TEN_DIGITS = re.compile(r"(?<![\w/.+-])(?:[\dOolISB][ .\-]{0,2}){9}[\dOolISB](?![\w/])")
_SCANNED = str.maketrans("OolISB", "001158")
_LEAST_TRUE_DIGITS = 7
_NHS_CONTEXT = re.compile(r"\bnhs\b|\bpatient\b|\bspine\b|\bhospital no", re.IGNORECASE)
_UPN = re.compile(r"(?<!\w)[a-z]\d{11}[a-z0-9](?!\w)", re.IGNORECASE)
_NI = re.compile(
    r"(?<!\w)[a-ceghj-prstw-z][ .-]?[a-ceghj-nprstw-z](?:[ .-]{0,2}\d){6}[ .-]{0,2}[a-d](?!\w)",
    re.IGNORECASE,
)
_NI_NAMED = re.compile(
    r"\b(?:ni|nino|national insurance)(?: (?:no|num|number))?\b[ .:#]{0,3}(?:is )?"
    r"(?P<it>[a-z][ .-]?[a-z](?:[ .-]{0,2}[\dolis]){6}(?:[ .-]{0,2}[a-d])?)(?!\w)",
    re.IGNORECASE,
)
_IP = re.compile(
    r"(?<![\w.])(?P<it>(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d))"
    r"(?![\w]|\.\d)"
)
_IP_CONTEXT = re.compile(r"\bip\b", re.IGNORECASE)
# Without a word of context, four small numbers are more often a paragraph's.
_PARAGRAPH_NUMBER = 20
_IP_SIX = re.compile(
    r"(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}(?::?[0-9a-f]{1,4}){1,4}(?![\w:])", re.IGNORECASE
)
_POSTCODE = re.compile(
    r"(?<!\w)(?:gir ?0aa|[a-pr-uwyz](?:\d[a-hjkps-uw]?|\d\d|[a-hk-y]\d|[a-hk-y]\d\d"
    r"|[a-hk-y]\d[abehmnprv-y]))\ ?\d(?!st\b|nd\b|rd\b|th\b)[abd-hjlnp-uw-z]{2}(?!\w)",
    re.IGNORECASE,
)
_VEHICLE = re.compile(r"(?<!\w)[A-Z]{2}[0-9]{2} ?[A-Z]{3}(?!\w)")
_VEHICLE_LOWER = re.compile(
    r"\b(?:reg(?:istration)?|plate)s?\b[^\d]{0,15}?\b(?P<it>[a-z]{2}[0-9]{2} ?[a-z]{3})\b",
    re.IGNORECASE,
)
_PASSPORT = re.compile(r"\bpassport\b[^\d]{0,15}(?P<it>\d{9})\b", re.IGNORECASE)
# A word of records, and then a number of its own: letters, three digits or more, not a year.
_CASE = re.compile(
    r"\b(?:case|ref|reference|file|record|records?|id|urn|crn|liquidlogic|mosaic|crime|incident|log"
    r"|occurrence|client|patient|hospital|court|referral)"
    r"(?: (?:no|num|number|ref|reference|id))?\b\.?[ :#]{0,3}(?:is )?"
    r"(?P<it>(?=[a-z0-9/\-]*\d[a-z0-9/\-]*\d[a-z0-9/\-]*\d)(?!(?:19|20)\d\d(?![\w/-]))"
    r"[a-z]{0,6}[-/]?\d[a-z0-9]*(?:[-/][a-z0-9]+){0,5})(?!\w)",
    re.IGNORECASE,
)
# The shape that records' numbers have by themselves: CE/2031/00412, LCS-104882.
_CASE_ALONE = re.compile(r"(?<![\w/-])[A-Z]{2,5}[-/](?:\d{2,4}[-/])?\d{4,8}(?![\w/-])")
_BANK = re.compile(
    r"\b(?:sort ?code|account(?: (?:no|num|number))?|acc(?:t|ount)?|a/c)\b(?: (?:no|num|number))?"
    r"[ .:#]{0,3}(?:is )?(?P<it>\d\d[- ]?\d\d[- ]?\d\d|\d{4} ?\d{4})\b",
    re.IGNORECASE,
)
# 'sort code 11-22-33, 12345678': the account's number right after it.
_BANK_PAIR = re.compile(
    r"(?<!\w)\d\d-\d\d-\d\d[ ,;/]{1,3}(?:(?:a/c|acc\w*|account)[ :]{0,2})?\d{8}(?!\w)"
)
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
_CARD = re.compile(r"(?<![\w-])\d{4}([ -]?)\d{4}\1\d{4}\1\d{4}(?![\w-])")
_HANDLE = re.compile(r"(?<![\w.@])@(?=[\w.]*[a-z])[\w.]{3,30}\w", re.IGNORECASE)
_HANDLE_NAMED = re.compile(
    r"\b(?:insta(?:gram)?|snap(?:chat)?|tik ?tok|facebook|discord|username|user name|handle"
    r"|gamertag)\b(?: (?:is|name|handle|account|as))?[ :]{1,2}"
    r"(?P<it>(?=[\w.]*[_.\d])[a-z][\w.]{2,30}\w)",
    re.IGNORECASE,
)
_STREET = (
    r"(?:street|road|lane|avenue|close|drive|crescent|terrace|gardens|grove|mews|court|way|place"
    r"|walk|rise|hill|row|green|parade|view|mount|bank|meadows?|paddocks?|croft|heath|st|rd|ave)"
)
_HOUSE = r"(?:(?:flat|apartment|apt|unit|room) \d{1,3}[a-z]?,? ?)"
_NAMED_HOUSE = r"(?:[A-Z][a-z]+ (?:House|Cottage|Farm|Lodge|Court|Barn|Villa),? )"
_ADDRESSES = (
    # "Flat 4, 112 Queensgate Road, Leeds", "8a High Bank", "5 The Paddocks"
    re.compile(
        rf"(?i:(?<![\w/.]){_HOUSE})?(?<![\w/.])\d{{1,4}}[a-zA-Z]?,? (?:[A-Z][a-z'\u2019]+ ){{1,3}}"
        rf"(?i:{_STREET})(?!\w)(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)?)?"
    ),
    # typed without capitals: the commonest street words only, never "2 hours drive"
    re.compile(
        r"(?<![\w/.])\d{1,4}[a-z]? (?!(?:hours?|min\w*|miles?|days?|weeks?|months?|years?|way|to|in"
        r"|of|the|a|and|on|at|or|is|for)\b)[a-z]{3,15}(?: [a-z]{3,15})? "
        r"(?:street|road|lane|avenue|crescent|terrace|grove|mews)(?!\w)"
    ),
    re.compile(
        rf"(?i:(?<!\w){_HOUSE})[A-Z][a-z]+ (?:Court|House|Lodge)(?:, [A-Z][a-z]+ "
        rf"(?i:{_STREET}))?"
    ),
    re.compile(
        rf"(?<!\w){_NAMED_HOUSE}(?:[A-Z][a-z]+ ){{1,2}}(?i:{_STREET})(?!\w)(?:, [A-Z][a-z]+)?"
    ),
    re.compile(r"(?<!\w)(?:[A-Z][a-z]+ ){1,2}(?:Farm|Cottage)(?:, [A-Z][a-z]+)?"),
    # "lives above the bookies on Canal Street"
    re.compile(
        r"\b(?:live[sd]?|living|stays?|staying|address(?: is)?) (?:[a-z]+ ){0,5}"
        r"(?P<it>(?:[A-Z][a-z]+ ){1,3}(?:Street|Road|Lane|Avenue|Close|Drive|Crescent))(?!\w)"
    ),
)


def structured(text: str, public: Public) -> Iterator[Stretch]:
    """Give the spans of every structured detail but dates; they may overlap."""
    for match in _EMAIL.finditer(text):
        local = match[0].split("@")[0]
        role = not re.search(r"[a-z][._][a-z]{2}", local, re.IGNORECASE)
        if not (role and match["domain"].lower().endswith(public.domains)):
            yield Stretch(*match.span(), Detail.EMAIL)
    yield from _nhs(text)
    yield from _addresses_of_machines(text)
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        digits = re.sub(r"^(?:0044|44)", "0", digits) if match[0][0] in "+0" else "0" + digits
        digits = digits.replace("00", "0", 1) if digits.startswith("00") else digits
        if digits not in public.helplines and not digits.startswith(_ORGANISATION):
            yield Stretch(*match.span(), Detail.PHONE)
    for pattern, detail in (
        (_UPN, Detail.UPN),
        (_NI, Detail.NI),
        (_NI_NAMED, Detail.NI),
        (_POSTCODE, Detail.POSTCODE),
        (_VEHICLE, Detail.VEHICLE),
        (_VEHICLE_LOWER, Detail.VEHICLE),
        (_PASSPORT, Detail.PASSPORT),
        (_BANK_PAIR, Detail.BANK),
        (_BANK, Detail.BANK),
        (_IBAN, Detail.BANK),
        (_CARD, Detail.BANK),
        (_IP_SIX, Detail.IP),
        (_CASE, Detail.CASE),
        (_CASE_ALONE, Detail.CASE),
        (_HANDLE, Detail.USERNAME),
        (_HANDLE_NAMED, Detail.USERNAME),
        *((pattern, Detail.ADDRESS) for pattern in _ADDRESSES),
    ):
        group = "it" if "it" in pattern.groupindex else 0
        yield from (Stretch(*match.span(group), detail) for match in pattern.finditer(text))


def births(text: str, names: Collection[Stretch]) -> Iterator[Stretch]:
    """Give the dates that stand beside a word of birth, or right after a person's name."""
    ends = sorted(name.end for name in names)
    for match in DATE.finditer(text):
        start, end = match.span()
        first = bisect_left(ends, start - _NEAR)
        named = re.search(r"\d\d$", match[0]) and any(
            _AFTER_NAME.fullmatch(text[at:start]) for at in ends[first : bisect_right(ends, start)]
        )
        before, after = text[max(0, start - 45) : start], text[end : end + _NEAR]
        if named or _BIRTH_BEFORE.search(before) or _BIRTH_AFTER.match(after):
            yield Stretch(start, end, Detail.BIRTH)


_AFTER_NAME = re.compile(r"[ ,;:(\-]*(?:[A-Z]{2,5}[ ,;:]+)?")


def _addresses_of_machines(text: str) -> Iterator[Stretch]:
    for match in _IP.finditer(text):
        numbers = [int(number) for number in match["it"].split(".")]
        near = text[max(0, match.start() - _NEAR) : match.start()]
        if max(numbers) > _PARAGRAPH_NUMBER or _IP_CONTEXT.search(near):
            yield Stretch(*match.span("it"), Detail.IP)


def _nhs(text: str) -> Iterator[Stretch]:
    for match in _TEN_DIGITS.finditer(text):
        digits = re.sub(r"\D", "", match[0].translate(_SCANNED))
        if sum(map(str.isdigit, match[0])) < _LEAST_TRUE_DIGITS:
            continue
        near = text[max(0, match.start() - _NEAR) : match.start()]
        is_named = bool(_NHS_CONTEXT.search(near))
        if is_named or (digits[0] != "0" and is_nhs_number(digits)):
            yield Stretch(*match.span(), Detail.NHS)


def is_nhs_number(digits: str) -> bool:
    """Whether the last of ten digits checks the others (NHS Data Dictionary, modulus 11).

    One random number in eleven passes, so that context counts as well.
    """
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    return (11 - total % 11) % 11 == int(digits[9])
