"""``/v1/chat/completions`` and ``/v1/models``: for chat front ends that speak OpenAI's protocol.

There is no model behind them that writes: the last message of a user is answered as ``/v1/ask``
answers it. What such a front end sends besides (instructions, temperature, tools) changes nothing.
"""

from __future__ import annotations

import json
import secrets
import time
from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, Request
from fastapi.sse import EventSourceResponse, format_sse_event
from pydantic import BaseModel, BeforeValidator, Field

from api.asking import Words
from api.problems import COMMON, ProblemError
from api.shapes.sources import ForPrograms
from bot.answering.tidying import tidy
from domain import Turn

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from api.callers import Callers
    from api.desk import EnquiryDesk
    from api.shapes.replies import GivenQuote, GivenReply

MODEL = "findings"
# Characters of a piece of a streamed answer.
_PIECE = 200


def _joined(content: object) -> object:
    """Give a content of several parts as its text; pictures and other parts are left out."""
    if content is None:
        return ""
    if not isinstance(content, list):
        return content
    texts = (one.get("text") for one in content if isinstance(one, dict))
    return "\n".join(one for one in texts if isinstance(one, str))


class ChatTurn(BaseModel):
    """A message of a conversation."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Annotated[Words, BeforeValidator(_joined)] = ""


class ChatBody(BaseModel):
    """A conversation; the last message of a user is answered."""

    model: Words = Field(default=MODEL, description="whatever it says, the documents answer")
    messages: tuple[ChatTurn, ...]
    stream: bool = False

    def asked(self) -> tuple[str, tuple[Turn, ...]]:
        """Give the message to be answered, and the turns before it.

        Raises:
            ProblemError: no user says anything.
        """
        turns: list[Turn] = []
        question, answer = None, ""
        for one in self.messages:
            if one.role == "user":
                if question is not None:
                    turns.append(Turn(question, answer))
                question, answer = one.content, ""
            elif one.role == "assistant":
                answer = one.content
        if question is None:
            raise ProblemError(422, "There is no message of the role 'user' to answer.")
        return question, tuple(turns)


class UrlCitation(ForPrograms):
    """Where the words ``content[start_index:end_index]`` of an answer stand."""

    start_index: int
    end_index: int
    url: str
    title: str


class Annotation(ForPrograms):
    """A citation, as OpenAI's protocol has it."""

    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitation


class ChatAnswer(ForPrograms):
    """What is answered."""

    role: Literal["assistant"] = "assistant"
    content: str
    annotations: tuple[Annotation, ...] = ()


class ChatChoice(ForPrograms):
    """The one answer there is."""

    index: int = 0
    message: ChatAnswer
    finish_reason: Literal["stop"] = "stop"


class ChatUsage(ForPrograms):
    """No tokens: nothing is generated."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    total_tokens: int = 0


class ChatCompletion(ForPrograms):
    """An answer, with all of the reply beside it in ``findings``."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: Literal["findings"] = "findings"
    choices: tuple[ChatChoice, ...]
    usage: ChatUsage = ChatUsage()
    outcome: str = Field(description="answered, corrected, declined, escalated or chat")


class ChatModel(ForPrograms):
    """The one model."""

    id: Literal["findings"] = "findings"
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = "this machine"


class ChatModels(ForPrograms):
    """The models there are: one."""

    object: Literal["list"] = "list"
    data: tuple[ChatModel, ...] = (ChatModel(),)


def chat_routes(desk: EnquiryDesk, callers: Callers) -> APIRouter:
    """Give the routes of OpenAI's protocol."""
    router = APIRouter(tags=["OpenAI-compatible"], responses=COMMON)
    event = {"type": "object", "properties": {"data": {"type": "string"}}}
    streamed = {"content": {"text/event-stream": {"schema": event}}}

    @router.get("/models", response_model=ChatModels, summary="List the models: one")
    async def models(request: Request) -> ChatModels:
        callers.admit(request)
        return ChatModels()

    @router.get("/models/findings", response_model=ChatModel, summary="The one model")
    async def model(request: Request) -> ChatModel:
        callers.admit(request)
        return ChatModel()

    @router.post("/chat/completions", response_model=ChatCompletion, responses={200: streamed},
                 summary="Answer the last message of a chat")  # fmt: skip
    async def complete(asked: ChatBody, request: Request) -> object:
        """Give the reply as one text, the safety steps first where a child may be in danger.

        Each quote in it has an annotation with the address of its words. Instructions, tools and
        temperature change nothing: no model writes here.
        """
        question, turns = asked.asked()
        if callers.allows(request):
            reply = await callers.run(desk.ask, question, turns)
        else:
            steps = await callers.run(desk.steps_alone, question, turns)
            if steps is None:
                raise callers.refusal()
            reply = steps
        completion = _completion(reply)
        return EventSourceResponse(_pieces(completion)) if asked.stream else completion

    return router


def _completion(reply: GivenReply) -> ChatCompletion:
    answer = ChatAnswer(content=reply.text, annotations=_annotations(reply))
    return ChatCompletion(
        id=f"chatcmpl-{secrets.token_hex(12)}", created=int(time.time()),
        choices=(ChatChoice(message=answer),), outcome=reply.outcome,
    )  # fmt: skip


def _annotations(reply: GivenReply) -> tuple[Annotation, ...]:
    """Give for each quote where it stands in the text; what cannot be found there has none."""
    found: list[Annotation] = []
    at = 0
    quotes = [one for statement in reply.statements for one in statement.quotes]
    for quote in [*quotes, *reply.nearest]:
        shown, start = _place(quote, reply.text, at)
        if start < 0:
            continue
        at = start + len(shown)
        title = ", ".join(filter(None, (quote.title, quote.dated)))
        cited = UrlCitation(start_index=start, end_index=at, url=quote.address, title=title)
        found.append(Annotation(url_citation=cited))
    return tuple(found)


def _place(quote: GivenQuote, text: str, after: int) -> tuple[str, int]:
    """Give the words of a quote as they are shown, of a list its first line, and where."""
    words = tidy(quote.quote)
    for shown in (words, words.splitlines()[0].lstrip("-*• "), quote.quote):
        if shown and (start := text.find(shown, after)) >= 0:
            return shown, start
    return words, -1


async def _pieces(completion: ChatCompletion) -> AsyncIterator[bytes]:
    answer = completion.choices[0].message
    text = answer.content
    yield _chunk(completion, {"role": "assistant", "content": ""})
    for start in range(0, len(text), _PIECE):
        yield _chunk(completion, {"content": text[start : start + _PIECE]})
    yield _chunk(completion, {"annotations": [one.model_dump() for one in answer.annotations]})
    yield _chunk(completion, {}, "stop")
    yield format_sse_event(data_str="[DONE]")


def _chunk(completion: ChatCompletion, delta: dict[str, object], ended: str | None = None) -> bytes:
    said = {
        "id": completion.id, "object": "chat.completion.chunk", "created": completion.created,
        "model": MODEL, "choices": [{"index": 0, "delta": delta, "finish_reason": ended}],
    }  # fmt: skip
    return format_sse_event(data_str=json.dumps(said, ensure_ascii=False))
