"""A sample is drawn evenly, its sheet holds no words, verdicts and lost words are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluation.measures.words import compare
from evaluation.reading import COLUMNS, count_all, count_words, draw, read_folder, write_sheet

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


def test_lost_and_doubled_words_are_counted_and_parted_ones_are_neither(tmp_path: Path) -> None:
    one = compare(
        "Staff must ring multi-agency teams 24 7.", ["must multiagency teams", "24 ring 24"]
    )
    assert (dict(one.lost), dict(one.doubled)) == ({"staff": 1, "7": 1}, {"24": 1})
    assert (one.words, one.parted, one.share) == (8, 1, 3 / 8)
    body = "<h1>Who rings</h1><ol><li>Staff <b>m</b>ust</li></ol><p>End.</p>"
    page = f"<head><title>A</title></head>{body}"
    (tmp_path / "page.html").write_text(page, "utf-8")
    lines = list(count_words(tmp_path))
    assert lines[0] == "page.html: 0.00 of 1,000 words, 0 parted"
    assert lines[1] == "1 files, 6 words: 0.00 of 1,000 lost or doubled; 0 over 1"
