"""A part of a draft."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drafting.lines import DraftLine


NOT_SAID = "not said"
# A choice of a quiz question: its letter, and the space that does not break after it.
_CHOICE = re.compile(r" +(?=[A-H]\)\N{NO-BREAK SPACE})")


def rows_of(point: str) -> list[str]:
    """Give a point in rows: a quiz question, then each of its choices; else the point alone."""
    return _CHOICE.split(point)


def acting(line: DraftLine) -> str:
    """Give who must do what a line says and by when, in its words, or that it does not say."""
    return f"Who: {line.who or NOT_SAID}. By when: {line.limit or NOT_SAID}."


class Form(StrEnum):
    """How the lines of a section are set; the value is the name of the look."""

    LIST = "list"
    TICKS = "ticks"
    TABLE = "table"
    MAP = "map"
    FACTS = "facts"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A part of a draft.

    ``points`` are things to do or discuss, in our words; ``notes`` are for the person who
    leads the session. ``intro`` and any of the tuples may be empty.
    ``form``: the lines are a checklist, a table of who does what by when, a branch of a map, the
    facts of the theme, each headed by what it tells, or a quiz's key, each headed by its number.
    ``is_led``: what the room does stands before the lines that it does it with.
    ``own_page``: on paper it begins a page, so that what stands before it can be handed out alone.
    ``minutes`` is how long it takes, where the draft says so.
    """

    title: str
    intro: str = ""
    lines: tuple[DraftLine, ...] = ()
    points: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    form: Form = Form.LIST
    own_page: bool = False
    minutes: int = 0
    is_led: bool = False

    @property
    def is_grouped(self) -> bool:
        """Whether lines of one document stand together below its name: a key goes by numbers."""
        return self.form is not Form.KEY

    @property
    def tick(self) -> bool:
        """Whether the lines are a checklist."""
        return self.form in {Form.TICKS, Form.TABLE}

    @property
    def headed(self) -> str:
        """The title, with how long the section takes where it says so."""
        told = "1 minute" if self.minutes == 1 else f"{self.minutes} minutes"
        return f"{self.title} ({told})" if self.minutes else self.title
