"""What stands on a slide: title, text, bars, boxes and arrows; ours, or in the house's template."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Inches, Length, Pt

from drafting.formats.slide_templates import SlideError, emptied, titled
from escapes import for_xml
from ingest.beside.look import PLAIN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pptx.chart.chart import Chart
    from pptx.slide import Slide
    from pptx.text.text import Font, TextFrame

    from ingest.beside.look import HouseLook

WIDTH, HEIGHT, MARGIN = Inches(13.333), Inches(7.5), Inches(0.6)
TITLE_POINTS, BODY_POINTS, SMALLEST_POINTS = 32, 26, 20
# Where the cautions and the source line may begin, in inches from the top; what quotes nothing
# may fill the slide down to the foot.
LONG_TITLE, LONGER_TITLE = 56, 108
SOURCE_TOP, FOOT = 5.0, 6.9
_INK, _MUTED, _WHITE = "17212B", "47545F", "FFFFFF"
_FONT = "Arial"
# Of a logo, in inches: it stands below all text, beside the slide's number.
_LOGO_HIGH, _LOGO_WIDE = 0.45, 3.0


class SlideDeck:
    """A deck that is filled slide by slide: in our look, or in that of the house's template."""

    def __init__(self, title: str, template: Path | None = None, look: HouseLook = PLAIN) -> None:
        """Open an empty deck in a partnership's look, or in that of the house's own file.

        Of the house's file its slides are left out.

        Raises:
            SlideError: the template cannot be read.
        """
        self._is_house = template is not None
        self._look = look
        self._accent, self._pale, self._second = (
            one.removeprefix("#") for one in (look.accent, look.pale, look.second)
        )
        self._deck = emptied(template) if template else Presentation()
        # what is written is set for this size
        self._deck.slide_width, self._deck.slide_height = WIDTH, HEIGHT
        self._deck.core_properties.title = for_xml(title)
        self._deck.core_properties.author = "Findings"

    @property
    def as_bytes(self) -> bytes:
        """The deck as a file."""
        file = BytesIO()
        self._deck.save(file)
        return file.getvalue()

    @property
    def last(self) -> Slide:
        """The slide that was added last."""
        last: Slide = self._deck.slides[len(self._deck.slides) - 1]
        return last

    def add(self, title: str, top: Length, points: int) -> Slide:
        """Add a slide with its title and number.

        Raises:
            SlideError: the template has no layout with a title.
        """
        slide: Slide = self._deck.slides.add_slide(titled(self._deck))
        shape = slide.shapes.title
        if shape is None:
            msg = "the template has no layout with a title: give one that has"
            raise SlideError(msg)
        for one in list(slide.placeholders):
            if one.placeholder_format.idx != 0:
                one._element.getparent().remove(one._element)  # noqa: SLF001  no other way
        shape.left, shape.top = MARGIN, top
        shape.width, shape.height = Length(WIDTH - 2 * MARGIN), Inches(1.0)
        frame = shape.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        frame.text = for_xml(title)
        paragraph = frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.LEFT
        font = paragraph.runs[0].font
        # a title of two rows is smaller, so that it stays clear of the text
        less = 0 if len(title) <= LONG_TITLE else 6 if len(title) <= LONGER_TITLE else 10
        font.size, font.bold = Pt(points - less), True
        self._set(font, self._accent)
        if not self._is_house:
            self.bar(slide, Inches(0), Inches(0), Inches(0.22), HEIGHT)
            self._add_mark(slide)
        self._add_number(slide)
        return slide

    def bar(self, slide: Slide, left: Length, top: Length, width: Length, height: Length) -> None:
        """Draw a bar in the accent colour."""
        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, left, top, width, height)
        shape.fill.solid()
        shape.fill.fore_color.rgb = _colour(self._accent)
        shape.line.fill.background()

    def text(
        self, slide: Slide, top: Length, height: Length, texts: Sequence[str], points: int, *,
        muted: bool = False, at_foot: bool = False,
    ) -> None:  # fmt: skip
        """Write paragraphs over the slide's width."""
        shape = slide.shapes.add_textbox(MARGIN, top, Length(WIDTH - 2 * MARGIN), height)
        frame = shape.text_frame
        frame.word_wrap = True
        if at_foot:
            frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        self._write(frame, texts, points, _MUTED if muted else _INK, Pt(points // 2))

    def box(
        self, slide: Slide, place: tuple[float, float, float, float], texts: Sequence[str], *,
        strong: bool = False, bold: bool = True, points: int = SMALLEST_POINTS,
    ) -> None:  # fmt: skip
        """Draw a box at ``place`` (left, top, width, height in inches); its first text is bold."""
        shape = slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *map(Inches, place))
        shape.adjustments[0] = 0.06
        shape.fill.solid()
        shape.fill.fore_color.rgb = _colour(self._accent if strong else self._pale)
        shape.line.color.rgb = _colour(self._accent)
        shape.shadow.inherit = False
        frame = shape.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        frame.margin_left = frame.margin_right = Inches(0.1)
        frame.margin_top = frame.margin_bottom = Inches(0.04)
        self._write(frame, texts, points, _WHITE if strong else _INK, Pt(2))
        frame.paragraphs[0].runs[0].font.bold = bold

    def arrow(self, slide: Slide, begin: tuple[float, float], end: tuple[float, float]) -> None:
        """Draw an arrow from one point to another, in inches."""
        shape = slide.shapes.add_connector(
            MSO_CONNECTOR.STRAIGHT, *map(Inches, begin), *map(Inches, end)
        )
        shape.line.color.rgb, shape.line.width = _colour(_MUTED), Pt(2.5)
        head = OxmlElement("a:tailEnd")
        head.set("type", "triangle")
        shape.line._get_or_add_ln().append(head)  # noqa: SLF001  python-pptx has no arrow heads

    def set_chart(self, chart: Chart) -> None:
        """Give a chart our colours, and letters that are read from the back of a room."""
        chart.has_legend = True
        chart.legend.include_in_layout = False
        chart.font.size = Pt(SMALLEST_POINTS)
        chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
        every = OxmlElement("c:tickLblSkip")
        every.set("val", "1")
        chart.category_axis._element.append(every)  # noqa: SLF001  python-pptx would skip names
        plot = chart.plots[0]
        plot.gap_width, plot.has_data_labels = 45, True
        plot.data_labels.font.size = Pt(SMALLEST_POINTS)
        # a bar of nothing has no number
        plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "0;;", False
        if self._is_house:
            return
        chart.font.name = _FONT
        for series, (fill, ink) in zip(plot.series, ((self._accent, _WHITE), (self._second, _INK)),
                                       strict=False):  # fmt: skip
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = _colour(fill)
            series.data_labels.show_value = True
            series.data_labels.number_format = "0;;"
            series.data_labels.number_format_is_linked = False
            series.data_labels.font.size = Pt(SMALLEST_POINTS)
            series.data_labels.font.color.rgb = _colour(ink)

    def note(self, slide: Slide, texts: Sequence[str]) -> None:
        """Add to what the speaker reads."""
        frame = slide.notes_slide.notes_text_frame
        if frame is None:
            return
        before = [frame.text] if frame.text else []
        frame.text = for_xml("\n".join([*before, *texts]))

    def _write(
        self, frame: TextFrame, texts: Sequence[str], points: int, colour: str, after: Length
    ) -> None:
        for number, text in enumerate(texts):
            if number:
                frame.add_paragraph()  # type: ignore[no-untyped-call]  # python-pptx leaves it so
            paragraph = frame.paragraphs[number]
            paragraph.alignment, paragraph.space_after = PP_ALIGN.LEFT, after
            run = paragraph.add_run()
            run.text = for_xml(text)
            run.font.size = Pt(points)
            self._set(run.font, colour)

    def _set(self, font: Font, colour: str) -> None:
        """Give a font our look; the house's template has its own, but white on our boxes stays."""
        if not self._is_house or colour in {_WHITE, _INK}:
            font.color.rgb = _colour(colour)
        if not self._is_house:
            font.name = _FONT

    def _add_mark(self, slide: Slide) -> None:
        """Put the logo at the foot, or, of a partnership without one, its name on the cover."""
        logo, name = self._look.logo, for_xml(self._look.name)
        if logo:
            high = min(_LOGO_HIGH, _LOGO_WIDE * logo.height / logo.width)
            drawn = slide.shapes.add_picture(
                BytesIO(logo.data), MARGIN, Inches(FOOT + 0.02), height=Inches(high)
            )
            # what a screen reader says in its place
            drawn._element.xpath("./p:nvPicPr/p:cNvPr")[0].set("descr", f"Logo of {name}")  # noqa: SLF001
        elif name and len(self._deck.slides) == 1:
            shape = slide.shapes.add_textbox(MARGIN, Inches(FOOT), Inches(9), Inches(0.45))
            shape.text_frame.word_wrap = True  # else some programs centre it
            self._write(shape.text_frame, [name], SMALLEST_POINTS, _MUTED, Pt(0))

    def _add_number(self, slide: Slide) -> None:
        """Put the slide's number at its foot; the field counts again where slides are moved."""
        width = Inches(1.0)
        shape = slide.shapes.add_textbox(
            Length(WIDTH - MARGIN - width), Inches(FOOT), width, Inches(0.45)
        )
        self._write(shape.text_frame, [str(len(self._deck.slides))], SMALLEST_POINTS, _MUTED, Pt(0))
        paragraph = shape.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT
        run = paragraph.runs[0]
        field = OxmlElement("a:fld")
        field.set("id", "{0F5D2A5E-3C1B-4B0E-9B0C-6A3E5D4C2B1A}")
        field.set("type", "slidenum")
        field.extend(list(run._r))  # noqa: SLF001  python-pptx has no fields
        run._r.getparent().replace(run._r, field)  # noqa: SLF001  as above


def _colour(code: str) -> RGBColor:
    red, green, blue = bytes.fromhex(code)
    return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]  # python-pptx leaves it so
