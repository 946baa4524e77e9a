"""What the page's functions gave is streamed to whoever asked, straight from Gradio's queue.

Gradio's own stream passes each message through two apps and their middleware, and asks before each
whether the caller is still there: that took as much of Python's one lock as an answer's quotes do.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from gradio.server_messages import (
    CloseStreamMessage,
    HeartbeatMessage,
    ProcessCompletedMessage,
    UnexpectedErrorMessage,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gradio.queueing import Queue
    from gradio.server_messages import EventMessage
    from starlette.types import Receive, Send

# So long without a message, proxies are shown that the stream is alive.
_BEAT_SECONDS = 10.0


class Handing:
    """Hands out what a queue holds for its sessions."""

    def __init__(self, queue: Queue) -> None:
        """Take the queue of a page."""
        self._queue = queue

    async def __call__(self, session: str, receive: Receive, send: Send) -> None:
        """Answer a request for what a session awaits, until all has come or nobody listens."""
        await send({
            "type": "http.response.start", "status": 200,
            "headers": [(b"content-type", b"text/event-stream; charset=utf-8")],
        })  # fmt: skip
        stream = asyncio.ensure_future(self._stream(session, send))
        leaving = asyncio.ensure_future(_has_left(receive))
        try:
            await asyncio.wait({stream, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            leaving.cancel()
            if not stream.done():
                stream.cancel()
                await self._queue.clean_events(session_hash=session)
        if stream.done():
            stream.result()

    async def _stream(self, session: str, send: Send) -> None:
        is_whole = False
        while not is_whole:
            said = await self._next(session)
            is_whole = self._is_last(session, said)
            if is_whole and not isinstance(said[-1], UnexpectedErrorMessage):
                said.append(CloseStreamMessage())
            body = b"".join(map(_written, said))
            await send({"type": "http.response.body", "body": body, "more_body": not is_whole})

    async def _next(self, session: str) -> list[EventMessage]:
        """Give what there is for a session, once there is something."""
        messages = self._queue.pending_messages_per_session.get(session)
        if messages is None:
            return [UnexpectedErrorMessage(message="404: Not Found", session_not_found=True)]
        said: list[EventMessage] = []
        with suppress(TimeoutError):
            async with asyncio.timeout(_BEAT_SECONDS):
                said.append(await messages.get())
        while not messages.empty():
            said.append(messages.get_nowait())
        if self._queue.stopped:
            return [UnexpectedErrorMessage(message="Server stopped unexpectedly.")]
        return said or [HeartbeatMessage()]

    def _is_last(self, session: str, said: Iterable[EventMessage]) -> bool:
        """Say whether nothing more will come, and leave out of what is awaited what has come."""
        awaited = self._queue.pending_event_ids_session.get(session, set())
        done = [one for one in said if isinstance(one, ProcessCompletedMessage) and one.event_id]
        awaited.difference_update(one.event_id for one in done)
        return (bool(done) and not awaited) or any(
            isinstance(one, UnexpectedErrorMessage) for one in said
        )


def _written(message: EventMessage) -> bytes:
    return f"data: {message.model_dump_json(fallback=str)}\n\n".encode()


async def _has_left(receive: Receive) -> None:
    """Wait until a caller is gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
