"""How many letters call a theme a strength, and how many ask to improve it, in all and by year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from library.together.grid import DEMANDS, STRENGTHS, Sieve, year_of

if TYPE_CHECKING:
    from themes.assigning import Practices
    from themes.taxonomy import PracticeTheme


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """Letters that hold a sentence on a theme: as a strength, as something to improve."""

    theme: PracticeTheme
    strengths: int
    demands: int


@dataclass(frozen=True, slots=True)
class YearCount:
    """The same for one theme and the letters of one year, of which there are ``letters``."""

    year: int
    letters: int
    strengths: int
    demands: int


def count_themes(practices: Practices, first: int = 0, last: int = 0) -> tuple[ThemeCount, ...]:
    """Give each theme's counts over the letters of some years, in the order of the themes."""
    kinds = [Sieve(shown, first=first, last=last) for shown in (STRENGTHS, DEMANDS)]
    return tuple(
        ThemeCount(theme, *(len(one.lines(practices, theme)) for one in kinds))
        for theme in practices.taxonomy.themes
    )


def count_years(practices: Practices, theme: PracticeTheme) -> tuple[YearCount, ...]:
    """Give a theme's counts year by year, also of years between in which there is no letter."""
    held = {one.id: year_of(one) for one in practices.letters if year_of(one)}
    if not held:
        return ()
    said = [
        [held[one] for one in Sieve(shown).lines(practices, theme) if one in held]
        for shown in (STRENGTHS, DEMANDS)
    ]
    years = range(min(held.values()), max(held.values()) + 1)
    return tuple(
        YearCount(year, list(held.values()).count(year), *(one.count(year) for one in said))
        for year in years
    )
