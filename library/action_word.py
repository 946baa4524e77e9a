"""The actions table as a Word document, each finding with its source and address."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from dates import in_words
from escapes import for_xml
from ingest.beside.look import PLAIN
from letterhead import add_letterhead

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from docx.document import Document as WordDocument
    from docx.table import _Cell, _Row

    from ingest.beside.look import HouseLook
    from library.actions import Action

TITLE = "Actions from the inspection letter"
# Column headings with their widths in centimetres: an A4 page on its side, less its margins.
_COLUMNS = (
    ("No.", 1.3), ("Finding", 8.6), ("Agencies", 2.8), ("Owner", 3.0), ("Due", 2.4),
    ("Evidence", 5.2), ("Status", 2.6),
)  # fmt: skip


def write_word(
    actions: Sequence[Action], *, made: date, licences: Sequence[str], look: HouseLook = PLAIN
) -> bytes:
    """Give the table as a Word file; ``licences`` are those of the documents that it quotes."""
    document = Document()
    _turn_page(document)
    add_letterhead(document, look)
    document.core_properties.title = TITLE
    document.core_properties.author = ""
    document.add_heading(TITLE, level=1)
    document.add_paragraph(
        f"Made on {in_words(made)}. The findings are quoted word for word; owner, due date, "
        "evidence and status are the partnership's own."
    )
    table = document.add_table(rows=1, cols=len(_COLUMNS))
    table.style = "Table Grid"
    table.autofit = False
    for cell, (name, _) in zip(table.rows[0].cells, _COLUMNS, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    _repeat(table.rows[0])
    for action in actions:
        _fill(table.add_row(), action)
    for row in table.rows:
        for cell, (_, width) in zip(row.cells, _COLUMNS, strict=True):
            cell.width = Cm(width)
    for licence in dict.fromkeys(filter(None, licences)):
        document.add_paragraph(_clean(f"Quoted text: {licence}."))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _turn_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(1.9)
    section.top_margin = section.bottom_margin = Cm(1.7)
    style = document.styles["Normal"]
    style.font.size = Pt(10)
    style.font.name = "Arial"


def _fill(row: _Row, action: Action) -> None:
    values = (
        action.number, action.finding, action.agencies, action.owner, action.due,
        action.evidence, action.status,
    )  # fmt: skip
    for cell, value in zip(row.cells, values, strict=True):
        cell.text = _clean(value)
    # a row is not torn over two pages
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
    _cite(row.cells[1], action)


def _cite(cell: _Cell, action: Action) -> None:
    """Add the source below the finding, linked to its address where that is a web address."""
    paragraph = cell.add_paragraph()
    run = paragraph.add_run(_clean(action.source))
    run.font.size = Pt(8)
    if not action.address:
        return
    link = OxmlElement("w:hyperlink")
    if re.match(r"https?://", action.address):
        relation = cell.part.relate_to(
            action.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        link.set(qn("r:id"), relation)
    shown = paragraph.add_run(_clean(f" {action.address}"))
    shown.font.size = Pt(8)
    shown.font.underline = True
    link.append(shown._r)  # noqa: SLF001  python-docx has no call that makes a link
    paragraph._p.append(link)  # noqa: SLF001


def _repeat(row: _Row) -> None:
    """Show the row at the top of each page that the table reaches."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001


def _clean(text: str) -> str:
    """Give text that a Word file can hold; another sign becomes the replacement character."""
    return for_xml(text, instead="\ufffd")
