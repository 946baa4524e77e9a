"""Structured identifying details: numbers and places that point to one person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.privacy.addresses import ADDRESSES, POSTCODE, POSTCODE_SPACED, SCHOOLS
from bot.privacy.online import EMAIL, HANDLE, HANDLE_NAMED, PROFILES, SPELT_EMAIL

if TYPE_CHECKING:
    from collections.abc import Iterator


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
    SCHOOL = "school"


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
NEAR = 30

_PHONE = re.compile(
    r"(?<![\w/.])(?:(?:\+|00)44[ \-.]?(?:\(0\)[ \-.]?)?|\(?0|(?=7\d{3}[ \-]?\d{3}[ \-]?\d{3}\b))"
    r"(?:[ \-.()]{0,2}\d){9,10}(?![\w/])"
)
# "oh seven seven double oh ...": a number said aloud begins with nought.
_DIGIT_SAID = (
    r"(?:oh?|zero|nought|one|two|three|four|five|six|seven|eight|nine|double|triple|treble|hundred)"
)
_PHONE_SAID = re.compile(
    rf"\b(?:oh?|zero|nought)(?:[ ,\-]{{1,2}}{_DIGIT_SAID}){{7,13}}\b", re.IGNORECASE
)
# Numbers that belong to organisations by their prefix: freephone, 03 and premium numbers.
_ORGANISATION = ("03", "080", "084", "087", "09", "0345")
# Ten digits in groups, spread out, or with letters that a scanner takes for digits.
_TEN_DIGITS = re.compile(
    r"(?<![\w/.+-])(?:(?:[\dOolISB][ .\-]{0,2}){9}[\dOolISB]|\d{3}/\d{3}/\d{4})(?![\w/])"
)
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
_VEHICLE = re.compile(r"(?<!\w)[A-Z]{2}[0-9]{2} ?[A-Z]{3}(?!\w)")
_VEHICLE_LOWER = re.compile(
    r"\b(?:reg(?:istration)?|plate)s?\b[^\d]{0,15}?\b(?P<it>[a-z]{2} ?[0-9]{2} ?[a-z]{3})\b",
    re.IGNORECASE,
)
_PASSPORT = re.compile(r"\bpassport\b[^\d]{0,15}(?P<it>\d{3}([ -]?)\d{3}\2\d{3})\b", re.IGNORECASE)
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


def structured(text: str, public: Public) -> Iterator[Stretch]:
    """Give the spans of every structured detail but dates; they may overlap."""
    for match in EMAIL.finditer(text):
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
        (_PHONE_SAID, Detail.PHONE),
        (_UPN, Detail.UPN),
        (_NI, Detail.NI),
        (_NI_NAMED, Detail.NI),
        (POSTCODE, Detail.POSTCODE),
        (POSTCODE_SPACED, Detail.POSTCODE),
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
        (SPELT_EMAIL, Detail.EMAIL),
        *((pattern, Detail.USERNAME) for pattern in (*PROFILES, HANDLE, HANDLE_NAMED)),
        *((pattern, Detail.ADDRESS) for pattern in ADDRESSES),
        *((pattern, Detail.SCHOOL) for pattern in SCHOOLS),
    ):
        group = "it" if "it" in pattern.groupindex else 0
        yield from (Stretch(*match.span(group), detail) for match in pattern.finditer(text))


def _addresses_of_machines(text: str) -> Iterator[Stretch]:
    for match in _IP.finditer(text):
        numbers = [int(number) for number in match["it"].split(".")]
        near = text[max(0, match.start() - NEAR) : match.start()]
        if max(numbers) > _PARAGRAPH_NUMBER or _IP_CONTEXT.search(near):
            yield Stretch(*match.span("it"), Detail.IP)


def _nhs(text: str) -> Iterator[Stretch]:
    for match in _TEN_DIGITS.finditer(text):
        digits = re.sub(r"\D", "", match[0].translate(_SCANNED))
        if sum(map(str.isdigit, match[0])) < _LEAST_TRUE_DIGITS:
            continue
        near = text[max(0, match.start() - NEAR) : match.start()]
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
