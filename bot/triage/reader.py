"""A second opinion: a small language model that reads the whole of a message.

It hears tone and context better than words counted one by one, and is asked where these are in
doubt. Triage works without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.ranker import WeightsError, read_weights
from bot.triage.features import MOST_WORDS

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from store.embedding import OnnxEmbedder

    Floats = NDArray[np.float64]

# What training writes: the layers that replace the model's, and the weights of the output.
LAYERS_NAME = "reader.safetensors"
OUTPUT_NAME = "reader.npz"
# Counted log-odds below which words speak plainly against danger.
PLAIN = -1.5
# A danger and a question that every reader tells apart; one that cannot is no reader of ours.
KNOWN = (
    "he has pushed her to the floor and is strangling her, her little brother is screaming",
    "How often does the partnership review its training for new staff?",
)


def is_long(text: str) -> bool:
    """Whether a text is weighed as a long one, in which a reader is more easily misled."""
    return len(text.split()) > MOST_WORDS


def signals(counted: Floats, odds: Floats) -> Floats:
    """Give what is weighed of each text: what its words speak plainly against counts once more."""
    return np.column_stack([np.ones(len(odds)), counted, np.minimum(counted - PLAIN, 0.0), odds])


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
            # two rows, of short texts and of long ones
            self._whole = weights["whole"].astype(np.float64).reshape(2, 4)
        except (KeyError, TypeError, ValueError) as error:
            msg = f"{output}: no reader's output: reinstall Findings"
            raise WeightsError(msg) from error

        danger, calm = map(self._odds, KNOWN)
        if not danger > 0 > calm:
            msg = f"{output}: the reader misreads what is plain: run 'findings prepare'"
            raise WeightsError(msg)

    def weigh(self, text: str, counted: float) -> float:
        """Give the log-odds of danger, from those of its counted words and from reading it."""
        weights = self._whole[int(is_long(text))]
        return float(weights @ signals(np.array([counted]), np.array([self._odds(text)]))[0])

    def _odds(self, text: str) -> float:
        return float(self._encoder.embed([text])[0] @ self._weight + self._bias)
