"""Numbers before the paragraphs of guidance, and numbers of lists that stand among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain import Shape
from tests.ingest.readers.pdf.pdf_files import Pages, read

if TYPE_CHECKING:
    from pathlib import Path

DUTIES = ("Set the direction of the panel.", "Lead the work of your own agency.",
          "Sign off its yearly report.")  # fmt: skip


def guidance(*, goes_on: bool) -> bytes:
    """Seventeen numbered paragraphs, a list, and the count that goes on or begins anew."""
    pages = Pages()
    for number in range(1, 18):
        if number == 10:
            pages.turn()
        pages.item(
            f"{number}.", f"Panel {number} should meet in the week that it hears of a child."
        )
    for number, duty in enumerate(DUTIES, start=1):
        pages.item(f"{number}.", duty)
    numbers = (18, 19) if goes_on else (4, 5)
    for number in numbers:
        pages.item(f"{number}.", f"Chair {number} should be told of what the panel decides.")
    return pages.bytes()


def test_a_count_from_one_among_numbered_paragraphs_is_a_list(tmp_path: Path) -> None:
    blocks = read(tmp_path, guidance(goes_on=True)).blocks
    items = [one.text for one in blocks if one.shape is Shape.ITEM]
    assert items == list(DUTIES)


def test_a_count_that_begins_anew_for_good_numbers_paragraphs(tmp_path: Path) -> None:
    blocks = read(tmp_path, guidance(goes_on=False)).blocks
    assert not [one for one in blocks if one.shape is Shape.ITEM]
