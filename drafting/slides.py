"""A draft as slides: few large lines each, sources below them and in full in the notes."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Length, Pt

from domain import FindingsError
from drafting.cleaning import clean
from drafting.wording import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pptx.presentation import Presentation as Deck
    from pptx.slide import Slide
    from pptx.text.text import TextFrame

    from drafting.composing import Draft
    from drafting.lines import Line
    from drafting.sections import Section

WIDTH, HEIGHT, MARGIN = Inches(13.333), Inches(7.5), Inches(0.6)
# Items share a slide where they fit at this size; alone they are larger.
TOGETHER_POINTS = 24
TITLE_POINTS, BODY_POINTS, SMALLEST_POINTS = 32, 26, 20
# The layout of the standard template that has a title only.
TITLE_ONLY = 5
SIZES = (32, 28, 26, 24, 22, 20)
# Rows of body text on a slide: about five is what a room takes in.
MOST_ROWS = 5
# Characters of Arial, or Liberation Sans, that fill a row at 26 points: 76 to 80 on slides
# rendered by LibreOffice. Other sizes scale.
ROW_CHARACTERS = 72
# Where the cautions and the source line may begin, in inches from the top.
SOURCE_TOP = 5.0
_INK, _ACCENT, _MUTED = "17212B", "0B5270", "47545F"


class SlideError(FindingsError):
    """The template that slides are made from lacks what they need."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A paragraph of a slide; ``line`` is the quotation that it shows, if any."""

    text: str
    line: Line | None = None


def to_slides(draft: Draft) -> bytes:
    """Give the whole draft as a .pptx file."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    deck.core_properties.title = clean(draft.title)
    deck.core_properties.author = "Findings"
    _title_slide(deck, draft)
    _slides(deck, draft, draft.outline[0], [_Item(draft.aim)])
    if draft.words:
        _slides(deck, draft, WORDS, [_Item(one) for one in draft.words])
    for title, section in zip(draft.outline[1:-1], draft.sections, strict=True):
        _add_section(deck, draft, title, section)
    _slides(deck, draft, draft.outline[-1], [_Item(one) for one in draft.further])
    file = BytesIO()
    deck.save(file)
    return file.getvalue()


def _title_slide(deck: Deck, draft: Draft) -> None:
    slide = _blank(deck, draft.title, Inches(1.6), TITLE_POINTS + 8)
    frame = _box(slide, Inches(3.0), Inches(3.9))
    _write(frame, [f"{draft.kind.value} for: {draft.audience}", *draft.cover], SMALLEST_POINTS + 2)
    _notes(slide, ["Sources of this draft:", *(_source(draft, line) for line in draft.sources)])


def _add_section(deck: Deck, draft: Draft, title: str, section: Section) -> None:
    told = [section.intro] if section.intro and section.lines else []
    for group, lines in _grouped(section.lines):
        items = [_Item(f"{one.lead} “{one.text}”".strip(), one) for one in lines]
        _slides(deck, draft, title, items, below=group, notes=told)
        told = []
    lead = [_Item(section.intro)] if section.intro and not section.lines else []
    points = [_Item(point) for point in section.points]
    if lead and _rows([*lead, *points], SMALLEST_POINTS) > MOST_ROWS:
        _slides(deck, draft, title, lead)
        lead = []
    if lead or points:
        _slides(deck, draft, title, [*lead, *points], notes=section.notes)
    elif section.notes:
        _notes(deck.slides[len(deck.slides) - 1], list(section.notes))


def _grouped(lines: Sequence[Line]) -> Iterator[tuple[str, list[Line]]]:
    group: list[Line] = []
    for line in lines:
        if group and line.group != group[0].group:
            yield group[0].group, group
            group = []
        group.append(line)
    if group:
        yield group[0].group, group


def _slides(
    deck: Deck, draft: Draft, title: str, items: Sequence[_Item], *,
    below: str = "", notes: Sequence[str] = (),
) -> None:  # fmt: skip
    for page, held in enumerate(_pages(items)):
        slide = _blank(deck, title, Inches(0.45), TITLE_POINTS)
        frame = _box(slide, Inches(1.4), Inches(SOURCE_TOP - 1.4))
        _write(frame, [item.text for item in held], _size(held))
        quoted = [item.line for item in held if item.line]
        if quoted:
            numbers = ", ".join(dict.fromkeys(str(draft.number_of(line)) for line in quoted))
            dated = quoted[0].citation.passage.source.dated
            cautions = list(dict.fromkeys(line.caution for line in quoted if line.caution))
            source = _box(slide, Inches(SOURCE_TOP), Inches(7.4 - SOURCE_TOP))
            source.vertical_anchor = MSO_ANCHOR.BOTTOM
            told_below = [*cautions, f"{below}, {dated} [{numbers}]"]
            _write(source, told_below, SMALLEST_POINTS, muted=True)
        told = list(notes) if page == 0 else []
        for line in quoted:
            told.append(f"“{line.text}” {_source(draft, line)} {line.caution}".strip())
        _notes(slide, told)


def _pages(items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """Give the items of each slide: as many as fit; a long one has a slide of its own."""
    page: list[_Item] = []
    for item in items:
        if page and _rows([*page, item], TOGETHER_POINTS) > MOST_ROWS:
            yield page
            page = []
        page.append(item)
    if page:
        yield page


def _rows(items: Sequence[_Item], points: int) -> int:
    return sum(-(-len(one.text) * points // (ROW_CHARACTERS * BODY_POINTS)) for one in items)


def _size(items: Sequence[_Item]) -> int:
    """Give the largest size in points at which the items fill no more than the rows allowed."""
    fitting = (points for points in SIZES if _rows(items, points) <= MOST_ROWS)
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
    frame.text = clean(title)
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    font = paragraph.runs[0].font
    font.size, font.bold, font.name, font.color.rgb = Pt(points), True, "Arial", _colour(_ACCENT)
    return slide


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
        run.text = clean(text)
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
    frame.text = clean("\n".join([*before, *texts]))


def _source(draft: Draft, line: Line) -> str:
    return f"[{draft.number_of(line)}] {line.place}. Passage: {line.address}"
