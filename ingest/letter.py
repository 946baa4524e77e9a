"""The parts of a joint targeted area inspection letter, known by their headings."""

from __future__ import annotations

from domain import Document, Kind, Part, Shape

# Headings that every JTAI findings letter uses, lower case, with the part they open.
_PARTS = {
    "headline findings": Part.HEADLINE,
    "area for priority action": Part.PRIORITY,
    "areas for priority action": Part.PRIORITY,
    "what needs to improve": Part.IMPROVE,
    "strengths": Part.STRENGTH,
    "main findings": Part.MAIN,
    "next steps": Part.NEXT,
}
_CLOSED = (".", "!", "?", ":")


def find_parts(document: Document) -> tuple[Part, ...]:
    """Give the part of each block of the document, in order.

    Names and posts before the first heading and after the last sentence of the next steps
    are addressees and signatories.
    """
    if document.source.kind is not Kind.FINDING:
        part = Part.GUIDANCE if document.source.kind is Kind.GUIDANCE else Part.TEXT
        return (part,) * len(document.blocks)
    parts: list[Part] = []
    current = Part.INTRODUCTION
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if block.shape is Shape.HEADING:
            current = _PARTS.get(text.lower().rstrip("?:. "), current)
        named = current in {Part.INTRODUCTION, Part.NEXT} and block.shape is Shape.PARAGRAPH
        parts.append(Part.ADDRESSEES if named and not text.endswith(_CLOSED) else current)
    return tuple(parts)
