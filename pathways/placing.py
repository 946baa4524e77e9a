"""Where the steps of a pathway stand: layers, the order in each, and the x of each.

The method is the layered one of Sugiyama, Tagawa and Toda (1981): a line that crosses layers
runs through a narrow place of its own in each, so that it never runs over a box.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Sweeps settle after a few; the diagrams have some twenty places.
SWEEPS = 24


@dataclass(frozen=True, slots=True)
class Slot:
    """Something that takes room in a layer: a box, a tag on a line, or a line passing by."""

    key: str
    layer: int
    width: float


def order_layers(
    places: Sequence[Slot], links: Sequence[tuple[str, str]]
) -> tuple[tuple[Slot, ...], ...]:
    """Give the places of each layer from left to right, with few crossings of lines.

    ``links`` join places of neighbouring layers, the upper one first.
    """
    layers = [
        [one for one in places if one.layer == number]
        for number in range(1 + max(one.layer for one in places))
    ]
    best, fewest = layers, _crossings(layers, links)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        around = _neighbours(links, above=down)
        current = [list(layer) for layer in layers]
        for number in range(len(layers)) if down else reversed(range(len(layers))):
            beside = number - 1 if down else number + 1
            if 0 <= beside < len(layers):
                spots = {one.key: float(at) for at, one in enumerate(current[beside])}
                here = {one.key: float(at) for at, one in enumerate(current[number])}
                current[number].sort(
                    key=lambda one, spots=spots, here=here: _mean(  # type: ignore[misc]
                        [spots[key] for key in around.get(one.key, ()) if key in spots],
                        here[one.key],
                    )
                )
        layers = current
        crossings = _crossings(layers, links)
        if crossings < fewest:
            best, fewest = layers, crossings
    return tuple(tuple(layer) for layer in best)


def set_out(
    layers: Sequence[Sequence[Slot]], links: Sequence[tuple[str, str]], *, gap: float
) -> dict[str, float]:
    """Give the middle of each place, so that lines are near upright and nothing overlaps."""
    above, below = _neighbours(links, above=True), _neighbours(links, above=False)
    middles: dict[str, float] = {}
    for layer in layers:
        middles |= _spread(layer, [0.0] * len(layer), gap=gap)

    def settle(layer: Sequence[Slot], beside: Mapping[str, list[str]]) -> None:
        wished = [
            _mean([middles[key] for key in beside.get(one.key, ())], middles[one.key])
            for one in layer
        ]
        middles.update(_spread(layer, wished, gap=gap))

    for _ in range(SWEEPS):
        for layer in reversed(layers):
            settle(layer, below)
        for layer in layers:
            settle(layer, above)
    # between two layers of boxes, a tag stands above the box that its line goes to
    for layer in reversed(layers[1::2]):
        settle(layer, below)
    return middles


def _spread(layer: Sequence[Slot], wished: Sequence[float], *, gap: float) -> dict[str, float]:
    """Give the middles nearest to those wished for that keep the order and the gaps.

    Least squares under an order, by pooling neighbours that would overlap (pool adjacent
    violators; Ayer and others, 1955).
    """
    offsets = [0.0]
    for left, right in pairwise(layer):
        offsets.append(offsets[-1] + (left.width + right.width) / 2 + gap)
    pools: list[list[float]] = []
    for wish, offset in zip(wished, offsets, strict=True):
        pools.append([wish - offset])
        while len(pools) > 1 and _mean(pools[-2]) > _mean(pools[-1]):
            last = pools.pop()
            pools[-1] += last
    settled = [_mean(pool) for pool in pools for _ in pool]
    return {
        one.key: value + offset for one, value, offset in zip(layer, settled, offsets, strict=True)
    }


def _neighbours(links: Sequence[tuple[str, str]], *, above: bool) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for upper, lower in links:
        key, other = (lower, upper) if above else (upper, lower)
        found.setdefault(key, []).append(other)
    return found


def _crossings(layers: Sequence[Sequence[Slot]], links: Sequence[tuple[str, str]]) -> int:
    spots = {one.key: at for layer in layers for at, one in enumerate(layer)}
    level = {one.key: one.layer for layer in layers for one in layer}
    return sum(
        level[a] == level[c] and (spots[a] - spots[c]) * (spots[b] - spots[d]) < 0
        for number, (a, b) in enumerate(links)
        for c, d in links[:number]
    )


def _mean(values: Sequence[float], otherwise: float = 0.0) -> float:
    return sum(values) / len(values) if values else otherwise
