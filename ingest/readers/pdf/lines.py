"""Words become lines in reading order: columns one after the other, running heads apart."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice, pairwise
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.readers.pdf.page import Page
    from ingest.readers.pdf.tags import Tag
    from ingest.readers.pdf.words import Word

# Feet of letters that differ by less of their size stand on one line.
_LINE_SHARE = 0.45
# A blank this wide, in sizes, parts columns and cells; a wider one follows a bullet.
_GAP = 1.8
_LABEL_GAP = 6.0
_LABEL = re.compile(
    r"[^\w\s\"'“”‘’(\[£$%&]|o|\(?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxlc]{1,5})[.):]?"
)
# Running heads and feet stand in these shares of the page.
_HEAD_SHARE = 0.88
_FOOT_SHARE = 0.12
# A line at one height on this many pages runs on every page of its part.
_RUNNING_PAGES = 3
_SHORT_FILE_PAGES = 4
# Left and right pages may differ in what runs on them.
_RUNNING_SHARE = 0.4
_HEIGHT = 4.0
_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–|\s]*(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?[-–|\s]*(?:page)?",
    re.IGNORECASE,
)
_MOST_NUMBERS = 6
_PRINTED = re.compile(r"\d{1,9}")
# A gutter holds on this many lines; fewer are a table, or chance.
_COLUMN_LINES = 4
_CROSSING_SHARE = 0.25


@dataclass(slots=True)
class Line:
    """Words side by side, with what they have in common."""

    words: list[Word]
    page: int

    @property
    def text(self) -> str:
        """The words, parted by a blank where the page has one."""
        return "".join(
            one.text if one.glued or not place else f" {one.text}"
            for place, one in enumerate(self.words)
        )

    @property
    def left(self) -> float:
        """Where the first word begins."""
        return min(one.left for one in self.words)

    @property
    def right(self) -> float:
        """Where the last word ends."""
        return max(one.right for one in self.words)

    @property
    def base(self) -> float:
        """The height on which the letters stand."""
        return median(one.base for one in self.words if not one.is_raised or len(self.words) == 1)

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        sizes: Counter[float] = Counter()
        for one in self.words:
            sizes[round(one.size, 1)] += len(one.text)
        return sizes.most_common(1)[0][0]

    @property
    def is_bold(self) -> bool:
        """Whether every word that has letters is bold."""
        worded = [one for one in self.words if any(map(str.isalnum, one.text))]
        return bool(worded) and all(one.is_bold for one in worded)

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
    while place and body[place - 1].base > _HEAD_SHARE * page.height:
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
        for before in reversed(merged[-6:]):
            size = max(before.size, line.size)
            if abs(before.base - line.base) > _LINE_SHARE * size:
                continue
            gap = line.left - before.right
            is_label = len(before.words) == 1 and bool(_LABEL.fullmatch(before.text))
            if -size < gap < (_LABEL_GAP if is_label else 1.0) * size:
                before.words.extend(line.words)
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
        rows.setdefault(round(line.base / _HEIGHT), []).append(line)
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


# Letters larger than a running head's by this are a title's.
_RUNNING_SIZE = 1.1
# Some programs tag a running head as a table; a table's own header comes back on fewer pages.
_EVERYWHERE = 0.7


def without_running(
    pages: Sequence[Page], lines: Sequence[list[Line]]
) -> tuple[list[list[Line]], list[list[Line]]]:  # fmt: skip
    """Give each page's lines without running heads, feet and page numbers, and these apart."""
    seen: dict[tuple[str, int], set[int]] = {}
    for page, held in zip(pages, lines, strict=True):
        for key in {key for one in held if _in_margin(page, one) for key in _keys(one)}:
            seen.setdefault(key, set()).add(page.number)
    most = 2 if len(pages) <= _SHORT_FILE_PAGES else _RUNNING_PAGES
    everywhere = {
        key for key, on in seen.items() if len(on) >= max(_RUNNING_PAGES, _EVERYWHERE * len(pages))
    }
    repeated = {
        key
        for key, on in seen.items()
        if len(on) >= most and len(on) >= _RUNNING_SHARE * (max(on) - min(on) + 1)
    }
    words = {
        (key[0], one.base > page.height / 2): one.size
        for page, held in zip(pages, lines, strict=True)
        for one in held
        for key in _keys(one)
        if key in repeated and _in_margin(page, one)
    }
    kept, taken = [], []
    for page, held in zip(pages, lines, strict=True):
        running = {
            place
            for place, one in enumerate(held)
            if _is_running(page, held, one, everywhere if one.tag.table else repeated)
            or _runs_elsewhere(page, one, words)
        }
        kept.append([one for place, one in enumerate(held) if place not in running])
        taken.append([one for place, one in enumerate(held) if place in running])
    return kept, taken


def _in_margin(page: Page, line: Line) -> bool:
    return not _FOOT_SHARE * page.height < line.base < _HEAD_SHARE * page.height


def _keys(line: Line) -> Iterator[tuple[str, int]]:
    """Give what makes lines of two pages alike: words but for the page's number, and height."""
    height = int(line.base // _HEIGHT)
    for words in _wordings(line):
        yield words, height
        yield words, height + 1


def _wordings(line: Line) -> Iterator[str]:
    """Give the words as they are, and with each number in turn counted from the page's."""
    words = line.text.casefold()
    yield words
    for one in islice(_PRINTED.finditer(words), _MOST_NUMBERS):
        yield f"{words[: one.start()]}#{int(one[0]) - line.page}{words[one.end() :]}"


def _runs_elsewhere(page: Page, line: Line, words: dict[tuple[str, bool], float]) -> bool:
    """Say whether the words run on other pages, at another height of the same margin."""
    if line.tag.block or not _in_margin(page, line):
        return False
    is_head = line.base > page.height / 2
    size = max(words.get((one, is_head), 0.0) for one in _wordings(line))
    return bool(size) and line.size < _RUNNING_SIZE * size


def _is_running(
    page: Page, held: list[Line], line: Line, repeated: set[tuple[str, int]]
) -> bool:  # fmt: skip
    if not _in_margin(page, line):
        return False
    if repeated.intersection(_keys(line)) and not line.tag.item:
        return True
    if line.tag.table:
        return False
    is_outermost = line.base <= min(one.base for one in held) + _HEIGHT or line.base >= (
        max(one.base for one in held) - _HEIGHT
    )
    return (
        is_outermost and not line.tag.block and bool(_PAGE_NUMBER.fullmatch(line.text.strip()))
    )  # fmt: skip
