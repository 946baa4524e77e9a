"""Where words stand on a page of a PDF, however their lines are broken there."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pypdfium2

    # left, top, right, bottom, in the page's own points
    Box = tuple[float, float, float, float]

_UNICODE_END = 0x110000
# Of words that do not stand together on the page, so many at a time are looked for.
_RUN = 6


def boxes_of(text: pypdfium2.PdfTextPage, words: Sequence[str]) -> Iterator[Box]:
    """Give the boxes of the lines in which each of ``words`` stands on the page.

    Letters and digits are compared, not what stands between them: a hyphen at a line's end, a
    ligature or another quotation mark hides nothing. What notes or columns part is looked for in
    pieces, and what is not there has no box.
    """
    letters, places = _letters(text)
    for one in words:
        for start, end in _spans(letters, one):
            yield from _boxes(text, places[start], places[end - 1])


def _spans(letters: str, words: str) -> Iterator[tuple[int, int]]:
    wanted = _plain(words)
    at = letters.find(wanted)
    if wanted and at >= 0:
        yield at, at + len(wanted)
        return
    parts = re.findall(r"\S+", words)
    after = 0
    for first in range(0, len(parts), _RUN):
        run = _plain("".join(parts[first : first + _RUN]))
        at = letters.find(run, after)
        if run and at >= 0:
            after = at + len(run)
            yield at, after


def _letters(text: pypdfium2.PdfTextPage) -> tuple[str, list[int]]:
    """Give the page's letters and digits, and of each which of its characters it is of."""
    letters: list[str] = []
    places: list[int] = []
    for index in range(pdfium.FPDFText_CountChars(text.raw)):
        code = pdfium.FPDFText_GetUnicode(text.raw, index)
        if code < _UNICODE_END:
            for letter in _plain(chr(code)):
                letters.append(letter)
                places.append(index)
    return "".join(letters), places


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def _boxes(text: pypdfium2.PdfTextPage, first: int, last: int) -> Iterator[Box]:
    edges = [ctypes.c_double() for _ in range(4)]
    for index in range(pdfium.FPDFText_CountRects(text.raw, first, last - first + 1)):
        if pdfium.FPDFText_GetRect(text.raw, index, *edges):
            left, top, right, bottom = (one.value for one in edges)
            yield left, top, right, bottom
