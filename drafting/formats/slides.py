"""A draft as slides: few large lines each, sources below them and in full in the notes."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Inches, Length, Pt

from domain import FindingsError
from drafting.sections import rows_of
from drafting.wording import WORDS
from escapes import for_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pptx.presentation import Presentation as Deck
    from pptx.slide import Slide
    from pptx.text.text import TextFrame

    from drafting.composing import Draft
    from drafting.lines import DraftLine
    from drafting.sections import DraftSection

WIDTH, HEIGHT, MARGIN = Inches(13.333), Inches(7.5), Inches(0.6)
# Items share a slide where they fit at this size; alone they are larger.
TOGETHER_POINTS = 24
TITLE_POINTS, BODY_POINTS, SMALLEST_POINTS = 32, 26, 20
# The layout of the standard template that has a title only.
TITLE_ONLY = 5
SIZES = (32, 28, 26, 24, 22, 20)
# Rows of body text on a slide: about five is what a room takes in of a quotation; a list of
# things to do or to read may be longer.
MOST_ROWS, MOST_LIST_ROWS = 5, 8
# Characters of Arial, or Liberation Sans, that fill a row at 26 points: 76 to 80 on slides
# rendered by LibreOffice. Other sizes scale.
ROW_CHARACTERS = 72
# Where the cautions and the source line may begin, in inches from the top; what quotes nothing
# may fill the slide down to the foot.
SOURCE_TOP, FOOT = 5.0, 6.9
_INK, _ACCENT, _MUTED = "17212B", "0B5270", "47545F"


class SlideError(FindingsError):
    """The template that slides are made from lacks what they need."""


@dataclass(frozen=True, slots=True)
class _SlideParagraph:
    """A paragraph of a slide; ``line`` is the quotation that it shows, if any."""

    text: str
    line: DraftLine | None = None


def to_slides(draft: Draft) -> bytes:
    """Give the whole draft as a .pptx file."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    deck.core_properties.title = for_xml(draft.title)
    deck.core_properties.author = "Findings"
    _title_slide(deck, draft)
    _slides(deck, draft, draft.outline[0], [_SlideParagraph(draft.aim)])
    if draft.words:
        _slides(deck, draft, WORDS, [_SlideParagraph(one) for one in draft.words])
    for title, section in zip(draft.outline[1:-1], draft.sections, strict=True):
        _add_section(deck, draft, title, section)
    _slides(deck, draft, draft.outline[-1], [_SlideParagraph(one) for one in draft.further])
    file = BytesIO()
    deck.save(file)
    return file.getvalue()


def _title_slide(deck: Deck, draft: Draft) -> None:
    slide = _blank(deck, draft.title, Inches(1.2), TITLE_POINTS + 12)
    _bar(slide, MARGIN, Inches(2.45), Inches(2.5), Inches(0.08))
    frame = _box(slide, Inches(2.8), Inches(3.9))
    _write(frame, [f"{draft.kind.value} for: {draft.audience}", *draft.cover], SMALLEST_POINTS + 2)
    _notes(slide, ["Sources of this draft:", *(_source(draft, line) for line in draft.sources)])


def _add_section(deck: Deck, draft: Draft, title: str, section: DraftSection) -> None:
    told = [section.intro] if section.intro and section.lines else []
    for group, lines in _grouped(section.lines):
        items = [_SlideParagraph(f"{one.lead} “{one.text}”".strip(), one) for one in lines]
        _slides(deck, draft, title, items, below=group, notes=told)
        told = []
    lead = [_SlideParagraph(section.intro)] if section.intro and not section.lines else []
    points = [_SlideParagraph(point) for point in section.points]
    if lead and _rows([*lead, *points], SMALLEST_POINTS) > MOST_LIST_ROWS:
        _slides(deck, draft, title, lead)
        lead = []
    if lead or points:
        _slides(deck, draft, title, [*lead, *points], notes=section.notes)
    elif section.notes:
        _notes(deck.slides[len(deck.slides) - 1], list(section.notes))


def _grouped(lines: Sequence[DraftLine]) -> Iterator[tuple[str, list[DraftLine]]]:
    group: list[DraftLine] = []
    for line in lines:
        if group and line.group != group[0].group:
            yield group[0].group, group
            group = []
        group.append(line)
    if group:
        yield group[0].group, group


def _slides(
    deck: Deck, draft: Draft, title: str, items: Sequence[_SlideParagraph], *,
    below: str = "", notes: Sequence[str] = (),
) -> None:  # fmt: skip
    for page, held in enumerate(_pages(items)):
        slide = _blank(deck, title, Inches(0.45), TITLE_POINTS)
        quoted = [item.line for item in held if item.line]
        frame = _box(slide, Inches(1.5), Inches((SOURCE_TOP if quoted else FOOT) - 1.5))
        _write(frame, [row for item in held for row in rows_of(item.text)], _size(held))
        if quoted:
            numbers = ", ".join(dict.fromkeys(str(draft.number_of(line)) for line in quoted))
            dated = quoted[0].citation.passage.source.dated
            cautions = list(dict.fromkeys(line.caution for line in quoted if line.caution))
            source = _box(slide, Inches(SOURCE_TOP), Inches(FOOT - SOURCE_TOP))
            source.vertical_anchor = MSO_ANCHOR.BOTTOM
            told_below = [*cautions, f"{below}, {dated} [{numbers}]"]
            _write(source, told_below, SMALLEST_POINTS, muted=True)
        told = list(notes) if page == 0 else []
        for line in quoted:
            told.append(f"“{line.text}” {_source(draft, line)} {line.caution}".strip())
        _notes(slide, told)


