"""A page of a PDF as PDFium draws it: its words in order, and what is drawn around them."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

from ingest.readers.pdf.drawn.tags import NO_TAG, read_tags
from ingest.readers.pdf.drawn.words import Glyph, Rule, Style, Word, words_of

if TYPE_CHECKING:
    import pypdfium2

# Smaller letters than these (points) are read by no one; the least in print is 4.
LEAST_SIZE = 2.5
# Colours nearer than this (of 255, in each channel) cannot be told apart.
_ALIKE = 10
BOLD = 600
# Letters of Word's Symbol and Wingdings fonts, which print as bullets.
_PRIVATE = range(0xE000, 0xF900)
_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
# What PDFium gives for a hyphen at the end of a line.
_HYPHENS = {"\x02": "-", "\u00ad": "\u2010"}
# An image over this share of the page is a scan.
_SCAN_SHARE = 0.5
_UNICODE_END, _UNKNOWN, _BULLET = 0x110000, "\ufffd", "•"
_BLANKS = frozenset("\x00\u200b\u00a0\r\n\t ")
_NAME_BYTES = 256
_BOLD_NAME = re.compile(rb"bold|black|heavy|semib|demi", re.IGNORECASE)
_FILLED = frozenset({0, 2, 4, 6})
_BOX_SEGMENTS = 5
# A path of more is a drawing.
_MOST_SEGMENTS = 500
_WHITE = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Page:
    """A page's words in the order in which they are drawn, and what is drawn around them.

    ``hidden`` holds the words that nobody can see; ``is_scan`` says that they are the text of a
    scanned image, and stand in ``words``; ``is_recognised`` that they were read off the picture
    here; ``unmapped`` counts letters without a meaning.
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
    is_recognised: bool = False


@dataclass(frozen=True, slots=True)
class _Fill:
    """A filled shape, or an image without a colour of its own."""

    box: Rule
    colour: tuple[int, int, int] | None
    place: int


def read_page(document: pypdfium2.PdfDocument, index: int) -> Page:
    """Give the page of that index, from 0."""
    page = document[index]
    try:
        text = page.get_textpage()
        try:
            return _DrawnPageReader(page, text, index + 1).read()
        finally:
            text.close()
    finally:
        page.close()


