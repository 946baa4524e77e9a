"""What the encoder learns by: what belongs together comes near, as near as a teacher puts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from store.models.embedding import Model
from training.layers.upper import BATCH, HALF_IS_QUICK

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from training.material.pairs import TaughtTogether

# Cosines are multiplied by this before the softmax, as sentence-transformers' ranking loss does.
SCALE = 20.0


def loss_of(
    words: torch.Tensor, first: torch.Tensor, second: torch.Tensor,
    batch: Sequence[TaughtTogether], near: torch.Tensor | None = None,
) -> torch.Tensor:  # fmt: skip
    """Give the ranking loss with in-batch negatives, of messages to words and to each other.

    ``near`` are sentences that stand beside the words and answer none of the messages.
    """
    right = torch.arange(len(batch))
    alike = torch.tensor([
        [one is not other and one.words == other.words for other in batch] for one in batch
    ])  # fmt: skip

    def rank(asked: torch.Tensor, held: torch.Tensor) -> torch.Tensor:
        scores = SCALE * asked @ held.T
        scores[:, : len(batch)].masked_fill_(alike, -1e4)
        return torch.nn.functional.cross_entropy(scores, right)

    held = words if near is None else torch.cat([words, near])
    to_words = rank(first, held) + rank(second, held) + rank(words, first) / 2
    return to_words + (rank(first, second) + rank(second, first)) / 2


def distance_to_teacher(found: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Give how far each text's nearness to the others is from the teacher's cosines ``wanted``."""
    itself = torch.eye(len(found), dtype=torch.bool)
    own = (found @ found.T).masked_fill(itself, -1)
    return torch.nn.functional.kl_div(
        torch.log_softmax(SCALE * own, 1),
        torch.softmax(SCALE * wanted.masked_fill(itself, -1), 1),
        reduction="batchmean",
    )


class Teacher:
    """A larger model's vectors of the pairs' texts, and those of the model before it learns.

    The two see different things: the mean of their cosines puts more of the pairs together than
    either (docs/training.md), so that is what is learned.
    """

    def __init__(self, folder: Path, texts: Sequence[str], before: torch.Tensor) -> None:
        """Work the vectors out; ``before`` holds those of the model that learns, one a text."""
        network = Model(folder).load()
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF_IS_QUICK):
            found = network.encode(
                list(texts), normalize_embeddings=True, batch_size=BATCH, convert_to_tensor=True
            )
        self._rows = {text: row for row, text in enumerate(texts)}
        self._vectors = (found.float(), before)

    def cosines(self, texts: Sequence[str]) -> torch.Tensor | None:
        """Give the cosines of each text with each; None where one was never shown."""
        if not all(text in self._rows for text in texts):
            return None
        rows = torch.tensor([self._rows[text] for text in texts])
        theirs, own = (one[rows] @ one[rows].T for one in self._vectors)
        mean: torch.Tensor = (theirs + own) / 2
        return mean
