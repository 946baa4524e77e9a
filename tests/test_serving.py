"""Starting the web server: what stops it is said at once, in one line."""

from __future__ import annotations

import socket
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from guarding.listening import ServingError, listen, trusted_proxies

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ended


def test_a_port_in_use_is_said_before_anything_is_loaded(findings: Callable[..., Ended]) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = str(taken.getsockname()[1])
        ended = findings("serve", "--port", port)
    assert ended.code == 2
    [line] = ended.err.splitlines()
    assert line.startswith(f"findings: port {port} of 127.0.0.1: in use: stop what uses it")


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host"])
def test_an_address_of_another_machine_is_named(host: str) -> None:
    with pytest.raises(ServingError, match=host):
        listen(host, 7829)


def test_the_port_is_ours_from_then_on() -> None:
    with closing(listen("127.0.0.1", 7828)), pytest.raises(ServingError, match="in use"):
        listen("127.0.0.1", 7828)


def test_a_proxy_that_is_none_is_named() -> None:
    assert trusted_proxies(" 127.0.0.1, 10.0.0.0/8,") == ["127.0.0.1", "10.0.0.0/8"]
    for wrong in ("*", "10.0.0.1/8", "proxy.example"):
        with pytest.raises(ServingError, match="trusted_proxies"):
            trusted_proxies(f"127.0.0.1, {wrong}")
