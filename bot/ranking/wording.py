"""What a sentence's surroundings say to a question: title, heading, place, and what it gives."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.ranking.wanted import ASKS, ASKS_WHAT, HOLDS, SAYS_WHAT
from store.search.keywords import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.ranking.table import Floats, Positions
    from domain import Passage
    from store.search.keywords import KeywordIndex

WORDING_SIGNALS = (
    "heading and title say", "heading is asked", "title is asked",
    "sentence place", "passage place", "gives what is asked", "defines what is asked",
    "passage says", "document says", "document cosine", "neighbour cosine",
)  # fmt: skip
# The place at which a reciprocal place has fallen to a half.
PLACE_HALF = 3.0
# A document is as near as so many of its nearest sentences are.
NEAREST_OF_A_DOCUMENT = 3
# A sentence says what something is by a verb this near to its beginning.
NEAR_ITS_BEGINNING = 90


class Said:
    """Texts by their stems, to find what share of a question each says, and the other way."""

    def __init__(self, texts: Iterable[str], keywords: KeywordIndex) -> None:
        """Read the texts; ``keywords`` tells how much a stem weighs."""
        self._keywords = keywords
        rows: dict[str, list[int]] = {}
        totals: list[float] = []
        for number, text in enumerate(texts):
            stems = set(tokens_of(text))
            totals.append(sum(map(keywords.own_weight, stems)))
            for one in stems:
                rows.setdefault(one, []).append(number)
        self._rows = {one: np.array(found, dtype=np.intp) for one, found in rows.items()}
        self._totals = np.array(totals, dtype=np.float32)

    def weigh(self, tokens: Sequence[str]) -> Floats:
        """Give what the stems that each text holds weigh together."""
        held = np.zeros(len(self._totals), dtype=np.float32)
        for one in tokens:
            if (rows := self._rows.get(one)) is not None:
                held[rows] += self._keywords.own_weight(one)
        return held

    def share_said(self, held: Floats) -> Floats:
        """Give the share of each text that is said, of what ``weigh`` gave."""
        return np.asarray(held / np.maximum(self._totals, np.float32(1e-3)), dtype=np.float32)


class Wording:
    """The sentences of a generation by what stands around them."""

    def __init__(
        self, passages: Sequence[Passage], places: Sequence[tuple[int, int]],
        keywords: KeywordIndex,
    ) -> None:  # fmt: skip
        """Take the passages and, of each sentence, its passage and number."""
        self._passages = passages
        self._places = places
        self._keywords = keywords
        self._holds: dict[str, Floats] = {}
        self._passage_of = np.array([passage for passage, _ in places], dtype=np.intp)
        number = np.array([sentence for _, sentence in places], dtype=np.float32)
        self._sentence_place = PLACE_HALF / (PLACE_HALF + number)
        counts: dict[str, int] = {}
        order = []
        for one in passages:
            order.append(counts.setdefault(one.source.id, 0))
            counts[one.source.id] += 1
        numbers = {one: number for number, one in enumerate(counts)}
        self._document_of = np.array([numbers[one.source.id] for one in passages], dtype=np.intp)
        self._passage_place = PLACE_HALF / (PLACE_HALF + np.array(order, dtype=np.float32))

    @cached_property
    def _titles(self) -> Said:
        return Said((one.source.title for one in self._passages), self._keywords)

    @cached_property
    def _headings(self) -> Said:
        last = (one.headings[-1] if one.headings else one.source.title for one in self._passages)
        return Said(last, self._keywords)

    @cached_property
    def _trails(self) -> Said:
        trails = (f"{one.source.title} {one.heading}" for one in self._passages)
        return Said(trails, self._keywords)

    @cached_property
    def _whole(self) -> Said:
        texts = (f"{one.source.title} {one.heading} {one.text}" for one in self._passages)
        return Said(texts, self._keywords)

    @cached_property
    def _documents(self) -> Said:
        texts: dict[int, list[str]] = {}
        for number, one in zip(self._document_of.tolist(), self._passages, strict=True):
            texts.setdefault(number, [one.source.title]).append(f"{one.heading} {one.text}")
        return Said(map(" ".join, texts.values()), self._keywords)

    @cached_property
    def _subjects(self) -> Said:
        """What each sentence speaks of, where a verb says soon what it is."""
        return Said(map(self._subject, self._places), self._keywords)

    def _subject(self, place: tuple[int, int]) -> str:
        text = self._passages[place[0]].sentences[place[1]].text
        verb = SAYS_WHAT.search(text, 0, NEAR_ITS_BEGINNING)
        return text[: verb.start()] if verb else ""

    def _gives(self, kind: str) -> Floats:
        """Give for each sentence whether it holds what a kind of question asks for."""
        if kind not in self._holds:
            held = HOLDS[kind]
            sentences = (self._passages[p].sentences[n] for p, n in self._places)
            found = [bool(held.search(f"{one.lead} {one.text}")) for one in sentences]
            self._holds[kind] = np.array(found, dtype=np.float32)
        return self._holds[kind]

    def measure(
        self, text: str, tokens: Sequence[str], candidates: Positions, cosine: Floats
    ) -> Floats:
        """Give the signals of candidate sentences with their cosines, one row a signal."""
        passages = self._passage_of[candidates]
        documents = self._document_of[passages]
        total = np.float32(sum(map(self._keywords.own_weight, tokens)) or 1.0)
        trail = self._trails.weigh(tokens)
        heading = self._headings.share_said(self._headings.weigh(tokens))
        title = self._titles.share_said(self._titles.weigh(tokens))
        lower = text.lower()
        asked = [kind for kind, pattern in ASKS.items() if pattern.search(lower)]
        gives = np.zeros(len(candidates), dtype=np.float32)
        for kind in asked:
            gives += (2 * self._gives(kind)[candidates] - 1) / len(asked)
        defines = np.zeros(len(candidates), dtype=np.float32)
        if ASKS_WHAT.search(lower):
            defines = self._subjects.weigh(tokens)[candidates] / total
        return np.stack([
            trail[passages] / total, heading[passages], title[passages],
            self._sentence_place[candidates], self._passage_place[passages], gives, defines,
            self._whole.weigh(tokens)[passages] / total,
            self._documents.weigh(tokens)[documents] / total,
            _of_documents(documents, cosine), _of_neighbours(candidates, passages, cosine),
        ])  # fmt: skip


def _of_documents(documents: Positions, cosine: Floats) -> Floats:
    """Give each candidate the mean cosine of the nearest sentences of its document."""
    order = np.lexsort((-cosine, documents))
    owners = documents[order]
    first = np.searchsorted(owners, owners)
    nearest = np.arange(len(owners)) - first < NEAREST_OF_A_DOCUMENT
    size = int(documents.max()) + 1
    sums = np.bincount(owners[nearest], weights=cosine[order][nearest], minlength=size)
    counts = np.bincount(owners[nearest], minlength=size)
    means: Floats = (sums / np.maximum(counts, 1)).astype(np.float32)
    return means[documents]


def _of_neighbours(candidates: Positions, passages: Positions, cosine: Floats) -> Floats:
    """Give each candidate the best cosine of the sentences beside it in its passage, or its own."""
    best = np.full(len(candidates), -1.0, dtype=np.float32)
    beside = (np.diff(candidates) == 1) & (np.diff(passages) == 0)
    best[:-1][beside] = cosine[1:][beside]
    best[1:][beside] = np.maximum(best[1:][beside], cosine[:-1][beside])
    return np.where(best < 0, cosine, best)
