"""A draft as a Word document, with numbered source notes that the quotes link to."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from docx.enum.text import WD_COLOR_INDEX
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from drafting.formats.word_shape import ACCENT, GREY, open_document, shape_of, style_of
from drafting.needed.route import drawn
from drafting.sections import NOT_SAID, Form, rows_of
from drafting.wording import WORDS
from escapes import for_xml

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

    from drafting.composing import Draft
    from drafting.formats.word_shape import WordShape
    from drafting.lines import DraftLine
    from drafting.needed.route import DraftRoute
    from drafting.sections import DraftSection

_INDENT = Mm(6)
# Widths of a table of who does what by when, in millimetres.
_COLUMNS = (("What", 100), ("Who", 36), ("By when", 30))


def to_word(draft: Draft, template: Path | None = None) -> bytes:
    """Give the whole draft as a .docx file, in the styles of ``template`` where one is given.

    Raises:
        WordTemplateError: the template cannot be read.
    """
    shape = shape_of(draft.kind)
    document = open_document(draft, shape, template)
    _add(document, draft.title, "Title")
    _add(document, f"{draft.kind.value} for: {draft.audience}", "Subtitle")
    _add_cover(document, draft, shape)
    _add(document, draft.outline[0], "Heading 1")
    document.add_paragraph(for_xml(draft.aim))
    if draft.words:
        told = document.add_paragraph()
        told.add_run(f"{WORDS}: ").bold = True
        told.add_run(for_xml(f"{'; '.join(draft.words)}."))
    for title, section in zip(draft.outline[1:-1], draft.sections, strict=True):
        heading = _add(document, title, "Heading 1")
        heading.paragraph_format.page_break_before = section.own_page
        _add_section(document, draft, section, shape)
    if draft.route:
        _add_route(document, draft.route)
    _add(document, draft.outline[-1], "Heading 1")
    if shape.is_compact:
        document.add_paragraph(for_xml("; ".join(draft.further)))
    else:
        for one in draft.further:
            _add(document, one, "List Bullet")
    _add(document, "Sources", "Heading 1")
    for number, line in enumerate(draft.sources, 1):
        _add_source(document, number, line, shape)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _add(document: WordDocument, text: str, style: str) -> Paragraph:
    return document.add_paragraph(for_xml(text), style=style_of(document, style))


def _add_cover(document: WordDocument, draft: Draft, shape: WordShape) -> None:
    paragraph = None
    for number, sentence in enumerate(draft.cover):
        if paragraph is None or not shape.is_compact:
            paragraph = _add(document, "", "Intense Quote")
        joined = f" {sentence}" if number and shape.is_compact else sentence
        run = paragraph.add_run(for_xml(joined))
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW if number == 0 else None
        run.font.bold = number == 0


def _add_section(
    document: WordDocument, draft: Draft, section: DraftSection, shape: WordShape
) -> None:
    if section.intro:
        document.add_paragraph(for_xml(section.intro))
    if section.form is Form.TABLE:
        _add_table(document, draft, section)
    else:
        _add_lines(document, draft, section, shape)
    for point in section.points:
        _add_point(document, point)
    if section.notes:
        document.add_paragraph().add_run("For the facilitator").bold = True
    for note in section.notes:
        _add(document, note, "List Bullet").runs[0].italic = True


def _add_lines(
    document: WordDocument, draft: Draft, section: DraftSection, shape: WordShape
) -> None:
    group = ""
    for line in section.lines:
        if line.group != group and not shape.is_compact:
            group = line.group
            _add(document, group, "Heading 2")
        paragraph = _add(document, "", "Normal" if section.tick else "List Bullet")
        if section.tick:
            paragraph.paragraph_format.left_indent = _INDENT
            paragraph.paragraph_format.first_line_indent = -_INDENT
            paragraph.add_run("☐ ").font.name = "Segoe UI Symbol"
        _write_line(paragraph, draft, line)


def _add_table(document: WordDocument, draft: Draft, section: DraftSection) -> None:
    """Add who does what by when, a row a line; its head is repeated on each page."""
    if not section.lines:
        return
    table = document.add_table(rows=1, cols=len(_COLUMNS))
    table.style = style_of(document, "Table Grid")
    table.autofit = False
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001  python-docx has none
    for cell, (name, _) in zip(table.rows[0].cells, _COLUMNS, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    for line in section.lines:
        row = table.add_row()
        whole = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(whole)  # noqa: SLF001  as above
        first, who, when = row.cells
        first.paragraphs[0].add_run("☐ ").font.name = "Segoe UI Symbol"
        _write_line(first.paragraphs[0], draft, line)
        who.paragraphs[0].add_run(for_xml(line.who or NOT_SAID))
        when.paragraphs[0].add_run(for_xml(line.limit or NOT_SAID))
    for column, (_, width) in zip(table.columns, _COLUMNS, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, (_, width) in zip(row.cells, _COLUMNS, strict=True):
            cell.width = Mm(width)
    document.add_paragraph()


def _add_route(document: WordDocument, route: DraftRoute) -> None:
    _add(document, f"Pathway: {route.title}", "Heading 1")
    document.add_paragraph(for_xml(route.when))
    for step in drawn(route):
        document.add_paragraph(for_xml(step)).paragraph_format.left_indent = _INDENT


def _add_point(document: WordDocument, point: str) -> None:
    """Add a thing to do or discuss, or a quiz question with each choice on a line of its own."""
    first, *choices = (for_xml(row) for row in rows_of(point))
    if not choices:
        document.add_paragraph(first, style=style_of(document, "List Bullet"))
        return
    paragraph = document.add_paragraph(first)
    paragraph.paragraph_format.keep_together = True
    for choice in choices:
        paragraph.add_run().add_break()
        paragraph.add_run(f"\t☐ {choice}")


def _write_line(paragraph: Paragraph, draft: Draft, line: DraftLine) -> None:
    if line.fact:
        paragraph.add_run(for_xml(f"{line.fact}. ")).bold = True
    if line.lead:
        paragraph.add_run(for_xml(f"{line.lead} ")).font.color.rgb = GREY
    paragraph.add_run(for_xml(f"“{line.text}”"))
    _link(
        paragraph, str(draft.number_of(line)), anchor=f"source{draft.number_of(line)}", raised=True
    )
    if line.caution:
        run = paragraph.add_run(for_xml(f" {line.caution}"))
        run.italic, run.font.color.rgb = True, GREY


def _add_source(document: WordDocument, number: int, line: DraftLine, shape: WordShape) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_together = True
    if shape.is_compact:
        paragraph.paragraph_format.space_after = Pt(0)
    _mark(paragraph, f"source{number}", number)
    paragraph.add_run(for_xml(f"{number}. {line.place}. Passage: "))
    _link(paragraph, for_xml(line.address), address=for_xml(line.address))
    for run in paragraph.runs:
        run.font.size = Pt(shape.source)
    for link in paragraph.hyperlinks:
        for run in link.runs:
            run.font.size = Pt(shape.source)


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
    run.font.superscript, run.font.underline, run.font.color.rgb = raised, not raised, ACCENT
    link.append(run._r)  # noqa: SLF001  the run moves into the link
    paragraph._p.append(link)  # noqa: SLF001
