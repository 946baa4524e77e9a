"""Patterns: how many letters call a theme a strength or ask to improve it; no area is ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from library.together.grid import DEMANDS, STRENGTHS, Sieve
from library.together.patterns import count_themes, count_years
from pages.letters.chosen import LettersChosen
from pages.letters.compare import choices_of
from pages.letters.drawing import draw
from pages.shared.templates import render

if TYPE_CHECKING:
    from markupsafe import Markup

    from bot.assistant import Library
    from themes.taxonomy import PracticeTheme

# The longest bar, and the highest of a year, in the picture's own units.
_LONGEST, _HIGHEST = 120, 90
_WIDTH_OF_YEAR = 44


def patterns_page(library: Library, chosen: LettersChosen) -> Markup:
    """Give the page of all themes, or of one year by year."""
    if chosen.theme:
        return _years(library, chosen.theme)
    sieve = chosen.sieve
    counts = count_themes(library.practices, sieve.first, sieve.last)
    most = max((max(one.strengths, one.demands) for one in counts), default=0) or 1
    years = {"first": sieve.first, "last": sieve.last}
    return draw(library, "Patterns", render("letters/patterns.html", {
        "choices": choices_of(library, chosen),
        "letters": len(sieve.letters(library.practices)),
        "rows": [
            (
                one.theme,
                LettersChosen(Sieve(), theme=one.theme).address("patterns"),
                _bar(one.theme, STRENGTHS, one.strengths, most, years),
                _bar(one.theme, DEMANDS, one.demands, most, years),
            )
            for one in counts
        ],
        "longest": _LONGEST,
    }))  # fmt: skip


def _bar(
    theme: PracticeTheme, shown: str, count: int, most: int, years: dict[str, int]
) -> dict[str, object]:
    chosen = LettersChosen(Sieve(shown, first=years["first"], last=years["last"]), theme=theme)
    return {
        "count": count, "length": round(_LONGEST * count / most),
        "address": chosen.address("sentences"),
    }  # fmt: skip


def _years(library: Library, theme: PracticeTheme) -> Markup:
    counts = count_years(library.practices, theme)
    most = max((max(one.strengths, one.demands) for one in counts), default=0) or 1

    def bar(year: int, shown: str, count: int, at: int) -> dict[str, object]:
        chosen = LettersChosen(Sieve(shown, first=year, last=year), theme=theme)
        height = round(_HIGHEST * count / most)
        return {
            "count": count, "height": height, "top": _HIGHEST - height + 14, "left": at,
            "address": chosen.address("sentences"), "shown": shown,
        }  # fmt: skip

    return draw(library, theme.title, render("letters/years.html", {
        "theme": theme,
        "width": max(_WIDTH_OF_YEAR * len(counts), 1), "height": _HIGHEST + 36,
        "years": [
            (
                one, number * _WIDTH_OF_YEAR + _WIDTH_OF_YEAR // 2,
                bar(one.year, STRENGTHS, one.strengths, number * _WIDTH_OF_YEAR + 4),
                bar(one.year, DEMANDS, one.demands, number * _WIDTH_OF_YEAR + 22),
            )
            for number, one in enumerate(counts)
        ],
    }))  # fmt: skip
