"""What the messages that people taught say of a question: what they are, what is missing, mistaken.

``hidden`` marks entries to leave out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from bot.ranking.retriever import Ranking
    from bot.ranking.table import Floats, Mask, Table

# What the nearest taught messages are is weighed over so many, each by its cosine over the warmth.
NEAREST_TAUGHT = 30
WARMTH = 0.1


def nearest_taught(table: Table, ranking: Ranking, hidden: Mask | None) -> Floats:
    """Give how far the nearest taught messages are answered, mistaken, or about missing things."""
    rows, kinds = table.message_rows, table.message_kinds
    if hidden is not None:
        rows, kinds = rows[~hidden[rows]], kinds[~hidden[rows]]
    if not len(rows):
        return np.zeros(3, dtype=np.float32)
    values = ranking.cosines.of(rows)
    count = min(NEAREST_TAUGHT, len(rows))
    near = np.argpartition(-values, count - 1)[:count]
    weights = np.exp((values[near] - values[near].max()) / WARMTH)
    shares = np.bincount(kinds[near], weights=weights, minlength=3) / weights.sum()
    return np.asarray(shares, dtype=np.float32)


def nearest_missing(
    table: Table, ranking: Ranking, hidden: Mask | None
) -> tuple[float, float, float]:
    """Give best and second cosine, and best words, of what people taught to be missing."""
    rows = table.missing_rows
    if hidden is not None:
        rows = rows[~hidden[rows]]
    if len(rows) < 2:  # noqa: PLR2004
        return 0.0, 0.0, 0.0
    values = np.partition(ranking.cosines.of(rows), -2)[-2:]
    return float(values[1]), float(values[0]), float(ranking.words.of(rows).max())


def mistaken_words_of(table: Table, ranking: Ranking, top: int, hidden: Mask | None) -> float:
    """Give how well the words of the best sentence's mistaken messages fit the question."""
    positions, _ = table.mistaken.of(ranking.candidates[[top]])
    rows = table.mistaken.rows[positions]
    if hidden is not None:
        rows = rows[~hidden[rows]]
    return float(ranking.words.of(rows).max()) if len(rows) else 0.0
