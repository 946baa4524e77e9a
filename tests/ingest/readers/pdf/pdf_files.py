"""PDF files drawn for a test, and what is read of them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.readers.pdf.reader import read_pdf

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.readers.layout import Contents

PLAIN, BOLD = "Helvetica", "Helvetica-Bold"


class Pages:
    """Draws pages from the top down."""

    def __init__(self) -> None:
        self._out = io.BytesIO()
        self.canvas = Canvas(self._out, pagesize=A4)
        self.height = 760.0

    def say(self, *lines: str, left: float = 72, font: str = PLAIN, size: float = 11) -> None:
        """Draw the lines of one paragraph, and a blank below it."""
        for line in lines:
            self.canvas.setFont(font, size)
            self.canvas.drawString(left, self.height, line)
            self.height -= size * 1.25
        self.height -= size * 0.8

    def item(self, mark: str, *lines: str, left: float = 90) -> None:
        self.canvas.setFont(PLAIN, 11)
        self.canvas.drawString(left, self.height, mark)
        self.say(*lines, left=left + 18)

    def turn(self) -> None:
        self.canvas.showPage()
        self.height = 760.0

    def bytes(self) -> bytes:
        self.canvas.save()
        return self._out.getvalue()


def read(folder: Path, data: bytes) -> Contents:
    path = folder / "file.pdf"
    path.write_bytes(data)
    return read_pdf(path)


def shown(contents: Contents) -> list[str]:
    return [f"{block.marker}{block.text}" for block in contents.blocks]


def picture(grey: int = 120) -> ImageReader:
    from PIL import Image  # noqa: PLC0415

    return ImageReader(Image.new("L", (40, 40), grey))
