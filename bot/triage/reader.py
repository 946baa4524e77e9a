"""A second opinion: a small language model that reads the whole of a message.

It hears tone and context better than words counted one by one, and is asked where these are in
doubt. Triage works without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.ranking.ranker import WeightsError, read_weights

if TYPE_CHECKING:
    from pathlib import Path

    from store.models.embedding import OnnxEmbedder

# What training writes: the layers that replace the model's, and the weights of the output.
LAYERS_NAME = "reader.safetensors"
OUTPUT_NAME = "reader.npz"
# A text of more words is a long one.
LONG_WORDS = 55
# A danger and a question that every reader tells apart; one that cannot is no reader of ours.
KNOWN = (
    "he has pushed her to the floor and is strangling her, her little brother is screaming",
    "How often does the partnership review its training for new staff?",
)


class Reader:
    """The packaged model, its upper layers trained on triage's messages, and one output.

    Trained by ``python -m training.reader``; the recipe and figures are in docs/triage.md.
    """

    def __init__(self, encoder: OnnxEmbedder, output: Path) -> None:
        """Take the exported model and the weights of its output.

        Raises:
            WeightsError: the file is missing or damaged, or what it is made of is another model's.
        """
        self._encoder = encoder
        weights = read_weights(output)
        try:
            self._weight = weights["weight"].astype(np.float32)
            self._bias = float(weights["bias"])
            # each of nothing, of the counted words' log-odds and of the reader's own
            self._whole = weights["whole"].astype(np.float64).reshape(3)
            self._long = weights["long"].astype(np.float64).reshape(3)
            self._section = weights["section"].astype(np.float64).reshape(3)
        except (KeyError, TypeError, ValueError) as error:
            msg = f"{output}: no reader's output: reinstall Findings"
            raise WeightsError(msg) from error

        danger, calm = map(self._odds, KNOWN)
        if not danger > 0 > calm:
            msg = f"{output}: the reader misreads what is plain: run 'findings prepare'"
            raise WeightsError(msg)

    def weigh(self, text: str, counted: float, *, is_section: bool = False) -> float:
        """Give the log-odds of danger, from those of its counted words and from reading it.

        In a section of a longer message much else is counted, so reading it tells more. A long
        text that is told of calmly reads like danger, so reading it tells less.
        """
        is_long = len(text.split()) > LONG_WORDS
        weights = self._section if is_section else self._long if is_long else self._whole
        return float(weights @ (1.0, counted, self._odds(text)))

    def _odds(self, text: str) -> float:
        return float(self._encoder.embed([text])[0] @ self._weight + self._bias)
