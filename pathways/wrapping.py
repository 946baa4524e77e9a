"""Text is measured and broken into lines that fit a box, the same for screen and paper."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportlab.pdfbase.pdfmetrics import stringWidth

# Helvetica's widths are those of Arial and Liberation Sans too, which the SVG names first.
REGULAR = "Helvetica"
BOLD = "Helvetica-Bold"
LINE_HEIGHT = 1.3
_GROUPS = re.compile(r"(?<=\d{3}) (?=\d{3})")
# Room between two texts, in pixels.
PARAGRAPH = 3.0
# Browsers round the width of each letter; a line may come out this much wider.
SLACK = 1.03


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How a line of a diagram is set; sizes are in pixels. ``name`` is its CSS class."""

    name: str
    font: str
    size: float


LABEL = LineStyle("label", BOLD, 15)
DETAIL = LineStyle("detail", REGULAR, 13)
CAUTION = LineStyle("caution", BOLD, 12)
LINK = LineStyle("link", REGULAR, 12)
TAG = LineStyle("tag", BOLD, 13)


@dataclass(frozen=True, slots=True)
class LabelLine:
    """One line of text; ``y`` is its baseline below the top of what holds it, in pixels."""

    text: str
    style: LineStyle
    y: float


def set_width(text: str, style: LineStyle) -> float:
    """Give the width in pixels that a text has in the font it is measured with."""
    return stringWidth(text, style.font, style.size)


def width_of(text: str, style: LineStyle) -> float:
    """Give the width in pixels to leave for a text."""
    return set_width(text, style) * SLACK


def wrap(text: str, style: LineStyle, *, width: float) -> list[str]:
    """Give the text in lines no wider than ``width`` pixels; a longer word has its own line.

    The groups of a telephone number stay together.
    """
    lines: list[str] = []
    for word in _GROUPS.sub("\N{NO-BREAK SPACE}", " ".join(text.split())).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, style) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def stack(
    texts: list[tuple[str, LineStyle]], *, width: float
) -> tuple[tuple[LabelLine, ...], float]:
    """Give the wrapped lines of several texts, one below the other, and their height."""
    lines: list[LabelLine] = []
    height = 0.0
    for number, (text, style) in enumerate(texts):
        height += PARAGRAPH if number else 0.0
        for part in wrap(text, style, width=width):
            step = style.size * LINE_HEIGHT
            lines.append(LabelLine(part, style, height + step - 0.3 * style.size))
            height += step
    return tuple(lines), height