class _DrawnPageReader:
    """Reads one page."""

    def __init__(
        self, page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, number: int
    ) -> None:  # fmt: skip
        self._page, self._text, self._number = page, text, number
        self._tags = read_tags(page)
        self._styles: dict[int, Style] = {}
        self._places: dict[int, int] = {}
        self._fills: list[_Fill] = []
        self._rules: list[Rule] = []
        self._images = 0.0
        self._turn = pdfium.FPDFPage_GetRotation(page.raw)
        self._box = page.get_cropbox()

    @property
    def _size(self) -> tuple[float, float]:
        wide, high = self._box[2] - self._box[0], self._box[3] - self._box[1]
        return (high, wide) if self._turn % 2 else (wide, high)

    def read(self) -> Page:
        self._read_objects()
        glyphs, hidden = self._read_glyphs(is_scan=False)
        turns = Counter(one.style.turn for one in glyphs).most_common(1)
        if turns and turns[0][0] != self._turn:  # the text lies on its side
            self._turn = turns[0][0]
            self._fills, self._rules, self._images = [], [], 0.0
            self._read_objects()
            glyphs, hidden = self._read_glyphs(is_scan=False)
        share = self._images / max(1.0, self._size[0] * self._size[1])
        is_scan = share >= _SCAN_SHARE and sum(map(len, hidden)) > len(glyphs)
        if is_scan:
            glyphs, hidden = self._read_glyphs(is_scan=True)
        unmapped = sum(one.letter == _UNKNOWN for one in glyphs)
        return Page(
            self._number, *self._size, words_of(glyphs), self._rules, hidden, is_scan,
            self._images > 0, bool(self._tags), unmapped,
        )  # fmt: skip

    def _read_objects(self) -> None:
        page = self._page.raw
        edges = [ctypes.c_float() for _ in range(4)]
        for place in range(pdfium.FPDFPage_CountObjects(page)):
            thing = pdfium.FPDFPage_GetObject(page, place)
            self._places[_address(thing)] = place
            kind = pdfium.FPDFPageObj_GetType(thing)
            if kind not in {pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE}:
                continue
            if not pdfium.FPDFPageObj_GetBounds(thing, *edges):
                continue
            box = self._turned(*(one.value for one in edges))
            if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._images += (box.right - box.left) * (box.top - box.bottom)
                self._fills.append(_Fill(box, None, place))
                continue
            mode, stroke = ctypes.c_int(), ctypes.c_int()
            pdfium.FPDFPath_GetDrawMode(thing, mode, stroke)
            if mode.value:
                # what a shape of more corners covers cannot be told from its box
                is_box = pdfium.FPDFPath_CountSegments(thing) <= _BOX_SEGMENTS
                self._fills.append(_Fill(box, _colour(thing)[0] if is_box else None, place))
            if mode.value or stroke.value:
                self._rules += self._lines(thing) or [box]

    def _lines(self, path: pdfium.FPDF_PAGEOBJECT) -> list[Rule]:
        """Give the lines that a path of many is made of; none where it is one line or box."""
        count = pdfium.FPDFPath_CountSegments(path)
        if not _BOX_SEGMENTS < count <= _MOST_SEGMENTS:
            return []
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(path, matrix)
        x, y = ctypes.c_float(), ctypes.c_float()
        lines: list[Rule] = []
        before: tuple[float, float] | None = None
        for place in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(path, place)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            point = (
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            )
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_LINETO and before:
                left, right = sorted((before[0], point[0]))
                bottom, top = sorted((before[1], point[1]))
                lines.append(self._turned(left, bottom, right, top))
            before = point
        return lines

    def _read_glyphs(self, *, is_scan: bool) -> tuple[list[Glyph], list[str]]:
        """Give the letters that can be seen, and the words that cannot."""
        glyphs: list[Glyph] = []
        hidden: list[str] = []
        box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        text = self._text.raw
        after_blank = was_hidden = False
        for index in range(pdfium.FPDFText_CountChars(text)):
            code = pdfium.FPDFText_GetUnicode(text, index)
            letter = chr(code) if code < _UNICODE_END else _UNKNOWN
            thing = None if letter in _BLANKS else pdfium.FPDFText_GetTextObject(text, index)
            if letter.isspace() or not thing:
                after_blank = True
                continue
            style = self._styles.get(_address(thing)) or self._style(thing, index)
            pdfium.FPDFText_GetLooseCharBox(text, index, box)
            pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            place = self._turned(box.left, box.bottom, box.right, box.top)
            base = self._turned(x.value, y.value, x.value, y.value).bottom
            if (style.is_hidden and not is_scan) or not self._is_in_sight(style, place):
                if was_hidden and not after_blank:
                    hidden[-1] += letter
                else:
                    hidden.append(letter)
                was_hidden, after_blank = True, False
                continue
            if code in _PRIVATE:
                letter = _BULLET
            letter = _LIGATURES.get(letter, _HYPHENS.get(letter, letter))
            glyphs.append(Glyph(letter, place, base, style, after_blank or was_hidden))
            after_blank = was_hidden = False
        return glyphs, hidden

    def _style(self, thing: pdfium.FPDF_PAGEOBJECT, index: int) -> Style:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._text.raw, index, matrix)
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        size = pdfium.FPDFText_GetFontSize(self._text.raw, index) * scale
        name = ctypes.create_string_buffer(_NAME_BYTES)
        flags = ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(self._text.raw, index, name, _NAME_BYTES, flags)
        weight = pdfium.FPDFText_GetFontWeight(self._text.raw, index)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(thing)
        colour, opacity = _colour(thing)
        place = self._places.get(_address(thing), -1)
        mark = pdfium.FPDFPageObj_GetMarkedContentID(thing) if place >= 0 else -1
        is_clear = mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE or opacity <= _ALIKE
        style = Style(
            size,
            weight >= BOLD or bool(_BOLD_NAME.search(name.value)),
            None if mode not in _FILLED else colour,
            is_clear or size < LEAST_SIZE,
            self._tags.get(mark, NO_TAG),
            place,
            round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4,
        )
        self._styles[_address(thing)] = style
        return style

    def _is_in_sight(self, style: Style, place: Rule) -> bool:
        """Say whether a letter lies on the page and differs from what it is drawn on."""
        x, y = (place.left + place.right) / 2, (place.bottom + place.top) / 2
        wide, high = self._size
        if not (0 <= x <= wide and 0 <= y <= high):
            return False
        if style.colour is None:
            return True
        ground: tuple[int, int, int] | None = _WHITE
        for fill in self._fills:
            if 0 <= style.place < fill.place:
                break
            box = fill.box
            if box.left <= x <= box.right and box.bottom <= y <= box.top:
                ground = fill.colour
        if ground is None:
            return True
        return any(abs(a - b) > _ALIKE for a, b in zip(style.colour, ground, strict=True))

    def _turned(self, left: float, bottom: float, right: float, top: float) -> Rule:
        """Give a box as it stands on the page that a reader sees."""
        x, y = self._box[0], self._box[1]
        wide, high = self._box[2] - x, self._box[3] - y
        left, right, bottom, top = left - x, right - x, bottom - y, top - y
        match int(self._turn):
            case 1:
                left, bottom, right, top = bottom, wide - right, top, wide - left
            case 2:
                left, bottom, right, top = wide - right, high - top, wide - left, high - bottom
            case 3:
                left, bottom, right, top = high - top, left, high - bottom, right
            case _:
                pass
        return Rule(left, bottom, right, top)


def _address(thing: pdfium.FPDF_PAGEOBJECT) -> int:
    return ctypes.cast(thing, ctypes.c_void_p).value or 0


def _colour(thing: pdfium.FPDF_PAGEOBJECT) -> tuple[tuple[int, int, int] | None, int]:
    """Give the colour that an object is filled with, and how opaque it is, of 255."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(thing, *parts):
        return None, 255
    red, green, blue, opacity = (one.value for one in parts)
    return (red, green, blue), opacity
