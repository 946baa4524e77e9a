"""Search in the text of the documents: by exact words, and by meaning."""

from __future__ import annotations

import heapq
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from store.generation.entries import EntryKind
from store.search.postings import is_in

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

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
_RUN = re.compile("[a-z0-9]+")
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


def may_hold(
    generation: Generation, query: str, among: Container[str] | None = None
) -> Iterator[Passage]:
    """Give the passages that may hold every term, in their order, each read when it is its turn.

    ``among`` are the ids of the documents to search, all where it is None.

    The keyword index leaves out no other than one that prints a term with the Turkish or the long
    form of ``i`` or ``s``. All are given where no term has a word that is indexed.
    """
    columns = generation.columns
    rows = _among(generation, columns.rows(EntryKind.PASSAGE), among)
    for run in _runs_of(query):
        saying = generation.keywords.own_rows_saying(run)
        if saying is not None:
            rows = rows[is_in(saying, rows)]
    return (generation.passages[one] for one in columns.passages[rows].tolist())


def _runs_of(query: str) -> set[str]:
    """Give the letters and digits side by side that stand alike in whatever holds the terms."""
    plain = (one for one in terms_of(query) if all(map(str.isascii, filter(str.isalnum, one))))
    return {run for term in plain for run in _RUN.findall(term.lower())}


def search_words(
    passages: Iterable[Passage], query: str, count: int | None = None
) -> tuple[Hit, ...]:
    """Give the passages that hold every term as whole words, those with most first.

    Capitals do not count; straight and curly signs are the same. Of a ``count`` no more are kept.
    """
    found = _hits(passages, [_pattern(term) for term in terms_of(query)])
    # either is stable: equals stay in the order of the documents
    if count is None:
        return tuple(sorted(found, key=_often, reverse=True))
    return tuple(heapq.nlargest(count, found, key=_often))


def _hits(passages: Iterable[Passage], patterns: Sequence[re.Pattern[str]]) -> Iterator[Hit]:
    for passage in passages:
        found = [[one.span() for one in pattern.finditer(passage.text)] for pattern in patterns]
        if found and all(found):
            yield _hit(passage, sorted(span for spans in found for span in spans))


def _often(hit: Hit) -> int:
    return len(hit.marks)


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
    return _among(generation, np.argsort(-scores), among)


def _among(
    generation: Generation, rows: NDArray[np.intp], among: Container[str] | None
) -> NDArray[np.intp]:
    """Give those of some entries that are of the documents to search."""
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
