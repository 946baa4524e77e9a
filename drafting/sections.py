"""A part of a draft."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drafting.lines import DraftLine


# A choice of a quiz question: its letter, and the space that does not break after it.
_CHOICE = re.compile(r" +(?=[A-H]\)\N{NO-BREAK SPACE})")


def rows_of(point: str) -> list[str]:
    """Give a point in rows: a quiz question, then each of its choices; else the point alone."""
    return _CHOICE.split(point)


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A part of a draft.

    ``points`` are things to do or discuss, in our words; ``notes`` are for the person who
    leads the session. ``intro`` and any of the tuples may be empty.
    ``tick``: the lines are a checklist. ``own_page``: on paper it begins a page, so that what
    stands before it can be handed out alone.
    """

    title: str
    intro: str = ""
    lines: tuple[DraftLine, ...] = ()
    points: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    tick: bool = False
    own_page: bool = False
