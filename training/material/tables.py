"""The live knowledge base as training data: taught messages, ranked as if never taught."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from bot.ranking.fitted import read_fitted
from bot.ranking.retriever import Retriever
from bot.reading.lexicon import read_lexicon
from bot.reading.shortened import as_meanings, shortened_in
from bot.reading.understanding import Understanding
from store.generation.entries import EntryKind
from wiring import BOT_DATA

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from bot.ranking.ranker import Network
    from bot.ranking.table import Floats, Mask
    from settings import Settings
    from store.generation.opened import Generation
    from store.models.embedding import Embedder

# The files of the three writers, in the order in which they wrote.
SUFFIXES = (".questions.jsonl", ".more.questions.jsonl", ".third.questions.jsonl")


class Cached:
    """An embedder that takes the vectors of taught messages from the generation."""

    def __init__(self, generation: Generation, embedder: Embedder) -> None:
        """Index the generation's texts."""
        self._rows = {entry.text: row for row, entry in enumerate(generation.entries)}
        self._vectors = generation.vectors
        self._embedder = embedder
        self.name = embedder.name

    def embed(self, texts: Sequence[str], *, asked: bool | Sequence[bool] = False) -> Floats:
        """Give the vectors, embedding only texts that the generation does not hold."""
        each = [asked] * len(texts) if isinstance(asked, bool) else asked
        rows = [self._rows.get(text) for text in texts]
        return np.stack([
            self._embedder.embed([text], asked=one)[0] if row is None
            else np.asarray(self._vectors[row])
            for text, row, one in zip(texts, rows, each, strict=True)
        ])  # fmt: skip


def make_tools(
    settings: Settings, generation: Generation, embedder: Embedder, network: Network
) -> tuple[Retriever, Understanding]:
    """Give a retriever and an understanding over the generation, for training."""
    cached = Cached(generation, embedder)
    lexicon = read_lexicon(settings.knowledge / "lexicon").knowing(
        as_meanings(shortened_in(one.text for one in generation.documents))
    )
    understanding = Understanding(cached, lexicon, generation.keywords)
    thresholds = read_fitted(BOT_DATA).thresholds
    return Retriever(generation, network, thresholds, passages=10), understanding


def read_writers(knowledge: Path) -> dict[str, int]:
    """Give each taught message's writer, as a position in ``SUFFIXES``.

    The writers worked apart, each told to be different from those before: a message of the one
    asked of an index that holds the others' only is the nearest thing to a new asker.
    """
    writers: dict[str, int] = {}
    for number, suffix in enumerate(SUFFIXES):
        for path in knowledge.rglob(f"*{suffix}"):
            if number == 0 and any(path.name.endswith(other) for other in SUFFIXES[1:]):
                continue
            for line in path.read_text("utf-8").splitlines():
                lesson = json.loads(line)
                for text in (*lesson.get("questions", ()), *lesson.get("mistaken", ())):
                    writers[text] = number
    return writers


def documents_of(generation: Generation) -> NDArray[np.str_]:
    """Give the id of each entry's document, empty for what leads to none."""
    return np.array([
        generation.passages[entry.passage].source.id if entry.passage >= 0 else ""
        for entry in generation.entries
    ])  # fmt: skip


class Writers:
    """Which entries are hidden when a message is asked as a new asker would ask it."""

    def __init__(self, generation: Generation, knowledge: Path) -> None:
        """Tell the writers' entries apart."""
        of_text = read_writers(knowledge)
        kinds = (EntryKind.QUESTION, EntryKind.MISTAKEN, EntryKind.MISSING)
        self.number = np.array([
            of_text.get(entry.text, 0) if entry.kind in kinds else -1
            for entry in generation.entries
        ])  # fmt: skip
        self.taught: Mask = self.number >= 0
        self.is_last: Mask = self.number == len(SUFFIXES) - 1

    def of(self, row: int) -> str:
        """Give the suffix of the files of the writer of an entry; empty for what is not taught."""
        number = self.number[row]
        return SUFFIXES[number] if number >= 0 else ""

    def hide(self, row: int) -> Mask:
        """Give the entries of the writer who wrote the entry at ``row``, to be left out."""
        hidden: Mask = self.number == self.number[row]
        return hidden
