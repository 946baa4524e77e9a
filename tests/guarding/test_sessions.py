"""What the server holds of a page goes, after a time and above a number, and all of it."""

from __future__ import annotations

import gc
from copy import copy, deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr
import pytest

from guarding.sessions import CLOSED_SECONDS, UNREAD_SECONDS, Sessions
from serving import gradio_of
from tests.browser.asking import ANSWERED

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.guarding.conftest import Caller

CANARY = "zanzibarquartz"
SESSIONS = 500
# Of resident memory, with an answer on the page; 2.6 MB before.
MOST_KILOBYTES = 200


@pytest.fixture
def held() -> tuple[Sessions, list[float]]:
    """Sessions of a small page, and the time that they go by."""
    with gr.Blocks(analytics_enabled=False) as page:
        gr.State(())
    now = [0.0]
    return Sessions(page, idle_seconds=3_600, clock=lambda: now[0]), now


def test_an_idle_session_is_forgotten_and_a_used_one_is_not(
    held: tuple[Sessions, list[float]],
) -> None:
    sessions, now = held
    for name in ("idle", "used"):
        _ = sessions[name]
    now[0] = 3_000.0
    _ = sessions["used"]
    now[0] = 3_601.0
    sessions.delete_all_expired_state()
    assert "idle" not in sessions
    assert "used" in sessions


def test_a_closed_page_is_forgotten_sooner_but_may_come_back(
    held: tuple[Sessions, list[float]],
) -> None:
    sessions, now = held
    sessions["gone"].is_closed = sessions["back"].is_closed = True
    now[0] = CLOSED_SECONDS - 1
    sessions.delete_all_expired_state()
    _ = sessions["back"]
    now[0] = CLOSED_SECONDS + 1
    sessions.delete_all_expired_state()
    assert "gone" not in sessions
    assert "back" in sessions


def test_above_the_most_the_one_longest_unused_goes(held: tuple[Sessions, list[float]]) -> None:
    sessions, _ = held
    sessions.capacity = 3
    for name in ("a", "b", "c", "a", "d"):
        _ = sessions[name]
    assert [name in sessions for name in "abcd"] == [True, False, True, True]


def _strings_with(words: str) -> list[str]:
    gc.collect()
    return [
        one
        for holder in gc.get_objects()
        # by their types alone: torch holds objects that warn when they are asked for their class
        if not issubclass(type(holder), type(gc))
        for one in gc.get_referents(holder)
        if type(one) is str and words in one and len(one) > len(words)
    ]


def _ask(caller: Caller, message: str, session: str) -> None:
    number = caller.named("on_ask")["id"]
    assert caller.call(number, caller.asking(message), session).status_code == 200
    caller.read(session)


def test_nothing_of_a_forgotten_session_is_left_in_the_process(
    make_caller: Callable[..., Caller],
) -> None:
    caller = make_caller(questions_per_minute=999)
    caller.open("told")
    _ask(caller, f"what is the {CANARY} rule", "told")
    sessions: Any = gradio_of(caller.client.app).state_holder  # type: ignore[arg-type]
    assert _strings_with(f"the {CANARY} rule")
    for name in list(sessions.session_data):
        sessions._used[name] -= 4_000  # noqa: SLF001  the clock of a running app
    sessions.delete_all_expired_state()
    assert not sessions.session_data
    assert [one[:200] for one in _strings_with(f"the {CANARY} rule")] == []


def _resident_kilobytes() -> int:
    gc.collect()
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def test_five_hundred_sessions_take_little_memory_each(
    make_caller: Callable[..., Caller],
) -> None:
    caller = make_caller(questions_per_minute=999)
    caller.open("real")
    _ask(caller, ANSWERED, "real")
    sessions: Any = gradio_of(caller.client.app).state_holder  # type: ignore[arg-type]
    real = next(iter(sessions.session_data.values()))
    assert real.state_data

    def open_like(name: str) -> None:
        """Hold all that a used page holds, nothing of it shared: more than a real one does."""
        session = sessions[name]
        for key, value in real.state_data.items():
            session[key] = deepcopy(value)
        for key, block in real.blocks_config.blocks.items():
            if block is not sessions.blocks.default_config.blocks.get(key):
                session[key] = copy(block)

    for number in range(20):  # what Python takes once
        open_like(f"first{number}")
    before = _resident_kilobytes()
    for number in range(SESSIONS):
        open_like(f"s{number}")
    assert len(sessions.session_data) >= SESSIONS
    each = (_resident_kilobytes() - before) / SESSIONS
    print(f"{each:.0f} KB a session")  # noqa: T201  the figure, under pytest -s
    sessions.session_data.clear()
    assert each < MOST_KILOBYTES


def test_what_nobody_fetches_is_forgotten_soon(make_caller: Callable[..., Caller]) -> None:
    caller = make_caller(questions_per_minute=997)
    caller.open("unread")
    coverage = caller.named("show_coverage")["id"]
    assert caller.call(coverage, [], "unread").status_code == 200
    caller.open("other")  # takes longer than the call
    sessions: Any = gradio_of(caller.client.app).state_holder  # type: ignore[arg-type]
    waiting = sessions.blocks._queue.pending_messages_per_session  # noqa: SLF001  Gradio's
    [name] = [one for one, messages in waiting.items() if messages.qsize()]
    sessions._used[name] -= UNREAD_SECONDS + 1  # noqa: SLF001  the clock of a running app
    sessions.delete_all_expired_state()
    assert name in sessions
    assert name not in waiting
