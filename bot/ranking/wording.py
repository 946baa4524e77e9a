"""What a sentence's surroundings say to a question: title, heading, place, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING

import numpy as np

from bot.gathering.kept import grouped, groups_in, part_of
from bot.ranking.wanted import ASKS, ASKS_WHAT, HOLDS, SAYS_WHAT
from store.search.keywords import tokens_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from bot.gathering.kept import Arrays, RowGroups
    from bot.ranking.table import Floats, Mask, Positions, Table
    from domain import Passage
    from store.generation.opened import Generation
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
# Titles, headings and subjects whose stems are kept.
KEPT_TEXTS = 8_000
# The name under which is kept what was found of all documents.
HEADS = "heads"


@dataclass(frozen=True, slots=True)
class Said:
    """A text's stems, and what they weigh together."""

    stems: frozenset[str]
    total: float


class SayingDocuments:
    """Which documents hold a stem in their words, title or headings."""

    def __init__(self, generation: Generation) -> None:
        """Take what is held; nothing is read yet."""
        self._generation = generation
        columns = generation.columns
        # a document's own entries stand together
        places = np.arange(len(generation.sources) + 1)
        owners = columns.documents[columns.passages[: generation.own]]
        self._starts = np.searchsorted(owners, places).astype(np.int32)

    def __call__(self, token: str) -> Mask:
        """Give a mask over the documents."""
        marked = (
            np.diff(np.searchsorted(self._generation.keywords.own_rows(token), self._starts)) > 0
        )
        marked[self.above.of(token)] = True
        return marked

    @cached_property
    def above(self) -> RowGroups:
        """The documents that hold each stem in their title or headings, by the stem."""
        generation = self._generation
        return groups_in(part_of(generation, HEADS, lambda: find_heads(generation)))


def find_heads(generation: Generation) -> Arrays:
    """Give the documents that hold each stem in their title or headings, to be kept."""
    found: dict[str, list[int]] = {}
    held = zip(generation.sources, generation.headings, strict=True)
    for place, (source, headings) in enumerate(held):
        for one in sorted(set(tokens_of(" > ".join((source.title, *headings))))):
            found.setdefault(one, []).append(place)
    return grouped(found).arrays()


def _read_said(keywords: KeywordIndex, text: str) -> Said:
    stems = frozenset(tokens_of(text))
    return Said(stems, sum(map(keywords.own_weight, stems)))


def _read_around(
    said: Callable[[str], Said], passages: Sequence[Passage], number: int
) -> tuple[Said, Said, Said]:
    """Give what stands above a passage: its whole trail, its last heading, its document's title."""
    one = passages[number]
    title = one.source.title
    last = one.headings[-1] if one.headings else title
    return said(f"{title} {one.heading}"), said(last), said(title)


def _read_subject(
    said: Callable[[str], Said], passages: Sequence[Passage], places: Positions, number: int
) -> Said:
    """Give what a sentence speaks of, where a verb says soon what it is."""
    passage, sentence = places[number].tolist()
    text = passages[passage].sentences[sentence].text
    verb = SAYS_WHAT.search(text, 0, NEAR_ITS_BEGINNING)
    return said(text[: verb.start()] if verb else "")


