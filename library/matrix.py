"""The letter's words as a matrix: part by agency, what is asked for apart from what was found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from domain import Class, Kind, Part

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from domain import Passage, Sentence
    from ingest.agencies import Agencies

# The parts of a letter that hold findings or what follows from them, in the letter's order.
FINDING_PARTS = (
    Part.HEADLINE, Part.PRIORITY, Part.IMPROVE, Part.STRENGTH, Part.MAIN, Part.NEXT,
)  # fmt: skip
# Stands for a passage that names no agency.
NO_AGENCY = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """The passages of one part that name one agency, in the order of the letter."""

    part: Part
    agency: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """What one part of the letter asks for, or else what it tells: passages, a cell an agency.

    A passage that does both is in two rows; each shows those of its sentences that belong there.
    """

    part: Part
    is_asked: bool
    passages: tuple[Passage, ...]
    cells: tuple[Cell, ...]

    @property
    def label(self) -> str:
        """The part, and which side of it where that is not the one that its name says."""
        name = self.part.value[:1].upper() + self.part.value[1:]
        if self.is_asked == self.part.is_expectation:
            return name
        return f"{name}: {'what is asked for' if self.is_asked else 'what is told beside'}"

    def holds(self, sentence: Sentence) -> bool:
        """Say whether a sentence of its passages belongs in this row."""
        return (sentence.is_a is Class.EXPECTED) == self.is_asked

    def words_of(self, passage: Passage) -> str:
        """Give the words of a passage that belong in this row: all, or those sentences."""
        if all(map(self.holds, passage.sentences)):
            return passage.text
        return "\n".join(one.text for one in passage.sentences if self.holds(one))


@dataclass(frozen=True, slots=True)
class Matrix:
    """Parts by agencies; a passage that names two agencies is in two cells of its row."""

    agencies: tuple[str, ...]
    rows: tuple[Row, ...]


def make_matrix(
    passages: Iterable[Passage], agencies: Agencies, elsewhere: Container[str] = ()
) -> Matrix:
    """Give the matrix of all inspection letters among the passages but those from ``elsewhere``.

    ``elsewhere`` are the ids of other areas' documents: what is asked there is asked of others.
    The last column, ``NO_AGENCY``, holds what names none, so that no passage is left out.
    """
    found = [
        one
        for one in passages
        if one.source.kind is Kind.FINDING and one.source.id not in elsewhere
    ]
    columns = (*agencies.names, NO_AGENCY)
    rows = []
    for part in FINDING_PARTS:
        for is_asked in (True, False):
            own = Row(part, is_asked, (), ())
            held = tuple(
                one for one in found if one.part is part and any(map(own.holds, one.sentences))
            )
            cells = tuple(
                Cell(part, agency, tuple(one for one in held if names(one, agency)))
                for agency in columns
            )
            rows.append(replace(own, passages=held, cells=cells))
    return Matrix(columns, tuple(rows))


def names(passage: Passage, agency: str) -> bool:
    """Say whether the passage names the agency; for ``NO_AGENCY``, whether it names none."""
    return not passage.agencies if agency == NO_AGENCY else agency in passage.agencies


def lines_naming(passage: Passage, agency: str, agencies: Agencies) -> tuple[tuple[int, int], ...]:
    """Give the sentences that name the agency themselves, as slices of the document's text.

    None where only the words that introduce them name it, and none for ``NO_AGENCY``.
    """
    return tuple(
        (passage.start + one.start, passage.start + one.end)
        for one in passage.sentences
        if agency in agencies.find(one.text)
    )
