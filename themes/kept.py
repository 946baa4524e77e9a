"""Which themes sentences were found to tell of, kept from edition to edition.

A sentence is known by its vector, which is of its words with their heading: no words are kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from store.bundles.stacked import AnyVectors
    from themes.taxonomy import PracticeTheme

    Bits = NDArray[np.uint8]
    Told = NDArray[np.uint64]

# Vectors hashed at a time.
_HASHED = 10_000


def hash_vectors(vectors: AnyVectors, rows: NDArray[np.intp]) -> Told:
    """Give a number for each of some rows; equal vectors have equal ones, and hardly any others."""
    size = vectors.shape[1] // 2
    draw = np.random.default_rng(1)
    odd = draw.integers(0, 2**63, size, dtype=np.uint64) * 2 + 1
    told = np.empty(len(rows), dtype=np.uint64)
    for start in range(0, len(rows), _HASHED):
        part = np.ascontiguousarray(vectors[rows[start : start + _HASHED]])
        words = part[:, : 2 * size].copy().view(np.uint64)
        # the high half is mixed into the low one, which a product alone never reaches
        told[start : start + _HASHED] = ((words ^ (words >> np.uint64(29))) * odd).sum(axis=1)
    return told


def name_of(themes: Iterable[PracticeTheme], *more: object) -> str:
    """Give the name of what is kept by these themes, thresholds and model: none fits another."""
    said = repr([(one.id, one.title, one.description, one.words.pattern, one.words.flags,
                  one.examples) for one in themes]) + repr(more)  # fmt: skip
    return hashlib.sha256(said.encode()).hexdigest()[:32]


class KeptThemes:
    """A file of bits by sentence, one a theme; where it cannot be read or written nothing is kept.

    The sentences of the last edition stay, and no others.
    """

    def __init__(self, folder: Path | None, name: str, themes: int) -> None:
        """Take the folder, what ``name_of`` gave, and the number of themes; opens nothing yet."""
        self._path = folder / f"{name}.npz" if folder else None
        self._themes = themes

    def of(self, told: Told) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Say of each sentence whether it is known, and of which themes it tells."""
        found = np.zeros((len(told), self._themes), dtype=bool)
        held, bits = self._read()
        if not len(held):
            return np.zeros(len(told), dtype=bool), found
        at = np.minimum(np.searchsorted(held, told), len(held) - 1)
        is_known = held[at] == told
        found[is_known] = np.unpackbits(bits[at[is_known]], axis=1, count=self._themes)
        return is_known, found

    def _read(self) -> tuple[Told, Bits]:
        width = (self._themes + 7) // 8
        nothing = np.zeros(0, dtype=np.uint64), np.zeros((0, width), dtype=np.uint8)
        if self._path is None:
            return nothing
        try:
            with np.load(self._path) as file:
                told, bits = file["told"], file["bits"]
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return nothing
        is_sound = told.dtype == np.uint64 and bits.dtype == np.uint8
        return (told, bits) if is_sound and bits.shape == (len(told), width) else nothing

    def keep(self, told: Told, themes: NDArray[np.bool_]) -> None:
        """Keep of which themes each sentence tells, and nothing of what was kept before."""
        if self._path is None:
            return
        held, first = np.unique(told, return_index=True)
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(exist_ok=True)
            for old in self._path.parent.glob("*.npz"):
                old.unlink(missing_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._path.parent, delete=False) as file:
                np.savez(file, told=held, bits=np.packbits(themes[first], axis=1))
            Path(file.name).replace(self._path)
