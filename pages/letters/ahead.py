"""What pages are made of that takes some seconds of many documents, made before anybody waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from using.practising.scenarios import scenarios_held

if TYPE_CHECKING:
    from bot.edition import Edition


def make_ahead(edition: Edition) -> None:
    """Find the themes of letters, for Compare, and make the scenarios that Learn asks.

    Raises:
        FindingsError: the store is damaged.
    """
    if len(edition.library.practices.areas) > 1:
        edition.library.practices.find_all()
    edition.made(scenarios_held)
