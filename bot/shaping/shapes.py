"""Asks that are answered in a shape of their own rather than by the nearest sentences."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.shaping.collection import of_the_collection

if TYPE_CHECKING:
    from bot.assistant import Library
    from bot.reading.asks import Message
    from domain import Outcome


def shaped(library: Library, message: Message, *, is_first: bool) -> Outcome | None:
    """Give the outcome of a message that asks for one such thing; None for any other.

    ``is_first`` says whether nothing was asked before that it might lean on.
    """
    text = message.whole.text
    if message.parts:
        return None
    sources = [one.source for one in library.generation.documents]
    today = datetime.now().astimezone().date()
    return of_the_collection(text, sources, today, is_first=is_first)
