"""A pathway on slides: boxes in reading order, an arrow between each two that follow each other."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from pptx.util import Inches

from drafting.formats.slide_shapes import TITLE_POINTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafting.formats.slide_shapes import SlideDeck
    from drafting.needed.route import DraftRoute, DrawnStep

# A pathway is drawn in two rows of boxes a slide, three across where every box then holds its
# words, else two; sizes in inches.
ACROSS, ROWS_OF_BOXES = 3, 2
# Rows of a box, and how many characters fill one where three are across.
BOX_ROWS, BOX_CHARACTERS = 7, 27
_LEFT, _TOP, _SPAN, _BOX_HEIGHT, _GAP = 0.6, 1.48, 12.12, 2.62, 0.3


def draw_route(deck: SlideDeck, route: DraftRoute) -> None:
    """Draw the pathway: boxes in reading order, with who and by when, an arrow between each two."""
    boxes = [_in_box(step, number) for number, step in enumerate(route.steps, 1)]
    across = ACROSS if all(_fits(one, ACROSS) for one in boxes) else ACROSS - 1
    most = across * ROWS_OF_BOXES
    width = (_SPAN - (across - 1) * _GAP) / across
    pages = -(-len(boxes) // most)
    # as many on each slide, and no row left with one box
    a_page = min(most, -(-len(boxes) // pages // across) * across)
    parts = [range(at, min(at + a_page, len(boxes))) for at in range(0, len(boxes), a_page)]
    for number, part in enumerate(parts, 1):
        of = f" ({number} of {len(parts)})" if len(parts) > 1 else ""
        slide = deck.add(f"The way through: {route.title}{of}", Inches(0.45), TITLE_POINTS)
        for at, place in enumerate(part):
            row, column = divmod(at, across)
            left, top = _LEFT + column * (width + _GAP), _TOP + row * (_BOX_HEIGHT + 0.15)
            deck.box(slide, (left, top, width, _BOX_HEIGHT), boxes[place])
            if column and any(after == place + 1 for after, _ in route.steps[place - 1].ways):
                middle = top + _BOX_HEIGHT / 2
                deck.arrow(slide, (left - _GAP, middle), (left, middle))
        told = [route.when, "Ask: where in this way do we wait for one another?"]
        deck.note(slide, [*told, *(_said(route.steps[place]) for place in part)])


def _in_box(step: DrawnStep, number: int) -> list[str]:
    told = f"{step.who}. {step.by_when}. {_ways(step, number)}".strip()
    return [f"{number}. {step.label}", told]


def _fits(texts: Sequence[str], across: int) -> bool:
    filled = BOX_CHARACTERS * ACROSS // across
    label, *others = texts
    # bold letters are wider
    rows = [wrap(label, filled - 2), *(wrap(one, filled) for one in others)]
    return sum(map(len, rows)) <= BOX_ROWS


def _ways(step: DrawnStep, count: int) -> str:
    """Give whose rule a step is, where it is another area's, and which steps may follow."""
    after = [str(number) for number, _ in step.ways]
    told = f"Then {' or '.join(after)}." if after and after != [str(count + 1)] else ""
    theirs = f"{step.area}'s rule: check yours." if step.area else step.caution
    return f"{told} {theirs}".strip()


def _said(step: DrawnStep) -> str:
    ways = "; ".join(f"{when or 'then'}: step {number}" for number, when in step.ways)
    told = f"{step.label}: “{step.line.text}” {step.line.place}. Passage: {step.line.address}"
    return " ".join(filter(None, (told, ways and f"({ways})", step.caution)))
