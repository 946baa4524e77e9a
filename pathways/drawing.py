"""A pathway's diagram as SVG, drawn offline; what is put into a form below is escaped by it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from markupsafe import Markup

from pathways.describing import summary_of
from pathways.layout import ARROW, PADDING, TAG_PADDING, curve, lay_out
from pathways.wrapping import set_width

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pathways.layout import Arrow, Box, BranchTag
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
_OPENING = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" role="{role}" lang="en-GB"'
    ' aria-labelledby="{name}-title" aria-describedby="{name}-desc"'
    ' viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
)
_TITLE = Markup('<title id="{name}-title">{title}</title>')
_DESCRIPTION = Markup('<desc id="{name}-desc">{summary}</desc>{style}')
_GROUND = Markup('<rect class="pathway-ground" width="{width}" height="{height}"/>')
_LINK = Markup('<a href="{address}">{drawn}</a>')
_RECT = Markup(
    '<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    ' rx="{round}"/>{lines}'
)
_TEXT = Markup(
    '<text class="pathway-text pathway-{style}" x="{x:.1f}" y="{y:.1f}"'
    ' textLength="{length:.1f}" lengthAdjust="spacingAndGlyphs">{text} </text>'
)
_ARROW = Markup(
    '<path class="pathway-line" d="{path}"/><polygon class="pathway-head" points="{head}"/>'
)


def draw(pathway: Pathway, titles: Mapping[str, str]) -> Markup:
    """Give the diagram as a file of its own: one image with a title and a description.

    ``titles`` names each pathway by its id.
    """
    style = Markup(f"<style>{STYLE}</style>")  # noqa: S704  rules of ours
    return _svg(pathway, titles, role="img", style=style, link=None)


def draw_linked(pathway: Pathway, titles: Mapping[str, str], link: Callable[[str], str]) -> Markup:
    """Give the diagram for a page, each step a link; ``link`` gives a step id's address.

    A group rather than an image: what is inside an image is hidden from a screen reader, and
    the links must not be (WAI-ARIA 1.2, children presentational). The page adds ``STYLE``.
    """
    return _svg(pathway, titles, role="group", style=Markup(), link=link)


def _svg(
    pathway: Pathway, titles: Mapping[str, str], *, role: str, style: Markup,
    link: Callable[[str], str] | None,
) -> Markup:  # fmt: skip
    diagram = lay_out(pathway, titles)
    name = f"diagram-{pathway.id}"
    size = {"width": f"{diagram.width:.0f}", "height": f"{diagram.height:.0f}"}
    parts = [
        _OPENING.format(role=role, name=name, **size),
        _TITLE.format(name=name, title=pathway.title),
        _DESCRIPTION.format(name=name, summary=summary_of(pathway), style=style),
        _GROUND.format(**size),
        *(_arrow(one) for one in diagram.arrows),
        *(_tag(one) for one in diagram.tags),
    ]
    for box in diagram.boxes:
        drawn = _box(box)
        parts.append(_LINK.format(address=link(box.step), drawn=drawn) if link else drawn)
    return Markup("\n").join([*parts, Markup("</svg>")])


def _box(box: Box) -> Markup:
    kind = "pathway-box pathway-start" if box.is_start else "pathway-box"
    lines = (_text(line, box.x + PADDING, box.y + PADDING) for line in box.lines)
    return _RECT.format(
        kind=kind, x=box.x, y=box.y, width=box.width, height=box.height, round=8,
        lines=Markup().join(lines),
    )  # fmt: skip


def _tag(tag: BranchTag) -> Markup:
    middle = tag.x + tag.width / 2
    lines = (_text(line, middle, tag.y + TAG_PADDING) for line in tag.lines)
    return _RECT.format(
        kind="pathway-plate", x=tag.x, y=tag.y, width=tag.width, height=tag.height, round=4,
        lines=Markup().join(lines),
    )  # fmt: skip


def _text(line: LabelLine, x: float, top: float) -> Markup:
    return _TEXT.format(
        style=line.style.name, x=x, y=top + line.y, length=set_width(line.text, line.style),
        text=line.text,
    )  # fmt: skip


def _arrow(arrow: Arrow) -> Markup:
    (x, y), *_ = arrow.points
    path = f"M{x:.1f} {y:.1f}"
    for start, end in pairwise(arrow.shaft):
        path += " C" + " ".join(f"{x:.1f} {y:.1f}" for x, y in curve(start, end)[1:])
    x, y = arrow.points[-1]
    head = f"{x - 5:.1f},{y - ARROW:.1f} {x + 5:.1f},{y - ARROW:.1f} {x:.1f},{y:.1f}"
    return _ARROW.format(path=path, head=head)
