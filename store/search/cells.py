"""Vectors in cells around centres: a search reads the nearest cells and no others.

An index that walks a graph has to lie in memory whole (Chroma's does). Of many vectors that is more
than a process should hold, so each is put into the cell of its nearest centre, the rounded vectors
of a cell lie together in their file, and a question is compared with those of the nearest cells.
Each row lies in one cell, the one that its own vector asks for first, so that none is out of reach.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from domain import FindingsError
from store.bundles.stacked import StackedVectors
from store.search.coarse import LARGEST_ERROR
from store.search.reaching import LEAST_RECALL, measure_recall, nearest_of

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from store.bundles.stacked import AnyVectors
    from store.search.coarse import CoarseVectors

    Vectors = NDArray[np.float32]
    Rows = NDArray[np.int32]

PROBED_NAME = "probed.txt"
CENTRES_NAME, STARTS_NAME, CELL_ROWS_NAME = "centres.npy", "starts.npy", "rows.npy"
# Beyond so many vectors they lie in cells: Chroma would hold 0.9 GB of 500,000.
CELLS_FROM = 50_000
# Cells by the root of the number of vectors, and how many a question looks into: the first number
# that gives enough of the nearest, which is settled when they are written.
_BY_ROOT = 2
PROBED = (64, 128, 256)
# Centres are found of so many vectors each, in so many rounds.
_SAMPLE, _ROUNDS = 40, 5
# Centres of an earlier edition serve until there should be so many times as many.
_OUTGROWN = 1.5
_BLOCK = 4_096
# After so many exact vectors that were read their pages are let go: with each the system maps those
# around it, some 64 KB.
_READ_MOST = 1_000


class CellsFaultError(FindingsError):
    """The cells are missing, damaged, or of other vectors."""


def find_centres(vectors: AnyVectors, held: Vectors | None = None) -> Vectors:
    """Give the centres of cells for the vectors, as unit vectors; the same for the same vectors.

    ``held`` are those of an earlier edition, which are given where they are enough.
    """
    count = max(1, int(_BY_ROOT * len(vectors) ** 0.5))
    if held is not None and len(held) * _OUTGROWN >= count:
        return held
    draw = np.random.default_rng(0)
    chosen = draw.choice(len(vectors), min(len(vectors), _SAMPLE * count), replace=False)
    sample = np.asarray(vectors[np.sort(chosen)])
    if isinstance(vectors, StackedVectors):
        vectors.let_go()
    centres = sample[draw.choice(len(sample), count, replace=False)].copy()
    for _ in range(_ROUNDS):
        cells = nearest_centres(sample, centres)
        order = np.argsort(cells, kind="stable")
        held_by = np.bincount(cells, minlength=count)
        is_held = held_by > 0
        starts = (np.cumsum(held_by) - held_by)[is_held]
        centres[is_held] = np.add.reduceat(sample[order], starts, axis=0)
        centres /= np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-6)
    return centres


def nearest_centres(vectors: AnyVectors, centres: Vectors) -> Rows:
    """Give of each vector the centre that it is nearest to."""
    cells = np.empty(len(vectors), dtype=np.int32)
    for start in range(0, len(vectors), _BLOCK):
        part = np.asarray(vectors[start : start + _BLOCK])
        cells[start : start + _BLOCK] = (part @ centres.T).argmax(axis=1)
        if isinstance(vectors, StackedVectors):
            vectors.let_go()
    return cells


def write_cells(folder: Path, vectors: AnyVectors, held: Vectors | None = None) -> Rows:
    """Write the cells of the vectors into ``folder``; give their rows in the order of the cells."""
    centres = find_centres(vectors, held)
    cells = nearest_centres(vectors, centres)
    rows = np.argsort(cells, kind="stable").astype(np.int32)
    folder.mkdir()
    np.save(folder / CENTRES_NAME, centres)
    counts = np.bincount(cells, minlength=len(centres))
    np.save(folder / STARTS_NAME, np.concatenate([[0], np.cumsum(counts)]).astype(np.int64))
    np.save(folder / CELL_ROWS_NAME, rows)
    return rows


class Cells:
    """Cells as they were written."""

    def __init__(self, folder: Path, size: int, probed: int = 0) -> None:
        """Open those of ``size`` vectors; so many are looked into, or as many as were settled on.

        Raises:
            CellsFaultError: they are missing, damaged, or of other vectors.
        """
        try:
            self.centres: Vectors = np.load(folder / CENTRES_NAME)
            self.starts: NDArray[np.int64] = np.load(folder / STARTS_NAME)
            self.rows: Rows = np.load(folder / CELL_ROWS_NAME)
            settled = folder / PROBED_NAME
            known = int(settled.read_text("ascii")) if settled.is_file() else PROBED[0]
            self.probed = probed or known
            is_whole = _are_of_one(self, size)
        except (OSError, ValueError, EOFError, IndexError) as error:
            msg = f"{folder}: {error}: run 'findings rollback' or 'findings ingest'"
            raise CellsFaultError(msg) from error
        if not is_whole:
            msg = f"{folder}: not of these vectors: run 'findings rollback' or 'findings ingest'"
            raise CellsFaultError(msg)

    @property
    def places(self) -> Rows:
        """Where each row lies in the order of the cells."""
        places = np.empty(len(self.rows), dtype=np.int32)
        places[self.rows] = np.arange(len(self.rows), dtype=np.int32)
        return places

    def nearest(self, vector: Vectors) -> list[tuple[int, int]]:
        """Give from where to where the cells nearest to a unit vector lie, as they stand."""
        count = min(self.probed, len(self.centres))
        cells = np.sort(np.argpartition(-(self.centres @ vector), count - 1)[:count])
        return list(zip(self.starts[cells].tolist(), self.starts[cells + 1].tolist(), strict=True))


def _are_of_one(cells: Cells, size: int) -> bool:
    starts, rows = cells.starts, cells.rows
    is_counted = starts.shape == (len(cells.centres) + 1,) and (starts[0], starts[-1]) == (0, size)
    return (
        is_counted
        and rows.shape == (size,)
        and bool((np.diff(starts) >= 0).all())
        and bool((np.bincount(rows, minlength=size) == 1).all())
    )


class CellIndex:
    """Finds the nearest vectors by their cells, as ``store.search.index.Index`` does by a graph."""

    def __init__(self, cells: Cells, coarse: CoarseVectors, vectors: AnyVectors) -> None:
        """Take the cells, the rounded vectors in their order, and the exact ones in their own."""
        self.cells = cells
        self._coarse = coarse
        one = vectors if isinstance(vectors, StackedVectors) else StackedVectors([vectors])
        self._vectors = one
        self._read = 0

    def count(self) -> int:
        """Give the number of vectors."""
        return len(self.cells.rows)

    def nearest(self, vectors: Vectors, count: int) -> list[tuple[int, ...]]:
        """Give for each vector the rows of its ``count`` nearest, best first."""
        return [self._nearest(one, count) for one in vectors]

    def _nearest(self, vector: Vectors, count: int) -> tuple[int, ...]:
        stretches = self.cells.nearest(vector)
        rounded = self._coarse.cosines_between(stretches, vector)
        rows = np.concatenate([self.cells.rows[start:end] for start, end in stretches])
        near = near_by_rounded(rows, rounded, count)
        found = nearest_of(near, self._vectors[near] @ vector, count)
        self._read += len(near)
        if self._read > _READ_MOST:
            self._read = 0
            self._vectors.let_go()
        return found

    def close(self) -> None:
        """Do nothing: files are closed when nobody holds them."""


def nearest_by_rounded(
    rows: NDArray[np.integer], rounded: Vectors, vectors: AnyVectors, vector: Vectors, count: int
) -> tuple[int, ...]:
    """Give the ``count`` of ``rows`` nearest to a vector, best first, by their rounded cosines.

    What rounding could have put in the wrong order is compared once more.
    """
    near = near_by_rounded(rows, rounded, count)
    return nearest_of(near, vectors[near] @ vector, count)


def near_by_rounded(
    rows: NDArray[np.integer], rounded: Vectors, count: int
) -> NDArray[np.intp]:  # fmt: skip
    """Give, sorted, those of ``rows`` among which the ``count`` nearest are."""
    wanted = min(count, len(rows))
    least = np.partition(rounded, -wanted)[-wanted]
    return np.sort(rows[rounded >= least - 2 * LARGEST_ERROR]).astype(np.intp)


def settle(folder: Path, coarse: CoarseVectors, vectors: AnyVectors, probes: Vectors) -> bool:
    """Settle into how many cells a question looks; say whether any number gives enough."""
    for probed in PROBED:
        cells = Cells(folder, len(vectors), probed)
        if measure_recall(CellIndex(cells, coarse, vectors), vectors, (), probes) >= LEAST_RECALL:
            (folder / PROBED_NAME).write_text(str(probed), "ascii")
            return True
    return False
