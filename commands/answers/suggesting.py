"""``findings suggest``: messages that a chat model suggests for sentences; nothing is taught."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import wiring
from commands.terminal import print_json
from domain import Citation, FindingsError, Shape
from store.generation.reusing import held_editions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.assistant import Assistant
    from bot.quoting.plain import PlainWords, Suggested
    from settings import Settings
    from store.generation.opened import Generation

NO_MODEL = (
    "no chat model writes here: set chat_model, and chat_mode to 'writes' or 'reads'"
    " (docs/chat-model.md)"
)
_FAULTS = {
    "slow": "the chat model took too long",
    "failed": "the chat model did not answer: 'findings doctor' says why",
    "rests": "the chat model has failed several times and is not asked for a few minutes",
}


class SuggestingError(FindingsError):
    """Nothing can be suggested; the message says why."""


def suggest_messages(
    settings: Settings, document: str, quote: str, *, most: int, as_json: bool = False
) -> int:
    """Print messages for a sentence of a document, or for its first ``most`` untaught sentences.

    A line each, as a file ``NAME.questions.jsonl`` beside the document holds them: whoever accepts
    one keeps it there, or teaches it. Gives the exit code.

    Raises:
        SuggestingError: no such sentence is held, no model writes, or it did not answer.
    """
    editions = wiring.make_editions(settings, for_one=True)
    try:
        edition = editions.pinned()()
        plain = edition.plain
        if plain is None:
            raise SuggestingError(NO_MODEL)
        assistant = wiring.make_assistant(settings, edition.open_library)
        wanted = list(_sentences(edition.generation, document, quote, most))
        if not wanted:
            msg = f"{quote[:60]!r} is not a sentence of {document}, or all of it are taught"
            raise SuggestingError(msg)
        for one in wanted:
            _show(document, one.quote, _suggested(plain, assistant, one), as_json=as_json)
    finally:
        editions.close()
    return 0


def _sentences(generation: Generation, document: str, quote: str, most: int) -> Iterator[Citation]:
    if document not in generation.by_id:
        msg = f"{document}: no such document: 'findings sources' lists those held"
        raise SuggestingError(msg)
    lessons = held_editions(generation)[document].taught
    taught = {" ".join(one.quote.split()) for one in lessons}
    wanted = " ".join(quote.split())
    count = 0
    for passage in generation.passages:
        if passage.source.id != document:
            continue
        for sentence in passage.sentences:
            said = " ".join(sentence.text.split())
            is_free = said not in taught and sentence.shape is not Shape.ROW
            if (said == wanted if wanted else is_free) and count < (1 if wanted else most):
                count += 1
                yield Citation(passage, sentence.text)


def _suggested(plain: PlainWords, assistant: Assistant, one: Citation) -> Suggested:
    found = plain.suggested(one)
    if found.fault:
        raise SuggestingError(_FAULTS[found.fault])
    # a message of danger gets the safety steps, whatever is taught
    calm = tuple(m for m in found.messages if assistant.steps_in_danger(m) is None)
    lost = ("danger",) * (len(found.messages) - len(calm))
    return type(found)(calm, (*found.dropped, *lost))


def _show(document: str, quote: str, found: Suggested, *, as_json: bool) -> None:
    if as_json:
        print_json({"document": document, "quote": quote, "suggested": list(found.messages),
                    "dropped": list(found.dropped)})  # fmt: skip
    else:
        print(json.dumps({"quote": quote, "questions": list(found.messages)}, ensure_ascii=False))
