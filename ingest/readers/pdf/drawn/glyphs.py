"""The letters of a PDF page as PDFium gives them: each with its place, and whether it is seen."""

from __future__ import annotations

import ctypes
import math
import re
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

from ingest.readers.pdf.drawn.shapes import address, colour_of
from ingest.readers.pdf.drawn.sloping import LEVEL, reach_along, straighten
from ingest.readers.pdf.drawn.tags import NO_TAG
from ingest.readers.pdf.drawn.words import Glyph, Style

if TYPE_CHECKING:
    import pypdfium2

    from ingest.readers.pdf.drawn.shapes import Frame, Rule, Shapes
    from ingest.readers.pdf.drawn.tags import Tag

# Smaller letters than these (points) are read by no one; the least in print is 4.
LEAST_SIZE = 2.5
# Colours nearer than this (of 255, in each channel) cannot be told apart.
_ALIKE = 10
BOLD = 600
# Letters of Word's Symbol and Wingdings fonts, which print as bullets.
_PRIVATE = range(0xE000, 0xF900)
# Ligatures, and what PDFium gives for a hyphen at the end of a line.
_MEANT = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st", "\x02": "-", "\u00ad": "\u2010",
    **{chr(one): "•" for one in _PRIVATE},
}  # fmt: skip
_UNICODE_END, UNKNOWN = 0x110000, "\ufffd"
_BLANKS = frozenset("\x00\u200b\u00a0\r\n\t ")
_NAME_BYTES = 256
_BOLD_NAME = re.compile(rb"bold|black|heavy|semib|demi", re.IGNORECASE)
_FILLED = frozenset({0, 2, 4, 6})
_WHITE = (255, 255, 255)


class GlyphReader:
    """Reads the letters of one page, as they stand in a frame."""

    def __init__(
        self, text: pypdfium2.PdfTextPage, frame: Frame, shapes: Shapes, tags: dict[int, Tag]
    ) -> None:
        """Read nothing yet."""
        self._text, self._frame, self._shapes, self._tags = text, frame, shapes, tags
        # by the address of a text object: its style, and whether its letters may be covered
        self._styles: dict[int, tuple[Style, bool]] = {}

    def read(self, *, is_scan: bool) -> tuple[list[Glyph], list[str]]:
        """Give the letters that can be seen, and the words that cannot.

        Of a scan those count as seen that are set in invisible letters.
        """
        glyphs: list[Glyph] = []
        hidden: list[str] = []
        box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        text, place_of, styles = self._text.raw, self._frame.place, self._styles
        wide, high = self._frame.size
        after_blank = was_hidden = is_sloped = False
        for index in range(pdfium.FPDFText_CountChars(text)):
            code = pdfium.FPDFText_GetUnicode(text, index)
            letter = chr(code) if code < _UNICODE_END else UNKNOWN
            thing = None if letter in _BLANKS else pdfium.FPDFText_GetTextObject(text, index)
            if not thing or letter.isspace():
                after_blank = True
                continue
            style, may_be_covered = styles.get(address(thing)) or self._add_style(thing, index)
            pdfium.FPDFText_GetLooseCharBox(text, index, box)
            pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            left, bottom, right, top = place = place_of(box.left, box.bottom, box.right, box.top)
            base = place_of(x.value, y.value, x.value, y.value)
            if (
                (style.is_hidden and not is_scan)
                or not (0 <= left + right <= 2 * wide and 0 <= bottom + top <= 2 * high)
                or (may_be_covered and self._is_covered(style, place))
            ):
                if was_hidden and not after_blank:
                    hidden[-1] += letter
                else:
                    hidden.append(letter)
                was_hidden, after_blank = True, False
                continue
            if style.slope:
                is_sloped = True
                left, right = base.left, base.left + reach_along(style.slope, place)
            glyphs.append(
                Glyph(_MEANT.get(letter, letter), left, right, base.bottom, style,
                      after_blank or was_hidden)
            )  # fmt: skip
            after_blank = was_hidden = False
        return straighten(glyphs) if is_sloped else glyphs, hidden

    def _add_style(self, thing: pdfium.FPDF_PAGEOBJECT, index: int) -> tuple[Style, bool]:
        text = self._text.raw
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        size = pdfium.FPDFText_GetFontSize(text, index) * (math.hypot(matrix.c, matrix.d) or 1.0)
        name = ctypes.create_string_buffer(_NAME_BYTES)
        pdfium.FPDFText_GetFontInfo(text, index, name, _NAME_BYTES, ctypes.c_int())
        weight = pdfium.FPDFText_GetFontWeight(text, index)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(thing)
        colour, opacity = colour_of(thing)
        place = self._shapes.places.get(address(thing), -1)
        mark = pdfium.FPDFPageObj_GetMarkedContentID(thing) if place >= 0 else -1
        is_clear = mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE or opacity <= _ALIKE
        angle = math.degrees(math.atan2(matrix.b, matrix.a))
        style = Style(
            size,
            weight >= BOLD or bool(_BOLD_NAME.search(name.value)),
            None if mode not in _FILLED else colour,
            is_clear or size < LEAST_SIZE,
            self._tags.get(mark, NO_TAG),
            place,
            round(angle / 90) % 4,
            self._slope(angle),
        )
        self._styles[address(thing)] = style, self._may_be_covered(style)
        return self._styles[address(thing)]

    def _slope(self, angle: float) -> int:
        slope = round(angle - 90 * self._frame.turn + 180) % 360 - 180
        return slope if abs(slope) > LEVEL else 0

    def _may_be_covered(self, style: Style) -> bool:
        """Say whether anything on the page, or the paper, is of the letters' own colour."""
        if style.colour is None:
            return False
        grounds = {_WHITE, *(one.colour for one in self._shapes.fills if one.colour)}
        return any(_are_alike(style.colour, ground) for ground in grounds)

    def _is_covered(self, style: Style, place: Rule) -> bool:
        """Say whether a letter cannot be told from what it is drawn on."""
        x, y = (place.left + place.right) / 2, (place.bottom + place.top) / 2
        ground: tuple[int, int, int] | None = _WHITE
        for box, colour, drawn in self._shapes.fills:
            if 0 <= style.place < drawn:
                break
            if box.left <= x <= box.right and box.bottom <= y <= box.top:
                ground = colour
        return ground is not None and style.colour is not None and _are_alike(style.colour, ground)


def _are_alike(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return all(abs(a - b) <= _ALIKE for a, b in zip(one, other, strict=True))
