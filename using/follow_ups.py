"""Questions to ask next: those that people taught, near to the one that was asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz

from bot.safety.family import names_family
from domain import Answer, Correction, Refusal
from store.generation.entries import EntryKind
from store.search.keywords import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from bot.edition import Edition
    from domain import Citation, Reply
    from store.generation.opened import Generation
    from store.search.keywords import KeywordIndex

COUNT = 3
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

    Of an ask that is asked back they are its readings. Where the message may tell of danger none
    speaks of a family.
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
    for candidate, place in _nearest(edition, question, quoted):
        if place in answered or (reply.reminds and names_family(candidate)):
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
    edition: Edition, question: str, quoted: Iterable[Citation]
) -> Iterator[tuple[str, tuple[str, int]]]:
    """Give taught questions near to the one asked and to its answer, nearest first.

    Each comes with the sentence that answers it.
    """
    positions = edition.made(worth_asking)
    if not positions:
        return
    generation = edition.generation
    about = _leading_to(generation, quoted)
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


def _leading_to(generation: Generation, quoted: Iterable[Citation]) -> NDArray[np.intp]:
    """Give the entries that lead to a sentence with which a quote begins, in their order."""
    columns = generation.columns
    leads = np.zeros(len(columns.passages), dtype=bool)
    for one in quoted:
        identity, sentence = _place(one)
        source = one.passage.source.id
        first, _ = generation.stretches.get(source, (0, 0))
        for at, held in enumerate(generation.passages_of(source), first):
            if held.id == identity:
                leads |= (columns.passages == at) & (columns.sentences == sentence)
    return np.flatnonzero(leads)


def worth_asking(edition: Edition) -> tuple[int, ...]:
    """Give the positions of the taught questions that read well to a stranger."""
    generation = edition.generation
    keywords = generation.keywords
    return tuple(
        position
        for position in generation.columns.rows(EntryKind.QUESTION).tolist()
        for text in (generation.entries[position].text,)
        if is_plain(text) and _is_in(keywords, text)
    )


def _is_in(keywords: KeywordIndex, question: str) -> bool:
    """Say whether every telling word is one of the documents': the misspelt and odd are not."""
    return all(map(keywords.own_holds, tokens_of(question)))


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
