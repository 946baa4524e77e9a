"""From a question to evidence: candidates from vectors and words, ranked by the network."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bot.placing.editions import InForce
from bot.quoting.parts import asked_parts
from bot.ranking.signals import measure
from bot.ranking.table import NEAREST_ENTRIES, Cosines, Table
from domain import Evidence, Kind
from store.generation.columns import PARTS
from store.search.keywords import stem, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.ranking.calibration import Scale
    from bot.ranking.fitted import Thresholds
    from bot.ranking.ranker import Network
    from bot.ranking.table import Floats, Mask, Positions
    from bot.reading.understanding import Understood
    from domain import Passage
    from store.generation.opened import Generation
    from store.search.keywords import WordShares

# What is missing is named only where so much of the question's weight in words is said of it, of so
# many of the nearest.
MISSING_SHARE = 0.6
MISSING_LOOKED_AT = 5
# So many sentences are all compared, as those of one letter are, with no search for the nearest.
FEW_SENTENCES = 2_000
# What a sentence gains, as a score, of a document that comes before others: written for the place
# that the writer works in. Less than naming a part of a letter gains.
OF_FIRST = np.float32(3)
# The nearest of all is looked for among so many, as they are rounded.
_LOOKED_AT = 10


@dataclass(frozen=True, slots=True)
class Scope:
    """Which documents and passages a search may use; empty means all.

    ``first`` are documents that come before others that are as near.
    """

    documents: frozenset[str] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    parts: frozenset[str] = frozenset()
    agencies: frozenset[str] = frozenset()
    first: frozenset[str] = frozenset()

    def admits(self, passage: Passage) -> bool:
        """Say whether the passage lies in the scope."""
        return (
            (not self.documents or passage.source.id in self.documents)
            and (not self.kinds or passage.source.kind in self.kinds)
            and (not self.parts or passage.part.value in self.parts)
            and (not self.agencies or bool(self.agencies & set(passage.agencies)))
        )

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return not (self.documents or self.kinds or self.parts or self.agencies)


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Ranking:
    """Candidate sentences with their signals and scores, in the order of ``candidates``.

    ``words`` gives any entry's keyword score, ``cosines`` its cosine; ``order`` lists passage
    positions, best first. ``first`` marks the sentences of the table that come before others that
    are as near, if any do.
    """

    candidates: Positions
    signals: Floats
    scores: Floats
    words: WordShares
    cosines: Cosines
    order: tuple[int, ...]
    evidence: tuple[Evidence, ...]
    first: Mask | None = None


class Retriever:
    """Searches one generation."""

    def __init__(
        self, generation: Generation, network: Network, thresholds: Thresholds,
        *, passages: int, scale: Scale | None = None, exactly: bool = False,
    ) -> None:  # fmt: skip
        """Search ``generation``; a ranking holds at most ``passages`` passages.

        ``network`` takes the signals of ``bot.ranking.signals``; ``scale`` is that of the embedding
        model's cosines, where it is not the one that the network was fitted with. ``exactly``
        compares documents' own words without their index (``Generation.nearest``).
        """
        self.generation = generation
        self.table = Table(generation)
        self.network = network
        self.thresholds = thresholds
        self.scale = scale
        self._editions = InForce(generation.sources, generation.columns.documents)
        self._count = passages
        self._exactly = exactly

    def rank(
        self, question: Understood, scope: Scope = EVERYTHING, *, hidden: Mask | None = None,
        among: Mask | None = None,
    ) -> Ranking:  # fmt: skip
        """Rank the passages for a question; ``hidden`` marks entries to leave out.

        ``among`` marks the sentences of the table that may answer at all. An edition that another
        has replaced answers only what asks as at its time, or where the scope names it.
        """
        search = question.search
        cosines = self.cosines(search.vector)
        words = self.table.words(search.tokens, hidden)
        if among is not None and np.count_nonzero(among) <= FEW_SENTENCES:
            # the nearest of all may be none of them
            nearest: Positions | None = None
            candidates: Positions = np.flatnonzero(among)
        else:
            nearest = self._nearest(search.vector, cosines, hidden)
            candidates = self.table.candidates(nearest, words)
        if not scope.is_everything:
            admitted = self._admitted(scope)
            if nearest is not None and len(admitted) < len(nearest):
                candidates = self.table.sentences_of(admitted)
            candidates = candidates[np.isin(self.table.passage_of[candidates], admitted)]
        if among is not None:
            candidates = candidates[among[candidates]]
        # who names documents may read an old edition of one
        quotable = None if scope.documents else self._editions.quotable(question.text)
        if quotable is not None:
            candidates = candidates[quotable[self.table.passage_of[candidates]]]
        if not len(candidates):
            return Ranking(candidates, np.zeros((0, 0), np.float32), np.zeros(0, np.float32),
                           words, cosines, (), ())  # fmt: skip
        signals = measure(self.table, search, candidates, words, cosines, hidden=hidden)
        scores = self.network.scores(signals)[:, 0]
        first = self.table.of_documents(scope.first) if scope.first else None
        found = Ranking(candidates, signals, scores, words, cosines, (), (), first)
        return self._in_order(found, self._lifted(question.text, found))

    def joined(self, ranking: Ranking, other: Ranking, *, less: float) -> Ranking:
        """Give what either of two rankings found: of both, the better score counts.

        The scores of ``other`` count for ``less``; words and cosines are those of ``ranking``.
        """
        if not (len(ranking.candidates) and len(other.candidates)):
            return ranking if len(ranking.candidates) else other
        lowered = replace(other, scores=other.scores - np.float32(less))
        found = _united((ranking, lowered))
        return self._in_order(found, found.scores)

    def agreed(self, ranking: Ranking, others: Sequence[Ranking]) -> Ranking:
        """Give what several rankings found: each counts by its own score and its best elsewhere."""
        held = [one for one in others if len(one.candidates)]
        if not (len(ranking.candidates) and held):
            return ranking
        found = _united((ranking, *held))
        best = np.max([_scores_of(one, found.candidates) for one in held], axis=0)
        scores = (_scores_of(ranking, found.candidates) + best) / 2
        return self._in_order(replace(found, scores=scores), scores)

    def reread(self, text: str, ranking: Ranking, read: Sequence[float]) -> Ranking:
        """Give a ranking for a question in another order: its best sentences were read with it.

        ``read`` are the log-odds that each answers, best sentence first; of one alone nothing
        follows. The scores, from which is judged whether there is an answer, stay.
        """
        if len(read) <= 1:
            return ranking
        lifted = self._lifted(text, ranking)
        odds = np.array(read, dtype=np.float32)
        best = np.argsort(-ranking.scores)[: len(odds)]
        lifted[best] += np.float32(self.thresholds.read_weight) * (odds - odds.mean())
        return self._in_order(ranking, lifted)

    def _lifted(self, text: str, ranking: Ranking) -> Floats:
        """Give the scores, higher where a sentence stands in a part of a letter that is named.

        Whether there is an answer at all is judged by the words alone.
        """
        parts = [PARTS.index(one) for one in asked_parts(text)]
        lifted = ranking.scores.copy()
        lifted[np.isin(self.table.part_of[ranking.candidates], parts)] += np.float32(
            self.thresholds.part_asked
        )
        return lifted

    def _in_order(self, ranking: Ranking, scores: Floats) -> Ranking:
        """Give the ranking with its passages in the order of some scores."""
        if ranking.first is not None:
            scores = np.where(ranking.first[ranking.candidates], scores + OF_FIRST, scores)
        order = self._order(ranking.candidates, scores)
        evidence = tuple(self._evidence(one, ranking.candidates, scores) for one in order)
        return replace(ranking, order=order, evidence=evidence)

    def cosines(self, vector: Floats) -> Cosines:
        """Give how near entries are to a question's vector."""
        table = self.table

        def nearest() -> Positions:
            own = self.generation.nearest(vector, _LOOKED_AT, exactly=self._exactly)
            return np.concatenate([np.array(own, dtype=np.intp), table.message_rows])

        return Cosines(table.vectors, vector, self.scale, nearest)

    def missing(self, ranking: Ranking, tokens: Sequence[str]) -> str:
        """Give what people taught that the documents do not give, if it is what is asked for.

        ``tokens`` are the question's stems: most of what they weigh has to be said of it.
        """
        rows = self.table.missing_rows
        if not len(rows):
            return ""
        values = ranking.cosines.of(rows)
        weigh = self.table.keywords.weight
        total = sum(map(weigh, tokens)) or 1.0
        for best in np.argsort(-values)[:MISSING_LOOKED_AT]:
            if values[best] <= self.thresholds.missing:
                break
            entry = self.generation.entries[int(rows[best])]
            said = {stem(word) for word in words_of(f"{entry.missing} {entry.text}")}
            if sum(weigh(one) for one in tokens if one in said) >= MISSING_SHARE * total:
                return entry.missing
        return ""

    def _nearest(self, vector: Floats, cosines: Cosines, hidden: Mask | None) -> Positions:
        """Give the nearest of documents' own words and of what was taught.

        Each are found by themselves, so that messages crowd out no sentence that nobody taught.
        """
        count = min(NEAREST_ENTRIES, self.generation.own)
        near = self.generation.nearest(vector, count, exactly=self._exactly, rounded=cosines.known)
        own = np.array(near, dtype=np.intp)
        rows = self.table.message_rows
        if hidden is not None:
            own, rows = own[~hidden[own]], rows[~hidden[rows]]
        if len(rows) > NEAREST_ENTRIES:
            best = np.argpartition(-cosines.of(rows), NEAREST_ENTRIES)
            rows = rows[best[:NEAREST_ENTRIES]]
        return np.concatenate([own, rows])

    def _admitted(self, scope: Scope) -> Positions:
        passages = self.generation.passages
        return np.array([i for i, one in enumerate(passages) if scope.admits(one)], dtype=np.intp)

    def _order(self, candidates: Positions, scores: Floats) -> tuple[int, ...]:
        passages, best = self.table.best_of_passages(candidates, scores)
        order = np.argsort(-best, kind="stable")[: self._count]
        return tuple(passages[order].tolist())

    def _evidence(self, passage: int, candidates: Positions, scores: Floats) -> Evidence:
        whole = self.generation.passages[passage]
        weights = [0.0] * len(whole.sentences)
        positions = np.flatnonzero(self.table.passage_of[candidates] == passage)
        chances = self._probability(scores[positions]).tolist()
        for place, chance in zip(candidates[positions].tolist(), chances, strict=True):
            weights[self.table.places[place][1]] = chance
        return Evidence(whole, max(weights, default=0.0), tuple(weights))

    def _probability(self, scores: Floats) -> NDArray[np.float64]:
        """Give the probability, 0 to 1, that a sentence of each score carries the answer."""
        slope, shift = self.thresholds.score_slope, self.thresholds.score_shift
        exponents = slope * scores.astype(np.float64) + shift
        chances: NDArray[np.float64] = 1 / (1 + np.exp(-exponents))
        return chances


def _united(rankings: Sequence[Ranking]) -> Ranking:
    """Give the first ranking with the candidates of all, each as it was scored best."""
    candidates = np.concatenate([one.candidates for one in rankings])
    signals = np.concatenate([one.signals for one in rankings])
    scores = np.concatenate([one.scores for one in rankings])
    best = np.lexsort((-scores, candidates))
    kept = best[np.diff(candidates[best], prepend=-1) > 0]
    return replace(
        rankings[0], candidates=candidates[kept], signals=signals[kept], scores=scores[kept]
    )


def _scores_of(ranking: Ranking, candidates: Positions) -> Floats:
    """Give the scores of some sentences; of those that it did not find, the least that it gave."""
    scores = np.full(len(candidates), ranking.scores.min(), dtype=np.float32)
    scores[np.searchsorted(candidates, ranking.candidates)] = ranking.scores
    return scores
