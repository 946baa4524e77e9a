from __future__ import annotations

from pages.limits import Limiter


def test_a_session_may_ask_so_often_and_again_after_a_while() -> None:
    now = [0.0]
    limiter = Limiter(3, clock=lambda: now[0])
    assert [limiter.allows("a") for _ in range(4)] == [True, True, True, False]
    now[0] = 20.0
    assert [limiter.allows("a") for _ in range(2)] == [True, False]


def test_one_session_does_not_use_up_anothers_questions() -> None:
    limiter = Limiter(1, clock=lambda: 0.0)
    assert limiter.allows("a")
    assert limiter.allows("b")
    assert not limiter.allows("a")
