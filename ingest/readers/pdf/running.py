"""Running heads, feet and page numbers are told from the text of the pages."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from ingest.readers.pdf.lines import HEAD_SHARE, HEIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.readers.pdf.drawn.page import Page
    from ingest.readers.pdf.lines import Line

# A page's foot ends at this share of its height.
_FOOT_SHARE = 0.12
# A line at one height on this many pages runs on every page of its part.
_RUNNING_PAGES = 3
_SHORT_FILE_PAGES = 4
# Left and right pages may differ in what runs on them.
_RUNNING_SHARE = 0.4
_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–|\s]*(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?[-–|\s]*(?:page)?",
    re.IGNORECASE,
)
_MOST_NUMBERS = 6
_PRINTED = re.compile(r"\d{1,9}")
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
    return not _FOOT_SHARE * page.height < line.base < HEAD_SHARE * page.height


def _keys(line: Line) -> Iterator[tuple[str, int]]:
    """Give what makes lines of two pages alike: words but for the page's number, and height."""
    height = int(line.base // HEIGHT)
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
    is_outermost = line.base <= min(one.base for one in held) + HEIGHT or line.base >= (
        max(one.base for one in held) - HEIGHT
    )
    return (
        is_outermost and not line.tag.block and bool(_PAGE_NUMBER.fullmatch(line.text.strip()))
    )  # fmt: skip
