"""Which of the documents held a few typed words mean, by what is recorded of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.reading.understanding import REPAIR_MIN_LETTERS, nearest_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain import Source

MAX_CHARACTERS = 100
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The documents that typed words mean, in the order given.

    ``words`` are the words as they were looked for: as typed, or with their spelling repaired.
    """

    sources: tuple[Source, ...]
    words: str


def narrow(sources: Sequence[Source], typed: str) -> Narrowed:
    """Give the documents of whose title, area, publisher, kind, theme or year each word begins one.

    Where none has them all, words that begin none of any document's are repaired to the nearest
    that does. All documents where no word is typed.
    """
    wanted = _WORD.findall(typed[:MAX_CHARACTERS].lower())
    recorded = [(one, _recorded(one)) for one in sources]
    found = _holding(recorded, wanted)
    if found or not wanted:
        return Narrowed(found, typed.strip())
    known = sorted({word for _, words in recorded for word in words})
    repaired = [_repaired(word, known) for word in wanted]
    found = _holding(recorded, repaired)
    return Narrowed(found, " ".join(repaired) if found else typed.strip())


def _recorded(source: Source) -> frozenset[str]:
    year = str(source.published.year) if source.published else ""
    told = (source.title, source.area, source.publisher, source.kind.value, source.theme, year)
    return frozenset(_WORD.findall(" ".join(told).lower()))


def _holding(
    recorded: Sequence[tuple[Source, frozenset[str]]], wanted: Sequence[str]
) -> tuple[Source, ...]:
    return tuple(
        source
        for source, words in recorded
        if all(any(word.startswith(one) for word in words) for one in wanted)
    )


def _repaired(word: str, known: Sequence[str]) -> str:
    if len(word) < REPAIR_MIN_LETTERS or any(one.startswith(word) for one in known):
        return word
    return nearest_word(word, known) or word
