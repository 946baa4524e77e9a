"""Once a file is read: which bold lines are headings, and where its notes stand."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from domain import Shape
from ingest.readers.layout import RawBlock
from ingest.readers.text.plain import HEADING_MAX_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# What a heading does not end with; a colon introduces a list.
_CLOSED = (".", ":", ";", ",", "!")


def with_bold_headings(
    blocks: Sequence[RawBlock], bold: Mapping[int, tuple[int, str]]
) -> list[RawBlock]:
    """Give the blocks with short bold lines as headings where text of another kind is below.

    ``bold`` holds, by their place, the size and the words of the blocks that are wholly bold.
    Among themselves the headings rank by size, below the styled heading that they stand under.
    """
    found = {at for at, below in pairwise(range(len(blocks))) if _heads(blocks, bold, at, below)}
    sizes = sorted({bold[at][0] for at in found}, reverse=True)
    given: list[RawBlock] = []
    base = 0
    for at, block in enumerate(blocks):
        if block.shape is Shape.HEADING:
            base = block.level
        if at in found:
            size, text = bold[at]
            level = base + 1 + sizes.index(size)
            given.append(RawBlock(Shape.HEADING, text, level, "#" * level + " "))
        else:
            given.append(block)
    return given


def _heads(
    blocks: Sequence[RawBlock], bold: Mapping[int, tuple[int, str]], at: int, below: int
) -> bool:
    """Say whether a bold block is the heading of the one below it."""
    if at not in bold:
        return False
    size, text = bold[at]
    block, follows = blocks[at], blocks[below]
    is_title = len(text) <= HEADING_MAX_CHARACTERS and not text.endswith(_CLOSED)
    is_above = follows.shape is not Shape.HEADING and (below not in bold or bold[below][0] < size)
    is_in_list = (
        block.shape is Shape.ITEM and follows.shape is Shape.ITEM and follows.level <= block.level
    )
    return is_title and is_above and not is_in_list and any(map(str.isalpha, text))


def with_notes(
    blocks: Sequence[RawBlock], below: Sequence[tuple[int, list[RawBlock]]]
) -> list[RawBlock]:
    """Give the blocks with each note at the end of the section that it hangs on.

    ``below`` holds the notes in order, each with the number of blocks up to its mark.
    """
    laid: list[RawBlock] = []
    waiting: list[RawBlock] = []
    hanging = list(reversed(below))
    for at, block in enumerate(blocks):
        if block.shape is Shape.HEADING:
            laid += waiting
            waiting = []
        laid.append(block)
        while hanging and hanging[-1][0] <= at + 1:
            waiting += hanging.pop()[1]
    return laid + waiting + [one for _, note in reversed(hanging) for one in note]
