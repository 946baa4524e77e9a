"""The letter's findings as a matrix: part by agency, each count with its passages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain import Kind, Part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain import Passage
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
    """One part of the letter: all its passages, and a cell for each agency."""

    part: Part
    passages: tuple[Passage, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Parts by agencies; a passage that names two agencies is in two cells of its row."""

    agencies: tuple[str, ...]
    rows: tuple[Row, ...]


def make_matrix(passages: Iterable[Passage], agencies: Agencies) -> Matrix:
    """Give the matrix of all inspection letters among the passages.

    The last column, ``NO_AGENCY``, holds what names none, so that no passage is left out.
    """
    found = [one for one in passages if one.source.kind is Kind.FINDING]
    columns = (*agencies.names, NO_AGENCY)
    rows = []
    for part in FINDING_PARTS:
        held = tuple(one for one in found if one.part is part)
        cells = tuple(
            Cell(part, agency, tuple(one for one in held if names(one, agency)))
            for agency in columns
        )
        rows.append(Row(part, held, cells))
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
