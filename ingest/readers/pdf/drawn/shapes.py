"""What is drawn around the words of a PDF page: its lines, filled boxes and pictures."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    import pypdfium2

# A box's outline has so many points, the last of them where it began.
_BOX_SEGMENTS = 5
# No bullet is broader or higher (points).
_BULLET = 12.0
# A path of more is a drawing.
_MOST_SEGMENTS = 500
# A box that is no broader than this (points) is a line.
_THIN = 3.0
# A line has so many points.
_LINE_SEGMENTS = 2
# A line that leaves its direction by no more (points) stands or lies.
_ASKEW = 1.0
# Where a path's point stands, and how it is reached.
_Point = tuple[float, float, int]


class Rule(NamedTuple):
    """A line or filled box that is drawn on the page; points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page lies before its reader: its box in the file, and the quarter turns of it."""

    box: tuple[float, float, float, float]
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height, as the page is read."""
        wide, high = self.box[2] - self.box[0], self.box[3] - self.box[1]
        return (high, wide) if self.turn % 2 else (wide, high)

    def place(self, left: float, bottom: float, right: float, top: float) -> Rule:
        """Give a box of the file as it stands on the page that is read."""
        x, y = self.box[0], self.box[1]
        left, right, bottom, top = left - x, right - x, bottom - y, top - y
        if not self.turn:
            return Rule(left, bottom, right, top)
        wide, high = self.box[2] - x, self.box[3] - y
        match self.turn:
            case 1:
                left, bottom, right, top = bottom, wide - right, top, wide - left
            case 2:
                left, bottom, right, top = wide - right, high - top, wide - left, high - bottom
            case _:
                left, bottom, right, top = high - top, left, high - bottom, right
        return Rule(left, bottom, right, top)


class Fill(NamedTuple):
    """A filled shape in the order of drawing; without a colour an image, or none that is known."""

    box: Rule
    colour: tuple[int, int, int] | None
    place: int


@dataclass(slots=True)
class Shapes:
    """What is drawn on a page but for its letters.

    ``places`` says which object, by its address, is drawn as which in order; ``marks`` are those
    small enough for bullets; ``images`` is the area of the pictures in square points.
    """

    places: dict[int, int] = field(default_factory=dict)
    fills: list[Fill] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    marks: list[Rule] = field(default_factory=list)
    images: float = 0.0


def read_shapes(page: pypdfium2.PdfPage, frame: Frame) -> Shapes:
    """Give the shapes of a page as they stand in that frame."""
    shapes = Shapes()
    edges = [ctypes.c_float() for _ in range(4)]
    for place in range(pdfium.FPDFPage_CountObjects(page.raw)):
        thing = pdfium.FPDFPage_GetObject(page.raw, place)
        shapes.places[address(thing)] = place
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind not in {pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE}:
            continue
        if not pdfium.FPDFPageObj_GetBounds(thing, *edges):
            continue
        box = frame.place(*(one.value for one in edges))
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            shapes.images += (box.right - box.left) * (box.top - box.bottom)
            shapes.fills.append(Fill(box, None, place))
        else:
            _add_path(shapes, thing, box, frame)
    return shapes


def _add_path(shapes: Shapes, path: pdfium.FPDF_PAGEOBJECT, box: Rule, frame: Frame) -> None:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, mode, stroke)
    if not mode.value and not stroke.value:
        return
    if max(box.right - box.left, box.top - box.bottom) <= _BULLET:
        shapes.marks.append(box)
    count = pdfium.FPDFPath_CountSegments(path)
    is_broad = box.right - box.left > _THIN and box.top - box.bottom > _THIN
    is_told = count <= _MOST_SEGMENTS and (is_broad or count > _LINE_SEGMENTS)
    points = _points(path, frame) if is_told else []
    is_box = count <= _BOX_SEGMENTS and all(_is_upright(*one) for one in pairwise(points))
    if mode.value:
        # what a shape of other corners covers cannot be told from its box
        colour = colour_of(path)[0] if is_box else None
        shapes.fills.append(Fill(box, colour, shapes.places[address(path)]))
    shapes.rules += [box] if is_box or count > _MOST_SEGMENTS else _lines(points)


def _points(path: pdfium.FPDF_PAGEOBJECT, frame: Frame) -> list[_Point]:
    """Give the points of a path as they stand on the page, each with how it is reached."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    points = []
    for place in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, place)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        across = matrix.a * x.value + matrix.c * y.value + matrix.e
        up = matrix.b * x.value + matrix.d * y.value + matrix.f
        point = frame.place(across, up, across, up)
        points.append((point.left, point.bottom, pdfium.FPDFPathSegment_GetType(segment)))
    return points


def _is_upright(before: _Point, after: _Point) -> bool:
    """Say whether a line leads from the one point to the other, and stands or lies."""
    moves = min(abs(before[0] - after[0]), abs(before[1] - after[1]))
    return after[2] == pdfium.FPDF_SEGMENT_LINETO and moves <= _ASKEW


def _lines(points: list[_Point]) -> list[Rule]:
    """Give the lines of a path that stand or lie; what slopes or bends bounds nothing."""
    return [
        Rule(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y))
        for (x, y, kind), (to_x, to_y, to_kind) in pairwise(points)
        if _is_upright((x, y, kind), (to_x, to_y, to_kind))
    ]


def address(thing: pdfium.FPDF_PAGEOBJECT) -> int:
    """Give what tells an object of a page from the others; 0 for none."""
    return ctypes.c_void_p.from_buffer(thing).value or 0


def colour_of(thing: pdfium.FPDF_PAGEOBJECT) -> tuple[tuple[int, int, int] | None, int]:
    """Give the colour that an object is filled with, and how opaque it is, of 255."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(thing, *parts):
        return None, 255
    red, green, blue, opacity = (one.value for one in parts)
    return (red, green, blue), opacity
