"""What stands around a sentence: its neighbours, its section, and whether it is of the kind asked.

Much of what answers is said in two breaths: one sentence names the thing, the next says what is
asked of it. These numbers let the first speak for the second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.ranking.wanted import ASKS_BLAME, ASKS_PRAISE
from domain import Class, Part
from store.generation.columns import PARTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.ranking.signals import SearchQuestion
    from bot.ranking.table import Floats, Mask, Positions, Table
    from domain import Passage
    from store.generation.opened import Generation
    from store.search.keywords import KeywordIndex

AROUND_SIGNALS = (
    "telling words said", "telling words around", "word pairs said", "word pairs around",
    "window cosine", "best cosine of passage", "best words of passage",
    "section says", "section cosine", "passage before says", "cosine within document",
    "class is asked", "is background", "is expected", "praise is asked", "leans",
)  # fmt: skip
# The most telling words of an ask, as many.
MOST_TELLING = 2
# A section is as near as so many of its nearest sentences are.
NEAREST_OF_A_SECTION = 3
RANK_HALF = 5.0
_LEANING = frozenset(("this", "these", "it", "they", "that", "such", "those", "he", "she", "there"))
_CLASSES = tuple(Class)
_GOOD = [PARTS.index(Part.STRENGTH)]
_BAD = [PARTS.index(Part.IMPROVE), PARTS.index(Part.PRIORITY)]


class Around:
    """The sentences of a generation beside one another, read for candidates alone."""

    def __init__(self, generation: Generation, table: Table) -> None:
        """Take what is held, and its sentences as the table arranges them; nothing is read yet."""
        self._passages: Sequence[Passage] = generation.passages
        self._keywords: KeywordIndex = generation.keywords
        self._own = generation.own
        self._places = table.places
        self._passage_of = table.passage_of
        self._rows = table.sentence_rows
        self._passage_rows = table.passage_rows
        self._document_of = generation.columns.documents
        self._parts = generation.columns.parts
        # of each sentence its class, and whether it leans on the one before; -1 where not looked at
        self._is_a = np.full(len(table.places), -1, dtype=np.int8)
        self._leans = np.zeros(len(table.places), dtype=np.float32)
        self._trails: dict[int, int] = {}
        self._known: dict[tuple[str, ...], int] = {}

    def measure(
        self, question: SearchQuestion, candidates: Positions, cosine: Floats, words: Floats,
        titles: Sequence[Mask],
    ) -> Floats:  # fmt: skip
        """Give the signals of candidate sentences, one row a signal.

        ``cosine`` and ``words`` are theirs; ``titles`` says, for each of the ask's stems, whether
        title and headings of a candidate's passage hold it.
        """
        passages = self._passage_of[candidates]
        numbers, first, at = np.unique(passages, return_index=True, return_inverse=True)
        sections = self._sections(numbers)
        documents = self._document_of[numbers].astype(np.intp)
        said, around = self._stand(question.tokens, candidates, first, at, titles)
        weights = np.array([self._keywords.own_weight(one) for one in question.tokens], np.float32)
        cue = np.float32(np.sign(question.finding_cue))
        self._read(candidates)
        is_a = self._is_a[candidates]
        is_found = is_a == _CLASSES.index(Class.FOUND)
        is_expected = is_a == _CLASSES.index(Class.EXPECTED)
        praise = _sign(ASKS_PRAISE, question.text) - _sign(ASKS_BLAME, question.text)
        parts = self._parts[passages]
        lean = np.isin(parts, _GOOD).astype(np.float32) - np.isin(parts, _BAD)
        held = around[:, first]
        by_section = _share(_any_of(held, sections), weights)
        return np.stack([
            _most_telling(said, weights), _most_telling(around, weights),
            _pairs(said, weights), _pairs(around, weights),
            _window(candidates, passages, cosine),
            _best_of(at, cosine), _best_of(at, words),
            by_section[sections][at],
            _nearest_of(sections[at], cosine),
            _before(numbers, documents, _share(held, weights))[at],
            _ranks_within(documents[at], cosine),
            cue * (is_found.astype(np.float32) - is_expected),
            (is_a == _CLASSES.index(Class.BACKGROUND)).astype(np.float32),
            is_expected.astype(np.float32),
            np.float32(praise) * lean,
            self._leans[candidates],
        ]).astype(np.float32)  # fmt: skip

    def _read(self, candidates: Positions) -> None:
        for number in candidates[self._is_a[candidates] < 0].tolist():
            passage, sentence = self._places[number].tolist()
            one = self._passages[passage].sentences[sentence]
            self._is_a[number] = _CLASSES.index(one.is_a)
            opening = one.text.split(maxsplit=1)
            self._leans[number] = bool(opening) and opening[0].lower().strip("’'s,") in _LEANING

    def _sections(self, numbers: Positions) -> Positions:
        """Give the section of each of some passages, numbered from nought."""
        found = []
        for number in numbers.tolist():
            if number not in self._trails:
                one = self._passages[number]
                trail = (one.source.id, *one.headings)
                self._trails[number] = self._known.setdefault(trail, len(self._known))
            found.append(self._trails[number])
        return np.unique(np.array(found, dtype=np.intp), return_inverse=True)[1]

    def _stand(
        self, tokens: Sequence[str], candidates: Positions, first: Positions, at: Positions,
        titles: Sequence[Mask],
    ) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:  # fmt: skip
        """Say for each stem and candidate whether its sentence holds it, and what is around it."""
        said = np.zeros((len(tokens), len(candidates)), dtype=bool)
        around = np.zeros_like(said)
        rows, whole = self._rows[candidates], self._passage_rows[candidates[first]]
        marked = np.zeros(self._own, dtype=bool)
        for number, token in enumerate(tokens):
            held = self._keywords.own_rows(token)
            marked[held] = True
            said[number] = marked[rows]
            around[number] = (marked[whole] | titles[number])[at]
            marked[held] = False
        return said, around


def _sign(pattern: object, text: str) -> float:
    return float(bool(pattern.search(text)))  # type: ignore[attr-defined]


def _share(held: NDArray[np.bool_], weights: Floats) -> Floats:
    """Give what is held, a column each, as a share of what the stems weigh together."""
    total = np.float32(weights.sum() or 1.0)
    shares: Floats = (weights @ held.astype(np.float32) / total).astype(np.float32)
    return shares


def _most_telling(held: NDArray[np.bool_], weights: Floats) -> Floats:
    """Give the share that is held of the most telling stems."""
    best = np.argsort(-weights, kind="stable")[:MOST_TELLING]
    return _share(held[best], weights[best])


def _pairs(held: NDArray[np.bool_], weights: Floats) -> Floats:
    """Give the share of stems side by side in the ask of which both are held."""
    if len(weights) < 2:  # noqa: PLR2004
        return _share(held, weights)
    return _share(held[:-1] & held[1:], weights[:-1] + weights[1:])


def _window(candidates: Positions, passages: Positions, cosine: Floats) -> Floats:
    """Give the mean cosine of each candidate and the sentences beside it in its passage."""
    sums, counts = cosine.copy(), np.ones(len(cosine), dtype=np.float32)
    beside = (np.diff(candidates) == 1) & (np.diff(passages) == 0)
    sums[:-1][beside] += cosine[1:][beside]
    sums[1:][beside] += cosine[:-1][beside]
    counts[:-1][beside] += 1
    counts[1:][beside] += 1
    return sums / counts


def _best_of(groups: Positions, values: Floats) -> Floats:
    best = np.full(int(groups.max()) + 1, -np.inf, dtype=np.float32)
    np.maximum.at(best, groups, values)
    return best[groups]


def _any_of(held: NDArray[np.bool_], groups: Positions) -> NDArray[np.bool_]:
    """Give for each stem and group whether any of its columns holds it."""
    found = np.zeros((len(held), int(groups.max()) + 1), dtype=bool)
    for number, one in enumerate(held):
        found[number, groups[one]] = True
    return found


def _nearest_of(groups: Positions, cosine: Floats) -> Floats:
    """Give each candidate the mean cosine of the nearest sentences of its group."""
    order = np.lexsort((-cosine, groups))
    owners = groups[order]
    nearest = np.arange(len(owners)) - np.searchsorted(owners, owners) < NEAREST_OF_A_SECTION
    size = int(groups.max()) + 1
    sums = np.bincount(owners[nearest], weights=cosine[order][nearest], minlength=size)
    counts = np.bincount(owners[nearest], minlength=size)
    means: Floats = (sums / np.maximum(counts, 1)).astype(np.float32)
    return means[groups]


def _before(numbers: Positions, documents: Positions, said: Floats) -> Floats:
    """Give each passage what the one before it in its document says, where that is a candidate."""
    result = np.zeros(len(numbers), dtype=np.float32)
    follows = (np.diff(numbers) == 1) & (np.diff(documents) == 0)
    result[1:][follows] = said[:-1][follows]
    return result


def _ranks_within(groups: Positions, cosine: Floats) -> Floats:
    """Give each candidate's place by cosine among its group's, as a reciprocal."""
    order = np.lexsort((-cosine, groups))
    owners = groups[order]
    ranks = np.empty(len(groups), dtype=np.float32)
    ranks[order] = np.arange(len(owners)) - np.searchsorted(owners, owners)
    return RANK_HALF / (RANK_HALF + ranks)
