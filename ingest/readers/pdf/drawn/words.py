"""Letters of a PDF page become words; a raised mark is a word of its own."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ingest.readers.layout import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ingest.readers.pdf.drawn.tags import Tag

_RAISED_SIZE = 0.8
_RAISED_BY = 0.15
# Letters further apart than this share of their size have a blank between them, unless their
# neighbours stand as wide: PDFium sees none where a line is set tight.
_BLANK_SHARE = 0.1
_SPACED_SHARE = 0.5
# Letters whose feet differ by more of their size stand on two lines.
_LINE_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Word:
    """Letters between two blanks; distances in points from the page's lower left corner.

    ``glued`` says that no blank stands before it: a raised mark is a word of its own.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    is_bold: bool
    is_raised: bool
    glued: bool
    tag: Tag
    colour: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """What the letters of one text object have in common.

    ``turn`` counts quarters from the file's own upright; ``slope`` is in degrees from the line that
    is read, anticlockwise, and 0 where the letters lie along it.
    """

    size: float
    is_bold: bool
    colour: tuple[int, int, int] | None
    is_hidden: bool
    tag: Tag
    place: int
    turn: int
    slope: int = 0


class Glyph(NamedTuple):
    """One letter and where it stands (points); ``after_blank`` says that a blank is before it."""

    letter: str
    left: float
    right: float
    base: float
    style: Style
    after_blank: bool


def _split(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Give the letters of each word; a raised mark is a word of its own."""
    word: list[Glyph] = []
    for glyph in glyphs:
        if word and (glyph.after_blank or _parts(word[-1], glyph)):
            yield from _at_gaps(word)
            word = []
        word.append(glyph)
    if word:
        yield from _at_gaps(word)


def _at_gaps(word: list[Glyph]) -> Iterator[list[Glyph]]:
    """Part letters where one gap is a blank's: wide, and wider than those on its sides."""
    gaps = [after.left - before.right for before, after in pairwise(word)]
    if not gaps or max(gaps) <= _BLANK_SHARE * min(one.style.size for one in word):
        yield word
        return
    start = 0
    for place, gap in enumerate(gaps):
        if gap <= _BLANK_SHARE * word[place].style.size:
            continue
        beside = max(gaps[max(0, place - 1) : place] + gaps[place + 1 : place + 2], default=0.0)
        if beside < _SPACED_SHARE * gap:
            yield word[start : place + 1]
            start = place + 1
            word[start] = word[start]._replace(after_blank=True)
    yield word[start:]


def _parts(before: Glyph, after: Glyph) -> bool:
    own, other = before.style, after.style
    size = max(own.size, other.size)
    gap = after.left - before.right
    if abs(after.base - before.base) > _LINE_SHARE * size or not -size < gap < size:
        return True
    if own is other:
        return False
    if own.tag.block != other.tag.block:
        return True
    # the number of a note, drawn by itself and set close to the note
    is_close = gap <= _BLANK_SHARE * size
    if own.place != other.place and before.letter.isdigit() and after.letter.isupper() and is_close:
        return True
    return _is_raised(after, before) or _is_raised(before, after)


def _is_raised(glyph: Glyph, beside: Glyph) -> bool:
    """Say whether a letter is smaller and stands higher than the one beside it."""
    return (
        glyph.style.size < _RAISED_SIZE * beside.style.size
        and (glyph.letter.isdigit() or glyph.letter.isupper() or glyph.letter in "*†‡")
        and _RAISED_BY * beside.style.size < glyph.base - beside.base < beside.style.size
    )


def words_of(glyphs: Sequence[Glyph]) -> list[Word]:
    """Give the words that letters make, in their order."""
    words: list[Word] = []
    before: Glyph | None = None
    parts = list(_split(glyphs))
    for index, part in enumerate(parts):
        text = clean("".join([one.letter for one in part]))
        first = part[0]
        after = parts[index + 1][0] if index + 1 < len(parts) else None
        raised = any(_is_raised(first, one) for one in (before, after) if one is not None)
        glued = before is not None and not first.after_blank and _touch(before, first)
        before = part[-1]
        if text.strip():
            style = first.style
            words.append(
                Word(
                    text, min([one.left for one in part]), max([one.right for one in part]),
                    first.base, style.size, style.is_bold, raised, glued, style.tag, style.colour,
                )
            )  # fmt: skip
    return words


def _touch(before: Glyph, after: Glyph) -> bool:
    size = before.style.size
    gap = after.left - before.right
    return abs(after.base - before.base) < size and abs(gap) < size
