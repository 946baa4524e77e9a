"""Several letters as a grid: themes by areas or years, each cell a quote or an honest blank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain import Part
from themes.taxonomy import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain import Source
    from ingest.agencies import Agencies
    from themes.assigning import PracticeLine, Practices
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

    def lines(
        self, practices: Practices, theme: PracticeTheme, agencies: Agencies
    ) -> dict[str, list[int]]:
        """Give the places of a theme's lines that it lets through, by the id of their letter.

        The line that says most of the theme is each letter's first.
        """
        letters = {one.id for one in self.letters(practices)}
        near = practices.near(theme)
        found: dict[str, list[int]] = {}
        for place in practices.of(theme).tolist():
            line = practices.lines[place]
            if line.source.id in letters and self._lets(practices, place, agencies):
                found.setdefault(line.source.id, []).append(place)
        return {
            letter: sorted(held, key=lambda place: (-float(near[place]), place))
            for letter, held in found.items()
        }

    def _lets(self, practices: Practices, place: int, agencies: Agencies) -> bool:
        line = practices.lines[place]
        if self.agency and self.agency not in agencies.find(line.sentence.text):
            return False
        if self.shown == PRIORITY:
            return line.passage.part is Part.PRIORITY
        side = {STRENGTHS: Side.STRENGTH, DEMANDS: Side.WEAKNESS}.get(self.shown)
        return side is None or practices.side(place) is side


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
    practices: Practices, sieve: Sieve, agencies: Agencies, *, by: str = BY_AREA,
    order: str = IN_ORDER, columns: Sequence[str] | None = None,
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
    practices.find_all()
    rows = []
    for theme in practices.taxonomy.themes:
        lines = sieve.lines(practices, theme, agencies)
        near = practices.near(theme)
        cells: list[GridCell | None] = []
        for column in wanted:
            places = [place for one in of_column[column] for place in lines.get(one.id, ())]
            best = max(places, key=lambda place: float(near[place]), default=None)
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
