"""Which places a text names: the areas of England, and those that some document is of."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.reading.english import is_english
from domain import FindingsError
from ingest.beside.tables import packaged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

DATA = Path(__file__).parent.parent / "data" / "areas.toml"

_WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)?")
_ENDS = re.compile(r"\s*(?:[.,;:?!)]|$)")
_OPENS = re.compile(r"(?:^|[.?!:\n])\W*$")
_WITHIN = re.compile(r"\b(?:in|for|at|of|about|within|across|around)\s+$", re.IGNORECASE)


# A shorter word is too near to others; as alike as this two words are one with a slip.
_LONG_ENOUGH = 6
_ALIKE = 0.85
_MORE = 2


class AreasError(FindingsError):
    """The list of areas that comes with Findings cannot be read."""


@dataclass(frozen=True, slots=True)
class Named:
    """A place as a text names it, ``text[start:end]``; ``areas`` are the councils' it covers."""

    name: str
    areas: frozenset[str]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Name:
    name: str
    words: tuple[str, ...]
    areas: frozenset[str]
    is_word: bool


class Gazetteer:
    """The names of places, and the areas that each of them stands for."""

    def __init__(self, held: Iterable[str] = (), path: Path = DATA) -> None:
        """Read the list, and take the areas that documents are ``held`` of besides.

        Raises:
            AreasError: the list cannot be read.
        """
        areas, regions, words = _read(path)
        self._names: dict[str, list[_Name]] = {}
        for area, also in areas.items():
            for name in (area, *also):
                self._add(name, frozenset({area}), words)
        for region, members in regions.items():
            self._add(region, frozenset(members), words)
        for area in sorted(set(held)):
            # "Derby and Derbyshire" is two that are known, and "Mersey Care" one that is not
            if area and not self.members(area):
                self._add(area, frozenset({area}), frozenset())

    def _add(self, name: str, areas: frozenset[str], words: frozenset[str]) -> None:
        spelt = _spelt(name)
        one = _Name(name, spelt, areas, name.lower() in words)
        group = self._names.setdefault(spelt[0], [])
        group.append(one)
        group.sort(key=lambda other: -len(other.words))

    def find(self, text: str) -> tuple[Named, ...]:
        """Give the places that a text names, in order; of two that overlap the longer one."""
        return tuple(self._find(text))

    def members(self, area: str) -> frozenset[str]:
        """Give the areas that the name of a document's area covers; none for no known place."""
        return frozenset().union(*(one.areas for one in self._find(area)))

    def _find(self, text: str) -> Iterator[Named]:
        words = [one.lower() for one in _WORD.findall(text)]
        begins = [at for at, word in enumerate(words) if word in self._names]
        # most texts name no place: where their words stand is not asked
        found = list(_WORD.finditer(text)) if begins else []
        last = 0
        for at in begins:
            name = self._at(text, words, found, at) if at >= last else None
            if name is not None:
                last = at + len(name.words)
                yield Named(name.name, name.areas, found[at].start(), found[last - 1].end())

    def _at(
        self, text: str, words: Sequence[str], found: Sequence[re.Match[str]], at: int
    ) -> _Name | None:
        for one in self._names.get(words[at], ()):
            end = at + len(one.words)
            if tuple(words[at:end]) != one.words:
                continue
            start, stop = found[at].start(), found[end - 1].end()
            if not one.is_word or _is_name(text, start, stop):
                return one
        return None


def respelt(text: str, names: Iterable[str]) -> str:
    """Give a text with each slip in one of the ``names`` of areas put right.

    A word that is English, or that begins with another letter, is no slip of a name.
    """
    known = {word: word for name in names for word in _spelt(name) if len(word) >= _LONG_ENOUGH}
    shown = {word.lower(): word for name in names for word in _WORD.findall(name)}

    def repaired(match: re.Match[str]) -> str:
        word = match[0].lower()
        if len(word) < _LONG_ENOUGH or word in known or is_english(word):
            return match[0]
        like = [one for one in known if one[0] == word[0] and abs(len(one) - len(word)) <= _MORE]
        near = get_close_matches(word, like, 1, _ALIKE)
        return shown[near[0]] if near else match[0]

    return _WORD.sub(repaired, text)


def _is_name(text: str, start: int, end: int) -> bool:
    """Say whether an ordinary word stands for a place: by its capital, or by where it stands."""
    if text[start].isupper() and not _OPENS.search(text[:start]) and not text.isupper():
        return True
    return bool(_WITHIN.search(text[:start]) and _ENDS.match(text[end:]))


def _spelt(name: str) -> tuple[str, ...]:
    return tuple(one.lower() for one in _WORD.findall(name))


@cache
def _read(
    path: Path,
) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]], frozenset[str]]:
    with packaged(path, AreasError):
        table = tomllib.loads(path.read_text("utf-8"))
        return table["areas"], table["regions"], frozenset(table["words"])