def _pages(items: Sequence[_SlideParagraph]) -> Iterator[list[_SlideParagraph]]:
    """Give the items of each slide: as many as fit; a long one has a slide of its own."""
    page: list[_SlideParagraph] = []
    for item in items:
        if page and _rows([*page, item], TOGETHER_POINTS) > _most_rows([*page, item]):
            yield page
            page = []
        page.append(item)
    if page:
        yield page


def _rows(items: Sequence[_SlideParagraph], points: int) -> int:
    texts = [row for one in items for row in rows_of(one.text)]
    return sum(-(-len(one) * points // (ROW_CHARACTERS * BODY_POINTS)) for one in texts)


def _most_rows(items: Sequence[_SlideParagraph]) -> int:
    return MOST_ROWS if any(one.line for one in items) else MOST_LIST_ROWS


def _size(items: Sequence[_SlideParagraph]) -> int:
    """Give the largest size in points at which the items fill no more than the rows allowed."""
    fitting = (points for points in SIZES if _rows(items, points) <= _most_rows(items))
    return next(fitting, SMALLEST_POINTS)


def _blank(deck: Deck, title: str, top: Length, points: int) -> Slide:
    slide: Slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    shape = slide.shapes.title
    if shape is None:
        msg = "the template's layout has no title: restore python-pptx's standard template"
        raise SlideError(msg)
    shape.left, shape.top = MARGIN, top
    shape.width, shape.height = Length(WIDTH - 2 * MARGIN), Inches(1.0)
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.text = for_xml(title)
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    font = paragraph.runs[0].font
    font.size, font.bold, font.name, font.color.rgb = Pt(points), True, "Arial", _colour(_ACCENT)
    _bar(slide, Inches(0), Inches(0), Inches(0.22), HEIGHT)
    _number(slide, len(deck.slides))
    return slide


def _bar(slide: Slide, left: Length, top: Length, width: Length, height: Length) -> None:
    """Draw a bar in the accent colour."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, left, top, width, height)
    shape.fill.solid()
    shape.fill.fore_color.rgb = _colour(_ACCENT)
    shape.line.fill.background()


def _number(slide: Slide, number: int) -> None:
    """Put the slide's number at its foot; the field counts again where slides are moved."""
    width = Inches(1.0)
    shape = slide.shapes.add_textbox(
        Length(WIDTH - MARGIN - width), Inches(FOOT), width, Inches(0.45)
    )
    paragraph = shape.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    run = paragraph.add_run()
    run.text = str(number)
    run.font.size, run.font.name = Pt(SMALLEST_POINTS), "Arial"
    run.font.color.rgb = _colour(_MUTED)
    field = OxmlElement("a:fld")
    field.set("id", "{0F5D2A5E-3C1B-4B0E-9B0C-6A3E5D4C2B1A}")
    field.set("type", "slidenum")
    field.extend(list(run._r))  # noqa: SLF001  python-pptx has no fields
    run._r.getparent().replace(run._r, field)  # noqa: SLF001  as above


def _box(slide: Slide, top: Length, height: Length) -> TextFrame:
    shape = slide.shapes.add_textbox(MARGIN, top, Length(WIDTH - 2 * MARGIN), height)
    frame: TextFrame = shape.text_frame
    frame.word_wrap = True
    return frame


def _write(frame: TextFrame, texts: Sequence[str], points: int, *, muted: bool = False) -> None:
    for number, text in enumerate(texts):
        if number:
            frame.add_paragraph()  # type: ignore[no-untyped-call]  # python-pptx leaves it so
        paragraph = frame.paragraphs[number]
        paragraph.space_after = Pt(points // 2)
        run = paragraph.add_run()
        run.text = for_xml(text)
        run.font.size, run.font.name = Pt(points), "Arial"
        run.font.color.rgb = _colour(_MUTED if muted else _INK)


def _colour(code: str) -> RGBColor:
    red, green, blue = bytes.fromhex(code)
    return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]  # python-pptx leaves it so


def _notes(slide: Slide, texts: Sequence[str]) -> None:
    frame = slide.notes_slide.notes_text_frame
    if frame is None:
        return
    before = [frame.text] if frame.text else []
    frame.text = for_xml("\n".join([*before, *texts]))


def _source(draft: Draft, line: DraftLine) -> str:
    return f"[{draft.number_of(line)}] {line.place}. Passage: {line.address}"
