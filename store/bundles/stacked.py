"""Vectors that lie in several files, asked for by their rows as if they lay in one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

import numpy as np

from store.search.coarse import let_go

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from numpy.typing import DTypeLike, NDArray

    Vectors = NDArray[np.float32]
    Rows = NDArray[np.integer[Any]]
    AnyVectors: TypeAlias = "Vectors | StackedVectors"


class StackedVectors:
    """Rows of several arrays, one after another; what is asked for is copied, the rest not read."""

    def __init__(self, pieces: Sequence[Vectors]) -> None:
        """Take the arrays, in their order."""
        self._files = [_file_of(one) for one in pieces]
        # plain views: numpy's memmap costs a tenth of a millisecond each time it is indexed
        self._pieces = [one.view(np.ndarray) for one in pieces]
        self._ends = np.cumsum([len(one) for one in pieces])
        self.shape = (int(self._ends[-1]), pieces[0].shape[1])
        self.dtype = np.dtype(np.float32)

    def __len__(self) -> int:
        """Give the number of rows."""
        return self.shape[0]

    def first(self, count: int) -> StackedVectors:
        """Give the first so many rows, none of them read."""
        pieces, left = [], count
        for one in self._pieces:
            pieces.append(one[:left])
            left -= len(pieces[-1])
            if not left:
                break
        made = StackedVectors(pieces)
        made._files = self._files
        return made

    @overload
    def __getitem__(self, at: int) -> Vectors: ...
    @overload
    def __getitem__(self, at: slice | Sequence[int] | Rows) -> Vectors: ...
    def __getitem__(self, at: int | slice | Sequence[int] | Rows) -> Vectors:
        """Give one row, or those of a stretch or of some places, copied."""
        if isinstance(at, slice):
            start, end, step = at.indices(len(self))
            return self._stretch(start, end) if step == 1 else self[np.arange(start, end, step)]
        rows = np.asarray(at, dtype=np.intp)
        if rows.ndim == 0:
            one: Vectors = self[rows.reshape(1)][0]
            return one
        rows = np.where(rows < 0, rows + len(self), rows)
        if len(self._pieces) == 1:
            taken: Vectors = self._pieces[0][rows]
            return taken
        found = np.empty((len(rows), self.shape[1]), dtype=np.float32)
        places = np.searchsorted(self._ends, rows, side="right")
        for place in np.unique(places):
            is_there = places == place
            found[is_there] = self._pieces[place][rows[is_there] - self._before(place)]
        return found

    def _before(self, place: int) -> int:
        return int(self._ends[place - 1]) if place else 0

    def _stretch(self, start: int, end: int) -> Vectors:
        taken = []
        for place, piece in enumerate(self._pieces):
            before = self._before(place)
            if before < end and before + len(piece) > start:
                taken.append(piece[max(start - before, 0) : end - before])
        return np.concatenate([np.zeros((0, self.shape[1]), dtype=np.float32), *taken])

    def __array__(self, dtype: DTypeLike | None = None, copy: bool | None = None) -> NDArray[Any]:  # noqa: FBT001
        """Give all of them as one array."""
        return self._stretch(0, len(self)).astype(dtype or self.dtype, copy=False)

    def let_go(self) -> None:
        """Hold no page of the mapped files; they are read again when needed."""
        for file in self._files:
            let_go(file)


def _file_of(piece: Vectors) -> object:
    """Give the mapped file that an array, or one that it is a stretch of, lies in."""
    base: object = piece
    while isinstance(base, np.ndarray):
        base = base.base
    return base
