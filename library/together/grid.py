"""Several letters as a grid: themes by areas or years, each cell a quote or an honest blank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from domain import Part
from themes.taxonomy import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from domain import Source
    from themes.assigning import Practices
    from themes.lines import PracticeLine
    from themes.taxonomy import PracticeTheme

# What a reader may have shown of a letter, by the word in an address.
STRENGTHS, DEMANDS, PRIORITY, ALL = "strengths", "improve", "priority", "all"
SIDES = {
    DEMANDS: "what needs to improve",
    STRENGTHS: "strengths",
    PRIORITY: "areas for priority action",
    ALL: "everything found",
}
BY_AREA, BY_YEAR = "area", "year"
IN_ORDER, OFTEN = "order", "often"


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which sentences and letters are shown; what is empty or 0 leaves nothing out."""

    shown: str = DEMANDS
    agency: str = ""
    areas: tuple[str, ...] = ()
    first: int = 0
    last: int = 0

    def letters(self, practices: Practices) -> tuple[Source, ...]:
        """Give the letters that it lets through."""
        return tuple(
            one for one in practices.letters
            if (not self.areas or one.area in self.areas)
            and (not self.first or year_of(one) >= self.first)
            and (not self.last or 0 < year_of(one) <= self.last)
        )  # fmt: skip

    def lines(self, practices: Practices, theme: PracticeTheme) -> dict[str, list[int]]:
        """Give the places of a theme's lines that it lets through, by the id of their letter.

        The line that says most of the theme is each letter's first.
        """
        every, near = practices.of(theme), practices.near(theme)
        is_let = self._let(practices)[every]
        places, letters = every[is_let], practices.lines.documents[every[is_let]]
        order = np.lexsort((places, -near[is_let], letters))
        found: dict[str, list[int]] = {}
        for place in places[order].tolist():
            found.setdefault(practices.letter(place).id, []).append(place)
        return found

    def _let(self, practices: Practices) -> NDArray[np.bool_]:
        """Mark the lines, of whichever theme, that it lets through."""
        marked = practices.of_letters(self.letters(practices))
        if self.agency:
            marked = marked & practices.naming(self.agency)
        if self.shown == PRIORITY:
            return marked & practices.of_part(Part.PRIORITY)
        side = {STRENGTHS: Side.STRENGTH, DEMANDS: Side.WEAKNESS}.get(self.shown)
        return marked & practices.on_side(side) if side else marked


@dataclass(frozen=True, slots=True)
class GridCell:
    """What letters say of a theme: the line that says most, and of how many lines it is one."""

    place: int
    line: PracticeLine
    count: int


@dataclass(frozen=True, slots=True)
class GridRow:
    """A theme with a cell for each column, None where nothing is said, and its count of letters."""

    theme: PracticeTheme
    cells: tuple[GridCell | None, ...]
    letters: int


@dataclass(frozen=True, slots=True)
class ThemeGrid:
    """Themes by columns, which are areas or years; ``letters`` are those looked at."""

    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    letters: tuple[Source, ...]


def make_grid(
    practices: Practices, sieve: Sieve, *, by: str = BY_AREA, order: str = IN_ORDER,
    columns: Sequence[str] | None = None,
) -> ThemeGrid:  # fmt: skip
    """Give the grid of what a sieve lets through.

    ``columns`` are those to fill; all without any. With ``OFTEN`` the themes that most letters
    speak of come first.
    """
    letters = sieve.letters(practices)
    every = columns_of(letters, by)
    wanted = tuple(every if columns is None else (one for one in every if one in columns))
    of_column: dict[str, list[Source]] = {}
    for one in letters:
        of_column.setdefault(_column(one, by), []).append(one)
    rows = []
    for theme in practices.taxonomy.themes:
        lines = sieve.lines(practices, theme)
        near = dict(zip(practices.of(theme).tolist(), practices.near(theme).tolist(), strict=True))
        cells: list[GridCell | None] = []
        for column in wanted:
            places = [place for one in of_column[column] for place in lines.get(one.id, ())]
            best = max(places, key=near.__getitem__, default=None)
            cells.append(
                None if best is None else GridCell(best, practices.lines[best], len(places))
            )
        rows.append(GridRow(theme, tuple(cells), len(lines)))
    if order == OFTEN:
        rows.sort(key=lambda one: -one.letters)
    return ThemeGrid(wanted, tuple(rows), letters)


def columns_of(letters: Iterable[Source], by: str) -> tuple[str, ...]:
    """Give the columns of letters: their areas by name, or their years."""
    return tuple(sorted({_column(one, by) for one in letters}))


def _column(source: Source, by: str) -> str:
    return str(year_of(source) or "not dated") if by == BY_YEAR else source.area


def year_of(source: Source) -> int:
    """Give the year of a letter; 0 where it is not known."""
    day = source.published or source.inspected_to
    return day.year if day else 0
