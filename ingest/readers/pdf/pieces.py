"""Lines become pieces of text: paragraphs, items, cells and notes, whole across pages."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from ingest.readers.pdf.over import are_of_a_size, cells_that_run_on, last_text, runs_on
from ingest.readers.pdf.piece import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.readers.pdf.drawn.words import Word
    from ingest.readers.pdf.lines import Line

_BULLET = re.compile(r"([^\w\s\"'“”‘’(\[{£$€%&#@.,:;!?…/\\)\]}|=+~^_<>©®™°])\1?|o")
_NUMBER = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-zA-Z]|[ivxl]{1,6})[.)]|\d{1,3}[A-Z]?\.?[—–]\(\d{1,3}\)|\d{1,2}(?:\.\d{1,3}){1,3}"
)
_ALONE = re.compile(r"\d{1,3}\.|\([a-z\d]{1,4}\)")
_MARK = re.compile(r"\d{1,3}|[*†‡]")
# Leading is what most lines of a size keep; this much more begins a paragraph.
_LEADING = 1.3
# Lines further apart than this, in sizes, have a blank line between them.
_APART = 2.2
_WIDEST_LEADING = 1.75
# Lines that begin so near to each other begin at one edge (points).
_EDGE = 4.0
_NOTE_SIZE = 0.93


def pieces_of(pages: Sequence[list[Line]]) -> list[Piece]:
    """Give the pieces of all pages in order; what runs over a page is one, notes end their page."""
    lines = [line for held in pages for line in held]
    body = body_size(lines)
    pieces: list[Piece] = []
    width = 0.0
    for held in pages:
        if not held:
            continue
        current = list(_of_page(held, body))
        texts = [one for one in current if not one.is_note]
        notes = [one for one in current if one.is_note]
        if texts and (before := last_text(pieces, texts[0])):
            if runs_on(before, texts[0], width):
                before.lines += texts.pop(0).lines
            elif cells := cells_that_run_on(before, texts[0]):
                for cell, over in cells:
                    cell.extend(over)
                before.lines += texts.pop(0).lines
        pieces += texts + notes
        width = max(one.right for one in held)
    marks = frozenset(one.label for one in pieces if one.is_note and one.label)
    known = Counter(
        re.sub(r"^\W+|\W+$", "", word.text).casefold() for line in lines for word in line.words
    )
    for one in pieces:
        one.marks, one.words_known = marks, known
    return pieces


def body_size(lines: Sequence[Line]) -> float:
    """Give the size of most letters."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += sum(len(word.text) for word in line.words)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _of_page(lines: list[Line], body: float) -> Iterator[Piece]:
    for table, held in groupby(lines, key=lambda one: one.tag.table):
        rows = list(held)
        if table and _is_table(rows):
            yield from _rows(rows, body)
        else:
            yield from _paragraphs(rows, body)


def _is_table(lines: list[Line]) -> bool:
    cells: dict[int, set[int]] = {}
    for line in lines:
        cells.setdefault(line.tag.row, set()).add(line.tag.cell)
    return any(len(one) > 1 for one in cells.values())


def _rows(lines: list[Line], body: float) -> Iterator[Piece]:
    """Give the rows of a table; rows of one cell that lay out a page are its paragraphs."""
    rows: dict[int, dict[int, list[Line]]] = {}
    for line in lines:
        rows.setdefault(line.tag.row, {}).setdefault(line.tag.cell, []).append(line)
    runs = [(is_alone, list(held)) for is_alone, held in groupby(rows.values(), key=_is_alone)]
    second = min(
        (one[0].left for row in rows.values() for one in list(row.values())[1:]), default=0
    )
    for place, (is_alone, held) in enumerate(runs):
        # one such row between others heads a part of the table; a form's answers are empty
        widest = max(one.right for row in held for cell in row.values() for one in cell)
        if is_alone and widest > second and (len(held) > 1 or place in {0, len(runs) - 1}):
            yield from _paragraphs(
                [one for row in held for cell in row.values() for one in cell], body
            )
            continue
        for row in held:
            yield Piece([one for cell in row.values() for one in cell], cells=list(row.values()))


def _is_alone(row: dict[int, list[Line]]) -> bool:
    return len(row) == 1 and all(one.tag.is_alone for held in row.values() for one in held)


def _paragraphs(lines: list[Line], body: float) -> Iterator[Piece]:
    leading = _leading(lines)
    width = max((one.right for one in lines), default=0.0)
    edges: dict[int, float] = {}
    for one in lines:
        edges[_edge(one)] = max(one.right, edges.get(_edge(one), 0.0))
    piece: Piece | None = None
    for line in lines:
        begun = _begin(line, body)
        if piece and (
            _awaits(piece, line)
            or not _begins(piece, line, begun, leading, edges[_edge(line)])
            or _is_torn(piece, line, begun, leading, width)
        ):
            piece.lines.append(line)
            continue
        if piece:
            yield piece
        piece = begun
    if piece:
        yield piece


def _awaits(piece: Piece, line: Line) -> bool:
    """Say whether only a bullet was drawn so far, or a number on the height of this line."""
    first = piece.lines[0]
    if not piece.label or not len(piece.lines) == len(first.words) == 1:
        return False
    return bool(_BULLET.fullmatch(piece.label)) or abs(first.base - line.base) < first.size / 2


def _leading(lines: Sequence[Line]) -> float:
    """Give the distance of two lines of a paragraph, in sizes."""
    steps = Counter(
        round((before.base - after.base) / before.size, 1)
        for before, after in pairwise(lines)
        if 0 < before.base - after.base < _WIDEST_LEADING * before.size
    )
    # where most paragraphs have one line, the smaller of two frequent steps is the leading
    most = max(steps.values(), default=0)
    return min((step for step, count in steps.items() if count >= most / 3), default=1.2)


