"""The process that draws a page, within limits: a file that harms it harms nobody else.

Run as ``python -m pages.pictures.drawing FILE NUMBER``; takes the words to be marked as a list of
JSON, gives a picture (PNG). Its exit code is 0 only where it did.
"""

from __future__ import annotations

import ctypes
import io
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from ingest.readers.limits import limit_this_process
from pages.pictures.finding import boxes_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# A page of a screen's width, at twice its dots; a longer one is drawn smaller.
_WIDE, _MOST_HIGH = 1200, 2400
_MARKER = (255, 232, 120)
_MARGIN = 2
_SECONDS = 20


def main() -> None:
    """Draw one page."""
    path, number = Path(sys.argv[1]), int(sys.argv[2])
    words = json.load(sys.stdin)
    limit_this_process(_SECONDS, path.stat().st_size)
    sys.stdout.buffer.write(draw(path, number, words))
    sys.stdout.buffer.flush()
    os._exit(0)  # what a library does at the end is nobody's wait


def draw(path: Path, number: int, words: Sequence[str]) -> bytes:
    """Give the page of that number, from 1, as a picture with the words marked on it.

    Raises:
        IndexError: there is no such page.
        pypdfium2.PdfiumError: the file or the page is damaged.
    """
    with pypdfium2.PdfDocument(path) as document:
        if not 0 < number <= len(document):
            raise IndexError(number)
        page = document[number - 1]
        wide, high = page.get_size()
        scale = min(_WIDE / wide, _MOST_HIGH / high)
        picture = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        for box in _on_picture(page, picture.size, words):
            part = picture.crop(box)
            picture.paste(ImageChops.multiply(part, Image.new("RGB", part.size, _MARKER)), box)
    out = io.BytesIO()
    picture.quantize(64).save(out, "PNG", optimize=False)
    return out.getvalue()


def _on_picture(
    page: pypdfium2.PdfPage, size: tuple[int, int], words: Sequence[str]
) -> Iterator[tuple[int, int, int, int]]:
    """Give the boxes of the words in dots of the picture, whichever way the page is turned."""
    text = page.get_textpage()
    for left, top, right, bottom in boxes_of(text, words):
        corners = [_dot(page, size, x, y) for x, y in ((left, top), (right, bottom))]
        (first, last), (upper, lower) = (sorted(one) for one in zip(*corners, strict=True))
        box = (
            max(0, first - _MARGIN), max(0, upper - _MARGIN),
            min(size[0], last + _MARGIN), min(size[1], lower + _MARGIN),
        )  # fmt: skip
        if box[0] < box[2] and box[1] < box[3]:
            yield box
    text.close()


def _dot(page: pypdfium2.PdfPage, size: tuple[int, int], x: float, y: float) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page.raw, 0, 0, *size, 0, x, y, across, down)
    return across.value, down.value


if __name__ == "__main__":
    main()
