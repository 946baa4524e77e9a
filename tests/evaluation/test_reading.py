"""A sample is drawn evenly, its sheet holds no words, and verdicts are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluation.reading import COLUMNS, count_all, draw, read_folder, write_sheet

if TYPE_CHECKING:
    from pathlib import Path

LONG = "# Long\n\n" + "\n\n".join(f"Staff of team {number} must listen." for number in range(30))


def test_a_sample_is_even_and_its_sheet_is_counted(tmp_path: Path) -> None:
    folder, sheets = tmp_path / "documents", tmp_path / "sheets"
    folder.mkdir()
    sheets.mkdir()
    (folder / "long.md").write_text(LONG, "utf-8")
    (folder / "short.md").write_text("# Short\n\nOne line. And two.\n\nA third.", "utf-8")
    drawn = draw(read_folder(folder), "sentences", 6, seed=1)
    assert [one.document for one in drawn].count("short.md") == 3
    sheet = sheets / "sentences.csv"
    write_sheet(sheet, drawn)
    head, *rows = sheet.read_text("utf-8").splitlines()
    assert head == ",".join(COLUMNS)
    assert not any("listen" in row for row in rows)
    judged = [head, *(f"{row}right" for row in rows[1:]), f"{rows[0]}cut"]
    sheet.write_text("\n".join(judged), "utf-8")
    assert list(count_all(sheets)) == ["sentences: 0.833 of 6 right (cut 1)"]
