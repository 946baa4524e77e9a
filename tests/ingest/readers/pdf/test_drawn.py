"""What is drawn and is no letter: bullets, boxes of a flow chart, dashes that lead the eye."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ingest.readers.pdf.pdf_files import Pages, read, shown

if TYPE_CHECKING:
    from pathlib import Path

ITEMS = ("Ring the team on the same day.", "Write down what the child said.")


@pytest.mark.parametrize("shape", ["disc", "ring", "square"])
def test_a_small_shape_before_a_line_is_its_bullet(tmp_path: Path, shape: str) -> None:
    pages = Pages()
    pages.say("When you are worried about a child:")
    for words in ITEMS:
        x, y = 80.0, pages.height + 3.5
        if shape == "square":
            pages.canvas.rect(x - 2, y - 2, 4, 4, fill=1, stroke=0)
        else:
            pages.canvas.circle(x, y, 2, fill=shape == "disc", stroke=shape == "ring")
        pages.say(words, left=92)
    contents = read(tmp_path, pages.bytes())
    assert shown(contents)[1:] == [f"- {one}" for one in ITEMS]
    assert contents.warnings == ()


def test_a_shape_that_is_large_or_stands_between_words_is_no_bullet(tmp_path: Path) -> None:
    pages = Pages()
    pages.canvas.circle(70, pages.height + 5, 9, fill=1)
    pages.say("A seal stands before this line.", left=92)
    pages.say("Answered on time", left=92)
    pages.canvas.rect(180, pages.height + 23, 4, 4, fill=1)
    pages.height += 22.55
    pages.say("late", left=190)
    assert not [one for one in shown(read(tmp_path, pages.bytes())) if one.startswith("- ")]


def test_a_drawing_of_many_small_shapes_has_no_bullets(tmp_path: Path) -> None:
    pages = Pages()
    for place in range(400):
        pages.canvas.rect(80, 20 + place * 2, 3, 3, fill=1)
    pages.say("A line beside the drawing.", left=92)
    assert shown(read(tmp_path, pages.bytes())) == ["A line beside the drawing."]


def test_boxes_below_each_other_and_apart_are_told_apart(tmp_path: Path) -> None:
    pages = Pages()
    pages.canvas.drawString(300, 700, "The manager agrees to a plan")
    pages.canvas.drawString(72, 687, "The child goes home")
    pages.canvas.drawString(300, 674, "The case is closed")
    assert shown(read(tmp_path, pages.bytes())) == [
        "The manager agrees to a plan", "The child goes home", "The case is closed",
    ]  # fmt: skip


def test_dashes_that_lead_the_eye_are_no_item(tmp_path: Path) -> None:
    pages = Pages()
    pages.say("The day on which these rules are made - - - - 5th June 2013")
    pages.say("- - - -")
    pages.say("- the day on which they begin")
    assert shown(read(tmp_path, pages.bytes()))[1:] == [
        "- - - -", "- the day on which they begin",
    ]  # fmt: skip
