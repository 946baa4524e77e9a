"""Scenario items of a quiz: what happens, by when, who; each choice explained by its own quote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.safety.steps import EMERGENCY
from drafting.roles import EXAMPLES, RULES
from learning.quiz.items import GAP
from learning.quiz.lines import stands_alone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drafting.lines import DraftLine
    from drafting.needed.route import DraftRoute, DrawnStep

MOST_SCENARIOS = 6
CHOICES = 3
MOST_DECISIONS = 3
PRAISE = "Inspectors wrote each of these of an area. Which did they write of what works well?"


@dataclass(frozen=True, slots=True)
class Scenario:
    """A question with choices; each choice is explained by a line, and the first one is right.

    ``told`` are words of a document with a gap; it may be empty. ``known`` tells the question from
    others that ask the same of other lines; it may be empty.
    """

    question: str
    told: str
    choices: tuple[str, ...]
    lines: tuple[DraftLine, ...]
    known: str = ""

    @property
    def asked(self) -> str:
        """The question and what it is about."""
        return f"{self.question} {self.told}".strip()


def scenarios_of(lines: Sequence[DraftLine], route: DraftRoute | None) -> tuple[Scenario, ...]:
    """Give the scenario items: what was praised, the pathway's steps, who must act and by when."""
    steps = [*_first(decisions_of(route)), *_of_route(route)] if route else []
    spoken = [*_of(lines, "limit", "By when?"), *_of(lines, "who", "Who must do this?")]
    return (*_praised(lines), *steps, *spoken)[:MOST_SCENARIOS]


def _praised(lines: Sequence[DraftLine]) -> Iterator[Scenario]:
    """Ask which of three lines of several areas' letters is praise."""
    held = [[one for one in lines if one.role is role] for role in EXAMPLES]
    wanting = held[1]
    for at, line in enumerate(held[0]):
        wrong = wanting[at * (CHOICES - 1) :][: CHOICES - 1]
        if len(wrong) == CHOICES - 1:
            shown = (line, *wrong)
            yield Scenario(PRAISE, "", tuple(one.text for one in shown), shown, line.text)


def _first(scenarios: Iterable[Scenario]) -> list[Scenario]:
    """Give few of the places where a pathway divides, each by one of its cases."""
    return list({one.choices[0]: one for one in scenarios}.values())[:MOST_DECISIONS]


def _of_route(route: DraftRoute) -> Iterator[Scenario]:
    """Ask who does a step, among those who do another one; none of whom does it as well.

    Only of steps whose own words name who acts: what anybody may do is nobody's alone.
    """
    asked: set[str] = set()
    for step in route.steps:
        if step.who in asked or not _is_theirs(step):
            continue
        others = list(_others(step, route.steps))
        if len(others) == CHOICES - 1:
            asked.add(step.who)
            yield Scenario(
                f"{route.when} Now: {step.label[0].lower()}{step.label[1:]}. Who does it?", "",
                (step.who, *(one.who for one in others)),
                (step.line, *(one.line for one in others)),
            )  # fmt: skip


def decisions_of(route: DraftRoute) -> Iterator[Scenario]:
    """Ask what comes next at each place where a pathway divides, by what is the case there.

    The other choices are later steps that never come next there, so that one choice alone fits.
    Another area's steps are no choices, and whoever would ring for help at once is never wrong.
    """
    for place, step in enumerate(route.steps, 1):
        after = [route.steps[number - 1].label for number, _ in step.ways]
        later = [
            one for one in route.steps[place:]
            if one.label not in after and not one.area and EMERGENCY not in one.label
        ]  # fmt: skip
        wrong = later[: CHOICES - 1]
        for number, when in step.ways:
            right = route.steps[number - 1]
            is_decided = when and len(after) > 1 and not right.area
            if is_decided and len(wrong) == CHOICES - 1:
                yield Scenario(
                    f"{route.when} {step.label.rstrip('?.')}: {when[0].lower()}{when[1:]}."
                    f" What comes next in the pathway “{route.title}”?", "",
                    (right.label, *(one.label for one in wrong)),
                    (right.line, *(one.line for one in wrong)),
                )  # fmt: skip


def _others(step: DrawnStep, steps: Iterable[DrawnStep]) -> Iterator[DrawnStep]:
    seen = {_words(step.who)}
    told = _words(step.line.text)
    for one in steps:
        named = _words(one.who)
        is_apart = not any(named & before for before in seen) and not named & told
        if is_apart and one.line.key != step.line.key and _is_theirs(one):
            seen.add(named)
            yield one
            if len(seen) == CHOICES:
                return


def _is_theirs(step: DrawnStep) -> bool:
    named = _words(step.who)
    return step.line.role in RULES and bool(named) and named <= _words(step.line.text)


def _words(text: str) -> frozenset[str]:
    plain = text.casefold().replace(",", " ").replace(".", " ").split()
    return frozenset(one.rstrip("s") for one in plain if len(one) > 3)  # noqa: PLR2004


def _of(lines: Sequence[DraftLine], what: str, question: str) -> Iterator[Scenario]:
    """Ask for a line's limit, or who it lays something on, among those of other lines."""
    told = [
        (right, text, one)
        for one in lines
        if one.role in RULES and not one.follows and (right := getattr(one, what))
        if stands_alone(text := one.text, one.lead)
    ]
    for right, text, line in told:
        plain = text.casefold()
        others = {words: one for words, _, one in told if words.casefold() not in plain}
        wrong = list(others.items())[: CHOICES - 1]
        if len(wrong) == CHOICES - 1:
            yield Scenario(
                question, text.replace(right, GAP, 1),
                (right, *(one for one, _ in wrong)), (line, *(one for _, one in wrong)),
            )  # fmt: skip
