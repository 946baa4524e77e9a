"""Words become lines in reading order: columns one after the other."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.readers.pdf.drawn.page import Page
    from ingest.readers.pdf.drawn.tags import Tag
    from ingest.readers.pdf.drawn.words import Word

# Feet of letters that differ by less of their size stand on one line.
_LINE_SHARE = 0.45
# A blank this wide, in sizes, parts columns and cells; a wider one follows a bullet.
_GAP = 1.8
_LABEL_GAP = 6.0
_LABEL = re.compile(
    r"[^\w\s\"'“”‘’(\[£$%&]|o|\(?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxlc]{1,5})[.):]?"
)
# The head of a page begins at this share of its height.
HEAD_SHARE = 0.88
# Lines this near to each other stand at one height (points).
HEIGHT = 4.0
# A gutter holds on this many lines; fewer are a table, or chance.
_COLUMN_LINES = 4
_CROSSING_SHARE = 0.25


@dataclass(frozen=True)
class Line:
    """Words side by side, with what they have in common."""

    words: list[Word]
    page: int

    @cached_property
    def text(self) -> str:
        """The words, parted by a blank where the page has one."""
        return "".join(
            one.text if one.glued or not place else f" {one.text}"
            for place, one in enumerate(self.words)
        )

    @cached_property
    def left(self) -> float:
        """Where the first word begins."""
        return min(one.left for one in self.words)

    @cached_property
    def right(self) -> float:
        """Where the last word ends."""
        return max(one.right for one in self.words)

    @cached_property
    def base(self) -> float:
        """The height on which the letters stand."""
        return median(one.base for one in self.words if not one.is_raised or len(self.words) == 1)

    @cached_property
    def size(self) -> float:
        """The size of most of its letters."""
        sizes: Counter[float] = Counter()
        for one in self.words:
            sizes[round(one.size, 1)] += len(one.text)
        return sizes.most_common(1)[0][0]

    @cached_property
    def is_bold(self) -> bool:
        """Whether every word that has letters is bold."""
        worded = [one for one in self.words if any(map(str.isalnum, one.text))]
        return bool(worded) and all(one.is_bold for one in worded)

    @cached_property
    def colour(self) -> tuple[int, int, int] | None:
        """The colour of all its words; None where they differ."""
        colours = {one.colour for one in self.words}
        return colours.pop() if len(colours) == 1 else None

    @property
    def tag(self) -> Tag:
        """What the structure says of its last word; a label's tag is its own."""
        return self.words[-1].tag


def lines_of(page: Page) -> list[Line]:
    """Give the lines of a page in the order in which a person reads them."""
    lines = list(_gather(page))
    if page.is_tagged:
        return _with_head_first(lines, page)
    loose = _merged([one for one in lines if not one.tag.table])
    tables: dict[int, list[Line]] = {}
    for one in sorted(lines, key=lambda line: (line.tag.row, line.tag.cell)):
        if one.tag.table:
            tables.setdefault(one.tag.table, []).append(one)
    # a table is put in its place as one broad line, and stays whole
    broad = [
        Line([word for one in held for word in one.words], page.number) for held in tables.values()
    ]
    placed: list[Line] = []
    for line in _in_columns([*loose, *broad]):
        placed += tables[line.tag.table] if line.tag.table else [line]
    return placed


def _with_head_first(lines: list[Line], page: Page) -> list[Line]:
    """Give lines with those first that were drawn last and stand above all others."""
    body = [one for one in lines if one.tag.block]
    place, lowest = len(body), page.height
    while place and body[place - 1].base > HEAD_SHARE * page.height:
        place -= 1
        lowest = min(lowest, body[place].base)
    rest = body[:place]
    if not 0 < place < len(body) or max(one.base for one in rest) > lowest:
        return lines
    head = {id(one) for one in body[place:]}
    return body[place:] + [one for one in lines if id(one) not in head]


