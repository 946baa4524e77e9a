"""What must happen by when: the time limits that documents give, each with its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain import Shape
from ingest.facts.acting import who_acts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain import Passage, Sentence

_COUNT = r"(?:\d[\d,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)"
# A stretch of time that something must or does happen in; a bare age or wait is none.
LIMIT = re.compile(
    r"\b(?P<limit>(?:within|every|at least every|at least once (?:in|every)|no later than"
    r"|no more than|not later than|at most|up to|by|in (?=the first)|at least)"
    rf" (?:the (?:first|next) )?{_COUNT}[ -](?:(?:clear|working|school|calendar)[ -])?"
    r"(?:minutes?|hours?|days?|weeks?|months?|years?))\b"
    r"|\b(?P<rhythm>(?:at least )?(?:daily|weekly|fortnightly|monthly|quarterly|yearly"
    r"|annually))\b",
    re.IGNORECASE,
)
# What holds none of these gives no time limit; to look for these takes a quarter of the time.
_OF_TIME = (
    "minute", "hour", "day", "week", "month", "year", "daily", "fortnight", "quarterly", "annually"
)  # fmt: skip
_FROM = re.compile(r"\s*(?:(?:of|from|after|before|following|since)\b[^,;.|]*)", re.IGNORECASE)


def gives_limit(text: str) -> bool:
    """Say whether a text gives a time limit."""
    lower = text.lower()
    return any(one in lower for one in _OF_TIME) and LIMIT.search(text) is not None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit as a document gives it.

    ``passage`` and ``sentence`` are positions among the passages read and in that passage.
    ``what`` are the words that say what must happen, ``limit`` by when or how often, ``counted``
    what it is counted from and ``who`` must see to it; the last two are empty where not said.
    ``is_sole`` is False of several limits in one sentence: nobody can tell whose each is.
    """

    passage: int
    sentence: int
    what: str
    limit: str
    counted: str
    who: str
    is_sole: bool


def find_deadlines(passages: Sequence[Passage]) -> tuple[Deadline, ...]:
    """Give every time limit of the passages, in their order."""
    return tuple(
        deadline
        for index, passage in enumerate(passages)
        for number, sentence in enumerate(passage.sentences)
        for deadline in deadlines_in(index, number, sentence)
    )


def deadlines_in(index: int, number: int, sentence: Sentence) -> Iterator[Deadline]:
    """Give every time limit of a sentence, whose place is given."""
    found = list(LIMIT.finditer(sentence.text))
    if not found:
        return
    match = found[0]
    before, rest = sentence.text[: match.start()], sentence.text[match.end() :]
    counted = _FROM.match(rest)
    if sentence.shape is Shape.ROW:
        what = before.split("|")[0]
    else:
        after = rest[counted.end() :] if counted else rest
        what = f"{before} {after}"
    yield Deadline(
        index, number, " ".join(what.split()).strip(" |,;:."), match[0],
        " ".join(counted[0].split()).rstrip(".") if counted else "",
        who_acts(sentence.text), len(found) == 1,
    )  # fmt: skip
