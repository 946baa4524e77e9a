"""A theme's pathway for a draft: its steps with who and by when, each on its quoted words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drafting.roles import LineRole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from drafting.lines import DraftLine
    from drafting.themes import Theme
    from pathways.route import Pathway, Quotation, Step

# A pathway is of a theme where at least so many of its phrases speak of it, or its title does.
FEWEST_PHRASES = 2


@dataclass(frozen=True, slots=True)
class DrawnStep:
    """A step as it is drawn: what, who and by when, and the line that it rests on.

    ``ways`` are the numbers of the steps that may follow, each with when; ``area`` is the place
    whose rule it is, where that is another.
    """

    label: str
    who: str
    by_when: str
    caution: str
    area: str
    ways: tuple[tuple[int, str], ...]
    line: DraftLine


@dataclass(frozen=True, slots=True)
class DraftRoute:
    """A pathway in a draft; ``when`` says when to use it."""

    title: str
    when: str
    steps: tuple[DrawnStep, ...]

    @property
    def own(self) -> tuple[DraftLine, ...]:
        """The lines of the steps that are a rule here, each once, with who and by when."""
        lines = (
            replace(one.line, by=one.who, due=one.by_when)
            for one in self.steps
            if one.line.role is LineRole.EXPECTED and not one.area
        )
        return tuple({one.key: one for one in lines}.values())


def pathway_of(theme: Theme, pathways: Iterable[Pathway]) -> Pathway | None:
    """Give the pathway that speaks most of a theme; None where none does."""
    spoken = "|".join((*theme.document, *theme.heading, *theme.words))
    if not spoken or theme.parts:
        return None
    pattern = re.compile(spoken, re.IGNORECASE)
    weighed = [(_weight(pattern, one), one) for one in pathways]
    best = max(weighed, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] >= FEWEST_PHRASES else None


def _weight(pattern: re.Pattern[str], pathway: Pathway) -> int:
    titled = FEWEST_PHRASES if pattern.search(pathway.title) else 0
    return titled + sum(bool(pattern.search(one)) for one in pathway.keywords)


def make_route(
    pathway: Pathway, line_of: Callable[[Quotation], DraftLine | None]
) -> DraftRoute | None:
    """Give the pathway for a draft; None where a step's words are in no passage."""
    steps = [_step(pathway, one, line_of(one.quotation)) for one in pathway.steps]
    held = [one for one in steps if one is not None]
    return DraftRoute(pathway.title, pathway.when, tuple(held)) if len(held) == len(steps) else None


def _step(pathway: Pathway, step: Step, line: DraftLine | None) -> DrawnStep | None:
    if line is None:
        return None
    ways = tuple((pathway.number(one.step), one.when) for one in step.branches)
    return DrawnStep(step.label, step.who, step.by_when, step.caution, step.area, ways, line)


def drawn(route: DraftRoute) -> list[str]:
    """Give the steps in words, one a row: what, who, by when, and the words that it rests on."""
    return [
        f"{number}. {one.label}. Who: {one.who}. By when: {one.by_when}. “{one.line.text}” "
        f"({one.line.place}){f' {one.caution}' if one.caution else ''}"
        for number, one in enumerate(route.steps, 1)
    ]
