"""Structured identifying details: numbers, addresses and dates that point to one person."""

from __future__ import annotations

import re
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


@dataclass(frozen=True, slots=True)
class Span:
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
DATE = re.compile(
    rf"""(?<![\w/.-])(?:
      \d{{1,2}}\ ?[/.\-]\ ?\d{{1,2}}\ ?[/.\-]\ ?(?:{_YEAR}|\d\d)
    | {_YEAR}[/.\-]\d{{1,2}}[/.\-]\d{{1,2}}
    | {_DAY}(?:\ of)?[ \-]{_MONTH}\.?,?(?:[ \-](?:{_YEAR}|\d\d(?![\d:.])))?
    | {_MONTH}\.?\ {_DAY},?(?:\ {_YEAR})?
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
_TEN_DIGITS = re.compile(r"(?<![\w/.+-])\d{3}([ \-]?)\d{3}\1\d{4}(?![\w/])")
_NHS_CONTEXT = re.compile(r"\bnhs\b|\bpatient\b|\bspine\b|\bhospital no", re.IGNORECASE)
_UPN = re.compile(r"(?<!\w)[a-z]\d{11}[a-z0-9](?!\w)", re.IGNORECASE)
_NI = re.compile(
    r"(?<!\w)[a-ceghj-prstw-z][a-ceghj-nprstw-z][ -]?\d\d[ -]?\d\d[ -]?\d\d[ -]?[a-d](?!\w)",
    re.IGNORECASE,
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
_CASE = re.compile(
    r"\b(?:case|ref|reference|file|record|id|urn|liquidlogic|crime)(?: (?:no|number|ref|id))?\b"
    r"[ .:#]{0,3}(?P<it>[a-z]{0,4}[-/]?\d[\d/\-]{3,}\d)(?!\w)",
    re.IGNORECASE,
)
_BANK = re.compile(
    r"\b(?:sort code|account(?: (?:no|number))?|acc)\b[ .:]{0,3}"
    r"(?P<it>\d\d[- ]\d\d[- ]\d\d|\d{8})\b",
    re.IGNORECASE,
)
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
    # "Flat 4, 112 Queensgate Road, Crewe", "8a High Bank", "5 The Paddocks"
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


def structured(text: str, public: Public) -> Iterator[Span]:
    """Give the spans of every structured detail but dates; they may overlap."""
    for match in _EMAIL.finditer(text):
        local = match[0].split("@")[0]
        role = not re.search(r"[a-z][._][a-z]{2}", local, re.IGNORECASE)
        if not (role and match["domain"].lower().endswith(public.domains)):
            yield Span(*match.span(), Detail.EMAIL)
    yield from _nhs(text)
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        digits = re.sub(r"^(?:0044|44)", "0", digits) if match[0][0] in "+0" else "0" + digits
        digits = digits.replace("00", "0", 1) if digits.startswith("00") else digits
        if digits not in public.helplines and not digits.startswith(_ORGANISATION):
            yield Span(*match.span(), Detail.PHONE)
    for pattern, detail in (
        (_UPN, Detail.UPN),
        (_NI, Detail.NI),
        (_POSTCODE, Detail.POSTCODE),
        (_VEHICLE, Detail.VEHICLE),
        (_VEHICLE_LOWER, Detail.VEHICLE),
        (_PASSPORT, Detail.PASSPORT),
        (_BANK, Detail.BANK),
        (_CASE, Detail.CASE),
        (_HANDLE, Detail.USERNAME),
        (_HANDLE_NAMED, Detail.USERNAME),
        *((pattern, Detail.ADDRESS) for pattern in _ADDRESSES),
    ):
        group = "it" if "it" in pattern.groupindex else 0
        yield from (Span(*match.span(group), detail) for match in pattern.finditer(text))


def births(text: str, names: Collection[Span]) -> Iterator[Span]:
    """Give the dates that stand beside a word of birth, or right after a person's name."""
    for match in DATE.finditer(text):
        before, after = text[max(0, match.start() - 45) : match.start()], text[match.end() :]
        named = any(
            0 <= match.start() - name.end <= _NEAR
            and re.search(r"\d\d$", match[0])
            and re.fullmatch(r"[ ,;:(\-]*(?:[A-Z]{2,5}[ ,;:]+)?", text[name.end : match.start()])
            for name in names
        )
        if named or _BIRTH_BEFORE.search(before) or _BIRTH_AFTER.match(after[:_NEAR]):
            yield Span(*match.span(), Detail.BIRTH)


def _nhs(text: str) -> Iterator[Span]:
    for match in _TEN_DIGITS.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if digits[0] == "0":
            continue
        near = text[max(0, match.start() - _NEAR) : match.start()]
        if _NHS_CONTEXT.search(near) or is_nhs_number(digits):
            yield Span(*match.span(), Detail.NHS)


def is_nhs_number(digits: str) -> bool:
    """Whether the last of ten digits checks the others (NHS Data Dictionary, modulus 11).

    One random number in eleven passes, so that context counts as well.
    """
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    return (11 - total % 11) % 11 == int(digits[9])
