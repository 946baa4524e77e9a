"""What each stem weighs in each text that holds it: written once, read from mapped files."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from store.search.coarse import let_go

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from store.search.counting import StemCounts

_PLACES_NAME = "vocab.index.json"
_STARTS_NAME, _ROWS_NAME, _SCORES_NAME, _TOPS_NAME = (
    f"{one}.csc.index.npy" for one in ("indptr", "indices", "data", "tops")
)
# How soon a word that comes again counts for less, and how far a longer text does: texts are short
# and of like length, so that is kept mild.
K1, B = 1.2, 0.5
# Sums of the same scores in another order differ by less than this share.
_ROUNDING = 1e-4


@dataclass(frozen=True, slots=True)
class Columns:
    """Scores by stem: a stretch of ``rows`` and ``scores`` each, of which ``tops`` are greatest."""

    places: dict[str, int]
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    scores: NDArray[np.float32]
    tops: NDArray[np.float32]
    size: int
    files: tuple[object, ...] = ()

    def let_go(self) -> None:
        """Hold no page of the mapped files; they are read again when needed."""
        for file in self.files:
            let_go(file)

    def bounds(self, token: str) -> tuple[int, int]:
        """Give where the stem's stretch starts and ends; an empty one where no text holds it."""
        place = self.places.get(token)
        return (0, 0) if place is None else (int(self.starts[place]), int(self.starts[place + 1]))

    def weight(self, token: str) -> float:
        """Give the stem's inverse document frequency."""
        start, end = self.bounds(token)
        return rarity(end - start, self.size)

    def shares(self, tokens: Sequence[str]) -> NDArray[np.float32]:
        """Give each text's score for the stems as a share of their weights."""
        scores = np.zeros(self.size, dtype=np.float32)
        for token in tokens:
            start, end = self.bounds(token)
            # a text is in a column once
            scores[self.rows[start:end]] += self.scores[start:end]
        return scores / self._total(tokens)

    def _total(self, tokens: Sequence[str]) -> np.float32:
        return np.float32(max(sum(map(self.weight, tokens)), 1e-6))

    def shares_of(self, tokens: Sequence[str], rows: NDArray[np.integer]) -> NDArray[np.float32]:
        """Give what ``shares`` gives, of some texts alone."""
        scores = np.zeros(len(rows), dtype=np.float32)
        for token in tokens:
            start, end = self.bounds(token)
            is_held, at = _found_in(self.rows[start:end], rows)
            scores[is_held] += self.scores[start:end][at]
        return scores / self._total(tokens)

    def best(
        self, tokens: Sequence[str], count: int, is_wanted: NDArray[np.bool_]
    ) -> NDArray[np.int32]:
        """Give rows of wanted texts, sorted, among which are the ``count`` that score most.

        The rarest stem is looked at first. Where those found score more than all others weigh that
        are left, a text that holds only these cannot be among the best (MaxScore: Turtle and Flood,
        1995), so that the rows of a word that stands everywhere are seldom read.
        """
        places = [self.places[one] for one in tokens if one in self.places]
        places.sort(key=lambda place: int(self.starts[place + 1] - self.starts[place]))
        tops = self.tops[places].astype(float)
        rows, scores = np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32)
        left = 0.0
        for number, place in enumerate(places):
            left = float(tops[number:].sum())
            if _last_of(scores, count) > left * (1 + _ROUNDING):
                break
            stretch = slice(int(self.starts[place]), int(self.starts[place + 1]))
            kept = is_wanted[self.rows[stretch]]
            rows, scores = _joined(
                rows, scores, self.rows[stretch][kept], self.scores[stretch][kept]
            )
            left = float(tops[number + 1 :].sum())
        return rows[scores + left >= _last_of(scores, count) * (1 - _ROUNDING)]


def _last_of(scores: NDArray[np.float32], count: int) -> float:
    """Give the least of the ``count`` greatest; nought where they are fewer."""
    return float(np.partition(scores, -count)[-count]) if len(scores) >= count else 0.0


