"""``/v1/ask`` and ``/v1/search``: a message is answered, whole or as events."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, Request
from fastapi.sse import EventSourceResponse, format_sse_event
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from api.desk import MOST_HITS, EnquiryDesk, UnansweredError
from api.problems import COMMON, as_event
from api.shapes.hits import GivenHits
from api.shapes.replies import GivenReply
from domain import Kind, Part, Turn
from using.scopes import scope_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from api.callers import Callers
    from bot.ranking.retriever import Scope


def whole_characters(value: object) -> object:
    """Give words that any program can write down: half an emoji becomes a mark."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


Words = Annotated[str, BeforeValidator(whole_characters)]


class TurnBody(BaseModel):
    """An earlier question of the same conversation, and what it was answered with."""

    question: Words
    answer: Words = ""


class SearchedIn(BaseModel):
    """What a search is limited to; nothing named leaves nothing out."""

    model_config = ConfigDict(extra="forbid")

    documents: tuple[Words, ...] = Field(default=(), description="ids of documents")
    kinds: tuple[Kind, ...] = ()
    parts: tuple[Part, ...] = ()
    agencies: tuple[Words, ...] = ()

    def scope(self) -> Scope:
        """Give it as a search takes it."""
        parts = [one.value for one in self.parts]
        return scope_of(self.documents, [one.value for one in self.kinds], parts, self.agencies)


class AskBody(BaseModel):
    """A message, and what came before it."""

    model_config = ConfigDict(extra="forbid")

    message: Words = Field(
        description="as somebody typed it; details that identify a child are left out of the search"
    )
    history: tuple[TurnBody, ...] = Field(
        default=(), description="the earlier turns, oldest first; the last fifty are read"
    )
    scope: SearchedIn = SearchedIn()
    receipt: bool = Field(default=False, description="give the reply's receipt too")
    stream: bool = Field(default=False, description="answer with server-sent events")

    def turns(self) -> tuple[Turn, ...]:
        """Give the earlier turns as they are read."""
        return tuple(Turn(one.question, one.answer) for one in self.history)


class SearchBody(BaseModel):
    """A search of the documents' words."""

    model_config = ConfigDict(extra="forbid")

    query: Words
    by: Literal["meaning", "words"] = Field(
        default="meaning", description="'words': passages that hold every word, or “phrase”"
    )
    count: int = Field(default=10, ge=1, le=MOST_HITS)


def asking_routes(desk: EnquiryDesk, callers: Callers) -> APIRouter:
    """Give the routes that answer messages."""
    router = APIRouter(tags=["Ask"], responses=COMMON)
    event = {"type": "object", "properties": {"event": {"type": "string"},
                                              "data": {"type": "string"}}}  # fmt: skip
    streamed = {"content": {"text/event-stream": {"schema": event}}}

    @router.post("/ask", response_model=GivenReply, responses={200: streamed},
                 summary="Answer a message, quoted from the documents")  # fmt: skip
    async def ask(asked: AskBody, request: Request) -> object:
        """Give the safety steps first where a child may be in danger; then the quotes.

        A refusal and an escalation are replies like any other: see `outcome`. With `stream` the
        events are `safety` (only of a danger, before any search), one `statement` each, then
        `reply` with the whole, or `problem`.
        """
        turns = asked.turns()
        if not callers.allows(request):
            steps = await callers.run(desk.steps_alone, asked.message, turns)
            if steps is None:
                raise callers.refusal()
            return EventSourceResponse(_whole(steps)) if asked.stream else steps
        if asked.stream:
            return EventSourceResponse(_events(desk, callers, asked))
        return await callers.run(_answered, desk, asked)

    @router.post("/search", response_model=GivenHits, summary="Find passages")
    async def search(asked: SearchBody, request: Request) -> object:
        """Give the passages nearest to a query, or those that hold its words.

        Passages are no answer: where `outcome` is `declined` the documents do not answer the
        query, and where there is `safety` its steps come before anything else.
        """
        if not callers.allows(request):
            steps = await callers.run(desk.steps_found, asked.query)
            if steps is None:
                raise callers.refusal()
            return steps
        by_words = asked.by == "words"
        return await callers.run(desk.search, asked.query, asked.count, by_words=by_words)

    return router


def _answered(desk: EnquiryDesk, asked: AskBody) -> GivenReply:
    scope = asked.scope.scope()
    return desk.ask(asked.message, asked.turns(), scope, with_receipt=asked.receipt)


async def _whole(reply: GivenReply) -> AsyncIterator[bytes]:
    if reply.safety:
        yield _event("safety", reply.safety.model_dump_json())
    if reply.first:
        yield _event("first", json.dumps({"first": reply.first}))
    for one in reply.statements:
        yield _event("statement", one.model_dump_json())
    yield _event("reply", reply.model_dump_json())


async def _events(desk: EnquiryDesk, callers: Callers, asked: AskBody) -> AsyncIterator[bytes]:
    turns = asked.turns()
    steps = await callers.run(desk.steps_alone, asked.message, turns)
    if steps and steps.safety:
        yield _event("safety", steps.safety.model_dump_json())
    try:
        reply = await callers.run(_answered, desk, asked)
    except UnansweredError as error:
        yield _event("problem", as_event(503, str(error)))
        return
    async for event in _whole(reply):
        if not (steps and event.startswith(b"event: safety")):
            yield event


def _event(name: str, data: str) -> bytes:
    return format_sse_event(data_str=data, event=name)