class Wording:
    """The sentences of a generation by what stands around them, read for candidates alone."""

    def __init__(self, generation: Generation, table: Table) -> None:
        """Take what is held, and its sentences as they are arranged."""
        self._passages = generation.passages
        self._keywords = generation.keywords
        self._places = table.places
        self._passage_of = table.passage_of
        self._passage_rows = table.passage_rows
        self._document_of = generation.columns.documents
        self.saying = SayingDocuments(generation)
        self._sentence_place = PLACE_HALF / (PLACE_HALF + table.places[:, 1].astype(np.float32))
        # a document's passages stand together
        firsts = np.searchsorted(self._document_of, self._document_of)
        order = (np.arange(len(firsts)) - firsts).astype(np.float32)
        self._passage_place = PLACE_HALF / (PLACE_HALF + order)
        # whether each sentence gives what a kind of question asks for, where that was looked at
        self._holds: dict[str, NDArray[np.int8]] = {}
        # neither holds this object, which is freed when nobody has it
        self._said = lru_cache(maxsize=KEPT_TEXTS)(partial(_read_said, self._keywords))
        self._around = lru_cache(maxsize=KEPT_TEXTS)(
            partial(_read_around, self._said, self._passages)
        )
        self._subject = lru_cache(maxsize=KEPT_TEXTS)(
            partial(_read_subject, self._said, self._passages, table.places)
        )

    def _weigh(self, tokens: Sequence[str], holds: Sequence[Mask], count: int) -> Floats:
        """Give what the stems weigh together that each of so many texts holds; a mask a stem."""
        held = np.zeros(count, dtype=np.float32)
        for one, mask in zip(tokens, holds, strict=True):
            held[mask] += self._keywords.own_weight(one)
        return held

    def _gives(self, kind: str, candidates: Positions) -> Floats:
        """Give for each candidate whether it holds what a kind of question asks for."""
        known = self._holds.setdefault(kind, np.full(len(self._places), -1, dtype=np.int8))
        for number in candidates[known[candidates] < 0].tolist():
            passage, sentence = self._places[number].tolist()
            one = self._passages[passage].sentences[sentence]
            known[number] = bool(HOLDS[kind].search(f"{one.lead} {one.text}"))
        return known[candidates].astype(np.float32)

    def measure(
        self, text: str, tokens: Sequence[str], candidates: Positions, cosine: Floats
    ) -> Floats:
        """Give the signals of candidate sentences with their cosines, one row a signal."""
        passages = self._passage_of[candidates]
        documents = self._document_of[passages].astype(np.intp)
        total = np.float32(sum(map(self._keywords.own_weight, tokens)) or 1.0)
        lower = text.lower()
        asked = [kind for kind, pattern in ASKS.items() if pattern.search(lower)]
        gives = np.zeros(len(candidates), dtype=np.float32)
        for kind in asked:
            gives += (2 * self._gives(kind, candidates) - 1) / len(asked)
        defines = np.zeros(len(candidates), dtype=np.float32)
        if ASKS_WHAT.search(lower):
            subjects = [self._subject(number) for number in candidates.tolist()]
            defines = self._weigh(tokens, _holding(tokens, subjects), len(subjects)) / total
        trail, heading, title, whole = self._of_passages(tokens, candidates)
        saying = [self.saying(one)[documents] for one in tokens]
        told = self._weigh(tokens, saying, len(documents))
        return np.stack([
            trail / total, heading, title,
            self._sentence_place[candidates], self._passage_place[passages], gives, defines,
            whole / total, told / total,
            _of_documents(documents, cosine), _of_neighbours(candidates, passages, cosine),
        ])  # fmt: skip

    def _of_passages(self, tokens: Sequence[str], candidates: Positions) -> list[Floats]:
        """Give what the candidates' trails say, the shares of heading and title, and what all says.

        A passage's words are looked up by their stems, with its innermost heading.
        """
        numbers, first, at = np.unique(
            self._passage_of[candidates], return_index=True, return_inverse=True
        )
        around = [self._around(one) for one in numbers.tolist()]
        trails, headings, titles = zip(*around, strict=True)
        by_trail = _holding(tokens, trails)
        rows = self._passage_rows[candidates[first]]
        whole = [mask | self._stands(one, rows) for one, mask in zip(tokens, by_trail, strict=True)]
        shares = [
            self._weigh(tokens, _holding(tokens, said), len(said)) / _totals(said)
            for said in (headings, titles)
        ]
        trail, all_said = (self._weigh(tokens, one, len(around)) for one in (by_trail, whole))
        return [one[at] for one in (trail, *shares, all_said)]

    def _stands(self, token: str, rows: NDArray[np.integer]) -> Mask:
        """Say of each of some entries whether it holds a stem."""
        return self._keywords.own_stands(token, rows)


def _holding(tokens: Sequence[str], said: Sequence[Said]) -> list[Mask]:
    """Give for each stem which of the texts hold it."""
    return [np.array([token in one.stems for one in said], dtype=bool) for token in tokens]


def _totals(said: Sequence[Said]) -> Floats:
    totals = np.array([one.total for one in said], dtype=np.float32)
    return np.maximum(totals, np.float32(1e-3))


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
