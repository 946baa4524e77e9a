"""The library of the live generation: kept open, and opened anew when another is published."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.assistant import Library


class LiveLibrary:
    """Gives the library of the live generation; any number of threads may ask."""

    def __init__(self, live: Callable[[], str], open_library: Callable[[], Library]) -> None:
        """Take what names the live generation, and what opens it; nothing is opened yet."""
        self._live = live
        self._open = open_library
        self._lock = threading.Lock()
        self._library: Library | None = None

    def __call__(self) -> Library:
        """Give the library, opened anew only where the live generation has changed.

        A reply that has begun keeps the library that it was given.

        Raises:
            FindingsError: there is no live generation, or something it needs is damaged.
        """
        identity = self._live()
        library = self._library
        if library is not None and library.generation.id == identity:
            return library
        with self._lock:
            if self._library is None or self._library.generation.id != identity:
                self._library = self._open()
            return self._library
