"""What pages are made of that takes some seconds of many documents, made before anybody waits."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from domain import FindingsError
from using.practising.scenarios import scenarios_held

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from bot.edition import Edition

# How soon after a publish it is begun with, at the latest.
LOOKS_SECONDS = 5.0


def keep_ahead(
    editions: Callable[[], Edition], over: threading.Event, *, looks: float = LOOKS_SECONDS
) -> None:
    """Make these of the live edition, and of each that is published later, until it is ``over``.

    No edition is held on to between two looks.
    """
    made = ""
    while not over.is_set():
        with suppress(FindingsError):
            edition = editions()
            if edition.generation.id != made:
                # what fails is told to who asks for it, and not tried at each look
                made = edition.generation.id
                make_ahead(edition)
            del edition
        over.wait(looks)


def make_ahead(edition: Edition) -> None:
    """Make the scenarios that Learn asks.

    Raises:
        FindingsError: the store is damaged.
    """
    edition.made(scenarios_held)
