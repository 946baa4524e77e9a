"""Letters set along a slope, as a figure's labels and a table's upright heads, are laid flat."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.readers.pdf.drawn.shapes import Rule
    from ingest.readers.pdf.drawn.words import Glyph

# A line that slopes by no more degrees is followed as it is: a scan lies a little askew.
LEVEL = 15
# Of the letters' size: how far a letter may stand off its line, how far from the letter before it
# one of the same line begins, and how far below a line the next of its paragraph.
_OFF_LINE = 0.3
_NEXT = 2.5
_LEADING = 2.0
# A gap that is wider than most of its line by this share of the letters' size is a blank.
_BLANK_SHARE = 0.15

# How far along a line a letter begins, and how far to the left of the page's corner.
_At = tuple[float, float]


def reach_along(slope: int, box: Rule) -> float:
    """Give a letter's width and height together, by the upright box around it."""
    across, up = abs(math.cos(math.radians(slope))), abs(math.sin(math.radians(slope)))
    return (box.right - box.left + box.top - box.bottom) / (across + up)


def straighten(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Give the letters with those that slope in the order of their line, which is laid flat.

    A line stays where its first letter stands, and comes where the first of it that is drawn came;
    the next line of its paragraph lies below it. The ``right`` of a letter that slopes is to stand
    as far from its ``left`` as ``reach_along`` says; how high letters are is found by their line.
    """
    sloping: dict[int, list[int]] = defaultdict(list)
    for index, one in enumerate(glyphs):
        if one.style.slope:
            sloping[one.style.slope].append(index)
    flat: dict[int, list[Glyph]] = {}
    for slope, indices in sloping.items():
        across, up = math.cos(math.radians(slope)), math.sin(math.radians(slope))
        at = {
            index: (one.left * across + one.base * up, one.base * across - one.left * up)
            for index, one in ((index, glyphs[index]) for index in indices)
        }
        _lay(glyphs, at, flat)
    placed: list[Glyph] = []
    for index, one in enumerate(glyphs):
        placed += [one] if not one.style.slope else flat.get(index, ())
    return placed


def _lay(glyphs: Sequence[Glyph], at: dict[int, _At], flat: dict[int, list[Glyph]]) -> None:
    """Lay all lines of one slope flat, each by the first of its letters that is drawn."""
    laid: list[tuple[_At, tuple[float, float]]] = []
    for row in _rows(glyphs, at):
        first, start = glyphs[row[0]], at[row[0]]
        corner = (first.left, first.base)
        for above, place in reversed(laid):
            is_below = 0 < above[1] - start[1] < _LEADING * first.style.size
            if is_below and abs(above[0] - start[0]) < first.style.size:
                corner = (place[0] + start[0] - above[0], place[1] + start[1] - above[1])
                break
        laid.append((start, corner))
        flat[min(row)] = _flat([glyphs[one] for one in row], [at[one][0] for one in row], corner)


def _rows(glyphs: Sequence[Glyph], at: dict[int, _At]) -> Iterator[list[int]]:
    """Give the letters of each line in their order along it, the uppermost line first."""
    rows: list[list[int]] = []
    for index in sorted(at, key=lambda one: -at[one][1]):
        off_line = _OFF_LINE * glyphs[index].style.size
        if rows and at[rows[-1][0]][1] - at[index][1] < off_line:
            rows[-1].append(index)
        else:
            rows.append([index])
    for row in rows:
        row.sort(key=lambda one: at[one][0])
        start = 0
        for place, (before, after) in enumerate(pairwise(row), 1):
            size = max(glyphs[before].style.size, glyphs[after].style.size)
            if at[after][0] - at[before][0] > _NEXT * size:
                yield row[start:place]
                start = place
        yield row[start:]


def _flat(line: list[Glyph], along: list[float], corner: tuple[float, float]) -> list[Glyph]:
    """Give a line's letters as if it lay flat from that corner."""
    steps = [after - before for before, after in pairwise(along)]
    reaches = [one.right - one.left for one in line]
    sizes = [one.style.size for one in line]
    # most letters touch the next: what their boxes reach further is their height
    height = median(
        [(reach - step) / size for reach, step, size in zip(reaches, steps, sizes, strict=False)]
        or [reaches[0] / sizes[0] - 0.5]
    )
    widths = [reach - height * size for reach, size in zip(reaches, sizes, strict=True)]
    flat: list[Glyph] = []
    for place, one in enumerate(line):
        gap = steps[place - 1] - widths[place - 1] if place else 0.0
        left = corner[0] + along[place] - along[0]
        flat.append(
            one._replace(
                left=left, right=left + widths[place], base=corner[1],
                after_blank=not place or gap > _BLANK_SHARE * sizes[place],
            )
        )  # fmt: skip
    return flat
