"""The house's own PowerPoint file, emptied to be filled anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pptx import Presentation
from pptx.exc import PackageNotFoundError

from domain import FindingsError

if TYPE_CHECKING:
    from pathlib import Path

    from pptx.presentation import Presentation as Deck
    from pptx.slide import SlideLayout


class SlideError(FindingsError):
    """The template that slides are made from cannot be read, or lacks what they need."""


def emptied(template: Path) -> Deck:
    """Give the house's deck without its slides.

    Raises:
        SlideError: it cannot be read.
    """
    try:
        deck = Presentation(str(template))
    except (PackageNotFoundError, OSError, ValueError, KeyError) as error:
        msg = f"{template} is no PowerPoint file that slides can be made from ({error})"
        raise SlideError(msg) from error
    listed = deck.slides._sldIdLst  # noqa: SLF001  python-pptx removes no slides
    for one in list(listed):
        deck.part.drop_rel(one.rId)
        listed.remove(one)
    return deck


def titled(deck: Deck) -> SlideLayout:
    """Give the layout with a title and the least else to fill."""

    def holes(layout: SlideLayout) -> tuple[bool, int]:
        shapes = layout.placeholders
        places = [shapes[at].placeholder_format.idx for at in range(len(shapes))]
        return 0 not in places, len(places)

    return min(deck.slide_layouts, key=holes)
