"""One question of two areas: what each one's documents say, side by side."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.deciding import decide
from bot.answering.searching import search
from bot.reading.asks import Ask
from domain import Answer, Part

if TYPE_CHECKING:
    from bot.assistant import Library
    from bot.ranking.retriever import Scope
    from domain import Statement

# Quotes of one area.
MOST_OF_AN_AREA = 2
# A clause is a word or two, farther from the documents than a sentence.
CLAUSE_NEARNESS = 2
_BETWEEN_AREAS = re.compile(
    r"\b(?:differ\w*|diffs?|compar\w*|contrast|same|both|either|each|versus|vs?|than|or|quicker"
    r"|slower|faster|sooner|longer|which (?:area|of|one|council)|how (?:did|do|have|were))\b",
    re.IGNORECASE,
)
_OF_COMPARING = re.compile(
    r"\b(?:what['’]?s|what is) the (?:difference|diff)\b|\b(?:difference|diff)s?\b"
    r"|\b(?:compar(?:e|es|ed|ing)|differ(?:s|ed|ing)?)\b(?: (?:to|with|against|from)\b)?"
    r"|\b(?:do|does|are|is) (?:both|the same)\b|\bbetween\b|\bboth\b|\bversus\b|\bvs?\.?\b"
    r"|\b(?:which|who)(?: (?:one|area|council))? (?:came out|did|does|was|were|is|are)(?: the)?"
    r" (?:better|worse|best|worst|stronger|weaker)\b"
    r"|\bwhich (?:area|one|council|of the two(?: councils)?)\b|\bi work across\b|\bin a nutshell\b",
    re.IGNORECASE,
)
# Where an area stood in a question, and several of them with what joins and leads to them.
_MARK = "\N{REPLACEMENT CHARACTER}"
_LEADS = r"(?:\b(?:in|of|for|at|from|between|across|do|does|did)\s+)?"
_BEHIND = r"(?:['’]s?)?(?: ?\(?(?:19|20)\d\d\)?)?"
_AREAS = re.compile(
    rf"{_LEADS}{_MARK}{_BEHIND}(?:\W*\b(?:and|or|vs?|versus|with|to|than|compared (?:with|to))?"
    rf"\W*{_LEADS}{_MARK}{_BEHIND})*",
    re.IGNORECASE,
)
_JOINING = re.compile(
    r"^\W*(?:and|or|how (?:do|does|did|are|is|were|was)|(?:how )?(?:on|about|for|in terms of))\b"
    r"|^\W*how (?=(?:on|about|for|in)\b)"
    r"|^\W*what (?:the )?inspectors? (?:said|found|say) (?:about|on|of)\b"
    r"|\b(?:and|or|vs?|versus|with|than|to|how do)\W*$|\bhow (?=it\b)",
    re.IGNORECASE,
)
# Hyphens part no words, and a point ends a clause only before a blank.
_CLAUSES = re.compile(r"\s*[,;:?!–]+\s*|\s+-\s+|\.(?:\s+|$)")
_OF_ITSELF = frozenset((Part.INTRODUCTION, Part.ADDRESSEES))


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
    asked = _topic(library, _without_areas(library, text))
    head = asked[:1].upper() + asked[1:].rstrip(" ?.")
    statements: list[Statement] = []
    for area in areas:
        found = search(library, Ask(f"{asked.rstrip(' ?.')} in {area}?"), (), scope)
        outcome = decide(library, library.quoting, found)
        if isinstance(outcome, Answer) and not (found.place and found.place.is_national):
            own = gazetteer.members(area)
            sources = {one: one.citations[0].passage.source for one in outcome.statements}
            kept = [one for one, at in sources.items() if not whose(at) or whose(at) & own]
            # what a letter says of itself is no answer beside another's
            kept = [one for one in kept if _part_of(one) not in _OF_ITSELF] or kept
            statements += [replace(one, head=head, side=area) for one in kept[:MOST_OF_AN_AREA]]
    return Answer(tuple(statements), sides=(areas[0], areas[1])) if statements else None


def _without_areas(library: Library, text: str) -> str:
    """Give what is asked of each area: the question without the areas and what joins them."""
    bare = text
    for one in reversed(library.belonging.gazetteer.find(text)):
        bare = f"{bare[: one.start]}{_MARK}{bare[one.end :]}"
    bare = " ".join(_OF_COMPARING.sub(" ", _AREAS.sub(" ", bare)).split())
    return _bare(bare)


def _bare(words: str) -> str:
    """Give words without what joins them to others, at either end."""
    while (bare := " ".join(_JOINING.sub(" ", words).split()).strip(" ,-:")) != words:
        words = bare
    return words


def _topic(library: Library, words: str) -> str:
    """Give what two areas are compared in: of several clauses those nearest to the documents.

    Who writes, and which of the two did better, is no part of it.
    """
    clauses = [one for each in _CLAUSES.split(words) if (one := _bare(each))]
    if len(clauses) < 2:  # noqa: PLR2004
        return clauses[0] if clauses else words
    near = [library.closeness(one) for one in clauses]
    least = max(near) - CLAUSE_NEARNESS * library.thresholds.nearly_as_close
    return ", ".join(one for one, at in zip(clauses, near, strict=True) if at >= least)


def _part_of(statement: Statement) -> Part:
    return statement.citations[0].passage.part
