"""A pathway as a PDF for print: its diagram, then its steps in words with their quotations."""

from __future__ import annotations

from html import escape
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Paragraph, SimpleDocTemplate

from pathways.describing import words_of
from pathways.layout import ARROW, CHANNEL, PADDING, TAG_PADDING, curve, lay_out
from pathways.wrapping import BOLD, REGULAR

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportlab.pdfgen.canvas import Canvas

    from pathways.layout import Arrow, Box, BranchTag, Diagram
    from pathways.route import Pathway

MARGIN = 15 * mm
# Points a pixel, tried in this order: the diagram's smallest text (12 pixels) prints at seven
# points or more.
SCALES = (0.68, 0.66, 0.64, 0.62, 0.6, 0.58)
FOOTER = "Check names, numbers and time limits before you rely on them. Made by Findings."

_INK, _ACCENT, _CAUTION = HexColor("#17212b"), HexColor("#0b5270"), HexColor("#664000")
_COLOURS = {"caution": _CAUTION, "link": _ACCENT, "tag": HexColor("#39464f")}
_TITLE = ParagraphStyle("title", fontName=BOLD, fontSize=16, leading=20, textColor=_INK)
_TEXT = ParagraphStyle("text", fontName=REGULAR, fontSize=10, leading=13.5, textColor=_INK)
_STEP = ParagraphStyle("step", _TEXT, fontName=BOLD, fontSize=11, spaceBefore=9, keepWithNext=1)
_QUOTE = ParagraphStyle(
    "quote", _TEXT, leftIndent=10, borderColor=_ACCENT, spaceBefore=2, fontSize=9.5
)
_SOURCE = ParagraphStyle("source", _QUOTE, fontSize=8.5, leading=11)


def make_pdf(pathway: Pathway, titles: Mapping[str, str]) -> bytes:
    """Give the PDF file; the same pathway always gives the same bytes.

    ``titles`` names each pathway by its id.
    """
    diagram = lay_out(pathway, titles)
    is_upright = diagram.width * SCALES[-1] <= A4[0] - 2 * MARGIN
    page = A4 if is_upright else landscape(A4)
    width, height = page[0] - 2 * MARGIN, page[1] - 2 * MARGIN
    fitting = [scale for scale in SCALES if diagram.width * scale <= width]
    # room for title and use on the first page, and for the frame's own padding
    cut = {scale: _slices(diagram, (height - 60) / scale) for scale in fitting or SCALES[-1:]}
    scale = min(cut, key=lambda one: len(cut[one]))
    file = BytesIO()
    book = SimpleDocTemplate(
        file, pagesize=page, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN,
        bottomMargin=MARGIN, title=pathway.title, author="Findings", subject=pathway.when,
        lang="en-GB", invariant=1,
    )  # fmt: skip
    story: list[Flowable] = [
        Paragraph(escape(pathway.title), _TITLE),
        Paragraph(escape(pathway.when), _TEXT),
    ]
    story += [_Picture(diagram, scale, top, bottom) for top, bottom in cut[scale]]
    story += [PageBreak(), Paragraph("The same steps in words, with their sources", _TITLE)]
    for step in pathway.steps:
        words = words_of(pathway, step, titles)
        lines = [f"Who: {words.who}", f"By when: {words.by_when}"]
        lines += [f"Next: {one}" for one in words.next]
        card: list[Flowable] = [Paragraph(escape(f"{words.number}. {words.label}"), _STEP)]
        card += [Paragraph(escape(line), _TEXT) for line in (*lines, *words.remarks)]
        for one in step.quotations:
            card.append(Paragraph(escape(f"“{one.words}”"), _QUOTE))
            card.append(Paragraph(escape(f"{one.source.title}, {one.source.dated}"), _SOURCE))
        story.append(KeepTogether(card))
    story.append(KeepTogether(list(_documents(pathway))))
    book.build(story, onFirstPage=_footer, onLaterPages=_footer)
    return file.getvalue()


def _documents(pathway: Pathway) -> Iterator[Flowable]:
    yield Paragraph("Documents", _STEP)
    quoted = {one.source.id: one.source for step in pathway.steps for one in step.quotations}
    for source in quoted.values():
        parts = (source.title, source.publisher, source.dated, source.licence.rstrip("."))
        yield Paragraph(escape(". ".join(filter(None, parts)) + "."), _TEXT)


