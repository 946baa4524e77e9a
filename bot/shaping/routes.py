"""The pathway that fits what is asked or told: step by step, who, by when, and a quote of each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

import numpy as np

from bot.answering.cautions import caution_for
from bot.answering.tidying import tidy
from domain import Citation, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.assistant import Library
    from domain import Passage, Source


class Quoted(Protocol):
    """Words of a document: its text from ``start`` to ``end``."""

    @property
    def source(self) -> Source: ...  # noqa: D102  see the class
    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


class Way(Protocol):
    """A way on: the id of the next step, and when it is taken (empty: always)."""

    @property
    def step(self) -> str: ...  # noqa: D102
    @property
    def when(self) -> str: ...  # noqa: D102


class RouteStep(Protocol):
    """One thing to do, and what it rests on."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def label(self) -> str: ...  # noqa: D102
    @property
    def who(self) -> str: ...  # noqa: D102
    @property
    def by_when(self) -> str: ...  # noqa: D102
    @property
    def branches(self) -> Sequence[Way]: ...  # noqa: D102
    @property
    def quotation(self) -> Quoted: ...  # noqa: D102


class Route(Protocol):
    """A procedure as steps in their order; ``keywords`` are phrases of questions about it."""

    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def when(self) -> str: ...  # noqa: D102
    @property
    def keywords(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def steps(self) -> Sequence[RouteStep]: ...  # noqa: D102


class Routes(Protocol):
    """The procedures that lie beside the documents (``pathways``); none may be held."""

    def held(self) -> Sequence[Route]:
        """Give all of them; none where they cannot be read."""

    def named(self, question: str, passages: Iterable[Passage]) -> Route | None:
        """Give the one that a question names, and that rests on one of the passages found."""


class NoRoutes:
    """What stands where no procedures are held."""

    def held(self) -> Sequence[Route]:
        """Give none."""
        return ()

    def named(self, question: str, passages: Iterable[Passage]) -> None:
        """Give none."""
        del question, passages


def nearest_route(library: Library, text: str) -> Route | None:
    """Give the procedure that a told case is about; None where none or more than one may be."""
    routes = library.routes.held()
    if not routes:
        return None
    asked = library.understanding.vector(text)
    cosines = library.route_vectors @ asked
    cosines = library.retriever.scale(cosines) if library.retriever.scale else cosines
    # by what each is for, and by that with what people ask of it
    by_use, by_all = cosines.reshape(2, len(routes))
    best, *others = np.argsort(by_all)[::-1]
    limits = library.thresholds
    ahead = by_all[best] - max((by_all[one] for one in others), default=0.0)
    is_it = by_all[best] >= limits.of_a_route and ahead >= limits.surer_of_a_route
    return routes[best] if is_it and best == by_use.argmax() else None


def described(routes: Sequence[Route]) -> list[str]:
    """Give what a told case is held against: what each is for, then that and what is asked."""
    uses = [f"{one.title}. {one.when}" for one in routes]
    return [*uses, *(f"{use} {'. '.join(one.keywords)}"
                     for use, one in zip(uses, routes, strict=True))]  # fmt: skip


def by_route(library: Library, route: Route) -> tuple[Statement, ...]:
    """Give a procedure's steps as statements, each under its number, who and by when.

    A step whose words are not in one passage is left out.
    """
    ways = {way.step: way.when for step in route.steps for way in step.branches if way.when}
    stated = []
    for number, step in enumerate(route.steps, start=1):
        when = f"{ways[step.id]}: " if step.id in ways else ""
        head = f"{number}. {when}{step.label} (who: {step.who}; by when: {step.by_when})"
        found = _quoted(library, step.quotation)
        stated += [replace(found, head=head)] if found else []
    return tuple(stated)


def _quoted(library: Library, words: Quoted) -> Statement | None:
    for passage in library.generation.passages_of(words.source.id):
        if not passage.start <= words.start <= words.end <= passage.end:
            continue
        start, end = words.start - passage.start, words.end - passage.start
        first = next(one for one in passage.sentences if one.end > start)
        caution = caution_for(passage, first, library.generation.pointers, library.quoting.foreign)
        quote = passage.text[start:end]
        return Statement(tidy(quote), (Citation(passage, quote),), caution)
    return None


def title_line(route: Route, steps: Sequence[Statement], *, is_below: bool = False) -> str:
    """Give the line that says which procedure the steps are of, and how many of its steps."""
    count = f"{len(steps)} of {len(route.steps)} steps"
    if is_below:
        return f"Below what answers most directly: the pathway “{route.title}”, {count}."
    return f"By the pathway “{route.title}”, {count}:"
