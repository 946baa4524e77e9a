"""Tables of a Word file: facts, who does what by when, and a pathway's steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from drafting.formats.word_shape import GREY, style_of
from drafting.sections import NOT_SAID
from escapes import for_xml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as WordDocument
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

    from drafting.composing import Draft
    from drafting.lines import DraftLine
    from drafting.needed.route import DraftRoute, DrawnStep
    from drafting.sections import DraftSection

# Columns with their widths in millimetres; those of a page of A4 within its margins are 166.
_ACTIONS = (("What", 100), ("Who", 36), ("By when", 30))
_STEPS = (("Step", 100), ("Who", 36), ("By when", 30))
_FACTS = (42, 124)
# Without a hue, so that it goes with any partnership's colour.
_PALE = "F0F2F4"


class _WritesLine(Protocol):
    def __call__(
        self, paragraph: Paragraph, draft: Draft, line: DraftLine, *, is_headed: bool = True
    ) -> None: ...


def add_facts(
    document: WordDocument, draft: Draft, section: DraftSection, write: _WritesLine
) -> None:
    """Add the theme's facts, a row each: what it tells, and the line that gives it.

    A line that a fact's line leans on stands before it in the same row.
    """
    table = _table(document, len(_FACTS))
    before: list[DraftLine] = []
    for line in section.lines:
        before.append(line)
        if line.fact:
            _fill_fact(_row(table), draft, before, write)
            before = []
    if before and table.rows:
        _write_under(table.rows[-1].cells[1], draft, before, write)
    _set_widths(table, _FACTS)
    document.add_paragraph()


def _fill_fact(
    cells: Sequence[_Cell], draft: Draft, lines: Sequence[DraftLine], write: _WritesLine
) -> None:
    name, _, value = lines[-1].fact.partition(": ")
    _shade(cells[0])
    head = cells[0].paragraphs[0]
    named = head.add_run(for_xml(name))
    named.bold = not value
    if value:
        named.font.color.rgb = GREY
        named.add_break()
        head.add_run(for_xml(value)).bold = True
    _write_under(cells[1], draft, lines, write)


def _write_under(cell: _Cell, draft: Draft, lines: Sequence[DraftLine], write: _WritesLine) -> None:
    for line in lines:
        is_first = not cell.paragraphs[-1].text
        paragraph = cell.paragraphs[-1] if is_first else cell.add_paragraph()
        write(paragraph, draft, line, is_headed=False)


def add_table(
    document: WordDocument, draft: Draft, section: DraftSection, write: _WritesLine
) -> None:
    """Add who does what by when, a row a line; its head is repeated on each page."""
    if not section.lines:
        return
    table = _headed(document, [name for name, _ in _ACTIONS])
    for line in section.lines:
        first, who, when = _row(table)
        first.paragraphs[0].add_run("☐ ").font.name = "Segoe UI Symbol"
        write(first.paragraphs[0], draft, line, is_headed=False)
        who.paragraphs[0].add_run(for_xml(line.who or NOT_SAID))
        when.paragraphs[0].add_run(for_xml(line.limit or NOT_SAID))
    _set_widths(table, [width for _, width in _ACTIONS])
    document.add_paragraph()


def add_route(document: WordDocument, route: DraftRoute) -> None:
    """Add a pathway: a row a step, with the words that it rests on, who and by when."""
    document.add_paragraph(for_xml(route.when)).paragraph_format.keep_with_next = True
    table = _headed(document, [name for name, _ in _STEPS])
    for number, step in enumerate(route.steps, 1):
        first, who, when = _row(table)
        _fill_step(first, step, number)
        who.paragraphs[0].add_run(for_xml(step.who))
        when.paragraphs[0].add_run(for_xml(step.by_when))
    _set_widths(table, [width for _, width in _STEPS])
    document.add_paragraph()


def _fill_step(cell: _Cell, step: DrawnStep, number: int) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.add_run(for_xml(f"{number}. {step.label}")).bold = True
    ways = "; ".join(f"{when or 'then'}: step {after}" for after, when in step.ways)
    if ways:
        paragraph.add_run(for_xml(f" ({ways})"))
    told = cell.add_paragraph()
    told.add_run(for_xml(f"“{step.line.text}” "))
    place = told.add_run(for_xml(f"{step.line.place}. {step.caution}".strip()))
    place.font.color.rgb, place.font.size = GREY, Pt(9)
    told.runs[0].font.size = Pt(9.5)


def _table(document: WordDocument, columns: int) -> Table:
    table: Table = document.add_table(rows=0, cols=columns)
    table.style = style_of(document, "Table Grid")
    table.autofit = False
    return table


def _headed(document: WordDocument, names: Sequence[str]) -> Table:
    table = _table(document, len(names))
    cells = _added(table)
    for cell, name in zip(cells, names, strict=True):
        _shade(cell)
        cell.paragraphs[0].paragraph_format.keep_with_next = True
        cell.paragraphs[0].add_run(name).bold = True
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001  python-docx has none
    return table


def _row(table: Table) -> Sequence[_Cell]:
    """Add a row that no page parts."""
    cells = _added(table)
    table.rows[-1]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001  as above
    for cell in cells:
        cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    return cells


def _added(table: Table) -> Sequence[_Cell]:
    table.add_row()  # type: ignore[no-untyped-call]  # python-docx leaves it so
    cells: Sequence[_Cell] = table.rows[-1].cells
    return cells


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _PALE)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001  as above


def _set_widths(table: Table, widths: Sequence[float]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
