"""Letters side by side: the grid and its files, what is counted, what stands near a finding."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import docx
import pytest

import wiring
from ingest.readers.office.excel import read_xlsx
from library.together.alike import demands_of, find_alike
from library.together.export import write_excel, write_grid_word
from library.together.grid import (
    BY_YEAR,
    DEMANDS,
    OFTEN,
    PRIORITY,
    STRENGTHS,
    Sieve,
    ThemeGrid,
    make_grid,
)
from library.together.patterns import count_themes, count_years
from settings import Settings
from tests.letters import LETTERS

if TYPE_CHECKING:
    from pathlib import Path

    from bot.assistant import Library


@pytest.fixture(scope="module")
def library(letters_store: Path, model_export: Path) -> Library:
    return wiring.make_library(Settings(store=letters_store, model_export=model_export))()


def _grid(library: Library, sieve: Sieve, **wanted: str) -> ThemeGrid:
    return make_grid(library.practices, sieve, **wanted)


def _said(grid: ThemeGrid, theme: str) -> dict[str, str]:
    (row,) = (one for one in grid.rows if one.theme.id == theme)
    cells = zip(grid.columns, row.cells, strict=True)
    return {column: one.line.sentence.text for column, one in cells if one}


@pytest.mark.parametrize(
    ("sieve", "wanted", "said"),
    [
        (Sieve(DEMANDS), {}, {"Brendale": LETTERS[2][4][0], "Kelshaw": LETTERS[0][4][0]}),
        (Sieve(STRENGTHS), {}, {"Kelshaw": LETTERS[1][3][0]}),
        (Sieve(STRENGTHS), {"by": BY_YEAR}, {"2024": LETTERS[1][3][0]}),
        (Sieve(DEMANDS, first=2020), {}, {"Brendale": LETTERS[2][4][0]}),
        (Sieve(DEMANDS, last=2021), {}, {"Kelshaw": LETTERS[0][4][0]}),
        (Sieve(DEMANDS, areas=("Brendale",)), {}, {"Brendale": LETTERS[2][4][0]}),
        (Sieve(DEMANDS, agency="police"), {}, {}),
        (Sieve(PRIORITY), {}, {}),
    ],
)
def test_a_cell_quotes_what_was_chosen_and_a_blank_is_blank(
    sieve: Sieve, wanted: dict[str, str], said: dict[str, str], library: Library
) -> None:
    assert _said(_grid(library, sieve, **wanted), "supervision") == said


def test_themes_of_most_letters_come_first(library: Library) -> None:
    counts = [one.letters for one in _grid(library, Sieve(DEMANDS), order=OFTEN).rows]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] == 2


def test_the_files_hold_every_quote_with_its_letter(library: Library, tmp_path: Path) -> None:
    grid = _grid(library, Sieve(DEMANDS))
    path = tmp_path / "grid.xlsx"
    path.write_bytes(
        write_excel(grid, lambda line: f"https://here/{line.passage.id}", said="Chosen.")
    )
    said = " ".join(one.text for one in read_xlsx(path).blocks)
    written = docx.Document(
        io.BytesIO(write_grid_word(grid, said="Chosen.", made=date(2026, 1, 1)))
    )
    told = " ".join(one.text for one in written.paragraphs)
    for area, day, _, _, demands, _ in LETTERS:
        for whole in (said, told):
            assert area in whole
            assert day in whole
        assert any(one in said for one in demands)
        assert any(one in told for one in demands)
    assert "https://here/" in said


def test_letters_are_counted_by_theme_and_year(library: Library) -> None:
    practices = library.practices
    (one,) = (one for one in count_themes(practices) if one.theme.id == "supervision")
    assert (one.strengths, one.demands) == (1, 2)
    years = count_years(practices, one.theme)
    assert [(one.year, one.letters, one.strengths, one.demands) for one in years] == [
        (2019, 1, 0, 1), (2020, 0, 0, 0), (2021, 0, 0, 0), (2022, 1, 0, 1), (2023, 1, 0, 0),
        (2024, 1, 1, 0),
    ]  # fmt: skip


def test_beside_a_finding_stand_like_ones_and_strengths_of_other_areas(library: Library) -> None:
    practices = library.practices
    letter = next(one for one in practices.letters if one.area == "Brendale")
    (place,) = demands_of(practices, letter)
    alike = find_alike(practices, place)
    assert "supervision" in [one.id for one in alike.themes]
    assert practices.lines[alike.findings[0]].sentence.text == LETTERS[0][4][0]
    assert practices.lines[alike.strengths[0]].sentence.text == LETTERS[1][3][0]
    near = {practices.lines[one].source.area for one in (*alike.findings, *alike.strengths)}
    assert "Brendale" not in near
