"""``findings ask`` and ``findings batch``: questions answered on a terminal or from a file."""

from __future__ import annotations

import json
import sys
import time
from typing import IO, TYPE_CHECKING

import wiring
from bot.answering.grounding import cited
from bot.answering.rendering import render, status_of
from bot.privacy.masking import CUT
from bot.safety.steps import UNCHECKED
from commands.answers.asked import Asked, BatchError, Unread, read_asked
from commands.answers.receipts import write_receipt
from commands.replacing import replacing
from commands.terminal import print_json
from domain import FindingsError, Refusal
from using.asking import answer_message, without_details

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from bot.assistant import Assistant
    from bot.edition import Edition, Editions
    from domain import Reply, Turn
    from settings import Settings


NOTHING_SENT = (
    "Nothing would be sent: a chat model is asked only where the documents answer, and the message"
    " holds no identifying details."
)
_FAILED = 2
# What a line that failed holds of an answer's fields.
_NOTHING: dict[str, object] = {
    "status": "failed", "answer": "", "citations": [], "retrieved": [], "seconds": 0.0,
}  # fmt: skip


def ask_question(
    settings: Settings, question: str, *, as_json: bool, receipt: Path | None = None
) -> None:
    """Answer one question and print the reply, as text or as one JSON object.

    ``receipt`` is a file for the answer's receipt.

    Raises:
        FindingsError: the store is missing or damaged, and the message is a question, or the
            receipt cannot be written.
    """
    # a byte that is no UTF-8 comes as a lone surrogate, which cannot be printed
    whole = question.encode("utf-8", "replace").decode("utf-8")
    assistant, editions = _make_assistant(settings, for_one=True)
    edition = editions.pinned()
    record, reply = _answer(assistant, edition, whole, ())
    if as_json:
        print_json(record)
    else:
        print(record["answer"])
    if receipt is not None:
        write_receipt(reply, edition, receipt)


def print_prompt(settings: Settings, question: str) -> None:
    """Print what a chat model would be sent for a question; nothing is sent.

    Raises:
        FindingsError: the question cannot be answered, or the chat model cannot be opened.
    """
    from writing.writer import prompt_of  # noqa: PLC0415  brings langchain

    # no model is opened: one may look before anything is allowed to leave
    without = settings.model_copy(update={"chat_model": ""})
    assistant, editions = _make_assistant(without, for_one=True)
    whole = question.encode("utf-8", "replace").decode("utf-8")
    answered = answer_message(assistant, editions.pinned(), whole)
    if answered.reply is None:
        raise answered.fault or FindingsError
    asked = answered.reply.understood or answered.message
    messages = prompt_of(
        asked, answered.reply, settings.chat_context, reads=settings.chat_mode == "reads"
    )
    print("\n\n".join(str(one.text) for one in messages) or NOTHING_SENT)


def answer_batch(settings: Settings, questions: Path, answers: Path) -> int:
    """Answer the questions of a file, one JSON object a line, into another, in their order.

    A line that is no question, and one that cannot be answered, gets a line with the status
    "failed" and the reason; the others are answered. The file to write is replaced at the end, as
    a whole. Gives the exit code: 2 where a line failed.

    Raises:
        BatchError: a file cannot be read or written, it is the same file, or no line is a question.
        FindingsError: the store is missing or damaged, and not one question could be answered.
    """
    asked = read_asked(questions)
    if not asked.questions and asked.unread:
        raise BatchError(asked.unread[0].reason)
    start = time.monotonic()
    with replacing(answers, kept=questions) as file:
        failed = write_answers(*_make_assistant(settings, for_one=False), asked.lines, file)
    seconds = time.monotonic() - start
    counts = f"{len(asked.lines) - failed} questions answered into {answers}"
    print(f"{counts}{f', {failed} failed' if failed else ''}, {seconds:.1f} s", file=sys.stderr)
    return _FAILED if failed else 0


def _make_assistant(settings: Settings, *, for_one: bool) -> tuple[Assistant, Editions]:
    """Make the assistant and what it reads, and say so where its check for danger is damaged."""
    editions = wiring.make_editions(settings, for_one=for_one)
    assistant = wiring.make_assistant(settings, editions.library)
    if not assistant.checks_danger:
        print(UNCHECKED, file=sys.stderr)
    return assistant, editions


def write_answers(
    assistant: Assistant, editions: Editions, lines: Sequence[Asked | Unread], file: IO[str]
) -> int:
    """Write one line a line of the batch and give how many of them failed."""
    faults: list[FindingsError] = []
    failed = 0
    for one in lines:
        reason = one.reason if isinstance(one, Unread) else ""
        record: dict[str, object] = {}
        if isinstance(one, Asked):
            try:
                record, _ = _answer(assistant, editions.pinned(), one.question, one.history)
            except FindingsError as error:
                faults.append(error)
                reason = f"cannot be answered: {error}"
        if reason:
            failed += 1
            print(reason if isinstance(one, Unread) else f"{one.id}: {reason}", file=sys.stderr)
            record = _NOTHING | {"reason": reason}
        file.write(json.dumps({"id": one.id} | record, ensure_ascii=False) + "\n")
    if faults and failed == len(lines):
        raise faults[0]
    return failed


def _answer(
    assistant: Assistant, edition: Callable[[], Edition], question: str, history: Sequence[Turn]
) -> tuple[dict[str, object], Reply]:
    start = time.perf_counter()
    answered = answer_message(assistant, edition, question, without_details(history))
    seconds = time.perf_counter() - start
    if answered.reply is None:
        raise answered.fault or FindingsError
    record = _record(answered.reply)
    if answered.is_shortened:
        record["answer"] = f"{record['answer']}\n\n{CUT}"
    return record | {"seconds": round(seconds, 4)}, answered.reply


def _record(reply: Reply) -> dict[str, object]:
    """Give the reply as a batch writes it; passages near a refusal are no citations of it."""
    citations = () if isinstance(reply.outcome, Refusal) else cited(reply.outcome)
    return {
        "status": status_of(reply),
        "answer": render(reply),
        "citations": [
            {
                "document": one.passage.source.id,
                "heading": one.passage.heading,
                "page": one.page or None,
                "subject": one.subject,
                "quote": one.quote,
            }
            for one in citations
        ],
        "retrieved": [
            {
                "document": one.passage.source.id,
                "heading": one.passage.heading,
                "page": one.passage.page or None,
                "text": one.passage.text,
                "relevance": round(one.relevance, 4),
            }
            for one in reply.evidence[: wiring.RANKED_PASSAGES]
        ],
    }
