"""What speaks for each candidate sentence: the numbers that the ranker weighs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.ranking.wording import WORDING_SIGNALS, Wording
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
# How many of a sentence's best taught questions are averaged.
TOP_QUESTIONS = 3
# The rank at which a reciprocal-rank signal has fallen to a half.
RANK_HALF = 5.0

SIGNALS = (
    "sentence cosine", "passage cosine", "best question cosine", "mean question cosine",
    "sentence words", "best question words", "passage words", "sentence meanings",
    "passage meanings", "best mistaken cosine",
    "sentence cosine gap", "passage cosine gap", "best question gap", "mean question gap",
    "sentence words gap", "best question words gap", "passage words gap",
    "sentence meanings gap", "passage meanings gap", "best mistaken gap",
    "sentence cosine rank", "best question rank", "sentence words rank", "is taught",
    "sentence length", "finding asked of a finding", "is a taught finding", *WORDING_SIGNALS,
)  # fmt: skip
# What a column of messages is for a sentence that nobody taught.
_OWN_COLUMN = {2: 0, 3: 0, 5: 4, 9: 0}


@dataclass(frozen=True, slots=True)
class SearchQuestion:
    """A question as it is searched: its words, its vector, its stems, and what these stand for.

    ``finding_cue`` is above 0 where it asks what inspectors found, below where it asks what
    to do.
    """

    vector: Floats
    tokens: tuple[str, ...]
    meanings: tuple[str, ...]
    finding_cue: float
    text: str = ""


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


def measure(
    table: Table, question: SearchQuestion, candidates: Positions, words: Floats,
    cosines: Cosines, *, hidden: Mask | None = None,
) -> Floats:  # fmt: skip
    """Give the signals of the candidate sentences, shape ``(candidates, len(SIGNALS))``.

    ``words`` is ``table.words(question.tokens)``, ``cosines`` is of the question's vector.
    ``hidden`` marks entries that are left out, so that a taught question can be ranked as if it
    had never been taught.
    """
    meanings = table.words((*question.tokens, *question.meanings)) if question.meanings else words
    rows, passages = table.sentence_rows[candidates], table.passage_rows[candidates]
    cosine, passage_cosine = cosines.of(rows), cosines.of(passages)
    best, mean, best_words, taught = _question_signals(
        table, candidates, words, cosines, cosine, hidden=hidden
    )
    mistaken = _best_mistaken(table, candidates, cosines, best, hidden)
    columns = np.stack([
        cosine, passage_cosine, best, mean, words[rows], best_words, words[passages],
        meanings[rows], meanings[passages], mistaken,
    ])  # fmt: skip
    gaps = columns - columns.max(axis=1, keepdims=True)
    ranks = np.stack([_reciprocal_ranks(columns[index]) for index in (0, 2, 4)])
    _keep_from_messages(gaps, ranks, taught == 0)
    # that a letter comes before the notes which retell it was learned from those that were taught
    is_finding = table.is_finding[candidates]
    rest = np.stack([
        taught, table.log_length[candidates],
        is_finding * question.finding_cue, is_finding * taught,
    ])  # fmt: skip
    around = table.wording.measure(question.text, question.tokens, candidates, cosine)
    return np.concatenate([columns, gaps, ranks, rest, around]).T.astype(np.float32)


def _question_signals(
    table: Table, candidates: Positions, words: Floats, cosines: Cosines,
    cosine: Floats, *, hidden: Mask | None,
) -> tuple[Floats, Floats, Floats, Floats]:  # fmt: skip
    """Give best and mean cosine of taught questions, their best words, and whether any is taught.

    A sentence that nobody taught takes its own cosine and words instead.
    """
    positions, owners = table.taught.of(candidates)
    rows = table.taught.rows[positions]
    if hidden is not None:
        kept = ~hidden[rows]
        rows, owners = rows[kept], owners[kept]
    count = len(candidates)
    counts = np.bincount(owners, minlength=count)
    taught = counts > 0
    best, mean = cosine.copy(), cosine.copy()
    best_words = words[table.sentence_rows[candidates]]
    if len(rows):
        # the owners are sorted: each sentence's questions stand together
        starts = (np.cumsum(counts) - counts)[taught]
        greatest = _greatest(cosines.of(rows), starts, counts[taught])
        best[taught] = greatest[0]
        sums = np.where(np.isfinite(greatest), greatest, 0).astype(np.float64).sum(axis=0)
        mean[taught] = sums / np.minimum(counts[taught], TOP_QUESTIONS)
        best_words[taught] = np.maximum.reduceat(words[rows], starts)
    return best, mean, best_words, taught.astype(np.float32)


def _greatest(values: Floats, starts: Positions, counts: Positions) -> Floats:
    """Give the greatest values of each stretch, greatest first; -inf where it has fewer.

    A few passes over all take a tenth of the time of sorting them.
    """
    left = values.copy()
    numbers = np.repeat(np.arange(len(starts)), counts)
    greatest = np.empty((TOP_QUESTIONS, len(starts)), dtype=np.float32)
    for row in greatest:
        row[:] = np.maximum.reduceat(left, starts)
        places = np.flatnonzero(left == row[numbers])
        # of equal ones the first is taken out
        _, first = np.unique(numbers[places], return_index=True)
        left[places[first]] = -np.inf
    return greatest


def _best_mistaken(
    table: Table, candidates: Positions, cosines: Cosines, best: Floats,
    hidden: Mask | None,
) -> Floats:  # fmt: skip
    """Give the best cosine of each sentence's mistaken messages; ``best`` where it has none."""
    positions, owners = table.mistaken.of(candidates)
    rows = table.mistaken.rows[positions]
    if hidden is not None:
        rows, owners = rows[~hidden[rows]], owners[~hidden[rows]]
    result = best.copy()
    if len(owners):
        result[np.unique(owners)] = -1.0
        np.maximum.at(result, owners, cosines.of(rows))
    return result


def _keep_from_messages(gaps: Floats, ranks: Floats, untaught: Mask) -> None:
    """Let no message push a sentence down that nobody taught.

    It is measured by its own words among all, as it is where nothing is taught.
    """
    for of_messages, own in _OWN_COLUMN.items():
        gaps[of_messages, untaught] = gaps[own, untaught]
    ranks[1, untaught] = ranks[0, untaught]


def _reciprocal_ranks(values: Floats) -> Floats:
    ranks = np.empty(len(values), dtype=np.float32)
    ranks[np.argsort(-values, kind="stable")] = np.arange(len(values))
    return RANK_HALF / (RANK_HALF + ranks)
