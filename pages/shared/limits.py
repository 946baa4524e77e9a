"""How much an address may ask for: token buckets, in memory."""

from __future__ import annotations

import ipaddress
import threading
import time
from collections import OrderedDict
from typing import TYPE_CHECKING, TypeVar

from guarding.calls import ALWAYS, COSTLY, MARK

if TYPE_CHECKING:
    from collections.abc import Callable

    import gradio as gr

    Handler = TypeVar("Handler", bound=Callable[..., object])

# Addresses remembered; the one longest unused is forgotten first.
_ADDRESSES = 5_000
_SECONDS = 60.0
# Calls of any kind for each question: a page makes 5 as it opens, the glossary one a keystroke.
CALLS_PER_QUESTION = 20
# What one household or office is given of IPv6 addresses at least (RFC 6177).
_IPV6_NETWORK = 64


class Limiter:
    """Allows each key so much a minute, refilled evenly; any thread may ask."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Allow ``per_minute`` at once and as many in each minute after."""
        self._most = float(per_minute)
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, key: str) -> bool:
        """Take one token of the key's bucket; say whether there was one."""
        now = self._clock()
        with self._lock:
            tokens, then = self._buckets.pop(key, (self._most, now))
            tokens = min(self._most, tokens + (now - then) * self._most / _SECONDS)
            allowed = tokens >= 1
            self._buckets[key] = (tokens - 1 if allowed else tokens, now)
            while len(self._buckets) > _ADDRESSES:
                self._buckets.popitem(last=False)
        return allowed


class Limits:
    """What an address may ask for, whatever the page, the browser or the session."""

    def __init__(
        self, questions_per_minute: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Allow so many questions, searches, drafts and files a minute, and calls in proportion."""
        self._costly = Limiter(questions_per_minute, clock)
        self._calls = Limiter(questions_per_minute * CALLS_PER_QUESTION, clock)

    def allows(self, address: str) -> bool:
        """Count a question, or what costs like one; say whether there was room for it."""
        return self._costly.allows(key_of(address))

    def allows_call(self, address: str) -> bool:
        """Count a call of any kind; say whether there was room for it."""
        return self._calls.allows(key_of(address))


def costly(handler: Handler) -> Handler:
    """Mark what costs like a question: it is refused before it runs where there was too much."""
    setattr(handler, MARK, COSTLY)
    return handler


def gives_steps(handler: Handler) -> Handler:
    """Mark what answers messages: it is always run, since a message may tell of danger.

    It asks ``Limits.allows`` itself, and gives nothing but safety steps where there was too much.
    """
    setattr(handler, MARK, ALWAYS)
    return handler


def address_of(request: gr.Request) -> str:
    """Give the address that a request came from; a trusted proxy's caller has its own."""
    client = request.client
    return client.host if client else ""


def key_of(address: str) -> str:
    """Give what one household or office shares: an IPv4 address, or an IPv6 network."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, _IPV6_NETWORK), strict=False))
