"""A draft as a Word document, with numbered source notes that the quotes link to."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from drafting.sections import rows_of
from drafting.wording import WORDS
from escapes import for_xml

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

    from drafting.composing import Draft
    from drafting.lines import DraftLine
    from drafting.sections import DraftSection

BODY_POINTS, SOURCE_POINTS = 11, 9
# A4, with room to write at the edge.
_WIDTH, _HEIGHT, _MARGIN = Mm(210), Mm(297), Mm(22)
_INDENT = Mm(6)
# Points above and below a paragraph of each style.
_SPACES = (
    ("Normal", 0, 5), ("List Bullet", 0, 4), ("Intense Quote", 0, 3), ("Title", 0, 6),
    ("Subtitle", 0, 6), ("Heading 1", 12, 3), ("Heading 2", 7, 2),
)  # fmt: skip
_GREY = RGBColor(0x47, 0x54, 0x5F)
_ACCENT = RGBColor(0x0B, 0x52, 0x70)


def to_word(draft: Draft) -> bytes:
    """Give the whole draft as a .docx file."""
    document = Document()
    _set_up(document, draft)
    document.add_heading(for_xml(draft.title), level=0)
    document.add_paragraph(for_xml(f"{draft.kind.value} for: {draft.audience}"), style="Subtitle")
    for number, sentence in enumerate(draft.cover):
        run = document.add_paragraph(style="Intense Quote").add_run(for_xml(sentence))
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW if number == 0 else None
        run.font.bold = number == 0
    document.add_heading(for_xml(draft.outline[0]), level=1)
    document.add_paragraph(for_xml(draft.aim))
    if draft.words:
        document.add_paragraph().add_run(WORDS).bold = True
        document.add_paragraph(for_xml(f"{'; '.join(draft.words)}."))
    for title, section in zip(draft.outline[1:-1], draft.sections, strict=True):
        heading = document.add_heading(for_xml(title), level=1)
        heading.paragraph_format.page_break_before = section.own_page
        _add_section(document, draft, section)
    document.add_heading(for_xml(draft.outline[-1]), level=1)
    for one in draft.further:
        document.add_paragraph(for_xml(one), style="List Bullet")
    document.add_heading("Sources", level=1)
    for number, line in enumerate(draft.sources, 1):
        _add_source(document, number, line)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: WordDocument, draft: Draft) -> None:
    properties = document.core_properties
    properties.title, properties.author = for_xml(draft.title), "Findings"
    properties.comments, properties.language = for_xml(draft.cover[0]), "en-GB"
    normal = document.styles["Normal"].font
    normal.name, normal.size = "Arial", Pt(BODY_POINTS)
    page = document.sections[0]
    page.page_width, page.page_height = _WIDTH, _HEIGHT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
    for name, before, after in _SPACES:
        shape = document.styles[name].paragraph_format
        shape.space_before, shape.space_after = Pt(before), Pt(after)
    cover = document.styles["Intense Quote"].paragraph_format
    cover.left_indent = cover.right_indent = Mm(0)
    _add_footer(document, draft)
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "Intense Quote"):
        font = document.styles[name].font
        font.name, font.color.rgb, font.italic = "Arial", _ACCENT, False
        fonts = document.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)


def _add_footer(document: WordDocument, draft: Draft) -> None:
    """Put what the draft is, and the page's number, at the foot of each page."""
    document.styles["Footer"].font.size = Pt(SOURCE_POINTS)
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(
        for_xml(f"{draft.title}. Draft, to be checked by a practice lead. Page ")
    )
    number = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            element.text = text
        else:
            element.set(qn("w:fldCharType"), kind)
        number._r.append(element)  # noqa: SLF001  python-docx has no fields
    for one in (run, number):
        one.font.color.rgb = _GREY


def _add_section(document: WordDocument, draft: Draft, section: DraftSection) -> None:
    if section.intro:
        document.add_paragraph(for_xml(section.intro))
    group = ""
    for line in section.lines:
        if line.group != group:
            group = line.group
            document.add_heading(for_xml(group), level=2)
        _add_line(document, draft, line, tick=section.tick)
    for point in section.points:
        _add_point(document, point)
    if section.notes:
        document.add_paragraph().add_run("For the facilitator").bold = True
    for note in section.notes:
        document.add_paragraph(for_xml(note), style="List Bullet").runs[0].italic = True


def _add_point(document: WordDocument, point: str) -> None:
    """Add a thing to do or discuss, or a quiz question with each choice on a line of its own."""
    first, *choices = (for_xml(row) for row in rows_of(point))
    if not choices:
        document.add_paragraph(first, style="List Bullet")
        return
    paragraph = document.add_paragraph(first)
    paragraph.paragraph_format.keep_together = True
    for choice in choices:
        paragraph.add_run().add_break()
        paragraph.add_run(f"\t☐ {choice}")


def _add_line(document: WordDocument, draft: Draft, line: DraftLine, *, tick: bool) -> None:
    paragraph = document.add_paragraph(style="Normal" if tick else "List Bullet")
    if tick:
        paragraph.paragraph_format.left_indent = _INDENT
        paragraph.paragraph_format.first_line_indent = -_INDENT
        paragraph.add_run("☐ ").font.name = "Segoe UI Symbol"
    if line.lead:
        paragraph.add_run(for_xml(f"{line.lead} ")).font.color.rgb = _GREY
    paragraph.add_run(for_xml(f"“{line.text}”"))
    _link(
        paragraph, str(draft.number_of(line)), anchor=f"source{draft.number_of(line)}", raised=True
    )
    if line.caution:
        run = paragraph.add_run(for_xml(f" {line.caution}"))
        run.italic, run.font.color.rgb = True, _GREY


def _add_source(document: WordDocument, number: int, line: DraftLine) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_together = True
    _mark(paragraph, f"source{number}", number)
    paragraph.add_run(for_xml(f"{number}. {line.place}. Passage: "))
    _link(paragraph, for_xml(line.address), address=for_xml(line.address))
    for run in paragraph.runs:
        run.font.size = Pt(SOURCE_POINTS)
    for link in paragraph.hyperlinks:
        for run in link.runs:
            run.font.size = Pt(SOURCE_POINTS)


def _mark(paragraph: Paragraph, name: str, number: int) -> None:
    """Put a bookmark at the paragraph's beginning."""
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(number))
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), name)
        paragraph._p.append(mark)  # noqa: SLF001  python-docx has no bookmarks


def _link(
    paragraph: Paragraph, text: str, *, anchor: str = "", address: str = "", raised: bool = False
) -> None:
    """Add a link to a bookmark or to an address."""
    link = OxmlElement("w:hyperlink")
    if anchor:
        link.set(qn("w:anchor"), anchor)
    else:
        link.set(
            qn("r:id"),
            paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True),
        )
    run = paragraph.add_run(f"[{text}]" if raised else text)
    run.font.superscript, run.font.underline, run.font.color.rgb = raised, not raised, _ACCENT
    link.append(run._r)  # noqa: SLF001  the run moves into the link
    paragraph._p.append(link)  # noqa: SLF001
