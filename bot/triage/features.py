"""The numbers that a scene's words give: hashed n-grams by place, and concepts by window.

All are arrays over the places of a scene's stream, so that every window of a long message is
read in one pass.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import numpy as np

from bot.triage.scene import BREAK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from bot.triage.scene import Scene

    Ints = NDArray[np.int64]
    Words = NDArray[np.uint64]
    Floats = NDArray[np.float32]

# Hashed features are spread over so many weights (a power of two).
BUCKETS = 1 << 17
# What the features of a block count for together, spread over their number.
BLOCKS = ((0, 1.0), (1, 0.7), (2, 0.5))
# ... and each concept and pair of concepts by itself: they are few.
CONCEPT_WEIGHT = 0.04
# Letters of a word that are read.
WORD_LENGTH = 24
# A window is one sentence or two, of so many words: more are cut, fewer joined to the next.
LEAST_WORDS, MOST_WORDS = 8, 32
# What a reader takes in as one; a longer message is read in such sections, so many windows of
# each in the next as well.
SECTION_WORDS = 220
OVERLAP = 2

# Concepts of a whole section that its windows are read with.
CONTEXT = ("frame", "study", "past", "calm", "present", "topic", "asks", "me")
# Those that speak of the sections after it as well, in a message of so many words.
FRAMES = ("frame", "study")
FRAMED_WORDS = 600
# Concepts whose absence tells something too.
ABSENT = ("now", "here", "them", "me", "asks", "study", "past", "calm")

_BREAKS = frozenset({BREAK, "?"})
_MULTIPLIERS = (0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F)


class Window(NamedTuple):
    """A run of places in a scene's stream, the breaks before and after included."""

    start: int
    end: int


class JudgedTogether(NamedTuple):
    """What is judged as one: its whole, and its windows unless it is one."""

    whole: Window
    parts: tuple[Window, ...]

    @property
    def every(self) -> tuple[Window, ...]:
        """The whole, then its windows."""
        return (self.whole, *self.parts)


@dataclass(frozen=True, slots=True)
class Grams:
    """Buckets of n-grams of one length; those that start before a place end at its offset."""

    buckets: Ints
    offsets: Ints
    size: int

    def within(self, window: Window) -> Ints:
        """Give the buckets of the n-grams that lie wholly in a window."""
        last = max(window.end - self.size + 1, window.start)
        return self.buckets[self.offsets[window.start] : self.offsets[last]]


def sections(scene: Scene) -> tuple[JudgedTogether, ...]:
    """Give the sections of a message, one unless it is long; each place is in some window."""
    stream = scene.stream
    if len(stream) <= MOST_WORDS:
        return (JudgedTogether(Window(0, len(stream)), ()),)
    cuts = _cuts(stream)
    if len(stream) <= SECTION_WORDS:
        return (_section(cuts),)
    found: list[JudgedTogether] = []
    first = last = 0
    while last < len(cuts) - 1:
        while last < len(cuts) - 1 and cuts[last] - cuts[first] < SECTION_WORDS:
            last += 1
        found.append(_section(cuts[first : last + 1]))
        first = max(last - OVERLAP, first + 1)
    return tuple(found)


def _section(cuts: Sequence[int]) -> JudgedTogether:
    ends = [cut + 1 for cut in cuts]
    parts = (*map(Window, cuts, ends[1:]), *map(Window, cuts, ends[2:]))
    return JudgedTogether(Window(cuts[0], ends[-1]), parts)


def bounds(found: Sequence[JudgedTogether]) -> Ints:
    """Give where each section and window starts, and where each ends."""
    parts = [part for section in found for part in section.every]
    each = np.fromiter(chain.from_iterable(parts), dtype=np.int64, count=2 * len(parts))
    return each.reshape(-1, 2).T


def _cuts(stream: Sequence[str]) -> list[int]:
    """Give the places where windows start and end: breaks, or elsewhere in a long sentence."""
    end = len(stream) - 1
    latest = end - LEAST_WORDS
    breaks = [place for place, word in enumerate(stream) if word in _BREAKS and place <= latest]
    breaks.append(latest + 1)
    cuts = [0]
    at = 0
    # a break that is too near the cut before it is passed over
    while (at := bisect_left(breaks, cuts[-1] + LEAST_WORDS, at)) < len(breaks):
        place = breaks[at]
        while place - cuts[-1] > MOST_WORDS:
            cuts.append(cuts[-1] + MOST_WORDS)
        if place > latest:
            break
        if place - cuts[-1] >= LEAST_WORDS:
            cuts.append(place)
        at += 1
    return [*cuts, end]


def blocks(scene: Scene) -> tuple[tuple[Grams, ...], ...]:
    """Give the buckets of word 1-3-grams, of letter 3-4-grams, and of shape 2-4-grams."""
    number_of = {word: number for number, word in enumerate(dict.fromkeys(scene.stream))}
    order = np.array([number_of[word] for word in scene.stream], dtype=np.int64)
    # a word has one shape wherever it stands
    shape_of = dict(zip(scene.stream, scene.shape, strict=True))
    words = _numbers(number_of)[order]
    shapes = _numbers([shape_of[word] for word in number_of])[order]
    return (
        tuple(_grams(words, size, 0) for size in (1, 2, 3)),
        _letters(tuple(number_of), order),
        tuple(_grams(shapes, size, 7) for size in (2, 3, 4)),
    )


