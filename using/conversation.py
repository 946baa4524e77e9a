"""One person's conversation: what was asked, what came back, and the receipt of each answer."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.answering.rendering import render, status_of
from bot.answering.weights import pointers_behind
from bot.quoting.plain import never
from bot.ranking.retriever import EVERYTHING, Scope
from domain import (
    Answer,
    Correction,
    Escalation,
    FindingsError,
    Refusal,
    Reply,
    Turn,
)
from feedback import FeedbackError, Receipt
from using.asking import answer_in_steps, log_fault, steps_in_danger
from using.follow_ups import follow_ups
from using.scopes import describe_scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bot.assistant import Assistant
    from bot.edition import Edition
    from domain import Citation, Statement
    from feedback import FeedbackStore
    from ingest.beside.pointers import Pointer
    from settings import Settings
    from using.asking import Answered

_FAILED = "The knowledge base cannot be searched at the moment."
# Exchanges that a session keeps; older ones leave the page.
KEPT_EXCHANGES = 50
# Below this weight of its best sentence the nearest passage says nothing of a question's theme.
_THEME_WEIGHT = 0.1
NO_THEME = "none of the documents' themes"


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its reply; the question without identifying details.

    ``failure`` says in one sentence why there is no reply. ``earlier`` is the question before
    it, where it was read as following on from one; ``pointers`` are those that its quotes name,
    as they were in the edition that answered.
    """

    number: int
    question: str
    reply: Reply | None
    scope: Scope = EVERYTHING
    generation: str = ""
    asked: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    is_shortened: bool = False
    earlier: str = ""
    follow_ups: tuple[str, ...] = ()
    receipt: str = ""
    failure: str = ""
    filtered: str = ""
    # what a mapping holds has no hash
    pointers: Mapping[str, Pointer] = field(default_factory=dict, hash=False)


def statements_of(exchange: Exchange) -> tuple[Statement, ...]:
    """Give the quoted statements of a reply, most telling first; none where it has none."""
    outcome = exchange.reply.outcome if exchange.reply else None
    match outcome:
        case Answer(statements) | Correction(statements):
            return statements
        case Escalation(_, statements, _, answers):
            return (*statements, *answers)
        case _:
            return ()


def citations_of(exchange: Exchange) -> tuple[Citation, ...]:
    """Give everything that a reply quotes, in order: the nearest passages of a refusal too."""
    if exchange.reply and isinstance(exchange.reply.outcome, Refusal):
        return exchange.reply.outcome.nearby
    return tuple(one for statement in statements_of(exchange) for one in statement.citations)


def history_of(exchanges: Sequence[Exchange]) -> tuple[Turn, ...]:
    """Give the earlier turns as the assistant reads them, oldest first."""
    return tuple(
        Turn(one.question, render(one.reply)) for one in exchanges if one.reply is not None
    )


def converse(
    assistant: Assistant, edition: Callable[[], Edition], message: str,
    earlier: Sequence[Exchange], scope: Scope,
) -> Exchange:  # fmt: skip
    """Give the exchange that a message starts, as it is at its end; see ``converse_in_steps``."""
    *_, exchange = converse_in_steps(assistant, edition, message, earlier, scope)
    return exchange


def converse_in_steps(
    assistant: Assistant, edition: Callable[[], Edition], message: str,
    earlier: Sequence[Exchange], scope: Scope, *, is_stopped: Callable[[], bool] = never,
) -> Iterator[Exchange]:  # fmt: skip
    """Give the exchange that a message starts; a failure of any part becomes its ``failure``.

    ``edition`` gives the edition that all of it is of. Of a message that tells of danger the
    safety steps are given whatever fails. Where a chat model writes beside the quotes, the exchange
    comes again with each statement that passed, until ``is_stopped`` says that it is enough.
    """
    history = history_of(earlier)
    asked = datetime.now(UTC)
    first: Exchange | None = None
    for found in answer_in_steps(
        assistant, edition, message, history, scope, is_stopped=is_stopped
    ):
        if first is None:
            first = _begun(edition, found, earlier, scope, asked)
            yield first
        else:
            yield replace(first, reply=found.reply)


