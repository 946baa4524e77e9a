"""The grid of themes as an Excel or a Word file, every quote with its letter, part and page."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import xlsxwriter
from docx import Document
from docx.shared import Pt

from dates import in_words
from escapes import for_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from library.together.grid import GridCell, ThemeGrid
    from themes.lines import PracticeLine

TITLE = "What letters of several areas say, by theme"
_COLUMNS = ("theme", "area", "letter", "dated", "part", "page", "quote", "sentences", "address")
_LONGEST = 32_000  # of a cell in Excel


def source_of(line: PracticeLine) -> str:
    """Give where a line stands: letter, day, part and page."""
    source = line.source
    page = f"page {line.sentence.page}" if line.sentence.page else ""
    parts = (source.title, source.dated, line.passage.part.value, page)
    return ", ".join(filter(None, parts))


def write_excel(grid: ThemeGrid, address: Callable[[PracticeLine], str], *, said: str) -> bytes:
    """Give the grid as a workbook: the grid itself, and a row for each quote with its source.

    ``said`` is what was chosen. Whatever a letter holds stands there as words, never as a formula.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
         "strings_to_numbers": False},
    )  # fmt: skip
    book.set_properties({"title": TITLE})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet("Compare")
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, max(len(grid.columns), 1), 45)
    sheet.freeze_panes(1, 1)
    for column, name in enumerate(("theme", *grid.columns)):
        sheet.write_string(0, column, _cleaned(name), bold)
    for number, row in enumerate(grid.rows, 1):
        sheet.write_string(number, 0, row.theme.title, bold)
        for column, cell in enumerate(row.cells, 1):
            if cell:
                words = f"{cell.line.sentence.text}\n({source_of(cell.line)})"
                sheet.write_string(number, column, _cleaned(words), wrap)
    listed = book.add_worksheet("Sources")
    listed.freeze_panes(1, 0)
    for column, name in enumerate(_COLUMNS):
        listed.write_string(0, column, name, bold)
    for number, (theme, cell) in enumerate(_cells(grid), 1):
        line = cell.line
        values = (
            theme, line.source.area, line.source.title, line.source.dated,
            line.passage.part.value, str(line.sentence.page or ""), line.sentence.text,
            str(cell.count), address(line),
        )  # fmt: skip
        for column, value in enumerate(values):
            listed.write_string(number, column, _cleaned(value), wrap)
    about = book.add_worksheet("About")
    for number, words in enumerate((TITLE, said, _letters(grid))):
        about.write_string(number, 0, _cleaned(words))
    book.close()
    return out.getvalue()


def write_grid_word(grid: ThemeGrid, *, said: str, made: date) -> bytes:
    """Give the grid as a Word file, theme by theme; themes of which nothing is said are named."""
    document = Document()
    document.core_properties.title = TITLE
    document.core_properties.author = ""
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(10)
    document.add_heading(TITLE, level=1)
    document.add_paragraph(_cleaned(f"Made on {in_words(made)}. {said} {_letters(grid)}"))
    silent = []
    for row in grid.rows:
        held = [cell for cell in row.cells if cell]
        if not held:
            silent.append(row.theme.title)
            continue
        document.add_heading(row.theme.title, level=2)
        for cell in held:
            paragraph = document.add_paragraph(style="List Bullet")
            paragraph.add_run(_cleaned(f"{cell.line.source.area}: ")).bold = True
            paragraph.add_run(_cleaned(f"“{cell.line.sentence.text}” "))
            paragraph.add_run(_cleaned(f"({source_of(cell.line)})")).font.size = Pt(8)
    if silent:
        document.add_heading("Nothing found", level=2)
        document.add_paragraph("; ".join(silent))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _cells(grid: ThemeGrid) -> Iterator[tuple[str, GridCell]]:
    for row in grid.rows:
        for cell in row.cells:
            if cell:
                yield row.theme.title, cell


def _letters(grid: ThemeGrid) -> str:
    return f"{len(grid.letters)} letters were looked at; all words are theirs."


def _cleaned(text: str) -> str:
    return for_xml(text, instead="\ufffd")[:_LONGEST]
