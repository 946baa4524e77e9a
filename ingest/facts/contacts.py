"""Whom to reach and how: the telephone numbers and e-mail addresses that documents give."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from domain import Passage, Sentence, Shape

# British numbers as documents print them, short national ones, and e-mail addresses.
NUMBER = (
    r"(?<![\d.,£-])(?:\+44 ?(?:\(0\) ?)?\d|0\d)(?:[ -]?\d){7,10}(?!\d)"
    r"|\(0\d{2,5}\)(?:[ -]?\d){5,8}(?!\d)"
    r"|(?<!\d)0800 ?1111(?!\d)|\b116 ?(?:123|000|111)\b"
)
REACHED_AT = re.compile(
    rf"(?P<number>{NUMBER})|(?P<email>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
)
_TIME = re.compile(
    r"\b\d{1,2}(?:[.:]\d\d)? ?(?:am|pm)\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b"
    r"|\b24 ?hours\b|\bnoon\b|\bmidday\b",
    re.IGNORECASE,
)
# What holds none of these holds no number, address or hour, and is not looked through for them:
# that takes a third of the time.
_MAY_GIVE = re.compile(r"[\d@]|day|noon", re.IGNORECASE)
# 'after 24 hours' says how long something takes.
_OPEN = re.compile(r"\b(?:(?<!\d )hours|open|opening|lines?|available|answer\w*)\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{2,}")
# What stands before a number and names nobody.
_HOW = re.compile(
    r"\b(?:tele?phone|phone|tel|t|e-?mail|e|number|contact|call|ring|or|on|at|by|via|to|is|and|the"
    r"|fax|text|mobile|please|you can)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class GivenContact:
    """A number or address as a document gives it.

    ``passage`` and ``sentence`` are positions among the passages read and in that passage, ``who``
    the words that name whose it is, ``value`` the number or address, ``hours`` whether the
    sentence says when it is answered. A sentence that gives hours alone has no ``value``.
    """

    passage: int
    sentence: int
    who: str
    value: str
    is_email: bool
    hours: bool
    shape: Shape


def find_contacts(passages: Sequence[Passage]) -> tuple[GivenContact, ...]:
    """Give every contact that the passages hold, in their order."""
    return tuple(
        contact
        for index, passage in enumerate(passages)
        for number, sentence in enumerate(passage.sentences)
        for contact in _contacts(index, number, passage, sentence)
    )


def _contacts(
    index: int, number: int, passage: Passage, sentence: Sentence
) -> Iterator[GivenContact]:
    if not _MAY_GIVE.search(sentence.text):
        return
    found = list(REACHED_AT.finditer(sentence.text))
    hours = bool(_TIME.search(sentence.text))
    if not found:
        # 'Office hours | Monday to Friday': the line before may say whose
        if hours and _OPEN.search(sentence.text):
            who = f"{sentence.text} {passage.heading}"
            yield GivenContact(index, number, who, "", False, True, sentence.shape)  # noqa: FBT003
        return
    start = 0
    for match, after in zip(found, [*found[1:], None], strict=True):
        end = after.start() if after else len(sentence.text)
        before = sentence.text[start : match.start()]
        who = before if _names(before) else _who_around(passage, number, before)
        # 'Duty Desk 0300 000 0001 in office hours, emergency duty team 01000 000002'
        beside = re.split(r"[,;.|]", sentence.text[match.end() : end])[0]
        yield GivenContact(
            index, number, " ".join(f"{who} {beside}".split()), match[0], bool(match["email"]),
            hours, sentence.shape,
        )  # fmt: skip
        start = match.end() + len(beside)


def _names(words: str) -> bool:
    return bool(_WORDS.search(_HOW.sub(" ", words)))


def _who_around(passage: Passage, number: int, before: str) -> str:
    """Give who is named above a number that stands alone: the line before, and the headings."""
    lines: Iterable[str] = (
        passage.sentences[number].lead,
        *(one.text for one in reversed(passage.sentences[max(number - 2, 0) : number])),
        *reversed(passage.headings),
        passage.source.title,
    )
    named = (one for one in lines if _names(REACHED_AT.sub(" ", one)) and not _TIME.search(one))
    return f"{next(named, '')} {before}"
