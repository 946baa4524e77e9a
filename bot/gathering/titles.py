"""What each document is known by: the words of its name, what these stand for, its initials."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.gathering.kept import grouped, groups_in, packed, part_of, unpacked
from bot.placing.reference import initials_of, title_words
from store.search.keywords import STOPWORDS, stem, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from bot.gathering.kept import Arrays, RowGroups, Rows
    from bot.reading.lexicon import Lexicon
    from domain import Source
    from store.generation.opened import Generation

    Mask = NDArray[np.bool_]

# The name under which is kept what was found of all documents.
TITLES = "titles"
_OF_STOPWORDS = frozenset(map(stem, STOPWORDS))
_PREFIXES = ("known_", "begun_", "short_")


@dataclass(frozen=True)
class TitleWords:
    """Documents by what they are known by.

    ``known`` gives them by the stems of what is known of them and what these stand for, ``begun``
    by the first word of their titles, ``short`` by the initials of these. ``initials`` are those
    that are no word of a title.
    """

    known: RowGroups
    begun: RowGroups
    short: RowGroups
    initials: frozenset[str]


def titles_held(generation: Generation, lexicon: Lexicon) -> TitleWords:
    """Give what a generation's documents are known by."""
    found = part_of(generation, TITLES, lambda: find_titles(generation.sources, lexicon))
    known, begun, short = (
        groups_in({one.removeprefix(prefix): found[one] for one in found if prefix in one})
        for prefix in _PREFIXES
    )
    return TitleWords(known, begun, short, frozenset(unpacked(found["initials"])))


def find_titles(sources: Sequence[Source], lexicon: Lexicon) -> Arrays:
    """Give what documents are known by, to be kept."""
    known: dict[str, list[int]] = {}
    begun: dict[str, list[int]] = {}
    short: dict[str, list[int]] = {}
    words: set[str] = set()
    for place, one in enumerate(sources):
        said = f"{one.title} {one.publisher} {one.theme} {one.id} {one.edition} {one.area}"
        for word in sorted(known_by(said, lexicon)):
            known.setdefault(word, []).append(place)
        for first in title_words(one.title)[:1]:
            begun.setdefault(first, []).append(place)
        for letters in sorted(initials_of(one.title)):
            short.setdefault(letters, []).append(place)
        words.update(words_of(one.title))
    arrays = {"initials": packed(sorted(short.keys() - words))}
    for prefix, groups in zip(_PREFIXES, (known, begun, short), strict=True):
        arrays |= {f"{prefix}{name}": one for name, one in grouped(groups).arrays().items()}
    return arrays


def known_by(text: str, lexicon: Lexicon) -> frozenset[str]:
    """Give the stems of a text's words, and of what they stand for."""
    words = re.findall(r"[^\W_]+", text.lower())
    return frozenset(map(stem, words)) | frozenset(lexicon.expand(words))


class NameShares:
    """How much of a name is said, by how telling its words are: 1 is all."""

    def __init__(self, weight: Callable[[str], float], lexicon: Lexicon) -> None:
        """Take how telling a stem is, and what phrases stand for."""
        self._weight = weight
        self._lexicon = lexicon

    def of_words(self, stems: Iterable[str], known: frozenset[str]) -> float:
        """Give how much of a name's stems some words say, or what these stand for."""
        total = held = 0.0
        for one in stems:
            weight = self._weight(one)
            total += weight
            meant = set(self._lexicon.expand([one]))
            if one in known or (meant and meant <= known):
                held += weight
        return held / total if total else 0.0

    def of_documents(
        self, stems: Iterable[str], known: RowGroups, size: int
    ) -> NDArray[np.float64]:  # fmt: skip
        """Give the same of each of so many documents, by the stems that each is known by."""
        held = np.zeros(size)
        total = 0.0
        for one in stems:
            weight = self._weight(one)
            total += weight
            is_said = mask_of(known.of(one), size)
            if meant := self._lexicon.expand([one]):
                all_said = [mask_of(known.of(other), size) for other in meant]
                is_said |= np.logical_and.reduce(all_said)
            held[is_said] += weight
        return held / total if total else held


def mask_of(rows: Rows, size: int) -> Mask:
    """Give a mask of so many places with those of ``rows`` marked."""
    marked = np.zeros(size, dtype=bool)
    marked[rows] = True
    return marked


class SectionHeads:
    """Which documents may have a heading that says some stems, by all words of their headings."""

    def __init__(self, above: RowGroups, size: int, lexicon: Lexicon) -> None:
        """Take the documents by the stems of title and headings, and how many there are."""
        self._above = above
        self._size = size
        self._lexicon = lexicon

    @cached_property
    def _all(self) -> Mask:
        return np.ones(self._size, dtype=bool)

    def saying(self, stems: Sequence[str]) -> Mask:
        """Mark the documents whose headings may say all of some stems, or what they stand for."""
        marked = self._all
        for one in stems:
            is_said = self._or_stood_for(one)
            if meant := self._lexicon.expand([one]):
                is_said = is_said | np.logical_and.reduce([*map(self._or_stood_for, meant)])
            marked = marked & is_said
        return marked

    def _or_stood_for(self, one: str) -> Mask:
        """Mark those that say a stem, or a phrase that stands for it."""
        marked = self._mask((one,))
        for phrase in self._lexicon.phrases_for(one):
            marked = marked | self._mask(map(stem, phrase))
        return marked

    def _mask(self, stems: Iterable[str]) -> Mask:
        marked = self._all
        for one in stems:
            if one not in _OF_STOPWORDS:
                marked = marked & mask_of(self._above.of(one), self._size)
        return marked
