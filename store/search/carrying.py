"""An index is carried over from the generation before where little changed.

Its files stay as they are: rows are numbered anew beside it, those that came since are compared
exactly, and those that are gone are passed over (docs/decisions/0013-an-index-is-carried-over.md).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from store.search.index import GONE
from store.search.reaching import MOST_UNREACHED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Rows = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Carried:
    """What an index of other rows is to those of now.

    ``rows`` gives, for each vector of the index in its order, the row that it is now, or ``GONE``;
    ``unreached`` are the rows that it does not find.
    """

    rows: Rows
    unreached: tuple[int, ...]

    @property
    def is_little(self) -> bool:
        """Whether so little changed that comparing it costs less than a new index."""
        gone = int((self.rows == GONE).sum())
        most = max(1, MOST_UNREACHED * len(self.rows))
        return max(gone, len(self.unreached)) <= most


def renumber(before: Vectors, now: Vectors, rows: Rows | None, unreached: Sequence[int]) -> Carried:
    """Give what an index of the vectors ``before`` is to those of ``now``.

    ``rows`` and ``unreached`` are what the index is to the vectors before: where ``rows`` is None
    it holds these in their order.
    """
    places: dict[bytes, list[int]] = defaultdict(list)
    for row in range(len(now) - 1, -1, -1):
        places[_told(now[row])].append(row)
    # equal vectors are taken in their order
    became = [places[key].pop() if places.get(key) else GONE for key in map(_told, before)]
    lookup = np.array([*became, GONE], dtype=np.int32)
    held = np.arange(len(before), dtype=np.int32) if rows is None else rows
    carried = lookup[held]  # what was gone already stays so: its place is the last
    is_found = np.zeros(len(now), dtype=bool)
    is_found[carried[carried != GONE]] = True
    lost = lookup[np.asarray(unreached, dtype=np.intp)]
    is_found[lost[lost != GONE]] = False
    return Carried(carried, tuple(np.flatnonzero(~is_found).tolist()))


def _told(vector: Vectors) -> bytes:
    return hashlib.blake2b(vector.tobytes(), digest_size=16).digest()
