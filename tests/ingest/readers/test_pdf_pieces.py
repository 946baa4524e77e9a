"""Tags and grids that only lay out a page tear no text; those of tables keep it in rows."""

from __future__ import annotations

from ingest.readers.pdf.drawn.tags import Tag
from ingest.readers.pdf.drawn.words import Word
from ingest.readers.pdf.lines import Line
from ingest.readers.pdf.pieces import pieces_of

SIZE = 12.0
# How wide a letter is, in points.
WIDE = 6.0


def line(text: str, base: float, tag: Tag, *, left: float = 60.0, page: int = 1) -> Line:
    words: list[Word] = []
    for word in text.split():
        right = left + WIDE * len(word)
        words.append(Word(word, left, right, base, SIZE, False, False, False, tag))  # noqa: FBT003
        left = right + WIDE / 2
    return Line(words, page)


def cell(row: int, number: int, *, is_alone: bool = False) -> Tag:
    return Tag(block=number, table=1, row=row, cell=number, is_alone=is_alone)


def said(*pages: list[Line]) -> list[str]:
    return [one.read()[0] for one in pieces_of(pages)]


def test_rows_of_one_cell_lay_out_a_page_unless_they_head_a_part_of_a_table() -> None:
    lines = [
        line("Next steps", 700, cell(1, 1, is_alone=True)),
        line("The council should answer with all of its partners.", 660, cell(2, 2, is_alone=True)),
        line("Requirement", 620, cell(3, 3)),
        line("Due date", 620, cell(3, 4), left=300),
        line("Section one", 600, cell(4, 5, is_alone=True)),
        line("Visit each month.", 580, cell(5, 6)),
        line("18 July 2025", 580, cell(5, 7), left=300),
    ]
    pieces = pieces_of([lines])
    assert [(one.read()[0], bool(one.cells)) for one in pieces] == [
        ("Next steps", False),
        ("The council should answer with all of its partners.", False),
        ("Requirement | Due date", True),
        ("Section one", True),
        ("Visit each month. | 18 July 2025", True),
    ]


def test_a_paragraph_that_tags_tear_is_whole_and_names_stay_apart() -> None:
    full = "The response should set out for each of the partners in this area the"
    torn = [
        line(full, 700, Tag(block=1)),
        line("actions that it will take.", 686, Tag(block=2)),
        line("Ann Rook, Director", 640, Tag(block=3)),
        line("Holmere Council", 626, Tag(block=4)),
    ]
    assert said(torn) == [
        f"{full} actions that it will take.", "Ann Rook, Director", "Holmere Council",
    ]  # fmt: skip


def test_the_last_cell_of_a_row_goes_on_over_the_page() -> None:
    first = [
        line("Body", 100, cell(1, 1)), line("Action", 100, cell(1, 2), left=300),
        line("Holmere Council", 86, cell(2, 3)),
        line("Leaders should plan the", 86, cell(2, 4), left=300),
    ]  # fmt: skip
    second = [
        line("moves of children.", 760, Tag(block=5, table=9, row=9, cell=5), left=300, page=2)
    ]
    pieces = pieces_of([first, second])
    text, breaks, _ = pieces[-1].read()
    assert text == "Holmere Council | Leaders should plan the moves of children."
    assert text[breaks[0] :].strip() == "moves of children."
