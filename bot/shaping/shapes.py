"""Asks that are answered in a shape of their own rather than by the nearest sentences."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.across.answering import of_several_letters
from bot.placing.place import place_of
from bot.shaping.collection import of_the_collection
from bot.shaping.comparing.areas import areas_asked, compare_areas
from bot.shaping.comparing.asked import compared_in
from bot.shaping.comparing.things import compare
from bot.shaping.duties import duties_asked, duties_of
from bot.shaping.frames import RULE_BELOW, request_in
from bot.shaping.summing import summarise, summary_asked
from bot.shaping.whole_parts import parts_asked, parts_named
from domain import Answer, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.assistant import Library
    from bot.ranking.retriever import Scope
    from bot.reading.asks import Ask, Message
    from bot.shaping.frames import Request
    from domain import Outcome, Passage, Source


# "How do we improve" asks for no list of what is to improve.
_HOW = re.compile(r"\W*(?:how|why)\b", re.IGNORECASE)
_OF_LETTERS = re.compile(r"\b(?:letters?|inspect\w+|jtai|ofsted|reports?)\b", re.IGNORECASE)


def shaped(library: Library, message: Message, scope: Scope, *, is_first: bool) -> Outcome | None:
    """Give the outcome of a message that asks for one such thing; None for any other.

    ``is_first`` says whether nothing was asked before that it might lean on.

    Raises:
        FindingsError: the store is damaged.
    """
    if message.parts:
        return _each_asked_for(library, message, scope)
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
        found = _asked_for(library, message.whole, scope)
    if found is None and (areas := areas_asked(library, text)):
        found = compare_areas(library, areas, text, scope)
    if found is None:
        found = _compared(library, message, scope)
    if found is None and (request := request_in(text)):
        found = _framed(library, request, scope)
    return found


def _each_asked_for(library: Library, message: Message, scope: Scope) -> Answer | None:
    """Give what is asked of several parts of letters, one after the other; None of other asks."""
    found = [_asked_for(library, one, scope, earlier=message.whole.text) for one in message.parts]
    if not all(found):
        return None
    statements = [one for each in found if each for one in each.statements]
    return Answer(
        tuple(statements),
        top=" ".join(
            dict.fromkeys(
                each.top for each in found if each and each.top and len(each.statements) > 1
            )
        ),
    )


def _asked_for(library: Library, ask: Ask, scope: Scope, earlier: str = "") -> Answer | None:
    """Give all that inspectors asked of an agency, or else a whole part of a place's letters.

    The place may have been named in what was asked ``earlier`` in the message.
    """
    known = library.generation.agencies
    place = place_of(library.belonging, library.map, ask, earlier)
    if place is None or place.is_home:
        text, areas = ask.text, library.belonging.home.areas
    else:
        text, areas = place.bare, place.condition.areas
    agency = duties_asked(text, known)
    by_side = place is not None or bool(_OF_LETTERS.search(text))
    is_of_parts = not _HOW.match(text) and bool(parts_named(text, by_side=by_side)[0])
    if not agency and not is_of_parts:
        return None  # most questions: no row is read for them
    whose = library.belonging.of_source
    own = _within(library, scope, lambda one: bool(whose(one)) and whose(one) <= areas)
    if agency:
        # guidance that is everybody's holds at home too
        held = _within(library, scope) if place is None or place.is_home else own
        return duties_of(agency, held, library.quoting, known)
    holds = library.retriever.table.keywords.own_holds
    text = library.understanding.repaired(text)
    return parts_asked(text, own, library.quoting, holds, by_side=by_side)


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
