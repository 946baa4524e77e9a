"""The tags of a PDF page: which letters belong to which heading, item, cell or note."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    import pypdfium2

# A structure nested deeper is damaged or hostile.
_MOST_DEPTH = 60
_MOST_ELEMENTS = 50_000
_NAME_BYTES = 256
# ISO 32000-1, 14.8.4: the structure types that make a block, a cell, a note.
_BLOCKS = frozenset("P H H1 H2 H3 H4 H5 H6 Title LI LBody TD TH Note Caption Quote TOCI".split())


@dataclass(frozen=True, slots=True)
class Tag:
    """What a page's structure says of the letters of one marked piece.

    ``block`` numbers the block; ``heading`` is 1 to 6, ``depth`` a list item's nesting, ``item``
    the item's number; ``table``, ``row`` and ``cell`` number a cell. All are 0 where there is none.
    ``is_alone`` says that its row has no other cell, not even an empty one.
    """

    block: int = 0
    heading: int = 0
    depth: int = 0
    item: int = 0
    table: int = 0
    row: int = 0
    cell: int = 0
    is_note: bool = False
    is_alone: bool = False


NO_TAG = Tag()


def read_tags(page: pypdfium2.PdfPage) -> dict[int, Tag]:
    """Give the tags of a page by the number of the marked piece; none where it is not tagged."""
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return {}
    found: dict[int, Tag] = {}
    try:
        count = pdfium.FPDF_StructTree_CountChildren(tree)
        roots = [pdfium.FPDF_StructTree_GetChildAtIndex(tree, place) for place in range(count)]
        _walk(roots, found)
    finally:
        pdfium.FPDF_StructTree_Close(tree)
    return found


def _walk(roots: list[pdfium.FPDF_STRUCTELEMENT], found: dict[int, Tag]) -> None:
    name = ctypes.create_string_buffer(_NAME_BYTES)
    waiting = [(root, NO_TAG, 0) for root in reversed(roots) if root]
    number = 0
    while waiting and number < _MOST_ELEMENTS:
        element, tag, depth = waiting.pop()
        number += 1
        size = pdfium.FPDF_StructElement_GetType(element, name, _NAME_BYTES)
        kind = name.raw[: max(0, size - 2)].decode("utf-16-le", "replace")
        tag = _enter(tag, kind, number)
        children = []
        for place in range(pdfium.FPDF_StructElement_CountChildren(element)):
            mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, place)
            if mark >= 0:
                found.setdefault(mark, tag)
                continue
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, place)
            if child and depth < _MOST_DEPTH:
                children.append((child, tag, depth + 1))
        if kind == "TR" and len(children) == 1:
            children = [
                (child, replace(tag, is_alone=True), deeper) for child, tag, deeper in children
            ]
        waiting += reversed(children)


def _enter(tag: Tag, kind: str, number: int) -> Tag:
    """Give the tag of what stands in an element of that kind."""
    if kind in _BLOCKS:
        tag = replace(tag, block=number)
    if re.fullmatch(r"H[1-6]?", kind):
        return replace(tag, heading=int(kind[1:] or 1))
    changed: dict[str, int] = {
        "L": {"depth": tag.depth + 1},
        "LI": {"item": number},
        "Table": {"table": number, "row": 0, "cell": 0},
        "TR": {"row": number},
        "TD": {"cell": number},
        "TH": {"cell": number},
    }.get(kind, {})
    return replace(
        tag, **changed, is_note=tag.is_note or kind == "Note",
        is_alone=tag.is_alone and kind != "TR",
    )  # fmt: skip