def _begun(
    edition: Callable[[], Edition], found: Answered, earlier: Sequence[Exchange], scope: Scope,
    asked: datetime,
) -> Exchange:  # fmt: skip
    history = history_of(earlier)
    begun = Exchange(
        number=earlier[-1].number + 1 if earlier else 1,
        question=found.message,
        reply=found.reply,
        asked=asked,
        is_shortened=found.is_shortened,
    )
    reply = found.reply
    if reply is None:
        if found.fault:
            log_fault(found.fault)
        return replace(begun, scope=scope, failure=_FAILED)
    answered = replace(begun, generation=reply.generation, receipt=secrets.token_hex(8))
    if reply.generation:
        answered = replace(answered, pointers=_pointers(edition(), answered))
    # of a danger nothing is given that nobody chose for it
    if isinstance(reply.outcome, Escalation):
        return answered
    return replace(
        answered,
        scope=scope,
        earlier=history[-1].question if reply.follows else "",
        follow_ups=_follow_ups(edition, reply, begun.question),
        filtered=describe_scope(scope, _titles(edition)),
    )


def steps_alone(
    assistant: Assistant, message: str, earlier: Sequence[Exchange], scope: Scope
) -> Exchange | None:
    """Give the exchange of a message that tells of danger, its safety steps and nothing else.

    For a caller who has asked for too much: no search is made, whatever the message.
    """
    found = steps_in_danger(assistant, message, history_of(earlier))
    if found is None:
        return None
    number = earlier[-1].number + 1 if earlier else 1
    return Exchange(number, found.message, found.reply, scope,
                    asked=datetime.now(UTC), receipt=secrets.token_hex(8))  # fmt: skip


def receipt_of(exchange: Exchange, settings: Settings, store: FeedbackStore) -> Receipt:
    """Give the receipt that a rating is kept with.

    Raises:
        FeedbackError: the feedback file cannot be written.
    """
    evidence = exchange.reply.evidence if exchange.reply else ()
    return Receipt(
        id=exchange.receipt,
        question_hash=store.hash_of(exchange.question),
        status=status_of(exchange.reply) if exchange.reply else "failed",
        generation=exchange.generation,
        settings=_fingerprint(settings),
        passages=tuple(one.passage.id for one in evidence),
    )


def count_if_declined(exchange: Exchange, settings: Settings, store: FeedbackStore) -> None:
    """Count a declined question under the theme of its nearest passage.

    A feedback file that cannot be written must not cost anybody their answer.
    """
    if exchange.reply is None or not isinstance(exchange.reply.outcome, Refusal):
        return
    evidence = exchange.reply.evidence
    near = evidence and max(evidence[0].weights) >= _THEME_WEIGHT
    theme = evidence[0].passage.source.title if near else NO_THEME
    kept = exchange.question if settings.keep_declined_questions else ""
    try:
        store.count_declined(theme, exchange.generation, kept)
    except FeedbackError:
        return


def _follow_ups(edition: Callable[[], Edition], reply: Reply, question: str) -> tuple[str, ...]:
    try:
        return follow_ups(edition(), reply, question)
    except FindingsError:
        return ()


def _pointers(edition: Edition, exchange: Exchange) -> dict[str, Pointer]:
    every = edition.generation.pointers
    return {
        label: pointer
        for one in citations_of(exchange)
        for label, pointer in pointers_behind(one, every).items()
    }


def _titles(edition: Callable[[], Edition]) -> dict[str, str]:
    try:
        sources = edition().generation.sources
    except FindingsError:
        return {}
    return {one.id: one.title for one in sources}


def _fingerprint(settings: Settings) -> str:
    """Give a short mark of the settings that change answers."""
    values = f"{settings.engine} {settings.precision} {settings.max_words}"
    return hashlib.sha256(values.encode()).hexdigest()[:12]
