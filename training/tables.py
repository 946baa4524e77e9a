"""The live knowledge base as training data: taught messages, ranked as if never taught."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from bot.lexicon import read_lexicon
from bot.retriever import Retriever
from bot.understanding import Understanding
from store.entries import EntryKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.ranker import Network
    from bot.signals import Floats, Mask
    from settings import Settings
    from store.embedding import Embedder
    from store.generation import Generation

SECOND_SUFFIX = ".more.questions.jsonl"


class Cached:
    """An embedder that takes the vectors of taught messages from the generation."""

    def __init__(self, generation: Generation, embedder: Embedder) -> None:
        """Index the generation's texts."""
        self._rows = {entry.text: row for row, entry in enumerate(generation.entries)}
        self._vectors = generation.vectors
        self._embedder = embedder
        self.name = embedder.name

    def embed(self, texts: Sequence[str]) -> Floats:
        """Give the vectors, embedding only texts that the generation does not hold."""
        rows = [self._rows.get(text) for text in texts]
        return np.stack([
            self._embedder.embed([text])[0] if row is None else np.asarray(self._vectors[row])
            for text, row in zip(texts, rows, strict=True)
        ])  # fmt: skip


class ExactRetriever(Retriever):
    """A retriever whose nearest vectors come by exact search, hidden entries left out."""

    def _nearest(self, vector: Floats, hidden: Mask | None) -> Sequence[int]:
        values = self.table.vectors @ vector
        if hidden is not None:
            values = np.where(hidden, -2.0, values)
        count = min(200, len(values) - 1)
        return [int(row) for row in np.argpartition(-values, count)[:count]]


def make_tools(
    settings: Settings, generation: Generation, embedder: Embedder, network: Network
) -> tuple[ExactRetriever, Understanding]:
    """Give a retriever and an understanding over the generation, for training."""
    cached = Cached(generation, embedder)
    lexicon = read_lexicon(settings.knowledge / "lexicon")
    understanding = Understanding(cached, lexicon, generation.keywords)
    return ExactRetriever(generation, network, passages=10), understanding


def second_writers(knowledge: Path) -> frozenset[str]:
    """Give the messages of the second writers (``*.more.questions.jsonl``).

    They wrote apart from the first, to be as different as they could: a message of the one
    asked of an index that holds the other's only is the nearest thing to a new asker.
    """
    texts: list[str] = []
    for path in knowledge.rglob(f"*{SECOND_SUFFIX}"):
        for line in path.read_text("utf-8").splitlines():
            lesson = json.loads(line)
            texts += [*lesson.get("questions", ()), *lesson.get("mistaken", ())]
    return frozenset(texts)


class Writers:
    """Which entries are hidden when a message is asked as a new asker would ask it."""

    def __init__(self, generation: Generation, knowledge: Path) -> None:
        """Tell the two writers' entries apart."""
        second = second_writers(knowledge)
        kinds = (EntryKind.QUESTION, EntryKind.MISTAKEN)
        self.taught: Mask = np.array([entry.kind in kinds for entry in generation.entries])
        self.second: Mask = self.taught & np.array(
            [one.text in second for one in generation.entries]
        )

    def hide(self, row: int) -> Mask:
        """Give the entries of the writer who wrote the entry at ``row``, to be left out."""
        first: Mask = self.taught & ~self.second
        return self.second.copy() if self.second[row] else first
