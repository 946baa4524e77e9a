"""Asks that are answered in a shape of their own rather than by the nearest sentences."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.across.answering import of_several_letters
from bot.placing.place import place_of
from bot.quoting.selecting import whole_list
from bot.shaping.collection import of_the_collection
from bot.shaping.comparing.areas import areas_asked, compare_areas
from bot.shaping.comparing.asked import compared_in
from bot.shaping.comparing.things import compare
from bot.shaping.duties import duties_asked, duties_of, is_part_named, part_asked
from bot.shaping.frames import RULE_BELOW, request_in
from bot.shaping.summing import summarise, summary_asked
from domain import Answer, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.assistant import Library
    from bot.ranking.retriever import Scope
    from bot.reading.asks import Message
    from bot.shaping.frames import Request
    from domain import Outcome, Passage, Source


# "How do we improve" asks for no list of what is to improve.
_HOW = re.compile(r"\W*(?:how|why)\b", re.IGNORECASE)


def shaped(library: Library, message: Message, scope: Scope, *, is_first: bool) -> Outcome | None:
    """Give the outcome of a message that asks for one such thing; None for any other.

    ``is_first`` says whether nothing was asked before that it might lean on.

    Raises:
        FindingsError: the store is damaged.
    """
    if message.parts:
        return None
    text = message.whole.text
    sources = library.generation.sources
    today = datetime.now().astimezone().date()
    found: Outcome | None = of_the_collection(text, sources, today, is_first=is_first)
    if found is None:
        found = of_several_letters(library, text, scope)
    if found is None and (source := summary_asked(text, sources)):
        held = _within(library, scope, lambda one: one.id == source.id)
        found = summarise(source, held, library.quoting)
    if found is None:
        found = _asked_for(library, message, scope)
    if found is None and (areas := areas_asked(library, text)):
        found = compare_areas(library, areas, text, scope)
    if found is None:
        found = _compared(library, message, scope)
    if found is None and (request := request_in(text)):
        found = _framed(library, request, scope)
    return found


def _asked_for(library: Library, message: Message, scope: Scope) -> Answer | None:
    """Give all that inspectors asked of an agency, or else a whole part of a place's letters."""
    known = library.generation.agencies
    place = place_of(library.belonging, library.map, message.whole, "")
    if place is None or place.is_home:
        text, areas = message.whole.text, library.belonging.home.areas
    else:
        text, areas = place.bare, place.condition.areas
    agency = duties_asked(text, known)
    if not agency and not is_part_named(text):
        return None  # most questions: no row is read for them
    whose = library.belonging.of_source
    own = _within(library, scope, lambda one: bool(whose(one)) and whose(one) <= areas)
    if agency:
        # guidance that is everybody's holds at home too
        held = _within(library, scope) if place is None or place.is_home else own
        return duties_of(agency, held, library.quoting, known)
    lists = () if _HOW.match(text) else part_asked(text, own)
    spans = [one for listed in lists for one in whole_list(listed, ())]
    if not spans:
        return None
    given = library.quoting.state(spans)
    return Answer(given, top=f"{given[0].extent} are quoted." if len(given) == 1 else "")


def _compared(library: Library, message: Message, scope: Scope) -> Answer | None:
    """Give two things side by side, as they are in the place that is named."""
    place = place_of(library.belonging, library.map, message.whole, "")
    text = place.bare if place else message.whole.text
    compared = compared_in(text)
    if compared is None and place:
        # what is compared are places
        place, text = None, message.whole.text
        compared = compared_in(text)
    if compared is None:
        return None
    found = compare(library, compared, text, scope, place.among if place else None)
    return replace(found, note=place.note) if found and place else found


def _within(
    library: Library, scope: Scope, is_of: Callable[[Source], bool] = bool
) -> list[Passage]:  # fmt: skip
    """Give the passages of a scope; those of documents that are not wanted are not read."""
    held = library.generation
    return [
        passage for source in held.sources if is_of(source)
        for passage in held.passages_of(source.id) if scope.admits(passage)
    ]  # fmt: skip


def _framed(library: Library, request: Request, scope: Scope) -> Outcome:
    """Give a frame to fill in with the rule that is quoted for it, or what makes such a thing."""
    if request.about and not request.is_drafted:
        question = library.understanding.read(request.about)
        ranking = library.retriever.rank(question, scope)
        if library.judge(question, ranking).outcome != "declined":
            statements = library.quoting.write(request.about, ranking.evidence)
            if statements:
                return Answer(statements, top=f"{request.frame}\n{RULE_BELOW}")
    return Refusal(request.frame, ())
