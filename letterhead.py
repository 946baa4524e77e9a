"""Whose a Word file is: the partnership's logo and name at the head of every page."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from docx.shared import Mm, Pt, RGBColor

from escapes import for_xml

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.shared import Length

    from ingest.beside.look import HouseLook

# Within the narrowest margin that a page has, 14 mm, from the paper's edge.
_FROM_EDGE, _HIGH, _WIDEST = Mm(5), Mm(7), Mm(60)
_POINTS = 8


def add_letterhead(document: WordDocument, look: HouseLook) -> None:
    """Put logo and name above every page; nothing where the documents are nobody's."""
    if not (look.name or look.logo):
        return
    section = document.sections[0]
    section.header_distance = _FROM_EDGE
    paragraph = section.header.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if look.logo:
        width, height = _fitted(look.logo.width / look.logo.height)
        picture = io.BytesIO(look.logo.data)
        drawn = paragraph.add_run().add_picture(picture, width=width, height=height)
        # what a screen reader says in its place: the name stands beside it
        drawn._inline.docPr.set("descr", for_xml(f"Logo of {look.name}"))  # noqa: SLF001
    said = paragraph.add_run(for_xml(f"{'  ' if look.logo else ''}{look.name}"))
    said.font.size, said.font.color.rgb = Pt(_POINTS), colour_of(look.accent)


def colour_of(code: str) -> RGBColor:
    """Give a colour as in ``#0b5270`` as Word files have it."""
    return RGBColor.from_string(code.removeprefix("#").upper())


def _fitted(ratio: float) -> tuple[Length, Length]:
    """Give width and height of a logo: as high as the margin lets it be, or as wide as may be."""
    if _HIGH * ratio <= _WIDEST:
        return Mm(_HIGH.mm * ratio), _HIGH
    return _WIDEST, Mm(_WIDEST.mm / ratio)