def _footer(canvas: Canvas, book: SimpleDocTemplate) -> None:
    canvas.setFont(REGULAR, 8)
    canvas.setFillColor(_INK)
    canvas.drawString(MARGIN, MARGIN / 2, f"{book.title}. {FOOTER}")
    canvas.drawRightString(book.pagesize[0] - MARGIN, MARGIN / 2, f"Page {canvas.getPageNumber()}")


def _slices(diagram: Diagram, room: float) -> list[tuple[float, float]]:
    """Give top and bottom of the parts that fit a page, cut between boxes."""
    cuts = [box.y - CHANNEL / 2 for box in diagram.boxes if box.y > CHANNEL]
    free = sorted({cut for cut in cuts if not _runs_over(diagram, cut)})
    parts = []
    top = 0.0
    while diagram.height - top > room:
        fitting = [cut for cut in free if top < cut <= top + room]
        if not fitting:
            break
        parts.append((top, fitting[-1]))
        top = fitting[-1]
    return [*parts, (top, diagram.height)]


def _runs_over(diagram: Diagram, cut: float) -> bool:
    things: Sequence[Box | BranchTag] = (*diagram.boxes, *diagram.tags)
    return any(one.y < cut < one.y + one.height for one in things)


class _Picture(Flowable):
    """The part of a diagram between two heights, in pixels, drawn at a scale."""

    def __init__(self, diagram: Diagram, scale: float, top: float, bottom: float) -> None:
        super().__init__()
        self._diagram, self._scale, self._top, self._bottom = diagram, scale, top, bottom
        self.width, self.height = diagram.width * scale, (bottom - top) * scale

    def draw(self) -> None:
        canvas = self.canv
        canvas.saveState()
        clip = canvas.beginPath()
        clip.rect(0, 0, self.width, self.height)
        canvas.clipPath(clip, stroke=0, fill=0)
        # from here on in the diagram's pixels, y upwards from its bottom
        canvas.scale(self._scale, self._scale)
        canvas.translate(0, self._bottom - self._diagram.height)
        for arrow in self._diagram.arrows:
            self._arrow(arrow)
        for tag in self._diagram.tags:
            self._plate(tag, radius=4, fill="#ffffff", edge="#ccd5dc", thickness=1)
            for line in tag.lines:
                self._line_style(line.style.name, line.style.font, line.style.size)
                y = self._up(tag.y + TAG_PADDING + line.y)
                canvas.drawCentredString(tag.x + tag.width / 2, y, line.text)
        for box in self._diagram.boxes:
            fill, thickness = ("#e4f1f6", 3.0) if box.is_start else ("#f4f6f8", 1.5)
            self._plate(box, radius=8, fill=fill, edge="#0b5270", thickness=thickness)
            for line in box.lines:
                self._line_style(line.style.name, line.style.font, line.style.size)
                canvas.drawString(box.x + PADDING, self._up(box.y + PADDING + line.y), line.text)
        canvas.restoreState()

    def _up(self, y: float) -> float:
        return self._diagram.height - y

    def _line_style(self, name: str, font: str, size: float) -> None:
        self.canv.setFillColor(_COLOURS.get(name, _INK))
        self.canv.setFont(font, size)

    def _plate(
        self, thing: Box | BranchTag, *, radius: float, fill: str, edge: str, thickness: float
    ) -> None:
        self.canv.setFillColor(HexColor(fill))
        self.canv.setStrokeColor(HexColor(edge))
        self.canv.setLineWidth(thickness)
        bottom = self._up(thing.y + thing.height)
        self.canv.roundRect(thing.x, bottom, thing.width, thing.height, radius, stroke=1, fill=1)

    def _arrow(self, arrow: Arrow) -> None:
        self.canv.setStrokeColor(HexColor("#47545f"))
        self.canv.setFillColor(HexColor("#47545f"))
        self.canv.setLineWidth(2)
        for start, end in pairwise(arrow.shaft):
            corners = [(x, self._up(y)) for x, y in curve(start, end)]
            self.canv.bezier(*(number for corner in corners for number in corner))
        x, y = arrow.points[-1]
        head = self.canv.beginPath()
        head.moveTo(x - 5, self._up(y - ARROW))
        head.lineTo(x + 5, self._up(y - ARROW))
        head.lineTo(x, self._up(y))
        head.close()
        self.canv.drawPath(head, stroke=0, fill=1)
