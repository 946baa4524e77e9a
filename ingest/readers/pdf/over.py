"""What runs on over a page's end: a paragraph, or cells of a table's row."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from ingest.readers.pdf.piece import ENDED, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.readers.pdf.lines import Line

# A line that fills this share of the page's width was broken by the page.
_WIDE_SHARE = 0.82
# Sizes that differ by less are one; an address within a paragraph may be smaller.
_SIZE_SHARE = 0.06
_ADDRESS_SHARE = 0.25


def last_text(pieces: Sequence[Piece], after: Piece) -> Piece | None:
    """Give what a page's text ends with: what stands lowest, unless a column ends beside it."""
    last = next((one for one in reversed(pieces) if not one.is_note), None)
    if last is None or last.cells:
        return last
    # from the end, for a long file has many pieces and only those of one page count
    page = takewhile(lambda one: one.last_page >= last.last_page, reversed(pieces))
    ends = [last, *(one for one in page if not one.is_note)]
    lowest = min(ends, key=lambda one: one.lines[-1].base)
    is_beside = lowest.lines[-1].right <= last.lines[-1].left
    is_after = lowest.lines[-1].left < after.lines[0].right
    return lowest if is_after and not is_beside and not lowest.cells else last


def runs_on(before: Piece, after: Piece, width: float) -> bool:
    """Say whether what opens a page goes on with what the page before, so wide, ends with."""
    if before.cells or after.cells or after.label or not before.is_open:
        return False
    if after.is_item and before.is_item and not before.label:
        return False
    first, last = after.lines[0], before.lines[-1]
    if not are_of_a_size(last, first) or first.tag.heading:
        return False
    if first.is_bold != last.is_bold and first.is_bold:
        return False
    if first.text[0].islower() or last.text.rstrip().endswith((",", "-", "–")):
        return True
    # a line that is filled to its end was broken by the page, not by the writer
    return last.right > _WIDE_SHARE * width and not first.is_bold


def cells_that_run_on(before: Piece, after: Piece) -> list[tuple[list[Line], list[Line]]]:
    """Give the cells of a page's last row, each with what goes on with it on the next page."""
    if not before.cells or after.label or not after.lines[0].tag.table:
        return []
    met: list[tuple[list[Line], list[Line]]] = []
    for over in after.cells or [after.lines]:
        cell = min(before.cells, key=lambda one: abs(one[0].left - over[0].left))
        is_open = not ENDED.search(cell[-1].text.rstrip())
        if not is_open or not over[0].text[0].islower() or any(cell is one for one, _ in met):
            return []
        met.append((cell, over))
    return met


def are_of_a_size(before: Line, after: Line) -> bool:
    """Say whether two lines may be of one paragraph; an address may be smaller within one."""
    size = max(before.size, after.size)
    if before.tag.block and before.tag.block == after.tag.block and before.page == after.page:
        return abs(before.size - after.size) < _ADDRESS_SHARE * size
    sizes = [one.size for one in before.words]
    return any(
        abs(one.size - other) <= _SIZE_SHARE * size for one in after.words for other in sizes
    )
