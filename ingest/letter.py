"""The parts of an inspection letter, known by the headings that ``identity.toml`` lists."""

from __future__ import annotations

from domain import Document, Kind, Part, Shape
from ingest.identity.rules import rules

_CLOSED = (".", "!", "?", ":")


def find_parts(document: Document) -> tuple[Part, ...]:
    """Give the part of each block of the document, in order.

    Names and posts before the first heading and after the last sentence of the next steps
    are addressees and signatories.
    """
    if document.source.kind is not Kind.FINDING:
        part = Part.GUIDANCE if document.source.kind.is_expectation else Part.TEXT
        return (part,) * len(document.blocks)
    known = rules()
    parts: list[Part] = []
    current = Part.INTRODUCTION
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if block.shape is Shape.HEADING:
            current = known.part_of(text) or current
        named = current in {Part.INTRODUCTION, Part.NEXT} and block.shape is Shape.PARAGRAPH
        parts.append(Part.ADDRESSEES if named and not text.endswith(_CLOSED) else current)
    return tuple(parts)
