"""What documents themselves say an abbreviation stands for: "youth justice service (YJS)"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.gathering.kept import packed, part_of, unpacked
from bot.reading.english import is_english
from store.search.keywords import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.gathering.kept import Arrays
    from store.generation.opened import Generation

_SHORT = re.compile(r"\s\([‘'\"“]?([A-Z][A-Za-z&]{0,7}?[A-Z])s?[’'\"”]?\)")
# A name is looked for in so many characters before its abbreviation, and not beyond a mark.
_BEFORE = 120
_ENDS = re.compile(r"[.,;:!?()|•\[\]]|\n\s*\n")
# Words of a name that its abbreviation may pass over.
_SMALL = frozenset(("of", "the", "and", "for", "to", "in", "on", "with", "a", "at", "&"))
_PARTS = re.compile(r"[\s/-]+")
# One that stands for more things than this is explained by none of them.
MOST_SENSES = 3
# Of a name without its first words so many have to be left to stand for it.
_LEAST_WORDS = 2
# The name under which is kept what was found of all documents.
SHORTENED = "shortened"


def shortened_held(generation: Generation) -> dict[str, tuple[str, ...]]:
    """Give the abbreviations that a generation's documents explain; see ``shortened_in``."""
    found = part_of(generation, SHORTENED, lambda: find_shortened(generation))
    return {short: tuple(names) for short, names in unpacked(found["shortened"]).items()}


def find_shortened(generation: Generation) -> Arrays:
    """Give the abbreviations that a generation's documents explain, to be kept."""
    return {"shortened": packed(shortened_in(one.text for one in generation.documents))}


def shortened_in(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Give the abbreviations that texts explain, in capitals, each with the names it stands for.

    One of many senses is left out.
    """
    found: dict[str, dict[str, None]] = {}
    for text in texts:
        for match in _SHORT.finditer(text):
            before = _ENDS.split(text[max(match.start() - _BEFORE, 0) : match.start()])[-1]
            if name := _named(before, match[1]):
                found.setdefault(match[1], {})[" ".join(words_of(name))] = None
    return {short: tuple(names) for short, names in found.items() if len(names) <= MOST_SENSES}


def as_meanings(shortened: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Give pairs of a phrase and what it stands for: each abbreviation for its name, and back.

    An abbreviation that is an English word in small letters stands for nothing: "it", "yes". Its
    name does, and so do the name's last words, with and without an ending s.
    """
    for short, names in shortened.items():
        for name in names:
            if not is_english(short.lower()):
                yield short, name
            for one in _said_as(name):
                yield one, short


def _said_as(name: str) -> Iterator[str]:
    words = name.split()
    for start in range(max(len(words) - _LEAST_WORDS + 1, 1)):
        if words[start] not in _SMALL:
            said = " ".join(words[start:])
            yield from (said, said.removesuffix("s"), f"{said}s")


def _named(before: str, short: str) -> str:
    """Give the last words whose first letters are the abbreviation; empty where none are."""
    letters = [one.lower() for one in short if one.isalpha()]
    words = before.split()
    at = len(letters)
    for place in range(len(words) - 1, -1, -1):
        parts = [one.lower() for one in _PARTS.split(words[place]) if one]
        if not parts:
            continue
        taken = _taken(parts, letters[:at])
        if not taken and parts[0] not in _SMALL:
            return ""
        at -= taken
        if not at:
            return " ".join(words[place:])
    return ""


def _taken(parts: list[str], letters: list[str]) -> int:
    """Give how many of the last letters a word's parts give, all of them or its first alone."""
    initials = [one[0] for one in parts]
    if letters[-len(initials) :] == initials:
        return len(initials)
    is_small = len(parts) == 1 and parts[0] in _SMALL
    return 0 if is_small else int(bool(letters) and letters[-1] == initials[0])
