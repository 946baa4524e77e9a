"""``findings ask`` and ``findings batch``: questions answered on a terminal or from a file."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

import wiring
from bot.grounding import cited
from bot.rendering import render, status_of
from commands.asked import BatchError, read_asked
from domain import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.assistant import Assistant
    from domain import Reply, Turn
    from settings import Settings


def ask_question(settings: Settings, question: str, *, as_json: bool) -> None:
    """Answer one question and print the reply, as text or as one JSON object.

    Raises:
        FindingsError: the store is missing or damaged, and the message is a question.
    """
    # a byte that is no UTF-8 comes as a lone surrogate, which cannot be printed
    whole = question.encode("utf-8", "replace").decode("utf-8")
    record = _answer(wiring.make_assistant(settings), whole, ())
    print(json.dumps(record, ensure_ascii=False) if as_json else record["answer"])


def answer_batch(settings: Settings, questions: Path, answers: Path) -> None:
    """Answer the questions of a file, one JSON object a line, into another, in their order.

    Every line is read, and the file to write tried, before the first is answered, so that a
    bad one costs nothing.

    Raises:
        BatchError: a line is no question, or a file cannot be read or written.
        FindingsError: the store is missing or damaged.
    """
    asked = read_asked(questions)
    _write(answers, "", mode="a")
    assistant = wiring.make_assistant(settings)
    start = time.monotonic()
    lines = []
    for one in asked:
        record = {"id": one.id} | _answer(assistant, one.question, one.history)
        lines.append(json.dumps(record, ensure_ascii=False) + "\n")
    _write(answers, "".join(lines), mode="w")
    seconds = time.monotonic() - start
    print(f"{len(asked)} questions answered into {answers}, {seconds:.1f} s", file=sys.stderr)


def _write(path: Path, text: str, *, mode: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open(mode, encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        msg = f"{path}: cannot be written ({error.strerror}): name another file"
        raise BatchError(msg) from error


def _answer(assistant: Assistant, question: str, history: Sequence[Turn]) -> dict[str, object]:
    start = time.perf_counter()
    reply = assistant.reply(question, history)
    seconds = time.perf_counter() - start
    return _record(reply) | {"seconds": round(seconds, 4)}


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
                "quote": one.quote,
            }
            for one in citations
        ],
        "retrieved": [
            {
                "document": one.passage.source.id,
                "heading": one.passage.heading,
                "text": one.passage.text,
                "relevance": round(one.relevance, 4),
            }
            for one in reply.evidence[: wiring.RANKED_PASSAGES]
        ],
    }