def is_in(held: NDArray[np.int32], rows: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Say which of ``rows`` are ``held``, which is sorted."""
    return _found_in(held, rows)[0]


def _found_in(
    held: NDArray[np.int32], rows: NDArray[np.integer]
) -> tuple[NDArray[np.bool_], NDArray[np.intp]]:
    """Say which of ``rows`` are ``held``, which is sorted, and where each of these stands in it."""
    if not len(held):
        return np.zeros(len(rows), dtype=bool), np.zeros(0, dtype=np.intp)
    at = np.minimum(np.searchsorted(held, rows), len(held) - 1)
    is_held = held[at] == rows
    return is_held, at[is_held]


def _joined(
    rows: NDArray[np.int32], scores: NDArray[np.float32],
    others: NDArray[np.int32], theirs: NDArray[np.float32],
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:  # fmt: skip
    """Give the rows of both, each once and sorted, with its scores added up."""
    every, values = np.concatenate([rows, others]), np.concatenate([scores, theirs])
    order = np.argsort(every, kind="stable")
    every, values = every[order], values[order]
    first = np.flatnonzero(np.diff(every, prepend=-1))
    return every[first], np.add.reduceat(values, first) if len(first) else values


def rarity(count: int, size: int) -> float:
    """Give how telling a stem is that ``count`` of ``size`` texts hold (inverse frequency)."""
    return math.log(1 + (size - count + 0.5) / (count + 0.5))


def weigh(counts: StemCounts) -> Columns:
    """Give what every stem weighs in every text that holds it."""
    places = {stem: place for place, stem in enumerate(counts.stems)}
    words, rows, lengths = counts.words, counts.rows, counts.lengths.astype(float)
    order = np.lexsort((rows, words))
    held = np.bincount(words, minlength=len(places))
    rare = np.array([rarity(int(one), len(lengths)) for one in held], dtype=np.float32)
    words_of, texts_of, often = (one[order] for one in (words, rows, counts.often))
    shares = often / (K1 * ((1 - B) + B * lengths[texts_of] / lengths.mean()) + often)
    starts = np.concatenate([[0], np.cumsum(held)]).astype(np.int64)
    scores = (rare[words_of] * shares).astype(np.float32)
    return Columns(
        places,
        starts,
        texts_of.astype(np.int32),
        scores,
        _tops_of(scores, starts),
        len(lengths),
    )


def _tops_of(scores: NDArray[np.float32], starts: NDArray[np.int64]) -> NDArray[np.float32]:
    """Give the greatest score of each stretch; every stem is in some text."""
    # an empty one is the last, if there is one
    tops = np.zeros(len(starts) - 1, dtype=np.float32)
    is_held = np.diff(starts) > 0
    tops[is_held] = np.maximum.reduceat(scores, starts[:-1][is_held])
    return tops


def write_columns(columns: Columns, folder: Path) -> None:
    """Write scores by stem into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(columns.places, ensure_ascii=False)
    (folder / _PLACES_NAME).write_text(text, "utf-8")
    np.save(folder / _STARTS_NAME, columns.starts)
    np.save(folder / _ROWS_NAME, columns.rows)
    np.save(folder / _SCORES_NAME, columns.scores)
    np.save(folder / _TOPS_NAME, columns.tops)


def read_columns(folder: Path, size: int) -> Columns:
    """Open what ``write_columns`` wrote of ``size`` texts.

    Raises:
        OSError, ValueError, EOFError: it is damaged, or of other texts.
    """
    places = json.loads((folder / _PLACES_NAME).read_text("utf-8"))
    if not isinstance(places, dict) or not places:
        msg = "its list of words is none"
        raise ValueError(msg)
    starts = np.load(folder / _STARTS_NAME)
    rows, scores = (np.load(folder / name, mmap_mode="r") for name in (_ROWS_NAME, _SCORES_NAME))
    # older versions did not write them
    is_there = (folder / _TOPS_NAME).is_file()
    tops = np.load(folder / _TOPS_NAME) if is_there else _tops_of(scores, starts)
    # plain views are quicker to take stretches of
    columns = Columns(
        places, starts, rows.view(np.ndarray), scores.view(np.ndarray), tops, size,
        (rows.base, scores.base),
    )  # fmt: skip
    if not _are_of_one_index(columns, size):
        msg = "its parts do not belong together"
        raise ValueError(msg)
    return columns


def _are_of_one_index(columns: Columns, size: int) -> bool:
    places, starts = np.array(list(columns.places.values())), columns.starts
    parts = (places, starts, columns.rows, columns.scores)
    return (
        "".join(one.dtype.kind for one in parts) == "iiif"
        # stores that bm25s wrote may list an empty word last, which has no stretch
        and len(starts) in {len(places), len(places) + 1}
        and places.min() >= 0
        and places.max() < len(places)
        and starts[0] == 0
        and bool((np.diff(starts) >= 0).all())
        and columns.rows.shape == columns.scores.shape == (int(starts[-1]),)
        and columns.rows.min(initial=0) >= 0
        and columns.rows.max(initial=-1) < size
        and bool(np.isfinite(columns.scores).all())
    )
