"""What bundles are to hold, laid aside until it is written: in memory while it is little."""

from __future__ import annotations

from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

from store.generation.records import load_knowledge

if TYPE_CHECKING:
    from store.generation.records import Knowledge

# More than this lies in a file that has no name and goes with the process.
_IN_MEMORY = 32 * 2**20


class Spill:
    """Records of bundles one after another."""

    def __init__(self) -> None:
        """Begin with none."""
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  kept until nobody has it
        self._end = 0

    def put(self, record: bytes) -> SpilledRecord:
        """Lay a record aside; raises OSError where there is no room for it."""
        self._file.seek(self._end)
        self._file.write(record)
        start, self._end = self._end, self._end + len(record)
        return SpilledRecord(self, start, len(record))

    def read(self, start: int, size: int) -> bytes:
        """Give back a stretch."""
        self._file.seek(start)
        return self._file.read(size)


@dataclass(frozen=True, slots=True)
class SpilledRecord:
    """Where a bundle's record lies."""

    spill: Spill
    start: int
    size: int

    def read(self) -> bytes:
        """Give it as it is to be written."""
        return self.spill.read(self.start, self.size)

    def knowledge(self) -> Knowledge:
        """Give what it says, made anew each time."""
        return load_knowledge(self.read())
