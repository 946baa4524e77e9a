"""The button that stops a chat model, shown for as long as one writes."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Any

import gradio as gr

if TYPE_CHECKING:
    from domain import Reply


class Stopping:
    """Whether what is being written for a reader is still wanted."""

    def __init__(self) -> None:
        """Nothing is stopped yet."""
        self._event = Event()

    def begin(self) -> Event:
        """Give what is set once the reader wants no more; what was written before is not meant."""
        self._event = Event()
        return self._event

    def ask(self) -> None:
        """Say that no more is wanted."""
        self._event.set()

    def __deepcopy__(self, memo: dict[int, Any]) -> Stopping:
        """Give another one, for another reader: no two share a reply."""
        return Stopping()


def build_stop() -> tuple[gr.State, gr.Button]:
    """Give what holds a reader's ``Stopping``, and its button, which is not shown yet."""
    held = gr.State(Stopping())
    button = gr.Button("Stop the chat model", size="sm", visible=False,
                       elem_classes="not-printed", elem_id="findings-stop")  # fmt: skip
    button.click(
        lambda one: one.ask(), held, None, show_progress="hidden", api_visibility="private",
    )  # fmt: skip
    return held, button


def is_writing(reply: Reply | None) -> bool:
    """Say whether more of what a chat model writes may come."""
    written = reply.written if reply else None
    return written is not None and not written.is_complete
