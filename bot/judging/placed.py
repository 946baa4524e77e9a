"""Whether what was found in the place that an ask names is of the subject that it names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.judging.judge import DECLINED
from bot.quoting.parts import asked_parts, without_parts
from bot.reading.witness import without_witness
from bot.shaping.naming import NO_SUBJECT, telling

if TYPE_CHECKING:
    from bot.answering.searching import Searched
    from bot.assistant import Library
    from bot.placing.place import Place

# Which of the inspectorates' visits is meant.
_VISIT = telling("send")


def judged_there(library: Library, place: Place, found: Searched) -> Searched:
    """Give a search of a place's documents, judged by what they surely hold and do not hold.

    Where a part of a letter is asked for and nothing besides, the part is the answer. A term of the
    field that none of the place's documents names by any of its names is not what was found,
    unless that surely answers in words of its own.
    """
    limits, judged = library.thresholds, found.judgement
    if place.absent or place.is_home:
        return found
    if judged.outcome == "declined":
        if not _is_the_part(found):
            return found
        least = limits.unsure
        surer = replace(judged, outcome="answered", answerable=least, sure=max(judged.sure, 0.5))
        return replace(found, judgement=surer)
    is_sure = judged.answerable >= limits.sure_of_a_name
    if not is_sure and library.subjects.unspoken(place.bare, place.condition.areas):
        return replace(found, judgement=replace(DECLINED, read=judged.read))
    return found


def _is_the_part(found: Searched) -> bool:
    """Say whether the best that was found is of the part that is asked for, on no one subject."""
    parts = asked_parts(found.asked)
    evidence = found.ranking.evidence
    if not parts or not evidence or evidence[0].passage.part not in parts:
        return False
    asked = telling(without_parts(without_witness(found.asked))) - NO_SUBJECT - _VISIT
    return not [one for one in asked if not one.isdecimal()]
