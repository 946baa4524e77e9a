"""For a finding of one letter: the nearest elsewhere, and what others were praised for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.quoting.standing import leans
from themes.taxonomy import Side

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain import Source
    from themes.assigning import Practices
    from themes.taxonomy import PracticeTheme

# How many are given of each, at most one of a letter.
MOST = 8
# Less near than this is about something else.
LEAST_COSINE = 0.35
_LEANING, _OF_ITS_THEME = 0.1, 0.1
_LOOKED_AT = 2_000


@dataclass(frozen=True, slots=True)
class FoundAlike:
    """What stands elsewhere beside a finding, as places in the letters' lines, nearest first."""

    themes: tuple[PracticeTheme, ...]
    findings: tuple[int, ...]
    strengths: tuple[int, ...]


def demands_of(practices: Practices, letter: Source) -> tuple[int, ...]:
    """Give the places of what a letter asks to improve, in the order of its words."""
    is_asked = practices.of_letters([letter]) & practices.on_side(Side.WEAKNESS)
    return tuple(np.flatnonzero(is_asked).tolist())


def find_alike(practices: Practices, place: int) -> FoundAlike:
    """Give what stands in other areas' letters beside the line at ``place``."""
    letter = practices.letter(place)
    themes = tuple(
        one for one in practices.taxonomy.themes if bool(np.isin(place, practices.of(one)))
    )
    lines = practices.lines
    cosines = practices.cosines(range(len(lines)), practices.vector(place).reshape(1, -1))
    of_themes = {at for one in themes for at in practices.of(one).tolist()}
    order = np.argsort(-cosines, kind="stable")[:_LOOKED_AT].tolist()
    # what leans on words before it, or is of no theme of the finding's, has to be nearer
    order.sort(
        key=lambda at: (
            _LEANING * leans(lines[at].sentence)
            - _OF_ITS_THEME * (at in of_themes)
            - float(cosines[at])
        )
    )
    elsewhere = [at for at in order if practices.letter(at).area != letter.area]
    return FoundAlike(
        themes,
        first_of_each(
            practices,
            (
                at for at in elsewhere
                if cosines[at] >= LEAST_COSINE and practices.side(at) is Side.WEAKNESS
            ),
        ),
        first_of_each(
            practices,
            (at for at in elsewhere if at in of_themes and practices.side(at) is Side.STRENGTH),
        ),
    )  # fmt: skip


def first_of_each(practices: Practices, places: Iterable[int], most: int = MOST) -> tuple[int, ...]:
    """Give the first place of each letter, at most so many."""
    found: dict[str, int] = {}
    for at in places:
        if len(found) == most:
            break
        found.setdefault(practices.letter(at).id, at)
    return tuple(found.values())
