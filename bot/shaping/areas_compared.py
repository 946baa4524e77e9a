"""One question of two areas: what each one's documents say, side by side."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.deciding import decide
from bot.answering.searching import search
from bot.placing.condition import without
from bot.reading.asks import Ask
from domain import Answer

if TYPE_CHECKING:
    from bot.assistant import Library
    from bot.ranking.retriever import Scope
    from domain import Statement

# Quotes of one area.
MOST_OF_AN_AREA = 2
_BETWEEN_AREAS = re.compile(
    r"\b(?:differ\w*|diffs?|compar\w*|contrast|same|both|either|each|versus|vs?|than|or|quicker"
    r"|slower|faster|sooner|longer|which (?:area|of|one|council))\b",
    re.IGNORECASE,
)
_OF_COMPARING = re.compile(
    r"\b(?:what['’]?s|what is) the (?:difference|diff)\b|\b(?:difference|diff)s?\b"
    r"|\bcompar(?:e|es|ed|ing)\b"
    r"|\b(?:do|does|are|is) (?:both|the same)\b|\bbetween\b|\bboth\b|\bversus\b|\bvs?\.?\b"
    r"|\bwhich (?:area|one|council|of the two(?: councils)?)\b|\bi work across\b",
    re.IGNORECASE,
)


def areas_asked(library: Library, text: str) -> tuple[str, ...]:
    """Give the two areas that a question sets side by side; none unless both have documents."""
    if not _BETWEEN_AREAS.search(text):
        return ()
    found = library.belonging.gazetteer.find(text)
    named = {one.areas: one.name for one in found if library.map.holds(one.areas)}
    return tuple(named.values()) if len(named) == 2 else ()  # noqa: PLR2004


def compare_areas(
    library: Library, areas: tuple[str, ...], text: str, scope: Scope
) -> Answer | None:
    """Give what is held of each of two areas on one question; None where neither answers.

    Raises:
        FindingsError: the store is damaged.
    """
    gazetteer, whose = library.belonging.gazetteer, library.belonging.of_source
    asked = " ".join(_OF_COMPARING.sub(" ", without(text, library.belonging)).split())
    # a name that stays would be asked about on the other's side too
    for one in reversed(gazetteer.find(asked)):
        asked = f"{asked[: one.start].rstrip()} {asked[one.end :].lstrip()}"
    # "how and do it" is left of "how A and B do it"
    asked = re.sub(r"\bhow (?:and|or) (?:do|does|did|are|is|were|was)\b", "", asked)
    asked = re.sub(r"\b(?:and|or)\s*(?=[?.,]|$)|^\W*(?:and|or)\b", "", asked).strip(" ,-")
    head = asked[:1].upper() + asked[1:].rstrip(" ?.")
    statements: list[Statement] = []
    for area in areas:
        found = search(library, Ask(f"{asked.rstrip(' ?.')} in {area}?"), (), scope)
        outcome = decide(library, library.quoting, found)
        if isinstance(outcome, Answer) and not (found.place and found.place.is_national):
            own = gazetteer.members(area)
            sources = {one: one.citations[0].passage.source for one in outcome.statements}
            kept = [one for one, at in sources.items() if not whose(at) or whose(at) & own]
            statements += [replace(one, head=head, side=area) for one in kept[:MOST_OF_AN_AREA]]
    return Answer(tuple(statements), sides=(areas[0], areas[1])) if statements else None
