"""Scenarios of the quiz: where a pathway divides, and who must act or by when on a theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain import FindingsError
from drafting.kinds.scenarios import decisions_of, scenarios_of
from drafting.needed.reaching import line_of
from drafting.needed.route import make_route
from learning.quiz.items import ItemKind, QuizItem, identify
from learning.quiz.lines import topic_of
from learning.quiz.orders import topic_of_pathway
from learning.tracing import Tracer
from using import parts
from using.addresses import address_of
from using.practising.lines import lines_of_themes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.edition import Edition
    from drafting.kinds.scenarios import Scenario
    from drafting.needed.route import DraftRoute


def scenarios_held(edition: Edition) -> tuple[QuizItem, ...]:
    """Give the scenarios: of every pathway, then of who must act and by when on every theme."""
    of_routes = [
        _item(one, topic_of_pathway(route.title), route.title)
        for route in _routes(edition)
        for one in (*decisions_of(route), *scenarios_of((), route))
    ]
    of_lines = [
        _item(one, topic_of(passage), passage.headings[-1] if passage.headings else "")
        for lines in edition.made(lines_of_themes).values()
        for one in scenarios_of(lines, None)
        for passage in [one.lines[0].citation.passage]
    ]
    return tuple({one.id: one for one in (*of_routes, *of_lines)}.values())


def _routes(edition: Edition) -> Iterator[DraftRoute]:
    """Give the pathways; none where one is damaged, which the page says."""
    generation, foreign = edition.generation, edition.made(parts.foreign)
    tracer = Tracer(generation)
    try:
        pathways = edition.made(parts.pathways).pathways
    except FindingsError:
        return
    for pathway in pathways:
        route = make_route(
            pathway,
            lambda held: line_of(held, tracer, generation.pointers, address_of, foreign),
        )
        if route is not None:
            yield route


def _item(scenario: Scenario, topic: str, heading: str) -> QuizItem:
    """Give a scenario as an item of the quiz, the right choice not always first."""
    known = identify(ItemKind.SCENARIO, scenario.asked, *filter(None, (scenario.known,)))
    by = int(known, 16) % len(scenario.choices)
    choices = (*scenario.choices[by:], *scenario.choices[:by])
    lines = (*scenario.lines[by:], *scenario.lines[:by])
    return QuizItem(
        id=known, kind=ItemKind.SCENARIO, topic=topic, heading=heading,
        lead=scenario.question, text=scenario.told, choices=choices,
        answer=choices.index(scenario.choices[0]), key=scenario.choices[0],
        citations=tuple(one.citation for one in lines),
    )  # fmt: skip
