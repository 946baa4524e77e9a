"""A pathway's diagram as SVG, drawn offline from our own escaped text."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from pathways.describing import summary_of
from pathways.layout import ARROW, PADDING, TAG_PADDING, curve, lay_out
from pathways.wrapping import set_width

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pathways.layout import Arrow, Box, Tag
    from pathways.route import Pathway
    from pathways.wrapping import LabelLine

# Text on its ground has a contrast of at least 7:1, edges at least 3:1 (WCAG 2.2, 1.4.3 and
# 1.4.11). The ground is part of the picture, so that it reads the same in a dark page and on
# paper. The first three fonts have the widths that the text was measured with; in any other
# font each line is set to that width, so that no text leaves its box.
STYLE = """
.pathway-ground { fill: #ffffff; }
.pathway-box { fill: #f4f6f8; stroke: #0b5270; stroke-width: 1.5; }
.pathway-start { fill: #e4f1f6; stroke-width: 3; }
.pathway-line { fill: none; stroke: #47545f; stroke-width: 2; }
.pathway-head { fill: #47545f; }
.pathway-plate { fill: #ffffff; stroke: #ccd5dc; }
.pathway-text { font-family: Arial, 'Liberation Sans', Helvetica, sans-serif; fill: #17212b; }
.pathway-label { font-weight: bold; font-size: 15px; }
.pathway-detail { font-size: 13px; }
.pathway-caution { font-weight: bold; font-size: 12px; fill: #664000; }
.pathway-link { font-size: 12px; fill: #0b5270; }
.pathway-tag { font-weight: bold; font-size: 13px; fill: #39464f; text-anchor: middle; }
a:hover .pathway-box, a:focus-visible .pathway-box { stroke-width: 5; fill: #e4f1f6; }
"""


def draw(pathway: Pathway, titles: Mapping[str, str]) -> str:
    """Give the diagram as a file of its own: one image with a title and a description.

    ``titles`` names each pathway by its id.
    """
    return _svg(pathway, titles, role="img", style=f"<style>{STYLE}</style>", link=None)


def draw_linked(pathway: Pathway, titles: Mapping[str, str], link: Callable[[str], str]) -> str:
    """Give the diagram for a page, each step a link; ``link`` gives a step id's address.

    A group rather than an image: what is inside an image is hidden from a screen reader, and
    the links must not be (WAI-ARIA 1.2, children presentational). The page adds ``STYLE``.
    """
    return _svg(pathway, titles, role="group", style="", link=link)


def _svg(
    pathway: Pathway, titles: Mapping[str, str], *, role: str, style: str,
    link: Callable[[str], str] | None,
) -> str:  # fmt: skip
    diagram = lay_out(pathway, titles)
    name = f"diagram-{pathway.id}"
    width, height = f"{diagram.width:.0f}", f"{diagram.height:.0f}"
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="{role}" lang="en-GB"'
        f' aria-labelledby="{name}-title" aria-describedby="{name}-desc"'
        f' viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
    )
    parts = [
        opening,
        f'<title id="{name}-title">{escape(pathway.title)}</title>',
        f'<desc id="{name}-desc">{escape(summary_of(pathway))}</desc>{style}',
        f'<rect class="pathway-ground" width="{width}" height="{height}"/>',
        *(_arrow(one) for one in diagram.arrows),
        *(_tag(one) for one in diagram.tags),
    ]
    for box in diagram.boxes:
        drawn = _box(box)
        if link:
            drawn = f'<a href="{escape(link(box.step))}">{drawn}</a>'
        parts.append(drawn)
    return "\n".join([*parts, "</svg>"])


def _box(box: Box) -> str:
    kind = "pathway-box pathway-start" if box.is_start else "pathway-box"
    lines = "".join(_text(line, box.x + PADDING, box.y + PADDING) for line in box.lines)
    return (
        f'<rect class="{kind}" x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}"'
        f' height="{box.height:.1f}" rx="8"/>{lines}'
    )


def _tag(tag: Tag) -> str:
    middle = tag.x + tag.width / 2
    lines = "".join(_text(line, middle, tag.y + TAG_PADDING) for line in tag.lines)
    return (
        f'<rect class="pathway-plate" x="{tag.x:.1f}" y="{tag.y:.1f}" width="{tag.width:.1f}"'
        f' height="{tag.height:.1f}" rx="4"/>{lines}'
    )


def _text(line: LabelLine, x: float, top: float) -> str:
    return (
        f'<text class="pathway-text pathway-{line.style.name}" x="{x:.1f}"'
        f' y="{top + line.y:.1f}" textLength="{set_width(line.text, line.style):.1f}"'
        f' lengthAdjust="spacingAndGlyphs">{escape(line.text)} </text>'
    )


def _arrow(arrow: Arrow) -> str:
    (x, y), *_ = arrow.points
    path = f"M{x:.1f} {y:.1f}"
    for start, end in pairwise(arrow.shaft):
        path += " C" + " ".join(f"{x:.1f} {y:.1f}" for x, y in curve(start, end)[1:])
    x, y = arrow.points[-1]
    head = f"{x - 5:.1f},{y - ARROW:.1f} {x + 5:.1f},{y - ARROW:.1f} {x:.1f},{y:.1f}"
    return f'<path class="pathway-line" d="{path}"/><polygon class="pathway-head" points="{head}"/>'
