"""Whether a word opens a later item of a list whose earlier ones a statement leaves out."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from writing.checks.words import linked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from writing.checks.words import ReadText, ReadWord

_ARTICLES = frozenset({"a", "an", "the"})
_JOINS = frozenset({"and", "or", ","})
_FINITE = frozenset(
    "must shall should may might can could will would is are was were has have had do does".split()
)
_RELATES = frozenset({"that", "who", "which"})


def is_later_item(
    places: tuple[int, int], held: Sequence[ReadWord], said: ReadText, text: ReadText
) -> bool:
    """Say whether of two telling words of a text, by their places, the second opens a later item.

    "List laundering money" of "list moving drugs, and laundering money". Both items have to be
    of one form, and neither may be a clause of its own.
    """
    first, second = places
    if second - first <= 1 or linked(held[first + 1], said.telling):
        return False
    opening, word = held[first + 1], held[second]
    between = [one for one in text.words if held[second - 1].end <= one.start < word.start]
    small = {one.text for one in between}
    is_joined = bool(small & _JOINS) and small <= _JOINS | _ARTICLES
    form = _form(text, opening)
    return is_joined and bool(form) and form == _form(text, word) and not _is_clause(text, word)


def _form(text: ReadText, word: ReadWord) -> str:
    """Give how an item opens: with a doing ("laundering"), an article, or neither."""
    if word.text.endswith("ing"):
        return "ing"
    place = text.words.index(word)
    return "article" if place and text.words[place - 1].text in _ARTICLES else ""


def _is_clause(text: ReadText, word: ReadWord) -> bool:
    """Say whether what an item opens says something by itself: "the nurse must call"."""
    after = text.words[text.words.index(word) :]
    item = takewhile(lambda one: not one.is_sign and one.text not in _RELATES, after)
    return any(one.text in _FINITE for one in item)
