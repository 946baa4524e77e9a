"""A chat model's reply as it comes, for as long as it may take and is wanted."""

from __future__ import annotations

import queue
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages.utils import MessageLikeRepresentation

# Whoever stops a reply waits for no longer than this, in seconds.
_GLANCE = 0.2


class SlowModelError(Exception):
    """A chat model took longer than it may."""


class StoppedError(Exception):
    """A person wants no more of a reply."""


def texts_of(model: BaseChatModel, messages: Sequence[MessageLikeRepresentation]) -> Iterator[str]:
    """Give the text of a reply as the model's own package gives it."""
    for chunk in model.stream(list(messages)):
        yield str(chunk.text)


def pieces_of(
    texts: Callable[[], Iterator[str]], seconds: float, is_stopped: Callable[[], bool]
) -> Iterator[str]:
    """Give a reply piece by piece; whoever waits for it does so for that long and no longer.

    Raises:
        SlowModelError: it was not whole in time.
        StoppedError: ``is_stopped`` said so first.
        Exception: whatever the model's own package raises.
    """
    pieces: queue.Queue[str | Exception | None] = queue.Queue()
    ended = threading.Event()

    def pump() -> None:
        try:
            for text in texts():
                if ended.is_set():
                    return
                pieces.put(text)
            pieces.put(None)
        except Exception as error:  # noqa: BLE001  a provider may raise anything
            pieces.put(error)

    until = time.monotonic() + seconds
    # a thread that hangs must keep nobody, nor the end of the program
    threading.Thread(target=pump, daemon=True, name="chat-model").start()
    try:
        while True:
            piece = _next(pieces, until, is_stopped)
            if piece is None:
                return
            if isinstance(piece, Exception):
                raise piece
            yield piece
    finally:
        ended.set()


def _next(
    pieces: queue.Queue[str | Exception | None], until: float, is_stopped: Callable[[], bool]
) -> str | Exception | None:
    while True:
        if is_stopped():
            raise StoppedError
        left = until - time.monotonic()
        if left < 0:
            raise SlowModelError
        try:
            return pieces.get(timeout=min(left, _GLANCE))
        except queue.Empty:
            continue
