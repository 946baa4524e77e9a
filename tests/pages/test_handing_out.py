"""What a page's functions gave reaches whoever asked, whole and in order."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import gradio as gr
import pytest
from gradio.server_messages import (
    EstimationMessage,
    ProcessCompletedMessage,
    ProcessGeneratingMessage,
)

from pages.frame.handing_out import Handing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gradio.queueing import Queue
    from starlette.types import Message

SESSION = "somebody"


def _queue(*awaited: str) -> Queue:
    with gr.Blocks(analytics_enabled=False) as page:
        page.queue()
    queue: Queue = page._queue  # noqa: SLF001  Gradio has no other name for it
    queue.pending_messages_per_session[SESSION] = asyncio.Queue()
    queue.pending_event_ids_session[SESSION] = set(awaited)
    return queue


def _completed(number: str) -> ProcessCompletedMessage:
    given = {"data": [f"<p>{number} ü"], "is_generating": False}
    return ProcessCompletedMessage(output=given, success=True, event_id=number)


async def _handed_out(
    queue: Queue, said: Sequence[Any], *, leaves: bool = False, session: str = SESSION
) -> list[dict[str, Any]]:
    """Give what a caller reads of messages that come one after the other."""
    sent: list[Message] = []
    gone = asyncio.Event()

    async def receive() -> Message:
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    async def give() -> None:
        for one in said:
            queue.pending_messages_per_session[SESSION].put_nowait(one)
            await asyncio.sleep(0)
        if leaves:
            gone.set()

    await asyncio.gather(Handing(queue)(session, receive, send), give())
    assert (b"content-type", b"text/event-stream; charset=utf-8") in sent[0]["headers"]
    assert leaves or not sent[-1]["more_body"]
    body = b"".join(one["body"] for one in sent[1:])
    lines = body.decode().split("\n\n")
    return [json.loads(one.removeprefix("data: ")) for one in lines if one]


def test_all_that_was_said_comes_in_order_and_then_the_end() -> None:
    async def run() -> None:
        said = [
            EstimationMessage(queue_size=1, event_id="a"),
            ProcessGeneratingMessage(output={"data": ["<p>"]}, success=True, event_id="a"),
            _completed("a"),
        ]
        heard = await _handed_out(_queue("a"), said)
        assert [one["msg"] for one in heard] == [
            "estimation", "process_generating", "process_completed", "close_stream",
        ]  # fmt: skip
        assert heard[2]["output"]["data"] == ["<p>a ü"]

    asyncio.run(run())


def test_who_awaits_two_answers_gets_both() -> None:
    async def run() -> None:
        queue = _queue("a", "b")
        heard = await _handed_out(queue, [_completed("b"), _completed("a")])
        assert [one["event_id"] for one in heard] == ["b", "a", None]
        assert not queue.pending_event_ids_session[SESSION]

    asyncio.run(run())


def test_of_who_leaves_nothing_more_is_done() -> None:
    async def run() -> None:
        queue = _queue("a")
        cleaned: list[str | None] = []

        async def clean(*, session_hash: str | None = None, event_id: str | None = None) -> None:
            assert event_id is None
            cleaned.append(session_hash)

        queue.clean_events = clean  # type: ignore[method-assign]
        heard = await _handed_out(queue, [EstimationMessage(queue_size=1)], leaves=True)
        assert [one["msg"] for one in heard] == ["estimation"]
        assert cleaned == [SESSION]

    asyncio.run(run())


@pytest.mark.parametrize("is_stopped", [True, False])
def test_who_awaits_nothing_or_of_a_server_that_stops_is_told(*, is_stopped: bool) -> None:
    async def run() -> None:
        queue = _queue("a")
        queue.stopped = is_stopped
        session = SESSION if is_stopped else "another"
        (said,) = await _handed_out(queue, [_completed("a")], session=session)
        assert said["msg"] == "unexpected_error"
        assert said["session_not_found"] is not is_stopped

    asyncio.run(run())
