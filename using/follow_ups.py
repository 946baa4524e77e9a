"""Questions to ask next: those that people taught, near to the one that was asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz

from domain import Answer, Correction, Refusal
from store.generation.entries import EntryKind
from store.search.keywords import STOPWORDS, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from bot.edition import Edition
    from domain import Citation, Reply

COUNT = 3
# No entry leads to a passage of this number; -1 is that of an entry which leads to none.
_NOWHERE = -2
_FEWEST_WORDS, _MOST_WORDS = 5, 15
# Above this likeness (rapidfuzz, 0 to 100) two questions ask the same.
_SAME = 75
# Cosines between which a question is about the same subject and yet another question.
_NEAR, _NEARER_IS_THE_SAME = 0.4, 0.85

# What is taught as a question that a stranger understands: it opens as one, and leans on
# nothing said before it.
_ASKS = re.compile(
    r"(?:who|what|when|where|why|which|how|can|do|does|did|is|are|should|must|may|was|were)\b",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"\b(?:it|its|this|that|these|those|them|they|their|he|she|him|her|his|there|one|ones|both"
    r"|either|neither|list|kids?|lads?|wot|u|ur|pls|plz|tho|coz|cos|or"
    # what asks of the documents rather than of the work
    r"|notes?|guide|page|site|wording|updated|edition|written|week)\b",
    re.IGNORECASE,
)


def follow_ups(edition: Edition, reply: Reply, question: str) -> tuple[str, ...]:
    """Give up to three whole questions on the same subject, answered elsewhere than the reply.

    Of an ask that is asked back they are its readings.
    """
    match reply.outcome:
        case Answer(statements) | Correction(statements):
            quoted = [one for statement in statements for one in statement.citations]
        case Refusal(options=options) if options:
            return options
        case Refusal(_, nearby):
            quoted = list(nearby)
        case _:
            return ()
    chosen: list[str] = []
    answered = {_place(one) for one in quoted}
    for candidate, place in _nearest(edition, question, frozenset(answered)):
        if place in answered:
            continue
        if all(fuzz.token_sort_ratio(candidate, one) < _SAME for one in [question, *chosen]):
            chosen.append(candidate)
            # one question for each sentence that answers
            answered.add(place)
        if len(chosen) == COUNT:
            break
    return tuple(chosen)


def _place(citation: Citation) -> tuple[str, int]:
    """Give the passage and the sentence that a citation begins with."""
    passage = citation.passage
    start = passage.text.index(citation.quote)
    number = next((n for n, one in enumerate(passage.sentences) if one.end > start), 0)
    return passage.id, number


def _nearest(
    edition: Edition, question: str, answered: frozenset[tuple[str, int]]
) -> Iterator[tuple[str, tuple[str, int]]]:
    """Give taught questions near to the one asked and to its answer, nearest first.

    Each comes with the sentence that answers it.
    """
    positions = edition.made(worth_asking)
    if not positions:
        return
    generation = edition.generation
    about = edition.made(_Answering).of(answered)
    vector = edition.library.understanding.read(question).search.vector
    if len(about):
        vector = vector + generation.coarse.rows(about).mean(axis=0)
        vector /= (vector @ vector) ** 0.5
    closeness = generation.coarse.cosines_of(np.array(positions), vector)
    for at in closeness.argsort()[::-1]:
        if closeness[at] < _NEAR:
            return
        if closeness[at] < _NEARER_IS_THE_SAME:
            entry = generation.entries[positions[at]]
            place = (generation.passages[entry.passage].id, entry.sentence)
            yield as_question(entry.text), place


class _Answering:
    """Which entries lead to which sentence of which passage, as columns of numbers."""

    def __init__(self, edition: Edition) -> None:
        generation = edition.generation
        self._numbers = {one.id: number for number, one in enumerate(generation.passages)}
        size = len(generation.entries)
        self._passages = np.fromiter((one.passage for one in generation.entries), np.int32, size)
        self._sentences = np.fromiter((one.sentence for one in generation.entries), np.int32, size)

    def of(self, places: Iterable[tuple[str, int]]) -> NDArray[np.intp]:
        """Give the entries that lead to one of the places, in their order."""
        leads = np.zeros(len(self._passages), dtype=bool)
        for passage, sentence in places:
            of_passage = self._passages == self._numbers.get(passage, _NOWHERE)
            leads |= of_passage & (self._sentences == sentence)
        return np.flatnonzero(leads)


def worth_asking(edition: Edition) -> tuple[int, ...]:
    """Give the positions of the taught questions that read well to a stranger."""
    generation = edition.generation
    known = frozenset(word for one in generation.passages for word in words_of(one.text))
    return tuple(
        position
        for position, entry in enumerate(generation.entries)
        if entry.kind is EntryKind.QUESTION and is_plain(entry.text) and _is_in(known, entry.text)
    )


def _is_in(known: frozenset[str], question: str) -> bool:
    """Say whether every telling word is one of the documents': the misspelt and odd are not."""
    return frozenset(words_of(question)) - STOPWORDS <= known


def is_plain(question: str) -> bool:
    """Say whether a taught question reads as a question by itself."""
    words = question.split()
    return (
        bool(_ASKS.match(question))
        and _FEWEST_WORDS <= len(words) <= _MOST_WORDS
        and not _LEANS.search(question)
    )


def as_question(text: str) -> str:
    """Give a taught question with a capital and a question mark."""
    text = " ".join(text.split()).rstrip("?.! ")
    return f"{text[:1].upper()}{text[1:]}?"