def _gather(page: Page) -> Iterator[Line]:
    """Give words in the order in which they are drawn, parted where the line or column ends."""
    line: list[Word] = []
    for word in page.words:
        if line and _ends(line, word):
            yield Line(line, page.number)
            line = []
        line.append(word)
    if line:
        yield Line(line, page.number)


def _ends(line: list[Word], word: Word) -> bool:
    before = line[-1]
    if word.glued and word.is_raised != before.is_raised:
        return False
    size = max(before.size, word.size)
    shift = abs(word.base - before.base)
    if shift > _LINE_SHARE * size and not (
        (word.is_raised or before.is_raised) and shift < size
    ):  # fmt: skip
        return True
    if before.tag.cell != word.tag.cell or before.tag.table != word.tag.table:
        return True
    gap = word.left - before.right
    if gap < -size:
        return True
    together = before.tag.block and (
        before.tag.block == word.tag.block or (before.tag.item and before.tag.item == word.tag.item)
    )
    if gap > _GAP * size and not together:
        is_label = len(line) == 1 and bool(_LABEL.fullmatch(before.text))
        return not (is_label and gap < _LABEL_GAP * size)
    return bool(before.tag.block and word.tag.block and not together)


def _merged(lines: list[Line]) -> list[Line]:
    """Join pieces of one line that were drawn apart; a label drawn alone joins what it labels."""
    rows = sorted(lines, key=lambda one: (-one.base, one.left))
    merged: list[Line] = []
    for line in rows:
        for place in reversed(range(max(0, len(merged) - 6), len(merged))):
            before = merged[place]
            size = max(before.size, line.size)
            if abs(before.base - line.base) > _LINE_SHARE * size:
                continue
            gap = line.left - before.right
            is_label = len(before.words) == 1 and bool(_LABEL.fullmatch(before.text))
            if -size < gap < (_LABEL_GAP if is_label else 1.0) * size:
                merged[place] = Line([*before.words, *line.words], line.page)
                break
        else:
            merged.append(line)
    return merged


def _in_columns(lines: list[Line]) -> Iterator[Line]:
    """Give lines from the top down; where a gutter parts them, the left side first."""
    gutter = _gutter(lines)
    if gutter is None:
        yield from sorted(lines, key=lambda one: (-round(one.base, 1), one.left))
        return
    run: list[Line] = []
    for line in sorted(lines, key=lambda one: (-one.base, one.left)):
        if line.left < gutter < line.right:
            yield from _sides(run, gutter)
            run = []
            yield line
        else:
            run.append(line)
    yield from _sides(run, gutter)


def _sides(run: list[Line], gutter: float) -> Iterator[Line]:
    yield from _in_columns([one for one in run if one.right <= gutter])
    yield from _in_columns([one for one in run if one.left >= gutter])


def _gutter(lines: list[Line]) -> float | None:
    """Give where most lines are parted from a neighbour; none where too many run across."""
    candidates: list[float] = []
    rows: dict[int, list[Line]] = {}
    for line in lines:
        rows.setdefault(round(line.base / HEIGHT), []).append(line)
    for row in rows.values():
        row.sort(key=lambda one: one.left)
        candidates += [
            (before.right + after.left) / 2
            for before, after in pairwise(row)
            if after.left - before.right > max(before.size, after.size) * 0.8
        ]
    # two columns need not share their lines: where a column begins is a candidate too
    starts = Counter(round(one.left) for one in lines)
    candidates += [start - 2.0 for start, count in starts.items() if count >= _COLUMN_LINES]
    best: tuple[int, float] | None = None
    for place in candidates:
        left = sum(one.right <= place for one in lines)
        right = sum(one.left >= place for one in lines)
        crossing = len(lines) - left - right
        if min(left, right) < _COLUMN_LINES or crossing > _CROSSING_SHARE * len(lines):
            continue
        score = min(left, right) - 2 * crossing
        if best is None or score > best[0]:
            best = (score, place)
    return best[1] if best else None
