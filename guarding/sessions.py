"""What the server holds of each open page, and when it is forgotten.

Gradio keeps a session until 10,000 are open, with each component's last value beside it, the
typed message among them. These hold what the page's functions need, and go after a time.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from gradio.state_holder import SessionState, StateHolder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gradio import Blocks
    from gradio.blocks import Block, BlocksConfig
    from gradio.queueing import Event

# Sessions held at most; the one longest unused is forgotten first.
MOST_SESSIONS = 1_000
# A page that was closed may come back: a laptop that slept, a proxy that was restarted.
CLOSED_SECONDS = 600.0
# What was answered and never fetched.
UNREAD_SECONDS = 120.0


class _NoBlocks(NamedTuple):
    """What a session begins with, and no block of which to keep a copy."""

    default_config: BlocksConfig
    blocks: Mapping[int, Block] = {}


class _Session(SessionState):
    """A session without the copy of each value, which only Gradio's deep links read.

    Making the copies took a third of the CPU of a page's first question.
    """

    def __init__(self, blocks: Blocks) -> None:
        super().__init__(cast("Blocks", _NoBlocks(blocks.default_config)))
        # a copy of this session's own
        vars(self.blocks_config)["config_for_block"] = _no_copy

    def __setitem__(self, key: int, value: Any) -> None:  # noqa: ANN401  as Gradio gives it
        super().__setitem__(key, value)
        self.config_values.clear()

    def _update_config(self, key: int) -> None:
        """Keep no copy."""

    def _update_value_in_config(self, key: int, value: Any) -> None:  # noqa: ANN401  as above
        """Keep no copy."""


def _no_copy(*_block: object) -> None:
    """Give nothing in the place of a block's copy."""


class Sessions(StateHolder):
    """The sessions of the app; Gradio asks once a second for what has expired to be dropped."""

    def __init__(
        self, page: Blocks, *, idle_seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Hold the sessions of a page, each for ``idle_seconds`` after it was last used."""
        super().__init__()  # type: ignore[no-untyped-call]  # Gradio gives it no types
        self._idle_seconds = idle_seconds
        self._clock = clock
        self._used: dict[str, float] = {}
        self.set_blocks(page)
        self.capacity = MOST_SESSIONS
        _forget_calls(page)

    def __getitem__(self, session_id: str) -> SessionState:
        """Give a session, opened where it is not held."""
        with self.lock:
            held = self.session_data.get(session_id)
            if held is None:
                held = self.session_data[session_id] = _Session(self.blocks)
            held.is_closed = False
            self.session_data.move_to_end(session_id)
            self._used[session_id] = self._clock()
            while len(self.session_data) > self.capacity:
                self._drop(next(iter(self.session_data)))
        return held

    def delete_all_expired_state(self) -> None:
        """Forget the sessions that were not used for long, and what nobody fetched."""
        now = self._clock()
        with self.lock:
            for name, session in list(self.session_data.items()):
                idle = now - self._used[name]
                if idle > (CLOSED_SECONDS if session.is_closed else self._idle_seconds):
                    self._drop(name)
                elif idle > UNREAD_SECONDS:
                    self._drop_messages(name)

    def awaits(self, name: str) -> bool:
        """Say whether a session has asked for something of which not all has been fetched."""
        return name in self.blocks._queue.pending_messages_per_session  # noqa: SLF001  as below

    def _drop(self, name: str) -> None:
        self.session_data.pop(name, None)
        self._used.pop(name, None)
        self._drop_messages(name)

    def _drop_messages(self, name: str) -> None:
        """Forget what a session's functions gave, unless one of them is still at work."""
        queue = self.blocks._queue  # noqa: SLF001  Gradio has no other name for it
        at_work = any(one.session_hash == name for one in queue.event_ids_to_events.values())
        if not at_work:
            queue.pending_messages_per_session.pop(name, None)
            queue.pending_event_ids_session.pop(name, None)


def _forget_calls(page: Blocks) -> None:
    """Have Gradio's queue drop a call's arguments once it has run: it remembers the last one."""
    queue = page._queue  # noqa: SLF001  as above
    run = queue.process_events

    async def run_and_forget(events: list[Event], *more: Any) -> None:  # noqa: ANN401  as it is
        try:
            await run(events, *more)
        finally:
            for one in events:
                one.data = None
                vars(one)["request"] = None

    queue.process_events = run_and_forget  # type: ignore[assignment]
