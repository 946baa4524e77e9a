"""Asks that are answered in a shape of their own rather than by the nearest sentences."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.shaping.collection import of_the_collection
from bot.shaping.comparing import compare, compared_in
from bot.shaping.duties import duties_asked, duties_of
from bot.shaping.summing import summarise, summary_asked

if TYPE_CHECKING:
    from bot.assistant import Library
    from bot.reading.asks import Message
    from bot.retriever import Scope
    from domain import Outcome


def shaped(library: Library, message: Message, scope: Scope, *, is_first: bool) -> Outcome | None:
    """Give the outcome of a message that asks for one such thing; None for any other.

    ``is_first`` says whether nothing was asked before that it might lean on.

    Raises:
        FindingsError: the store is damaged.
    """
    if message.parts:
        return None
    text = message.whole.text
    sources = [one.source for one in library.generation.documents]
    today = datetime.now().astimezone().date()
    if found := of_the_collection(text, sources, today, is_first=is_first):
        return found
    passages = [one for one in library.generation.passages if scope.admits(one)]
    if source := summary_asked(text, sources):
        return summarise(source, passages, library.quoting)
    known = library.generation.agencies
    if agency := duties_asked(text, known):
        return duties_of(agency, passages, library.quoting, known)
    if compared := compared_in(text):
        return compare(library, compared, text, scope)
    return None
