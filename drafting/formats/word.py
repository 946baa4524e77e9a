"""A draft as a Word document, with numbered source notes that the quotes link to."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from docx.enum.text import WD_COLOR_INDEX
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from drafting.formats.word_shape import GREY, accent_of, open_document, shape_of, style_of
from drafting.formats.word_tables import add_facts, add_route, add_table
from drafting.sections import Form, rows_of
from drafting.showing import in_marks, introduced
from drafting.wording import WORDS
from escapes import for_xml
from ingest.beside.look import PLAIN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

    from drafting.composing import Draft
    from drafting.formats.word_shape import WordShape
    from drafting.lines import DraftLine
    from drafting.sections import DraftSection
    from ingest.beside.look import HouseLook

_INDENT = Mm(6)


def to_word(draft: Draft, template: Path | None = None, look: HouseLook = PLAIN) -> bytes:
    """Give the whole draft as a .docx file, in a partnership's look or in ``template``'s styles.

    Raises:
        WordTemplateError: the template cannot be read.
    """
    shape = shape_of(draft.kind)
    document = open_document(draft, shape, template, look)
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
        heading.paragraph_format.page_break_before = section.own_page or None
        _add_section(document, draft, section, shape)
    if draft.route:
        _add(document, f"Pathway: {draft.route.title}", "Heading 1")
        add_route(document, draft.route)
    _add(document, draft.outline[-1], "Heading 1")
    if shape.is_compact:
        document.add_paragraph(for_xml("; ".join(draft.further)))
    else:
        for one in draft.further:
            _add(document, one, "List Bullet")
    _add(document, "Sources", "Heading 1")
    for held in _by_document(draft):
        _add_source(document, draft, held, shape)
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
    if section.is_led:
        _add_lead(document, section)
    if section.form is Form.TABLE:
        add_table(document, draft, section, write_line)
    elif section.form is Form.FACTS:
        add_facts(document, draft, section, write_line)
    else:
        _add_lines(document, draft, section, shape)
    if not section.is_led:
        _add_lead(document, section)


def _add_lead(document: WordDocument, section: DraftSection) -> None:
    """Add what the room does, and what is for the facilitator."""
    for point in section.points:
        _add_point(document, point)
    if section.notes:
        told = document.add_paragraph()
        told.paragraph_format.keep_with_next = True
        told.add_run("For the facilitator").bold = True
    for note in section.notes:
        _add(document, note, "List Bullet").runs[0].italic = True


def _add_lines(
    document: WordDocument, draft: Draft, section: DraftSection, shape: WordShape
) -> None:
    group = ""
    for line in section.lines:
        if line.group != group and section.is_grouped and not shape.is_compact:
            group = line.group
            _add(document, group, "Heading 2")
        paragraph = _add(document, "", "Normal" if section.tick else "List Bullet")
        if section.tick:
            paragraph.paragraph_format.left_indent = _INDENT
            paragraph.paragraph_format.first_line_indent = -_INDENT
            paragraph.add_run("☐ ").font.name = "Segoe UI Symbol"
        write_line(paragraph, draft, line)


def _add_point(document: WordDocument, point: str) -> None:
    """Add a thing to do or discuss, or a quiz question with each choice on a line of its own."""
    first, *choices = (for_xml(row) for row in rows_of(point))
    if not choices:
        # a question that has a number is no point of a list
        style = "Normal" if first[:1].isdigit() else "List Bullet"
        document.add_paragraph(first, style=style_of(document, style))
        return
    paragraph = document.add_paragraph(first)
    paragraph.paragraph_format.keep_together = True
    for choice in choices:
        paragraph.add_run().add_break()
        paragraph.add_run(f"\t☐ {choice}")


def write_line(
    paragraph: Paragraph, draft: Draft, line: DraftLine, *, is_headed: bool = True
) -> None:
    """Write a quoted line with what introduces it, its number and its caution."""
    if line.fact and is_headed:
        paragraph.add_run(for_xml(f"{line.fact}. ")).bold = True
    if lead := introduced(line):
        paragraph.add_run(for_xml(f"{lead} ")).font.color.rgb = GREY
    paragraph.add_run(for_xml(in_marks(line)))
    _link(
        paragraph, str(draft.number_of(line)), anchor=f"source{draft.number_of(line)}", raised=True
    )
    if line.caution:
        run = paragraph.add_run(for_xml(f" {line.caution}"))
        run.italic, run.font.color.rgb = True, GREY


def _by_document(draft: Draft) -> list[list[DraftLine]]:
    """Give one line of each passage quoted, those of a document together."""
    held: dict[str, list[DraftLine]] = {}
    for line in draft.sources:
        held.setdefault(line.citation.passage.source.id, []).append(line)
    return list(held.values())


def _add_source(
    document: WordDocument, draft: Draft, lines: Sequence[DraftLine], shape: WordShape
) -> None:
    """Add a document with its publisher's address, and the places quoted, each a link to it."""
    source = lines[0].citation.passage.source
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0 if shape.is_compact else 3)
    paragraph.add_run(for_xml(f"{source.title}, {source.dated}")).bold = True
    if source.url:
        paragraph.add_run(". Published at ")
        _link(paragraph, for_xml(source.url), address=for_xml(source.url))
    paragraph.add_run(". Quoted: ")
    for at, line in enumerate(lines):
        number = draft.number_of(line)
        paragraph.add_run("; " if at else "")
        _mark(paragraph, f"source{number}", number)
        place = line.place.removeprefix(f"{source.title}, {source.dated}").strip(", ")
        _link(paragraph, for_xml(f"[{number}] {place}".strip()), address=for_xml(line.address))
    for run in (*paragraph.runs, *(one for link in paragraph.hyperlinks for one in link.runs)):
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
    run.font.superscript, run.font.underline, run.font.color.rgb = (
        raised,
        not raised,
        accent_of(paragraph),
    )
    link.append(run._r)  # noqa: SLF001  the run moves into the link
    paragraph._p.append(link)  # noqa: SLF001
