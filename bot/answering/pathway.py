"""An answer to a how-to question or a told case goes on with the steps of its pathway."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.deciding import subject_missing
from bot.answering.tidying import tidy
from bot.shaping.howto import is_case, section_for, task_of
from bot.shaping.routes import by_route, nearest_route, title_line
from domain import Answer, Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.searching import Searched
    from bot.assistant import Library
    from bot.reading.asks import Message
    from bot.shaping.routes import Route
    from domain import Outcome, Statement

# Of what answers a told case so many statements stand above the steps.
MOST_ABOVE = 3
EMERGENCY = "999"
# Passages, best first, among which one has to be of the pathway's documents.
_BEST = 5


def by_the_pathway(
    library: Library, text: str, message: Message, searched: Searched, outcome: Outcome
) -> Outcome:
    """Give the outcome with the steps of the pathway that fits; as it is where none does.

    A section that says how to do what is asked comes before a pathway, and a pathway before a
    document that says so as a whole.
    """
    place = searched.place
    # who names a document or another place wants their words
    is_of_another = searched.document is not None or (place and not place.is_home)
    if not isinstance(outcome, Answer | Refusal) or is_of_another:
        return outcome
    is_elsewhere = searched.reached is not None or subject_missing(library, searched)
    if isinstance(outcome, Refusal) and is_elsewhere:
        return outcome
    if is_case(message):
        route = nearest_route(library, text)
        # what was found to answer has to be of its documents
        fits = route and (isinstance(outcome, Refusal) or _rests_on(library, route, searched))
        return _with_steps(library, route, outcome) if route and fits else outcome
    task = task_of(message.whole.text)
    if not task or message.parts or isinstance(outcome, Refusal):
        return outcome
    section = section_for(library, task, searched.ranking.evidence)
    if section and not section.is_whole:
        return outcome
    named = library.routes.named(message.whole.text, [one.passage for one in searched.evidence])
    route = named or (None if section else nearest_route(library, message.whole.text))
    return (
        _with_steps(library, route, replace(outcome, statements=(), top="")) if route else outcome
    )


def _rests_on(library: Library, route: Route, searched: Searched) -> bool:
    """Say whether one of the best passages is of a document that a pathway rests on.

    Looked at is what was found for the case, and for what is asked of it alone.
    """
    documents = {one.quotation.source.id for one in route.steps}
    alone = library.retriever.rank(library.understanding.read(searched.asked))
    best = (*searched.evidence[:_BEST], *alone.evidence[:_BEST])
    return any(one.passage.source.id in documents for one in best)


def _with_steps(library: Library, route: Route, outcome: Answer | Refusal) -> Answer:
    """Give all its steps, below what answers already and is not one of them."""
    steps = by_route(library, route)
    if isinstance(outcome, Refusal):
        return Answer(steps, top=title_line(route, steps))
    steps = _asked_first(steps, outcome.statements)
    said = [_words(one.text) for one in steps]
    documents = {one.quotation.source.id for one in route.steps}
    above = [
        one for one in outcome.statements
        if _documents(one) <= documents and not any(words in _words(one.text) for words in said)
    ][:MOST_ABOVE]  # fmt: skip
    top = f"{outcome.top} {title_line(route, steps, is_below=bool(above))}".strip()
    return replace(outcome, statements=(*above, *steps), top=top)


def _asked_first(steps: Sequence[Statement], found: Sequence[Statement]) -> tuple[Statement, ...]:
    """Give the steps, those first that were found as the answer; each keeps its number.

    What to do where a child is in danger stays before them.
    """
    answers = [_words(one.text) for one in found]
    first = [one for one in steps[:1] if EMERGENCY in one.text]
    asked = [one for one in steps if any(_words(one.text) in words for words in answers)]
    return tuple({id(one): one for one in (*first, *asked, *steps)}.values())


def _documents(statement: Statement) -> set[str]:
    return {one.passage.source.id for one in statement.citations}


def _words(quote: str) -> str:
    return " ".join(tidy(quote).split())
