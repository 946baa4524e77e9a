"""A mind map: the theme, its branches by what a line is, and the shortest lines on each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drafting.kinds.quoted import ELSEWHERE, act, where_held
from drafting.roles import LineRole
from drafting.sections import DraftSection, Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafting.audiences import Audience
    from drafting.kinds.quoted import Kept
    from drafting.lines import DraftLine

MOST_TWIGS = 4


def mind_map(kept: Kept, audience: Audience) -> tuple[DraftSection, ...]:
    """Give a section a branch; a twig is a whole line, those that give a fact before the short."""
    branches = where_held(
        kept, ("found", LineRole.FOUND), *ELSEWHERE, ("asked", LineRole.ASKED),
        ("expected", LineRole.EXPECTED), ("reported", LineRole.REPORTED),
        ("known", LineRole.BACKGROUND),
    )  # fmt: skip
    acting = replace(act(kept, audience), points=audience.actions[:1])
    return tuple(
        replace(one, lines=_twigs(one.lines), form=Form.MAP) for one in (*branches, acting)
    )


def _twigs(lines: Sequence[DraftLine]) -> tuple[DraftLine, ...]:
    alone = [one for one in lines if not one.follows]
    short = sorted(alone, key=lambda one: (not one.fact, len(one.text)))
    kept = {one.key for one in short[:MOST_TWIGS]}
    # a fact is there with the line that it leans on
    for at, line in enumerate(lines):
        if line.fact and line.follows:
            kept |= {line.key, lines[at - 1].key}
    return tuple(one for one in lines if one.key in kept)
