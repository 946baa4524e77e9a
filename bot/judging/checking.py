"""Question and passage read together: whether the words answer what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.ranking.ranker import WeightsError, read_weights

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.ranking.retriever import Ranking
    from bot.ranking.table import Floats, Table
    from domain import Passage
    from store.models.embedding import OnnxEmbedder

# What training writes: the layers that replace the model's, and the weights of the output.
LAYERS_NAME = "checker.safetensors"
OUTPUT_NAME = "checker.npz"
# The best sentences of a ranking that are read with the question, each with so many sentences
# before and after it.
CHECKED = 5
AROUND = 1
CHECKS = ("first", "best", "second", "mean")


class Checker:
    """A cross-encoder: the packaged model, its upper layers trained on pairs, and one output.

    Trained by ``python -m training.checker``; the recipe and figures are in docs/training.md.
    """

    def __init__(self, encoder: OnnxEmbedder, output: Path) -> None:
        """Take the exported model and the weights of its output, a file of ``training.checker``.

        Raises:
            WeightsError: the file is missing or damaged.
        """
        self._encoder = encoder
        weights = read_weights(output)
        try:
            self._weight: Floats = weights["weight"]
            self._bias = float(weights["bias"])
            if self._weight.ndim != 1:
                raise ValueError(self._weight.shape)  # noqa: TRY301  told of below
        except (KeyError, TypeError, ValueError) as error:
            msg = f"{output}: no checker's output: reinstall Findings"
            raise WeightsError(msg) from error

    def scores(self, question: str, windows: list[str]) -> Floats:
        """Give how surely each window answers the question, as log-odds."""
        # one by one: together they took as long, and 11 MB more
        vectors = [self._encoder.embed_pairs([(question, window)])[0] for window in windows]
        return np.asarray(np.stack(vectors) @ self._weight + self._bias)

    def score_best(
        self, question: str, table: Table, ranking: Ranking, passages: Sequence[Passage],
        *, count: int = 1,
    ) -> Floats:  # fmt: skip
        """Give the scores of the ``count`` best sentences, or of all, of a ranking, best first."""
        best = np.argsort(-ranking.scores)[:count]
        places = [table.places[one] for one in ranking.candidates[best]]
        return self.scores(question, [window(passages[p], number) for p, number in places])

    def check(
        self, question: str, table: Table, ranking: Ranking, passages: Sequence[Passage]
    ) -> Floats:
        """Give the signals named in ``CHECKS`` for a ranking that is not empty."""
        return checks_of(self.score_best(question, table, ranking, passages, count=CHECKED))


def checks_of(scores: Floats) -> Floats:
    """Give the signals named in ``CHECKS`` from the scores of the best sentences, best first."""
    ordered = np.sort(scores)[::-1]
    second = ordered[min(1, len(ordered) - 1)]
    return np.array([scores[0], ordered[0], second, scores.mean()], dtype=np.float32)


def window(passage: Passage, number: int, around: int = AROUND) -> str:
    """Give a sentence with its neighbours, below the heading and what introduces it."""
    sentences = passage.sentences[max(number - around, 0) : number + around + 1]
    text = passage.text[sentences[0].start : sentences[-1].end]
    lead = passage.sentences[number].lead
    parts = (f"{passage.heading}:" if passage.headings else "", "" if lead in text else lead, text)
    return " ".join(" ".join(parts).split())
