"""Which pieces are headings, and at what level: by outline, tags, size, weight and numbering."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.readers.pdf.pieces import body_size

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pypdfium2

    from ingest.readers.pdf.piece import Piece

MAX_CHARACTERS = 220
_MAX_LINES = 4
_LARGER = 1.12
_MAX_LEVEL = 6
_MOST_DEPTH = 15
# An outline of more entries a page lists every paragraph.
_ENTRIES_PER_PAGE = 6
_ENDED = re.compile(r"[.;,]$")
_NUMBERED = re.compile(r"\d{1,3}(?:\.\d{1,3})+")
# A title's letters are this much larger than those of the text.
TITLE_SIZE = 1.25


@dataclass(frozen=True, slots=True)
class Outline:
    """A file's bookmarks: the depth of each title, from 1, by its letters and page."""

    depths: dict[tuple[str, int], int]

    def depth(self, text: str, page: int) -> int:
        """Give the depth of a heading on that page; 0 where the outline does not hold it."""
        key = _letters(text)
        return self.depths.get((key, page), 0) or self.depths.get((key, page - 1), 0)


def read_outline(document: pypdfium2.PdfDocument) -> Outline:
    """Give the bookmarks; none where they are too many to be headings."""
    depths: dict[tuple[str, int], int] = {}
    most = _ENTRIES_PER_PAGE * len(document) + 20
    for number, entry in enumerate(document.get_toc(max_depth=_MOST_DEPTH)):
        if number > most:
            return Outline({})
        place = entry.get_dest()
        index = place.get_index() if place else None
        if index is not None and (key := _letters(entry.get_title() or "")):
            depths.setdefault((key, index + 1), min(entry.level + 1, _MAX_LEVEL))
    return Outline(depths)


def find_headings(pieces: Sequence[Piece], outline: Outline) -> dict[int, int]:
    """Give the level of each heading, from 1, by its place among the pieces."""
    body = body_size([line for one in pieces for line in one.lines])
    bold = Counter[bool](line.is_bold for one in pieces for line in one.lines)
    is_plain = bold[False] > bold[True]
    told: dict[int, int] = {}
    styles: dict[int, tuple[float, bool, bool]] = {}
    for place, one in enumerate(pieces):
        if one.cells or one.is_note or len(one.lines) > _MAX_LINES:
            continue
        text = one.read()[0]
        if not text or len(text) > MAX_CHARACTERS or not any(map(str.isalpha, text)):
            continue
        line = one.lines[0]
        depth = outline.depth(text, one.page) or outline.depth(f"{one.label} {text}", one.page)
        level = depth or min(line.tag.heading, _MAX_LEVEL)
        if not level and not _looks_it(one, text, body, is_plain=is_plain):
            continue
        styles[place] = (round(line.size), all(x.is_bold for x in one.lines), text.isupper())
        if level:
            told[place] = level
    _drop_last(styles, told, len(pieces))
    return _levels(styles, told)


def _drop_last(
    styles: dict[int, tuple[float, bool, bool]], told: dict[int, int], count: int
) -> None:  # fmt: skip
    """Drop what nothing stands below: names in bold at the end of a letter head nothing."""
    for place in range(count - 1, -1, -1):
        if place not in styles:
            break
        if place not in told:
            del styles[place]


def _looks_it(piece: Piece, text: str, body: float, *, is_plain: bool) -> bool:
    """Say whether a piece looks like a heading: larger or bolder than the text, and no sentence."""
    if text[0].islower() or _ENDED.search(text):
        return False
    if piece.label and not piece.label[0].isalnum():
        return False
    if all(line.size >= _LARGER * body for line in piece.lines):
        return True
    return is_plain and all(line.is_bold and line.size > 0.85 * body for line in piece.lines)


def _levels(
    styles: dict[int, tuple[float, bool, bool]], told: dict[int, int]
) -> dict[int, int]:  # fmt: skip
    """Give each heading its level: what the file tells, else that of its style."""
    votes: dict[tuple[float, bool, bool], Counter[int]] = defaultdict(Counter)
    for place, level in told.items():
        votes[styles[place]][level] += 1
    known = {style: count.most_common(1)[0][0] for style, count in votes.items()}
    for style in sorted(set(styles.values()), reverse=True):
        if style in known:
            continue
        larger = [level for other, level in known.items() if other > style]
        smaller = [level for other, level in known.items() if other < style]
        level = max(larger, default=0) + 1
        if smaller and level > min(smaller):
            level = max(1, min(smaller) - 1) if not larger else min(smaller)
        known[style] = min(level, _MAX_LEVEL)
    return {place: told.get(place) or known[style] for place, style in styles.items()}


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
