"""The sentences of a generation, what was taught of each, and which are candidates for an ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.ranking.wording import Wording
from domain import Kind
from store.generation.columns import kind_number
from store.generation.entries import EntryKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from store.generation.columns import HeldColumns
    from store.generation.opened import Generation
    from store.search.coarse import CoarseVectors
    from store.search.keywords import WordShares

    Floats = NDArray[np.float32]
    Positions = NDArray[np.integer]
    Mask = NDArray[np.bool_]
    Places = NDArray[np.int32]
    Pairs = NDArray[np.integer]

# Candidates: every sentence that one of this many nearest vectors of documents' own words, or of
# what was taught, leads to, and every sentence among this many best by own or by taught words.
NEAREST_ENTRIES = 200
KEYWORD_SENTENCES = 40
# Up to so many entries, one product with all vectors is quicker than picking out the few
# thousand that a question touches.
ALL_AT_ONCE = 50_000
# More than a passage has.
_MOST_SENTENCES = 1 << 20


class Cosines:
    """How near each entry is to one question, worked out once for all signals."""

    def __init__(
        self,
        vectors: CoarseVectors,
        vector: Floats,
        scale: Callable[[Floats], Floats] | None = None,
        nearest: Callable[[], Positions] | None = None,
    ) -> None:
        """Take the entries' unit vectors and the question's, and what their cosines become.

        ``known`` holds the cosines as they were, where all are worked out; else None.
        ``nearest`` gives the entries among which the nearest is, where not all are compared.
        """
        self._vectors = vectors
        self._vector = vector
        self._scale = scale or (lambda cosines: cosines)
        # as they are, before any scale: what is nearest is found by them too
        self.known = vectors.cosines(vector) if len(vectors) <= ALL_AT_ONCE else None
        self._all = None if self.known is None else self._scale(self.known)
        self._nearest = nearest

    def of(self, rows: Positions) -> Floats:
        """Give the cosine of the entries in ``rows``, in their order."""
        if self._all is not None:
            return self._all[rows]
        return self._scale(self._vectors.cosines_of(rows, self._vector))

    def greatest(self) -> float:
        """Give the cosine of the nearest entry."""
        if self._all is not None:
            return float(self._all.max())
        if self._nearest is not None:
            return float(self.of(self._nearest()).max(initial=-1.0))
        return float(self._scale(self._vectors.cosines(self._vector)).max())


class Table:
    """The entries of a generation arranged by sentence, for scoring many at once."""

    def __init__(self, generation: Generation) -> None:
        """Arrange what a generation holds."""
        columns = generation.columns
        self.said = generation.partnership.said
        self.vectors = generation.coarse
        self.keywords = generation.keywords
        self.sentence_rows: Places = columns.rows(EntryKind.SENTENCE).astype(np.int32)
        # of each sentence its passage and its number in that
        self.places: Pairs = np.stack(
            [columns.passages[self.sentence_rows], columns.sentences[self.sentence_rows]], axis=1
        )
        self.passage_of: Places = np.ascontiguousarray(self.places[:, 0])
        # a passage's sentences stand together
        passages = np.arange(len(columns.documents) + 1, dtype=np.int32)
        self._starts = np.searchsorted(self.passage_of, passages).astype(np.int32)
        whole = columns.rows(EntryKind.PASSAGE)
        row_of_passage = np.full(len(columns.documents), -1, dtype=np.int32)
        row_of_passage[columns.passages[whole]] = whole
        self.passage_rows: Places = row_of_passage[self.passage_of]
        self._is_sentence = columns.kinds[: generation.own] == kind_number(EntryKind.SENTENCE)
        self.missing_rows = columns.rows(EntryKind.MISSING)
        numbers = np.full(len(columns.kinds), -1, dtype=np.int32)
        keys = _keys(columns, self.sentence_rows)
        for kind in (EntryKind.QUESTION, EntryKind.MISTAKEN):
            rows = columns.rows(kind)
            numbers[rows] = np.searchsorted(keys, _keys(columns, rows))
        self.taught = _Grouped(columns.rows(EntryKind.QUESTION), numbers)
        self.mistaken = _Grouped(columns.rows(EntryKind.MISTAKEN), numbers)
        # all that people taught, and which of the three kinds each is
        kinds_of_messages = (self.taught.rows, self.mistaken.rows, self.missing_rows)
        self.message_rows = np.concatenate(kinds_of_messages)
        self.message_kinds = np.repeat(np.arange(3), list(map(len, kinds_of_messages)))
        numbers[self.sentence_rows] = np.arange(len(self.places))
        self.sentence_of_entry = numbers
        self._entry_passage = columns.passages
        self._documents = {one.id: place for place, one in enumerate(generation.sources)}
        self._document_of = columns.documents
        documents = columns.documents[self.passage_of]
        findings = np.array([one.kind is Kind.FINDING for one in generation.sources], dtype=bool)
        self.is_finding = findings[documents]
        self.wording = Wording(generation, self)
        # as places in ``store.generation.columns.PARTS``
        self.part_of = columns.parts[self.passage_of]
        self._lengths = columns.lengths

    def log_length(self, sentences: Positions) -> Floats:
        """Give the length of some sentences as a logarithm of their letters."""
        lengths = self._lengths[self.sentence_rows[sentences]]
        logarithms: Floats = np.log1p(lengths.astype(np.float32))
        return logarithms

    def words(self, tokens: Sequence[str], hidden: Mask | None = None) -> WordShares:
        """Give what entries say of the stems, as BM25 shares; ``hidden`` ones say nothing."""
        return self.keywords.said(tokens, hidden)

    def candidates(self, nearest: Positions, words: WordShares) -> Positions:
        """Give the sentences worth scoring, sorted."""
        found = self.sentence_of_entry[nearest]
        of_whole = self._entry_passage[nearest[found < 0]]
        by_words = words.best_own(KEYWORD_SENTENCES, self._is_sentence)
        worth = [
            found[found >= 0], self.sentences_of(of_whole[of_whole >= 0]),
            self.sentence_of_entry[by_words], self.taught.best(words, KEYWORD_SENTENCES),
        ]  # fmt: skip
        return np.unique(np.concatenate(worth)).astype(np.intp)

    def entries_of(self, places: Pairs) -> Places:
        """Give the entry of each sentence, by its passage and its number in that."""
        rows: Places = self.sentence_rows[self._starts[places[:, 0]] + places[:, 1]]
        return rows

    def with_part(self, part: str) -> Mask:
        """Mark the sentences that hold a word in which ``part`` stands, and perhaps others."""
        rows = self.keywords.own_rows_with(part)
        if rows is None:
            return np.ones(len(self.places), dtype=bool)
        marked = np.zeros(len(self.places), dtype=bool)
        found = self.sentence_of_entry[rows]
        marked[found[found >= 0]] = True
        return marked

    def of_documents(self, documents: Iterable[str]) -> Mask:
        """Mark the sentences of some documents, named by their ids."""
        places = [self._documents[one] for one in documents if one in self._documents]
        marked: Mask = np.isin(self._document_of, places)[self.passage_of]
        return marked

    def sentences_of(self, passages: NDArray[np.integer]) -> Positions:
        """Give the sentences of some passages."""
        return places_between(self._starts[passages], self._starts[passages + 1])[0]

    def best_of_passages(self, sentences: Positions, values: Floats) -> tuple[Positions, Floats]:
        """Give the passages of some sentences, sorted, and the greatest value of each."""
        passages, owners = np.unique(self.passage_of[sentences], return_inverse=True)
        best = np.full(len(passages), -np.inf, dtype=np.float32)
        np.maximum.at(best, owners, values)
        return passages, best


def places_between(
    starts: NDArray[np.integer], ends: NDArray[np.integer]
) -> tuple[Positions, Positions]:
    """Give all places from each start to its end, and the number of the pair that each is of."""
    counts = (ends - starts).astype(np.intp)
    owners = np.repeat(np.arange(len(starts)), counts)
    offsets = np.arange(len(owners)) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.repeat(starts, counts) + offsets, owners


def _keys(columns: HeldColumns, rows: Positions) -> Positions:
    """Give a number for the sentence of each entry, rising as they stand in the documents."""
    return columns.passages[rows].astype(np.intp) * _MOST_SENTENCES + columns.sentences[rows]


class _Grouped:
    """Taught entries by the sentence that they teach."""

    def __init__(self, rows: Positions, numbers: Places) -> None:
        """Take their rows and the sentence of each entry."""
        self.rows = rows[np.argsort(numbers[rows], kind="stable")]
        self.sentences = numbers[self.rows]
        # where the entries of each sentence that has some begin
        self._first = np.flatnonzero(np.diff(self.sentences, prepend=-1))

    def best(self, words: WordShares, count: int) -> Places:
        """Give the ``count`` sentences whose entries say most, none of which says nothing."""
        if not len(self.rows):
            return self.sentences
        values = np.maximum.reduceat(words.of(self.rows), self._first)
        best = np.argsort(-values, kind="stable")[:count]
        return self.sentences[self._first[best[values[best] > 0]]]

    def of(self, sentences: Positions) -> tuple[Positions, Positions]:
        """Give the positions in ``rows`` of some sentences, and the place of each one's owner."""
        starts = np.searchsorted(self.sentences, sentences)
        return places_between(starts, np.searchsorted(self.sentences, sentences, side="right"))
