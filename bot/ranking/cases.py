"""A told case is searched: what is asked of it, by all that is told, among rules."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from bot.reading.asks import is_of_the_told
from bot.reading.witness import is_of_witness, wants_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.assistant import Library
    from bot.judging.judge import Judgement
    from bot.ranking.retriever import Ranking, Scope
    from bot.ranking.table import Mask
    from bot.reading.asks import Ask
    from bot.reading.understanding import Understood

# What is told is searched in no more parts than this, each with what is asked.
MOST_PARTS = 4
# As likely answered as not.
EVEN = 0.5


def rank_case(
    library: Library, ask: Ask, scope: Scope, among: Mask | None
) -> tuple[Understood, Ranking, Judgement]:
    """Give the case and its ask as one question, what is found for it, and whether that answers.

    A sentence counts by what it says to all that is told, and to the part of it that it fits best.
    What the ask finds by itself is ranked among these: nearly first where it names what it is
    about, far behind where it points to what was told ("who do I tell about it"). Where it names
    that and is surely answered so, it stands alone.
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
    parts = [rank(read(f"{one} {ask.text}"), scope, among=held) for one in parts_of(ask.around)]
    retriever = library.retriever
    ranking = retriever.agreed(rank(whole, scope, among=held), parts)
    less = limits.pointing_ask if is_of_it else limits.naming_ask
    ranking = retriever.joined(ranking, found, less=less)
    judged = library.judge(alone, ranking)
    # what is told of a case is no premise of what is asked
    return whole, ranking, _with_the_told(library, judged, whole, ranking) if is_of_it else judged


def _with_the_told(
    library: Library, judged: Judgement, whole: Understood, ranking: Ranking
) -> Judgement:
    """Give how surely an ask that says little by itself is answered, as it stands and in its case.

    "Can I stop it" is answered by any sentence or by none; what is told says what it is about, and
    would by itself be answered by whatever speaks of such things.
    """
    told = library.judge(whole, ranking)
    answerable = (judged.answerable + told.answerable) / 2
    sure = (judged.sure + told.sure) / 2
    if judged.outcome == "corrected":
        return replace(judged, answerable=answerable, sure=sure)
    outcome = "answered" if answerable >= EVEN else "declined"
    return replace(judged, outcome=outcome, answerable=answerable, sure=sure)


def parts_of(told: Sequence[str]) -> list[str]:
    """Give what is told in parts of a sentence each, or of several that follow on each other."""
    size = -(-len(told) // MOST_PARTS) or 1
    return [" ".join(told[at : at + size]) for at in range(0, len(told), size)]


def among_rules(library: Library, ask: Ask, among: Mask | None) -> Mask | None:
    """Leave out what inspectors saw, where it is asked what to do: it lays down nothing.

    Of a place of which only letters are held nothing is left out: what else tells of it is a line
    of a catalogue, or of a text that only mentions it.
    """
    if is_of_witness(ask.text) or not wants_rules(ask.text):
        return among
    rules = ~library.retriever.table.is_finding
    if among is None:
        return rules
    documents = library.generation.columns.documents[library.retriever.table.passage_of]
    sentences = np.bincount(documents)
    is_most = 2 * np.bincount(documents[among], minlength=len(sentences)) > sentences
    held = rules & among
    return held if (held & is_most[documents]).any() else among
