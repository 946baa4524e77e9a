"""An Excel file is read as its sheets show it, hidden parts left out."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter

from domain import Shape
from ingest.readers.layout import Contents, UnreadableError
from ingest.readers.office.excel import read_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def contents_of(folder: Path, fill: Callable[[Any], None]) -> Contents:
    path = folder / "book.xlsx"
    book = xlsxwriter.Workbook(str(path))
    fill(book)
    book.close()
    return read_xlsx(path)


def texts_of(contents: Contents) -> list[str]:
    return [block.marker + block.text for block in contents.blocks]


def test_each_sheet_is_a_table_under_its_name(tmp_path: Path) -> None:
    def fill(book: Any) -> None:  # noqa: ANN401  untyped
        sheet = book.add_worksheet("Contacts")
        sheet.write("B1", "Who to ring")
        sheet.write_row("B3", ["Team", "Phone", "", "Open"])
        sheet.write_row("B4", ["Front door", "0300 123", "", True])
        sheet.write_rich_string("B5", "Out of ", book.add_format({"bold": True}), "hours")
        sheet.write("E5", "always")
        sheet.write("XFD1048576", "far away")
        sheet.insert_textbox("D20", "Ring 999 first.")
        book.add_worksheet("Empty")

    found = contents_of(tmp_path, fill)
    assert texts_of(found) == [
        "# Contacts", "Who to ring", "| Team | Phone | Open", "| Front door | 0300 123 | TRUE",
        "| Out of hours |  | always", "| |  |  | far away", "Ring 999 first.",
    ]  # fmt: skip
    assert found.blocks[1].shape is Shape.PARAGRAPH
    assert found.facts["title"] == "Who to ring"
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [
        ("dd/mm/yyyy", datetime(2026, 11, 28), "28 November 2026"),  # noqa: DTZ001  as in a sheet
        ("d mmm yyyy hh:mm", datetime(2026, 11, 28, 9, 5), "28 November 2026 09:05"),  # noqa: DTZ001
        ("hh:mm", 0.75, "18:00"),
        ("0%", 0.155, "16%"),
        ("0.0%", 0.155, "15.5%"),
        ("£#,##0.00", 1234.5, "£1,234.50"),
        ("[$£-809]#,##0;[Red]-[$£-809]#,##0", -1234, "-£1,234"),
        ('#,##0 "days"', 1234, "1,234"),
        ("", 72, "72"),
        ("", 0.1, "0.1"),
    ],
)
def test_a_number_is_read_as_its_format_shows_it(
    tmp_path: Path, form: str, value: object, shown: str
) -> None:
    def fill(book: Any) -> None:  # noqa: ANN401  untyped
        sheet = book.add_worksheet("A")
        sheet.write_row("A1", ["What", "Value"])
        sheet.write("A2", "one")
        style = book.add_format({"num_format": form}) if form else None
        write = sheet.write_datetime if isinstance(value, datetime) else sheet.write_number
        write("B2", value, style)

    assert texts_of(contents_of(tmp_path, fill))[-1] == f"| one | {shown}"


def test_what_is_hidden_is_left_out_and_said(tmp_path: Path) -> None:
    def fill(book: Any) -> None:  # noqa: ANN401  untyped
        sheet = book.add_worksheet("Rota")
        for at in range(4):
            sheet.write_row(at, 0, [f"a{at}", f"b{at}", f"c{at}"])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column("B:B", None, None, {"hidden": True})
        sheet.write("C4", "secret", book.add_format({"num_format": ";;;"}))
        hidden = book.add_worksheet("Old rota")
        hidden.write("A1", "Promise secrecy")
        hidden.hide()

    found = contents_of(tmp_path, fill)
    assert texts_of(found) == ["# Rota", "| a0 | c0", "| a1 | c1", "| a3"]
    assert found.warnings == (
        "sheet “Rota”: rows hidden or filtered out are left out (3)",
        "sheet “Rota”: hidden columns are left out (B)",
        "sheet “Rota”: 1 cell left out, hidden by the format",
        "sheet “Old rota” is hidden and left out",
    )


def test_of_a_formula_the_last_result_is_read_and_one_without_is_said(tmp_path: Path) -> None:
    def fill(book: Any) -> None:  # noqa: ANN401  untyped
        sheet = book.add_worksheet("Sums")
        sheet.write_row("A1", ["What", "Sum"])
        sheet.write("A2", "all")
        sheet.write_formula("B2", "=SUM(A1:A9)", None, 45)
        sheet.write_formula("B3", "=1+1", None, 2)

    contents_of(tmp_path, fill)
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"</f><v>2</v>", b"</f>", old.read(name)))
    found = read_xlsx(tmp_path / "b.xlsx")
    assert texts_of(found)[-1] == "| all | 45"
    assert found.warnings == ("sheet “Sums”: 1 formula without a result: save it from Excel",)


def test_another_file_under_its_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"Plain words.")
    with pytest.raises(UnreadableError, match="not an Excel file"):
        read_xlsx(path)
