"""A PowerPoint file is read as its slides are, hidden ones left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pptx
import pytest
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches

from domain import Shape
from ingest.readers.layout import Contents, UnreadableError
from ingest.readers.office.powerpoint import read_pptx

if TYPE_CHECKING:
    from pathlib import Path


def slide_of(deck: Any, title: str, *lines: tuple[int, str]) -> Any:  # noqa: ANN401  untyped
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = title
    frame = slide.placeholders[1].text_frame
    for at, (level, text) in enumerate(lines):
        paragraph = frame.paragraphs[0] if not at else frame.add_paragraph()
        paragraph.text, paragraph.level = text, level
    return slide


def contents_of(folder: Path, deck: Any) -> Contents:  # noqa: ANN401  untyped
    path = folder / "deck.pptx"
    deck.save(str(path))
    return read_pptx(path)


def texts_of(contents: Contents) -> list[str]:
    return [block.marker + block.text for block in contents.blocks]


def test_titles_bullets_tables_boxes_and_notes_stand_in_order_with_their_slide(
    tmp_path: Path,
) -> None:
    deck = pptx.Presentation()
    first = slide_of(deck, "Front door", (0, "Ring first"), (1, "by phone"))
    table = first.shapes.add_table(2, 2, Inches(1), Inches(4), Inches(5), Inches(1)).table
    for at, text in enumerate(["Step", "Limit", "Visit", "5 days"]):
        table.cell(at // 2, at % 2).text = text
    group = first.shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, 1000, 1000).text_frame.text = "In a group"
    first.notes_slide.notes_text_frame.text = "Ask who is on duty."
    second = deck.slides.add_slide(deck.slide_layouts[6])
    second.shapes.add_textbox(0, 0, 1000, 1000).text_frame.text = "No title here."
    found = contents_of(tmp_path, deck)
    assert texts_of(found) == [
        "# Front door", "- Ring first", "  - by phone", "| Step | Limit", "| Visit | 5 days",
        "In a group", "Speaker's note: Ask who is on duty.", "# Slide 2", "No title here.",
    ]  # fmt: skip
    assert [block.page for block in found.blocks] == [1] * 7 + [2] * 2
    assert (found.pages, found.warnings) == (2, ())


def test_what_the_show_does_not_show_is_left_out_and_said(tmp_path: Path) -> None:
    deck = pptx.Presentation()
    hidden = slide_of(deck, "Old rule", (0, "Promise secrecy"))
    hidden._element.set("show", "0")  # noqa: SLF001  python-pptx has no other way
    shown = slide_of(deck, "Rule", (0, "Promise nothing"))
    off = shown.shapes.add_textbox(Inches(-20), 0, Inches(2), Inches(1))
    off.text_frame.text = "left over"
    unseen = shown.shapes.add_textbox(0, 0, Inches(2), Inches(1))
    unseen.text_frame.text = "out of sight"
    unseen._element.nvSpPr.cNvPr.set("hidden", "1")  # noqa: SLF001  as above
    found = contents_of(tmp_path, deck)
    assert texts_of(found) == ["# Rule", "- Promise nothing"]
    assert found.warnings == (
        "slide 1 is hidden and left out",
        "text on slide 2 is off the slide and left out (2 words): “left over”",
        "text on slide 2 is hidden and left out (3 words): “out of sight”",
    )


def test_numbers_breaks_and_fields_are_shown(tmp_path: Path) -> None:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    body = slide.shapes.add_textbox(0, 0, 1000, 1000).text_frame._txBody  # noqa: SLF001  as above
    for properties, inner in [
        (
            '<a:pPr><a:buAutoNum type="arabicPeriod" startAt="3"/></a:pPr>',
            "<a:r><a:t>a</a:t></a:r>",
        ),
        (
            '<a:pPr><a:buAutoNum type="arabicPeriod" startAt="3"/></a:pPr>',
            "<a:r><a:t>b</a:t></a:r>",
        ),
        ('<a:pPr><a:buAutoNum type="romanLcParenBoth"/></a:pPr>', "<a:r><a:t>c</a:t></a:r>"),
        ("", '<a:fld id="{0}" type="x"><a:t>d</a:t></a:fld><a:br/><a:r><a:t>e</a:t></a:r>'),
    ]:
        body.append(parse_xml(f"<a:p {nsdecls('a')}>{properties}{inner}</a:p>"))
    found = contents_of(tmp_path, deck)
    assert texts_of(found)[1:] == ["3. a", "4. b", "(i) c", "d e"]
    assert found.blocks[-1].shape is Shape.PARAGRAPH


def test_another_file_under_its_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(b"Plain words.")
    with pytest.raises(UnreadableError, match="not a PowerPoint file"):
        read_pptx(path)
