"""Vectors in bytes: a quarter of the memory, for products with many of them at every question."""

from __future__ import annotations

import mmap
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from store.bundles.stacked import AnyVectors

    Vectors = NDArray[np.float32]
    Rows = NDArray[np.integer]
    Codes = NDArray[np.int8]

# A component is rounded to one of so many steps from nought to the vector's largest.
_STEPS = 127
# No cosine is further than this from the exact one (tests/store/search/test_coarse.py).
LARGEST_ERROR = 0.003
# Rows turned into floats at a time, few enough to stay in the processor's cache.
_BLOCK = 256
# Vectors rounded at a time.
_ROUNDED = 10_000
# Of a mapped file so many vectors are read before the pages that they lie on are let go, so that
# what a process holds does not grow to the whole file; what is read again is still in the system's
# own memory.
_READ_MOST = 100_000


class CoarseVectors:
    """Unit vectors as whole numbers of -127 to 127, each with its own scale.

    Cosines with them differ from the exact ones by less than ``LARGEST_ERROR``; equal vectors
    stay equal. They may lie in another order than that of their rows (``store.search.cells``).
    """

    def __init__(
        self, codes: Codes, scales: Vectors, places: NDArray[np.int32] | None = None
    ) -> None:
        """Take what ``round_vectors`` gave; ``places`` says where each row lies, if not in order.

        Rows after the last of ``places`` lie in order.
        """
        # a plain view: numpy's memmap costs a tenth of a millisecond each time it is indexed
        self._file = codes.base if isinstance(codes, np.memmap) else None
        self._codes: Codes = codes.view(np.ndarray)
        self._scales = scales.view(np.ndarray)
        self._places = places
        self._read = 0

    def __len__(self) -> int:
        """Give the number of vectors."""
        return len(self._scales)

    def _at(self, rows: Rows) -> Rows:
        if self._places is None:
            return rows
        size = len(self._places)
        return np.where(rows < size, self._places[np.minimum(rows, size - 1)], rows)

    def rows(self, rows: Rows) -> Vectors:
        """Give the vectors in ``rows`` as floats, in their order."""
        at = self._at(rows)
        return np.asarray(self._codes[at] * self._scales[at, None], dtype=np.float32)

    def cosines(self, vector: Vectors, *, first: int | None = None) -> Vectors:
        """Give the cosine of every vector, or of the ``first`` so many, with a unit vector."""
        found = self.cosines_between([(0, len(self) if first is None else first)], vector)
        return found if self._places is None else found[self._at(np.arange(len(found)))]

    def cosines_between(self, stretches: Sequence[tuple[int, int]], vector: Vectors) -> Vectors:
        """Give the cosines of those that lie between each pair of places, one after another."""
        result = np.empty(sum(end - start for start, end in stretches), dtype=np.float32)
        block = np.empty((_BLOCK, len(vector)), dtype=np.float32)
        at = 0
        for start, end in stretches:
            for place in range(start, end, _BLOCK):
                part = self._codes[place : min(place + _BLOCK, end)]
                floats = block[: len(part)]
                floats[...] = part
                np.dot(floats, vector, out=result[at : at + len(part)])
                at += len(part)
            result[at - (end - start) : at] *= self._scales[start:end]
        self._count(at)
        return result

    def cosines_of(self, rows: Rows, vector: Vectors) -> Vectors:
        """Give the cosine of the vectors in ``rows`` with a unit vector, in their order."""
        at = self._at(rows)
        found = np.asarray(self._codes[at].astype(np.float32) @ vector) * self._scales[at]
        self._count(len(rows))
        return found

    def _count(self, read: int) -> None:
        """Let the pages go that were read, once they are many."""
        self._read += read
        if self._read > _READ_MOST and len(self) > _READ_MOST:
            self._read = 0
            let_go(self._file)


def let_go(file: object) -> None:
    """Have a process hold none of a mapped file's pages; they are read again when needed."""
    if isinstance(file, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        file.madvise(mmap.MADV_DONTNEED)


def write_rounded(
    path: Path, scales: Path, vectors: AnyVectors, order: Rows | None = None
) -> CoarseVectors:
    """Write vectors as codes and a scale each into two files, and open them.

    ``order`` are their rows as they are to lie; where None they lie in order.
    """
    codes = np.lib.format.open_memmap(path, "w+", np.dtype(np.int8), vectors.shape)
    np.save(scales, _round(vectors, codes, order))
    codes.flush()
    return CoarseVectors(np.load(path, mmap_mode="r"), np.load(scales))


def round_vectors(vectors: AnyVectors, order: Rows | None = None) -> tuple[Codes, Vectors]:
    """Give vectors as codes and a scale each; ``order`` is as ``write_rounded`` takes it."""
    codes = np.empty(vectors.shape, dtype=np.int8)
    return codes, _round(vectors, codes, order)


def _round(vectors: AnyVectors, codes: Codes, order: Rows | None = None) -> Vectors:
    """Fill in the codes and give the scales; no more is held at a time than is rounded at once."""
    scales = np.empty(len(vectors), dtype=np.float32)
    for start in range(0, len(vectors), _ROUNDED):
        taken = slice(start, start + _ROUNDED)
        part = vectors[taken] if order is None else vectors[order[taken]]
        largest = np.abs(part).max(axis=1, initial=1e-12)
        scales[taken] = largest / _STEPS
        codes[taken] = np.rint(part * (_STEPS / largest)[:, None])
        let_go(codes.base)
        if not isinstance(vectors, np.ndarray):
            vectors.let_go()
    return scales


def load_coarse(path: Path, scales: Path, places: NDArray[np.int32] | None = None) -> CoarseVectors:
    """Give the vectors in a file, which is mapped and not copied, by the file of their scales.

    Of one that an older version wrote the scales lie beside the codes.

    Raises:
        OSError, ValueError, EOFError: a file cannot be read, or they do not belong together.
    """
    held = np.load(path, mmap_mode="r")
    if held.dtype.names == ("scale", "codes"):
        return CoarseVectors(held["codes"], np.array(held["scale"]))
    if held.dtype != np.int8:
        msg = f"{path.name} holds no coarse vectors"
        raise ValueError(msg)
    sizes = np.load(scales)
    if sizes.dtype != np.float32 or sizes.shape != held.shape[:1]:
        msg = f"{scales.name} is not of {path.name}"
        raise ValueError(msg)
    return CoarseVectors(held, sizes, places)
