"""Rows of a record that are read from its file when they are asked for, not all at once."""

from __future__ import annotations

import hashlib
import threading
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import accumulate
from operator import eq
from typing import TYPE_CHECKING, Generic, TypeVar, overload

import numpy as np

from domain import FindingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

# A file of rows is checked in blocks of so many bytes as they are read, where it is so large that
# to read it whole before the first question would take a second.
_BLOCK = 16_384
_LARGE = 256 * 2**20


class RowError(FindingsError):
    """A row cannot be read: its file was changed since it was opened."""


def sums_of(data: bytes) -> NDArray[np.int64]:
    """Give what tells each block of a file from any other; its rows are checked by these."""
    return np.array([_told(data[at : at + _BLOCK]) for at in range(0, len(data), _BLOCK)], np.int64)


def _told(block: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(block, digest_size=8).digest(), "little", signed=True)


def are_read_by_blocks(paths: Iterable[Path]) -> bool:
    """Say whether files are so large that they are checked as they are read, not as opened."""
    return sum(path.stat().st_size for path in paths) > _LARGE


class RowFile:
    """An open file of rows, closed when nothing holds it any more."""

    def __init__(self, path: Path, sums: NDArray[np.int64] | None = None) -> None:
        """Open it; raises OSError where it cannot be.

        With ``sums``, which ``sums_of`` gave, each block is checked when it is first read.
        """
        self.path = path
        self._sums = sums
        self._is_sound = np.zeros(0 if sums is None else len(sums), dtype=bool)
        self._file = path.open("rb", buffering=0)
        self._lock = threading.Lock()

    def __del__(self) -> None:
        """Close it."""
        if file := getattr(self, "_file", None):
            file.close()

    def read(self, start: int, end: int) -> bytes:
        """Give the bytes of a stretch.

        Raises:
            OSError, ValueError: it cannot be read, or is not as it was written.
        """
        first, last = start // _BLOCK, -(-end // _BLOCK)
        if self._sums is None or self._is_sound[first:last].all():
            return self._read(start, end)
        from_there = first * _BLOCK
        data = self._read(from_there, last * _BLOCK)
        for block in range(first, last):
            at = block * _BLOCK - from_there
            if _told(data[at : at + _BLOCK]) != self._sums[block]:
                msg = f"{self.path} is not as it was written"
                raise ValueError(msg)
            self._is_sound[block] = True
        return data[start - from_there : end - from_there]

    def _read(self, start: int, end: int) -> bytes:
        # mapped, a file that is cut short would end the process; not every system reads at a place
        # without going there
        with self._lock:
            self._file.seek(start)
            return self._file.read(end - start)


@dataclass(frozen=True, slots=True)
class RowRun(Generic[T_co]):
    """Neighbouring rows of a file, and what makes an item of one.

    One byte stands between two rows, and the last of ``starts`` is where one more would be.
    """

    file: RowFile
    starts: NDArray[np.int64]
    make: Callable[[bytes], T_co]

    def read(self, row: int) -> T_co:
        """Give the item of a row.

        Raises:
            RowError: its file was changed.
        """
        start, end = int(self.starts[row]), int(self.starts[row + 1]) - 1
        try:
            return self.make(self.file.read(start, end))
        except (OSError, ValueError, LookupError, TypeError) as error:
            msg = f"{self.file.path}: changed since it was opened: run 'findings rollback'"
            raise RowError(msg) from error


class Rows(Sequence[T_co]):
    """A sequence whose items lie in files; the last few thousand that were read are kept.

    Equal to any sequence of equal items. An item may be another object each time it is asked for.
    Asking for one raises a RowError where its file was changed.
    """

    def __init__(self, stretches: Sequence[RowRun[T_co]], *, kept: int) -> None:
        """Take where the items lie, in their order; at most ``kept`` are kept."""
        self._ends = [*accumulate(len(one.starts) - 1 for one in stretches)]
        self._kept = kept
        # neither holds these rows, which are freed when nobody has them
        self._read = partial(_read_row, stretches, self._ends)
        self._get = lru_cache(maxsize=kept)(self._read)

    def __len__(self) -> int:
        """Give the number of rows."""
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, at: int) -> T_co: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T_co, ...]: ...
    def __getitem__(self, at: int | slice) -> T_co | tuple[T_co, ...]:
        """Give the item of a row, or those of a stretch."""
        if isinstance(at, slice):
            return tuple(map(self._get, range(*at.indices(len(self)))))
        row = int(at)
        if not -len(self) <= row < len(self):
            raise IndexError(row)
        return self._get(row % len(self))

    def __iter__(self) -> Iterator[T_co]:
        """Give all items in their order; where they are many, none takes the place of one kept."""
        read = self._get if len(self) <= self._kept else self._read
        return map(read, range(len(self)))

    def __eq__(self, other: object) -> bool:
        """Say whether another sequence holds equal items in the same order."""
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]


def _read_row(stretches: Sequence[RowRun[T]], ends: Sequence[int], row: int) -> T:
    at = bisect_right(ends, row)
    return stretches[at].read(row - (ends[at - 1] if at else 0))


class Looked(Mapping[str, T_co]):
    """Items of a sequence by their names, each asked for when it is."""

    def __init__(self, places: Mapping[str, int], items: Sequence[T_co]) -> None:
        """Take the place of each name's item."""
        self._places = places
        self._items = items

    def __getitem__(self, name: str) -> T_co:
        """Give the item of a name."""
        return self._items[self._places[name]]

    def __iter__(self) -> Iterator[str]:
        """Give the names."""
        return iter(self._places)

    def __len__(self) -> int:
        """Give the number of items."""
        return len(self._places)
