"""What the documents themselves name, of a place, tool or team: no person's name in a message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from domain import Passage

# A name of several words, each with a capital and none all in capitals.
_RUN = re.compile(r"\b[A-Z][a-z’']+(?: [A-Z][a-z’']+)+\b")
# In running text what is named after one of these is a thing or a place: nobody is "the Ann Rook".
_OF_A_THING = re.compile(rf"\b(?:the|in|at|an?|our|each|every) (?P<name>{_RUN.pattern})")

Phrase = tuple[str, ...]
# The most words of a name that are looked for in a message.
_LONGEST = 5


def names_held(passages: Iterable[Passage]) -> frozenset[Phrase]:
    """Give the names of several words, in small letters, that titles, headings and texts give.

    A person's name may be among them where documents use it as a thing's ("the Ann Rook Centre"):
    whoever masks by them leaves out those that hold a first name.
    """
    return frozenset(tuple(name.lower().split()) for name in _names(passages))


def of_things(
    words: Sequence[str], held: Collection[Phrase], people: Collection[str]
) -> Iterator[int]:
    """Give the places of words, in small letters, that make a ``held`` name without first names.

    ``people`` are first names: a name that holds one may be somebody's.
    """
    for place in range(len(words) if held else 0):
        for length in range(2, _LONGEST + 1):
            name = tuple(words[place : place + length])
            if len(name) == length and name in held and not any(one in people for one in name):
                yield from range(place, place + length)


def _names(passages: Iterable[Passage]) -> Iterator[str]:
    seen: set[str] = set()
    for one in passages:
        for head in {one.source.title, *one.headings} - seen:
            seen.add(head)
            yield from _RUN.findall(head)
        yield from (match["name"] for match in _OF_A_THING.finditer(one.text))
