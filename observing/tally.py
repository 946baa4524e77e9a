"""How many messages were answered, by outcome: numbers alone, nothing of any message."""

from __future__ import annotations

import threading
from collections import Counter

_LOCK = threading.Lock()
_ANSWERS: Counter[str] = Counter()


def count_answer(outcome: str) -> None:
    """Count a message that came to an outcome, or to ``failed``."""
    with _LOCK:
        _ANSWERS[outcome] += 1


def answers() -> dict[str, int]:
    """Give how many messages came to each outcome since the process began."""
    with _LOCK:
        return dict(_ANSWERS)
