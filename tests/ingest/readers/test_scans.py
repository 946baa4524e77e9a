"""A page that is a picture is read by machine, within the limits, and said to be."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A6
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from bot.answering.cautions import BY_MACHINE, caution_for
from bot.answering.rendering import place_of
from domain import Citation, Source
from ingest.reading import read_document
from ingest.splitting import split

if TYPE_CHECKING:
    from pathlib import Path

TITLE = "What needs to improve"
SAID = (
    "Strategy meetings took place within 15",
    "working days in 62% of 1,204 cases. Staff",
    "should ring 01632 960 555 before 5pm.",
)


def scanned(dots: int = 150, turn: float = 0.8) -> ImageReader:
    """A page as a scanner gives it: dots, and not quite straight."""
    size = (round(A6[0] * dots / 72), round(A6[1] * dots / 72))
    picture = Image.new("L", size, 250)
    draw = ImageDraw.Draw(picture)
    high = dots * 15 / 72
    for place, line in enumerate((TITLE, "", *SAID)):
        font = ImageFont.load_default(dots * (11 if place else 15) / 72)
        draw.text((dots / 3, dots / 2 + place * high), line, fill=40, font=font)
    return ImageReader(picture.rotate(turn, fillcolor=250, resample=Image.Resampling.BICUBIC))


def test_the_words_of_a_scan_are_read_and_every_quote_of_them_says_so(tmp_path: Path) -> None:
    pytest.importorskip("rapidocr", reason="needs the extra findings[ocr]")
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A6)
    canvas.drawString(40, 300, "The panel meets every Thursday.")
    canvas.showPage()
    canvas.drawImage(scanned(), 0, 0, *A6)
    canvas.save()
    path = tmp_path / "letter.pdf"
    path.write_bytes(out.getvalue())
    read = read_document(path, Source("letter.pdf", "Letter"))
    document = read.document
    shown = [(document.text[one.start : one.end], one.page) for one in document.blocks]
    assert shown == [("The panel meets every Thursday.", 1), (TITLE, 2), (" ".join(SAID), 2)]
    assert document.source.recognised == (2,)
    assert [one for one in read.warnings if "page 2 was read by machine" in one]
    for passage in split(document, max_words=110):
        for sentence in passage.sentences:
            is_machines = sentence.page == 2
            assert (BY_MACHINE in caution_for(passage, sentence, {})) == is_machines
            place = place_of(Citation(passage, sentence.text))
            assert place.endswith("read by machine") == is_machines
