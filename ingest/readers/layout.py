"""Blocks on their way into a document: every reader gives these, one place lays them out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from domain import Block, FindingsError, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable

# Zero-width, bidirectional and tag characters carry hidden text and never meaning here
# (Trojan Source, CVE-2021-42574); C0 and C1 controls make Chroma writes fail.
_HIDDEN = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)


# The fact by which a reader says that a file is rows of data and no document that says what it is.
IS_DATA = "is_data"
# Of the lines at heads and feet of pages so many are kept; later ones are of single chapters.
MOST_HEADS = 12
# Levels of a table's row: unless one says otherwise, the first of a run of rows is their header.
ROW_WITHOUT_HEADER, HEADER_ROW = 1, 2
# Every mark that ends a line, a form feed and Unicode's own among them.
_LINE_ENDS = re.compile("\r\n?|[\v\f\u0085\u2028\u2029]")


class UnreadableError(FindingsError):
    """A file cannot be read as a document; the message gives the reason and the remedy."""


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block before it has a place; ``marker`` is printed before it (``- ``, ``## ``).

    ``page`` is the page of the file that the block begins on, from 1; 0 where it has no pages.
    ``breaks`` holds the offset in ``text``, which ``clean`` must leave as it is, of the first
    character of each further page.
    """

    shape: Shape
    text: str
    level: int = 0
    marker: str = ""
    page: int = 0
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """What a reader found in a file.

    ``facts`` holds what the file says of itself, by the fields of a ``Source`` (title, publisher,
    published ...); ``warnings`` are lines for the person who ingests, each with its place (a page
    without text, hidden text that was left out); ``pages`` is 0 where the format has none.
    ``recognised`` are the pages, from 1, whose words a machine read off a picture. ``left_out``
    are words that no block is to say: running heads, page numbers, contents, marks of notes, what
    nobody sees.
    """

    blocks: list[RawBlock]
    facts: dict[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    pages: int = 0
    recognised: tuple[int, ...] = ()
    left_out: tuple[str, ...] = ()


def heads_of(lines: Iterable[str]) -> str:
    """Give what stands at the heads and feet of pages, each line once, the first of them."""
    return "\n".join(list(dict.fromkeys(one for one in lines if one))[:MOST_HEADS])


def clean(text: str) -> str:
    """Give the text without hidden characters, composed (NFC), lines ended by a line feed."""
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_ENDS.sub("\n", text).replace("\u00a0", " ")
    return unicodedata.normalize("NFC", _HIDDEN.sub("", text))


def lay_out(blocks: list[RawBlock]) -> tuple[str, tuple[Block, ...]]:
    """Give the document's text and its blocks in order; a span leaves out its block's marker."""
    pieces: list[str] = []
    placed: list[Block] = []
    position = 0
    for index, block in enumerate(blocks):
        if index:
            tight = (
                block.shape in {Shape.ITEM, Shape.ROW} and blocks[index - 1].shape == block.shape
            )
            gap = "\n" if tight else "\n\n"
            pieces.append(gap)
            position += len(gap)
        start = position + len(block.marker)
        pieces += [block.marker, block.text]
        position = start + len(block.text)
        breaks = tuple(start + one for one in block.breaks)
        placed.append(Block(block.shape, start, position, block.level, block.page, breaks))
    return "".join(pieces), tuple(placed)
