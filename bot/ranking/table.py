"""The sentences of a generation, what was taught of each, and which are candidates for an ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.ranking.wording import Wording
from domain import Kind
from store.generation.entries import EntryKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from store.generation.columns import HeldColumns
    from store.generation.opened import Generation
    from store.search.coarse import CoarseVectors

    Floats = NDArray[np.float32]
    Positions = NDArray[np.intp]
    Mask = NDArray[np.bool_]
    Pairs = NDArray[np.intp]

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
    ) -> None:
        """Take the entries' unit vectors and the question's, and what their cosines become."""
        self._vectors = vectors
        self._vector = vector
        self._scale = scale or (lambda cosines: cosines)
        self._all = self._scale(vectors.cosines(vector)) if len(vectors) <= ALL_AT_ONCE else None

    def of(self, rows: Positions) -> Floats:
        """Give the cosine of the entries in ``rows``, in their order."""
        if self._all is not None:
            return self._all[rows]
        return self._scale(self._vectors.cosines_of(rows, self._vector))

    def greatest(self) -> float:
        """Give the cosine of the nearest entry."""
        if self._all is not None:
            return float(self._all.max())
        nearest = self._vectors.cosines(self._vector).max(keepdims=True)
        return float(self._scale(nearest)[0])


class Table:
    """The entries of a generation arranged by sentence, for scoring many at once."""

    def __init__(self, generation: Generation) -> None:
        """Arrange what a generation holds."""
        columns = generation.columns
        self.said = generation.partnership.said
        self.vectors = generation.coarse
        self.keywords = generation.keywords
        self.sentence_rows = columns.rows(EntryKind.SENTENCE)
        self.passage_of = columns.passages[self.sentence_rows].astype(np.intp)
        # of each sentence its passage and its number in that
        self.places: Pairs = np.stack(
            [self.passage_of, columns.sentences[self.sentence_rows]], axis=1
        )
        whole = columns.rows(EntryKind.PASSAGE)
        row_of_passage = np.full(len(columns.documents), -1, dtype=np.intp)
        row_of_passage[columns.passages[whole]] = whole
        self.passage_rows = row_of_passage[self.passage_of]
        self.missing_rows = columns.rows(EntryKind.MISSING)
        numbers = np.full(len(columns.kinds), -1, dtype=np.intp)
        keys = _keys(columns, self.sentence_rows)
        for kind in (EntryKind.QUESTION, EntryKind.MISTAKEN):
            rows = columns.rows(kind)
            numbers[rows] = np.searchsorted(keys, _keys(columns, rows))
        count = len(self.places)
        self.taught = _Grouped(columns.rows(EntryKind.QUESTION), numbers, count)
        self.mistaken = _Grouped(columns.rows(EntryKind.MISTAKEN), numbers, count)
        # all that people taught, and which of the three kinds each is
        kinds_of_messages = (self.taught.rows, self.mistaken.rows, self.missing_rows)
        self.message_rows = np.concatenate(kinds_of_messages)
        self.message_kinds = np.repeat(np.arange(3), list(map(len, kinds_of_messages)))
        numbers[self.sentence_rows] = np.arange(count)
        self.sentence_of_entry = numbers
        self._entry_passage = columns.passages
        self._passages = len(columns.documents)
        documents = columns.documents[self.passage_of]
        findings = np.array([one.kind is Kind.FINDING for one in generation.sources], dtype=bool)
        self.is_finding = findings[documents].astype(np.float32)
        self.wording = Wording(generation, self)
        # as places in ``store.generation.columns.PARTS``
        self.part_of = columns.parts[self.passage_of]
        self.log_length = np.log1p(columns.lengths[self.sentence_rows].astype(np.float32))

    def words(self, tokens: Sequence[str]) -> Floats:
        """Give every entry's BM25 score as a share of what the stems weigh together."""
        return self.keywords.shares(tokens)

    def candidates(self, nearest: Positions, words: Floats) -> Positions:
        """Give the sentences worth scoring, sorted."""
        found = self.sentence_of_entry[nearest]
        of_whole = self._entry_passage[nearest[found < 0]]
        passages = np.zeros(self._passages, dtype=bool)
        passages[of_whole[of_whole >= 0]] = True
        worth = passages[self.passage_of]
        worth[found[found >= 0]] = True
        worth[_best(words[self.sentence_rows])] = True
        if len(self.taught.rows):
            worth[_best(self.taught.best(words[self.taught.rows], 0.0))] = True
        return np.flatnonzero(worth)

    def best_of_passages(self, sentences: Positions, values: Floats) -> tuple[Positions, Floats]:
        """Give the passages of some sentences, sorted, and the greatest value of each."""
        passages, owners = np.unique(self.passage_of[sentences], return_inverse=True)
        best = np.full(len(passages), -np.inf, dtype=np.float32)
        np.maximum.at(best, owners, values)
        return passages, best


def _best(words: Floats) -> Positions:
    """Give the sentences of the best scores by words, none that holds no word."""
    count = min(KEYWORD_SENTENCES, len(words))
    best = np.argpartition(-words, count - 1)[:count]
    return best[words[best] > 0]


def _keys(columns: HeldColumns, rows: Positions) -> Positions:
    """Give a number for the sentence of each entry, rising as they stand in the documents."""
    return columns.passages[rows].astype(np.intp) * _MOST_SENTENCES + columns.sentences[rows]


class _Grouped:
    """Taught entries by the sentence that they teach."""

    def __init__(self, rows: Positions, numbers: Positions, count: int) -> None:
        """Take their rows, the sentence of each entry, and how many sentences there are."""
        self.rows = rows[np.argsort(numbers[rows], kind="stable")]
        self.sentences = numbers[self.rows]
        self.starts = np.searchsorted(self.sentences, np.arange(count + 1))

    def best(self, values: Floats, empty: float) -> Floats:
        """Give each sentence's greatest value; ``values`` are in the order of ``rows``."""
        result = np.full(len(self.starts) - 1, empty, dtype=np.float32)
        np.maximum.at(result, self.sentences, values)
        return result

    def of(self, sentences: Positions) -> tuple[Positions, Positions]:
        """Give the positions in ``rows`` of some sentences, and the place of each one's owner."""
        starts, ends = self.starts[sentences], self.starts[sentences + 1]
        counts = ends - starts
        owners = np.repeat(np.arange(len(sentences)), counts)
        if not len(owners):
            return owners, owners
        offsets = np.arange(len(owners)) - np.repeat(np.cumsum(counts) - counts, counts)
        return np.repeat(starts, counts) + offsets, owners
