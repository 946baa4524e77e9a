"""What is found of all documents together: once, when they are published, and read from then on.

A part is a few arrays. One that was found by other rules than those of now, or was not kept, is
found anew when it is first asked for.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from store.generation.gathered import read_gathered, rules_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from numpy.typing import NDArray

    from store.generation.opened import Generation

    Arrays = Mapping[str, NDArray[Any]]
    Rows = NDArray[np.int32]

_ROOT = Path(__file__).parent.parent.parent
# Where the rules and lists stand that parts are found by.
_RULES = (
    "bot/gathering", "bot/placing", "bot/privacy", "bot/reading", "bot/data", "ingest/facts",
    "store/search",
)  # fmt: skip
_NOTHING = np.zeros(0, dtype=np.int32)


@cache
def rules() -> str:
    """Give a name for the rules that parts are found by now: others have another."""
    told = hashlib.sha256()
    for folder in _RULES:
        for path in sorted((_ROOT / folder).iterdir()):
            if path.suffix in {".py", ".toml"}:
                told.update(path.name.encode() + b"\0" + path.read_bytes())
    return told.hexdigest()


def part_of(generation: Generation, name: str, find: Callable[[], Arrays]) -> Arrays:
    """Give a part of what was found of a generation, or what ``find`` gives where it was not."""
    held = read_gathered(generation, rules(), name)
    return find() if held is None else held


def is_stale(generation: Generation) -> bool:
    """Say whether parts were kept that were found by other rules than those of now."""
    return rules_of(generation) not in {"", rules()}


def packed(value: object) -> NDArray[np.uint8]:
    """Give what JSON can hold as an array."""
    return np.frombuffer(json.dumps(value, ensure_ascii=False).encode(), dtype=np.uint8)


def unpacked(array: NDArray[np.uint8]) -> Any:  # noqa: ANN401  whatever was packed
    """Give back what was packed."""
    return json.loads(array.tobytes())


@dataclass(frozen=True, slots=True)
class RowGroups:
    """Rows by a name, each group a stretch of one array."""

    places: Mapping[str, int]
    starts: NDArray[np.int64]
    rows: Rows

    def of(self, name: str) -> Rows:
        """Give the rows of a name; none of one that is not known."""
        place = self.places.get(name)
        if place is None:
            return _NOTHING
        return self.rows[self.starts[place] : self.starts[place + 1]]

    def arrays(self) -> Arrays:
        """Give them as arrays, to be kept."""
        return {"names": packed(list(self.places)), "starts": self.starts, "rows": self.rows}


def grouped(groups: Mapping[str, Iterable[int]]) -> RowGroups:
    """Give groups of rows as one."""
    rows = [np.asarray(one, dtype=np.int32) for one in groups.values()]
    starts = np.cumsum([0, *map(len, rows)], dtype=np.int64)
    places = {name: place for place, name in enumerate(groups)}
    return RowGroups(places, starts, np.concatenate([_NOTHING, *rows]))


def groups_in(arrays: Arrays) -> RowGroups:
    """Give the groups that arrays hold."""
    places = {name: place for place, name in enumerate(unpacked(arrays["names"]))}
    return RowGroups(places, arrays["starts"], arrays["rows"])
