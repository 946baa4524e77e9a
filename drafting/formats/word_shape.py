"""How a Word file of a draft is set: paper, styles and foot; or the house's own styles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from domain import FindingsError
from drafting.wording import DraftKind
from escapes import for_xml
from letterhead import add_letterhead, colour_of

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

    from drafting.composing import Draft
    from ingest.beside.look import HouseLook

# A4.
_WIDTH, _HEIGHT = Mm(210), Mm(297)
GREY = RGBColor(0x47, 0x54, 0x5F)
# Where a house's headings have no colour of their own.
_LINK = RGBColor(0x0B, 0x52, 0x70)
_STYLES = ("Title", "Subtitle", "Heading 1", "Heading 2", "Intense Quote")


class WordTemplateError(FindingsError):
    """The house's Word file that drafts are made from cannot be read; the message names it."""


@dataclass(frozen=True, slots=True)
class WordShape:
    """Sizes in points and margins in millimetres; ``spaces`` stand above and below each style.

    ``is_compact``: what a page must hold stands without headings of its own for each document.
    """

    body: float
    source: float
    margin: int
    heads: tuple[float, float]
    spaces: tuple[tuple[str, float, float], ...]
    is_compact: bool = False


_ROOMY = WordShape(11, 9, 22, (14, 13), (
    ("Normal", 0, 5), ("List Bullet", 0, 4), ("Intense Quote", 0, 3), ("Title", 0, 6),
    ("Subtitle", 0, 6), ("Heading 1", 12, 3), ("Heading 2", 7, 2),
))  # fmt: skip
# A briefing is one page.
_COMPACT = WordShape(9.5, 7.5, 14, (11, 10), (
    ("Normal", 0, 2), ("List Bullet", 0, 1), ("Intense Quote", 0, 1), ("Title", 0, 2),
    ("Subtitle", 0, 1), ("Heading 1", 4, 1), ("Heading 2", 2, 1),
), is_compact=True)  # fmt: skip


def shape_of(kind: DraftKind) -> WordShape:
    """Give how a kind of draft is set."""
    return _COMPACT if kind is DraftKind.BRIEFING else _ROOMY


def open_document(
    draft: Draft, shape: WordShape, template: Path | None, look: HouseLook
) -> WordDocument:
    """Give an empty document in our styles and a partnership's look, or as ``template`` has it.

    Raises:
        WordTemplateError: the template cannot be read.
    """
    document = _emptied(template) if template else Document()
    properties = document.core_properties
    properties.title, properties.author = for_xml(draft.title), "Findings"
    properties.comments, properties.language = for_xml(draft.cover[0]), "en-GB"
    if template is None:
        _set_styles(document, shape, look)
        add_letterhead(document, look)
    _add_foot(document, draft, shape)
    return document


def style_of(document: WordDocument, name: str) -> str:
    """Give the name of a style that the document has: plain text where it lacks the one named."""
    return name if name in {one.name for one in document.styles} else "Normal"


def accent_of(paragraph: Paragraph) -> RGBColor:
    """Give the colour of links: that of the headings where the document's styles say it."""
    document = paragraph.part.document  # type: ignore[attr-defined]  # of a part of a document
    return document.styles[style_of(document, "Heading 1")].font.color.rgb or _LINK


def _emptied(template: Path) -> WordDocument:
    try:
        document = Document(str(template))
    except (PackageNotFoundError, OSError, ValueError, KeyError) as error:
        msg = f"{template} is no Word file that drafts can be made from ({error})"
        raise WordTemplateError(msg) from error
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    return document


def _set_styles(document: WordDocument, shape: WordShape, look: HouseLook) -> None:
    normal = document.styles["Normal"].font
    normal.name, normal.size = "Arial", Pt(shape.body)
    page = document.sections[0]
    page.page_width, page.page_height = _WIDTH, _HEIGHT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(shape.margin)
    if shape.is_compact:
        page.footer_distance = Mm(6)
        document.styles["Title"].font.size = Pt(18)
    for name, before, after in shape.spaces:
        form = document.styles[name].paragraph_format
        form.space_before, form.space_after = Pt(before), Pt(after)
        # a heading is never the last row of a page
        form.keep_with_next = name.startswith("Heading") or None
    cover = document.styles["Intense Quote"].paragraph_format
    cover.left_indent = cover.right_indent = Mm(0)
    for name in _STYLES:
        font = document.styles[name].font
        font.name, font.color.rgb, font.italic = "Arial", colour_of(look.accent), False
        fonts = document.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    for name, points in zip(("Heading 1", "Heading 2"), shape.heads, strict=True):
        document.styles[name].font.size = Pt(points)


def _add_foot(document: WordDocument, draft: Draft, shape: WordShape) -> None:
    """Put what the draft is, and the page's number, at the foot of each page."""
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
        one.font.color.rgb, one.font.size = GREY, Pt(shape.source)
