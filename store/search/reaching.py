"""What an approximate index does not find: rows that are compared exactly beside it.

A graph of near neighbours can leave rows that no search comes to (chroma #7758, #1737), most of
all islands of near-equal texts, such as ten yearly editions of one template. A sound build has
some; these are found once, when the index is written, and kept in the manifest.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from store.search.index import Index, copy_index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from store.bundles.stacked import AnyVectors

    Vectors = NDArray[np.float32]
    Rows = NDArray[np.int64]

# Neighbours as near as this to the wanted ones are as good: equal texts give equal vectors.
_TOLERANCE = 1e-5
_SELF_NEIGHBOURS = 3
# What a narrow search finds a reader's finds too, at a sixth of the cost.
_NARROW_WIDTH = 20
_BATCH = 250
# So many vectors are compared with all probes at once.
_COMPARED = 10_000
_PROBE_NEIGHBOURS = 10
LEAST_RECALL = 0.99
# Questions made of the rows themselves: of 20,000 taught messages, mixtures of two gave 0.993
# where vectors turned at random gave 0.998, and questions about other subjects 0.979.
_MADE_PROBES = 200
_PROBE_SHARE = 0.65
# Beyond this share, comparing them costs more than a better index.
MOST_UNREACHED = 0.02


class SearchedIndex(Protocol):
    """Finds the nearest of the vectors that it was made of."""

    def count(self) -> int:
        """Give the number of vectors."""

    def nearest(self, vectors: Vectors, count: int) -> list[tuple[int, ...]]:
        """Give for each vector the rows of its ``count`` nearest, or of all, best first."""

    def close(self) -> None:
        """Let go of its files."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far an index reaches: the rows it does not find, and the recall with these beside it."""

    unreached: tuple[int, ...]
    recall: float
    rows: int

    @property
    def is_enough(self) -> bool:
        """Whether readers get what an exact search would give them, for little more work."""
        few = len(self.unreached) <= max(1, MOST_UNREACHED * self.rows)
        return few and self.recall >= LEAST_RECALL


def measure_reach(
    folder: Path, vectors: Vectors, probes: Vectors, *, model: str,
    progress: Callable[[int], None] | None = None,
) -> Reach:  # fmt: skip
    """Look for every row of the index in ``folder`` by its own vector, and ask it probes.

    ``probes`` are questions; as many are made of the rows themselves.

    Raises:
        IndexFaultError: the index is damaged.
    """
    index = Index(folder, model=model)
    try:
        unreached: list[int] = []
        with _narrow_copy(folder, model) if index.is_own else nullcontext() as narrow:
            for start in range(0, len(vectors), _BATCH):
                rows = np.arange(start, min(start + _BATCH, len(vectors)))
                unreached += find_unreached(index, narrow, vectors, rows)
                if progress:
                    progress(len(rows))
        recall = measure_recall(index, vectors, unreached, probes)
    finally:
        index.close()
    return Reach(tuple(unreached), recall, len(vectors))


def find_unreached(
    index: SearchedIndex, narrow: SearchedIndex | None, vectors: AnyVectors, rows: Rows
) -> list[int]:
    """Give those of the rows whose own vector finds neither them nor an equal.

    What the narrow search does not find is sought in the index itself.
    """
    left = _unfound(narrow, vectors, rows) if narrow else rows
    return [int(row) for row in _unfound(index, vectors, left)]


def measure_recall(
    index: SearchedIndex, vectors: AnyVectors, unreached: Sequence[int], probes: Vectors
) -> float:
    """Give the share of the exact nearest rows that a reader's search gives for probes."""
    wanted = min(_PROBE_NEIGHBOURS, len(vectors))
    asked = np.concatenate([probes, _make_probes(vectors)])
    hits = 0
    least = _least_of_nearest(vectors, asked, wanted)
    for probe, rows, last in zip(asked, index.nearest(asked, wanted), least, strict=True):
        found = join_unreached(rows, unreached, vectors, probe, wanted)
        hits += int((vectors[list(found)] @ probe >= last - _TOLERANCE).sum())
    return hits / (wanted * len(asked))


def _least_of_nearest(vectors: AnyVectors, probes: Vectors, count: int) -> Vectors:
    """Give of each probe its cosine with the last of its ``count`` nearest, by comparing all."""
    best = np.full((len(probes), count), -np.inf, dtype=np.float32)
    for start in range(0, len(vectors), _COMPARED):
        likeness = probes @ np.asarray(vectors[start : start + _COMPARED]).T
        both = np.concatenate([best, likeness], axis=1)
        best = np.partition(both, -count, axis=1)[:, -count:]
        if not isinstance(vectors, np.ndarray):
            vectors.let_go()
    least: Vectors = best.min(axis=1)
    return least


def join_unreached(
    found: Sequence[int], unreached: Sequence[int], vectors: AnyVectors, probe: Vectors, count: int
) -> tuple[int, ...]:
    """Give the nearest ``count`` of what the index found and of what it cannot find."""
    if not len(unreached):
        return tuple(found)
    rows = np.unique(np.concatenate([np.asarray(found, np.intp), np.asarray(unreached, np.intp)]))
    return nearest_of(rows, vectors[rows] @ probe, count)


def nearest_of(rows: NDArray[np.intp], likeness: Vectors, count: int) -> tuple[int, ...]:
    """Give the ``count`` rows that are most alike, best first."""
    return tuple(rows[np.argsort(-likeness, kind="stable")[:count]].tolist())


def _make_probes(vectors: AnyVectors) -> Vectors:
    """Give vectors that lie between two rows, spread over all; the same each time."""
    rows = vectors[:: max(1, len(vectors) // _MADE_PROBES)][:_MADE_PROBES]
    others = vectors[np.random.default_rng(0).integers(0, len(vectors), len(rows))]
    mixed = _PROBE_SHARE * rows + (1 - _PROBE_SHARE) * others
    lengths = np.maximum(np.linalg.norm(mixed, axis=1, keepdims=True), 1e-6)
    return np.asarray(mixed / lengths, dtype=np.float32)


def _unfound(index: SearchedIndex, vectors: AnyVectors, rows: Rows) -> Rows:
    found = index.nearest(vectors[rows], _SELF_NEIGHBOURS)
    return np.array(
        [
            row
            for row, near in zip(rows, found, strict=True)
            if row not in near
            and not (near and (vectors[list(near)] @ vectors[row]).max() >= 1 - _TOLERANCE)
        ],
        dtype=np.int64,
    )


@contextmanager
def _narrow_copy(folder: Path, model: str) -> Iterator[Index]:
    with tempfile.TemporaryDirectory(prefix="findings-index-") as place:
        copy = Path(place) / "copy"
        copy_index(folder, copy, search_width=_NARROW_WIDTH)
        index = Index(copy, model=model, search_width=_NARROW_WIDTH)
        try:
            yield index
        finally:
            index.close()
