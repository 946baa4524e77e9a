"""Vectors in bytes: a quarter of the memory, for products with all of them at every question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Rows = NDArray[np.intp]

# A component is rounded to one of so many steps from nought to the vector's largest.
_STEPS = 127
# No cosine is further than this from the exact one (tests/store/search/test_coarse.py).
LARGEST_ERROR = 0.003
# Rows turned into floats at a time, few enough to stay in the processor's cache.
_BLOCK = 256


class CoarseVectors:
    """Unit vectors as whole numbers of -127 to 127, each with its own scale.

    Cosines with them differ from the exact ones by less than ``LARGEST_ERROR``; equal vectors
    stay equal.
    """

    def __init__(self, records: NDArray[np.void]) -> None:
        """Take what ``round_vectors`` gave."""
        # a plain view: numpy's memmap costs a tenth of a millisecond each time it is indexed
        records = records.view(np.ndarray)
        self._codes: NDArray[np.int8] = records["codes"]
        self._scales: Vectors = np.array(records["scale"])

    def __len__(self) -> int:
        """Give the number of vectors."""
        return len(self._scales)

    def rows(self, rows: Rows) -> Vectors:
        """Give the vectors in ``rows`` as floats, in their order."""
        return self._codes[rows] * self._scales[rows, None]

    def cosines(self, vector: Vectors, *, first: int | None = None) -> Vectors:
        """Give the cosine of every vector, or of the ``first`` so many, with a unit vector."""
        codes, scales = self._codes[:first], self._scales[:first]
        result = np.empty(len(codes), dtype=np.float32)
        block = np.empty((_BLOCK, len(vector)), dtype=np.float32)
        for start in range(0, len(codes), _BLOCK):
            part = codes[start : start + _BLOCK]
            floats = block[: len(part)]
            floats[...] = part
            np.dot(floats, vector, out=result[start : start + len(part)])
        result *= scales
        return result

    def cosines_of(self, rows: Rows, vector: Vectors) -> Vectors:
        """Give the cosine of the vectors in ``rows`` with a unit vector, in their order."""
        return np.asarray(self._codes[rows].astype(np.float32) @ vector) * self._scales[rows]


def round_vectors(vectors: Vectors) -> NDArray[np.void]:
    """Give vectors as records of a scale and codes, to be written with ``numpy.save``."""
    form: Any = [("scale", np.float32), ("codes", np.int8, (vectors.shape[1],))]
    records = np.empty(len(vectors), dtype=form)
    largest = np.abs(vectors).max(axis=1, initial=1e-12)
    records["scale"] = largest / _STEPS
    records["codes"] = np.rint(vectors * (_STEPS / largest)[:, None])
    return records


def load_coarse(path: Path) -> CoarseVectors:
    """Give the vectors in a file, which is mapped and not copied.

    Raises:
        OSError, ValueError, EOFError: the file cannot be read.
    """
    records: NDArray[np.void] = np.load(path, mmap_mode="r")
    if records.dtype.names != ("scale", "codes"):
        msg = f"{path.name} holds no coarse vectors"
        raise ValueError(msg)
    return CoarseVectors(records)
