"""A message is answered: the one way from what was typed to a reply, whoever shows it."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answering.rendering import status_of
from bot.privacy.held import NOTHING_HELD, NamesHeld, held_by
from bot.privacy.masking import mask
from bot.quoting.plain import never
from bot.ranking.retriever import EVERYTHING, Scope
from domain import FindingsError, Turn
from observing.tally import count_answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bot.assistant import Assistant
    from bot.edition import Edition
    from bot.privacy.masking import Masked
    from domain import Reply, Written

_LOG = logging.getLogger(__name__)
# In the place of a message whose identifying details cannot be left out.
NOT_SHOWN = "(your message)"


@dataclass(frozen=True, slots=True)
class Answered:
    """A message without identifying details, and its reply or the ``fault`` by which it has none.

    ``is_shortened`` says that the message was longer than what is read of one.
    """

    message: str
    reply: Reply | None
    is_shortened: bool = False
    fault: Exception | None = None


def answer_message(
    assistant: Assistant, edition: Callable[[], Edition], message: str,
    history: Sequence[Turn] = (), scope: Scope = EVERYTHING, *, quotes_only: bool = False,
) -> Answered:  # fmt: skip
    """Give the reply to a message with all that is written beside it; see ``answer_in_steps``.

    ``quotes_only`` asks no chat model to write.
    """
    steps = answer_in_steps(assistant, edition, message, history, scope)
    found = next(steps)
    if not quotes_only:
        for later in steps:
            found = later
    return found


def answer_in_steps(
    assistant: Assistant, edition: Callable[[], Edition], message: str,
    history: Sequence[Turn] = (), scope: Scope = EVERYTHING,
    *, is_stopped: Callable[[], bool] = never,
) -> Iterator[Answered]:  # fmt: skip
    """Give the reply to a message, masked here and nowhere else; it never raises.

    ``edition`` gives the edition that all of it is of; ``history`` holds the earlier turns, oldest
    first, without identifying details. Of a message that tells of danger the safety steps are
    given whatever fails. Where a chat model writes beside the quotes, the reply comes first, and
    again with each statement that passed: nothing that was given is taken back. ``is_stopped``
    says that no more of these are wanted.
    """
    masked = _masked(message.strip(), _names_in(edition))
    found = Answered(
        masked.text if masked else NOT_SHOWN, None, is_shortened=bool(masked and masked.is_cut)
    )
    try:
        reply = assistant.reply(message, history, scope, masked, lambda: edition().library)
    except Exception as error:  # noqa: BLE001  whatever it is, the caller says that there is no answer
        count_answer("failed")
        yield replace(found, fault=error)
        return
    count_answer(status_of(reply))
    yield replace(found, reply=reply)
    for written in _written(edition, found.message, reply, is_stopped):
        yield replace(found, reply=replace(reply, written=written))


def _written(
    edition: Callable[[], Edition], message: str, reply: Reply, is_stopped: Callable[[], bool]
) -> Iterator[Written]:
    # what may tell of danger goes to no other program
    if reply.reminds:
        return
    if reply.generation and (plain := edition().library.plain):
        yield from plain.write(reply.understood or message, reply, is_stopped)


def steps_in_danger(
    assistant: Assistant, message: str, history: Sequence[Turn] = ()
) -> Answered | None:
    """Give a message that tells of danger with its safety steps alone; None for any other.

    For a caller who has asked for too much: no search is made, whatever the message.
    """
    reply = assistant.steps_in_danger(message, history)
    if reply is None:
        return None
    masked = _masked(message.strip())
    return Answered(masked.text if masked else NOT_SHOWN, reply)


def without_details(turns: Iterable[Turn]) -> tuple[Turn, ...]:
    """Give turns that somebody else kept, their questions without identifying details."""
    masked = ((one, _masked(one.question)) for one in turns)
    return tuple(replace(one, question=held.text if held else NOT_SHOWN) for one, held in masked)


def log_fault(error: Exception) -> None:
    """Write down what failed: a fault of ours in its words, any other by its kind alone."""
    told = str(error) if isinstance(error, FindingsError) else type(error).__name__
    _LOG.warning("a question was not answered: %s", told)


def _names_in(edition: Callable[[], Edition]) -> NamesHeld:
    """Give the names that the documents give; none where no edition can be opened."""
    try:
        return held_by(edition)
    except Exception as error:  # noqa: BLE001  without them more is masked, and nothing lost
        _LOG.info("what documents name is not known: %s", type(error).__name__)
        return NOTHING_HELD


def _masked(message: str, held: NamesHeld = NOTHING_HELD) -> Masked | None:
    """Give the message without identifying details; None where they cannot be told."""
    try:
        return mask(message, held)
    except Exception as error:  # noqa: BLE001  a damaged list must not cost anybody the steps
        log_fault(error)
        return None
