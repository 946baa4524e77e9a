from __future__ import annotations

import pytest

from pages.shared.limits import Limiter, key_of


def test_an_address_may_ask_so_often_and_again_after_a_while() -> None:
    now = [0.0]
    limiter = Limiter(3, clock=lambda: now[0])
    assert [limiter.allows("a") for _ in range(4)] == [True, True, True, False]
    now[0] = 20.0
    assert [limiter.allows("a") for _ in range(2)] == [True, False]


def test_one_address_does_not_use_up_anothers_questions() -> None:
    limiter = Limiter(1, clock=lambda: 0.0)
    assert limiter.allows("a")
    assert limiter.allows("b")
    assert not limiter.allows("a")


@pytest.mark.parametrize(
    ("address", "key"),
    [("192.0.2.1", "192.0.2.1"), ("::ffff:192.0.2.1", "192.0.2.1"),
     ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("testclient", "testclient")],
)  # fmt: skip
def test_an_ipv6_network_counts_as_one_address(address: str, key: str) -> None:
    assert key_of(address) == key
