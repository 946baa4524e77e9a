"""Slides that are more than text: the facts as boxes, a chart, a case beside its questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.util import Inches

from drafting.formats.slide_shapes import SMALLEST_POINTS, TITLE_POINTS
from drafting.needed.tallies import HOW_COUNTED
from drafting.showing import cells_of, in_marks
from escapes import for_xml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafting.formats.slide_shapes import SlideDeck
    from drafting.lines import DraftLine
    from drafting.needed.tallies import BarChart
    from drafting.sections import DraftSection

# Inches: where what fills a slide begins, how wide and how high it may be, and between two boxes.
LEFT, TOP, SPAN, HIGH, GAP = 0.6, 1.5, 12.12, 4.55, 0.15
# Characters of a row an inch wide at the smallest size, and how high a row is.
_A_ROW_AN_INCH, _ROW = 8.0, 0.335
# How high bands may be above sources that bring cautions along.
LOW = 3.6
_PADDING = 0.2
# Points of a case and of what to do, which a room reads from afar.
_READ_POINTS = 24


def facts_of(lines: Sequence[DraftLine]) -> list[list[DraftLine]]:
    """Give each fact's line with those that it leans on; those that follow the last are its own."""
    held: list[list[DraftLine]] = [[]]
    for line in lines:
        held[-1].append(line)
        if line.fact:
            held.append([])
    *facts, rest = held
    if rest and facts:
        facts[-1] += rest
    return facts or [rest]


def pages_of(facts: Sequence[Sequence[DraftLine]], high: float) -> list[list[list[DraftLine]]]:
    """Give the facts of each slide: as many as fit below each other in so many inches."""
    pages: list[list[list[DraftLine]]] = [[]]
    for fact in facts:
        if pages[-1] and sum(map(_height, [*pages[-1], fact])) + GAP * len(pages[-1]) > high:
            pages.append([])
        pages[-1].append(list(fact))
    return pages


def draw_facts(deck: SlideDeck, facts: Sequence[Sequence[DraftLine]]) -> None:
    """Draw on the last slide a band for each fact: what it tells, and beside it the words."""
    top, label = TOP, 3.3
    for fact in facts:
        height = _height(fact)
        name, _, value = (fact[-1].fact or "").partition(": ")
        deck.box(deck.last, (LEFT, top, label, height), [one for one in (name, value) if one],
                 strong=True)  # fmt: skip
        said = _said(fact)
        deck.box(deck.last, (LEFT + label, top, SPAN - label, height), [said], bold=False)
        top += height + GAP


def _said(fact: Sequence[DraftLine]) -> str:
    return " ".join(_short(one) for one in fact)


def _short(line: DraftLine) -> str:
    """Give a line's words; of a table's row only what is reached and how."""
    cells = cells_of(line)
    return "; ".join(f"“{value}”" for _, value in cells[:2]) if cells else in_marks(line)


def _height(fact: Sequence[DraftLine]) -> float:
    name, _, value = (fact[-1].fact or "").partition(": ")
    beside = _rows(name, 3.0) + (_rows(value, 3.0) if value else 0)
    return max(beside, _rows(_said(fact), SPAN - 3.3 - _PADDING)) * _ROW + _PADDING


def _rows(text: str, inches: float) -> int:
    return -(-len(text) // int(inches * _A_ROW_AN_INCH))


def draw_chart(deck: SlideDeck, tally: BarChart) -> None:
    """Add a slide with a chart of bars; the file holds its numbers, so that it can be changed."""
    slide = deck.add(tally.title, Inches(0.45), TITLE_POINTS)
    data = CategoryChartData()  # type: ignore[no-untyped-call]  # python-pptx leaves it so
    # the longest bar on top
    data.categories = [for_xml(one) for one in reversed(tally.labels)]
    for name, counts in tally.series:
        data.add_series(name, tuple(reversed(counts)))  # type: ignore[no-untyped-call]  # as above
    place = (Inches(LEFT), Inches(TOP), Inches(SPAN), Inches(HIGH))
    shape: Any = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *place, data)  # type: ignore[arg-type]  # python-pptx's types are wrong
    deck.set_chart(shape.chart)
    shape.chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    deck.text(slide, Inches(6.2), Inches(0.7), [HOW_COUNTED.split(". ")[0] + "."],
              SMALLEST_POINTS, muted=True)  # fmt: skip
    counted = "; ".join(
        f"{label}: {', '.join(f'{name} {counts[at]}' for name, counts in tally.series)}"
        for at, label in enumerate(tally.labels)
    )
    deck.note(slide, [
        "About 2 minutes. Ask: does this surprise anybody? Whose name is missing?", HOW_COUNTED,
        f"The chart in words: {counted}.",
    ])  # fmt: skip


def draw_case(deck: SlideDeck, section: DraftSection) -> None:
    """Add a slide with a case on the left and the questions to it on the right."""
    slide = deck.add(section.headed, Inches(0.45), TITLE_POINTS)
    told = 6.6
    deck.box(slide, (LEFT, TOP, told, HIGH), [section.intro], bold=False, points=_READ_POINTS)
    left, width = LEFT + told + GAP, SPAN - told - GAP
    height = (HIGH - GAP * (len(section.points) - 1)) / len(section.points)
    for at, point in enumerate(section.points):
        deck.box(slide, (left, TOP + at * (height + GAP), width, height), [point], strong=True)
    deck.note(slide, list(section.notes))


def draw_points(deck: SlideDeck, section: DraftSection) -> None:
    """Add a slide of things to do or to talk about, a band each; what comes first is strong."""
    slide = deck.add(section.headed, Inches(0.45), TITLE_POINTS)
    told = [section.intro, *section.points] if section.intro else list(section.points)
    height = min(1.2, (HIGH - GAP * (len(told) - 1)) / len(told))
    for at, one in enumerate(told):
        place = (LEFT, TOP + at * (height + GAP), SPAN, height)
        deck.box(slide, place, [one], strong=at == 0 and bool(section.intro), bold=False,
                 points=_READ_POINTS)  # fmt: skip
    deck.note(slide, list(section.notes))


def ask_below(deck: SlideDeck, top: float, question: str) -> None:
    """Put what the room is asked in a band on the last slide."""
    height = _rows(question, SPAN - _PADDING) * _ROW + _PADDING
    deck.box(deck.last, (LEFT, top, SPAN, height), [question], strong=True)
