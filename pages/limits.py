"""How often a session may ask: a token bucket each, in memory (RELIABILITY 3.5, item 29)."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# Sessions remembered; the one longest unused is forgotten first.
_SESSIONS = 5_000
_SECONDS = 60.0


class Limiter:
    """Allows each key so many questions a minute, refilled evenly; any thread may ask."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Allow ``per_minute`` questions at once and as many in each minute after."""
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
            while len(self._buckets) > _SESSIONS:
                self._buckets.popitem(last=False)
        return allowed