def _numbers(words: Iterable[str]) -> Words:
    return np.array([crc32(word.encode("utf-8", "surrogatepass")) for word in words], np.uint64)


def _buckets(numbers: Words, size: int, salt: int) -> Ints:
    """Give a bucket for each run of so many numbers."""
    count = max(len(numbers) - size + 1, 0)
    total = np.full(count, salt * 0x1F123BB5 + size, dtype=np.uint64)
    for at, multiplier in zip(range(size), _MULTIPLIERS, strict=False):
        total ^= numbers[at : at + count] * np.uint64(multiplier)
        total = (total * np.uint64(0x01000193)) & np.uint64(0xFFFFFFFFFFFF)
        total ^= total >> np.uint64(17)
    return (((total & np.uint64(0xFFFFFFFF)) * np.uint64(0x9E3779B1)) >> np.uint64(13)).astype(
        np.int64
    ) & (BUCKETS - 1)


def _grams(numbers: Words, size: int, salt: int) -> Grams:
    buckets = _buckets(numbers, size, salt)
    return Grams(buckets, np.minimum(np.arange(len(numbers) + 1), len(buckets)), size)


def _letters(words: Sequence[str], order: Ints) -> tuple[Grams, ...]:
    """Give the n-grams within each word of a stream, which holds ``words`` in this order."""
    cut = [word[:WORD_LENGTH] for word in words]
    joined = f"#{'##'.join(cut)}#"
    letters = np.frombuffer(joined.encode("utf-8", "surrogatepass"), np.uint8).astype(np.uint64)
    sized = cut if joined.isascii() else [one.encode("utf-8", "surrogatepass") for one in cut]
    lengths = np.fromiter(map(len, sized), dtype=np.int64, count=len(cut)) + 2
    starts = np.cumsum(lengths) - lengths
    found = []
    for size in (3, 4):
        counts = (lengths - size + 1).clip(0)[order]
        offsets = np.concatenate(([0], np.cumsum(counts)))
        # where each word's n-grams stand among those of the distinct words
        at = np.repeat(starts[order] - offsets[:-1], counts) + np.arange(offsets[-1])
        found.append(Grams(_buckets(letters, size, 3)[at], offsets, 1))
    return tuple(found)


class Concepts:
    """Turns the concepts of windows into numbers: which are there, which denied, which absent."""

    def __init__(self, names: Sequence[str]) -> None:
        """Take the names of all concepts."""
        self.names = tuple(names)
        self._numbers = {name: number for number, name in enumerate(names)}
        self._context = [self._numbers[name] for name in CONTEXT]
        self._frames = [CONTEXT.index(name) for name in FRAMES]
        self._absent = [self._numbers[name] for name in ABSENT]
        self.single = 2 * len(names) + len(CONTEXT)
        self._first, self._second = np.triu_indices(self.single, 1)
        self.missing = len(ABSENT)
        self.width = self.single + len(self._first) + len(ABSENT)

    def read(self, scene: Scene, found: Sequence[JudgedTogether]) -> tuple[Floats, Floats]:
        """Give what is there in each window of each section, and what is not.

        A row of the first holds 1 for each concept in the window, for each that is denied there,
        and for each of the context; the whole of a section comes before its windows.
        """
        count = len(self.names)
        starts, ends = bounds(found)
        places = np.array([one.place for one in scene.found], dtype=np.int64)
        concepts = np.array(
            [self._numbers[one.name] + count * one.negated for one in scene.found], dtype=np.int64
        )
        first, last = np.searchsorted(places, starts), np.searchsorted(places, ends)
        each = last - first
        # where the concepts of each window stand among those found, which are in their order
        within = np.arange(each.sum()) + np.repeat(first - (np.cumsum(each) - each), each)
        there = np.zeros((len(starts), self.single), dtype=np.float32)
        there[np.repeat(np.arange(len(starts)), each), concepts[within]] = 1
        sizes = [len(section.parts) + 1 for section in found]
        context = there[np.cumsum(sizes) - sizes][:, self._context]
        if len(scene.stream) <= FRAMED_WORDS:
            context[:, self._frames] = np.maximum(
                context[:, self._frames], context[:1, self._frames]
            )
        there[:, 2 * count :] = np.repeat(context, sizes, axis=0)
        return there, 1 - there[:, self._absent]

    def known(self, row: Floats) -> frozenset[str]:
        """Give the names of the concepts that a row says are there and not denied."""
        there = np.flatnonzero(row[: len(self.names)]).tolist()
        return frozenset(map(self.names.__getitem__, there))

    def spread(self, there: Floats, absent: Floats) -> Floats:
        """Give every feature for itself, pairs too, as they are trained."""
        pairs = there[:, self._first] * there[:, self._second]
        return np.hstack([there, pairs, absent])

    def square(self, weights: Floats) -> Floats:
        """Give the trained weights of single concepts and pairs as a matrix of pairs."""
        matrix = np.diag(weights[: self.single])
        matrix[self._first, self._second] = weights[self.single : -len(ABSENT)]
        return matrix
