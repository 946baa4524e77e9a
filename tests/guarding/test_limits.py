"""What an address may ask for in a minute, whatever it calls itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.asking import ANSWERED, DANGER

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.guarding.conftest import Caller

PER_MINUTE = 3
MEANING = "Meaning"


@pytest.fixture
def make(make_caller: Callable[..., Caller]) -> Callable[[str], Caller]:
    """Give what makes a caller of an address, on an app that allows little."""
    return lambda address: make_caller(address=address, questions_per_minute=PER_MINUTE)


def _ask(caller: Caller, message: str, session: str) -> list[dict[str, Any]]:
    number = caller.named("on_ask")["id"]
    assert caller.call(number, caller.asking(message), session).status_code == 200
    return caller.read(session)


def _shown(said: list[dict[str, Any]]) -> str:
    return str([one.get("output") for one in said])


def test_a_new_session_or_a_new_cookie_gives_no_more_questions(
    make: Callable[[str], Caller],
) -> None:
    shown = []
    for number in range(PER_MINUTE + 2):
        caller = make("192.0.2.10")  # a new cookie each
        shown.append(_shown(_ask(caller, ANSWERED, f"session{number}")))
    assert ["many questions" in one for one in shown] == [False] * PER_MINUTE + [True] * 2
    assert "many questions" not in _shown(_ask(make("192.0.2.11"), ANSWERED, "session"))


def test_the_safety_steps_come_however_much_was_asked(make: Callable[[str], Caller]) -> None:
    caller = make("192.0.2.12")
    for _ in range(PER_MINUTE):
        _ask(caller, "hello", "mine")
    assert "many questions" in _shown(_ask(caller, ANSWERED, "mine"))
    assert "ring 999 now" in _shown(_ask(caller, DANGER, "mine"))
    caller.open()
    made = caller.named("on_make")
    chosen = ["A question of your own", DANGER, "Seven-minute briefing", "All agencies together",
              "Standard"]  # fmt: skip
    assert caller.call(made["id"], chosen).status_code == 200
    assert "999" in _shown(caller.read())
    chosen[1] = ANSWERED
    assert caller.call(made["id"], chosen).status_code == 200
    assert "Wait a few seconds" in _shown(caller.read())


def test_every_function_that_costs_is_counted_with_the_questions(
    make: Callable[[str], Caller],
) -> None:
    calls: dict[str, list[Any] | None] = {
        "search": ["contextual safeguarding", MEANING, ""], "on_export": None, "take": None,
    }  # fmt: skip
    for number, (name, data) in enumerate(calls.items()):
        caller = make(f"192.0.2.{20 + number}")
        caller.open()
        function = caller.named(name)
        given = data or [_empty(caller, one) for one in function["inputs"]]
        codes = [caller.call(function["id"], given).status_code for _ in range(PER_MINUTE + 1)]
        assert codes == [200] * PER_MINUTE + [429], name
        assert "many questions" in _shown(_ask(caller, ANSWERED, "mine"))


def _empty(caller: Caller, component: int) -> object:
    kind = caller.types[component]
    return None if kind == "state" else [] if kind == "checkboxgroup" else ""


def test_calls_of_any_kind_and_pages_are_counted_too(make: Callable[[str], Caller]) -> None:
    caller = make("192.0.2.30")
    codes = [caller.client.get("/document/none.md").status_code for _ in range(80)]
    assert codes[0] == 404
    assert codes[-1] == 429
    caller = make("192.0.2.31")
    letters = caller.named("show_coverage")["id"]
    caller.open()
    assert 429 in [caller.call(letters, []).status_code for _ in range(80)]


def test_a_proxy_that_is_trusted_says_whose_request_it_is(
    make_caller: Callable[..., Caller],
) -> None:
    def codes(caller: Caller, said: Callable[[int], str]) -> list[int]:
        told = ({"x-forwarded-for": said(one)} for one in range(80))
        return [caller.client.get("/document/none.md", headers=one).status_code for one in told]

    options: dict[str, Any] = {"questions_per_minute": PER_MINUTE}
    stranger = make_caller(address="192.0.2.40", **options)
    assert 429 in codes(stranger, lambda one: f"198.51.100.{one}")
    options["trusted_proxies"] = "192.0.2.50, 10.0.0.0/8"
    proxy = make_caller(address="192.0.2.50", **options)
    assert 429 not in codes(proxy, lambda one: f"198.51.100.{one}")
    # what a caller writes before the proxy's own word is not believed
    assert 429 in codes(proxy, lambda one: f"203.0.113.{one}, 198.51.100.200, 10.1.2.3")
