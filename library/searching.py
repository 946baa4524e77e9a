"""Search in the text of the documents: by exact words, and by meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from store.generation.entries import EntryKind

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from numpy.typing import NDArray

    from bot.reading.understanding import Understanding
    from domain import Passage
    from store.generation.opened import Generation

MAX_CHARACTERS = 300
_QUOTED = re.compile(r"[\"“”]([^\"“”]+)[\"“”]")
# A typed sign finds every form that a document may print.
_APOSTROPHES = "'’‘"
_HYPHENS = "-\u2010\u2011–"
_SIGNS = dict.fromkeys(_APOSTROPHES, f"[{_APOSTROPHES}]") | dict.fromkeys(_HYPHENS, f"[{_HYPHENS}]")
# What is indexed of a passage and speaks for it; mistaken beliefs and gaps do not.
_SPEAKING = frozenset({EntryKind.SENTENCE, EntryKind.PASSAGE, EntryKind.QUESTION})


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found, with what to show of it.

    ``lines`` are the slices of the document's text to be shown, ``marks`` the found words;
    either in the order of the text.
    """

    passage: Passage
    lines: tuple[tuple[int, int], ...]
    marks: tuple[tuple[int, int], ...]


def terms_of(query: str) -> tuple[str, ...]:
    """Give what is searched for: each phrase in double quotes whole, then each other word."""
    text = query[:MAX_CHARACTERS]
    phrases = [" ".join(one.split()) for one in _QUOTED.findall(text)]
    words = _QUOTED.sub(" ", text).split()
    found = (one.strip('"“”.,;:!?()') for one in [*phrases, *words])
    return tuple(dict.fromkeys(one for one in found if any(map(str.isalnum, one))))


def search_words(passages: Sequence[Passage], query: str) -> tuple[Hit, ...]:
    """Give the passages that hold every term as whole words, those with most first.

    Capitals do not count; straight and curly signs are the same.
    """
    patterns = [_pattern(term) for term in terms_of(query)]
    hits = []
    for passage in passages:
        found = [[one.span() for one in pattern.finditer(passage.text)] for pattern in patterns]
        if found and all(found):
            hits.append(_hit(passage, sorted(span for spans in found for span in spans)))
    # the sort is stable: equals stay in the order of the documents
    return tuple(sorted(hits, key=lambda one: -len(one.marks)))


def search_meaning(
    generation: Generation, understanding: Understanding, query: str, *, count: int,
    among: Container[str] | None = None,
) -> tuple[Hit, ...]:  # fmt: skip
    """Give the passages nearest in meaning, best first, each with its nearest sentence.

    ``among`` are the ids of the documents to search, all where it is None. A search by meaning
    always finds something: the caller says so. None for an empty query.
    """
    if not any(map(str.isalnum, query)):
        return ()
    vector = understanding.read(query[:MAX_CHARACTERS]).search.vector
    scores = generation.coarse.cosines(vector)
    hits: dict[int, int] = {}
    for row in _ranked(generation, scores, among):
        entry = generation.entries[row]
        if entry.kind not in _SPEAKING:
            continue
        if entry.passage not in hits and len(hits) == count:
            break
        if hits.get(entry.passage, -1) < 0:
            hits[entry.passage] = entry.sentence
    return tuple(_nearest(generation.passages[one], number) for one, number in hits.items())


def _ranked(
    generation: Generation, scores: NDArray[np.float32], among: Container[str] | None
) -> NDArray[np.intp]:
    """Give the entries of the documents to search, those with the highest scores first."""
    rows = np.argsort(-scores)
    if among is None:
        return rows
    wanted = np.array([one.id in among for one in generation.sources], dtype=bool)
    columns = generation.columns
    is_wanted: NDArray[np.bool_] = wanted[columns.documents[columns.passages[rows]]]
    return rows[is_wanted]


def _nearest(passage: Passage, number: int) -> Hit:
    """Give a hit that shows the sentence of this number; the first where no one is nearest."""
    if not passage.sentences:
        return Hit(passage, ((passage.start, passage.end),), ())
    sentence = passage.sentences[max(number, 0)]
    line = (passage.start + sentence.start, passage.start + sentence.end)
    return Hit(passage, (line,), ())


def _pattern(term: str) -> re.Pattern[str]:
    letters = "".join(_letters(term))
    return re.compile(rf"(?<!\w){letters}(?!\w)", re.IGNORECASE)


def _letters(term: str) -> Iterator[str]:
    for character in term:
        yield _SIGNS.get(character) or (r"\s+" if character.isspace() else re.escape(character))


def _hit(passage: Passage, spans: Sequence[tuple[int, int]]) -> Hit:
    lines = [
        (one.start, one.end)
        for one in passage.sentences
        if any(start < one.end and one.start < end for start, end in spans)
    ]
    if not lines:  # in a heading or a pointer
        lines = [(one.start, one.end) for one in passage.sentences[:1]]
    at = passage.start
    return Hit(
        passage,
        tuple((at + start, at + end) for start, end in lines),
        tuple((at + start, at + end) for start, end in spans),
    )
