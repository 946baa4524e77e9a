"""Items that ask for the order of a pathway's steps."""

from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING

from learning.quiz.items import ItemKind, QuizItem, identify
from learning.quiz.lines import plain
from learning.tracing import Tracer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from domain import Citation
    from pathways.route import Pathway, Step
    from store.generation.opened import Generation

STEPS_ASKED = 4
CHOICES = 4
MOST_ITEMS_OF_A_PATHWAY = 3
# Items that share more of their steps would give one another's answer away.
MOST_STEPS_SHARED = 2
LETTERS = "ABCD"


def order_items(
    pathways: Iterable[Pathway], generation: Generation, seed: int
) -> tuple[QuizItem, ...]:
    """Give up to three items a pathway; each asks four steps of which every one leads to the next.

    The steps' order is then the only one: any other puts a step before what leads to it.
    """
    tracer = Tracer(generation)
    return tuple(item for pathway in pathways for item in _items_of(pathway, tracer, seed))


def topic_of_pathway(title: str) -> str:
    """Give the topic under which a pathway's items are kept."""
    return f"Pathway: {title}"


def _items_of(pathway: Pathway, tracer: Tracer, seed: int) -> Iterator[QuizItem]:
    chance = random.Random(f"{seed} {pathway.id}")  # noqa: S311  a quiz is no secret
    runs = sorted(set(_runs(pathway)))
    used: list[frozenset[str]] = []
    for run in chance.sample(runs, len(runs)):
        asked = frozenset(run)
        if len(used) == MOST_ITEMS_OF_A_PATHWAY or any(
            len(asked & one) > MOST_STEPS_SHARED for one in used
        ):
            continue
        steps = [pathway.step(one) for one in run]
        citations = [tracer.at(one.quotation.source.id, one.quotation.start, one.quotation.end)
                     for one in steps]  # fmt: skip
        if all(citations) and len({one.label for one in steps}) == STEPS_ASKED:
            used.append(asked)
            yield _ask(pathway, steps, [one for one in citations if one], chance)


def _runs(pathway: Pathway) -> Iterator[tuple[str, ...]]:
    """Give every run of steps each of which leads to the next."""
    ways = {step.id: [branch.step for branch in step.branches] for step in pathway.steps}
    runs: list[tuple[str, ...]] = [(step.id,) for step in pathway.steps]
    for _ in range(STEPS_ASKED - 1):
        runs = [(*run, after) for run in runs for after in ways[run[-1]]]
    yield from runs


def _ask(
    pathway: Pathway, steps: list[Step], citations: list[Citation], chance: random.Random
) -> QuizItem:
    shown = chance.sample(steps, STEPS_ASKED)
    letters = {step.id: letter for step, letter in zip(shown, LETTERS, strict=True)}
    right = tuple(letters[step.id] for step in steps)
    wrong = [one for one in itertools.permutations(LETTERS) if one != right]
    orders = chance.sample([right, *chance.sample(wrong, CHOICES - 1)], CHOICES)
    return QuizItem(
        id=identify(ItemKind.ORDER, pathway.id, *(step.id for step in steps)),
        kind=ItemKind.ORDER,
        topic=topic_of_pathway(pathway.title),
        heading=pathway.title,
        lead="",
        text="\n".join(f"{letters[step.id]}. {step.label}" for step in shown),
        choices=tuple(", ".join(one) for one in orders),
        answer=orders.index(right),
        key=plain(citations[0].quote),
        citations=tuple(citations),
    )
