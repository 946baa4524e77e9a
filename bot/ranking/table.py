"""The sentences of a generation, what was taught of each, and which are candidates for an ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.ranking.wording import Wording
from domain import Kind
from store.generation.entries import Entry, EntryKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from domain import Passage
    from store.search.coarse import CoarseVectors
    from store.search.keywords import KeywordIndex

    Floats = NDArray[np.float32]
    Positions = NDArray[np.intp]
    Mask = NDArray[np.bool_]

# Candidates: every sentence that one of this many nearest vectors of documents' own words, or of
# what was taught, leads to, and every sentence among this many best by own or by taught words.
NEAREST_ENTRIES = 200
KEYWORD_SENTENCES = 40
# Up to so many entries, one product with all vectors is quicker than picking out the few
# thousand that a question touches.
ALL_AT_ONCE = 50_000


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

    def __init__(
        self,
        passages: Sequence[Passage],
        entries: Sequence[Entry],
        vectors: CoarseVectors,
        keywords: KeywordIndex,
        said: tuple[str, ...] = (),
    ) -> None:
        """Arrange ``entries``; ``vectors`` and ``keywords`` are in their order.

        ``said`` are the words that their owners use for their own area.
        """
        self.said = said
        self.vectors = vectors
        self.keywords = keywords
        kinds = np.array([entry.kind.value for entry in entries])
        rows = {kind: np.flatnonzero(kinds == kind.value) for kind in EntryKind}
        self.sentence_rows = rows[EntryKind.SENTENCE]
        self.places = [
            (entries[i].passage, entries[i].sentence) for i in self.sentence_rows.tolist()
        ]
        self.passage_of = np.array([passage for passage, _ in self.places], dtype=np.intp)
        number = {place: index for index, place in enumerate(self.places)}
        passage_row = {entries[i].passage: i for i in rows[EntryKind.PASSAGE].tolist()}
        self.passage_rows = np.array([passage_row[p] for p in self.passage_of], dtype=np.intp)
        self.missing_rows = rows[EntryKind.MISSING]
        self.taught = _Grouped(entries, rows[EntryKind.QUESTION], number)
        self.mistaken = _Grouped(entries, rows[EntryKind.MISTAKEN], number)
        # all that people taught, and which of the three kinds each is
        kinds_of_messages = (self.taught.rows, self.mistaken.rows, self.missing_rows)
        self.message_rows = np.concatenate(kinds_of_messages)
        self.message_kinds = np.repeat(np.arange(3), list(map(len, kinds_of_messages)))
        self.sentence_of_entry = np.full(len(entries), -1, dtype=np.intp)
        for grouped in (self.taught, self.mistaken):
            self.sentence_of_entry[grouped.rows] = grouped.sentences
        self.sentence_of_entry[self.sentence_rows] = np.arange(len(self.places))
        first = np.full(len(passages), -1, dtype=np.intp)
        for index, passage in reversed(list(enumerate(self.passage_of))):
            first[passage] = index
        self._entry_passage = np.array([entry.passage for entry in entries], dtype=np.intp)
        self._first_of_passage = first
        self.is_finding = np.array(
            [passages[p].source.kind is Kind.FINDING for p in self.passage_of], dtype=np.float32
        )
        self.wording = Wording(passages, self.places, keywords)
        self.part_of = np.array([passages[p].part.value for p in self.passage_of])
        self.log_length = np.log1p(
            np.array([len(entries[i].text) for i in self.sentence_rows.tolist()], dtype=np.float32)
        )

    def words(self, tokens: Sequence[str]) -> Floats:
        """Give every entry's BM25 score as a share of what the stems weigh together."""
        return self.keywords.shares(tokens)

    def candidates(self, nearest: Positions, words: Floats) -> Positions:
        """Give the sentences worth scoring, sorted."""
        found = self.sentence_of_entry[nearest]
        of_whole = self._entry_passage[nearest[found < 0]]
        passages = np.zeros(len(self._first_of_passage), dtype=bool)
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


class _Grouped:
    """Taught entries by the sentence that they teach."""

    def __init__(
        self, entries: Sequence[Entry], rows: Positions, number: dict[tuple[int, int], int]
    ) -> None:
        pairs = sorted((number[entries[i].passage, entries[i].sentence], int(i)) for i in rows)
        self.sentences = np.array([sentence for sentence, _ in pairs], dtype=np.intp)
        self.rows = np.array([row for _, row in pairs], dtype=np.intp)
        count = len(number)
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
