"""PDF pages that are no running text, outlines, and real letters whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from domain import Shape
from ingest.readers.pdf.reader import read_pdf
from tests.ingest.readers.pdf.pdf_files import BOLD, Pages, read, shown

REAL = Path(os.environ.get("FINDINGS_REAL", Path(__file__).parents[5] / "shared" / "real"))


def test_the_outline_gives_a_heading_its_level(tmp_path: Path) -> None:
    pages = Pages()
    for title, level in [("Chapter one", 0), ("Who decides", 1), ("How soon", 2)]:
        pages.canvas.bookmarkPage(title)
        pages.canvas.addOutlineEntry(title, title, level)
        pages.say(title, font=BOLD, size=13)
        pages.say("The manager decides within one working day of the referral to the team.")
    levels = [b.level for b in read(tmp_path, pages.bytes()).blocks if b.shape is Shape.HEADING]
    assert levels == [1, 2, 3]


def test_a_table_of_contents_is_no_text(tmp_path: Path) -> None:
    pages = Pages()
    pages.say("Introduction ........................................ 3")
    for number, words in enumerate(("Who decides", "How soon", "Who is told", "Records", "Law")):
        pages.say(f"{words} {number * 7 + 4}")
    pages.say("The plan is written by the social worker.")
    assert shown(read(tmp_path, pages.bytes())) == ["The plan is written by the social worker."]


def test_a_page_on_its_side_is_read_along_its_lines(tmp_path: Path) -> None:
    pages = Pages()
    pages.canvas.translate(500, 100)
    pages.canvas.rotate(90)
    pages.height = 300
    pages.say("Each line of this page is drawn upwards,", "and the next stands to its right.")
    assert shown(read(tmp_path, pages.bytes())) == [
        "Each line of this page is drawn upwards, and the next stands to its right."
    ]


@pytest.mark.parametrize("angle", [90, -90, 45, -60, 180])
def test_a_label_that_slopes_is_read_along_its_line(tmp_path: Path, angle: int) -> None:
    pages = Pages()
    pages.say("The plan is kept by the social worker and seen by the whole family.")
    pages.canvas.saveState()
    pages.canvas.translate(300, 400)
    pages.canvas.rotate(angle)
    # drawn as some programs do, letters out of their order and blanks left out
    at, places = 0.0, []
    for letter in "Help at an early age":
        places.append((at, letter))
        at += pages.canvas.stringWidth(letter, BOLD, 11)
    pages.canvas.setFont(BOLD, 11)
    for place, letter in [*places[1::2], *places[::2]]:
        if letter != " ":
            pages.canvas.drawString(place, 0, letter)
    pages.canvas.restoreState()
    assert "Help at an early age" in shown(read(tmp_path, pages.bytes()))[1]


def test_the_lines_of_an_upright_label_follow_each_other(tmp_path: Path) -> None:
    pages = Pages()
    pages.say("The plan is kept by the social worker and seen by the whole family.")
    pages.canvas.translate(300, 300)
    pages.canvas.rotate(90)
    pages.height = 0
    pages.say("Who holds the plan for a child", "that lives away from home")
    label = "Who holds the plan for a child that lives away from home"
    assert label in shown(read(tmp_path, pages.bytes()))


def test_a_drawing_without_upright_sides_makes_no_table(tmp_path: Path) -> None:
    pages = Pages()
    for foot in (500, 300):
        path = pages.canvas.beginPath()
        path.moveTo(100, foot)
        path.lineTo(300, foot + 180)
        path.lineTo(500, foot)
        path.close()
        pages.canvas.drawPath(path)
    pages.canvas.drawString(120, 520, "Needs")
    pages.canvas.drawString(420, 520, "Strengths")
    assert not [one for one in read(tmp_path, pages.bytes()).blocks if one.shape is Shape.ROW]


@pytest.mark.skipif(not REAL.is_dir(), reason=f"no real documents at {REAL}: set FINDINGS_REAL")
@pytest.mark.slow
def test_real_letters_lose_nothing(tmp_path: Path) -> None:
    del tmp_path
    for path in sorted((REAL / "letters").glob("*.pdf"))[::4]:
        contents = read_pdf(path)
        assert not [one for one in contents.warnings if "lost" in one], path.name
        heads = [block.text for block in contents.blocks if block.shape is Shape.HEADING]
        assert len(heads) > 3, path.name
        assert any("inspection" in one.casefold() for one in heads), path.name


def test_a_title_ends_where_the_next_bold_line_is_of_another_colour(tmp_path: Path) -> None:
    pages = Pages()
    for words, colour in (("Levels of need: a", 0.6), ("Framework", 0.6), ("Ayle Council", 0.0)):
        pages.canvas.setFillGray(colour)
        pages.canvas.setFont(BOLD, 14)
        pages.canvas.drawString(72, pages.height, words)
        pages.height -= 17
    pages.height -= 20
    pages.say("Practitioners listen to what children say about their lives.")
    titles = ["# Levels of need: a Framework", "# Ayle Council"]
    assert shown(read(tmp_path, pages.bytes()))[:2] == titles
