"""The sentences of inspection letters' findings, each read when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from domain import Kind, Part
from store.generation.columns import PARTS
from store.generation.entries import EntryKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from domain import Passage, Sentence, Source
    from store.generation.columns import HeldColumns

    Positions = NDArray[np.intp]

_PARTS = (Part.HEADLINE, Part.PRIORITY, Part.IMPROVE, Part.STRENGTH, Part.MAIN)


@dataclass(frozen=True, slots=True)
class PracticeLine:
    """A sentence of a letter, and where its vector stands among the edition's."""

    passage: Passage
    number: int
    row: int

    @property
    def sentence(self) -> Sentence:
        """The sentence itself."""
        return self.passage.sentences[self.number]

    @property
    def source(self) -> Source:
        """The letter that it stands in."""
        return self.passage.source


def is_letter(source: Source) -> bool:
    """Say whether a document is an inspection letter that says whose it is."""
    return source.kind is Kind.FINDING and bool(source.area)


def rows_of_letters(columns: HeldColumns, sources: Sequence[Source]) -> Positions:
    """Give the rows of the sentences of letters' findings, in the order of their words."""
    of_letter = np.array([is_letter(one) for one in sources], dtype=bool)
    is_wanted = np.isin(columns.parts, [PARTS.index(one) for one in _PARTS])
    is_wanted &= of_letter[columns.documents]
    rows = columns.rows(EntryKind.SENTENCE)
    return rows[is_wanted[columns.passages[rows]]]


class LetterLines:
    """Sentences by their rows."""

    def __init__(
        self, columns: HeldColumns, rows: Positions, read: Callable[[int], Passage]
    ) -> None:
        """Take the rows, and what reads the passage in a place; nothing is read yet."""
        self.rows = rows
        self.passages = columns.passages[rows]
        # of each the place of its letter, and of its part in ``PARTS``
        self.documents = columns.documents[self.passages]
        self.parts = columns.parts[self.passages]
        self._numbers = columns.sentences[rows]
        self._read = read

    def __len__(self) -> int:
        """Give how many there are."""
        return len(self.rows)

    def __getitem__(self, at: int) -> PracticeLine:
        """Read one."""
        passage = self._read(int(self.passages[at]))
        return PracticeLine(passage, int(self._numbers[at]), int(self.rows[at]))

    def __iter__(self) -> Iterator[PracticeLine]:
        """Read one after another."""
        return map(self.__getitem__, range(len(self)))
