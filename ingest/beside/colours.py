"""A colour of a partnership's own: whether its words can be read, and the nearest that can.

Contrast is that of WCAG 2.2 (1.4.3): text needs 4.5:1 on what it stands on.
"""

from __future__ import annotations

from dataclasses import dataclass

LEAST = 4.5
_STEPS = 400
# The share of a colour in the ground that its badges and examples stand on.
_WASH = 0.1


@dataclass(frozen=True, slots=True)
class Scheme:
    """What a colour stands on, and what stands on it; ``end`` is where colours are surest read."""

    name: str
    grounds: tuple[str, ...]
    on_colour: str
    end: str


# As pages/shared/tokens.css has them: paper and wash, light and dark.
LIGHT = Scheme("a light page", ("#ffffff", "#f4f6f8"), "#ffffff", "#000000")
DARK = Scheme("a dark page", ("#141b21", "#1c252d"), "#10181e", "#ffffff")


def contrast(one: str, other: str) -> float:
    """Give how two colours, as in ``#0b5270``, stand out from each other: 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def wash_of(colour: str, scheme: Scheme) -> str:
    """Give the ground of badges: a little of the colour in the scheme's paper."""
    return mixed(scheme.grounds[0], colour, _WASH)


def least_contrast(colour: str, scheme: Scheme) -> float:
    """Give the least contrast of a colour with what it stands on, and with what stands on it."""
    beside = (*scheme.grounds, wash_of(colour, scheme), scheme.on_colour)
    return min(contrast(colour, one) for one in beside)


def nearest_that_passes(colour: str, scheme: Scheme) -> str:
    """Give the colour itself where its words can be read, else the nearest of its hue that can."""
    for step in range(_STEPS + 1):
        nearer = mixed(colour, scheme.end, step / _STEPS)
        if least_contrast(nearer, scheme) >= LEAST:
            return nearer
    return scheme.end


def mixed(one: str, other: str, share: float) -> str:
    """Give a colour with ``share`` of another in it, 0 to 1."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(first + (last - first) * share):02x}" for first, last in pairs)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for part in (one / 255 for one in _parts(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
