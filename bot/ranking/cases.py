"""A told case is searched: what is asked of it, by all that is told, among rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.asks import is_of_the_told
from bot.reading.witness import is_of_witness, wants_rules

if TYPE_CHECKING:
    from bot.assistant import Library
    from bot.judging.judge import Judgement
    from bot.ranking.retriever import Ranking, Scope
    from bot.ranking.table import Mask
    from bot.reading.asks import Ask
    from bot.reading.understanding import Understood

# What is told last leads up to what is asked.
LAST_TOLD = 2


def rank_case(
    library: Library, ask: Ask, scope: Scope, among: Mask | None
) -> tuple[Understood, Ranking, Judgement]:
    """Give the case and its ask as one question, what is found for it, and whether that answers.

    What the ask finds by itself, and with the end of the case, is ranked among what the whole
    finds: nearly first where the ask names what it is about, far behind where it points to what was
    told ("who do I tell about it"). Where it names that and is surely answered so, it stands alone.
    """
    limits = library.thresholds
    read, rank = library.understanding.read, library.retriever.rank
    alone = read(ask.text)
    is_of_it = is_of_the_told(ask.text)
    if not is_of_it:
        found = rank(alone, scope, among=among)
        judged = library.judge(alone, found)
        if judged.outcome != "declined" and judged.answerable >= limits.sure:
            return alone, library.retriever.reread(alone.text, found, judged.read), judged
    held = among_rules(library, ask, among)
    if is_of_it or held is not among:
        found = rank(alone, scope, among=held)
    whole = read(ask.with_its_case)
    end = read(" ".join((*ask.around[-LAST_TOLD:], ask.text)))
    joined = library.retriever.joined
    ranking = joined(rank(whole, scope, among=held), rank(end, scope, among=held),
                     less=limits.naming_ask)  # fmt: skip
    ranking = joined(ranking, found, less=limits.pointing_ask if is_of_it else limits.naming_ask)
    # what is told of a case is no premise of what is asked
    return whole, ranking, library.judge(alone, ranking)


def among_rules(library: Library, ask: Ask, among: Mask | None) -> Mask | None:
    """Leave out what inspectors saw, where it is asked what to do: it lays down nothing."""
    if is_of_witness(ask.text) or not wants_rules(ask.text):
        return among
    rules = ~library.retriever.table.is_finding
    held = rules if among is None else rules & among
    return held if held.any() else among
