"""A draft as a Word document, with numbered source notes that the quotes link to."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from drafting.cleaning import clean
from drafting.wording import WORDS

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

    from drafting.composing import Draft
    from drafting.lines import Line
    from drafting.sections import Section

BODY_POINTS = 11
_GREY = RGBColor(0x47, 0x54, 0x5F)
_ACCENT = RGBColor(0x0B, 0x52, 0x70)


def to_word(draft: Draft) -> bytes:
    """Give the whole draft as a .docx file."""
    document = Document()
    _set_up(document, draft)
    document.add_heading(clean(draft.title), level=0)
    document.add_paragraph(clean(f"{draft.kind.value} for: {draft.audience}"), style="Subtitle")
    for number, sentence in enumerate(draft.cover):
        run = document.add_paragraph(style="Intense Quote").add_run(clean(sentence))
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW if number == 0 else None
    document.add_heading(clean(draft.outline[0]), level=1)
    document.add_paragraph(clean(draft.aim))
    if draft.words:
        document.add_paragraph().add_run(WORDS).bold = True
        document.add_paragraph(clean(f"{'; '.join(draft.words)}."))
    for title, section in zip(draft.outline[1:-1], draft.sections, strict=True):
        document.add_heading(clean(title), level=1)
        _add_section(document, draft, section)
    document.add_heading(clean(draft.outline[-1]), level=1)
    for one in draft.further:
        document.add_paragraph(clean(one), style="List Bullet")
    document.add_heading("Sources", level=1)
    for number, line in enumerate(draft.sources, 1):
        _add_source(document, number, line)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: WordDocument, draft: Draft) -> None:
    properties = document.core_properties
    properties.title, properties.author = clean(draft.title), "Findings"
    properties.comments, properties.language = clean(draft.cover[0]), "en-GB"
    normal = document.styles["Normal"].font
    normal.name, normal.size = "Arial", Pt(BODY_POINTS)
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "Intense Quote"):
        font = document.styles[name].font
        font.name, font.color.rgb, font.italic = "Arial", _ACCENT, False
        fonts = document.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)


def _add_section(document: WordDocument, draft: Draft, section: Section) -> None:
    if section.intro:
        document.add_paragraph(clean(section.intro))
    group = ""
    for line in section.lines:
        if line.group != group:
            group = line.group
            document.add_heading(clean(group), level=2)
        _add_line(document, draft, line, tick=section.tick)
    for point in section.points:
        document.add_paragraph(clean(point), style="List Bullet")
    if section.notes:
        document.add_paragraph().add_run("For the facilitator").bold = True
    for note in section.notes:
        document.add_paragraph(clean(note), style="List Bullet").runs[0].italic = True


def _add_line(document: WordDocument, draft: Draft, line: Line, *, tick: bool) -> None:
    paragraph = document.add_paragraph(style="Normal" if tick else "List Bullet")
    if tick:
        paragraph.add_run("☐ ").font.name = "Segoe UI Symbol"
    if line.lead:
        paragraph.add_run(clean(f"{line.lead} ")).font.color.rgb = _GREY
    paragraph.add_run(clean(f"“{line.text}”"))
    _link(
        paragraph, str(draft.number_of(line)), anchor=f"source{draft.number_of(line)}", raised=True
    )
    if line.caution:
        run = paragraph.add_run(clean(f" {line.caution}"))
        run.italic, run.font.color.rgb = True, _GREY


def _add_source(document: WordDocument, number: int, line: Line) -> None:
    paragraph = document.add_paragraph()
    _mark(paragraph, f"source{number}", number)
    paragraph.add_run(clean(f"{number}. {line.place}. Passage: "))
    _link(paragraph, clean(line.address), address=clean(line.address))


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