def _begin(line: Line, body: float) -> Piece:
    """Give the piece that would begin with the line."""
    first = line.words[0]
    is_alone = len(line.words) == 1
    label = (
        first.text
        if is_alone
        and (
            _BULLET.fullmatch(first.text)
            or _ALONE.fullmatch(first.text)
            or (line.tag.is_note and _MARK.fullmatch(first.text))
        )
        else ""
    )
    # dashes on end lead the eye, and are no bullet
    if len(line.words) > 1 and any(map(str.isalnum, line.text)):
        after = line.words[1]
        if first.is_raised and _MARK.fullmatch(first.text):
            return Piece([line], label=first.text, is_note=line.size < _NOTE_SIZE * body)
        is_small = line.size < _NOTE_SIZE * body
        if after.glued and is_small and _MARK.fullmatch(first.text) and after.text[0].isupper():
            return Piece([line], label=first.text, is_note=True)
        if not after.glued and _is_label(first, after):
            label = first.text
        elif (
            is_small and line.tag.is_note and _MARK.fullmatch(first.text)
        ):  # fmt: skip
            label = first.text
    is_item = bool(line.tag.item) and not line.tag.table and not line.tag.is_note
    return Piece([line], label=label, is_note=line.tag.is_note, is_item=is_item)


def _is_label(first: Word, after: Word) -> bool:
    if _BULLET.fullmatch(first.text):
        is_letter = first.text.isalpha()
        gap = after.left - first.right
        return not is_letter or gap > 0.7 * first.size
    if not _NUMBER.fullmatch(first.text):
        return False
    # "A. Smith" or "5. " inside a sentence: a label has an item's tag, or stands apart
    return bool(after.tag.item) or after.left - first.right > 0.45 * first.size or (
        first.text[:1].isdigit() or first.text[:1] == "("
    )  # fmt: skip


def _begins(piece: Piece, line: Line, begun: Piece, leading: float, room: float) -> bool:
    """Say whether a line begins a piece of its own, rather than going on with the one above."""
    before = piece.lines[-1]
    size = max(before.size, line.size)
    if not are_of_a_size(before, line):
        return True
    if before.tag.heading != line.tag.heading or before.tag.is_note != line.tag.is_note:
        return True
    step = (before.base - line.base) / size
    own, other = before.tag, line.tag
    if own.block and other.block:
        return step > _APART or _begins_by_tag(piece, line, begun)
    if before.is_bold != line.is_bold and not begun.label:
        return _is_short(piece, before, line)
    return _begins_by_place(piece, line, begun, leading, room)


def _begins_by_place(
    piece: Piece, line: Line, begun: Piece, leading: float, room: float
) -> bool:  # fmt: skip
    before = piece.lines[-1]
    step = (before.base - line.base) / max(before.size, line.size)
    opens = begun.is_note or bool(_BULLET.fullmatch(begun.label)) or not piece.is_open
    if begun.label and (opens or line.left <= piece.lines[0].left + line.size):
        return True
    if before.is_bold != line.is_bold:
        return _is_short(piece, before, line)
    # a title and who wrote it may differ in nothing else; a link within a text is in colour too
    if before.is_bold and before.colour and line.colour and before.colour != line.colour:
        return True
    goes_on = piece.is_open and line.text[0].islower()
    if not goes_on and _is_apart(before, line, room):
        return True
    return not goes_on and (step > _LEADING * leading or (step < 0 and not piece.is_open))


def _begins_by_tag(piece: Piece, line: Line, begun: Piece) -> bool:
    before = piece.lines[-1]
    own, other = before.tag, line.tag
    if own.block != other.block and not (own.item and own.item == other.item):
        return True
    if before.is_bold != line.is_bold and _is_short(piece, before, line):
        return True
    return bool(begun.label) and own.item != other.item


def _is_torn(piece: Piece, line: Line, begun: Piece, leading: float, width: float) -> bool:
    """Say whether tags begin a paragraph where the line above was only full, not ended."""
    before = piece.lines[-1]
    own, other = before.tag, line.tag
    if not own.block or own.cell != other.cell or own.item != other.item or begun.label:
        return False
    if own.heading or other.heading or own.is_note != other.is_note or before.page != line.page:
        return False
    step = (before.base - line.base) / max(before.size, line.size)
    is_plain = before.size == line.size and before.is_bold == line.is_bold
    is_below = abs(before.left - line.left) < before.size / 2 and 0 < step <= _LEADING * leading
    blank = before.size / 4
    is_full = before.right + blank + line.words[0].right - line.words[0].left > width
    return piece.is_open and line.text[0].islower() and is_plain and is_below and is_full


def _edge(line: Line) -> int:
    """Give what lines of one column and indent have in common: where they begin."""
    return round(line.left / _EDGE)


def _is_apart(before: Line, line: Line, right: float) -> bool:
    """Say whether lines stand side by side, or the next word would have fitted on the first."""
    is_beside = line.left > before.right + line.size or line.right < before.left - line.size
    if is_beside or abs(before.base - line.base) < line.size / 2:
        return is_beside
    if before.is_bold or _edge(before) != _edge(line) or not line.text[0].isupper():
        return False
    return before.right + line.size + line.words[0].right - line.words[0].left < right


def _is_short(piece: Piece, before: Line, line: Line) -> bool:
    """Say whether the line above ends before the next word would have had to be wrapped."""
    width = max(one.right for one in [*piece.lines, line])
    return before.right < width - (line.words[0].right - line.words[0].left) or not piece.is_open
