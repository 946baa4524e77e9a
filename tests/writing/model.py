"""Stand-ins behind LangChain's chat interface, and what they are given to write of."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from langchain_core.language_models.fake_chat_models import FakeListChatModel
from langchain_core.messages import AIMessageChunk
from langchain_core.outputs import ChatGenerationChunk

from domain import Answer, Citation, Reply, Statement
from writing.evidence import Unit, units_of
from writing.writer import PlainWriter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from langchain_core.language_models import BaseChatModel

    from domain import Passage, Written
    from store.generation.opened import Generation


class StandIn(FakeListChatModel):
    """Replies as it is told, sign by sign, and keeps what it was sent."""

    told: list[str] = []  # noqa: RUF012  pydantic copies it

    def _stream(self, messages: Any, *args: Any, **options: Any) -> Iterator[Any]:  # noqa: ANN401
        del args, options
        self.told += [str(one.content) for one in messages]
        reply = self.responses[0]
        if reply == "!hang":
            time.sleep(30)
        if reply == "!fail":
            raise ConnectionError
        if reply == "!endless":
            self.responses = ["word " * 20_000]
            reply = self.responses[0]
        # LangChain wants a piece of every reply
        for at in range(0, max(len(reply), 1), 50):
            yield ChatGenerationChunk(message=AIMessageChunk(content=reply[at : at + 50]))


def reply_of(passages: Sequence[Passage]) -> Reply:
    """Give a reply that quotes the first sentence of each passage."""
    quotes = [Citation(one, one.text[one.sentences[0].start : one.sentences[0].end])
              for one in passages]  # fmt: skip
    statements = tuple(Statement(one.quote, (one,)) for one in quotes)
    return Reply(Answer(statements), generation="g")


def unit_holding(generation: Generation, document: str, words: str) -> Unit:
    """Give the sentence of a document that holds words."""
    passages = [one for one in generation.passages if one.source.id == document]
    return next(one for one in units_of(passages) if words in one.words)


def units_holding(generation: Generation, document: str, words: str) -> list[Unit]:
    """Give the sentence of a document that holds words, or those that are parts of them."""
    passages = [one for one in generation.passages if one.source.id == document]
    held = list(units_of(passages))
    whole = next((one for one in held if words in one.words), None)
    return [whole] if whole else [one for one in held if one.words in words]


def line(says: str, words: str, *units: Unit) -> str:
    """Give a statement in the form that is asked for, of a reply that has one passage.

    ``words`` are what it rests on in one sentence; of several it rests on all words of each.
    """
    copied = [words] if len(units) == 1 else [one.words for one in units]
    rests = [
        {"number": one.number + 1, "words": each} for one, each in zip(units, copied, strict=True)
    ]
    return json.dumps({"says": says, "rests_on": rests})


def writer_of(
    model: BaseChatModel, generation: Generation, *, seconds: float = 60, reads: bool = False,
    restates: bool = False, connects: bool = False,
) -> PlainWriter:  # fmt: skip
    """Give a writer whose statements no score vetoes."""
    return PlainWriter(
        model, generation, lambda *_: "", lambda *_: True, name="test:model", seconds=seconds,
        context=8000, reads=reads, restates=restates, connects=connects,
    )  # fmt: skip


def written(writer: PlainWriter, reply: Reply) -> Written:
    """Give what is written in the end."""
    *_, last = writer.write("what does it say", reply)
    return last
