"""A part of a draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drafting.lines import Line


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a draft.

    ``points`` are things to do or discuss, in our words; ``notes`` are for the person who
    leads the session. ``intro`` and any of the tuples may be empty.
    ``tick``: the lines are a checklist.
    """

    title: str
    intro: str = ""
    lines: tuple[Line, ...] = ()
    points: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    tick: bool = False
