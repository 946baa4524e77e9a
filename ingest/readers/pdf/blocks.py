"""Pieces of a PDF become blocks, with their markers; what no block says is kept for the gate."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from domain import Shape
from ingest.readers.layout import RawBlock, clean
from ingest.readers.pdf.check import letters_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ingest.readers.pdf.piece import Piece

# "2.13" numbers a paragraph of a chapter.
_DOTTED = re.compile(r"\d{1,3}\.\d{1,3}\.?")
# Two items are of one list level where they begin this near (points).
_INDENT = 4.0
# Guidance that numbers its paragraphs counts further than a list does.
_PARAGRAPH_NUMBER = 15
# So many numbers behind a list one goes on with the count before it.
_LOOKED_BEHIND = 3


class Blocks:
    """The blocks of a document, and the letters of each page that were read."""

    def __init__(self, pieces: Sequence[Piece], levels: Mapping[int, int]) -> None:
        """Make the blocks; ``levels`` gives the level of those pieces that are headings."""
        self.blocks: list[RawBlock] = []
        self.letters: dict[int, Counter[str]] = {}
        self.left_out: list[str] = []
        self._indents: list[float] = []
        self._numbers_paragraphs = any(
            _number(one) >= _PARAGRAPH_NUMBER for one in pieces if not one.is_note
        )
        self._listed = _numbered_lists(pieces) if self._numbers_paragraphs else frozenset()
        known = {id(one): levels[place] for place, one in enumerate(pieces) if place in levels}
        for one in _after_lists(pieces):
            self._add(one, known.get(id(one), 0))

    def leave_out(self, page: int, words: str) -> None:
        """Count words of a page that no block is to say."""
        self.left_out.append(words)
        self._count(page, words)

    def _count(self, page: int, words: str) -> None:
        self.letters.setdefault(page, Counter()).update(letters_of(words))

    def _add(self, piece: Piece, level: int) -> None:
        text, breaks, marks = piece.read()
        for page, mark in marks if not piece.cells else ():
            self.leave_out(page, mark)
        if level and piece.label:
            text = f"{piece.label} {text}"
            breaks = tuple(at + len(piece.label) + 1 for at in breaks)
        elif piece.label:
            self._count(piece.page, piece.label)
        if not text.strip() or text != clean(text):  # offsets must stay those of the text
            text, breaks = clean(text), ()
        if not text.strip():
            return
        if piece.cells:  # cells side by side may each run over the page
            self._count_lines(piece)
        else:
            edges = [0, *breaks, len(text)]
            for number, (start, end) in enumerate(pairwise(edges)):
                self._count(piece.page + number, text[start:end])
        shape, depth, marker = self._shape(piece, level)
        if piece.label.isalpha() and piece.label not in f"{marker}{text}":
            self.left_out.append(piece.label)  # a bullet
        self.blocks.append(RawBlock(shape, text, depth, marker, piece.page, breaks))

    def _count_lines(self, piece: Piece) -> None:
        for line in piece.lines:
            self._count(line.page, line.text)

    def _shape(self, piece: Piece, level: int) -> tuple[Shape, int, str]:
        label = piece.label
        is_dotted = bool(_DOTTED.fullmatch(label)) and not piece.is_item
        is_numbered = (self._numbers_paragraphs and _number(piece) >= 0) or is_dotted
        is_numbered = is_numbered and id(piece) not in self._listed
        is_item = bool(label) or piece.is_item
        if is_item and not (level or piece.is_note or is_numbered or piece.cells):
            depth = self._depth(piece.lines[0].left)
            sign = label if any(map(str.isalnum, label)) and label != "o" else "-"
            return Shape.ITEM, depth, f"{'  ' * (depth - 1)}{sign} "
        self._indents = []
        if level:
            return Shape.HEADING, level, "#" * level + " "
        if piece.cells:
            return Shape.ROW, 0, "| "
        return Shape.PARAGRAPH, 0, f"{label} ".lstrip()

    def _depth(self, left: float) -> int:
        while self._indents and left < self._indents[-1] - _INDENT:
            self._indents.pop()
        if not self._indents or left > self._indents[-1] + _INDENT:
            self._indents.append(left)
        return len(self._indents)


def _after_lists(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Give the pieces in order; notes below a list or table wait for its end on a later page."""
    waiting: list[Piece] = []
    is_listing = False
    for one in pieces:
        if one.is_note:
            waiting.append(one)
            continue
        is_listed = bool(one.label or one.is_item or one.cells)
        if not (is_listing and is_listed):
            yield from waiting
            waiting = []
        is_listing = is_listed
        yield one
    yield from waiting


def _numbered_lists(pieces: Iterable[Piece]) -> frozenset[int]:
    """Give the pieces, by identity, that are a numbered list among numbered paragraphs.

    Such a list counts from 1, and the count of the paragraphs goes on behind it; notes whose
    number stands like theirs may lie between.
    """
    counted = [
        one
        for one in pieces
        if _number(one) >= 0 and not one.is_note and not _DOTTED.fullmatch(one.label)
    ]
    listed: set[int] = set()
    reached: dict[str, int] = {}
    at = 0
    while at < len(counted):
        style, number = _style(counted[at]), _number(counted[at])
        run = list(
            takewhile(
                lambda pair: _number(pair[1]) == pair[0] and _style(pair[1]) == style,  # noqa: B023
                enumerate(counted[at:], start=1),
            )
        )
        behind = [
            _number(one)
            for one in counted[at + len(run) : at + len(run) + _LOOKED_BEHIND]
            if _style(one) == style
        ]
        if len(run) > 1 and reached.get(style, 0) + 1 in behind and style in reached:
            listed.update(id(one) for _, one in run)
            at += len(run)
            continue
        reached[style] = number
        at += 1
    return frozenset(listed)


def _style(piece: Piece) -> str:
    """Give how a number is written: ``1.`` and ``(1)`` count different things."""
    return re.sub(r"\d+", "1", piece.label)


def _number(piece: Piece) -> int:
    """Give the number before a paragraph; -1 without one."""
    whole = piece.label.strip("().:").split(".")[0]
    return int(whole) if whole.isdigit() else -1
