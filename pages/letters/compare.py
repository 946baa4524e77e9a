"""Compare: themes by areas or years, each cell a quote with its page, or an honest blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from library.together.grid import BY_AREA, BY_YEAR, IN_ORDER, OFTEN, SIDES, columns_of, make_grid
from pages.letters.chosen import COLUMNS_SHOWN, ROWS_SHOWN, SENTENCES_SHOWN, years_of
from pages.letters.drawing import correction_address, draw, line_address
from pages.shared.templates import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from bot.assistant import Library
    from library.together.grid import GridCell, ThemeGrid
    from pages.letters.chosen import LettersChosen


def compare_page(library: Library, chosen: LettersChosen, *, corrects: bool = False) -> Markup:
    """Give the page of the grid, so many columns and themes of it as one page shows.

    With ``corrects`` each cell leads to where its sentence is corrected.
    """
    letters = chosen.sieve.letters(library.practices)
    every = columns_of(letters, chosen.by)
    start = min(chosen.columns_from, max(len(every) - 1, 0)) // COLUMNS_SHOWN * COLUMNS_SHOWN
    grid = grid_of(library, chosen, every[start : start + COLUMNS_SHOWN])
    first = min(chosen.rows_from, len(grid.rows) - 1) // ROWS_SHOWN * ROWS_SHOWN
    rows = grid.rows[first : first + ROWS_SHOWN]
    return draw(library, "Compare", render("letters/compare.html", {
        "chosen": chosen, "choices": choices_of(library, chosen),
        "columns": grid.columns, "said": chosen.said, "letters": len(letters),
        "rows": [
            (
                row.theme.title, row.letters,
                [_cell(chosen, row.theme.id, one, corrects=corrects) for one in row.cells],
            )
            for row in rows
        ],
        "columns_turned": _turned(chosen, "columns", start, COLUMNS_SHOWN, len(every)),
        "rows_turned": _turned(chosen, "rows", first, ROWS_SHOWN, len(grid.rows)),
        "what": "areas" if chosen.by == BY_AREA else "years",
        "excel": chosen.address("compare.xlsx", columns=0, rows=0),
        "word": chosen.address("compare.docx", columns=0, rows=0),
    }))  # fmt: skip


def grid_of(
    library: Library, chosen: LettersChosen, columns: Sequence[str] | None = None
) -> ThemeGrid:
    """Give the grid that was chosen; all its columns, where none are named."""
    return make_grid(
        library.practices, chosen.sieve, by=chosen.by, order=chosen.order, columns=columns
    )


def sentences_page(library: Library, chosen: LettersChosen, *, corrects: bool = False) -> Markup:
    """Give the page of all sentences that a cell or a bar counts, as ``compare_page`` does."""
    practices = library.practices
    themes = (chosen.theme,) if chosen.theme else practices.taxonomy.themes[:1]
    held = chosen.sieve.lines(practices, themes[0])
    letters = [one for one in chosen.sieve.letters(practices) if one.id in held]
    places = [place for letter in letters for place in held[letter.id]]
    first = min(chosen.rows_from, max(len(places) - 1, 0)) // SENTENCES_SHOWN * SENTENCES_SHOWN
    shown = places[first : first + SENTENCES_SHOWN]
    return draw(library, themes[0].title, render("letters/sentences.html", {
        "theme": themes[0], "said": chosen.said, "count": len(places), "letters": len(letters),
        "lines": [
            (
                practices.lines[one], line_address(practices.lines[one]),
                correction_address(practices.lines[one], themes[0].id) if corrects else "",
            )
            for one in shown
        ],
        "turned": _turned(chosen, "rows", first, SENTENCES_SHOWN, len(places), page="sentences"),
        "page": "sentences",
    }))  # fmt: skip


def choices_of(library: Library, chosen: LettersChosen) -> dict[str, object]:
    """Give what a page's form offers, each choice with whether it is made."""
    sieve = chosen.sieve
    years = years_of(library)
    agencies = library.generation.agencies.names
    return {
        "show": [(key, name, key == sieve.shown) for key, name in SIDES.items()],
        "agency": [("", "any", not sieve.agency), *((one, one, one == sieve.agency)
                                                     for one in agencies)],
        "area": [(one, one, one in sieve.areas) for one in library.practices.areas],
        "first": [("", "any", not sieve.first), *((one, one, one == sieve.first) for one in years)],
        "last": [("", "any", not sieve.last), *((one, one, one == sieve.last) for one in years)],
        "by": [(BY_AREA, "area", chosen.by == BY_AREA), (BY_YEAR, "year", chosen.by == BY_YEAR)],
        "order": [(IN_ORDER, "as listed", chosen.order == IN_ORDER),
                  (OFTEN, "how many letters say so", chosen.order == OFTEN)],
    }  # fmt: skip


def _cell(
    chosen: LettersChosen, theme: str, cell: GridCell | None, *, corrects: bool
) -> dict[str, object] | None:
    if cell is None:
        return None
    line = cell.line
    changes: dict[str, object] = {"rows": 0, "columns": 0, "theme": theme}
    if chosen.by == BY_AREA:
        changes["area"] = [line.source.area]
    elif line.source.published:
        changes |= {"first": line.source.published.year, "last": line.source.published.year}
    return {
        "line": line, "address": line_address(line), "count": cell.count,
        "more": chosen.address("sentences", **changes), "named": chosen.by == BY_YEAR,
        "correct": correction_address(line, theme) if corrects else "",
    }  # fmt: skip


def _turned(
    chosen: LettersChosen, name: str, start: int, shown: int, count: int, *, page: str = "compare"
) -> dict[str, object]:
    """Give where a page of a long row begins and ends, with the addresses before and after it."""
    before, after = start - shown, start + shown
    return {
        "first": min(start + 1, count), "last": min(after, count), "count": count,
        "before": chosen.address(page, **{name: before}) if start else "",
        "after": chosen.address(page, **{name: after}) if after < count else "",
    }  # fmt: skip
