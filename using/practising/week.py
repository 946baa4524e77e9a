"""A first week: the sittings on five days, with what the documents ask of one's agency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from drafting.lines import shorten
from drafting.roles import RULES
from learning.quiz.lines import stands_alone
from learning.quiz.rules import read_rules
from using import parts
from using.practising.lines import lines_of_themes

if TYPE_CHECKING:
    from bot.edition import Edition
    from drafting.audiences import Audience
    from drafting.lines import DraftLine
    from learning.path import Sitting

T = TypeVar("T")

DAYS = 5
LINES_A_DAY = 2


@dataclass(frozen=True, slots=True)
class Day:
    """What is read on a day; ``lines`` say what is expected or asked. Either may be empty."""

    number: int
    sittings: tuple[Sitting, ...]
    lines: tuple[DraftLine, ...]


def first_week(edition: Edition, audience: Audience) -> tuple[Day, ...]:
    """Give five days: the reading path in its order, and lines for an audience's agency.

    A line is for an agency where its passage names it; for everybody every line is.
    """
    rules = read_rules(edition.generation.side)
    held = {
        line.key: line
        for lines in edition.made(lines_of_themes).values()
        for line in lines
        if line.role in RULES and not line.follows
        and (not audience.agency or audience.agency in line.citation.passage.agencies)
        and stands_alone(line.text, line.lead, rules)
    }  # fmt: skip
    lines = shorten(tuple(held.values()), DAYS * LINES_A_DAY, audience.agency)
    sittings = edition.made(parts.materials).sittings
    return tuple(Day(day + 1, _share(sittings, day), _share(lines, day)) for day in range(DAYS))


def _share(things: tuple[T, ...], day: int) -> tuple[T, ...]:
    """Give a day's part of things that are spread over the week in their order."""
    count = len(things)
    return things[day * count // DAYS : (day + 1) * count // DAYS]
