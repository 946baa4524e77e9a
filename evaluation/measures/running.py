"""Puts every question of a set to a system and keeps what came back."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bot.answering.grounding import cited
from bot.answering.rendering import status_of
from domain import Answer, Correction
from evaluation.measures.results import Run, ShownWords, score

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.assistant import Assistant
    from evaluation.measures.questions import Item
    from evaluation.measures.results import Result
    from evaluation.tutorial import Tutorial


def run_assistant(
    assistant: Assistant, sets: Mapping[str, Sequence[Item]], *, system: str = "findings"
) -> Run:
    """Ask the assistant every item of every set, by the set's name.

    Raises:
        FindingsError: the store is missing or damaged.
    """
    return Run(system, tuple(_ask(assistant, item, name) for name, item in _items(sets)))


def run_tutorial(tutorial: Tutorial, sets: Mapping[str, Sequence[Item]]) -> Run:
    """Ask the tutorial pipeline; what it hands to a language model counts as what it shows."""
    return Run("tutorial", tuple(_search(tutorial, item, name) for name, item in _items(sets)))


def _items(sets: Mapping[str, Sequence[Item]]) -> Iterable[tuple[str, Item]]:
    return ((name, item) for name, items in sets.items() for item in items)


def _ask(assistant: Assistant, item: Item, name: str) -> Result:
    start = time.perf_counter()
    reply = assistant.reply(item.question, item.history)
    seconds = time.perf_counter() - start
    is_answer = isinstance(reply.outcome, Answer | Correction)
    quotes = cited(reply.outcome) if is_answer else ()
    return score(
        item, of=name, status=status_of(reply),
        retrieved=[ShownWords(one.passage.source.id, one.passage.text) for one in reply.evidence],
        quotes=[ShownWords(one.passage.source.id, one.quote) for one in quotes],
        seconds=seconds, sure=reply.evidence[0].relevance if quotes and reply.evidence else 0.0,
    )  # fmt: skip


def _search(tutorial: Tutorial, item: Item, name: str) -> Result:
    start = time.perf_counter()
    found = tutorial.search(item.question)
    seconds = time.perf_counter() - start
    return score(
        item, of=name, status="answered", retrieved=found,
        quotes=found[: tutorial.shown], seconds=seconds,
    )  # fmt: skip
