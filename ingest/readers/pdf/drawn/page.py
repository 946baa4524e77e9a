"""A page of a PDF as PDFium draws it: its words in order, and what is drawn around them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

from ingest.readers.pdf.check import letters_of
from ingest.readers.pdf.drawn.bullets import with_bullets
from ingest.readers.pdf.drawn.glyphs import UNKNOWN, GlyphReader
from ingest.readers.pdf.drawn.shapes import Frame, read_shapes
from ingest.readers.pdf.drawn.tags import read_tags
from ingest.readers.pdf.drawn.words import words_of

if TYPE_CHECKING:
    import pypdfium2

    from ingest.readers.pdf.drawn.shapes import Rule
    from ingest.readers.pdf.drawn.words import Word

# An image over this share of the page is a scan.
_SCAN_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Page:
    """A page's words in the order in which they are drawn, and what is drawn around them.

    ``hidden`` holds the words that nobody can see; ``is_scan`` says that they are the text of a
    scanned image, and stand in ``words``; ``is_recognised`` that they were read off the picture
    here; ``unmapped`` counts letters without a meaning. ``letters`` are those that PDFium itself
    gives for the page, but for what nobody can see.
    """

    number: int
    width: float
    height: float
    words: list[Word]
    rules: list[Rule]
    hidden: list[str]
    is_scan: bool
    has_images: bool
    is_tagged: bool
    unmapped: int
    letters: Counter[str]
    is_recognised: bool = False


def read_page(document: pypdfium2.PdfDocument, index: int) -> Page:
    """Give the page of that index, from 0."""
    page = document[index]
    try:
        text = page.get_textpage()
        try:
            return _read(page, text, index + 1)
        finally:
            text.close()
    finally:
        page.close()


def _read(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, number: int) -> Page:
    tags = read_tags(page)
    frame = Frame(page.get_cropbox(), pdfium.FPDFPage_GetRotation(page.raw))
    shapes = read_shapes(page, frame)
    reader = GlyphReader(text, frame, shapes, tags)
    glyphs, hidden = reader.read(is_scan=False)
    turns = Counter(one.style.turn for one in glyphs).most_common(1)
    if turns and turns[0][0] != frame.turn:  # the text lies on its side
        frame = Frame(frame.box, turns[0][0])
        shapes = read_shapes(page, frame)
        reader = GlyphReader(text, frame, shapes, tags)
        glyphs, hidden = reader.read(is_scan=False)
    wide, high = frame.size
    is_scan = shapes.images / max(1.0, wide * high) >= _SCAN_SHARE and (
        sum(map(len, hidden)) > len(glyphs)
    )
    if is_scan:
        glyphs, hidden = reader.read(is_scan=True)
    letters = letters_of(text.get_text_range())
    words = with_bullets(words_of(glyphs), shapes.marks)
    return Page(
        number, wide, high, words, shapes.rules, hidden, is_scan,
        shapes.images > 0, bool(tags), sum(one.letter == UNKNOWN for one in glyphs),
        letters if is_scan else letters - letters_of("".join(hidden)),
    )  # fmt: skip
