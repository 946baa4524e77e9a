"""A pathway as a diagram: boxes, lines and tags with their places, for screen and paper."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from pathways.ordering import levels_of
from pathways.placing import Slot, order_layers, set_out
from pathways.wrapping import CAUTION, DETAIL, LABEL, LINK, TAG, LabelLine, stack, width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pathways.route import Pathway, Step
    from pathways.wrapping import LineStyle

# All in pixels.
BOX_WIDTH = 212.0
PADDING = 12.0
GAP = 22.0
CHANNEL = 28.0
MARGIN = 12.0
TAG_WIDTH = 130.0
TAG_PADDING = 5.0
LINE_WIDTH = 16.0
ARROW = 9.0


Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A step's box; ``lines`` count from its left edge plus padding, and from its top."""

    step: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[LabelLine, ...]
    is_start: bool


@dataclass(frozen=True, slots=True)
class BranchTag:
    """The name of a branch, on its line; ``lines`` are centred on the tag's middle."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[LabelLine, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line from box to box through ``points``, ending in an arrow head at the last."""

    start: str
    end: str
    points: tuple[Point, ...]

    @property
    def shaft(self) -> tuple[Point, ...]:
        """The points of the line up to where its head begins."""
        *before, (x, y) = self.points
        return (*before, (x, y - ARROW))


@dataclass(frozen=True, slots=True)
class Diagram:
    """Everything that is drawn, in pixels from the upper left corner."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    tags: tuple[BranchTag, ...]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A branch with the keys of the places that its line runs through."""

    start: str
    end: str
    when: str
    between: tuple[str, ...]


def lay_out(pathway: Pathway, titles: Mapping[str, str]) -> Diagram:
    """Give the diagram of a pathway; ``titles`` names each pathway by its id."""
    levels = levels_of(
        {step.id: [way.step for way in step.branches] for step in pathway.steps},
        [step.id for step in pathway.steps],
    )
    texts = {
        step.id: stack(_texts(pathway, step, titles), width=BOX_WIDTH - 2 * PADDING)
        for step in pathway.steps
    }
    ways = [
        _Drawn(step.id, way.step, way.when, _between(step.id, way.step, levels))
        for step in pathway.steps
        for way in step.branches
    ]
    tags = {way.between[0]: _tag_lines(way.when) for way in ways if way.when}
    places, links = _places(pathway, levels, ways, {key: one[1] for key, one in tags.items()})
    layers = order_layers(places, links)
    middles = set_out(layers, links, gap=GAP)
    left = min(middles[one.key] - one.width / 2 for one in places) - MARGIN
    middles = {key: middle - left for key, middle in middles.items()}
    heights = {key: height + 2 * PADDING for key, (_, height) in texts.items()}
    heights |= {key: height + 2 * TAG_PADDING for key, (_, _, height) in tags.items()}
    tops = _tops(layers, heights)
    layer_of = {one.key: one.layer for one in places}
    boxes = tuple(
        Box(
            step.id, middles[step.id] - BOX_WIDTH / 2, tops[layer_of[step.id]], BOX_WIDTH,
            heights[step.id], texts[step.id][0], step is pathway.steps[0],
        )
        for step in pathway.steps
    )  # fmt: skip
    drawn = tuple(
        BranchTag(
            middles[key] - width / 2, tops[layer_of[key]], width, heights[key], lines,
        )
        for key, (lines, width, _) in tags.items()
    )  # fmt: skip
    arrows = tuple(_arrow(way, middles, heights, layer_of, tops) for way in ways)
    width = max(middles[one.key] + one.width / 2 for one in places) + MARGIN
    height = max(box.y + box.height for box in boxes) + MARGIN
    return Diagram(width, height, boxes, arrows, drawn)


def curve(start: Point, end: Point) -> tuple[Point, Point, Point, Point]:
    """Give the points of the Bezier curve that leaves and arrives upright."""
    middle = (start[1] + end[1]) / 2
    return start, (start[0], middle), (end[0], middle), end


def _texts(pathway: Pathway, step: Step, titles: Mapping[str, str]) -> list[tuple[str, LineStyle]]:
    texts = [
        (f"{pathway.number(step.id)}. {step.label}", LABEL),
        (f"Who: {step.who}", DETAIL),
        (f"By when: {step.by_when}", DETAIL),
    ]
    if step.area:
        texts.append((f"From {step.area}: check yours", CAUTION))
    if step.see:
        texts.append((f"See: {titles[step.see]}", LINK))
    return texts


def _between(start: str, end: str, levels: Mapping[str, int]) -> tuple[str, ...]:
    """Give keys for the layers between two boxes; boxes stand on every second layer."""
    return tuple(
        f"{start}>{end}:{layer}" for layer in range(2 * levels[start] + 1, 2 * levels[end])
    )


def _tag_lines(when: str) -> tuple[tuple[LabelLine, ...], float, float]:
    """Give a tag's lines, width and the height of its text."""
    lines, height = stack([(when, TAG)], width=TAG_WIDTH)
    widest = max(width_of(part, TAG) for part in wrap(when, TAG, width=TAG_WIDTH))
    return lines, widest + 2 * TAG_PADDING, height


def _places(
    pathway: Pathway, levels: Mapping[str, int], ways: Sequence[_Drawn], widths: Mapping[str, float]
) -> tuple[list[Slot], list[tuple[str, str]]]:
    places = [Slot(step.id, 2 * levels[step.id], BOX_WIDTH) for step in pathway.steps]
    links: list[tuple[str, str]] = []
    for way in ways:
        for number, key in enumerate(way.between):
            layer = 2 * levels[way.start] + 1 + number
            places.append(Slot(key, layer, widths.get(key, LINE_WIDTH)))
        links += pairwise((way.start, *way.between, way.end))
    return places, links


def _tops(layers: Sequence[Sequence[Slot]], heights: Mapping[str, float]) -> list[float]:
    tops = [MARGIN]
    for layer in layers:
        tallest = max((heights.get(one.key, 0.0) for one in layer), default=0.0)
        tops.append(tops[-1] + tallest + CHANNEL)
    return tops


def _arrow(
    way: _Drawn, middles: Mapping[str, float], heights: Mapping[str, float],
    layer_of: Mapping[str, int], tops: Sequence[float],
) -> Arrow:  # fmt: skip
    points = [(middles[way.start], tops[layer_of[way.start]] + heights[way.start])]
    for key in way.between:
        top, bottom = tops[layer_of[key]], tops[layer_of[key] + 1] - CHANNEL
        # straight down through a layer with boxes or tags in it, in one sweep past an empty one
        if bottom > top:
            points += [(middles[key], top), (middles[key], bottom)]
    points.append((middles[way.end], tops[layer_of[way.end]]))
    return Arrow(way.start, way.end, tuple(points))
